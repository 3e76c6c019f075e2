"""What a merge takes from one case to another, noted so that it can go back. Nothing here is deleted."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from . import ages
from .comparison import Moving
from .fields import LinkField
from .models import Attachment, Case, CaseSource, Patient
from .records import save_changes
from .sections import DOTTED, ENTRIES, KIND_OF, SECTIONS

NEXT = F("version") + 1
KINDS = {model._meta.label: kind for kind, model in DOTTED.items()}
SLUGS = {KIND_OF[section.model]: section.slug for section in ENTRIES}


def moving(case: Case, other: Case, dropped: Iterable[Moving]) -> dict[str, Any]:
    """Ids of all that `other` gives to `case`, before it does, for the column `merge_moved`.

    `dropped` are entries that are left out; each keeps the entry of `case` that says the same, its twin.
    """
    joins = case.patient_id != other.patient_id
    twins: dict[str, dict[str, int]] = {}
    for one in dropped:
        if one.twin is not None:
            twins.setdefault(KIND_OF[type(one.entry)], {})[str(one.entry.pk)] = one.twin.pk
    return {
        "entries": {KIND_OF[one.model]: _ids(one.entry_model.objects.filter(case=other)) for one in ENTRIES},
        "twins": twins,
        "files": _ids(_apart(Attachment.objects.filter(case=other), case)),
        "sources": _ids(CaseSource.objects.filter(case=other)),
        "relapses": _ids(Case.objects.filter(primary_case=other).exclude(pk=case.pk)),
        "merged": _ids(Case.objects.filter(merged_into=other)),
        "patient": other.patient_id if joins else None,
        "cases": _ids(other.patient.cases.all()) if joins else [],
    }


def move(case: Case, other: Case, moved: Mapping[str, Any]) -> None:
    """Gives entries, files, sources and what names `other` to `case`."""
    for kind, ids in moved["entries"].items():
        _give(_rows(kind, ids), case)  # a link may have taken some along
    _give(Attachment.objects.filter(pk__in=moved["files"]), case)
    CaseSource.objects.filter(pk__in=moved["sources"]).update(case=case)
    Case.objects.filter(pk__in=moved["merged"]).update(merged_into=case, version=NEXT)
    Case.objects.filter(pk__in=moved["relapses"]).update(primary_case=case, version=NEXT)
    for kind, of in moved["twins"].items():
        for pk, twin in of.items():
            _relink(kind, int(pk), twin)
            _refile(kind, int(pk), twin, moved["files"])


def bring_back(case: Case) -> Collection[int]:
    """Takes back from the case it was merged into what came from it; returns the ids of the other cases.

    What was linked meanwhile to an entry that stays, stays. The fields that were taken over stay too, and so
    does who the patient is.
    """
    moved, survivor = case.merge_moved, case.merged_into
    if survivor is None:
        return []
    for kind, of in moved["twins"].items():
        for pk, twin in of.items():
            _relink(kind, twin, int(pk), among=moved["entries"])
            _refile(kind, twin, int(pk), moved.get("files", ()))
        left_out = _rows(kind, of).filter(void_reason=case.void_reason)
        left_out.update(voided_at=None, void_reason="", version=NEXT)
    for kind, ids in moved["entries"].items():
        rows = _rows(kind, ids).filter(case=survivor)
        _give(rows.exclude(pk__in=_held_by_links(kind, rows, moved["entries"])), case)
    _give(_apart(Attachment.objects.filter(pk__in=_files_back(case, survivor)), case), case)
    CaseSource.objects.filter(pk__in=moved["sources"], case=survivor).update(case=case)
    Case.objects.filter(pk__in=moved["merged"], merged_into=survivor).update(merged_into=case, version=NEXT)
    Case.objects.filter(pk__in=moved["relapses"], primary_case=survivor).update(
        primary_case=case, version=NEXT
    )
    return [survivor.pk, *_part(survivor.patient, moved)]


def _part(joint: Patient, moved: Mapping[str, Any]) -> list[int]:
    """Gives the cases that came with another patient back to that patient, who stands again."""
    patient = Patient.objects.filter(pk=moved["patient"]).first()
    if patient is None:
        return []
    if patient.voided_at is not None:
        patient.voided_at, patient.void_reason = None, ""
        save_changes(patient, ["voided_at", "void_reason"])
    before, born = ages.known_birth(joint), ages.known_birth(patient)
    cases = list(Case.objects.filter(pk__in=moved["cases"], patient=joint))
    for case in cases:
        told = ages.at_diagnosis(case, before)
        case.patient = patient
        save_changes(case, ["patient_id", *ages.follow(case, told, born)])
    return [case.pk for case in cases]


def _apart(files: QuerySet[Attachment], case: Case) -> QuerySet[Attachment]:
    """Those that the case does not have already; a file stands in a case once."""
    own = Attachment.objects.standing().filter(case=case)
    return files.exclude(voided_at__isnull=True, sent_sha256__in=own.values("sent_sha256"))


def _files_back(case: Case, survivor: Case) -> list[int]:
    """Ids of the files that go back: with their entry, and without one those that came from the case."""
    came = case.merge_moved.get("files", ())  # no such key in a merge older than files
    return [
        file.pk
        for file in Attachment.objects.filter(case=survivor)
        if (file.pk in came if file.section is None else _holds(case, file.section, file.entry_id))
    ]


def _holds(case: Case, slug: str, pk: int | None) -> bool:
    return SECTIONS[slug].entry_model.objects.filter(case=case, pk=pk).exists()


def _ids(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _give(rows: QuerySet[Any], case: Case) -> None:
    rows.update(case=case, version=NEXT, updated_at=timezone.now())


def _rows(kind: str, ids: Collection[int | str]) -> QuerySet[Any]:
    return DOTTED[kind]._default_manager.filter(pk__in=ids)


def _links() -> Iterable[tuple[str, str, str]]:
    """The fields by which an entry names another of its case: kind, field, kind of the other."""
    for kind, model in DOTTED.items():
        for field in model._meta.concrete_fields:
            if isinstance(field, LinkField) and field.within == "case":
                yield kind, field.name, KINDS[field.related_model._meta.label]


def _relink(kind: str, old: int, new: int, among: Mapping[str, Collection[int]] | None = None) -> None:
    """What is linked to one entry is linked to another; `among` narrows it to some rows of each kind."""
    for linked, field, named in _links():
        if named == kind:
            rows: QuerySet[Any] = DOTTED[linked]._default_manager.filter(**{field: old})
            if among is not None:
                rows = rows.filter(pk__in=among[linked])
            rows.update(**{field: new, "version": NEXT})


def _refile(kind: str, old: int, new: int, among: Collection[int]) -> None:
    """Those of the files that belong to one entry belong to another."""
    files = Attachment.objects.filter(pk__in=among, section=SLUGS[kind], entry_id=old)
    files.update(entry_id=new, version=NEXT)


def _held_by_links(kind: str, rows: QuerySet[Any], moved: Mapping[str, Collection[int]]) -> list[int]:
    """Those of the rows that name an entry which does not move."""
    held: list[int] = []
    for linked, field, named in _links():
        if linked == kind:
            held += _ids(rows.filter(**{f"{field}__isnull": False}).exclude(**{f"{field}__in": moved[named]}))
    return held
