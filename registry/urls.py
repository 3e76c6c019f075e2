from typing import Any

from django.urls import path, register_converter

from .sections import CODED, ENTRIES, SECTIONS, Section
from .views.attachments import Attach, AttachmentFile, VoidAttachment
from .views.case import CasePage, IdentityPage
from .views.curation import MergeCases, MergePatients, RestoreCase, VoidCase
from .views.history import CaseHistory, EntryHistory, SectionHistory
from .views.imports import Import, ImportCommit
from .views.lists import CaseFile, CaseList, DeleteView, SavedView
from .views.reference import Dictionary, DictionaryFile, Term, Vocabulary
from .views.registration import Register, RegisterAnother
from .views.rules import Rule, Rules
from .views.sections import CompleteSection, EntryPage, NewEntry, RestoreEntry, SectionPage, VoidEntry

app_name = "registry"


class SectionConverter:
    """A section by its slug; any other word is no address."""

    regex = "|".join(SECTIONS)

    def to_python(self, value: str) -> Section:
        return SECTIONS[value]

    def to_url(self, value: Any) -> str:
        return value.slug if isinstance(value, Section) else str(value)


class EntrySectionConverter(SectionConverter):
    """A section that holds entries."""

    regex = "|".join(section.slug for section in ENTRIES)


class CodedSectionConverter(SectionConverter):
    """A section that can be said to be complete."""

    regex = "|".join(section.slug for section in CODED)


register_converter(SectionConverter, "section")
register_converter(EntrySectionConverter, "entries")
register_converter(CodedSectionConverter, "coded")

urlpatterns = [
    path("cases/", CaseList.as_view(), name="case_list"),
    path("cases.csv", CaseFile.as_view(), name="case_file"),
    path("cases/views/<int:pk>/", SavedView.as_view(), name="saved_view"),
    path("cases/views/<int:pk>/delete/", DeleteView.as_view(), name="delete_view"),
    path("cases/new/", Register.as_view(), name="case_new"),
    path("cases/<str:public_id>/", CasePage.as_view(), name="case"),
    path("cases/<str:public_id>/another/", RegisterAnother.as_view(), name="case_another"),
    path("cases/<str:public_id>/void/", VoidCase.as_view(), name="case_void"),
    path("cases/<str:public_id>/restore/", RestoreCase.as_view(), name="case_restore"),
    path("cases/<str:public_id>/merge/", MergeCases.as_view(), name="case_merge"),
    path("cases/<str:public_id>/merge-patients/", MergePatients.as_view(), name="patient_merge"),
    path("cases/<str:public_id>/history/", CaseHistory.as_view(), name="case_history"),
    path(
        "cases/<str:public_id>/<section:section>/history/", SectionHistory.as_view(), name="section_history"
    ),
    path("cases/<str:public_id>/patient/identity/", IdentityPage.as_view(), name="identity"),
    path("cases/<str:public_id>/files/new/", Attach.as_view(), name="attach"),
    path("cases/<str:public_id>/files/<int:pk>/", AttachmentFile.as_view(), name="attachment"),
    path("cases/<str:public_id>/files/<int:pk>/void/", VoidAttachment.as_view(), name="attachment_void"),
    path("cases/<str:public_id>/<section:section>/", SectionPage.as_view(), name="section"),
    path("cases/<str:public_id>/<coded:section>/complete/", CompleteSection.as_view(), name="complete"),
    path("cases/<str:public_id>/<entries:section>/new/", NewEntry.as_view(), name="entry_new"),
    path("cases/<str:public_id>/<entries:section>/<int:pk>/", EntryPage.as_view(), name="entry"),
    path("cases/<str:public_id>/<entries:section>/<int:pk>/void/", VoidEntry.as_view(), name="entry_void"),
    path(
        "cases/<str:public_id>/<entries:section>/<int:pk>/restore/",
        RestoreEntry.as_view(),
        name="entry_restore",
    ),
    path(
        "cases/<str:public_id>/<entries:section>/<int:pk>/history/",
        EntryHistory.as_view(),
        name="entry_history",
    ),
    path("rules/", Rules.as_view(), name="rules"),
    path("rules/<slug:name>/", Rule.as_view(), name="rule"),
    path("imports/", Import.as_view(), name="import"),
    path("imports/commit/", ImportCommit.as_view(), name="import_commit"),
    path("vocabulary/", Vocabulary.as_view(), name="vocabulary"),
    path("vocabulary/<str:kind>/<str:key>/", Term.as_view(), name="term"),
    path("dictionary/", Dictionary.as_view(), name="dictionary"),
    path("dictionary.csv", DictionaryFile.as_view(), name="dictionary_file"),
]
