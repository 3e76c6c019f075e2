"""Numbers as they are written: in full, or refused."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from .cells import Cell
from .problems import Refusal

LONGEST = 15  # digits; beyond them spreadsheets and JSON readers have rounded already
WRITTEN = {mark: re.compile(rf"[+-]?[0-9]+({re.escape(mark)}[0-9]+)?") for mark in (".", ",")}


def exact(cell: Cell, mark: str = ".") -> Decimal:
    """A number written in full: no thousands separators, no units, no exponent. Raises Refusal."""
    if isinstance(cell, Decimal):
        number = cell
    elif isinstance(cell, str) and WRITTEN[mark].fullmatch(cell.strip()):
        number = Decimal(cell.strip().replace(",", "."))
    else:
        raise Refusal("number", _("is not a number written as %s") % f"12{mark}5")
    if number.adjusted() >= LONGEST:
        raise Refusal("range", _("has more than %s digits") % LONGEST)
    return number


def whole(number: Decimal) -> int:
    """The number without a fraction, which it must not have. Raises Refusal."""
    if number != number.to_integral_value():
        raise Refusal("number", _("is not a whole number"))
    return int(number)


def days(number: Decimal, factor: Decimal) -> int:
    """Whole days: those that are counted in days exactly, other units rounded. Raises Refusal."""
    counted = number * factor
    return whole(counted) if factor == 1 else int(counted.to_integral_value(ROUND_HALF_UP))
