"""How a model hangs on a center and on a case: what `access.scope` follows."""

from dataclasses import dataclass

from .permissions import Permission


@dataclass(frozen=True)
class Reach:
    """Declared on a model as `reach`.

    `center` is the query path to its center, `case` the path to its case where it has one ("pk" for the
    object itself), `sight` the permission that makes it visible at all: without it the object does not
    exist for a person (404), with it but without the right asked for it is refused (403).
    """

    center: str
    sight: Permission
    case: str | None = None
