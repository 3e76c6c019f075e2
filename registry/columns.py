"""The columns of the case list: what each shows, in pages and files, and what it is sorted by."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import display
from .dates import PartialDate
from .models import Case, Derived
from .sections import CODED
from .vocabulary import site_group_label

# Text, a number in the unit of the heading, a date as exact as it is known, or nothing.
Value = str | int | Decimal | PartialDate | None


@dataclass(frozen=True)
class Column:
    """One column. `value` reads it off a case, never who the patient is; `sort` is the path it is sorted by,
    empty where it is not. On a phone only columns with `phone` are shown."""

    key: str
    label: str | Promise
    value: Callable[[Case], Value]
    sort: str = ""
    number: bool = False
    phone: bool = False

    @property
    def css(self) -> str:
        """The class of its cells."""
        return "num" if self.number else ""

    def text(self, case: Case) -> str:
        """The value as a page shows it."""
        value = self.value(case)
        if isinstance(value, int | Decimal):
            return display.number(value)
        return "" if value is None else str(value)

    def plain(self, case: Case) -> Any:
        """The value as a file holds it: dates as ISO 8601, as exact as they are known."""
        value = self.value(case)
        return value.isoformat() if isinstance(value, PartialDate) else value


def _field(name: str) -> Callable[[Case], Value]:
    return lambda case: display.value(case, name)


def _of_patient(name: str) -> Callable[[Case], Value]:
    return lambda case: display.value(case.patient, name)


def _diagnosed(case: Case) -> Value:
    return _("shifted") if case.dates_shifted else PartialDate.of(case, "diagnosis_date")


def _last_contact(case: Case) -> Value:
    return _("shifted") if case.dates_shifted else PartialDate.of(case.patient, "last_contact_date")


def _icdo(case: Case) -> Value:
    return "/".join(filter(None, (case.morphology_icdo, case.behavior)))


def _sections(case: Case) -> Value:
    done = len(case.sections_complete or ())
    return _("%(done)s of %(all)s") % {"done": done, "all": len(CODED)}


_ALL = (
    Column("id", gettext_lazy("Case"), lambda case: case.public_id, "public_id", phone=True),
    Column("center", gettext_lazy("Center"), lambda case: case.center.code, phone=True),
    Column("group", gettext_lazy("Group"), _field("sarcoma_group"), "sarcoma_group"),
    Column("histology", gettext_lazy("Histology"), _field("entity_id"), "entity_id", phone=True),
    Column("icdo", gettext_lazy("ICD-O-3.2"), _icdo),
    Column(
        *("site", gettext_lazy("Site"), lambda case: str(site_group_label(case.site_group)), "site_group"),
        phone=True,
    ),
    Column("topography", gettext_lazy("Site, ICD-O"), lambda case: case.topography_icdo, "topography_icdo"),
    Column("side", gettext_lazy("Side"), _field("laterality")),
    Column("size", gettext_lazy("Size, mm"), lambda case: case.size_mm, "size_mm", number=True),
    Column("grade", gettext_lazy("Grade"), display.grade, "derived__grade"),
    Column("stage", gettext_lazy("Stage"), lambda case: Derived.of(case).stage, "derived__stage"),
    Column("extent", gettext_lazy("Extent"), _field("disease_extent_dx"), "disease_extent_dx"),
    Column(
        *("diagnosed", gettext_lazy("Diagnosed"), _diagnosed, "diagnosis_date"),
        number=True,
        phone=True,
    ),
    Column("age", gettext_lazy("Age"), lambda case: display.age_band(case.age_at_diagnosis), number=True),
    Column("sex", gettext_lazy("Sex"), _of_patient("sex")),
    Column("status", gettext_lazy("Status"), _of_patient("vital_status"), "derived__vital_status"),
    Column("contact", gettext_lazy("Last contact"), _last_contact, number=True),
    Column("sections", gettext_lazy("Sections complete"), _sections, number=True),
)
COLUMNS: dict[str, Column] = {column.key: column for column in _ALL}
SORTS: dict[str, str] = {column.key: column.sort for column in _ALL if column.sort}
DEFAULT_SORT = "-diagnosed"
# Shown where nobody chose; the case is always the first column, the center only where there are several.
DEFAULT = ("group", "histology", "site", "size", "grade", "stage", "diagnosed")
