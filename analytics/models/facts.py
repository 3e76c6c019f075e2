"""The facts row: what the record says about one case, in the columns that rules and figures ask for.

Each column is filled by the formula of the same name in `analytics/facts/`. Null is unknown, whatever the
reason; `declared` names the columns of which the record says "unknown" rather than nothing. A dated fact
has a yes, no or unknown beside it, so that "never done" cannot hide as "date unknown".
"""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from centers.models import Center
from centers.permissions import Permission
from centers.reach import Reach
from registry import codes, event_codes
from registry.models import Case

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TREATMENTS = [
    ("SURGERY", _("Surgery")),
    ("RT", _("Radiotherapy")),
    ("SYSTEMIC", _("Systemic therapy")),
    ("SURVEILLANCE", _("Decision for surveillance")),
]
_PRECISION = [("DAY", _("exact day")), ("MONTH", _("day unknown")), ("YEAR", _("day and month unknown"))]


def _yes_no(label: "_StrPromise") -> models.BooleanField[Any, Any]:
    return models.BooleanField(label, null=True)


def _code(label: "_StrPromise", choices: Any = None) -> models.CharField[Any, Any]:
    return models.CharField(label, max_length=40, null=True, choices=choices)


def _date(label: "_StrPromise") -> models.DateField[Any, Any]:
    return models.DateField(label, null=True)


def _precision() -> models.CharField[Any, Any]:
    return models.CharField(max_length=5, null=True, choices=_PRECISION)


def _count(label: "_StrPromise") -> models.IntegerField[Any, Any]:
    return models.IntegerField(label, null=True)


def _place(label: "_StrPromise") -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(Center, models.PROTECT, null=True, related_name="+", verbose_name=label)


class Facts(models.Model):
    """One row per case, rebuilt whenever the case changes; never edited, never journaled.

    The owner of the case (`owner_center` of the indicator sheets) is `center`: row security asks for it.
    The other `*_center` columns say to whom a step of care is attributed, and fall back on the owner.
    """

    reach = Reach(center="center", case="case", sight=Permission.READ_CASE)

    case = models.OneToOneField(Case, models.PROTECT, related_name="facts", primary_key=True)
    center = models.ForeignKey(Center, models.PROTECT, related_name="+", verbose_name=_("registering center"))
    digest = models.CharField(max_length=12)
    computed_at = models.DateTimeField()
    declared = ArrayField(models.CharField(max_length=40), verbose_name=_("declared unknown"))
    sources = ArrayField(models.CharField(max_length=60), verbose_name=_("imported from"))

    lab_center = _place(_("reporting laboratory"))
    board_center = _place(_("center of the board"))
    surgery_center = _place(_("operating center"))
    rt_center = _place(_("center of radiotherapy"))
    systemic_center = _place(_("center of systemic therapy"))

    sarcoma_group = _code(_("tumor group"), codes.SARCOMA_GROUP)
    entity = _code(_("histology"))
    malignant = _yes_no(_("malignant"))
    site_group = _code(_("site group"), codes.SITE_GROUP)
    depth = _code(_("depth"), codes.DEPTH)
    grade = _code(_("final grade"), codes.GRADE)
    extent = _code(_("extent at diagnosis"), codes.EXTENT)
    sex = _code(_("sex"), codes.SEX)
    age = _count(_("age at diagnosis"))
    first_episode = _yes_no(_("first registration of this tumor"))
    diagnosis_date = _date(_("date of diagnosis"))
    diagnosis_precision = _precision()
    calendar_year = _count(_("calendar year of diagnosis"))

    resected = _yes_no(_("resection of the primary"))
    resections = _count(_("resections of the primary"))
    resections_without_margin = _count(_("resections whose margin status is not known"))
    resection_date = _date(_("date of the first resection"))
    resection_precision = _precision()
    emergency = _yes_no(_("first resection was an emergency"))
    margin = _code(_("residual tumor (R) of the first resection"), event_codes.R_STATUS)
    residual = _code(_("residual tumor (R) of the first resection"), event_codes.R_STATUS)

    irradiated = _yes_no(_("radiotherapy"))
    rt_date = _date(_("start of radiotherapy"))
    systemic = _yes_no(_("systemic therapy"))
    systemic_date = _date(_("start of systemic therapy"))
    treated = _yes_no(_("treatment"))
    treatment_kind = _code(_("first treatment"), TREATMENTS)
    treatment_from = _date(_("first treatment, at the earliest"))
    treatment_by = _date(_("first treatment, at the latest"))

    discussed = _yes_no(_("discussed at a sarcoma board"))
    board_type_known = _yes_no(_("type of every board is known"))
    board_date = _date(_("first sarcoma board"))
    board_precision = _precision()
    board_before_treatment = _yes_no(_("sarcoma board before the first treatment"))

    dead = _yes_no(_("died"))
    dead_of_disease = _yes_no(_("died of the sarcoma"))
    end_date = _date(_("death or last contact"))
    end_precision = _precision()
    relapsed = _yes_no(_("relapse"))
    relapse_date = _date(_("first relapse"))
    relapse_precision = _precision()
    local_relapsed = _yes_no(_("local relapse"))
    local_relapse_date = _date(_("first local relapse"))
    local_relapse_precision = _precision()
    distant_relapsed = _yes_no(_("distant relapse"))
    distant_relapse_date = _date(_("first distant relapse"))
    distant_relapse_precision = _precision()

    class Meta:
        verbose_name = _("facts of a case")
        indexes = (
            models.Index(fields=["center", "calendar_year"], name="facts_by_center"),
            GinIndex(fields=["sources"], name="facts_by_source"),
        )

    def __str__(self) -> str:
        return f"facts {self.pk}"
