"""The page of one term of a vocabulary: its codes, what the rules read from it, and where it is used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import codes
from .dictionary import Variable, variables_of
from .sections import Section
from .vocabulary import (
    VOCABULARIES,
    Alteration,
    Drug,
    Entity,
    Kind,
    Review,
    Term,
    Topography,
    Vocabulary,
    alterations_of,
    find_alteration,
    find_drug,
    find_entity,
    find_term,
    find_topography,
    review_of,
    site_group_label,
)

Text = str | Promise
YES, NO = _("yes"), _("no")
GROUPS = dict(codes.SARCOMA_GROUP)
CATEGORIES: dict[str, Text] = {
    "benign": _("benign"),
    "intermediate-locally-aggressive": _("intermediate, locally aggressive"),
    "intermediate-rarely-metastasizing": _("intermediate, rarely metastasizing"),
    "malignant": _("malignant"),
}
# AJCC 8 chapter 45 has no stage groups for these histologies.
UNUSUAL: dict[str, Text] = {
    "N": NO,
    "Y": _("yes, no stage groups"),
    "HN_ONLY": _("in head and neck, no stage groups"),
    "VISCERAL_ONLY": _("in abdomen and thorax, no stage groups"),
}


@dataclass(frozen=True)
class Fact:
    """One line about a term. Empty text: not known. `review` is the mark of the source it rests on."""

    label: Text
    text: Text
    review: Review | None = None


@dataclass(frozen=True)
class Facts:
    """Lines under one heading."""

    title: Text
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Related:
    """Another term, and what ties the two together."""

    term: Term
    text: str


@dataclass(frozen=True)
class Content:
    """What one kind of vocabulary says of a term. `marks` name the sources seen, as its file does;
    `related_title` says what `related` are; `cases` are filters that list the cases holding the term."""

    parts: tuple[Facts, ...]
    marks: tuple[str, ...]
    notes: str
    related_title: Text = ""
    related: tuple[Related, ...] = ()
    cases: str = ""


@dataclass(frozen=True)
class TermPage:
    """Everything about one term, and the variables of the record that hold terms of its kind."""

    term: Term
    vocabulary: Vocabulary
    content: Content
    variables: list[tuple[Section, Variable]]

    @property
    def cases_url(self) -> str:
        """The list of the cases that hold it; empty where no filter finds them."""
        filters = self.content.cases
        return f"{reverse('registry:case_list')}?{filters}" if filters else ""


def term_page(kind: str, key: str) -> TermPage | None:
    """The page of a term; None when there is none."""
    term = find_term(kind, key)
    if term is None:
        return None
    find, describe = _KINDS[term.kind]
    return TermPage(term, VOCABULARIES[term.kind], describe(find(term.key)), variables_of(term.kind))


def _histology(entity: Entity) -> Content:
    return Content(
        parts=(
            Facts(_("Codes"), _histology_codes(entity)),
            Facts(
                _("Classification"),
                (
                    Fact(_("WHO 2020 family"), entity.who_family),
                    Fact(_("Tumor group"), ", ".join(str(GROUPS[group]) for group in entity.sarcoma_groups)),
                    Fact(_("Biological category"), CATEGORIES[entity.biological_category]),
                ),
            ),
            Facts(
                _("What the rules read"),
                (
                    Fact(_("FNCLCC grading applies"), YES if entity.fnclcc_applicable else NO),
                    Fact(_("FNCLCC differentiation score"), str(entity.differentiation_score or "")),
                    Fact(_("Unusual histology of AJCC 8 chapter 45"), UNUSUAL[entity.ajcc8_ch45]),
                ),
            ),
        ),
        marks=_marks(("ICD-O-3.2", entity.icdo_check), ("ORPHA", entity.orpha_check)),
        notes=entity.notes,
        related_title=_("Fusions and other alterations"),
        related=_related(
            Kind.ALTERATION,
            ((row.alteration_id, row.diagnostic_role) for row in alterations_of(entity.entity_id)),
        ),
        cases=f"entity={entity.entity_id}",
    )


def _histology_codes(entity: Entity) -> tuple[Fact, ...]:
    oncotree = " ".join(filter(None, (entity.oncotree_code, entity.oncotree_name)))
    orpha_review = review_of(entity.orpha_check) if entity.orphacode else None
    return (
        Fact("ICD-O-3.2", entity.icdo_code, entity.review),
        Fact("ORPHA", entity.orphacode, orpha_review),
        Fact("OncoTree", oncotree),
        Fact(_("NCIt, of the OncoTree node"), entity.ncit_code),
    )


def _site(row: Topography) -> Content:
    wall, cavity = (_("wall"), _("cavity or viscus")) if row.needs_wall_or_cavity else ("", "")
    read = (
        (_("Site group"), wall, str(site_group_label(row.site_group))),
        (_("Site group"), cavity, str(site_group_label(row.site_group_in_cavity))),
        (_("AJCC 8 schema"), wall, row.ajcc8_schema),
        (_("AJCC 8 schema"), cavity, row.ajcc8_schema_in_cavity),
        (_("AJCC 8 group of a GIST"), "", row.gist_ajcc8_group),
        (_("AJCC 8 group of a GIST"), _("omentum"), row.gist_ajcc8_group_omentum),
        (_("AFIP column of a GIST"), "", row.gist_afip_column),
        (_("Gastric in the modified NIH table"), "", row.gist_joensuu_gastric),
    )
    lines = (Fact(f"{label}, {where}" if where else label, text) for label, where, text in read if text)
    single = ", ".join(row.codes) if len(row.codes) > 1 else ""
    return Content(
        parts=(
            Facts(_("Codes"), (Fact("ICD-O-3", row.pattern, row.review), Fact(_("Single codes"), single))),
            Facts(_("What the rules read"), tuple(lines)),
        ),
        marks=_marks(("", row.check)),
        notes=row.notes,
        cases=f"q={row.codes[0]}",
    )


def _drug(drug: Drug) -> Content:
    old_review = review_of(drug.check_before_2021) if drug.check_before_2021 else None
    return Content(
        parts=(
            Facts(
                _("Codes"),
                (
                    Fact("ATC", drug.atc_code, drug.review),
                    Fact(_("ATC before 2021"), drug.atc_before_2021, old_review),
                ),
            ),
            Facts(
                _("Use"),
                (Fact(_("Class"), drug.drug_class), Fact(_("In sarcoma"), drug.sarcoma_use)),
            ),
        ),
        marks=_marks(("", drug.check), (_("ATC before 2021"), drug.check_before_2021)),
        notes=drug.notes,
    )


def _alteration(row: Alteration) -> Content:
    return Content(
        parts=(
            Facts(
                _("What it is"),
                (
                    Fact(_("Type"), row.alteration_type, row.review),
                    Fact(_("Cytogenetics"), row.cytogenetics),
                ),
            ),
            Facts(
                _("What it means"),
                (
                    Fact(_("For the diagnosis"), row.diagnostic_role),
                    Fact(_("For the treatment"), row.predictive_role),
                ),
            ),
        ),
        marks=_marks(("", row.check)),
        notes=row.notes,
        related_title=_("Histologies"),
        related=_related(Kind.HISTOLOGY, ((entity.entity_id, entity.icdo_code) for entity in row.entities)),
    )


def _marks(*marks: tuple[Text, str]) -> tuple[str, ...]:
    return tuple(f"{what}: {mark}" if what else mark for what, mark in marks if mark)


def _related(kind: Kind, rows: Iterable[tuple[str, str]]) -> tuple[Related, ...]:
    return tuple(Related(term, text) for key, text in rows if (term := find_term(kind, key)))


# How a term of each kind is found, and what is said of it.
_KINDS: dict[Kind, tuple[Callable[[str], Any], Callable[[Any], Content]]] = {
    Kind.HISTOLOGY: (find_entity, _histology),
    Kind.SITE: (find_topography, _site),
    Kind.DRUG: (find_drug, _drug),
    Kind.ALTERATION: (find_alteration, _alteration),
}
