"""Tags and filters of the design system, without a database."""

import datetime as dt

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from config.templatetags import ui

TODAY = dt.date(2026, 3, 16)


def render(source: str, path: str = "/", **context: object) -> str:
    return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


@pytest.mark.parametrize(
    ("days", "level", "words"),
    [
        (-1, "late", "1 day late"),
        (-4, "late", "4 days late"),
        (0, "due", "Due today"),
        (3, "due", "Due in 3 days"),
        (4, "ok", "Due in 4 days"),
    ],
)
def test_a_clock_says_in_words_how_far_the_day_is(days: int, level: str, words: str) -> None:
    due = TODAY + dt.timedelta(days=days)
    html = ui.clock(due, TODAY)
    assert f'class="clock {level}" datetime="{due}"' in html
    assert words in html


def test_a_clock_counts_days_in_the_readers_time_zone() -> None:
    noon = dt.datetime(2026, 3, 16, 12, tzinfo=dt.UTC)
    assert "Due today" in ui.clock(TODAY, noon)


@pytest.mark.parametrize("code", ui.OUTCOMES)
def test_each_outcome_has_a_shape_and_a_word(code: str) -> None:
    html = ui.outcome(code)
    assert "<use " in html
    assert html.count(">") > html.count("/>")


def test_an_unknown_outcome_is_an_error_not_a_blank() -> None:
    with pytest.raises(KeyError):
        ui.outcome("PASSED")


@pytest.mark.parametrize(
    ("rate", "digits", "words"),
    [(0.713, 0, "71\u00a0%"), (0.713, 1, "71.3\u00a0%"), (0.0, 0, "0\u00a0%"), (None, 0, "")],
)
def test_a_rate_is_a_percentage_and_nothing_is_nothing(rate: float | None, digits: int, words: str) -> None:
    assert ui.percent(rate, digits) == words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\n  Two-Factor Authentication ", "Two-factor authentication"),
        ("Don&#39;t Trust", "Don&#39;t trust"),
        ("Activate TOTP With JavaScript", "Activate TOTP with JavaScript"),
    ],
)
def test_a_heading_is_a_sentence_in_english_alone(written: str, read: str) -> None:
    assert ui.sentence(written) == read
    with translation.override("es"):
        assert ui.sentence(written) == written.strip()


def test_a_percentage_follows_the_readers_language() -> None:
    with translation.override("es"):
        assert ui.percent(0.713, 1) == "71,3\u00a0%"


def test_a_sortable_head_turns_its_order_and_keeps_the_filters() -> None:
    head = '{% th "due" "Due" %}'
    assert "?group=STS&amp;sort=due" in render(head, "/?group=STS&page=3")
    turned = render(head, "/?sort=due")
    assert 'aria-sort="ascending"' in turned
    assert "?sort=-due" in turned
    assert 'aria-sort="descending"' in render('{% th "due" "Due" "" "-due" %}')


def test_the_pager_counts_in_words_and_keeps_the_filters() -> None:
    page = Paginator(range(412), 50).page(2)
    html = render("{% pager page %}", "/?group=STS&page=2", page=page)
    assert "51 to 100 of 412" in html
    assert "?group=STS&amp;page=3" in html
    assert html.count('aria-current="page"') == 1
    assert "<ol" not in render("{% pager page %}", page=Paginator(range(3), 50).page(1))


class Problem(forms.Form):
    sex = forms.ChoiceField(choices=[("F", "Female")], widget=forms.RadioSelect)
    size = forms.IntegerField(label="Largest diameter")

    def clean(self) -> None:
        raise forms.ValidationError("Nothing fits.")


def test_the_error_summary_links_to_controls_in_the_words_of_the_fields() -> None:
    assert ui.problems(Problem({"size": "x"})) == [
        ("", "Nothing fits."),
        ("id_sex_0", "Sex: This field is required."),
        ("id_size", "Largest diameter: Enter a whole number."),
    ]
