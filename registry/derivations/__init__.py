"""Published algorithms as pure functions over plain values; one file each, tables as data.

`DERIVATIONS` holds each by name; `case.derive` chains them for one case; `worked_cases.run_cases` checks them
against a file of worked cases. A result says what it rests on, what is missing, and where the rule stands.
"""

from .ajcc8_sts_stage import stage
from .ajcc8_sts_t import t_category
from .base import Fact, Outcome, Reason, Result
from .derivation import Derivation
from .fnclcc import grade
from .mitoses import normalize
from .readers import InvalidInput

DERIVATIONS: dict[str, Derivation] = {rule.name: rule for rule in (normalize, grade, t_category, stage)}

# Described in the clinical reference, not in this product yet: counted apart, never as passed.
NOT_BUILT = frozenset(
    {
        "AJCC8_GIST_T",
        "AJCC8_GIST_STAGE",
        "AJCC8_BONE_T_APPENDICULAR",
        "AJCC8_BONE_T_PELVIS",
        "AJCC8_BONE_T_SPINE",
        "AJCC8_BONE_STAGE",
        "ENNEKING",
        "GIST_AFIP",
        "GIST_JOENSUU",
        "HUVOS",
        "GIST_RUPTURE",
        "INTERVALS_DAYS",
        "CONCORDANCE",
    }
)

__all__ = ["DERIVATIONS", "NOT_BUILT", "Derivation", "Fact", "InvalidInput", "Outcome", "Reason", "Result"]
