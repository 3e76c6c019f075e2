"""Which AJCC 8 chapter stages a soft tissue sarcoma, and whether it has stage groups (clinical.md 3.2).

The order of the questions is SEER's: systems of their own, unusual histologies, then the site. Sites and
histologies come from the vocabulary; only what AJCC makes of them stands here.
"""

from functools import cache

from registry.vocabulary import (
    Entity,
    Topography,
    find_entity,
    find_topography,
    topographies,
    unusual_histology,
)

from .base import Reason, Refusal

TRUNK_EXTREMITY = "TRUNK_EXTREMITY"
RETROPERITONEUM = "RETROPERITONEUM"
HEAD_NECK = "HEAD_NECK"
ABDOMEN_THORAX = "ABDOMEN_THORAX"
HEART_MEDIASTINUM_PLEURA = "HEART_MEDIASTINUM_PLEURA"
OTHER_SYSTEM = "OTHER_SYSTEM"
NO_CHAPTER = "NO_CHAPTER"
ILL_DEFINED = "ILL_DEFINED"
NOT_LISTED = "NOT_LISTED"

CHAPTER_OF_SCHEMA = {
    "STS_TRUNK_EXTREMITY": TRUNK_EXTREMITY,
    "STS_RETROPERITONEUM": RETROPERITONEUM,
    "STS_HEAD_NECK": HEAD_NECK,
    "STS_ABDOMEN_THORAX": ABDOMEN_THORAX,
    "HEART_MEDIASTINUM_PLEURA": HEART_MEDIASTINUM_PLEURA,
    "BONE_APPENDICULAR": OTHER_SYSTEM,
    "BONE_SPINE": OTHER_SYSTEM,
    "BONE_PELVIS": OTHER_SYSTEM,
    "UTERINE_SARCOMA": OTHER_SYSTEM,
    "ORBITAL_SARCOMA": OTHER_SYSTEM,
    "none": NO_CHAPTER,
}
SCHEMAS = (TRUNK_EXTREMITY, RETROPERITONEUM, HEAD_NECK, ABDOMEN_THORAX, HEART_MEDIASTINUM_PLEURA)
ILL_DEFINED_GROUPS = {"ILL_DEFINED", "UNKNOWN"}
VISCERA = {ABDOMEN_THORAX, HEART_MEDIASTINUM_PLEURA}
# From which chapters chapter 45 takes a histology, by flag of the vocabulary (SEER: "Soft Tissue Other").
UNUSUAL_IN = {
    "Y": {TRUNK_EXTREMITY, RETROPERITONEUM, HEAD_NECK, *VISCERA},
    "HN_ONLY": {HEAD_NECK},
    "VISCERAL_ONLY": VISCERA,
}
# SEER sends these in women from the peritoneum to a schema of its own, which has no sarcoma stage group.
PERITONEAL_IN_WOMEN = {"8806", "8930", "8931"}
PERITONEUM = {"C48.1", "C48.2", "C48.8"}
OWN_SYSTEM_MORPHOLOGY = {"8936", "9140"}  # GIST, Kaposi sarcoma

NO_SITE = Refusal.not_yet(Reason.MISSING_INPUT, "case.topography_icdo")
WALL_OR_CAVITY = Refusal.not_yet(Reason.WALL_OR_CAVITY_UNKNOWN, "case.wall_or_cavity")
REFUSED_CHAPTERS = {
    HEAD_NECK: Refusal.never(Reason.NO_STAGE_GROUP),
    ABDOMEN_THORAX: Refusal.never(Reason.NO_STAGE_GROUP),
    HEART_MEDIASTINUM_PLEURA: Refusal.never(Reason.NO_STAGE_GROUP),
    NO_CHAPTER: Refusal.never(Reason.NO_STAGE_GROUP),
    OTHER_SYSTEM: Refusal.never(Reason.OTHER_SYSTEM),
    ILL_DEFINED: Refusal.not_yet(Reason.SITE_ILL_DEFINED, "case.topography_icdo"),
    NOT_LISTED: Refusal.not_yet(Reason.SITE_NOT_LISTED, "case.topography_icdo"),
}


def choose_schema(
    *,
    schema: str | None = None,
    topography: str | None = None,
    wall_or_cavity: str | None = None,
    site_group: str | None = None,
    morphology: str | None = None,
    entity_id: str | None = None,
    sex: str | None = None,
) -> str | Refusal:
    """The chapter, when it has stage groups: TRUNK_EXTREMITY or RETROPERITONEUM; else why not.

    The first of schema, topography and site group that is known gives the site.
    `morphology` is ICD-O-3.2 with or without behavior. An unknown sex counts as SEER counts it: not female.
    """
    entity = find_entity(entity_id)
    codes = _morphologies(morphology, entity)
    refused = _by_histology(morphology, entity, codes)
    if refused:
        return refused
    chapters = _chapters(schema, topography, wall_or_cavity, site_group)
    if not chapters:
        return NO_SITE
    in_peritoneum = topography in PERITONEUM or (topography is None and site_group == "PERITONEUM")
    if sex == "FEMALE" and in_peritoneum and codes & PERITONEAL_IN_WOMEN:
        return Refusal.never(Reason.NO_STAGE_GROUP)
    answers = {_of_chapter(chapter, codes) for chapter in chapters}
    return answers.pop() if len(answers) == 1 else WALL_OR_CAVITY


def _morphologies(morphology: str | None, entity: Entity | None) -> set[str]:
    return {code[:4] for code in (morphology, entity and entity.morphology) if code}


def _by_histology(morphology: str | None, entity: Entity | None, codes: set[str]) -> Refusal | None:
    """Histologies that no soft tissue chapter stages, wherever they are."""
    if codes & OWN_SYSTEM_MORPHOLOGY or (entity and entity.sarcoma_groups in {("GIST",), ("BS",)}):
        return Refusal.never(Reason.OTHER_SYSTEM)
    benign_code = entity is None and morphology is not None and morphology[4:] in {"/0", "/1"}
    if benign_code or (entity and not entity.malignant):
        return Refusal.never(Reason.NOT_MALIGNANT)
    return None


def _of_chapter(chapter: str, codes: set[str]) -> str | Refusal:
    flags = {unusual_histology()[code] for code in codes if code in unusual_histology()}
    if any(chapter in UNUSUAL_IN[flag] for flag in flags):
        return Refusal.never(Reason.UNUSUAL_HISTOLOGY)
    return REFUSED_CHAPTERS.get(chapter, chapter)


def _chapters(
    schema: str | None, topography: str | None, wall_or_cavity: str | None, site_group: str | None
) -> set[str]:
    """The chapters the site may belong to: several while wall or cavity is unknown, none without a site."""
    if schema:
        return {schema}
    if topography:
        row = find_topography(topography)
        return _of_row(row, wall_or_cavity) if row else {NOT_LISTED}
    return _of_site_groups().get(site_group or "", set())


def _of_row(row: Topography, wall_or_cavity: str | None) -> set[str]:
    chapter = CHAPTER_OF_SCHEMA[row.ajcc8_schema]
    if chapter == NO_CHAPTER and row.site_group in ILL_DEFINED_GROUPS:
        return {ILL_DEFINED}
    if not row.ajcc8_schema_in_cavity:
        return {chapter}
    in_cavity = CHAPTER_OF_SCHEMA[row.ajcc8_schema_in_cavity]
    return {"WALL": {chapter}, "CAVITY_OR_VISCERAL": {in_cavity}}.get(
        wall_or_cavity or "", {chapter, in_cavity}
    )


@cache
def _of_site_groups() -> dict[str, set[str]]:
    """Site group -> the chapters of its sites; a group named for the cavity has the chapter of the cavity."""
    found: dict[str, set[str]] = {}
    for row in topographies():
        found.setdefault(row.site_group, set()).update(_of_row(row, "WALL"))
        if row.ajcc8_schema_in_cavity:
            found.setdefault(row.site_group_in_cavity, set()).update(_of_row(row, "CAVITY_OR_VISCERAL"))
    return found
