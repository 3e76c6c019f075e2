"""Boards and treatment: what was decided, operated, irradiated and given, and what came of it."""

from . import marginals as share
from .chance import Mix
from .journey import Journey
from .plan import Values
from .regimens import CARE, GIST_PROCEDURES, OTHER_BOWEL, REGIMENS, Care

NOT_R0 = Mix({"R1": 72.0, "R2": 17.0, "RX": 11.0})
TEAM = ("MEDICAL_ONCOLOGY", "PATHOLOGY", "RADIATION_ONCOLOGY", "RADIOLOGY", "SURGERY")
CATEGORIES = Mix({"PR": 30.0, "SD": 40.0, "PD": 22.0, "CR": 4.0, "NE": 4.0})
COMPLICATIONS = Mix(
    {"WOUND": 40.0, "INFECTION": 22.0, "BLEEDING": 10.0, "THROMBOSIS": 8.0, "NERVE_INJURY": 8.0}
)
BELLY_COMPLICATIONS = Mix({"LEAK": 35.0, "BLEEDING": 25.0, "INFECTION": 30.0, "OTHER": 10.0})
SEVERITY = Mix({"I": 15.0, "II": 30.0, "IIIa": 20.0, "IIIb": 22.0, "IVa": 8.0, "IVb": 3.0, "V": 2.0})
RUPTURES = ("SPILLAGE_OR_FRACTURE", "PERFORATION_AT_TUMOUR", "PIECEMEAL_OR_INTRALESIONAL")
MINOR_DEFECTS = ("MUCOSAL_DEFECT_OR_LUMINAL_SPILLAGE", "PERITONEAL_MICRO_PENETRATION", "R1_RESECTION")


def plan_treatment(j: Journey) -> None:
    """When treatment begins, whether and when there is an operation, and its margin. Before the outcome."""
    chance, care = j.chance, CARE[j.tumor.care]
    if not j.planned:
        j.treated = j.operated = j.diagnosed
    else:
        j.treated = j.diagnosed + max(4, int(chance.skewed(34 * j.place.pace, 0.4)))
        operated = share.OPERATED.value if not j.metastatic else 0.25
        if chance.yes(operated * (1 - care.watched)):
            j.operated = j.treated
    if care.before and j.planned and not j.metastatic and j.operated and chance.yes(care.before[1]):
        regimen = REGIMENS[care.before[0]]
        j.operated += (regimen.days * regimen.cycles or 180) + chance.between(14, 35)
    if j.tumor.group == "GIST" and j.operated:
        _rupture(j)
    wanted = share.RPS_R0 if j.site_group == "RETROPERITONEUM" else share.MARGIN_R0
    clean = wanted.of(j.discussed) + (0.3 if j.tumor.group != "STS" else 0.12)
    j.margin = "R0" if chance.yes(clean if j.planned else clean / 2) else NOT_R0.draw(chance)


def draw_boards(j: Journey) -> None:
    """Before treatment where the center does so, else after the operation; again with a relapse."""
    chance, care = j.chance, CARE[j.tumor.care]
    if j.discussed:
        kind = "SARCOMA_RC" if chance.yes(0.82) else "SARCOMA_NETWORK"
        day = max(j.diagnosed, j.treated - int(chance.skewed(15 * j.place.pace)))
        _board(j, day, kind, "PRE_TREATMENT", _decision(j, care))
    elif chance.yes(0.35):
        _board(j, j.diagnosed + chance.between(3, 20), "GENERAL_TUMOUR", "PRE_TREATMENT", _decision(j, care))
    if j.operated is not None and chance.yes(0.25 + 0.5 * j.place.board):
        decision = "RE_EXCISION" if j.limb and j.margin in ("R1", "R2") else "SURVEILLANCE"
        _board(j, j.operated + chance.between(10, 55), "SARCOMA_RC", "POST_SURGERY", [decision])
    relapse = min((day for day in (j.relapsed_locally, j.spread) if day), default=None)
    if relapse is not None and chance.yes(j.place.board):
        decision = "METASTASECTOMY" if relapse == j.spread else "RE_EXCISION"
        _board(j, relapse + chance.between(5, 50), "SARCOMA_RC", "RECURRENCE", [decision])
    j.section("MTB")


def _decision(j: Journey, care: Care) -> list[str]:
    if j.operated is None:
        return ["SURVEILLANCE"] if care.watched else ["SYSTEMIC_ADVANCED"]
    before = ["IMATINIB" if j.tumor.group == "GIST" else "NEOADJ_CHEMO"] if j.treated < j.operated else []
    return [*before, "SURGERY"]


def _board(j: Journey, day: int, kind: str, phase: str, decision: list[str]) -> None:
    chance = j.chance
    followed = chance.yes(0.9)
    present = TEAM if chance.yes(j.place.board) else TEAM[:4]
    j.add(
        *("BoardDiscussion", "meeting_date", day),
        board_type=j.known(kind),
        board_center=j.place.code,
        phase=phase,
        disciplines=list(present),
        decision=sorted(decision),
        intent="PALLIATIVE" if j.metastatic else "CURATIVE",
        guideline_concordant="Y" if followed else "N",
        deviation_reason=None if followed else chance.one(("PATIENT_CHOICE", "COMORBIDITY", "NOT_AVAILABLE")),
        implemented=j.yes_no(0.92),
    )


def draw_surgery(j: Journey) -> None:
    """The operation, a re-excision, and what went wrong afterwards."""
    j.section("SURGERY")
    j.section("COMPLICATION")
    if j.operated is None:
        return
    chance, belly = j.chance, j.tumor.care in ("BELLY", "GIST")
    margin = j.known(j.margin) if chance.yes(j.place.margins) else None
    j.add(
        *("Surgery", "surgery_date", j.operated),
        role="PRIMARY_RESECTION",
        intent="PALLIATIVE" if j.metastatic else "CURATIVE",
        surgery_center=j.place.code if j.planned else j.sender,
        urgency="EMERGENCY" if belly and chance.yes(0.05) else "ELECTIVE",
        planned_oncologic=j.known("Y" if j.planned else "N"),
        procedure="LOCAL_EXCISION" if not j.planned else _procedure(j),
        approach="LAPAROSCOPIC" if j.tumor.group == "GIST" and chance.yes(0.5) else "OPEN",
        r_status=margin,
        lead_surgeon_role="SARCOMA_SURGEON" if j.planned else "OTHER_SURGEON",
        lead_surgeon_mtb_member=j.known("Y" if j.discussed else "N"),
        en_bloc=j.yes_no(0.85) if belly else None,
        biopsy_tract_excised=j.yes_no(0.8) if j.planned and not belly else None,
        lymphadenectomy=j.yes_no(0.06) if j.tumor.group == "GIST" else None,
        tumor_rupture_timing=j.known(j.rupture) if j.tumor.group == "GIST" else None,
        duration_min=int(chance.skewed(190 if belly else 120)),
        blood_loss_ml=int(chance.skewed(450 if belly else 180, 0.8)),
        los_days=min(365, 1 + int(chance.skewed(9 if belly else 5))),
        asa=chance.one((1, 2, 2, 3)),
    )
    if j.limb and j.margin != "R0" and chance.yes(3 * share.RE_EXCISED.of(j.discussed)):
        _re_excision(j, j.operated + int(chance.skewed(55 * j.place.pace, 0.3)))
    _complication(j, j.operated, belly)


def _procedure(j: Journey) -> str:
    if j.tumor.group == "GIST":
        return GIST_PROCEDURES.get(j.site_group, OTHER_BOWEL).draw(j.chance)
    return CARE[j.tumor.care].procedures.draw(j.chance)


def _rupture(j: Journey) -> None:
    """Whether a GIST ruptured, and which events the case names."""
    gastric = j.site_group == "GI_STOMACH"
    torn = share.GASTRIC_RUPTURE if gastric else share.BOWEL_RUPTURE
    minor = share.GASTRIC_MINOR_DEFECT if gastric else share.BOWEL_MINOR_DEFECT
    drawn, events = j.chance.random(), "NONE"
    if drawn < torn.value:
        events = j.chance.one(RUPTURES)
        j.rupture = j.chance.one(("INTRAOPERATIVE", "PREOPERATIVE"))
    elif drawn < torn.value + minor.value:
        events = j.chance.one(MINOR_DEFECTS)
    if entered := j.known(events):
        j.case["gist_rupture_events"] = [entered]


def _re_excision(j: Journey, day: int) -> None:
    j.add(
        *("Surgery", "surgery_date", day),
        role="RE_EXCISION",
        intent="CURATIVE",
        urgency="ELECTIVE",
        planned_oncologic="Y",
        surgery_center=j.place.code,
        procedure="WIDE_EXCISION",
        approach="OPEN",
        r_status="R0" if j.chance.yes(0.8) else "R1",
        lead_surgeon_role="SARCOMA_SURGEON",
    )


def _complication(j: Journey, operated: int, belly: bool) -> None:
    rate = share.RPS_COMPLICATION if j.tumor.care == "BELLY" else share.OTHER_COMPLICATION
    if not j.chance.yes(rate.value):
        return
    severity = SEVERITY.draw(j.chance)
    j.add(
        *("Complication", "complication_date", operated + j.chance.between(1, 40)),
        type=(BELLY_COMPLICATIONS if belly else COMPLICATIONS).draw(j.chance),
        clavien_dindo=j.known(severity if severity != "V" or j.died else "IVb"),
        intended="N",
        reoperation="Y" if severity in ("IIIb", "IVa", "IVb") else "N",
    )


def draw_radiotherapy(j: Journey) -> None:
    """Around the operation, or for the pain of metastases."""
    chance, (wanted, before) = j.chance, CARE[j.tumor.care].radiation
    j.section("RT")
    if j.operated is not None and not j.metastatic and j.deep and j.high_grade and chance.yes(wanted):
        if j.planned and chance.yes(before):
            _radiation(j, j.operated - chance.between(70, 90), "PRE_OP", 50, 25)
            return
        _radiation(j, j.operated + chance.between(35, 100), "POST_OP", 60, 30)
    if j.spread is not None and chance.yes(0.2):
        _radiation(j, j.spread + chance.between(20, 200), "PALLIATIVE", 30, 10)


def _radiation(j: Journey, day: int, setting: str, gray: int, fractions: int) -> None:
    if setting == "PRE_OP":
        j.treated = min(j.treated, day)
    j.add(
        *("Radiotherapy", "start_date", day),
        end_date=j.on(day + fractions * 7 // 5) if day + fractions * 2 < j.end else None,
        rt_center=j.place.code,
        intent="PALLIATIVE" if setting == "PALLIATIVE" else "CURATIVE",
        setting=setting,
        target="BONE" if setting == "PALLIATIVE" else "PRIMARY" if setting == "PRE_OP" else "TUMOUR_BED",
        technique=j.chance.one(("IMRT_VMAT", "IMRT_VMAT", "3D")),
        total_dose_gy=gray,
        fractions=fractions,
        completed_as_planned=j.known("Y" if j.chance.yes(0.94) else "N_TOXICITY"),
    )


def draw_local(j: Journey) -> None:
    """Perfusion of a limb for its relapse, ablation of metastases of the liver."""
    if j.limb and j.relapsed_locally is not None and j.chance.yes(0.12):
        day, kind, drugs = j.relapsed_locally + 40, "ILP", ["MELPHALAN", "TASONERMIN"]
    elif j.tumor.group == "GIST" and j.spread is not None and j.chance.yes(0.15):
        day, kind, drugs = j.spread + 60, j.chance.one(("RFA", "MWA", "EMBOLISATION")), None
    else:
        return
    j.add("OtherLocal", "start_date", day, type=kind, drugs=drugs, treating_center=j.place.code)


def draw_systemic(j: Journey) -> None:
    """Lines before and after the operation, then those of advanced disease, each with its response."""
    chance, care = j.chance, CARE[j.tumor.care]
    j.section("SYSTEMIC")
    if care.before and j.operated is not None and j.treated < j.operated - 60 and not j.metastatic:
        _line(j, 1, "NEOADJUVANT", care.before[0], j.treated)
    if care.after and j.operated is not None and not j.metastatic and _needs_more(j, care.after[1]):
        _line(j, 1, "ADJUVANT", care.after[0], j.operated + chance.between(18, 75))
    start = j.treated if j.metastatic else (j.spread or j.end + 1) + chance.between(10, 60)
    for number, regimen in enumerate(care.lines, start=1):
        if start > j.end or not chance.yes(0.92 - 0.2 * number):
            return
        start += _line(j, number, "ADVANCED", regimen, start) + chance.between(15, 60)


def _needs_more(j: Journey, wanted: float) -> bool:
    """Adjuvant therapy: imatinib for high risk, chemotherapy for high grade."""
    if j.tumor.group == "GIST":
        return j.risky and j.chance.yes(wanted)
    return j.high_grade and j.chance.yes(wanted)


def _line(j: Journey, number: int, setting: str, code: str, start: int) -> int:
    """One line; returns how many days it took."""
    chance, regimen = j.chance, REGIMENS[code]
    days = int(chance.skewed(regimen.days * (regimen.cycles or 1), 0.35))
    if months := regimen.planned_months.get(setting):
        days = int(months * 30.4)
        days = int(days * chance.random()) if chance.yes(share.STOPPED_IMATINIB.value) else days
    over = start + days <= j.end
    line = j.add(
        *("SystemicLine", "start_date", start),
        **_given(code, setting),
        line_no=number,
        treating_center=j.place.code,
        end_date=j.on(start + days) if over else None,
        cycles=max(1, min(60, days // regimen.days)) if regimen.cycles else None,
        reason_end=j.known(_why_ended(j, setting)) if over else None,
        ctcae_max_grade=chance.between(0, 4),
        baseline_echo_date=j.on(start - 6) if "DOXORUBICIN" in regimen.drugs and chance.yes(0.8) else None,
        baseline_renal_date=j.on(start - 4) if regimen.kind == "CHEMO" and chance.yes(0.85) else None,
    )
    if line is not None and setting != "ADJUVANT" and chance.yes(0.8):
        _assess(j, line, start + min(days, 84))
    return days


def _given(code: str, setting: str) -> Values:
    regimen = REGIMENS[code]
    return {
        "setting": setting,
        "type": regimen.kind,
        "regimen_code": code,
        "drugs": list(regimen.drugs),
        "daily_dose_mg": regimen.daily_mg,
        "planned_months": regimen.planned_months.get(setting),
    }


def _why_ended(j: Journey, setting: str) -> str:
    if setting == "ADVANCED":
        return j.chance.one(("PROGRESSION", "PROGRESSION", "TOXICITY"))
    return "COMPLETED" if j.chance.yes(0.85) else "TOXICITY"


def _assess(j: Journey, line: int, day: int) -> None:
    gist = j.tumor.group == "GIST"
    j.add(
        *("Response", "assessment_date", day),
        treatment="SYSTEMIC",
        systemic_line=line,
        system="CHOI" if gist and j.chance.yes(0.4) else "RECIST_1_1",
        category=j.known(CATEGORIES.draw(j.chance)),
        assessment_center=j.place.code,
    )
