"""Relapse, death, and what is recorded until then."""

from typing import Any

from . import marginals as share
from .chance import Mix
from .journey import DATA_CUT, Journey

SPREAD_TO = {
    "GIST": Mix({("LIVER",): 60.0, ("PERITONEUM",): 25.0, ("LIVER", "PERITONEUM"): 15.0}),
    "STS": Mix(
        {("LUNG",): 62.0, ("LIVER",): 12.0, ("BONE",): 9.0, ("BONE", "LUNG"): 7.0, ("SOFT_TISSUE",): 10.0}
    ),
    "BS": Mix({("LUNG",): 80.0, ("BONE",): 12.0, ("BONE", "LUNG"): 8.0}),
}
DIED_OF = Mix({"DOD": 84.0, "DOC": 10.0, "DUC": 6.0})
RISK_BY_MARGIN = {"R0": 0.55, "R1": 1.25, "R2": 2.6, "RX": 1.3}
VISITS = (120, 240, 365, 540, 730, 1100, 1500, 1900, 2400)
INSTRUMENTS = {"BS": "MSTS93", "STS": "TESS", "GIST": "EORTC_QLQ_C30"}


def draw_outcome(j: Journey) -> None:
    """When the tumor comes back, where, and when the patient dies or is last seen."""
    start = j.operated or j.treated
    last = min(DATA_CUT, start + int(j.chance.skewed(1500, 0.7)) + 150)
    if not j.metastatic and j.operated is not None:
        _relapse(j, start)
    died = start + j.chance.wait(_death_rate(j, start))
    for day, rate in ((j.relapsed_locally, share.DEATH_AFTER_LOCAL), (j.spread, share.DEATH_AFTER_DISTANT)):
        if day is not None and day < died:
            slower = share.DEATH_METASTATIC_GIST if j.tumor.group == "GIST" and day == j.spread else rate
            died = min(died, day + j.chance.wait(slower.value))
    j.died, j.end = died <= last, min(died, last)


def _relapse(j: Journey, start: int) -> None:
    """Local relapse by margin and board, distant by grade; both over about five years, early ones first."""
    chance, risk = j.chance, RISK_BY_MARGIN[j.margin]
    local = min(0.9, share.LOCAL_RELAPSE.of(j.discussed) * risk * (1 if j.tumor.group == "STS" else 0.45))
    if not j.tumor.entity.malignant:
        local *= 0.4
    if chance.yes(local):
        j.relapsed_locally = start + 60 + int(chance.skewed(420, 0.8))
    distant = j.tumor.distant * {None: 1.0, 1: 0.2, 2: 0.8, 3: 1.3}[j.grade]
    if j.tumor.group == "GIST":
        distant = 0.5 if j.risky else 0.05
    if chance.yes(distant):
        j.spread = start + 60 + int(chance.skewed(480, 0.8))


def _death_rate(j: Journey, start: int) -> float:
    if j.metastatic:
        slow = j.tumor.group == "GIST"
        return share.DEATH_METASTATIC_GIST.value if slow else share.DEATH_METASTATIC.value
    return share.DEATH_LOCALIZED.value * (0.4 if j.age < 60 else 1.0 if j.age < 75 else 2.5)


def draw_status(j: Journey) -> None:
    """What the record says of the patient at last contact."""
    record = j.patient
    contact = j.on(j.end)
    record["last_contact_date"] = contact
    if j.died:
        cause = DIED_OF.draw(j.chance) if j.metastatic or j.spread or j.relapsed_locally else "DOC"
        record |= {"vital_status": "DEAD", "death_date": contact, "death_cause": j.known(cause)}
    elif status := j.known("ALIVE"):
        record["vital_status"] = status


def draw_relapses(j: Journey) -> None:
    """One entry each, together when they were found together."""
    local, distant = j.relapsed_locally, j.spread
    j.section("RECURRENCE")
    if local is not None and distant is not None and abs(local - distant) < 45:
        _entry(j, min(local, distant), "COMBINED")
        return
    for day, kind in sorted((day, kind) for day, kind in ((local, "LOCAL"), (distant, "DISTANT")) if day):
        _entry(j, day, kind)


def _entry(j: Journey, day: int, kind: str) -> None:
    far = kind != "LOCAL"
    j.add(
        *("Recurrence", "recurrence_date", day),
        type=j.known(kind),
        sites=list(SPREAD_TO[j.tumor.group].draw(j.chance)) if far else None,
        lesions=j.chance.between(1, 6) if far else 1,
        confirmed="HISTOLOGY" if j.chance.yes(0.45) else "IMAGING",
        treatment_intent="PALLIATIVE" if far and j.chance.yes(0.6) else "CURATIVE",
    )


def draw_follow_up(j: Journey) -> None:
    """Visits until the last contact, scores and samples."""
    chance = j.chance
    start = j.operated or j.treated
    visits = [day for day in VISITS if start + day < j.end and chance.yes(0.75)]
    for day in visits[:4]:
        _visit(j, start + day)
    if not j.died:
        _visit(j, j.end)
    if chance.yes(share.SCORED.value):
        low, high = (8, 30) if j.tumor.group == "BS" else (35, 98)
        told: dict[str, Any] = {
            "instrument": INSTRUMENTS[j.tumor.group],
            "mode": chance.one(("PAPER", "ELECTRONIC")),
        }
        j.add("Pro", "pro_date", start + 200, **told, score=chance.between(low, high))
    if chance.yes(share.SAMPLE_KEPT.value):
        told = {"type": chance.one(("FFPE", "FROZEN", "BLOOD")), "consent": "GIVEN"}
        j.add("Biospecimen", "collected_date", j.operated or j.diagnosed, **told)
    if chance.yes(share.IN_TRIAL.value):
        j.add(
            "Trial", "start_date", j.treated, registry_id=f"NCT{chance.between(4000000, 6999999):08}", arm="A"
        )
    j.section("TRIAL")
    j.section("FOLLOW_UP")


def _visit(j: Journey, day: int) -> None:
    ill = j.metastatic or any(found is not None and found <= day for found in (j.relapsed_locally, j.spread))
    j.add(
        *("FollowUp", "visit_date", day),
        status=j.known("AWD" if ill else "NED"),
        local_exam=j.yes_no(0.95),
        local_imaging=j.yes_no(0.7),
        chest_imaging=j.chance.one(("CT", "XRAY", "NONE")),
        ecog=j.chance.one((0, 0, 1, 1, 2)) if ill else j.chance.one((0, 0, 0, 1)),
    )
