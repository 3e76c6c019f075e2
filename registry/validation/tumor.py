"""Histology, site, behavior, size and stage that do not go together."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..codes import UNKNOWN
from ..derivations import Outcome
from ..derivations.chains.staging import M_OF_EXTENT
from ..models import Case
from ..vocabulary import Entity, find_entity, find_topography
from .rule import Course, Level, Places, at, rule

GIST_SITES = ("GI_", "PERITONEUM", "RETROPERITONEUM")  # beginnings of site groups
NO_SITE = {"ILL_DEFINED", "UNKNOWN"}
BONE = ("C40.", "C41.")
T_BY_RULE = (
    "AJCC8_STS_T",
    "AJCC8_GIST_T",
    "AJCC8_BONE_T_APPENDICULAR",
    "AJCC8_BONE_T_PELVIS",
    "AJCC8_BONE_T_SPINE",
)


@rule(
    "GIST-SITE",
    Level.CHECK,
    _("A GIST lies in the digestive tract, the peritoneum or the retroperitoneum."),
    "case.entity_id case.topography_icdo",
)
def gist_elsewhere(course: Course) -> Iterator[Places]:
    group = _site_group(course.case)
    if _groups(course.case) == ("GIST",) and group and not group.startswith(GIST_SITES):
        yield at(course.case, "entity_id", "topography_icdo")


@rule(
    "BONE-SITE",
    Level.CHECK,
    _("A bone sarcoma outside the bones: is it the extraskeletal form?"),
    "case.sarcoma_group case.entity_id case.topography_icdo",
)
def bone_elsewhere(course: Course) -> Iterator[Places]:
    case = course.case
    is_bone = case.sarcoma_group == "BS" or _groups(case) == ("BS",)
    if is_bone and _site_group(case) and not str(case.topography_icdo).startswith(BONE):
        yield at(case, "sarcoma_group", "entity_id", "topography_icdo")


@rule(
    "BEHAVIOR",
    Level.CHECK,
    _("The behavior is not that of the histology."),
    "case.behavior case.entity_id",
)
def other_behavior(course: Course) -> Iterator[Places]:
    return _other_behavior(course.case, legacy=False)


@rule(
    "BEHAVIOR-LEGACY",
    Level.NOTE,
    _("The behavior is not that of the histology, whose name is no longer in use."),
    "case.behavior case.entity_id",
)
def other_behavior_of_legacy(course: Course) -> Iterator[Places]:
    return _other_behavior(course.case, legacy=True)


@rule(
    "T-SIZE",
    Level.CHECK,
    _("The T category is not the one that size and site give."),
    "case.pt case.ct case.size_mm",
)
def other_t(course: Course) -> Iterator[Places]:
    case = course.case
    name = "pt" if _is_sized(case.pt) else "ct"
    entered = getattr(case, name)
    if not _is_sized(entered):
        return
    results = (course.derived.get(name) for name in T_BY_RULE)
    derived = {str(one.value["t"])[:2] for one in results if one and one.outcome is Outcome.DERIVED}
    if derived - {"TX"} and entered[:2] not in derived:
        yield at(case, name, "size_mm", "topography_icdo")


@rule(
    "M-EXTENT",
    Level.CHECK,
    _("The M category and the extent at diagnosis contradict each other."),
    "case.cm case.pm case.disease_extent_dx",
)
def other_m(course: Course) -> Iterator[Places]:
    case = course.case
    implied = M_OF_EXTENT.get(case.disease_extent_dx or "")
    entered = {name: str(m)[:2] for name in ("cm", "pm") if (m := getattr(case, name)) not in (None, UNKNOWN)}
    found = "M1" if "M1" in entered.values() else "M0"
    if entered and implied and found != implied:
        yield at(case, *(name for name, m in entered.items() if m == found), "disease_extent_dx")


@rule(
    "M-SITES",
    Level.CHECK,
    _("There are sites of metastasis, but the disease is not metastatic at diagnosis."),
    "case.metastasis_sites_dx case.disease_extent_dx",
    "clinical.md 2.3",
)
def metastases_of_none(course: Course) -> Iterator[Places]:
    case = course.case
    told = set(case.metastasis_sites_dx or ()) - {UNKNOWN}
    if told and M_OF_EXTENT.get(case.disease_extent_dx or "") == "M0":
        yield at(case, "metastasis_sites_dx", "disease_extent_dx")


@rule(
    "GROUP",
    Level.CHECK,
    _("The histology does not belong to the tumor group."),
    "case.sarcoma_group case.entity_id",
    "clinical.md 2.3, 4",
)
def other_group(course: Course) -> Iterator[Places]:
    groups, group = _groups(course.case), course.case.sarcoma_group
    if groups and group not in (None, UNKNOWN, *groups):
        yield at(course.case, "sarcoma_group", "entity_id")


@rule(
    "RADIATION",
    Level.CHECK,
    _("A radiation-induced tumor, but no earlier radiotherapy in the field."),
    "case.radiation_induced patient.prior_rt_in_field",
    "clinical.md 2.2, 2.3",
)
def induced_by_nothing(course: Course) -> Iterator[Places]:
    if course.case.radiation_induced == "Y" and course.patient.prior_rt_in_field == "N":
        yield (*at(course.case, "radiation_induced"), *at(course.patient, "prior_rt_in_field"))


def _groups(case: Case) -> tuple[str, ...]:
    entity = find_entity(case.entity_id)
    return entity.sarcoma_groups if entity else ()


def _site_group(case: Case) -> str:
    """The site group of the topography; empty where the site is not told."""
    row = find_topography(case.topography_icdo)
    return row.site_group if row and row.site_group not in NO_SITE else ""


def _other_behavior(case: Case, *, legacy: bool) -> Iterator[Places]:
    entity = find_entity(case.entity_id)
    if entity is None or not entity.behavior or _is_legacy(entity) is not legacy:
        return
    if case.behavior not in (None, UNKNOWN, entity.behavior):
        yield at(case, "behavior", "entity_id")


def _is_legacy(entity: Entity) -> bool:
    return "(legacy" in entity.name


def _is_sized(t: str | None) -> bool:
    """T1 to T4: the categories that a size gives."""
    return t is not None and t[:2] in {"T1", "T2", "T3", "T4"}


RULES = (
    gist_elsewhere,
    bone_elsewhere,
    other_group,
    other_behavior,
    other_behavior_of_legacy,
    other_t,
    other_m,
    metastases_of_none,
    induced_by_nothing,
)
