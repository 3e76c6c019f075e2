"""API shapes of figures, explanations and survival: the documents of the commands, described."""

from typing import Any, get_args

from rest_framework import serializers

from centers.serializers import MAX_PAGE, Code, Strict, Text, page_of
from registry import codes

from .knowledge.endpoints import ENDPOINTS, SPLITS
from .outcomes import Outcome
from .statistics.confidence import ConfType

MONTHS = r"^[0-9]{1,3}(,[0-9]{1,3}){0,11}$"
OUTCOMES = [outcome.value for outcome in Outcome]


def share(words: str) -> serializers.FloatField:
    """A probability or rate that may be withheld."""
    return serializers.FloatField(min_value=0, max_value=1, allow_null=True, help_text=words)


class FigureFilters(Strict):
    """What narrows figures. Each may be left out."""

    center = Text(
        max_length=12,
        required=False,
        help_text="Center the figure is attributed to; `network` for the stored counts of all centers.",
    )
    by = Code(choices=["owner"], required=False, help_text="`owner`: `center` is the registering center.")
    period = serializers.IntegerField(
        min_value=1900, max_value=2200, required=False, help_text="Year of diagnosis."
    )
    group = Code(choices=codes.SARCOMA_GROUP, required=False)


class IndicatorFigure(Strict):
    """One indicator, counted: n is met, N met and not met. Fewer than 10 assessed cases carry no rate."""

    code = serializers.CharField()
    version = serializers.CharField()
    title = serializers.CharField()
    n = serializers.IntegerField()
    N = serializers.IntegerField()
    not_assessable = serializers.IntegerField()
    not_applicable = serializers.IntegerField()
    exception = serializers.IntegerField()
    rate = share("n / N.")
    strict_rate = share("What cannot be judged counts as not met.")
    lower = share("95 % confidence interval of the rate (Wilson).")
    upper = share("95 % confidence interval of the rate (Wilson).")
    status = serializers.ChoiceField(choices=["ok", "too_few", "none"])
    waiting_for = serializers.CharField(allow_null=True)


class Figures(Strict):
    """All indicators of a selection."""

    as_of = serializers.DateTimeField(allow_null=True)
    period = serializers.IntegerField(allow_null=True)
    center = serializers.CharField(allow_null=True)
    indicators = IndicatorFigure(many=True)


class CriterionJudged(Strict):
    """One criterion of one case; null is unknown."""

    label = serializers.CharField()  # type: ignore[assignment]
    result = serializers.BooleanField(allow_null=True)


class FactShown(Strict):
    """One fact of one case."""

    name = serializers.CharField()
    value = serializers.JSONField(allow_null=True)
    known = serializers.BooleanField()
    field = serializers.CharField(allow_blank=True, help_text="Where it is entered, as case.size_mm.")


class IndicatorExplained(Strict):
    """What one indicator says of one case, and why."""

    code = serializers.CharField()
    version = serializers.CharField()
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    attributed_to = serializers.CharField(help_text="Code of the center whose figure it is.")
    reason = serializers.CharField(allow_blank=True)
    concerns = CriterionJudged(many=True, help_text="All hold for a case it is about.")
    excludes = CriterionJudged(many=True, help_text="None holds for a case it is about.")
    expects = CriterionJudged(many=True, help_text="All hold where it is met.")
    facts = FactShown(many=True)
    source = serializers.CharField()  # type: ignore[assignment]


class CaseExplained(Strict):
    """What all indicators say of one case."""

    case = serializers.CharField()
    results = IndicatorExplained(many=True)


class WorklistFilters(FigureFilters):
    """Which cases of an indicator; without `outcome` those to look at: not met, or not assessable."""

    outcome = Code(choices=OUTCOMES, required=False)
    page = serializers.IntegerField(min_value=1, max_value=MAX_PAGE, default=1)


class WorklistCase(Strict):
    """One case of an indicator, with the reason in words."""

    case = serializers.CharField(source="public_id")
    outcome = serializers.ChoiceField(choices=OUTCOMES)
    attributed_to = serializers.CharField(source="attributed_to.code")
    reason = serializers.CharField(allow_blank=True)
    field = serializers.CharField(
        source="mend", allow_blank=True, help_text="What to look at, as case.size_mm."
    )


WorklistPage = page_of(WorklistCase)


class SurvivalFilters(Strict):
    """What is asked of survival. Each may be left out."""

    endpoint = Code(choices=list(ENDPOINTS), default="os")
    by = Code(choices=list(SPLITS), required=False)
    source = Text(  # type: ignore[assignment]
        max_length=60, required=False, help_text="Only cases imported from here."
    )
    center = Text(max_length=12, required=False, help_text="Code of the registering center.")
    group = Code(choices=codes.SARCOMA_GROUP, required=False)
    conf_type = Code(choices=list(get_args(ConfType)), default="log-log")
    times = serializers.RegexField(MONTHS, default="12,24,36,60", help_text="Months, with commas.")

    def validate_times(self, value: Any) -> tuple[int, ...]:
        """The months as numbers."""
        return tuple(int(part) for part in value.split(","))


class Median(Strict):
    """Months; null is not reached."""

    value = serializers.FloatField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)


class SurvivalAt(Strict):
    """The estimate at one month; null cannot be stated."""

    month = serializers.IntegerField()
    n_risk = serializers.IntegerField()
    survival = share("Probability.")
    se = serializers.FloatField(allow_null=True, help_text="Standard error (Greenwood).")
    lower = share("95 % confidence limit.")
    upper = share("95 % confidence limit.")


class Curve(Strict):
    """A Kaplan-Meier curve at the months asked for."""

    median = Median()
    at = SurvivalAt(many=True)


class CurveOfGroup(Curve):
    """The curve of one group; a null value is not entered."""

    value = serializers.CharField(allow_null=True)
    n = serializers.IntegerField()
    events = serializers.IntegerField()


class LeftOut(Strict):
    """How many cases give no observation, and why."""

    reason = serializers.CharField()
    n = serializers.IntegerField()


class LogRankOfGroup(Strict):
    """Observed and expected events of one group."""

    value = serializers.CharField(allow_null=True)
    n = serializers.IntegerField()
    observed = serializers.FloatField()
    expected = serializers.FloatField()


class LogRank(Strict):
    """The log-rank test between the groups."""

    chi_square = serializers.FloatField()
    df = serializers.IntegerField()
    p = serializers.FloatField(min_value=0, max_value=1)
    groups = LogRankOfGroup(many=True)


class Survival(Strict):
    """Survival of the cases a person sees. Months of 30.4375 days, probabilities 0..1."""

    endpoint = serializers.CharField()
    by = serializers.CharField(allow_null=True)
    n = serializers.IntegerField()
    events = serializers.IntegerField()
    excluded = LeftOut(many=True)
    days_per_month = serializers.FloatField()
    conf_type = serializers.CharField()
    overall = Curve()
    groups = CurveOfGroup(many=True)
    logrank = LogRank(allow_null=True)
    origin = serializers.DictField(
        child=serializers.IntegerField(), help_text="Cases by where time starts: diagnosis or surgery."
    )
    relapse_open = serializers.IntegerField(
        help_text="Cases taken as free of relapse although their section Relapse is not complete."
    )
