"""Facts in words: values, why one is missing, and the sentences of rules whose facts need telling.

Whole sentences only, so that they can be translated.
"""

import datetime

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registry.dates import PartialDate, Precision
from registry.vocabulary import entity_label

from ..models import Facts

# Why an answer of yes or no is open, where it hangs on rows of a section.
_OPEN: dict[str, str | Promise] = {
    "resected": gettext_lazy("No resection is entered, and the section Surgery is not marked complete"),
    "discussed": gettext_lazy(
        "No sarcoma board is entered, and the section Tumor board is not marked complete"
    ),
    "irradiated": gettext_lazy(
        "No radiotherapy is entered, and the section Radiotherapy is not marked complete"
    ),
    "systemic": gettext_lazy(
        "No systemic therapy is entered, and the section Systemic therapy is not marked complete"
    ),
}
_DAY_OF = {"SURGERY": "resection_date", "RT": "rt_date", "SYSTEMIC": "systemic_date"}
_PRECISION = {
    "diagnosis_date": "diagnosis_precision",
    "resection_date": "resection_precision",
    "board_date": "board_precision",
    "end_date": "end_precision",
}


def label(name: str) -> str:
    """The name of a fact."""
    return capfirst(str(Facts._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def value(facts: Facts, name: str) -> str:
    """The value of a fact; empty when it has none."""
    stored = getattr(facts, name)
    if stored is None:
        return ""
    if isinstance(stored, bool):
        return _("yes") if stored else _("no")
    if isinstance(stored, datetime.date):
        return str(date(facts, name))
    if name == "entity":
        return entity_label(stored)
    shown = getattr(facts, f"get_{name}_display", None)
    return str(shown()) if shown else str(stored)


def date(facts: Facts, name: str) -> PartialDate | None:
    """A dated fact with its precision."""
    stored = getattr(facts, name)
    precision = getattr(facts, _PRECISION[name]) if name in _PRECISION else "DAY"
    return None if stored is None else PartialDate(stored, Precision(precision or "DAY"))


def missing(facts: Facts, name: str) -> str:
    """Why a fact is unknown, as a sentence without its stop."""
    if name in _OPEN:
        return str(_OPEN[name])
    what = label(name)
    if name in facts.declared:
        return _("%(what)s is entered as unknown") % {"what": what}
    return _("%(what)s is not entered") % {"what": what}


def first_margin(facts: Facts) -> str:
    """The margin of the first resection, or why it cannot be told."""
    if facts.margin == "RX":
        return _("The margin of the first resection cannot be assessed (RX)")
    if facts.margin is None:
        if (facts.resections or 0) > 1 and facts.resection_date is None:
            return _("Which of several resections was the first cannot be told from their dates")
        return missing(facts, "residual")
    if facts.resection_date:
        return _("%(margin)s at the first resection on %(date)s") % {
            "margin": facts.margin,
            "date": date(facts, "resection_date"),
        }
    return _("%(margin)s at the first resection") % {"margin": facts.margin}


def margins(facts: Facts) -> str:
    """How many resections lack a margin."""
    lacking, all_of_them = facts.resections_without_margin or 0, facts.resections or 0
    if all_of_them == 1:
        if not lacking:
            return _("Margin of the resection: %(margin)s") % {"margin": facts.margin or _("entered")}
        if facts.margin == "RX":
            return _("The margin of the resection is RX: it was not assessed")
        return missing(facts, "residual")
    if not lacking:
        return _("The margins of all %(n)s resections are entered") % {"n": all_of_them}
    return ngettext(
        "The margin of %(lacking)s of %(n)s resections is not known",
        "The margins of %(lacking)s of %(n)s resections are not known",
        lacking,
    ) % {"lacking": lacking, "n": all_of_them}


def board_before_treatment(facts: Facts) -> str:
    """The order of board and first treatment, or what hides it."""
    if facts.board_before_treatment is None:
        return _board_unknown(facts)
    if facts.discussed is False:
        return _("No sarcoma board is recorded, and the section Tumor board is marked complete")
    board, treatment = date(facts, "board_date"), _treatment(facts)
    if facts.treated is False:
        return _("Discussed at a sarcoma board; no treatment was given")
    if facts.board_before_treatment:
        return _("The board on %(board)s came before %(treatment)s") % {
            "board": board,
            "treatment": treatment,
        }
    return _after(facts, board, treatment)


def _after(facts: Facts, board: PartialDate | None, treatment: str) -> str:
    """The first sarcoma board came too late; by how many days, where both days are known."""
    days = (facts.board_date - facts.treatment_by).days if facts.board_date and facts.treatment_by else None
    words = {"treatment": capfirst(treatment), "board": board, "days": days}
    if board is None:
        return _("%(treatment)s came before every board that may have been one of sarcoma experts") % words
    if not days or days < 0 or facts.board_precision != "DAY":
        return _("%(treatment)s did not come after the board of %(board)s") % words
    return (
        ngettext(
            "%(treatment)s was %(days)s day before the board on %(board)s",
            "%(treatment)s was %(days)s days before the board on %(board)s",
            days,
        )
        % words
    )


def _first_day(facts: Facts) -> datetime.date:
    """The first day that the date of the first sarcoma board can mean."""
    day = facts.board_date or datetime.date.max
    return day.replace(day=1) if facts.board_precision == "MONTH" else day


def _treatment(facts: Facts) -> str:
    """The first treatment and its day."""
    kind = value(facts, "treatment_kind").lower() or _("the first treatment")
    words = {"kind": kind, "date": date(facts, "treatment_by")}
    if facts.treatment_by is None:
        return kind
    own_day = getattr(facts, _DAY_OF.get(facts.treatment_kind or "", "treatment_from"))
    if facts.treatment_by in (facts.treatment_from, own_day):
        return _("%(kind)s on %(date)s") % words
    return _("%(kind)s by %(date)s") % words


def _board_unknown(facts: Facts) -> str:
    """What hides whether a sarcoma board came before treatment, the nearest obstacle first."""
    if facts.discussed is None:
        unknown_type = facts.board_type_known is False
        return _("The type of a board is not known") if unknown_type else missing(facts, "discussed")
    if facts.board_date is None or facts.board_precision == "YEAR":
        return _("The day of the sarcoma board is not known")
    open_kinds = [name for name in ("resected", "irradiated", "systemic") if getattr(facts, name) is None]
    if facts.treatment_by and _first_day(facts) > facts.treatment_by:
        return _(
            "The board on %(board)s came after %(treatment)s; whether there was an earlier one is open"
        ) % {
            "board": date(facts, "board_date"),
            "treatment": _treatment(facts),
        }
    if open_kinds:
        return "; ".join(missing(facts, name) for name in open_kinds)
    if facts.treatment_from is None:
        return _("The day of a treatment is missing, or known only to the year")
    return _("The order of the board (%(board)s) and %(treatment)s cannot be told from their dates") % {
        "board": date(facts, "board_date"),
        "treatment": _treatment(facts),
    }
