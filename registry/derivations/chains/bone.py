"""Bone: T by the part of the skeleton, stage, Enneking stage, response to chemotherapy."""

from django.utils.translation import gettext_lazy as _

from registry import codes
from registry.vocabulary import find_entity, find_topography

from ..ajcc8_bone_stage import NO_STAGE_GROUP, bone_stage
from ..ajcc8_bone_t_appendicular import bone_t_appendicular
from ..ajcc8_bone_t_pelvis import T4_OF_FINDING as PELVIC_FINDINGS
from ..ajcc8_bone_t_pelvis import bone_t_pelvis
from ..ajcc8_bone_t_spine import T4_OF_FINDING as SPINAL_FINDINGS
from ..ajcc8_bone_t_spine import bone_t_spine
from ..base import Fact, Reason, Refusal, Result
from ..derivation import Derivation
from ..enneking import enneking
from ..huvos import huvos
from .inputs import CaseInputs
from .reports import RESPONSE, TREATED, choose_report
from .staging import (
    Found,
    explained,
    grade_for_stage,
    m_category,
    n_category,
    not_staged,
    sized,
    t_for_stage,
    tumor_facts,
)

T_OF_SCHEMA: dict[str, Derivation] = {
    "BONE_APPENDICULAR": bone_t_appendicular,
    "BONE_PELVIS": bone_t_pelvis,
    "BONE_SPINE": bone_t_spine,
}
HUVOS_TYPES = {"OS", "EWS"}  # type groups of the vocabulary
LUNG_ONLY = {"LUNG"}
NO_SITE = Refusal.not_yet(Reason.MISSING_INPUT, "case.topography_icdo")


def derive(case: CaseInputs) -> tuple[Result, ...]:
    """Stage, T, Enneking stage, Huvos grade."""
    return (*_staged(case), _huvos(case))


def _staged(case: CaseInputs) -> tuple[Result, ...]:
    schema = _schema(case)
    rule = T_OF_SCHEMA.get(schema if isinstance(schema, str) else "", bone_t_appendicular)
    refusal = not_staged(case) or (schema if isinstance(schema, Refusal) else None)
    if refusal:
        return tuple(r.refused(refusal, *tumor_facts(case)) for r in (bone_stage, rule, enneking))
    t = _t(case, rule)
    m = _m(case)
    return _stage(case, t, m, schema), t, _enneking(case, m)


def _schema(case: CaseInputs) -> str | Refusal:
    """The part of the chapter, by topography or site group."""
    row = find_topography(case.topography_icdo)
    if row:
        schema = row.ajcc8_schema
    elif case.site_group and case.site_group != codes.UNKNOWN:
        in_bone = case.site_group.startswith("BONE_")
        schema = case.site_group if case.site_group in T_OF_SCHEMA else "BONE_APPENDICULAR" if in_bone else ""
    else:
        return Refusal.not_yet(Reason.MISSING_INPUT, "case.topography_icdo")
    return schema if schema in T_OF_SCHEMA else Refusal.never(Reason.OTHER_SYSTEM)


def _t(case: CaseInputs, rule: Derivation) -> Result:
    if rule is bone_t_appendicular:
        return sized(rule, case, discontinuous=_discontinuous(case))
    if rule is bone_t_spine:
        findings = {name: case.yes(name) for name in SPINAL_FINDINGS}
        return rule.run(segments=case.segments, adjacent=case.yes("segments_adjacent"), **findings)
    findings = {name: case.yes(name) for name in PELVIC_FINDINGS}
    return sized(rule, case, segments=case.segments, extraosseous=case.yes("extraosseous"), **findings)


def _discontinuous(case: CaseInputs) -> bool | None:
    """A skip lesion of Enneking is a discontinuous tumor of AJCC, and the reverse (clinical.md 3.6)."""
    told = {case.yes("discontinuous"), case.yes("skip_metastasis")}
    return True if True in told else False if False in told else None


def _stage(case: CaseInputs, t_derived: Result, m: Found[str], schema: str | Refusal) -> Result:
    if schema in NO_STAGE_GROUP:
        return bone_stage.refused(Refusal.never(Reason.NO_STAGE_GROUP), *tumor_facts(case))
    t, n, grade = t_for_stage(case, t_derived), n_category(case), grade_for_stage(case, "BS")
    rule = bone_stage.reading_from(t=(t.field,), n=(n.field,), m=(m.field,), grade=(grade.field,))
    result = rule.run(t=t.value, n=n.value, m=m.value, grade=grade.value)
    return explained(result, *t.facts, *n.facts, *m.facts, *grade.facts)


def _m(case: CaseInputs) -> Found[str]:
    """M1 without a letter gets it from the sites at diagnosis: lung only is M1a, anything else M1b."""
    found = m_category(case)
    sites = set(case.metastasis_sites_dx or ())
    if found.value != "M1" or not sites or codes.UNKNOWN in sites:
        return found
    m = "M1a" if sites == LUNG_ONLY else "M1b"
    labels = dict(codes.METASTASIS_SITE)
    facts = (
        Fact(_("Site of metastasis"), labels[site], m, "case.metastasis_sites_dx") for site in sorted(sites)
    )
    return Found(m, found.field, (*found.facts, *facts))


def _enneking(case: CaseInputs, m: Found[str]) -> Result:
    """The grade of Enneking as entered, else the grade of the tumor."""
    grade = Found(case.enneking_grade, "case.enneking_grade")
    if not grade.value or grade.value == codes.UNKNOWN:
        grade = grade_for_stage(case, "BS")
    n = n_category(case)
    node = None if n.value in (None, "NX") else n.value == "N1"
    rule = enneking.reading_from(grade=(grade.field,), m=(m.field,), regional_node=(n.field,))
    result = rule.run(
        grade=grade.value,
        t=case.enneking_t,
        m=m.value,
        skip_metastasis=_discontinuous(case),
        regional_node=node,
    )
    return explained(result, *m.facts, *grade.facts)


def _huvos(case: CaseInputs) -> Result:
    """From the report on tissue after chemotherapy that tells the necrosis."""
    entity = find_entity(case.entity_id)
    if entity and entity.type_group not in HUVOS_TYPES:
        return huvos.refused(Refusal.never(Reason.NOT_OSTEOSARCOMA_OR_EWING), *tumor_facts(case))
    if entity is None:
        return huvos.refused(Refusal.not_yet(Reason.MISSING_INPUT, "case.entity_id"))
    chosen = choose_report(case.reports, RESPONSE, TREATED)
    if isinstance(chosen, Refusal):
        return huvos.refused(chosen)
    return explained(huvos.run(necrosis_pct=chosen.report.necrosis_pct), chosen.fact)
