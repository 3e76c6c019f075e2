"""What can be wrong with a file, in words that name line, column, value and reason."""

from dataclasses import dataclass


class Unusable(Exception):
    """The file or the mapping as a whole cannot be used. The message is for people."""


class Refusal(Exception):
    """A value that cannot be taken over. `code` is for machines, the message for people."""

    def __init__(self, code: str, reason: object) -> None:
        self.code, self.reason = code, str(reason)
        super().__init__(self.reason)


DISAGREEMENT = "disagreement"
# Problems that are listed and do not stop the import: the record keeps what it has.
NOTES = frozenset({DISAGREEMENT, "held", "unused", "voided", "check"})


@dataclass(frozen=True)
class Origin:
    """Where in its row a value comes from; both empty for a constant."""

    column: str = ""
    value: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a row, or worth a look. `field` is the target, as in `case.depth`.

    Of a disagreement, in words: what the file `says`, what the record `keeps`, and in which `entry`.
    """

    column: str
    value: str
    field: str
    code: str
    reason: str
    says: str = ""
    keeps: str = ""
    entry: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the row, and with it the file, cannot be imported."""
        return self.code not in NOTES


def problem(origin: Origin, field: str, refusal: Refusal) -> Problem:
    """The refusal of one value, with its place."""
    return Problem(origin.column, origin.value, field, refusal.code, refusal.reason)
