"""The registration fields: what a case entered by hand should have first, and what of it is still missing.

Fourteen on one screen (ux journey a): the tumor group, and these.
"""

from .models import Case
from .models.base import Record

OF_IDENTITY = ("record_number", "birth_date")
OF_PATIENT = ("sex", "consent_registry")
OF_TUMOR = ("entity_id", "topography_icdo", "laterality", "size_mm")
OF_PATH = ("diagnosis_date", "first_visit_date", "disease_extent_dx", "presentation_status")
OF_EPISODE = ("is_first_primary_episode", "primary_case")  # asked of a patient who has a case already
# The field that only this group is asked for.
OF_GROUP = {"STS": "depth", "BS": "grade_final", "GIST": "gist_site"}


def gaps(case: Case) -> list[tuple[Record, str]]:
    """Registration fields of case and patient without an answer, as (record, field), the identity left out.

    A declared missing value is an answer.
    """
    names = (*OF_TUMOR, OF_GROUP.get(case.sarcoma_group or "", "sarcoma_group"), *OF_PATH)
    asked: list[tuple[Record, str]] = [(case.patient, name) for name in OF_PATIENT]
    asked += [(case, name) for name in names]
    return [(record, name) for record, name in asked if not _answered(record, name)]


def _answered(record: Record, name: str) -> bool:
    return getattr(record, name) is not None or name in record.missing
