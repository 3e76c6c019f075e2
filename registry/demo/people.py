"""The people of the demonstration. Nobody of that name is meant; all share one password."""

from dataclasses import dataclass

DOMAIN = "demo.example.org"
PASSWORD = "one sarcoma network"  # noqa: S105  of people who do not exist, in a database that holds nothing real


@dataclass(frozen=True)
class Person:
    """A person with one role. `place` is the code of a center, or None for the network. `guide`: named when
    the demonstration starts."""

    name: str
    address: str
    role: str
    place: str | None = None
    guide: bool = False

    @property
    def email(self) -> str:
        return f"{self.address}@{DOMAIN}"


_CLINICIAN, _MANAGER, _LEAD = "CENTER_CLINICIAN", "DATA_MANAGER", "CENTER_LEAD"

_GUIDES: tuple[tuple[str, str, str, str | None], ...] = (
    ("Ana Ruiz", "ana", _CLINICIAN, "ES07"),
    ("Diego Salas", "diego", _MANAGER, "ES07"),
    ("Lucía Vega", "lucia", _LEAD, "ES07"),
    ("Camille Moreau", "camille", _CLINICIAN, "FR02"),
    ("Pedro Quispe", "pedro", _CLINICIAN, "PE01"),
    ("Rosa Huamán", "rosa", _MANAGER, "PE01"),
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
_OTHERS: tuple[tuple[str, str, str, str | None], ...] = (
    ("Julien Petit", "julien", _MANAGER, "FR02"),
    ("Élise Garnier", "elise", _LEAD, "FR02"),
    ("Inés Paredes", "ines", _LEAD, "PE01"),
    ("Marcos Gil", "marcos", _CLINICIAN, "ES03"),
    ("Nuria Campos", "nuria", _MANAGER, "ES03"),
    ("Teresa Lara", "teresa", _LEAD, "ES03"),
    ("Raúl Ibarra", "raul", _CLINICIAN, "ES11"),
    ("Hugo Lefèvre", "hugo", _CLINICIAN, "FR05"),
    ("Manon Roux", "manon", _LEAD, "FR05"),
    ("Giulia Ferri", "giulia", _CLINICIAN, "IT01"),
    ("Matteo Riva", "matteo", _MANAGER, "IT01"),
    ("Chiara Sala", "chiara", _LEAD, "IT01"),
    ("Luca Bassi", "luca", _CLINICIAN, "IT04"),
    ("Elena Gatti", "elena", _LEAD, "IT04"),
    ("Andrés Luna", "andres", _CLINICIAN, "MX01"),
    ("Ximena Soto", "ximena", _MANAGER, "MX01"),
    ("Gabriela Mora", "gabriela", _LEAD, "MX01"),
    ("Óscar Peña", "oscar", _CLINICIAN, "MX03"),
    ("Beatriz Nunes", "beatriz", _CLINICIAN, "BR01"),
    ("Caio Rocha", "caio", _MANAGER, "BR01"),
    ("Helena Prado", "helena", _LEAD, "BR01"),
    ("Davi Teles", "davi", _CLINICIAN, "BR02"),
    ("Sofía Ríos", "sofia", _CLINICIAN, "AR01"),
    ("Tomás Funes", "tomas", _LEAD, "AR01"),
    ("Valeria Castro", "valeria", _CLINICIAN, "CR01"),
    ("Kenneth Vargas", "kenneth", _LEAD, "CR01"),
    ("Olivier Blanc", "olivier", "EXPERT_PATHOLOGIST", None),
    ("Renata Dias", "renata", "EXPERT_PATHOLOGIST", None),
    ("Stefano Neri", "stefano", "BOARD_MEMBER", None),
    ("Laura Méndez", "laura", "BOARD_MEMBER", None),
    ("Joana Freitas", "joana", "MONITOR", None),
)
PEOPLE = (
    *(Person(*row, guide=True) for row in _GUIDES),
    *(Person(*row) for row in _OTHERS),
)
