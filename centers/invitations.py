"""The mail that lets an invited person set a password. It names no patient and no role."""

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


def send(request: HttpRequest, user: User) -> None:
    """Mails the link once the invitation is committed; a person who can sign in already gets none."""
    if user.has_usable_password():
        return
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uidb36, token = key.split("-", 1)
    link = request.build_absolute_uri(
        reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
    )
    with translation.override(user.language):
        subject = _("You are invited to Sarcoma Network")
        text = render_to_string("centers/mail/invitation.txt", {"user": user, "link": link})
    transaction.on_commit(lambda: send_mail(subject, text, None, [user.email]))
