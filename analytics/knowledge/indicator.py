"""What an indicator is: four to six lines of clinical knowledge, and no code."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .criteria import Criterion
from .sources import SOURCES, Source


class Direction(TextChoices):
    """Which way is better. MET always means that the condition is true, wanted or not."""

    UP = "UP", _("higher is better")
    DOWN = "DOWN", _("lower is better")
    MONITOR = "MONITOR", _("to watch, no good direction")


class Area(TextChoices):
    """Where the overview lists it."""

    BOARD = "BOARD", _("Board")
    SURGERY = "SURGERY", _("Surgery")


@dataclass(frozen=True)
class Indicator:
    """One rule over the facts of a case.

    `concerns` all hold for a case it is about, unless one of `excludes` surely holds; `expects` all hold when
    it is met. `documentation`: the missing value is the failure, so unknown is not met. `attribution` is the
    column of `Facts` that says whose figure it is. `benchmark` are published figures, no targets. It shows as
    unreviewed until `reviewed` names who compared it with its sources, and when.
    """

    code: str
    title: str | Promise
    area: Area
    concerns: tuple[Criterion, ...]
    expects: tuple[Criterion, ...]
    source: tuple[str, ...]
    attribution: str
    excludes: tuple[Criterion, ...] = ()
    documentation: bool = False
    direction: Direction = Direction.UP
    target: float | None = None
    target_note: str | Promise = ""
    benchmark: str | Promise = ""
    version: str = "1"
    reviewed: str = ""

    def __post_init__(self) -> None:
        if not self.source or not set(self.source) <= SOURCES.keys():
            raise ValueError(f"{self.code}: an indicator names its sources, by keys of the bibliography.")
        if not self.concerns or not self.expects:
            raise ValueError(f"{self.code}: an indicator says whom it concerns and what it expects.")

    @property
    def unreviewed(self) -> bool:
        """No clinician has compared it with its sources yet."""
        return not self.reviewed

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its entries of the bibliography."""
        return tuple(SOURCES[key] for key in self.source)

    @property
    def citation(self) -> str:
        """Its sources in one line."""
        return "; ".join(str(source) for source in self.sources)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Everything it asks of a case, in the order of evaluation."""
        return self.concerns + self.excludes + self.expects

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it rests on."""
        return tuple(dict.fromkeys(name for criterion in self.criteria for name in criterion.facts))
