"""How people come in: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Closes sign-up: accounts are made by those who manage people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
