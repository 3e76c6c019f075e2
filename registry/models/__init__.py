from .board import BoardDiscussion
from .case import Case, CaseSource, Derived
from .course import FollowUp, Recurrence
from .grant import CaseGrant
from .pathology import PathologyReport
from .patient import Patient, PatientIdentity
from .radiotherapy import Radiotherapy
from .surgery import Surgery
from .systemic import SystemicLine

__all__ = [
    "BoardDiscussion",
    "Case",
    "CaseGrant",
    "CaseSource",
    "Derived",
    "FollowUp",
    "PathologyReport",
    "Patient",
    "PatientIdentity",
    "Radiotherapy",
    "Recurrence",
    "Surgery",
    "SystemicLine",
]
