"""What the laboratory says: grade, reports, a second opinion that may differ, molecular tests."""

from . import marginals as share
from .chance import Mix
from .journey import Journey
from .plan import Values

# Differentiation and grade -> the scores of mitoses and necrosis that add up to it (clinical.md 3.1).
_SUMS = {1: (2, 3), 2: (4, 5), 3: (6, 7, 8)}
COMPONENTS = {
    (differentiation, grade): tuple(
        (mitoses, necrosis)
        for mitoses in (1, 2, 3)
        for necrosis in (0, 1, 2)
        if differentiation + mitoses + necrosis in sums
    )
    for differentiation in (1, 2, 3)
    for grade, sums in _SUMS.items()
}
MITOSES = {1: (0, 9), 2: (10, 19), 3: (20, 45)}
NECROSIS = ("0", "<50", ">=50")
GIST_MITOSES: Mix[tuple[int, int]] = Mix({(0, 2): 45.0, (3, 5): 25.0, (6, 10): 15.0, (11, 40): 15.0})
# What a first reader takes it for: another subtype, another type, a benign or intermediate tumor.
TAKEN_FOR = {
    "STS": ("SARC_NOS", "MFS", "LIPOMA", "NODULAR_FASCIITIS", "DESMOID"),
    "BS": ("OS_CHB", "CS_G23", "GCTB", "FIBROUS_DYSPLASIA"),
    "GIST": ("LMS", "SCHWANNOMA", "LEIOMYOMA"),
}
GIST_GENOTYPES: Mix[tuple[str, str, str | None]] = Mix(
    {
        ("11", "WILD_TYPE", "DEL_557_558"): 24.0,
        ("11", "WILD_TYPE", "OTHER_DEL"): 20.0,
        ("11", "WILD_TYPE", "MISSENSE"): 18.0,
        ("11", "WILD_TYPE", "INS_DUP"): 4.0,
        ("9", "WILD_TYPE", None): 9.0,
        ("13", "WILD_TYPE", None): 1.0,
        ("WILD_TYPE", "18_D842V", None): 8.0,
        ("WILD_TYPE", "12", None): 2.0,
        ("WILD_TYPE", "WILD_TYPE", None): 14.0,
    }
)
ALTERATIONS = {
    "SS": ("SS18::SSX1 / SSX2 / SSX4", "FISH"),
    "SS_SP": ("SS18::SSX1 / SSX2 / SSX4", "FISH"),
    "SS_BI": ("SS18::SSX1 / SSX2 / SSX4", "FISH"),
    "MLPS": ("FUS::DDIT3", "FISH"),
    "DDLPS": ("MDM2 amplification", "FISH"),
    "WDLPS": ("MDM2 amplification", "FISH"),
    "ALT": ("MDM2 amplification", "FISH"),
    "EWS": ("EWSR1::FLI1", "RNA_NGS"),
    "DSRCT": ("EWSR1::WT1", "FISH"),
    "CCS": ("EWSR1::ATF1 / EWSR1::CREB1", "RNA_NGS"),
    "EMC": ("EWSR1::NR4A3 / TAF15::NR4A3", "FISH"),
    "ARMS": ("PAX3::FOXO1", "RT_PCR"),
    "EHE": ("WWTR1::CAMTA1", "IHC_SURROGATE"),
    "SFT": ("NAB2::STAT6", "IHC_SURROGATE"),
    "LGFMS": ("FUS::CREB3L2 / CREB3L1", "FISH"),
    "DESMOID": ("CTNNB1 mutation (exon 3: T41A, S45F, S45P)", "SANGER"),
    "EPIS": ("SMARCB1 (INI1) loss", "IHC_SURROGATE"),
    "GCTB": ("H3-3A (H3F3A) G34W", "IHC_SURROGATE"),
    "CHORDOMA": ("TBXT (brachyury) expression", "IHC_SURROGATE"),
    "DFSP": ("COL1A1::PDGFB", "FISH"),
}


def draw_grade(j: Journey) -> None:
    """Grade with the mitoses and necrosis that make it up; for GIST the mitoses in 5 mm2."""
    chance = j.chance
    j.grade = int(chance.one(j.tumor.grades)) if j.tumor.grades else None
    if j.tumor.group == "GIST":
        j.mitoses = chance.between(*GIST_MITOSES.draw(chance))
        return
    score = j.tumor.entity.differentiation_score or 2
    fitting = COMPONENTS.get((score, j.grade or 0), ())
    mitoses, necrosis = chance.one(fitting) if fitting else (1, 0)
    j.mitoses, j.necrosis = chance.between(*MITOSES[mitoses]), NECROSIS[necrosis]


def draw_reports(j: Journey) -> None:
    """The first report and, where an expert reads it, the second; later that of the operation."""
    chance = j.chance
    reported = j.diagnosed + int(chance.skewed(9 * j.place.pace))
    here = j.planned and chance.yes(j.place.expert)
    first = _reading(j, "BIOPSY" if j.planned else "RESECTION")
    first |= {"report_role": "FIRST", "is_expert": "Y" if here else "N"}
    first["lab_center"] = j.place.code if here else j.sender
    if not here and chance.yes(j.place.expert):
        expert = {**first, "report_role": "SECOND_OPINION", "is_expert": "Y", "lab_center": j.place.code}
        _differ(j, first)
        j.add("PathologyReport", "report_date", reported, **first)
        j.add("PathologyReport", "report_date", reported + int(chance.skewed(16 * j.place.pace)), **expert)
    else:
        j.add("PathologyReport", "report_date", reported, **first)
    if j.operated is not None and j.planned:
        j.add("PathologyReport", "report_date", j.operated + int(chance.skewed(12)), **_of_resection(j))
    j.section("PATHOLOGY")


def _reading(j: Journey, specimen: str) -> Values:
    """What every report says of untreated tissue."""
    graded = j.tumor.group == "STS" and j.tumor.entity.fnclcc_applicable
    score = j.tumor.entity.differentiation_score
    return {
        "specimen_type": specimen,
        "specimen_id": f"S-{j.chance.between(10000, 99999)}",
        "specimen_treated": "N",
        "entity_id": j.tumor.entity.entity_id,
        "who_edition": "2020" if j.diagnosed > _WHO_2020 else "2013",
        "diagnosis_certainty": j.known("DEFINITE"),
        "benign_malignant": "MALIGNANT" if j.tumor.entity.malignant else "INTERMEDIATE",
        "diff_score": str(score) if graded and score else None,
        "mitoses_count": j.mitoses if j.tumor.group != "BS" and j.chance.yes(j.place.record) else None,
        "mitoses_area_mm2": "5" if j.tumor.group == "GIST" else "1.74" if graded else None,
        "necrosis_cat": j.known(j.necrosis) if graded else None,
        "fnclcc_grade_reported": str(j.grade) if graded and j.grade else None,
        "synoptic": j.yes_no(j.place.expert),
    }


_WHO_2020 = 737_700  # ordinal of late 2020


def _differ(j: Journey, first: Values) -> None:
    """Changes what the first reader said, as often as the papers found it."""
    chance = j.chance
    if chance.yes(share.SAME_DIAGNOSIS.value):
        return
    graded = first.get("fnclcc_grade_reported") is not None
    small = share.SMALL_DIFFERENCE.value / (1 - share.SAME_DIAGNOSIS.value)
    if graded and chance.yes(small * share.GRADE_OF_SMALL.value):
        first["fnclcc_grade_reported"] = str(max(1, (j.grade or 2) - 1))
        return
    if chance.yes(0.12):
        first |= {"diagnosis_certainty": "DIFFERENTIAL", "entity_id": None, "benign_malignant": None}
        return
    first["entity_id"] = chance.one(TAKEN_FOR[j.tumor.group])
    first["benign_malignant"] = _CATEGORY.get(first["entity_id"], "MALIGNANT")


_CATEGORY = {"LIPOMA": "BENIGN", "LEIOMYOMA": "BENIGN", "SCHWANNOMA": "BENIGN", "FIBROUS_DYSPLASIA": "BENIGN"}
_CATEGORY |= {"NODULAR_FASCIITIS": "BENIGN", "DESMOID": "INTERMEDIATE", "GCTB": "INTERMEDIATE"}


def _of_resection(j: Journey) -> Values:
    """The report of a planned operation, on treated tissue after neoadjuvant therapy."""
    chance = j.chance
    treated = j.treated < (j.operated or 0)
    report = _reading(j, "RESECTION") | {"report_role": "FIRST", "is_expert": j.yes_no(j.place.expert)}
    margin = j.known(j.margin) if chance.yes(j.place.margins) else None
    report |= {
        "specimen_treated": "Y" if treated else "N",
        "lab_center": j.place.code,
        "size_mm": j.size_mm,
        "margin_status": margin,
        "margin_min_mm": _closest(j) if margin in ("R0", "R1") else None,
        "margin_tissue": chance.one(("FASCIA", "MUSCLE", "FAT")) if margin == "R0" and j.limb else None,
    }
    if treated:
        report |= dict.fromkeys(("diff_score", "necrosis_cat", "fnclcc_grade_reported"))
        report["necrosis_pct"] = _response(j) if j.tumor.group == "BS" else None
    if j.tumor.group == "BS":
        report["margin_enneking"] = {"R0": "WIDE", "R1": "MARGINAL", "R2": "INTRALESIONAL"}.get(margin or "")
    return report


def _closest(j: Journey) -> int:
    return 0 if j.margin == "R1" else min(100, 1 + int(j.chance.skewed(6, 0.8)))


def _response(j: Journey) -> int | None:
    """Necrosis after chemotherapy, in per cent; not always entered."""
    if not j.chance.yes(j.place.record):
        return None
    good = j.chance.yes(share.GOOD_RESPONSE.value)
    return j.chance.between(90, 100) if good else j.chance.between(5, 89)


def draw_molecular(j: Journey) -> None:
    """The defining alteration, or the genotype of a GIST."""
    chance = j.chance
    entity_id = j.tumor.entity.entity_id
    reported = j.diagnosed + int(chance.skewed(28 * j.place.pace))
    told: Values = {"lab_center": j.place.code, "requested_date": j.on(j.diagnosed + 3)}
    if j.tumor.group == "GIST" and chance.yes(0.35 + 0.5 * j.place.expert):
        _genotype(j, entity_id, reported, told)
    elif entity_id in ALTERATIONS and chance.yes(0.3 + 0.6 * j.place.expert):
        alteration, method = ALTERATIONS[entity_id]
        result = "DETECTED" if chance.yes(0.94) else chance.one(("NOT_DETECTED", "NOT_INFORMATIVE"))
        j.add(
            *("MolecularTest", "reported_date", reported),
            **told,
            method=method,
            gene_or_fusion=alteration,
            result=result,
        )
    j.section("MOLECULAR")


def _genotype(j: Journey, entity_id: str, reported: int, told: Values) -> None:
    kit, pdgfra, kind = GIST_GENOTYPES.draw(j.chance)
    if entity_id != "GIST":
        kit, pdgfra, kind = "WILD_TYPE", "WILD_TYPE", None
    mutated = "KIT" if kit != "WILD_TYPE" else "PDGFRA"
    wild = kit == pdgfra == "WILD_TYPE"
    j.add(
        *("MolecularTest", "reported_date", reported),
        **told,
        method="DNA_NGS",
        gene_or_fusion=f"{mutated} mutation",
        result="NOT_DETECTED" if wild else "DETECTED",
        kit_exon=kit,
        pdgfra_exon=pdgfra if j.chance.yes(j.place.record) else None,
        kit_exon11_kind=kind,
        sdh_status="DEFICIENT" if entity_id == "GIST_SDH" else "INTACT" if wild else None,
    )
