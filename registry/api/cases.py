"""Cases and their entries."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from centers.endpoint import Endpoint
from centers.gate import Open
from centers.openapi import operation
from centers.permissions import Permission

from .. import queries
from ..sections import Section
from ..serializers import (
    CASE,
    ENTRY,
    PATIENT,
    CaseFilters,
    CaseListed,
    CasePage,
    CaseRecord,
    Check,
    Completion,
    Derivation,
    Registration,
    Voiding,
    derivations_of,
    filters_of,
    identity_of,
    values_of,
)
from ..services.cases import change_case, change_patient, mark_section, register_another, register_case
from ..services.entries import add_entry, change_entry, restore_entry, void_entry
from ..services.voiding import restore_case, void_case

EDIT = Permission.EDIT_CASE
CREATED = 201


class Cases(Endpoint):
    """The cases a person sees; registering new ones."""

    policy = Open.SIGNED_IN

    @operation("cases_list", summary="List cases", tag="Cases", asks=CaseFilters, answer=CasePage)
    def get(self, request: Request) -> Response:
        asked = self.query(CaseFilters)
        found = queries.found_cases(self.user, filters_of(asked), asked["page"], asked["size"])
        return self.paged(CaseListed, found.cases, found.total, asked)

    @operation(
        "cases_register",
        summary="Register a case",
        tag="Cases",
        sends=Registration,
        answer=CASE.shown,
        status=CREATED,
    )
    def post(self, request: Request) -> Response:
        own = {center.code: center for center in queries.own_centers(self.user)}
        if not own:
            raise PermissionDenied
        body = self.body(Registration)
        center = own.get(body["center"])
        if center is None:
            raise ValidationError({"center": _("This is none of the centers at which you register cases.")})
        case = register_case(
            actor=self.user,
            center=center,
            case=values_of(body["case"]),
            patient=values_of(body.get("patient", {})),
            who=identity_of(body.get("identity", {})),
        )
        return Response(CASE.shown(case).data, CREATED)


class Case(Endpoint):
    """One case: its record, and changes to its own fields."""

    policy = Open.SIGNED_IN

    @operation(
        "cases_read", summary="Read the record of a case", tag="Cases", answer=CaseRecord, missing=True
    )
    def get(self, request: Request, public_id: str) -> Response:
        return Response(CaseRecord(queries.open_record(self.user, public_id)).data)

    @operation(
        "cases_change",
        summary="Change a case",
        tag="Cases",
        sends=CASE.changed,
        answer=CASE.shown,
        missing=True,
        conflicts=True,
    )
    def patch(self, request: Request, public_id: str) -> Response:
        case, body = queries.find_case(self.user, public_id, EDIT), self.body(CASE.changed)
        change_case(actor=self.user, case=case, values=values_of(body), **_act(body))
        return Response(CASE.shown(case).data)


class Patient(Endpoint):
    """What is known of the patient of a case; never who it is."""

    policy = EDIT

    @operation(
        "patient_change",
        summary="Change the patient of a case",
        tag="Cases",
        sends=PATIENT.changed,
        answer=PATIENT.shown,
        missing=True,
        conflicts=True,
    )
    def patch(self, request: Request, public_id: str) -> Response:
        patient, body = queries.find_case(self.user, public_id, EDIT).patient, self.body(PATIENT.changed)
        change_patient(actor=self.user, patient=patient, values=values_of(body), **_act(body))
        return Response(PATIENT.shown(patient).data)


class AnotherCase(Endpoint):
    """A further case of the patient of a case: another tumor, or a relapse that names its primary case."""

    policy = EDIT

    @operation(
        "cases_register_another",
        summary="Register a further case of the patient",
        tag="Cases",
        sends=CASE.entered,
        answer=CASE.shown,
        missing=True,
        status=CREATED,
    )
    def post(self, request: Request, public_id: str) -> Response:
        known, body = queries.find_case(self.user, public_id, EDIT), self.body(CASE.entered)
        case = register_another(actor=self.user, patient=known.patient, case=values_of(body))
        return Response(CASE.shown(case).data, CREATED)


class Derivations(Endpoint):
    """What the published rules make of a case."""

    policy = Open.SIGNED_IN

    @operation(
        "derivations_list",
        summary="Read the derived values of a case",
        tag="Cases",
        answer=Derivation(many=True),
        missing=True,
    )
    def get(self, request: Request, public_id: str) -> Response:
        return Response(derivations_of(queries.find_case(self.user, public_id)))


class Checks(Endpoint):
    """What contradicts the plausibility rules in a case."""

    policy = Open.SIGNED_IN

    @operation(
        "checks_list",
        summary="Read what to check in a case",
        tag="Cases",
        answer=Check(many=True),
        missing=True,
    )
    def get(self, request: Request, public_id: str) -> Response:
        return Response(Check(queries.open_record(self.user, public_id).findings, many=True).data)


class Entries(Endpoint):
    """The entries of one section of a case that stand; adding one."""

    policy = Open.SIGNED_IN
    section: Section

    def get(self, request: Request, public_id: str) -> Response:
        case = queries.find_case(self.user, public_id)
        return Response(
            ENTRY[self.section.slug].shown(queries.entries_of(case, self.section), many=True).data
        )

    def post(self, request: Request, public_id: str) -> Response:
        shapes = ENTRY[self.section.slug]
        case, body = queries.find_case(self.user, public_id, EDIT), self.body(shapes.entered)
        kind, values = self.section.entry_model, values_of(body)
        entry = add_entry(actor=self.user, case=case, kind=kind, values=values)
        return Response(shapes.shown(entry).data, CREATED)


class Entry(Endpoint):
    """One entry, voided or not; changing it."""

    policy = Open.SIGNED_IN
    section: Section

    def get(self, request: Request, public_id: str, pk: int) -> Response:
        return self._answer(queries.entry(self.user, public_id, self.section.slug, pk))

    def patch(self, request: Request, public_id: str, pk: int) -> Response:
        entry = queries.entry(self.user, public_id, self.section.slug, pk, EDIT)
        body = self.body(ENTRY[self.section.slug].changed)
        change_entry(actor=self.user, entry=entry, values=values_of(body), **_act(body))
        return self._answer(entry)

    def _answer(self, entry: Any) -> Response:
        return Response(ENTRY[self.section.slug].shown(entry).data)


class VoidEntry(Endpoint):
    """Takes a wrong entry out of the course of the case, with a reason."""

    policy = EDIT
    section: Section
    act = staticmethod(void_entry)

    def post(self, request: Request, public_id: str, pk: int) -> Response:
        entry = queries.entry(self.user, public_id, self.section.slug, pk, EDIT)
        self.act(actor=self.user, entry=entry, **self.body(Voiding))
        return Response(ENTRY[self.section.slug].shown(entry).data)


class RestoreEntry(VoidEntry):
    """Puts a voided entry back, with a reason."""

    act = staticmethod(restore_entry)


class VoidCase(Endpoint):
    """Takes a case registered in error out of lists, figures and survival, with a reason."""

    policy = Permission.VOID_CASE
    act = staticmethod(void_case)

    @operation(
        "cases_void",
        summary="Void a case registered in error",
        tag="Cases",
        sends=Voiding,
        answer=CASE.shown,
        missing=True,
        conflicts=True,
    )
    def post(self, request: Request, public_id: str) -> Response:
        return self._answer(public_id)

    def _answer(self, public_id: str) -> Response:
        case = queries.find_case(self.user, public_id, Permission.VOID_CASE)
        self.act(actor=self.user, case=case, **self.body(Voiding))
        return Response(CASE.shown(case).data)


class RestoreCase(VoidCase):
    """Puts a voided case back, with a reason."""

    act = staticmethod(restore_case)

    @operation(
        "cases_restore",
        summary="Restore a voided case",
        tag="Cases",
        sends=Voiding,
        answer=CASE.shown,
        missing=True,
        conflicts=True,
    )
    def post(self, request: Request, public_id: str) -> Response:
        return self._answer(public_id)


class CompleteSection(Endpoint):
    """Says that all entries of a section are there, or takes it back."""

    policy = EDIT
    section: Section

    def post(self, request: Request, public_id: str) -> Response:
        case = queries.find_case(self.user, public_id, EDIT)
        mark_section(actor=self.user, case=case, section=str(self.section.code), **self.body(Completion))
        return Response(CASE.shown(case).data)


def _act(body: dict[str, Any]) -> dict[str, Any]:
    """The version a change is based on, and why it is made."""
    return {"version": body["version"], "reason": body.get("change_reason", "")}
