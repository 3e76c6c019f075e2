"""One case on its way: what was drawn of it so far, and how much of that gets into the record."""

import datetime
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ..dates import PartialDate, Precision
from .chance import Chance
from .places import Place
from .plan import Values
from .tumors import Tumor

DATA_CUT = datetime.date(2026, 6, 30).toordinal()


@cache
def exactly(day: int) -> PartialDate:
    """A day (its ordinal number) as the record holds it."""
    return PartialDate(datetime.date.fromordinal(day))


@cache
def in_month(day: int) -> PartialDate:
    """The month of a day, the day itself unknown."""
    date = datetime.date.fromordinal(day)
    return PartialDate(date.replace(day=15), Precision.MONTH)


@dataclass(slots=True)
class Journey:
    """Days are ordinal numbers. `end`: death or the data cut; what would come later never happened.

    `discussed`: a sarcoma board came before treatment; `planned`: no operation came before the diagnosis.
    """

    chance: Chance
    place: Place
    tumor: Tumor
    sender: str | None
    diagnosed: int
    age: int
    female: bool
    metastatic: bool
    planned: bool
    discussed: bool
    topography: str
    site_group: str
    size_mm: int = 0
    grade: int | None = None
    deep: bool = True
    mitoses: int = 0
    necrosis: str = "0"
    margin: str = "R0"
    rupture: str = "NONE"
    seen: int = 0
    treated: int = DATA_CUT
    operated: int | None = None
    relapsed_locally: int | None = None
    spread: int | None = None
    end: int = DATA_CUT
    died: bool = False
    case: Values = field(default_factory=dict)
    patient: Values = field(default_factory=dict)
    entries: list[tuple[str, Values]] = field(default_factory=list)
    complete: set[str] = field(default_factory=set)

    @property
    def limb(self) -> bool:
        """Soft tissue of limb or trunk wall, where a lump is cut out by mistake."""
        return self.tumor.group == "STS" and self.site_group in ("UPPER_LIMB", "LOWER_LIMB", "TRUNK_WALL")

    @property
    def high_grade(self) -> bool:
        return self.grade is not None and self.grade > 1

    @property
    def risky(self) -> bool:
        """A GIST of high risk: large, dividing or ruptured, sooner outside the stomach (clinical.md 3.8)."""
        dividing, large = self.mitoses > 5, self.size_mm > 50
        worst = self.mitoses > 10 or self.size_mm > 100 or self.rupture != "NONE" or (dividing and large)
        return worst or (self.site_group != "GI_STOMACH" and (dividing or large))

    def on(self, day: int, *, vague: float = 1.0) -> PartialDate:
        """The date as it was entered: to the month only now and then, more often where records are poor."""
        if self.chance.yes((1 - self.place.record) * 0.4 * vague):
            return in_month(day)
        return exactly(day)

    def add(self, kind: str, when: str, day: int, **values: Any) -> int | None:
        """An entry dated by its field `when`; returns its place in the case, or None when it never came.

        Values of None are left out.
        """
        if day > self.end:
            return None
        kept = {name: value for name, value in values.items() if value is not None}
        kept[when] = self.on(day)
        self.entries.append((kind, kept))
        return len(self.entries) - 1

    def known(self, value: str) -> str | None:
        """A code as it was entered: itself, unknown, or not at all."""
        if self.chance.yes(self.place.record):
            return value
        return "UNKNOWN" if self.chance.yes(0.5) else None

    def told(self, name: str, value: Any) -> None:
        """A number or date of the case, entered or declared unknown, or neither."""
        if self.chance.yes(self.place.record):
            self.case[name] = value
        elif self.chance.yes(0.5):
            self.case.setdefault("missing", {})[name] = "UNKNOWN"

    def yes_no(self, share: float) -> str | None:
        """Y or N, as far as it was entered."""
        return self.known("Y" if self.chance.yes(share) else "N")

    def section(self, code: str) -> None:
        """Somebody says that all rows of a section are entered, more surely where records are kept well."""
        if self.chance.yes(self.place.record):
            self.complete.add(code)
