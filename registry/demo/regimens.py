"""How each kind of tumor is treated in the demonstration. Shares without a source are design."""

from dataclasses import dataclass, field

from .chance import Mix


@dataclass(frozen=True)
class Care:
    """A plan of treatment.

    `before` and `after`: regimen of systemic therapy around the operation and how many of the localized cases
    get it. `radiation`: share of deep tumors of high grade that are irradiated, and of those before surgery.
    `lines`: regimens of advanced disease, in their order.
    """

    procedures: "Mix[str]"
    before: tuple[str, float] | None = None
    after: tuple[str, float] | None = None
    radiation: tuple[float, float] = (0.0, 0.0)
    lines: tuple[str, ...] = ("DOXO", "PAZOPANIB")
    watched: float = 0.0


_LIMB = {"WIDE_EXCISION": 80.0, "LOCAL_EXCISION": 11.0, "COMPARTMENTECTOMY": 3.0, "AMPUTATION": 6.0}
_SIMPLE = {"WIDE_EXCISION": 60.0, "LOCAL_EXCISION": 40.0}
_BONE = {"BONE_RESECTION_ENDOPROSTHESIS": 70.0, "BONE_RESECTION_ALLOGRAFT": 16.0}
_BONE |= {"AMPUTATION": 8.0, "ROTATIONPLASTY": 2.0, "HEMIPELVECTOMY_INT": 4.0}

CARE = {
    "SOFT": Care(
        Mix(_LIMB),
        ("DOXO_IFO", 0.14),
        ("DOXO_IFO", 0.1),
        (0.68, 0.35),
        ("DOXO", "GEM_DOC", "TRAB", "PAZOPANIB"),
    ),
    "BELLY": Care(
        Mix({"EN_BLOC_MULTIVISCERAL": 75.0, "WIDE_EXCISION": 25.0}),
        ("DOXO_IFO", 0.1),
        None,
        (0.14, 0.9),
        ("DOXO", "TRAB", "ERIBULIN"),
    ),
    "VASCULAR": Care(
        Mix(_SIMPLE), ("PACLITAXEL", 0.2), None, (0.5, 0.1), ("PACLITAXEL", "DOXO", "PAZOPANIB")
    ),
    "SIMPLE": Care(Mix(_SIMPLE), radiation=(0.15, 0.2)),
    "WATCH": Care(Mix(_SIMPLE), lines=("VINB_MTX", "PAZOPANIB"), watched=0.65),
    "ROUND": Care(
        Mix({**_LIMB, **_BONE}),
        ("VDC_IE", 0.94),
        ("VDC_IE", 0.9),
        (0.55, 0.3),
        ("IRI_TEM", "TOPO_CYC", "IFO_HD"),
    ),
    "OSTEO": Care(Mix(_BONE), ("MAP", 0.93), ("MAP", 0.92), lines=("IFO_HD", "GEM_DOC")),
    "BONE": Care(Mix(_BONE), radiation=(0.12, 0.1), lines=("DOXO", "PAZOPANIB")),
    "CURETTAGE": Care(Mix({"INTRALESIONAL_CURETTAGE": 85.0, "WIDE_EXCISION": 15.0}), watched=0.1),
    "GIST": Care(
        Mix({"GASTRIC_WEDGE": 1.0}),
        ("IMATINIB", 0.08),
        ("IMATINIB", 0.9),
        lines=("IMATINIB", "SUNITINIB", "REGORAFENIB", "RIPRETINIB"),
    ),
}
GIST_PROCEDURES = {
    "GI_STOMACH": Mix({"GASTRIC_WEDGE": 80.0, "GASTRECTOMY": 14.0, "ENDOSCOPIC_RESECTION": 6.0}),
    "GI_DUODENUM": Mix({"DUODENAL_LOCAL": 65.0, "WHIPPLE": 35.0}),
    "GI_RECTUM": Mix({"APR_LAR": 70.0, "RECTAL_LOCAL": 30.0}),
}
OTHER_BOWEL = Mix({"SEGMENTAL_BOWEL": 90.0, "EN_BLOC_MULTIVISCERAL": 10.0})


@dataclass(frozen=True)
class Regimen:
    """Drugs by their id in the vocabulary, days of one cycle, and the usual number of cycles; tablets have no
    cycles."""

    drugs: tuple[str, ...]
    days: int = 21
    cycles: int = 0
    kind: str = "CHEMO"
    daily_mg: int | None = None
    planned_months: dict[str, int] = field(default_factory=dict)


REGIMENS = {
    "DOXO": Regimen(("DOXORUBICIN",), 21, 6),
    "DOXO_IFO": Regimen(("DOXORUBICIN", "IFOSFAMIDE"), 21, 4),
    "GEM_DOC": Regimen(("DOCETAXEL", "GEMCITABINE"), 21, 5),
    "TRAB": Regimen(("TRABECTEDIN",), 21, 6),
    "ERIBULIN": Regimen(("ERIBULIN",), 21, 4),
    "PACLITAXEL": Regimen(("PACLITAXEL",), 28, 5),
    "PAZOPANIB": Regimen(("PAZOPANIB",), 150, 0, "TARGETED", 800),
    "VINB_MTX": Regimen(("METHOTREXATE", "VINBLASTINE"), 14, 20),
    "VDC_IE": Regimen(("CYCLOPHOSPHAMIDE", "DOXORUBICIN", "ETOPOSIDE", "IFOSFAMIDE", "VINCRISTINE"), 14, 7),
    "IRI_TEM": Regimen(("IRINOTECAN", "TEMOZOLOMIDE"), 21, 5),
    "TOPO_CYC": Regimen(("CYCLOPHOSPHAMIDE", "TOPOTECAN"), 21, 4),
    "IFO_HD": Regimen(("IFOSFAMIDE",), 21, 4),
    "MAP": Regimen(("CISPLATIN", "DOXORUBICIN", "METHOTREXATE"), 35, 2),
    "IMATINIB": Regimen(("IMATINIB",), 900, 0, "TARGETED", 400, {"ADJUVANT": 36, "NEOADJUVANT": 6}),
    "SUNITINIB": Regimen(("SUNITINIB",), 210, 0, "TARGETED", 37),
    "REGORAFENIB": Regimen(("REGORAFENIB",), 150, 0, "TARGETED", 160),
    "RIPRETINIB": Regimen(("RIPRETINIB",), 180, 0, "TARGETED", 150),
}
