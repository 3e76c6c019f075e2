"""People who sign in."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ..journal import journaled


class UserManager(BaseUserManager["User"]):
    """Creates people by e-mail address; there is no `create_superuser`, for there are no superusers."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@journaled(exclude=["password", "last_login"])
class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do comes from dated memberships alone.

    PermissionsMixin is here because django-guardian looks permissions up through it; a constraint keeps
    `is_superuser` false for ever.
    """

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    region = models.CharField(
        _("region"),
        max_length=2,
        default="ES",
        help_text=_("Country code; decides how numbers and dates are written."),
    )
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Madrid")
    shortcuts = models.BooleanField(_("single-key shortcuts"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    sign_outs = models.PositiveIntegerField(
        default=0, help_text=_("How often all sessions were ended; a session of an earlier count is over.")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="user_no_superuser"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_session_auth_hash(self) -> str:
        """What a session holds and is compared with at every request: password and count of sign-outs."""
        return self._counted(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under earlier secret keys."""
        return map(self._counted, super().get_session_auth_fallback_hash())

    def _counted(self, password_hash: str) -> str:
        return f"{password_hash}.{self.sign_outs}"

    @property
    def locale(self) -> str:
        """Language with region (`es-pe`): the words of one, the numbers of the other."""
        return self.language if "-" in self.language else f"{self.language}-{self.region.lower()}"

    @property
    def initials(self) -> str:
        """Two letters for the account mark."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
