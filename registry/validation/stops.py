"""What is never stored: contradictions within one row, which the person who typed them can mend at once.

The database holds each; here they get their words, the same for form, import and API.
"""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import BaseConstraint, Q
from django.utils.translation import gettext_lazy as _

from ..models.base import Record
from ..sections import KIND_OF
from .rule import Level, Rule

STOPS = (
    Rule(
        "SIZE",
        Level.STOP,
        _("A largest diameter is between 1 and 600 mm."),
        ("case.size_mm", "pathology_report.size_mm", "imaging.largest_diameter_mm"),
    ),
    Rule(
        "NODES",
        Level.STOP,
        _("More positive nodes than nodes examined."),
        ("pathology_report.nodes_positive", "pathology_report.nodes_examined"),
        ("report_nodes",),
    ),
    Rule(
        "NECROSIS-UNTREATED",
        Level.STOP,
        _("The specimen is said to be untreated: necrosis after chemotherapy needs a treated one."),
        ("pathology_report.necrosis_pct", "pathology_report.specimen_treated"),
        ("report_necrosis",),
    ),
    Rule(
        "NON-MESENCHYMAL",
        Level.STOP,
        _("A report that says it is not a mesenchymal tumor names no sarcoma."),
        ("pathology_report.entity_id", "pathology_report.non_mesenchymal"),
        ("report_non_mesenchymal",),
        source="clinical.md 2.7",
    ),
    Rule(
        "SPAN",
        Level.STOP,
        _("The end is before the start."),
        tuple(
            f"{kind}.{field}"
            for kind in ("radiotherapy", "systemic_line", "other_local")
            for field in ("end_date", "start_date")
        ),
        ("radiotherapy_span", "systemicline_span", "otherlocal_span"),
    ),
    Rule(
        "SPAN-REFERRAL",
        Level.STOP,
        _("A referral is received before it was sent."),
        ("referral.received_date", "referral.sent_date"),
        ("referral_span",),
        source="clinical.md 2.4",
    ),
    Rule(
        "SPAN-TEST",
        Level.STOP,
        _("A molecular test is reported before it was requested."),
        ("molecular_test.reported_date", "molecular_test.requested_date"),
        ("moleculartest_span",),
        source="clinical.md 2.8",
    ),
    Rule(
        "SPAN-BOARD",
        Level.STOP,
        _("A decision is carried out before the board met."),
        ("board_discussion.implemented_date", "board_discussion.meeting_date"),
        ("boarddiscussion_span",),
        source="clinical.md 2.9",
    ),
    Rule(
        "ALIVE",
        Level.STOP,
        _("A patient who is alive has no date and no cause of death."),
        ("patient.death_date", "patient.death_cause", "patient.vital_status"),
        ("patient_alive_death_date", "patient_alive_death_cause"),
        source="clinical.md 2.2",
    ),
    Rule(
        "SCORE",
        Level.STOP,
        _("This instrument has no such score."),
        ("pro.score", "pro.instrument"),
        ("pro_score",),
        source="clinical.md 2.13",
    ),
    Rule(
        "FIRST-REGISTRATION",
        Level.STOP,
        _("The first registration of a tumor has no other registration before it."),
        ("case.primary_case", "case.is_first_primary_episode"),
        ("case_first_or_later",),
        source="clinical.md 2.3",
    ),
)
_BY_CONSTRAINT = {name: rule for rule in STOPS for name in rule.constraints}


def refuse(record: Record, changed: Collection[str]) -> None:
    """Raises ValidationError, by field, for what the database would refuse of the columns that changed.

    What is not entered contradicts nothing, so that only rows with every value of a rule cost a query.
    """
    names = {record._meta.get_field(column).name for column in changed}
    said = {}
    for constraint in record._meta.constraints:
        rule = _BY_CONSTRAINT.get(constraint.name)
        if rule is None or not _is_concerned(constraint, record, names):
            continue
        try:
            constraint.validate(type(record), record)
        except ValidationError:
            said[_blamed(rule, record, names)] = rule.sentence
    if said:
        raise ValidationError(said)


def _is_concerned(constraint: BaseConstraint, record: Record, changed: Collection[str]) -> bool:
    names = Q(constraint.condition).referenced_base_fields  # type: ignore[attr-defined]
    columns = [record._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
    return bool(names & set(changed)) and all(getattr(record, column) is not None for column in columns)


def _blamed(rule: Rule, record: Record, changed: Collection[str]) -> str:
    """The field to say it at: the first of the rule's that was changed."""
    kind = KIND_OF[type(record)]
    fields = [name for owner, _dot, name in (dotted.partition(".") for dotted in rule.about) if owner == kind]
    return next((name for name in fields if name in changed), fields[0])
