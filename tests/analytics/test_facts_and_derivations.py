"""One definition of the first treatment: facts bound it in SQL, intervals measure to it in Python."""

from analytics.facts.refresh import refresh
from analytics.jobs import rebuilding
from centers.actions import Actor
from registry.case_values import read_cases
from registry.dates import PartialDate, Precision
from registry.derivations.chains.milestones import milestones
from registry.models import Case
from tests.world import World

from .random_cases import write_cases


def test_the_first_treatment_of_intervals_lies_within_the_bounds_of_facts(
    world: World, installation: Actor
) -> None:
    ids = [case.pk for case in write_cases(world.madrid, seed=11, n=400)]
    with rebuilding():
        refresh(ids)
    told = 0
    cases = Case.objects.filter(pk__in=ids).select_related("patient", "facts")
    for case, inputs in read_cases(list(cases)):
        first = milestones(inputs)["first_treatment"]
        if not isinstance(first, PartialDate) or first.precision is Precision.YEAR:
            continue
        told += 1
        assert case.facts.treatment_from <= first.date <= case.facts.treatment_by, (case.pk, inputs.course)
    assert told > 50
