"""Examples of every outcome of every indicator, to be read by a clinician.

Unless it says otherwise: an adult, first registration of a malignant, localized soft tissue sarcoma, every
section marked complete. `case` changes fields of the case; the other keys are the rows entered. An open
section is one that is not marked complete.
"""

from dataclasses import dataclass, field
from typing import Any

from .cases import EVERYTHING

MET, NOT_MET = "MET", "NOT_MET"
CANNOT, NOT_CONCERNED = "NOT_ASSESSABLE", "NOT_APPLICABLE"


@dataclass(frozen=True)
class Example:
    """One case in words, its rows, and what the indicator must say, with a part of the reason."""

    code: str
    text: str
    expected: str
    reason: str
    case: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"


def open_section(*names: str) -> dict[str, Any]:
    return {"sections_complete": [name for name in EVERYTHING if name not in names]}


def operated(date: str | None = "2023-03-10", r_status: str | None = "R0", **more: Any) -> dict[str, Any]:
    row = {"surgery_date": date, "role": "PRIMARY_RESECTION", "intent": "CURATIVE", "r_status": r_status}
    return {**row, "urgency": "ELECTIVE", **more}


def board(
    date: str | None, kind: str | None = "SARCOMA_RC", phase: str | None = "PRE_TREATMENT"
) -> dict[str, Any]:
    return {"meeting_date": date, "board_type": kind, "phase": phase}


R0_FIRST, KNOWN, BOARD = "QI-SURG-04", "QI-SURG-06", "QI-MTB-01"
SURGERY = "surgery"

MARGINS = (
    Example(R0_FIRST, "R0", MET, "R0 at the first resection on 10 Mar 2023", rows={SURGERY: [operated()]}),
    Example(R0_FIRST, "R0, day of surgery not entered", MET, "R0", rows={SURGERY: [operated(None)]}),
    Example(R0_FIRST, "R1", NOT_MET, "R1", rows={SURGERY: [operated(r_status="R1")]}),
    Example(
        *(R0_FIRST, "R1, then re-excision R0: the first counts", NOT_MET, "R1"),
        rows={SURGERY: [operated(r_status="R1"), operated("2023-05-09", role="RE_EXCISION")]},
    ),
    Example(R0_FIRST, "RX", CANNOT, "cannot be assessed (RX)", rows={SURGERY: [operated(r_status="RX")]}),
    Example(
        R0_FIRST, "margin not entered", CANNOT, "is not entered", rows={SURGERY: [operated(r_status=None)]}
    ),
    Example(
        *(R0_FIRST, "margin entered as unknown", CANNOT, "is entered as unknown"),
        rows={SURGERY: [operated(r_status="UNKNOWN")]},
    ),
    Example(
        *(R0_FIRST, "extent at diagnosis not entered", CANNOT, "Extent at diagnosis is not entered"),
        case={"disease_extent_dx": None},
        rows={SURGERY: [operated()]},
    ),
    Example(
        *(R0_FIRST, "two resections, one undated: which was first?", CANNOT, "cannot be told"),
        rows={SURGERY: [operated(r_status="R1"), operated(None)]},
    ),
    Example(
        *(R0_FIRST, "two resections in overlapping months", CANNOT, "cannot be told"),
        rows={SURGERY: [operated("2023-03"), operated("2023-03-20", r_status="R1")]},
    ),
    Example(
        *(R0_FIRST, "only a re-excision entered: the first was elsewhere", CANNOT, "is not entered"),
        rows={SURGERY: [operated(role="RE_EXCISION")]},
    ),
    Example(
        *(R0_FIRST, "no operation, section open", CANNOT, "section Surgery is not marked complete"),
        case=open_section("SURGERY"),
    ),
    Example(R0_FIRST, "never operated", NOT_CONCERNED, "Resection of the primary: no"),
    Example(
        *(R0_FIRST, "metastatic at diagnosis", NOT_CONCERNED, "Metastatic"),
        case={"disease_extent_dx": "METASTATIC"},
        rows={SURGERY: [operated()]},
    ),
    Example(
        *(R0_FIRST, "metastatic, and nothing else is known", NOT_CONCERNED, "Metastatic"),
        case={"disease_extent_dx": "METASTATIC", "is_first_primary_episode": None, "age_at_diagnosis": None},
    ),
)

DOCUMENTATION = (
    Example(KNOWN, "R2 is known", MET, "R2", rows={SURGERY: [operated(r_status="R2")]}),
    Example(KNOWN, "RX is not", NOT_MET, "RX", rows={SURGERY: [operated(r_status="RX")]}),
    Example(
        KNOWN,
        "not entered is the failure",
        NOT_MET,
        "is not entered",
        rows={SURGERY: [operated(r_status=None)]},
    ),
    Example(
        *(KNOWN, "known at the first, missing at the re-excision", NOT_MET, "1 of 2"),
        rows={SURGERY: [operated(), operated("2023-05-09", None, role="RE_EXCISION")]},
    ),
    Example(
        *(KNOWN, "a metastasectomy without margin does not count", MET, "R0"),
        rows={SURGERY: [operated(), operated("2024-01-09", None, role="METASTASECTOMY")]},
    ),
    Example(
        *(KNOWN, "not known whether it was a resection", CANNOT, "No resection is entered"),
        case=open_section("SURGERY"),
        rows={SURGERY: [operated(role=None)]},
    ),
    Example(KNOWN, "never operated", NOT_CONCERNED, "Resection of the primary: no"),
    Example(
        *(KNOWN, "a child", NOT_CONCERNED, "Age at diagnosis: 15"),
        case={"age_at_diagnosis": 15},
        rows={SURGERY: [operated()]},
    ),
)

BEFORE = (
    Example(
        *(BOARD, "board before surgery", MET, "1 Mar 2023"),
        rows={SURGERY: [operated()], "mtb": [board("2023-03-01")]},
    ),
    Example(
        *(BOARD, "same day, phase before treatment", MET, ""),
        rows={SURGERY: [operated()], "mtb": [board("2023-03-10")]},
    ),
    Example(
        *(BOARD, "same day, phase after surgery", NOT_MET, "did not come after"),
        rows={SURGERY: [operated()], "mtb": [board("2023-03-10", phase="POST_SURGERY")]},
    ),
    Example(
        *(BOARD, "same day, phase not entered", CANNOT, ""),
        rows={SURGERY: [operated()], "mtb": [board("2023-03-10", phase=None)]},
    ),
    Example(
        *(
            BOARD,
            "12 days too late",
            NOT_MET,
            "Surgery on 2 Mar 2024 was 12 days before the board on 14 Mar 2024",
        ),
        rows={SURGERY: [operated("2024-03-02")], "mtb": [board("2024-03-14", phase="POST_SURGERY")]},
    ),
    Example(
        *(BOARD, "radiotherapy came first", NOT_MET, "Radiotherapy on 20 Feb 2023"),
        rows={SURGERY: [operated()], "radiotherapy": [{"start": "2023-02-20"}], "mtb": [board("2023-03-01")]},
    ),
    Example(
        *(BOARD, "too late, but other boards may be missing", CANNOT, "whether there was an earlier one"),
        case=open_section("MTB"),
        rows={SURGERY: [operated()], "mtb": [board("2023-03-14", phase="POST_SURGERY")]},
    ),
    Example(BOARD, "no board", NOT_MET, "No sarcoma board is recorded", rows={SURGERY: [operated()]}),
    Example(
        *(BOARD, "no board, section open", CANNOT, "Tumor board is not marked complete"),
        case=open_section("MTB"),
        rows={SURGERY: [operated()]},
    ),
    Example(
        *(BOARD, "a general board does not count", NOT_MET, "No sarcoma board"),
        rows={SURGERY: [operated()], "mtb": [board("2023-03-01", "GENERAL_TUMOUR")]},
    ),
    Example(
        *(BOARD, "type of board unknown", CANNOT, "type of a board"),
        rows={SURGERY: [operated()], "mtb": [board("2023-03-01", "UNKNOWN")]},
    ),
    Example(
        *(BOARD, "board known to the month of surgery", CANNOT, "cannot be told from their dates"),
        rows={SURGERY: [operated()], "mtb": [board("2023-03")]},
    ),
    Example(
        *(BOARD, "board known to the month before", MET, "February 2023"),
        rows={SURGERY: [operated()], "mtb": [board("2023-02")]},
    ),
    Example(
        *(BOARD, "board known to its year", CANNOT, "day of the sarcoma board is not known"),
        rows={SURGERY: [operated()], "mtb": [board("2022")]},
    ),
    Example(
        *(BOARD, "surgery undated", CANNOT, "day of a treatment is missing"),
        rows={SURGERY: [operated(None)], "mtb": [board("2023-03-01")]},
    ),
    Example(
        *(BOARD, "radiotherapy perhaps before: section open", CANNOT, "Radiotherapy is not marked complete"),
        case=open_section("RT"),
        rows={SURGERY: [operated()], "mtb": [board("2023-03-01")]},
    ),
    Example(BOARD, "never treated, discussed", MET, "no treatment", rows={"mtb": [board("2023-03-01")]}),
    Example(
        *(BOARD, "surveillance decided by a board of diagnosis", MET, ""),
        rows={"mtb": [{**board("2023-03-01", phase="DIAGNOSTIC"), "decision": ["SURVEILLANCE"]}]},
    ),
    Example(BOARD, "never treated, never discussed", NOT_MET, "No sarcoma board"),
    Example(
        *(BOARD, "emergency surgery", NOT_CONCERNED, "emergency: yes"),
        rows={SURGERY: [operated(urgency="EMERGENCY")]},
    ),
    Example(
        *(BOARD, "emergency, and age not entered: left out all the same", NOT_CONCERNED, "emergency: yes"),
        case={"age_at_diagnosis": None},
        rows={SURGERY: [operated(urgency="EMERGENCY")]},
    ),
    Example(
        *(BOARD, "urgency not entered: not left out", NOT_MET, ""),
        rows={SURGERY: [operated(urgency=None)]},
    ),
    Example(
        *(
            BOARD,
            "second registration of the same tumor",
            NOT_CONCERNED,
            "First registration of this tumor: no",
        ),
        case={"is_first_primary_episode": "N"},
        rows={SURGERY: [operated()]},
    ),
    Example(
        *(BOARD, "desmoid: not malignant", NOT_CONCERNED, "Malignant: no"),
        case={"entity_id": "DESMOID", "behaviour": "1"},
        rows={SURGERY: [operated()]},
    ),
    Example(
        *(BOARD, "epithelioid inflammatory myofibroblastic sarcoma counts as malignant", NOT_MET, ""),
        case={"entity_id": "EIMS", "behaviour": "1"},
        rows={SURGERY: [operated()]},
    ),
    Example(
        *(BOARD, "age not entered", CANNOT, "Age at diagnosis is not entered"),
        case={"age_at_diagnosis": None},
        rows={SURGERY: [operated()], "mtb": [board("2023-03-01")]},
    ),
)
EXAMPLES = (*MARGINS, *DOCUMENTATION, *BEFORE)
