"""The centers of the demonstration, unlike each other on purpose, and the people who work there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A center that does not exist.

    `volume`: its part of all cases. `board`: how often a sarcoma board comes before treatment. `record`: how
    often what is known gets entered. `pace`: its waiting times, as a multiple of the usual ones. `expert`:
    how often an expert reads the specimen. `margins`: how often the margin status is stated.
    """

    code: str
    name: str
    country: str
    time_zone: str
    kind: str
    volume: int
    board: float
    record: float
    pace: float
    expert: float
    margins: float


def _place(code: str, name: str, zone: str, kind: str, volume: int, *quality: float) -> Place:
    return Place(code, f"{name} (demo)", code[:2], zone, kind, volume, *quality)


RC, PARTNER, LOCAL = "REFERENCE", "NETWORK_PARTNER", "LOCAL_HOSPITAL"

# The first three are the minimal demonstration. What is wrong where: IT04 is slow, MX01 states few margins,
# BR01 asks for few second opinions, AR01 leaves much unentered, the partners and the local hospital rarely
# discuss a case before treatment.
PLACES = (
    # code, name, time zone, type; volume, board, record, pace, expert, margins
    _place("ES07", "Hospital de la Ribera", "Europe/Madrid", RC, 12, 0.92, 0.97, 0.8, 0.95, 0.98),
    _place("FR02", "Institut des Tumeurs Rares", "Europe/Paris", RC, 14, 0.85, 0.95, 0.9, 0.97, 0.97),
    _place("PE01", "Instituto del Pacífico", "America/Lima", RC, 7, 0.62, 0.86, 1.3, 0.6, 0.88),
    _place("ES03", "Hospital del Alto Valle", "Europe/Madrid", RC, 8, 0.78, 0.93, 1.0, 0.85, 0.95),
    _place("ES11", "Hospital Comarcal del Norte", "Europe/Madrid", LOCAL, 2, 0.2, 0.8, 1.2, 0.3, 0.8),
    _place("FR05", "Centre du Littoral", "Europe/Paris", PARTNER, 5, 0.66, 0.92, 1.0, 0.9, 0.93),
    _place("IT01", "Istituto San Rocco", "Europe/Rome", RC, 11, 0.88, 0.94, 0.9, 0.93, 0.96),
    _place("IT04", "Ospedale delle Colline", "Europe/Rome", RC, 5, 0.7, 0.9, 1.8, 0.8, 0.94),
    _place("MX01", "Instituto del Anáhuac", "America/Mexico_City", RC, 9, 0.68, 0.88, 1.2, 0.7, 0.72),
    _place("MX03", "Hospital del Bajío Azul", "America/Mexico_City", PARTNER, 3, 0.35, 0.82, 1.4, 0.4, 0.8),
    _place("BR01", "Hospital da Serra Clara", "America/Sao_Paulo", RC, 10, 0.75, 0.9, 1.1, 0.42, 0.92),
    _place("BR02", "Hospital do Recôncavo Novo", "America/Bahia", PARTNER, 4, 0.4, 0.84, 1.4, 0.35, 0.84),
    _place(
        "AR01", "Instituto del Estuario", "America/Argentina/Buenos_Aires", RC, 7, 0.72, 0.68, 1.1, 0.75, 0.9
    ),
    _place(
        "CR01", "Hospital del Valle Central", "America/Costa_Rica", PARTNER, 3, 0.5, 0.86, 1.2, 0.55, 0.88
    ),
)
MINIMAL = 3
BY_CODE = {place.code: place for place in PLACES}


def shared_out(cases: int, places: tuple[Place, ...]) -> dict[str, int]:
    """How many of the cases each place has, by volume; they add up."""
    total = sum(place.volume for place in places)
    counts, done, volume = {}, 0, 0
    for place in places:
        volume += place.volume
        counts[place.code] = cases * volume // total - done
        done += counts[place.code]
    return counts


def sent_from(place: Place) -> str | None:
    """The hospital of the network that sends patients there: a partner in the same country, or none."""
    others = [one.code for one in PLACES if one.country == place.country and one.kind != RC]
    return next((code for code in others if code != place.code), None)
