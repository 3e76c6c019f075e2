"""The link that lets an invited person set a password, and the mail that carries it: no patient, no role."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from .models import User


def password_path(user: User) -> str:
    """The path where the person sets a first password; works once, for a few days."""
    where = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=where)


def send(request: HttpRequest, user: User) -> None:
    """Mails the link once the invitation is committed; a person who can sign in already gets none."""
    if user.has_usable_password():
        return
    link = request.build_absolute_uri(password_path(user))
    with translation.override(user.language):
        subject = _("You are invited to Sarcoma Network")
        text = render_to_string("centers/mail/invitation.txt", {"user": user, "link": link})
    transaction.on_commit(lambda: send_mail(subject, text, None, [user.email]))
