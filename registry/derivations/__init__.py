"""Published algorithms as pure functions over plain values; one file each, tables as data.

`DERIVATIONS` holds each by name; `case.derive` chains them for one case; `worked_cases.run_cases` checks them
against a file of worked cases. A result says what it rests on, what is missing, and where the rule stands.
"""

from django.utils.translation import gettext_lazy as _

from .ajcc8_bone_stage import bone_stage
from .ajcc8_bone_t_appendicular import bone_t_appendicular
from .ajcc8_bone_t_pelvis import bone_t_pelvis
from .ajcc8_bone_t_spine import bone_t_spine
from .ajcc8_gist_stage import gist_stage
from .ajcc8_gist_t import gist_t
from .ajcc8_sts_stage import stage
from .ajcc8_sts_t import t_category
from .base import Fact, Outcome, Reason, Result, Text
from .concordance import concordance
from .derivation import Derivation
from .enneking import enneking
from .fnclcc import grade
from .gist_afip import gist_afip
from .gist_joensuu import gist_joensuu
from .gist_rupture import gist_rupture
from .huvos import huvos
from .intervals import days_between
from .mitoses import normalize
from .readers import InvalidInput

# By tumor group, in the order in which people read them.
GROUPS: tuple[tuple[Text, tuple[Derivation, ...]], ...] = (
    (_("Soft tissue"), (grade, stage, t_category, normalize)),
    (
        _("Bone"),
        (bone_stage, bone_t_appendicular, bone_t_pelvis, bone_t_spine, enneking, huvos),
    ),
    ("GIST", (gist_joensuu, gist_afip, gist_rupture, gist_stage, gist_t)),
    (_("Every tumor"), (concordance, days_between)),
)
DERIVATIONS: dict[str, Derivation] = {rule.name: rule for _group, rules in GROUPS for rule in rules}

__all__ = ["DERIVATIONS", "GROUPS", "Derivation", "Fact", "InvalidInput", "Outcome", "Reason", "Result"]
