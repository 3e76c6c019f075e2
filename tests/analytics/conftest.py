"""What tests of analytics share."""

from collections.abc import Iterator

import pytest

from centers.actions import Actor
from centers.commands import acting
from tests.world import World


@pytest.fixture
def installation(world: World) -> Iterator[Actor]:
    """The installation itself at work, in one transaction that sees everything."""
    with acting(None) as actor:
        yield actor
