"""Mistakes that are put right: a wrong entry, a case registered in error, a tumor registered twice."""

from centers.commands import acting
from registry.models import Case, Surgery
from registry.records import Values
from registry.services.cases import register_case
from tests.world import day, enter

from .story import Story


class TestMistakes(Story):
    """The lead of Madrid puts the record right."""

    def test_a_wrong_entry_is_taken_out_and_put_back(self) -> None:
        self.given_someone_is_signed_in("ana")
        self.window.opens(f"/cases/{self.world.thigh.public_id}/surgery/")
        self.window.clicks("Resection of the primary, R0")
        self.window.clicks("Take out a wrong entry")
        self.window.writes("Why?", "This operation was another patient's")
        self.window.clicks("Take this entry out")
        self.window.sees("The entry was taken out.", "Nothing entered yet", "another patient's")
        self.window.looks_everywhere()
        self.window.clicks("Put it back")
        self.window.writes("Why?", "It was hers after all")
        self.window.clicks("Put this entry back")
        self.window.sees("The entry was put back.")
        self.window.sees_no("Taken out</h3>")
        self.window.clicks("Who changed what")
        self.window.sees("put back", "taken out", "It was hers after all", "Ana Test")
        self.window.looks_everywhere()

    def test_a_case_registered_in_error_is_voided_and_restored(self) -> None:
        self.given_someone_is_signed_in("lucia")
        stomach = self.world.stomach.public_id
        self.window.opens(f"/cases/{stomach}/")
        self.window.clicks("Void this case")
        self.window.writes("Why?", "Registered for the wrong patient")
        self.window.clicks("Void this case")
        self.window.sees("The case was voided.", "Registered for the wrong patient")
        self.window.looks_everywhere()
        self.window.opens("/cases/")
        self.window.sees_no(stomach)
        self.window.opens(f"/cases/{stomach}/")
        self.window.clicks("Restore it")
        self.window.writes("Why?", "It was the right one")
        self.window.clicks("Restore this case")
        self.window.opens("/cases/")
        self.window.sees(stomach)

    def test_a_tumor_registered_twice_becomes_one_case(self) -> None:
        twin = self.given_the_thigh_was_registered_twice()
        self.given_someone_is_signed_in("lucia")
        self.window.opens(f"/cases/{self.world.thigh.public_id}/")
        self.window.clicks("Merge with another registration")
        self.window.writes("ID of the other registration", twin.public_id.lower())
        self.window.clicks("Compare")
        self.window.sees("Largest diameter", "82 mm", "90 mm", "operation, April 2025")
        self.window.looks_everywhere()
        self.window.page.get_by_label("90 mm").check()
        self.window.page.get_by_label("Leave it out: it is the same").check()
        self.window.writes("How do you know", "Same record number in the referral letter")
        self.window.clicks("Make them one case")
        self.window.sees("The two registrations are one case now.", "90 mm")
        self.window.opens(f"/cases/{twin.public_id}/")
        assert self.window.address == f"/cases/{self.world.thigh.public_id}/"
        self.window.sees(f"Case {twin.public_id} was merged into this one.")
        self.window.clicks(f"Separate {twin.public_id} again")
        self.window.writes("Why?", "The letter was another patient's")
        self.window.clicks("Restore this case")
        self.window.sees("The case was restored.", twin.public_id)
        self.window.looks_everywhere()
        self.window.sees_no("merged into this one")

    def given_the_thigh_was_registered_twice(self) -> Case:
        diego = self.world.diego
        with acting(diego.email):
            twin = register_case(
                actor=diego,
                center=self.world.madrid,
                case=Values({"sarcoma_group": "STS", "entity_id": "DDLPS", "size_mm": 90}),
            )
            operation = {"surgery_date": day("2025-04"), "role": "PRIMARY_RESECTION"}
            enter(actor=diego, case=twin, entries={Surgery: operation})
        return twin

    def test_two_tumors_of_one_patient(self) -> None:
        self.given_someone_is_signed_in("ana")
        thigh = self.world.thigh.public_id
        self.window.opens(f"/cases/{thigh}/")
        self.window.clicks("another tumor or a relapse as a case of its own")
        self.window.looks_everywhere()
        self.window.writes("Histology", "DDLPS")
        self.window.writes("Date of diagnosis", "1/6/2026")
        self.window.chooses("First registration of this tumor", "No")
        self.window.chooses(
            "Case of the first registration", f"{thigh} Dedifferentiated liposarcoma, 9 Dec 2024"
        )
        self.window.clicks("Save and continue")
        self.window.looks_everywhere()
        self.window.sees("Same patient", "first registration of this tumor", thigh)
        self.window.clicks(thigh)
        self.window.sees("later registration of this tumor")

    def test_a_contradiction_is_stored_and_shown(self) -> None:
        self.given_someone_is_signed_in("ana")
        stage = f"/cases/{self.world.thigh.public_id}/stage/"
        self.window.opens(stage)
        self.window.marks("Clinical M", "M1")
        self.window.clicks("Save and back to the case")
        self.window.sees("Please check:", "The M category and the extent at diagnosis contradict each other.")
        self.window.looks_everywhere()
        self.window.clicks("M1")
        assert self.window.address == f"{stage}#id_cm"
        self.window.sees("Please check:")
