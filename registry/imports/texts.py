"""Texts as they are written, and lists written as one text. What a spreadsheet has spoiled is refused."""

import ast
import datetime
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .cells import Cell, Unreadable, shown
from .numbers import exact, whole
from .problems import Refusal

LISTED = "[]"  # the `split` of a cell that may hold a list as Python writes it
# What a text looks like that was something else: its code, and what to say. A lone mark is a text.
SPOILED = (
    (re.compile(r"[=@]|[+-][A-Za-z(]"), "formula", gettext_lazy("begins as a formula does")),
    (
        re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]{2}$", re.IGNORECASE),
        "number",
        gettext_lazy("is a number that a spreadsheet has rounded: format the column as text, fill it again"),
    ),
    (
        re.compile(r"\[\s*['\"]"),
        "list",
        gettext_lazy('is a list written as one text: say split = "[]" in the mapping'),
    ),
)
NAMED = 12  # words of a list that a refusal repeats
DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INVISIBLE = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")  # Unicode categories that nobody sees in a text


def as_text(cell: Cell) -> str:
    """The cell as a text to keep, such as an id. Raises Refusal for what is not written as text."""
    if isinstance(cell, Unreadable):
        raise Refusal(cell.code, cell.reason)
    if isinstance(cell, datetime.datetime):
        raise Refusal("text", _("is stored as a date where a text is expected"))
    if isinstance(cell, bool):
        raise Refusal("text", _("is true or false where a text is expected"))
    if isinstance(cell, Decimal):
        return str(whole(exact(cell)))
    text = shown(cell)
    if any(unicodedata.category(character) in INVISIBLE for character in text):
        raise Refusal("text", _("holds line breaks or characters that nobody sees"))
    for pattern, code, reason in SPOILED:
        if pattern.match(text):
            raise Refusal(code, reason)
    return text


def parts(cell: Cell, split: str) -> list[Cell]:
    """The values of one cell: of a JSON list, or of a text by its mark. Raises Refusal."""
    if isinstance(cell, list):
        return cell
    if not split or not isinstance(cell, str):
        return [cell]
    if split != LISTED:
        return list(cell.split(split))
    return _listed(cell) if cell.strip().startswith("[") else [cell]


def not_listed(text: str, known: Sequence[str]) -> str:
    """What to say of a word that is not in a closed list."""
    if DATED.fullmatch(text):
        return _("is a date where a code is expected: a spreadsheet makes 8858-03-01 of 8858/3")
    return _("is not among the values of the mapping: %s") % in_short(known)


def in_short(words: Sequence[str]) -> str:
    """The words of a list; of a long one the first, and how many more there are."""
    named, more = ", ".join(words[:NAMED]), len(words) - NAMED
    return _("%(words)s and %(more)s more") % {"words": named, "more": more} if more > 0 else named


def _listed(text: str) -> list[Cell]:
    try:
        found = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise Refusal("list", _("is not a list of texts written as %s") % "['a', 'b']")
    return list(found)
