"""Facts: one stored row per case, each column one named expression over the record."""

from . import board, case, course, report, surgery, treatment
from .fact import Fact

# In this order: a formula may build on facts named before it.
FACTS: dict[str, Fact] = {
    fact.name: fact for module in (case, report, surgery, treatment, board, course) for fact in module.FACTS
}

__all__ = ["FACTS", "Fact"]
