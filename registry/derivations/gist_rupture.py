"""Was a GIST ruptured? Events that are a rupture, and minor defects that are not (clinical.md 3.9)."""

from django.utils.translation import gettext_lazy as _

from registry import codes

from .base import Result
from .derivation import About, Derivation, Input, Table, derivation
from .readers import code_set

RUPTURE, MINOR_DEFECT, NONE = "RUPTURE", "MINOR_DEFECT", "NONE"
# Worst first: the first class with an event is the answer.
EVENTS = {
    RUPTURE: (
        "SPILLAGE_OR_FRACTURE",
        "BLOOD_STAINED_ASCITES",
        "PERFORATION_AT_TUMOUR",
        "ADJACENT_ORGAN_MICRO_INFILTRATION",
        "PIECEMEAL_OR_INTRALESIONAL",
        "INCISIONAL_BIOPSY",
    ),
    MINOR_DEFECT: (
        "MUCOSAL_DEFECT_OR_LUMINAL_SPILLAGE",
        "PERITONEAL_MICRO_PENETRATION",
        "IATROGENIC_PERITONEAL_LACERATION",
        "UNCOMPLICATED_NEEDLE_BIOPSY",
        "R1_RESECTION",
    ),
}
CLASS_LABELS = {RUPTURE: _("Rupture"), MINOR_DEFECT: _("Minor defect, no rupture"), NONE: _("None")}
LABELS = dict(codes.GIST_RUPTURE)


@derivation(
    "GIST_RUPTURE",
    "1",
    inputs={"events": Input(code_set(*LABELS), _("Events of rupture"), ("case.gist_rupture_events",))},
    about=About(
        title=_("GIST rupture"),
        words=_(
            "Any event of the first kind is a rupture; else any of the second a minor defect, which does not "
            "make a rupture; else, when it was entered that there was none: none."
        ),
        citation="Nishida et al., Ann Surg Oncol 2019;26; Holmebakk et al., Ann Surg Oncol 2018;25:1133",
        tables=(
            Table(
                _("Events"),
                (_("Class"), _("Event")),
                tuple((CLASS_LABELS[kind], LABELS[event]) for kind in EVENTS for event in EVENTS[kind]),
            ),
        ),
        examples=(
            {"events": []},
            {"events": ["UNCOMPLICATED_NEEDLE_BIOPSY"]},
            {"events": ["R1_RESECTION", "PIECEMEAL_OR_INTRALESIONAL"]},
            {"events": None},
        ),
    ),
)
def gist_rupture(rule: Derivation, *, events: frozenset[str] | None) -> Result:
    """Value: class. No event at all, or the code NONE alone, is NONE; UNKNOWN alone is not assessable."""
    for kind, listed in EVENTS.items():
        found = [event for event in listed if event in (events or ())]
        if found:
            facts = (rule.fact("events", LABELS[event], CLASS_LABELS[kind]) for event in found)
            return rule.derived({"class": kind}, *facts)
    if events is None or codes.UNKNOWN in events:
        return rule.waiting(events=None)
    return rule.derived({"class": NONE}, rule.fact("events", CLASS_LABELS[NONE]))
