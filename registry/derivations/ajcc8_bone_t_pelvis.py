"""AJCC 8 T category of bone sarcoma of the pelvis (clinical.md 3.5)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from .ajcc8 import BONE_CITATION, SIZE
from .bands import Bands
from .base import Fact, Result, Text
from .derivation import About, Derivation, Input, Table, derivation
from .readers import whole, yes_no

SIZES = Bands.of("cm", 8)
SUFFIXES = ("a", "b")  # by size
# Segments (iliac wing, acetabulum, pubis with symphysis and ischium, sacrum) and extension out of the bone.
T_OF_SEGMENTS = {(1, False): "T1", (1, True): "T2", (2, False): "T2", (2, True): "T3"}
T4, T4_SEGMENTS = "T4", 3
# What makes T4 whatever the rest, highest category first; not entered counts as not there.
T4_OF_FINDING: dict[str, tuple[str, Text]] = {
    "encases_external_iliac_vessels": ("T4b", _("External iliac vessels encased")),
    "gross_thrombus_major_pelvic_vessels": ("T4b", _("Gross thrombus in major pelvic vessels")),
    "crosses_si_joint_medial_to_foramen": (
        "T4a",
        _("Crosses the sacroiliac joint, medial to the sacral neuroforamen"),
    ),
}


def _rows() -> tuple[tuple[Text, ...], ...]:
    """The T category for people, lowest first."""
    extension = {False: _("no"), True: _("yes")}
    by_size = (
        (t + suffix, str(segments), extension[out], size)
        for (segments, out), t in T_OF_SEGMENTS.items()
        for suffix, size in zip(SUFFIXES, SIZES.labels, strict=True)
    )
    findings = ((t, finding, "", "") for t, finding in reversed(T4_OF_FINDING.values()))
    return (*by_size, (T4, f"≥ {T4_SEGMENTS}", "", ""), *findings)


@derivation(
    "AJCC8_BONE_T_PELVIS",
    "1",
    inputs={
        "segments": Input(whole, _("Segments"), ("case.segments",)),
        "extraosseous": Input(yes_no, _("Extension out of the bone"), ("case.extraosseous",)),
        "size_cm": SIZE,
        **{name: Input(yes_no, label, (f"case.{name}",)) for name, (_t, label) in T4_OF_FINDING.items()},
    },
    about=About(
        title=_("AJCC 8 T category, bone sarcoma of the pelvis"),
        words=_(
            "The highest category wins: vessels (T4b), sacroiliac joint (T4a), three or more segments (T4), "
            "then segments and extension out of the bone, with a or b by size. One or two segments without a "
            "word on extension have no category yet; without segments: TX; without a size: a or b unknown. "
            "Findings of T4 that are not entered count as not there."
        ),
        citation=BONE_CITATION,
        tables=(
            Table(
                _("T category"),
                (_("T"), _("Segments, or finding"), _("Extension out of the bone"), _("Largest diameter")),
                _rows(),
            ),
        ),
        examples=(
            {"segments": 1, "extraosseous": False, "size_cm": 8.0},
            {"segments": 2, "extraosseous": True, "size_cm": 9.5},
            {"segments": 1, "extraosseous": False, "size_cm": None},
            {"segments": 2, "extraosseous": None, "size_cm": 9.5},
        ),
    ),
)
def bone_t_pelvis(
    rule: Derivation,
    *,
    segments: int | None,
    extraosseous: bool | None,
    size_cm: Decimal | None,
    **findings: bool | None,
) -> Result:
    """Value: t, with `suffix` None when only a or b cannot be told."""
    for name, (t, _label) in T4_OF_FINDING.items():
        if findings[name]:
            return rule.derived({"t": t}, rule.fact(name, _("Yes"), t))
    if not segments:
        return rule.derived({"t": "TX"}, missing=rule.fields_of("segments"))
    fact = rule.fact("segments", segments)
    if segments >= T4_SEGMENTS:
        return rule.derived({"t": T4}, fact)
    if extraosseous is None:
        return rule.waiting(fact, extraosseous=None)
    t = T_OF_SEGMENTS[segments, extraosseous]
    facts = (fact, rule.fact("extraosseous", _("Yes") if extraosseous else _("No"), t))
    return _with_suffix(rule, t, size_cm, facts)


def _with_suffix(rule: Derivation, t: str, size_cm: Decimal | None, facts: tuple[Fact, ...]) -> Result:
    if size_cm is None:
        return rule.derived({"t": t, "suffix": None}, *facts, missing=rule.fields_of("size_cm"))
    band = SIZES.band(size_cm)
    size = rule.fact("size_cm", size_cm * 10, f"{SUFFIXES[band]}: {SIZES.label(band)}")
    return rule.derived({"t": t + SUFFIXES[band]}, *facts, size)
