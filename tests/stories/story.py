"""What stories share: the world they happen in, and the windows people sit at."""

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from centers.commands import acting
from centers.models import User
from registry.demo.people import DOMAIN
from tests.browser import Visitor
from tests.world import World

from .conftest import Visit

PASSWORD = "a thigh of eighty millimeters"


class Story:
    """A test class whose methods are sentences: given, when, then."""

    world: World
    visit: Visit
    window: Visitor

    @pytest.fixture(autouse=True)
    def _begin(self, visit: Visit, world: World) -> None:
        self.visit, self.world = visit, world

    def given_someone_is_signed_in(self, name: str, **options: Any) -> None:
        """A window of the person of this name in the world."""
        self.window = self.visit(**options)
        self.window.is_signed_in_as(self.world.people[name])

    def given_a_demo_person(self, name: str, **options: Any) -> None:
        """A window of a person of the demonstration network (fixture `demo`)."""
        self.window = self.visit(**options)
        self.window.is_signed_in_as(User.objects.get(email=f"{name}@{DOMAIN}"))

    def given_a_password(self, name: str) -> str:
        """Gives the person the password of these stories; returns the address to sign in with."""
        user = self.world.people[name]
        with acting(None):
            User.objects.filter(pk=user.pk).update(password=make_password(PASSWORD))
        user.refresh_from_db()
        return user.email
