"""Facts of the case and its patient at diagnosis."""

from django.db.models import F, IntegerField, Q, Value, When
from django.db.models.functions import ExtractYear

from .fact import Fact, choose, coded, plain

# Malignant by definition of the registry although its ICD-O digit may be /1 (clinical.md 1.0).
ALWAYS_MALIGNANT = ("EIMS",)

FACTS = (
    coded("sarcoma_group", "sarcoma_group"),
    coded("entity", "entity_id"),
    Fact(
        "malignant",
        choose(
            When(Q(entity_id__in=ALWAYS_MALIGNANT) | Q(behavior="3"), then=Value(True)),
            When(behavior__in=("0", "1", "2"), then=Value(False)),
        ),
        ("case.behavior", "case.entity_id"),
        Q(behavior="UNKNOWN"),
    ),
    coded("site_group", "site_group"),
    coded("depth", "depth"),
    coded("grade", "grade_final"),
    coded("extent", "disease_extent_dx"),
    coded("sex", "patient__sex"),
    plain("age", "age_at_diagnosis"),
    Fact(
        "first_episode",
        choose(
            When(is_first_primary_episode="Y", then=Value(True)),
            When(is_first_primary_episode="N", then=Value(False)),
        ),
        ("case.is_first_primary_episode",),
        Q(is_first_primary_episode="UNKNOWN"),
    ),
    plain("diagnosis_date", "diagnosis_date"),
    Fact("diagnosis_precision", F("diagnosis_date_precision"), ("case.diagnosis_date",)),
    # De-identified files shift their dates: such a case lies in no calendar year.
    Fact(
        "calendar_year",
        choose(When(dates_shifted=False, then=ExtractYear("diagnosis_date")), output=IntegerField()),
        ("case.diagnosis_date",),
    ),
)
