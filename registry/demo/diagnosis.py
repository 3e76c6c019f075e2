"""The way to the diagnosis: symptom, first visit, referral, imaging, biopsy."""

from . import marginals as share
from .chance import Mix
from .journey import Journey

BIOPSIES = {
    "STS": Mix({"CORE_NEEDLE": 82.0, "INCISIONAL": 11.0, "FNA": 7.0}),
    "BS": Mix({"CORE_NEEDLE": 78.0, "INCISIONAL": 22.0}),
    "GIST": Mix({"EUS_FNB": 60.0, "ENDOSCOPIC": 25.0, "EUS_FNA": 15.0}),
}
GUIDANCE = {"CORE_NEEDLE": "US", "EUS_FNB": "EUS", "EUS_FNA": "EUS", "INCISIONAL": "NONE", "FNA": "US"}
AFTER = {
    "CORE_NEEDLE": "AFTER_CORE_BIOPSY",
    "INCISIONAL": "AFTER_OPEN_BIOPSY",
    "FNA": "AFTER_FNA",
    "EUS_FNA": "AFTER_FNA",
}
# Modality and region that show the primary, by group of sites.
PRIMARY = {
    "LIMB": ("MRI", "PRIMARY_LIMB"),
    "TRUNK": ("MRI", "PRIMARY_TRUNK"),
    "HEAD": ("MRI", "PRIMARY_HEAD_NECK"),
    "BONE": ("MRI", "WHOLE_BONE"),
    "CHEST": ("CT", "CHEST"),
    "BELLY": ("CT", "ABDOMEN_PELVIS"),
}
KIND_OF_SITE = {
    "UPPER_LIMB": "LIMB",
    "LOWER_LIMB": "LIMB",
    "TRUNK_WALL": "TRUNK",
    "BREAST": "TRUNK",
    "SKIN": "TRUNK",
    "HEAD_NECK": "HEAD",
    "THORACIC_VISCERAL": "CHEST",
}


def draw_path(j: Journey) -> None:
    """Dates of the case up to the first contact with the center, and how the patient came."""
    chance, pace = j.chance, j.place.pace
    visited = j.diagnosed - int(chance.skewed(share.DIAGNOSTIC_INTERVAL.value * pace * 0.5, 0.7))
    symptom = visited - int(chance.skewed(share.PATIENT_INTERVAL.value, 0.9))
    suspected = j.diagnosed - int((j.diagnosed - visited) * 0.4)
    j.told("first_symptom_date", j.on(symptom, vague=8))
    j.told("first_visit_date", j.on(visited))
    j.told("suspicion_date", j.on(suspected))
    j.case["first_visit_center"] = j.sender or j.place.code
    j.seen = (
        suspected + int(chance.skewed(14 * pace))
        if j.planned
        else j.diagnosed + int(chance.skewed(35 * pace))
    )
    if j.sender is not None:
        _referral(j, suspected if j.planned else j.diagnosed + 12)
    j.section("REFERRAL")


def _referral(j: Journey, sent: int) -> None:
    received = max(sent + 1, j.seen - j.chance.between(4, 16))
    j.seen = max(j.seen, received + 2)
    criteria = [name for name, holds in (("DEEP", j.deep), ("SIZE_GE_5CM", j.size_mm >= 50)) if holds]
    j.add(
        *("Referral", "received_date", received),
        sent_date=j.on(sent),
        first_seen_date=j.on(j.seen),
        decision_date=j.on(received + 1) if j.chance.yes(0.5) else None,
        from_center=j.sender,
        to_center=j.place.code,
        reason="SUSPECTED_SARCOMA" if j.planned else "AFTER_UNPLANNED_EXCISION",
        criteria=sorted(criteria) or None,
        outcome="ACCEPTED",
    )


def draw_imaging(j: Journey) -> None:
    """Of the primary, of the chest, and PET where it is asked for; before treatment or never."""
    chance = j.chance
    day = min(j.diagnosed, j.treated) - chance.between(2, 25)
    j.told("imaging_first_date", j.on(day))
    kind = "BONE" if j.tumor.group == "BS" else KIND_OF_SITE.get(j.site_group, "BELLY")
    modality, region = PRIMARY[kind]
    if chance.yes(share.IMAGED.of(j.discussed)):
        seen_mm = round(j.size_mm * (0.85 + 0.25 * chance.random()))
        j.add(
            *("Imaging", "exam_date", day),
            modality=modality if chance.yes(0.93) else "US",
            region=region,
            purpose="LOCAL_STAGING",
            contrast=j.yes_no(0.95),
            largest_diameter_mm=min(600, max(1, seen_mm)),
            imaging_center=j.place.code if j.planned else j.sender,
        )
    if chance.yes(share.CHEST_IMAGED.value):
        j.add(
            *("Imaging", "exam_date", min(j.treated, j.diagnosed + chance.between(1, 20))),
            modality="CT",
            region="CHEST",
            purpose="DISTANT_STAGING",
            imaging_center=j.place.code,
        )
    if j.tumor.care in ("OSTEO", "ROUND") and chance.yes(share.PET_IN_BONE.value):
        j.add(
            *("Imaging", "exam_date", min(j.treated, j.diagnosed + chance.between(3, 20))),
            modality="FDG_PET_CT",
            region="WHOLE_BODY",
            purpose="DISTANT_STAGING",
            imaging_center=j.place.code,
        )
    j.section("IMAGING")


def draw_biopsy(j: Journey) -> str:
    """The diagnostic procedure, which also says in which state the patient came; returns that state."""
    chance = j.chance
    j.section("BIOPSY")
    if not j.planned:
        j.add(*("Biopsy", "biopsy_date", j.diagnosed), type="EXCISION_UNPLANNED", biopsy_center=j.sender)
        return "AFTER_UNPLANNED_EXCISION"
    if not chance.yes(share.BIOPSIED.of(j.discussed)):
        return "UNTOUCHED"
    kind = BIOPSIES[j.tumor.group].draw(chance)
    guidance = "CT" if j.site_group == "RETROPERITONEUM" else GUIDANCE.get(kind)
    here = chance.yes(j.place.board)
    j.add(
        *("Biopsy", "biopsy_date", j.diagnosed),
        type=kind,
        guidance=guidance,
        needle_gauge=chance.one((14, 16, 18)) if kind == "CORE_NEEDLE" else None,
        cores=chance.between(2, 6) if kind == "CORE_NEEDLE" else None,
        biopsy_center=j.place.code if here else j.sender,
        operator_role="RADIOLOGIST" if guidance in ("US", "CT") else "OTHER",
        ordered_by_rc=j.yes_no(0.9 if here else 0.2),
        adequate=j.yes_no(0.94),
        complication=j.yes_no(0.02),
    )
    return "UNTOUCHED" if here else AFTER.get(kind, "UNTOUCHED")
