"""AJCC 8 T category of bone sarcoma of the spine (clinical.md 3.5)."""

from django.utils.translation import gettext_lazy as _

from .ajcc8 import BONE_CITATION
from .base import Result, Text
from .derivation import About, Derivation, Input, Table, derivation
from .readers import whole, yes_no

# Adjacent segments: right body, left body, right pedicle, left pedicle, posterior element.
T_OF_ADJACENT = {1: "T1", 2: "T1", 3: "T2"}
T_OF_MORE = "T3"  # four or more adjacent, or any that are not adjacent
# What makes T4 whatever the segments, highest category first; not entered counts as not there.
T4_OF_FINDING: dict[str, tuple[str, Text]] = {
    "great_vessels": ("T4b", _("Great vessels invaded, or thrombus in them")),
    "spinal_canal": ("T4a", _("Spinal canal invaded")),
}


@derivation(
    "AJCC8_BONE_T_SPINE",
    "1",
    inputs={
        "segments": Input(whole, _("Segments"), ("case.segments",)),
        "adjacent": Input(yes_no, _("Segments are adjacent"), ("case.segments_adjacent",)),
        **{name: Input(yes_no, label, (f"case.{name}",)) for name, (_t, label) in T4_OF_FINDING.items()},
    },
    about=About(
        title=_("AJCC 8 T category, bone sarcoma of the spine"),
        words=_(
            "The highest category wins: great vessels (T4b), spinal canal (T4a), then the segments (right "
            "body, left body, right pedicle, left pedicle, posterior element). Two or three segments that "
            "may not be adjacent have no category yet; without segments: TX. Findings of T4 that are not "
            "entered count as not there."
        ),
        citation=BONE_CITATION,
        tables=(
            Table(
                _("T category"),
                (_("T"), _("Tumor")),
                (
                    ("T1", _("one segment, or two adjacent")),
                    ("T2", _("three adjacent segments")),
                    (T_OF_MORE, _("four or more segments, or any that are not adjacent")),
                    *((t, finding) for t, finding in reversed(T4_OF_FINDING.values())),
                ),
            ),
        ),
        examples=(
            {"segments": 2, "adjacent": True},
            {"segments": 3, "adjacent": False},
            {"segments": 1, "spinal_canal": True},
            {"segments": 3, "adjacent": None},
        ),
    ),
)
def bone_t_spine(
    rule: Derivation, *, segments: int | None, adjacent: bool | None, **findings: bool | None
) -> Result:
    """Value: t. TX when the segments are not known; a single segment needs no neighbor."""
    for name, (t, _label) in T4_OF_FINDING.items():
        if findings[name]:
            return rule.derived({"t": t}, rule.fact(name, _("Yes"), t))
    if not segments:
        return rule.derived({"t": "TX"}, missing=rule.fields_of("segments"))
    contiguous = adjacent or segments == 1
    if segments not in T_OF_ADJACENT or not (contiguous or adjacent is None):
        return rule.derived({"t": T_OF_MORE}, rule.fact("segments", segments, T_OF_MORE))
    if not contiguous:
        return rule.waiting(rule.fact("segments", segments), adjacent=None)
    t = T_OF_ADJACENT[segments]
    return rule.derived({"t": t}, rule.fact("segments", segments, t))
