"""Facts of the resections of the primary tumor."""

from django.db.models import CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import NullIf

from registry.models import Surgery

from .dates import earliest, latest
from .fact import UNKNOWN, Fact, attributed, choose, count, one, standing, twin

RESECTION = ("PRIMARY_RESECTION", "RE_EXCISION")

resections = standing(Surgery).filter(role__in=RESECTION)
primary_resections = standing(Surgery).filter(role="PRIMARY_RESECTION")
# An operation whose purpose is not known may have been a resection.
possible_resections = standing(Surgery).filter(Q(role__in=RESECTION) | Q(role__isnull=True) | Q(role=UNKNOWN))

# The first resection is the one before which no other can have been. A single one is the first even undated;
# of several, one that is undated or whose month overlaps makes the first unknown.
_others = Surgery.objects.filter(
    case=OuterRef("case"), voided_at__isnull=True, role="PRIMARY_RESECTION"
).exclude(pk=OuterRef("pk"))
_rivals = _others.annotate(from_day=earliest("surgery_date")).filter(
    Q(from_day__isnull=True) | Q(from_day__lte=OuterRef("by_day"))
)
first_resection = primary_resections.annotate(by_day=latest("surgery_date")).filter(
    ~Exists(_others) | Q(~Exists(_rivals), by_day__isnull=False)
)

_without_margin = resections.filter(Q(r_status__isnull=True) | Q(r_status__in=("RX", UNKNOWN)))
_margin = NullIf(one(first_resection, "r_status"), Value(UNKNOWN, CharField()))

FACTS = (
    Fact(
        "surgery_center",
        attributed(first_resection, "surgery_date", "surgery_center"),
        ("surgery.surgery_center",),
    ),
    Fact("resected", twin(resections, "SURGERY", possible_resections), ("surgery.role",)),
    Fact("resections", count(resections), ("surgery.role",)),
    Fact("resections_without_margin", count(_without_margin), ("surgery.r_status",)),
    Fact("resection_date", one(first_resection, "surgery_date"), ("surgery.surgery_date",)),
    Fact("resection_precision", one(first_resection, "surgery_date_precision"), ("surgery.surgery_date",)),
    Fact(
        "emergency",
        choose(
            When(Exists(first_resection.filter(urgency="EMERGENCY")), then=Value(True)),
            When(Exists(first_resection.filter(urgency__in=("ELECTIVE", "URGENT"))), then=Value(False)),
        ),
        ("surgery.urgency",),
    ),
    # RX says that the margin was looked at and cannot be told: a group of its own, but unknown to rules.
    Fact("margin", _margin, ("surgery.r_status",)),
    Fact(
        "residual",
        NullIf(_margin, Value("RX", CharField())),
        ("surgery.r_status",),
        Q(Exists(first_resection.filter(r_status=UNKNOWN))),
    ),
)
