"""Clinical knowledge of quality: sources, named criteria, indicators."""

from .indicator import Area, Direction, Indicator
from .indicators import INDICATORS

__all__ = ["INDICATORS", "Area", "Direction", "Indicator"]
