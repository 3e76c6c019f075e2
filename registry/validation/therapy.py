"""Treatment, what was found in treated tissue, what was decided and what is kept."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from ..codes import UNKNOWN
from ..dates import PartialDate
from ..models import (
    Biospecimen,
    BoardDiscussion,
    PathologyReport,
    Radiotherapy,
    Surgery,
    SystemicLine,
)
from ..models.base import Entry
from .rule import Course, Level, Place, Places, at, is_after, rule

OPEN = (None, UNKNOWN)
REMOVES_TUMOR = (*OPEN, "PRIMARY_RESECTION", "RE_EXCISION", "LOCAL_RECURRENCE", "METASTASECTOMY")
DOSE_OF_FRACTION = Decimal("0.5"), Decimal(25)  # Gy
AGAINST = ("REFUSED", "WITHDRAWN")
GRADES = {"1": "G1", "2": "G2", "3": "G3"}


@rule(
    "ADJUVANT",
    Level.CHECK,
    _("Adjuvant therapy without a curative operation before it."),
    "systemic_line.setting systemic_line.start_date radiotherapy.setting radiotherapy.start_date",
)
def adjuvant_to_nothing(course: Course) -> Iterator[Places]:
    for therapy in _adjuvant(course):
        if not any(_may_precede(operation, therapy) for operation in course.every(Surgery)):
            yield at(therapy, "setting", "start_date")


@rule(
    "DOSE-FRACTION",
    Level.CHECK,
    _("The dose of one fraction is outside 0.5 to 25 Gy."),
    "radiotherapy.total_dose_gy radiotherapy.fractions",
    "clinical.md 2.11",
)
def dose_of_fraction(course: Course) -> Iterator[Places]:
    for given in course.every(Radiotherapy):
        if given.total_dose_gy and given.fractions:
            each = given.total_dose_gy / given.fractions
            if not DOSE_OF_FRACTION[0] <= each <= DOSE_OF_FRACTION[1]:
                yield at(given, "total_dose_gy", "fractions")


@rule(
    "LINE-TWICE",
    Level.CHECK,
    _("Two lines of systemic therapy of one setting have the same number."),
    "systemic_line.line_no systemic_line.setting",
    "clinical.md 2.12",
)
def line_twice(course: Course) -> Iterator[Places]:
    numbered = defaultdict(list)
    for line in course.every(SystemicLine):
        if line.line_no is not None and line.setting not in OPEN:
            numbered[line.setting, line.line_no].append(line)
    for lines in numbered.values():
        if len(lines) > 1:
            yield tuple(Place(line, "line_no") for line in lines)


@rule(
    "NECROSIS-TREATED",
    Level.CHECK,
    _("Necrosis after chemotherapy, but it is not said that the specimen was treated."),
    "pathology_report.necrosis_pct pathology_report.specimen_treated",
)
def necrosis_of_untold(course: Course) -> Iterator[Places]:
    for report in course.every(PathologyReport):
        if report.necrosis_pct is not None and report.specimen_treated in OPEN:
            yield at(report, "necrosis_pct", "specimen_treated")


@rule(
    "GRADE-TREATED",
    Level.CHECK,
    _("The final grade is that of a treated specimen: untreated tissue was graded otherwise."),
    "case.grade_final pathology_report.fnclcc_grade_reported pathology_report.specimen_treated",
)
def grade_of_treated(course: Course) -> Iterator[Places]:
    graded = [one for one in course.every(PathologyReport) if one.fnclcc_grade_reported in GRADES]
    treated, untreated = ([one for one in graded if one.specimen_treated == said] for said in ("Y", "N"))
    final = course.case.grade_final
    same = [one for one in treated if GRADES[str(one.fnclcc_grade_reported)] == final]
    if same and untreated and final not in {GRADES[str(one.fnclcc_grade_reported)] for one in untreated}:
        reports = (*same, *untreated)
        yield (
            Place(course.case, "grade_final"),
            *(Place(one, "fnclcc_grade_reported") for one in reports),
        )


@rule(
    "BOARD-DONE",
    Level.CHECK,
    _("A decision was not carried out, and yet there is a date on which it was."),
    "board_discussion.implemented board_discussion.implemented_date",
    "clinical.md 2.9",
)
def done_and_not_done(course: Course) -> Iterator[Places]:
    for discussion in course.every(BoardDiscussion):
        if discussion.implemented == "N" and discussion.implemented_date is not None:
            yield at(discussion, "implemented", "implemented_date")


@rule(
    "SAMPLE-CONSENT",
    Level.CHECK,
    _("A sample is kept, but consent to the biobank is refused or withdrawn."),
    "patient.consent_biobank biospecimen.consent",
    "clinical.md 2.2, 2.13",
)
def sample_without_consent(course: Course) -> Iterator[Places]:
    for sample in course.every(Biospecimen):
        said = (Place(course.patient, "consent_biobank"), Place(sample, "consent"))
        if any(getattr(place.record, place.field) in AGAINST for place in said):
            yield said


def _adjuvant(course: Course) -> Iterator[Entry]:
    yield from (line for line in course.every(SystemicLine) if line.setting == "ADJUVANT")
    for given in course.every(Radiotherapy):
        if given.setting == "POST_OP" and given.intent != "PALLIATIVE":
            yield given


def may_cure(operation: Surgery) -> bool:
    """Whether an operation may have been meant to cure; what is not known may be so."""
    return operation.intent in (*OPEN, "CURATIVE") and operation.role in REMOVES_TUMOR


def _may_precede(operation: Surgery, therapy: Entry) -> bool:
    dates = (PartialDate.of(one, one.when) for one in (operation, therapy))
    return may_cure(operation) and not is_after(*dates)


RULES = (
    adjuvant_to_nothing,
    dose_of_fraction,
    line_twice,
    necrosis_of_untold,
    grade_of_treated,
    done_and_not_done,
    sample_without_consent,
)
