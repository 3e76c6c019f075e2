"""What the chains read: the plain values of one case, codes as in clinical.md 2; None is not entered."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from registry.dates import PartialDate


@dataclass(frozen=True)
class Report:
    """One pathology report (clinical.md 2.7). `label` names it for people. Lengths in mm."""

    label: str
    report_date: datetime.date | None = None
    report_date_precision: str | None = None
    report_role: str | None = None
    is_expert: str | None = None
    specimen_id: str | None = None
    specimen_type: str | None = None
    specimen_treated: str | None = None
    entity_id: str | None = None
    diagnosis_certainty: str | None = None
    benign_malignant: str | None = None
    non_mesenchymal: str | None = None
    diff_score: int | None = None
    mitoses_count: Decimal | int | None = None
    mitoses_area_mm2: Decimal | None = None
    necrosis_cat: str | None = None
    necrosis_pct: Decimal | None = None
    fnclcc_grade_reported: str | None = None
    size_mm: Decimal | None = None

    @property
    def date(self) -> PartialDate | None:
        """When it was written, as exactly as it is known."""
        return PartialDate.of(self, "report_date")


@dataclass(frozen=True)
class Event:
    """One dated event of the course, with the codes that say what it was: role, phase, setting, decision."""

    date: PartialDate | None
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Referral:
    """The dates of one referral."""

    sent: PartialDate | None = None
    received: PartialDate | None = None
    first_seen: PartialDate | None = None

    @property
    def date(self) -> PartialDate | None:
        """What places it in time."""
        return self.received or self.sent or self.first_seen


@dataclass(frozen=True)
class Course:
    """What happened when. `dates` are those of the case itself, by milestone."""

    dates: Mapping[str, PartialDate | None] = field(default_factory=dict)
    referrals: tuple[Referral, ...] = ()
    biopsies: tuple[Event, ...] = ()
    boards: tuple[Event, ...] = ()
    surgeries: tuple[Event, ...] = ()
    radiotherapies: tuple[Event, ...] = ()
    local_treatments: tuple[Event, ...] = ()
    lines: tuple[Event, ...] = ()
    recurrences: tuple[Event, ...] = ()


@dataclass(frozen=True)
class CaseInputs:
    """One case. `measured_mm` are diameters of the untreated primary in images; `sdh_status` of its tests."""

    entity_id: str | None = None
    morphology_icdo: str | None = None
    topography_icdo: str | None = None
    wall_or_cavity: str | None = None
    site_group: str | None = None
    gist_site: str | None = None
    sarcoma_group: str | None = None
    sex: str | None = None
    size_mm: Decimal | None = None
    segments: int | None = None
    segments_adjacent: str | None = None
    extraosseous: str | None = None
    discontinuous: str | None = None
    skip_metastasis: str | None = None
    spinal_canal: str | None = None
    great_vessels: str | None = None
    crosses_si_joint_medial_to_foramen: str | None = None
    encases_external_iliac_vessels: str | None = None
    gross_thrombus_major_pelvic_vessels: str | None = None
    ct: str | None = None
    cn: str | None = None
    cm: str | None = None
    pt: str | None = None
    pn: str | None = None
    pm: str | None = None
    disease_extent_dx: str | None = None
    metastasis_sites_dx: tuple[str, ...] | None = None
    grade_final: str | None = None
    enneking_grade: str | None = None
    enneking_t: str | None = None
    gist_rupture_events: tuple[str, ...] | None = None
    sections_complete: tuple[str, ...] | None = None
    measured_mm: tuple[Decimal, ...] = ()
    sdh_status: frozenset[str] = frozenset()
    reports: tuple[Report, ...] = ()
    course: Course = Course()

    def yes(self, name: str) -> bool | None:
        """A yes-or-no field; None when it is not known."""
        return {"Y": True, "N": False}.get(getattr(self, name) or "")
