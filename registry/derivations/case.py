"""All derivations of one case, chained by its tumor group.

Nothing is invented and nothing a clinician entered is overwritten: an entered grade is used for the stage,
the derived one is shown beside it.
"""

from collections.abc import Callable
from dataclasses import replace

from registry.vocabulary import find_entity, find_topography, sarcoma_group_of

from .base import Result
from .chains import bone, gist, intervals, reviews, soft_tissue
from .chains.inputs import CaseInputs
from .fnclcc import grade

Chain = Callable[[CaseInputs], tuple[Result, ...]]
OF_GROUP: dict[str, Chain] = {"STS": soft_tissue.derive, "BS": bone.derive, "GIST": gist.derive}


def derive(case: CaseInputs) -> dict[str, Result]:
    """Every result by the name of its derivation. Raises InvalidInput for a value outside its code list.

    A case of no known group is asked what a soft tissue tumor is asked, which begins with its histology.
    """
    group = case.sarcoma_group or sarcoma_group_of(case.entity_id, case.topography_icdo)
    of_tumor = OF_GROUP.get(group or "", soft_tissue.derive)(case)
    results = (
        *(_with_unreviewed(case, result) for result in of_tumor),
        *reviews.derive(case),
        *intervals.derive(case),
    )
    return {result.name: result for result in results}


def _with_unreviewed(case: CaseInputs, result: Result) -> Result:
    """Marks results that rest on vocabulary rows written from memory."""
    entity, site = find_entity(case.entity_id), find_topography(case.topography_icdo)
    marks = [f"histology:{entity.entity_id}"] if entity and entity.unreviewed else []
    if site and site.unreviewed and result.name != grade.name:
        marks.append(f"topography:{case.topography_icdo}")
    return replace(result, unreviewed=(*result.unreviewed, *marks)) if marks else result
