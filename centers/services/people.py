"""Who belongs to the network: invitations, roles, and their end."""

import datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .. import roles
from ..access import today
from ..actions import Actor, Conflict, action
from ..models import Center, Membership, Network, User
from ..permissions import Permission


@action("person.invited", Permission.MANAGE_PEOPLE, on="place")
def invite(
    *,
    actor: Actor,
    place: Center | Network,
    email: str,
    name: str,
    role: str,
    until: datetime.date | None = None,
    language: str = "en",
    region: str = "",
    time_zone: str = "",
) -> Membership:
    """Gives a person a role at a place, creating the account when the address is new.

    A new account has no password: the caller sends the link that sets one (`centers.invitations`). Raises
    ValidationError when the role is not held at such a place, is held there already or would have ended
    already, Conflict when people would give a role to themselves.
    """
    at_center = isinstance(place, Center)
    if roles.ROLES[role].level != (roles.Level.CENTER if at_center else roles.Level.NETWORK):
        raise ValidationError({"role": _("This role is not held here.")})
    if until is not None and until <= today():
        raise ValidationError({"until": _("The end must lie in the future.")})
    user = User.objects.filter(email=email.strip().lower()).first()
    _refuse_self(actor, user)
    if user is None:
        user = User.objects.create_user(
            email,
            name=name,
            language=language,
            region=region or (place.country if isinstance(place, Center) else "ES"),
            time_zone=time_zone or place.time_zone,
        )
    where = {"center": place} if isinstance(place, Center) else {"network": place}
    if Membership.objects.lasting(today()).filter(user=user, role=role, **where).exists():
        raise ValidationError({"email": _("This person already has this role here.")})
    return Membership.objects.create(user=user, role=role, since=today(), until=until, **where)


@action("membership.ended", Permission.MANAGE_PEOPLE, on="place")
def end_membership(
    *, actor: Actor, place: Center | Network, membership: Membership, reason: str = ""
) -> None:
    """Ends a role today. The row stays: who could see what, and when, remains known."""
    _refuse_self(actor, membership.user)
    if membership.until is not None and membership.until <= today():
        raise Conflict(_("This role has ended already."))
    if membership.place != place:
        raise Conflict(_("This role is held elsewhere."))
    membership.until = max(today(), membership.since)
    membership.save(update_fields=["until"])


@action("person.disabled", Permission.MANAGE_PEOPLE, on="network")
def disable(*, actor: Actor, network: Network, user: User, reason: str = "") -> None:
    """Closes an account at once: the next request of every open session is a stranger's."""
    _refuse_self(actor, user)
    user.is_active = False
    _sign_out(user, "is_active")


@action("person.enabled", Permission.MANAGE_PEOPLE, on="network")
def enable(*, actor: Actor, network: Network, user: User, reason: str = "") -> None:
    """Opens a closed account again, with the roles that are still in force."""
    user.is_active = True
    user.save(update_fields=["is_active"])


@action("person.second_factor_reset", Permission.MANAGE_PEOPLE, on="network")
def reset_second_factor(*, actor: Actor, network: Network, user: User, reason: str = "") -> int:
    """Removes all second factors of a person who lost them, and signs them out. Returns how many."""
    _refuse_self(actor, user)
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    _sign_out(user)
    return removed


@action("profile.changed", None, on="user")
def change_profile(
    *, actor: Actor, user: User, name: str, language: str, region: str, time_zone: str, shortcuts: bool
) -> None:
    """A person's own settings."""
    user.name, user.language, user.region = name, language, region
    user.time_zone, user.shortcuts = time_zone, shortcuts
    user.save(update_fields=["name", "language", "region", "time_zone", "shortcuts"])


def _refuse_self(actor: Actor, user: User | None) -> None:
    """Roles and accounts are always a second person's act."""
    if user == actor:
        raise Conflict(_("Nobody can do this to their own account. Ask another person who manages people."))


def _sign_out(user: User, *changed: str) -> None:
    """Ends every session there is: each holds the count it was opened under. Saves what else changed."""
    user.sign_outs += 1
    user.save(update_fields=["sign_outs", *changed])
