"""What the demonstration network is made of: places, people, and how often things happen.

Shares are orders of magnitude from clinical.md section 5 (NET17, NET19, NET-R), not estimates.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A center; `care` (0 to 1) is how often it keeps to the pathway, on purpose unlike others."""

    code: str
    name: str
    country: str
    time_zone: str
    care: float


PLACES = (
    Place("ES07", "Hospital de la Ribera (demo)", "ES", "Europe/Madrid", 0.9),
    Place("FR02", "Institut des Tumeurs Rares (demo)", "FR", "Europe/Paris", 0.8),
    Place("PE01", "Instituto del Pacífico (demo)", "PE", "America/Lima", 0.65),
)

# name, address, role, code of the center (None: network)
PEOPLE: tuple[tuple[str, str, str, str | None], ...] = (
    ("Ana Ruiz", "ana", "CENTER_CLINICIAN", "ES07"),
    ("Diego Salas", "diego", "DATA_MANAGER", "ES07"),
    ("Lucía Vega", "lucia", "CENTER_LEAD", "ES07"),
    ("Camille Moreau", "camille", "CENTER_CLINICIAN", "FR02"),
    ("Pedro Quispe", "pedro", "CENTER_CLINICIAN", "PE01"),
    ("Rosa Huamán", "rosa", "DATA_MANAGER", "PE01"),
    ("Paula Ferrer", "paula", "EXPERT_PATHOLOGIST", None),
    ("Pia Lindner", "pia", "PATHOLOGY_COORDINATOR", None),
    ("Carla Conti", "carla", "BOARD_CHAIR", None),
    ("Bruno Alves", "bruno", "BOARD_COORDINATOR", None),
    ("Mina Duarte", "mina", "BOARD_MEMBER", None),
    ("Nora Nowak", "nora", "NETWORK_COORDINATOR", None),
    ("Marta Costa", "marta", "MONITOR", None),
    ("Sara Prieto", "sara", "PATIENT_ORGANISATION", None),
    ("Olga Brandt", "olga", "PLATFORM_ADMINISTRATOR", None),
)
DOMAIN = "demo.example.org"
PASSWORD = "one sarcoma network"  # noqa: S105  of people who do not exist, in a database that holds nothing real


@dataclass(frozen=True)
class Tumor:
    """An entity at a site, with how often it comes and how large, graded and dangerous it tends to be."""

    weight: int
    group: str
    entity: str
    topography: str
    size_mm: tuple[int, int]
    grades: str
    hazard: float  # of death, per year
    differentiation: str | None = None
    wall: str | None = None


TUMORS = (
    Tumor(9, "STS", "DDLPS", "C48.0", (60, 320), "2233", 0.16, "3"),
    Tumor(7, "STS", "WDLPS", "C48.0", (80, 350), "1", 0.03, "1"),
    Tumor(8, "STS", "UPS", "C49.2", (30, 180), "2333", 0.15, "3"),
    Tumor(8, "STS", "MFS", "C49.1", (20, 130), "1223", 0.07, "2"),
    Tumor(7, "STS", "LMS", "C49.2", (30, 160), "2233", 0.14, "2"),
    Tumor(5, "STS", "LMS", "C48.0", (50, 220), "2233", 0.17, "2"),
    Tumor(5, "STS", "MLPS", "C49.2", (50, 200), "1223", 0.06, "2"),
    Tumor(5, "STS", "SS", "C49.2", (15, 120), "2333", 0.12, "3"),
    Tumor(3, "STS", "EPIS", "C49.1", (10, 60), "3", 0.14),
    Tumor(3, "STS", "AS", "C49.0", (10, 70), "3", 0.3),
    Tumor(2, "STS", "LMS", "C49.4", (40, 160), "2233", 0.15, "2", "WALL"),
    Tumor(14, "GIST", "GIST", "C16.9", (15, 200), "", 0.04),
    Tumor(6, "GIST", "GIST", "C17.1", (20, 160), "", 0.06),
    Tumor(7, "BS", "OS_CONV", "C40.2", (40, 160), "3", 0.13),
    Tumor(5, "BS", "EWS", "C41.4", (50, 180), "3", 0.15),
    Tumor(4, "BS", "CS_G23", "C41.4", (50, 170), "2", 0.07),
)
R_STATUS = {True: ("R0", 75, "R1", 18, "R2", 3, "RX", 4), False: ("R0", 45, "R1", 30, "R2", 12, "RX", 13)}
