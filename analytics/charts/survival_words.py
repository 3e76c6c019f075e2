"""Survival in words: the sentence above the chart, its description, and times and rates as text."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from analytics.statistics.kaplan_meier import KaplanMeier

# What can be said of those without the event; `dss` counts death of disease, the last three death as well.
HEADLINES = {
    "os": gettext_lazy("%(time)s after diagnosis, %(rate)s of %(who)s are alive"),
    "dss": gettext_lazy("%(time)s after diagnosis, %(rate)s of %(who)s have not died of the disease"),
    "rfs": gettext_lazy("after %(time)s, %(rate)s of %(who)s are alive without relapse"),
    "lrfs": gettext_lazy("after %(time)s, %(rate)s of %(who)s are alive without local recurrence"),
    "mfs": gettext_lazy("after %(time)s, %(rate)s of %(who)s are alive without metastasis"),
}
HEADLINE_MONTHS = (60, 36, 24, 12)
NUMERALS = {
    1: gettext_lazy("one year"),
    2: gettext_lazy("two years"),
    3: gettext_lazy("three years"),
    5: gettext_lazy("five years"),
    10: gettext_lazy("ten years"),
}


def headline(endpoint: str, curve: KaplanMeier, who: str = "", min_at_risk: int = 10) -> str:
    """The finding of one curve (times in months) as a sentence without a full stop.

    It speaks of the latest of 5, 3, 2 and 1 years at which `min_at_risk` are still observed. `who` names
    the group within a sentence, as in "patients with localized disease".
    """
    month = headline_month(curve, min_at_risk)
    if month is None:
        return _("No result yet: fewer than %(n)s patients have been followed for a year") % {
            "n": min_at_risk
        }
    words = {
        "time": NUMERALS[month // 12],
        "rate": percent(curve.at(month).survival),
        "who": who or _("patients"),
    }
    return capfirst(str(HEADLINES[endpoint]) % words)


def headline_month(curve: KaplanMeier, min_at_risk: int = 10) -> int | None:
    """The month a headline speaks of; None while too few have been followed for a year."""
    return next((month for month in HEADLINE_MONTHS if curve.n_at_risk(month) >= min_at_risk), None)


def describe(label: str, curve: KaplanMeier, months: tuple[int, ...], min_at_risk: int) -> str:
    """One group for those who do not see the drawing: how many, and survival at the last month drawn."""
    shown = [month for month in months if month and curve.n_at_risk(month) >= min_at_risk]
    patients = ngettext("%(n)s patient", "%(n)s patients", curve.n) % {"n": curve.n}
    if not shown:
        return _("%(group)s: %(patients)s.") % {"group": label, "patients": patients}
    found = {"time": duration(shown[-1]), "rate": percent(curve.at(shown[-1]).survival)}
    return _("%(group)s: %(patients)s, %(time)s: %(rate)s.") % {"group": label, "patients": patients, **found}


def duration(months: int) -> str:
    """ "5 years", "18 months"."""
    if months % 12:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}


def percent(rate: float | None) -> str:
    """ "68 %", with a space that does not break; empty for None."""
    return "" if rate is None else _("%(n)s\u00a0%%") % {"n": f"{100 * rate:.0f}"}
