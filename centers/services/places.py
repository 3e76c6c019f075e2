"""The network and its centers."""

import datetime

from ..actions import Actor, action
from ..models import Center, CenterType, Network
from ..permissions import Permission


@action("network.founded", Permission.MANAGE_CENTERS, on="network")
def found_network(*, actor: Actor, name: str, time_zone: str = "Europe/Madrid") -> Network:
    """The one network of this installation; returns the existing one when there is one."""
    return Network.objects.first() or Network.objects.create(name=name, time_zone=time_zone)


@action("center.added", Permission.MANAGE_CENTERS, on="network")
def add_center(
    *,
    actor: Actor,
    network: Network,
    code: str,
    name: str,
    country: str,
    time_zone: str,
    kind: str = "REFERENCE",
    since: datetime.date = datetime.date(2000, 1, 1),
) -> Center:
    """Adds a center with its first dated type. Raises IntegrityError when the code is taken."""
    center = Center.objects.create(code=code, name=name, country=country, time_zone=time_zone)
    CenterType.objects.create(center=center, kind=kind, since=since)
    return center


@action("network.made_demo", Permission.MANAGE_CENTERS, on="network")
def make_demo(*, actor: Actor, network: Network) -> None:
    """Marks the network as a demonstration: nothing in it is real, and it may be wiped."""
    network.is_demo = True
    network.save(update_fields=["is_demo"])
