"""The same tumor, or the same person, registered twice becomes one; nothing is lost on the way."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client

from analytics.models import Facts
from centers.actions import Actor, Conflict
from centers.commands import acting
from centers.models import User
from registry import identity
from registry.comparison import Comparison, compare_cases
from registry.identity import Identity
from registry.models import (
    Attachment,
    Case,
    CaseSource,
    FollowUp,
    Patient,
    PatientIdentity,
    Response,
    Surgery,
    SystemicLine,
)
from registry.records import Values
from registry.services.attachments import add_attachment
from registry.services.cases import change_case, note_source, register_another, register_case
from registry.services.entries import add_entry, void_entry
from registry.services.merging import merge_cases
from registry.services.voiding import restore_case, void_case
from tests.world import SYSTEM, World, day, enter

from . import files
from .imports import run, table
from .test_pages_sections import address_of, fields_of, reload

REASON = "Same record number on the referral letter"


@pytest.fixture
def twin(world: World) -> Case:
    """The thigh of Madrid, registered a second time by Diego, who knew other things."""
    diego = world.diego
    with acting(diego.email):
        case = register_case(
            actor=diego,
            center=world.madrid,
            who=Identity(name="Ignacia C.", birth_date="1961", record_number="SECOND-9"),
            patient=Values({"sex": "FEMALE", "country_residence": "ES", "vital_status": "UNKNOWN"}),
            case=Values(
                {
                    "sarcoma_group": "STS",
                    "entity_id": "DDLPS",
                    "topography_icdo": "C49.2",
                    "size_mm": 90,
                    "laterality": "LEFT",
                    "diagnosis_date": day("2024-12-09"),
                }
            ),
        )
        enter(
            actor=diego,
            case=case,
            entries={
                Surgery: {"surgery_date": day("2025-04"), "role": "PRIMARY_RESECTION"},
                FollowUp: {"visit_date": day("2025-09-01"), "status": "NED"},
            },
        )
        note_source(actor=diego, case=case, source="old_file", external_id="7")
    return case


def compared(actor: User, case: Case, other: Case) -> Comparison:
    with acting(actor.email):
        return compare_cases(reload(case), reload(other))


def merge(world: World, case: Case, other: Case, actor: Actor | None = None, **given: Any) -> None:
    actor = actor or world.lucia
    with acting(actor.email if isinstance(actor, User) else None):
        case, other = (Case.objects.select_related("patient").get(pk=one.pk) for one in (case, other))
        given = {"seen": compare_cases(case, other).stamp, "reason": REASON, **given}
        merge_cases(actor=actor, case=case, other=other, **given)


def test_only_what_differs_is_asked_and_the_one_that_knows_more_is_proposed(world: World, twin: Case) -> None:
    found = compared(world.lucia, world.thigh, twin)
    proposed = {one.key: one.knows_less for one in found.differences}
    assert proposed["case.size_mm"] is False
    assert proposed["case.laterality"] is True
    assert proposed["case.depth"] is False
    assert proposed["patient.country_residence"] is True
    assert proposed["patient.vital_status"] is False
    assert proposed["identity.record_number"] is False
    assert not {"case.entity_id", "case.diagnosis_date", "patient.sex"} & set(proposed)
    size = next(one for one in found.differences if one.key == "case.size_mm")
    assert (size.label, size.ours, size.theirs) == ("Largest diameter", "82 mm", "90 mm")
    moving = {one.section.slug: (one.twin is not None, one.adds_nothing) for one in found.moving}
    assert moving == {"surgery": (True, False), "follow-up": (False, False)}


def test_who_may_not_know_the_patient_compares_without_the_identity(world: World, twin: Case) -> None:
    found = compared(world.marta, world.thigh, twin)
    assert not [one for one in found.differences if one.key.startswith("identity.")]


def test_a_merge_keeps_what_was_chosen_and_the_entries_of_both(
    client: Client, world: World, twin: Case
) -> None:
    client.force_login(world.lucia)
    address = address_of(world.thigh, f"merge/?other={twin.public_id}")
    typed = fields_of(client, address)
    assert typed["case.laterality"] == "theirs"
    operation = next(name for name in client.get(address).context["form"].fields if name[:8] == "surgery.")
    typed |= {"case.size_mm": "theirs", "reason": REASON, operation: "on"}
    assert client.post(address, typed)["Location"] == address_of(world.thigh, "")
    kept, gone = reload(world.thigh), reload(twin)
    assert (kept.size_mm, kept.laterality, kept.depth) == (90, "LEFT", "DEEP")
    assert (kept.patient.country_residence, kept.patient.vital_status) == ("ES", "ALIVE")
    assert (gone.merged_into_id, gone.void_reason, gone.patient_id) == (kept.pk, REASON, kept.patient_id)
    with acting(None):
        assert FollowUp.objects.standing().get(case=kept).status == "NED"
        assert Surgery.objects.standing().get(case=kept).r_status == "R0"
        assert Surgery.objects.get(case=kept, voided_at__isnull=False).void_reason == REASON
        assert CaseSource.objects.get(external_id="7").case_id == kept.pk
        assert list(Facts.objects.filter(case__in=[kept, gone]).values_list("pk", flat=True)) == [kept.pk]
        assert Patient.objects.standing().filter(pk=twin.patient_id).count() == 0


def test_the_old_id_leads_to_the_case_that_stays(client: Client, world: World, twin: Case) -> None:
    merge(world, world.thigh, twin)
    client.force_login(world.ana)
    arrived = client.get(address_of(twin, ""), follow=True)
    assert arrived.redirect_chain == [(address_of(world.thigh, ""), 302)]
    assert f"Case {twin.public_id} was merged into this one." in arrived.content.decode()
    assert client.get(f"/cases/?q={twin.public_id}")["Location"] == address_of(world.thigh, "")
    shown = client.get(f"/api/v1/cases/{twin.public_id}/").json()["case"]
    assert shown["merged_into"] == world.thigh.public_id
    client.force_login(world.pedro)
    assert client.get(address_of(twin, "")).status_code == 404


def test_a_merge_is_one_act_in_the_journal(client: Client, world: World, twin: Case) -> None:
    merge(world, world.thigh, twin)
    kinds = (Case, Patient, Surgery, FollowUp, CaseSource, PatientIdentity)
    with acting(world.lucia.email):
        acts = {
            (event.pgh_context["verb"], event.pgh_context["reason"], event.pgh_context_id)
            for kind in kinds
            for event in kind.pgh_event_model.objects.filter(pgh_context__verb="cases.merged")
        }
    assert len(acts) == 1
    client.force_login(world.ana)
    assert "merged" in client.get(address_of(world.thigh, "history/")).content.decode()


def test_who_the_patient_is_comes_along_and_nowhere_stays_twice(world: World, twin: Case) -> None:
    merge(world, world.thigh, twin, take={"identity.record_number"})
    with acting(world.lucia.email):
        rows = {row.patient_id: row for row in PatientIdentity.objects.all()}
        kept, gone = (
            identity.open_seal(rows[pk].sealed, pk) for pk in (world.thigh.patient_id, twin.patient_id)
        )
    assert kept == Identity("Ignacia Canary-Thigh", "1961-05-17", "SECOND-9")
    assert gone == Identity()
    assert rows[twin.patient_id].record_index is None


def test_an_identity_known_only_to_the_other_is_taken(world: World, twin: Case) -> None:
    merge(world, world.stomach, twin, take={"identity.name", "identity.record_number", "identity.birth_date"})
    with acting(world.lucia.email):
        row = PatientIdentity.objects.get(patient=world.stomach.patient_id)
        assert identity.open_seal(row.sealed, row.patient_id) == Identity("Ignacia C.", "1961", "SECOND-9")


def test_links_between_entries_arrive_and_a_duplicate_gives_its_links_to_its_twin(
    world: World, twin: Case
) -> None:
    line = {"start_date": day("2025-05-02"), "setting": "ADJUVANT", "line_no": 1}
    with acting(world.ana.email):
        own = add_entry(actor=world.ana, case=reload(world.thigh), kind=SystemicLine, values=Values(line))
        same = add_entry(actor=world.ana, case=reload(twin), kind=SystemicLine, values=Values(line))
        seen = Values({"assessment_date": day("2025-07"), "systemic_line": same})
        answer = add_entry(actor=world.ana, case=reload(twin), kind=Response, values=seen)
    merge(world, world.thigh, twin, drop={f"systemic.{same.pk}"})
    with acting(None):
        answer.refresh_from_db()
        assert (answer.case_id, answer.systemic_line_id) == (world.thigh.pk, own.pk)
        assert SystemicLine.objects.standing().get(case=world.thigh) == own


def test_a_merge_is_taken_back_with_a_reason(client: Client, world: World, twin: Case) -> None:
    line = {"start_date": day("2025-05-02"), "setting": "ADJUVANT", "line_no": 1}
    with acting(world.ana.email):
        own = add_entry(actor=world.ana, case=reload(world.thigh), kind=SystemicLine, values=Values(line))
        same = add_entry(actor=world.ana, case=reload(twin), kind=SystemicLine, values=Values(line))
        seen = Values({"assessment_date": day("2025-07"), "systemic_line": same})
        answer = add_entry(actor=world.ana, case=reload(twin), kind=Response, values=seen)
        relapse = register_another(
            actor=world.ana,
            patient=reload(twin).patient,
            case=Values({"is_first_primary_episode": "N", "primary_case": reload(twin)}),
        )
    whose = twin.patient_id
    merge(world, world.thigh, twin, drop={f"systemic.{same.pk}"})
    with acting(world.ana.email):  # entered since, and linked to what stays
        later = add_entry(
            actor=world.ana,
            case=reload(world.thigh),
            kind=Response,
            values=Values({"systemic_line": own, "category": "CR"}),
        )
    client.force_login(world.lucia)
    assert f"Separate {twin.public_id} again" in client.get(address_of(world.thigh, "")).content.decode()
    typed = {"version": reload(twin).version, "reason": ""}
    assert client.post(address_of(twin, "restore/"), typed).status_code == 422
    typed["reason"] = "Two tumors after all"
    assert client.post(address_of(twin, "restore/"), typed)["Location"] == address_of(twin, "")
    back = reload(twin)
    assert (back.voided_at, back.merged_into_id, back.merge_moved) == (None, None, {})
    assert (back.patient_id, back.patient.voided_at) == (whose, None)
    assert (reload(relapse).primary_case_id, reload(relapse).patient_id) == (twin.pk, whose)
    with acting(None):
        assert SystemicLine.objects.standing().get(case=twin) == same
        assert SystemicLine.objects.standing().get(case=world.thigh) == own
        assert (Response.objects.get(case=twin), Response.objects.get(case=world.thigh)) == (answer, later)
        assert Response.objects.get(case=twin).systemic_line_id == same.pk
        assert FollowUp.objects.get(case=twin).status == "NED"
        assert CaseSource.objects.get(external_id="7").case_id == twin.pk
        assert Facts.objects.filter(case__in=[twin, world.thigh]).count() == 2
    journal = client.get(address_of(twin, "history/")).content.decode()
    assert "Two tumors after all" in journal
    assert "restored" in journal


def test_files_follow_their_entries_into_a_merge_and_back(world: World, twin: Case) -> None:
    line = {"start_date": day("2025-05-02"), "setting": "ADJUVANT", "line_no": 1}
    with acting(world.ana.email):
        own = add_entry(actor=world.ana, case=reload(world.thigh), kind=SystemicLine, values=Values(line))
        same = add_entry(actor=world.ana, case=reload(twin), kind=SystemicLine, values=Values(line))

    def add(case: Case, content: bytes, entry: Any = None) -> int:
        key = f"systemic:{entry.pk}" if entry else ""
        with acting(world.ana.email):
            added = add_attachment(
                actor=world.ana, case=reload(case), content=content, names_patient=True, entry=key
            )
        return added.pk

    photos = [files.jpeg((8 * n, 8)) for n in range(1, 5)]
    ours, copied = (add(case, photos[0]) for case in (world.thigh, twin))
    plain, told = add(twin, photos[1]), add(twin, photos[2], same)

    def at() -> dict[int, tuple[int, int | None]]:
        with acting(None):
            return {one.pk: (one.case_id, one.entry_id) for one in Attachment.objects.all()}

    before = at()
    merge(world, world.thigh, twin, drop={f"systemic.{same.pk}"})
    thigh = world.thigh.pk
    assert at() == {
        ours: (thigh, None),
        copied: (twin.pk, None),  # a case has a file once
        plain: (thigh, None),
        told: (thigh, own.pk),
    }
    later = add(world.thigh, photos[3], own)
    with acting(world.lucia.email):
        restore_case(actor=world.lucia, case=reload(twin), version=reload(twin).version, reason=REASON)
    assert at() == {**before, later: (thigh, own.pk)}


def test_relapses_and_earlier_merges_follow(world: World, twin: Case) -> None:
    with acting(world.ana.email):
        relapse = register_another(
            actor=world.ana,
            patient=reload(twin).patient,
            case=Values({"is_first_primary_episode": "N", "primary_case": reload(twin)}),
        )
        old = register_another(actor=world.ana, patient=reload(twin).patient, case=Values({"size_mm": 9}))
    merge(world, twin, old)
    merge(world, world.thigh, twin)
    assert reload(relapse).primary_case_id == world.thigh.pk
    assert reload(relapse).patient_id == world.thigh.patient_id
    assert reload(old).merged_into_id == world.thigh.pk
    with acting(world.lucia.email):
        restore_case(actor=world.lucia, case=reload(twin), version=reload(twin).version, reason=REASON)
    assert reload(old).merged_into_id == twin.pk
    assert (
        reload(old).patient_id
        == reload(relapse).patient_id
        == reload(twin).patient_id
        != world.thigh.patient_id
    )


def test_sections_complete_in_either_are_complete_in_both(world: World, twin: Case) -> None:
    with acting(world.ana.email):
        case = reload(twin)
        change_case(
            actor=world.ana,
            case=case,
            version=case.version,
            values=Values({"sections_complete": ["SURGERY"]}),
        )
    merge(world, world.thigh, twin)
    assert reload(world.thigh).sections_complete == ["SURGERY"]


def test_what_was_decided_on_must_still_be_so(world: World, twin: Case) -> None:
    seen = compared(world.lucia, world.thigh, twin).stamp
    with acting(world.diego.email):
        visit = FollowUp.objects.get(case=twin)
        void_entry(actor=world.diego, entry=visit, version=1, reason="wrong")
    with pytest.raises(Conflict):
        merge(world, world.thigh, twin, seen=seen)
    assert reload(twin).merged_into_id is None


def test_what_cannot_be_merged(client: Client, world: World, twin: Case) -> None:
    with pytest.raises(ValidationError, match="one center"):
        merge(world, twin, world.femur, SYSTEM)
    with pytest.raises(ValidationError, match="same one"):
        merge(world, twin, twin)
    merge(world, world.thigh, twin)
    with pytest.raises(Conflict):
        merge(world, world.stomach, twin)
    client.force_login(world.lucia)
    assert client.get(address_of(world.thigh, f"merge/?other={twin.public_id}")).status_code == 409
    assert client.get(address_of(world.thigh, f"merge/?other={world.femur.public_id}")).status_code == 404


def test_the_database_too_holds_a_merge_within_one_center(world: World, twin: Case) -> None:
    with acting(None), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        moved = Case.objects.filter(pk=twin.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            moved.update(merged_into=world.femur)


def test_an_import_finds_merged_cases_as_one_and_leaves_voided_ones_alone(world: World) -> None:
    run(table({"id": "7", "sex": "f", "size": "82"}, {"id": "8", "sex": "f"}))
    with acting(None):
        first, second = (Case.objects.get(sources__external_id=name) for name in ("7", "8"))
    merge(world, first, second)
    report = run(table({"id": "7", "entity": "DDLPS"}, {"id": "8", "diagnosed": "2021-03-12"}))
    assert [row.result for row in report.rows] == ["changed", "changed"]
    with acting(None):
        case = Case.objects.get(pk=first.pk)
        assert (case.entity_id, str(case.diagnosis_date)) == ("DDLPS", "2021-03-12")
    with acting(world.lucia.email):
        void_case(actor=world.lucia, case=reload(case), version=case.version, reason=REASON)
    report = run(table({"id": "7", "size": "90"}))
    assert [problem.code for row in report.rows for problem in row.problems] == ["voided"]
    assert (report.rows[0].result, reload(case).size_mm) == ("unchanged", 82)
