from .facts import Facts
from .tally import Tally

__all__ = ["Facts", "Tally"]
