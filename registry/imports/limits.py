"""How large a file may be, so that none takes the process down. Counted while it is read, not afterwards."""

from django.utils.translation import gettext as _

from .problems import Unusable

BYTES = 20 * 1024 * 1024
ROWS = 50_000  # each is about 12 kB of cases and entries in memory
COLUMNS = 2_000
CELLS = 2_000_000
UNPACKED = 150 * 1024 * 1024  # bytes of a workbook's parts together
PARTS = 2_000


def check_bytes(content: bytes) -> None:
    """Raises Unusable when the file is too large."""
    if len(content) > BYTES:
        raise Unusable(_("The file is larger than %s MB.") % (BYTES // 1024 // 1024))


class Tally:
    """Counts what a file holds while it is read."""

    def __init__(self) -> None:
        self.rows = self.cells = 0

    def add(self, cells: int) -> None:
        """Counts one row, or one record. Raises Unusable when it is too much."""
        self.rows += 1
        self.cells += cells
        if cells > COLUMNS:
            raise Unusable(_("The file has more than %s columns.") % COLUMNS)
        if self.cells > CELLS:
            raise Unusable(_("The file has more than %s cells.") % CELLS)
        if self.rows > ROWS + 1:  # the header is one
            raise Unusable(_("The file has more than %s rows.") % ROWS)
