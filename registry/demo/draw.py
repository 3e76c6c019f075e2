"""Draws the demonstration network: pure, seeded, no clock. One seed, one network, to the letter.

Every patient has a chance of their own, so that a center is the same whoever draws it, and however many
cases the others have.
"""

import datetime
from collections.abc import Iterator

from .. import pseudonym
from ..vocabulary import site_group_of
from . import marginals as share
from . import stories
from .chance import Chance
from .description import describe
from .diagnosis import draw_biopsy, draw_imaging, draw_path
from .journey import DATA_CUT, Journey
from .outcome import draw_follow_up, draw_outcome, draw_relapses, draw_status
from .pathology import draw_grade, draw_molecular, draw_reports
from .places import Place, sent_from
from .plan import CasePlan, PatientPlan
from .treatment import draw_boards, draw_local, draw_radiotherapy, draw_surgery, draw_systemic, plan_treatment
from .tumors import tumors

FIRST_DAY = datetime.date(2015, 1, 7).toordinal()
GIVEN_NAMES = ("Alba", "Bruno", "Celia", "Dario", "Elena", "Fabio", "Greta", "Hugo", "Irene", "Jorge", "Luis")
FAMILY_NAMES = ("Demo", "Ejemplo", "Muestra", "Ficticio", "Inventado", "Modelo", "Prueba", "Sintetico")
WALL = {"W": "WALL", "V": "CAVITY_OR_VISCERAL"}


def draw_place(place: Place, cases: int, seed: int) -> Iterator[PatientPlan]:
    """The patients of one center with `cases` cases among them: its stories first, the others drawn."""
    left = cases
    for patient in stories.of(place.code):
        if len(patient.cases) <= left:
            left -= len(patient.cases)
            yield patient
    for number in range(left):
        yield _patient(Chance(f"{seed}/{place.code}/{number}"), place, number)


def _patient(chance: Chance, place: Place, number: int) -> PatientPlan:
    j = _begin(chance, place)
    draw_grade(j)
    draw_path(j)
    plan_treatment(j)
    draw_outcome(j)
    arrived = draw_biopsy(j)
    draw_imaging(j)
    draw_surgery(j)
    draw_radiotherapy(j)
    draw_reports(j)
    draw_molecular(j)
    draw_boards(j)
    draw_local(j)
    draw_systemic(j)
    draw_relapses(j)
    draw_follow_up(j)
    draw_status(j)
    describe(j, arrived)
    case = CasePlan(_public_id(chance), j.case, j.entries)
    return PatientPlan(place.code, _who(chance, j, number), j.patient, [case])


def _begin(chance: Chance, place: Place) -> Journey:
    """Which tumor, where, how large, in whom, and how well the beginning went."""
    tumor = tumors().draw(chance)
    site = tumor.sites.draw(chance)
    topography, wall = site[:5], WALL.get(site[5:])
    diagnosed = FIRST_DAY + int((DATA_CUT - 20 - FIRST_DAY) * chance.random() ** 0.85)
    sender = sent_from(place)
    planned = chance.yes(min(0.97, share.UNTOUCHED.value * (0.6 + place.board)))
    j = Journey(
        chance=chance,
        place=place,
        tumor=tumor,
        sender=sender if chance.yes(0.6) else None,
        diagnosed=diagnosed,
        age=min(93, max(12, round(chance.gauss(tumor.age, 14)))),
        female=chance.yes(tumor.female),
        metastatic=tumor.entity.malignant
        and chance.yes(share.METASTATIC.value * (0.3 + 2.4 * tumor.distant)),
        planned=True,
        discussed=False,
        topography=topography,
        site_group=site_group_of(topography, wall) or "UNKNOWN",
    )
    j.planned = planned or not j.limb or j.metastatic
    j.discussed = j.planned and chance.yes(place.board)
    j.size_mm = min(590, max(8, int(chance.skewed(tumor.size_mm * (1.0 if j.planned else 0.6), 0.55))))
    j.deep = j.planned or chance.yes(0.4)
    if wall:
        j.case["wall_or_cavity"] = wall
    return j


def _who(chance: Chance, j: Journey, number: int) -> dict[str, str]:
    birthday = datetime.date(j.patient["birth_year"], chance.between(1, 12), chance.between(1, 28))
    return {
        "name": f"{chance.one(GIVEN_NAMES)} {chance.one(FAMILY_NAMES)}",
        "birth_date": birthday.isoformat(),
        "record_number": f"D{number:06d}",
    }


def _public_id(chance: Chance) -> str:
    return pseudonym.with_check("".join([chance.one(pseudonym.ALPHABET) for _symbol in range(8)]))
