"""Answers of derivations in words: `High, 55 %`, `T1, a or b not known`."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from . import display
from .derivations import Result
from .derivations.base import Plain, Text
from .derivations.concordance import CLASS_LABELS as CONCORDANCE
from .derivations.gist_afip import RISK_LABELS as AFIP
from .derivations.gist_joensuu import RISK_LABELS as JOENSUU
from .derivations.gist_rupture import CLASS_LABELS as RUPTURE

# Keys of a result's value that people do not read: another says the same, or facts do.
UNREAD = {"score"}
# (key, value) -> what it is called. Codes that people use as they are (G2, IIIA) are not here.
WORDS: dict[tuple[str, Plain], Text] = {
    **{("risk", code): label for code, label in {**AFIP, **JOENSUU}.items()},
    **{("class", code): label for code, label in {**RUPTURE, **CONCORDANCE}.items()},
    ("axes", "BENIGN_MALIGNANT"): _("benign or malignant"),
    ("axes", "TYPE"): _("type"),
    ("axes", "SUBTYPE"): _("subtype"),
    ("axes", "GRADE"): _("grade"),
    ("provisional", True): _("provisional"),
    ("provisional", False): "",
    ("suffix", None): _("a or b not known"),
    ("responder_ge90", "GOOD"): _("good response (≥ 90 %)"),
    ("responder_ge90", "POOR"): _("poor response (≥ 90 %)"),
    ("responder_gt90", "GOOD"): _("good response (> 90 %)"),
    ("responder_gt90", "POOR"): _("poor response (> 90 %)"),
}


def in_words(result: Result) -> str:
    """The value of a result in one line; empty when it has none."""
    told = (_told(key, value) for key, value in result.value.items() if key not in UNREAD)
    return ", ".join(text for text in told if text)


def _told(key: str, value: Plain) -> str:
    if isinstance(value, list):
        return ", ".join(_told(key, one) for one in value)
    if (key, value) in WORDS:
        return str(WORDS[key, value])
    if isinstance(value, int | float):
        return f"{display.number(Decimal(str(value)))} {display.unit(f'_{key}')}".strip()
    return str(value)
