"""One small world, built through services alone, in which every test lives.

ES07 Madrid   Ana, clinician · Diego, data manager · Lucia, lead
              thigh: STS, operated R0, discussed before · stomach: GIST, nothing entered yet
PE01 Lima     Pedro, clinician
              femur: bone sarcoma, operated, radiotherapy, relapse, follow-up
network       Nora, coordinator · Marta, monitor · Paula, expert pathologist · Olga, platform administrator
              Carla, chair · Bruno, board coordinator · Mina, board member · Pia, pathology coordinator
              Sara, patient organization
nowhere       Zoe: an account without any role
"""

import datetime
from dataclasses import dataclass
from typing import Any

from centers.actions import System, action
from centers.commands import acting
from centers.models import Center, Network, User
from centers.permissions import Permission
from centers.services.people import invite
from centers.services.places import add_center, found_network
from registry.dates import PartialDate
from registry.identity import Identity
from registry.models import (
    BoardDiscussion,
    Case,
    FollowUp,
    PathologyReport,
    Radiotherapy,
    Recurrence,
    Surgery,
    SystemicLine,
)
from registry.models.base import Entry
from registry.records import Values
from registry.services.cases import register_case
from registry.services.entries import add_entry

PEOPLE = {
    "ana": ("ES07", "CENTER_CLINICIAN"),
    "diego": ("ES07", "DATA_MANAGER"),
    "lucia": ("ES07", "CENTER_LEAD"),
    "pedro": ("PE01", "CENTER_CLINICIAN"),
    "nora": (None, "NETWORK_COORDINATOR"),
    "marta": (None, "MONITOR"),
    "paula": (None, "EXPERT_PATHOLOGIST"),
    "pia": (None, "PATHOLOGY_COORDINATOR"),
    "carla": (None, "BOARD_CHAIR"),
    "bruno": (None, "BOARD_COORDINATOR"),
    "mina": (None, "BOARD_MEMBER"),
    "sara": (None, "PATIENT_ORGANISATION"),
    "olga": (None, "PLATFORM_ADMINISTRATOR"),
}
SYSTEM = System("test")


def day(text: str) -> PartialDate:
    """`day("2024-03")`: a date of the precision it is written with."""
    return PartialDate.parse(text)


@dataclass
class World:
    """The named places, people and cases."""

    network: Network
    madrid: Center
    lima: Center
    people: dict[str, User]
    cases: dict[str, Case]

    def __getattr__(self, name: str) -> Any:
        for named in (self.__dict__.get("people", {}), self.__dict__.get("cases", {})):
            if name in named:
                return named[name]
        raise AttributeError(name)

    @classmethod
    def build(cls) -> "World":
        """Builds it in the current database."""
        with acting(None) as system:
            network = found_network(actor=system, name="Test network")
            places: dict[str | None, Center | Network] = {None: network}
            for code, name, country, zone in (
                ("ES07", "Madrid", "ES", "Europe/Madrid"),
                ("PE01", "Lima", "PE", "America/Lima"),
            ):
                places[code] = add_center(
                    actor=system, network=network, code=code, name=name, country=country, time_zone=zone
                )
            people = {"zoe": User.objects.create_user("zoe@example.org", name="Zoe Nowhere")}
        for name, (code, role) in PEOPLE.items():
            with acting(None) as system:
                email = f"{name}@example.org"
                membership = invite(
                    actor=system, place=places[code], email=email, name=f"{name.title()} Test", role=role
                )
                people[name] = membership.user
        madrid, lima = places["ES07"], places["PE01"]
        assert isinstance(madrid, Center)
        assert isinstance(lima, Center)
        cases = {
            "thigh": _thigh(people["ana"], madrid),
            "stomach": _stomach(people["ana"], madrid),
            "femur": _femur(people["pedro"], lima),
        }
        return cls(network, madrid, lima, people, cases)

    @classmethod
    def load(cls) -> "World":
        """The world as the database holds it, fresh objects each time."""
        with acting(None):
            network = Network.objects.get()
            people = {user.email.split("@")[0]: user for user in User.objects.all()}
            keys = {"DDLPS": "thigh", "GIST": "stomach", "OS_CONV": "femur"}
            cases = {
                keys[str(case.entity_id)]: case for case in Case.objects.select_related("center", "patient")
            }
            centers = {center.code: center for center in Center.objects.all()}
            return cls(network, centers["ES07"], centers["PE01"], people, cases)


@action("test.entered", Permission.EDIT_CASE)
def enter(*, actor: User, case: Case, entries: dict[type[Entry], dict[str, Any]]) -> None:
    """Several entries in one action, after which what is derived from the case follows once."""
    for kind, fields in entries.items():
        add_entry(actor=actor, case=case, kind=kind, values=Values(fields))


def _thigh(ana: User, madrid: Center) -> Case:
    with acting(ana.email):
        case = register_case(
            actor=ana,
            center=madrid,
            who=Identity(
                name="Ignacia Canary-Thigh", birth_date="1961-05-17", record_number="CANARY-4471902"
            ),
            patient=Values(
                {
                    "sex": "FEMALE",
                    "vital_status": "ALIVE",
                    "last_contact_date": day("2025-12-09"),
                    "consent_registry": "GIVEN",
                }
            ),
            case=Values(
                {
                    "sarcoma_group": "STS",
                    "entity_id": "DDLPS",
                    "topography_icdo": "C49.2",
                    "depth": "DEEP",
                    "size_mm": 82,
                    "diagnosis_date": day("2024-12-09"),
                    "disease_extent_dx": "LOCALIZED",
                    "is_first_primary_episode": "Y",
                    "cn": "N0",
                }
            ),
        )
        enter(
            actor=ana,
            case=case,
            entries={
                PathologyReport: {
                    "report_date": day("2024-12-18"),
                    "report_role": "FIRST",
                    "specimen_type": "BIOPSY",
                    "specimen_treated": "N",
                    "is_expert": "Y",
                    "entity_id": "DDLPS",
                    "diff_score": "3",
                    "mitoses_count": 11,
                    "mitoses_area_mm2": "1.74",
                    "necrosis_cat": "0",
                    "lab_center": madrid,
                },
                BoardDiscussion: {
                    "meeting_date": day("2025-01-16"),
                    "board_type": "SARCOMA_RC",
                    "phase": "PRE_TREATMENT",
                    "board_center": madrid,
                },
                Surgery: {
                    "surgery_date": day("2025-04-03"),
                    "role": "PRIMARY_RESECTION",
                    "intent": "CURATIVE",
                    "urgency": "ELECTIVE",
                    "planned_oncologic": "Y",
                    "r_status": "R0",
                    "surgery_center": madrid,
                },
            },
        )
    return case


def _stomach(ana: User, madrid: Center) -> Case:
    with acting(ana.email):
        return register_case(
            actor=ana,
            center=madrid,
            patient=Values({"sex": "MALE"}),
            case=Values({"sarcoma_group": "GIST", "entity_id": "GIST", "topography_icdo": "C16.9"}),
        )


def _femur(pedro: User, lima: Center) -> Case:
    with acting(pedro.email):
        case = register_case(
            actor=pedro,
            center=lima,
            who=Identity(name="Julio Canary-Femur", birth_date="2001", record_number="CANARY-77"),
            patient=Values(
                {"sex": "MALE", "vital_status": "DEAD", "death_date": day("2025-11-02"), "death_cause": "DOD"}
            ),
            case=Values(
                {
                    "sarcoma_group": "BS",
                    "entity_id": "OS_CONV",
                    "topography_icdo": "C40.2",
                    "diagnosis_date": day("2023-03"),
                    "disease_extent_dx": "LOCALIZED",
                    "is_first_primary_episode": "Y",
                    "grade_final": "G3",
                }
            ),
        )
        enter(
            actor=pedro,
            case=case,
            entries={
                SystemicLine: {
                    "start_date": day("2023-04-01"),
                    "setting": "NEOADJUVANT",
                    "regimen_code": "MAP",
                    "line_no": 1,
                },
                Surgery: {
                    "surgery_date": day("2023-07-10"),
                    "role": "PRIMARY_RESECTION",
                    "intent": "CURATIVE",
                    "r_status": "R1",
                },
                Radiotherapy: {
                    "start_date": day("2023-09-01"),
                    "setting": "POST_OP",
                    "total_dose_gy": 60,
                    "fractions": 30,
                },
                Recurrence: {"recurrence_date": day("2024-08-20"), "type": "DISTANT", "sites": ["LUNG"]},
                FollowUp: {"visit_date": day("2025-03-01"), "status": "AWD", "ecog": 2},
            },
        )
    return case


TODAY = datetime.date(2026, 11, 22)
