"""FNCLCC grade of soft tissue sarcoma on untreated tissue (clinical.md 3.1)."""

from decimal import Decimal
from itertools import product

from django.utils.translation import gettext_lazy as _

from registry.vocabulary import find_entity, sarcoma_group_of

from .base import Fact, Reason, Refusal, Result
from .derivation import About, Derivation, Input, Table, derivation
from .mitoses import rounded
from .readers import code, number

DIFFERENTIATION_POINTS = {1: 1, 2: 2, 3: 3}
MITOSES_BELOW = ((Decimal(10), 1), (Decimal(20), 2), (Decimal("Infinity"), 3))
NECROSIS_POINTS = {"0": 0, "<50": 1, ">=50": 2}
GRADE_OF_SCORE = {2: "G1", 3: "G1", 4: "G2", 5: "G2", 6: "G3", 7: "G3", 8: "G3"}
POSSIBLE_POINTS: dict[str, tuple[int, ...]] = {
    "differentiation": (1, 2, 3),
    "mitoses_per_10hpf": (1, 2, 3),
    "necrosis": (0, 1, 2),
}
BOUNDS = {("G1", "G2"): "≤ G2", ("G2", "G3"): "≥ G2", ("G3", "G3"): "G3"}


def _tables() -> tuple[Table, ...]:
    """The scores of each component, and the grade of their sum."""
    scores = (
        (_("Differentiation"), "–", _("like normal adult tissue"), _("type certain"), _("undifferentiated")),
        (_("Mitoses per 10 HPF"), "–", "0 – < 10", "10 – < 20", "≥ 20"),
        (_("Necrosis"), _("none"), "< 50 %", "≥ 50 %", "–"),
    )
    return (
        Table(_("Scores"), ("", "0", "1", "2", "3"), scores),
        Table(
            _("Grade"),
            (_("Sum"), _("Grade")),
            tuple((str(total), found) for total, found in GRADE_OF_SCORE.items()),
        ),
    )


def mitoses_points(mitoses_per_10hpf: Decimal) -> int:
    """1 below 10, 2 from 10 to below 20, 3 from 20; also between whole numbers (9.6 scores 1)."""
    return next(points for limit, points in MITOSES_BELOW if mitoses_per_10hpf < limit)


@derivation(
    "FNCLCC",
    "1",
    inputs={
        "differentiation": Input(code(1, 2, 3), _("Differentiation score"), ("pathology_report.diff_score",)),
        "mitoses_per_10hpf": Input(
            number(at_least=Decimal(0)),
            _("Mitoses per 10 HPF (1.74 mm²)"),
            ("pathology_report.mitoses_count", "pathology_report.mitoses_area_mm2"),
        ),
        "necrosis": Input(code(*NECROSIS_POINTS), _("Tumor necrosis"), ("pathology_report.necrosis_cat",)),
    },
    about=About(
        title=_("FNCLCC grade"),
        words=_(
            "The scores of differentiation, mitoses and necrosis are added, on untreated tissue only: 2 and "
            "3 are G1, 4 and 5 G2, 6 to 8 G3. A missing component gives no grade, but bounds where there are "
            "any: differentiation 3 is at least G2. Not for GIST, bone sarcoma, intermediate tumors and "
            "histologies in which the grade says little."
        ),
        citation="NCI PDQ health professional, adult soft tissue sarcoma, FNCLCC table; SEER EOD 3.3",
        tables=_tables(),
        examples=(
            {"differentiation": 3, "mitoses_per_10hpf": 8, "necrosis": "<50"},
            {"differentiation": 2, "mitoses_per_10hpf": 9.6, "necrosis": "0"},
            {"differentiation": 3, "mitoses_per_10hpf": 20, "necrosis": None},
        ),
        doubts=(4,),
        memory=_("Histologies that are not graded, and differentiation scores outside the list of PDQ."),
    ),
)
def grade(
    rule: Derivation, *, differentiation: int | None, mitoses_per_10hpf: Decimal | None, necrosis: str | None
) -> Result:
    """Value: grade (G1 to G3) and score (2 to 8). A missing component: no grade, its bounds as a fact."""
    points: dict[str, int] = {}
    facts: list[Fact] = []

    def score(name: str, value: str | Decimal, scored: int) -> None:
        points[name] = scored
        facts.append(rule.fact(name, value, str(scored)))

    if differentiation is not None:
        score("differentiation", str(differentiation), DIFFERENTIATION_POINTS[differentiation])
    if mitoses_per_10hpf is not None:
        score("mitoses_per_10hpf", rounded(mitoses_per_10hpf), mitoses_points(mitoses_per_10hpf))
    if necrosis is not None:
        score("necrosis", necrosis, NECROSIS_POINTS[necrosis])
    lacking = [name for name in rule.inputs if name not in points]
    if lacking:
        return rule.waiting(*facts, *_bounds(points), **dict.fromkeys(lacking))
    total = sum(points.values())
    found = GRADE_OF_SCORE[total]
    return rule.derived({"grade": found, "score": total}, *facts, Fact(_("Sum of the scores"), total, found))


def _bounds(points: dict[str, int]) -> tuple[Fact, ...]:
    """What the known components already say: differentiation 3 is at least G2 whatever the rest."""
    free = [possible for name, possible in POSSIBLE_POINTS.items() if name not in points]
    totals = [sum(points.values()) + sum(chosen) for chosen in product(*free)]
    span = BOUNDS.get((GRADE_OF_SCORE[min(totals)], GRADE_OF_SCORE[max(totals)]))
    return (Fact(_("Grade, whatever is missing"), span),) if span else ()


def refusal(*, entity_id: str | None, topography: str | None, sarcoma_group: str | None) -> Refusal | None:
    """Why this tumor must not be graded by FNCLCC, or None when it may.

    Not for GIST, bone sarcoma, and histologies the vocabulary excludes: desmoid and other intermediate
    tumors, and types in which the grade has no prognostic value.
    """
    entity = find_entity(entity_id)
    group = sarcoma_group or sarcoma_group_of(entity_id, topography)
    if group in ("GIST", "BS") or (entity is not None and not entity.fnclcc_applicable):
        return Refusal.never(Reason.NOT_GRADED)
    return None if entity else Refusal.not_yet(Reason.MISSING_INPUT, "case.entity_id")
