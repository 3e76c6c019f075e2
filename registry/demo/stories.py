"""Stories."""
from collections.abc import Iterator
from .plan import PatientPlan
def of(code: str) -> Iterator[PatientPlan]:
    yield from ()
