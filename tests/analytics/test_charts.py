"""Charts: what is drawn is what was estimated, readable, well-formed and without any style of its own."""

import re
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.charts.export import STYLE, standalone, survival_rows
from analytics.charts.interval_row import bounds_in_words, interval_in_words, interval_row
from analytics.charts.labels import Box, place
from analytics.charts.survival_curve import MAX_CURVES, survival_charts
from analytics.charts.survival_frame import Frame, Series, month_ticks, reach, risk_table
from analytics.charts.survival_words import HEADLINES, headline
from analytics.charts.svg import element
from analytics.statistics.kaplan_meier import kaplan_meier

CSS = Path(__file__).resolve().parents[2] / "config" / "static" / "src" / "css"
TITLE = "Overall survival"


def series(label: str, n: int, events: int, month: float = 1.0) -> Series:
    """`n` patients leaving one after the other every `month`; the first `events` of them die."""
    return Series(label, kaplan_meier([month * i for i in range(1, n + 1)], [i < events for i in range(n)]))


GROUPS = [series("Localized", 70, 20), series("Metastatic", 40, 30), series("<b>RX</b>", 8, 4)]


def chart(groups: list[Series], min_at_risk: int = 10) -> Element:
    drawn = survival_charts(groups, prefix="km", title=TITLE, axis="Months", min_at_risk=min_at_risk)
    assert len(drawn) == 1
    return fromstring(drawn[0])


def texts(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter("text")]


def by_class(svg: Element, name: str) -> list[Element]:
    return [node for node in svg.iter() if name in node.get("class", "").split()]


def test_a_drawing_has_a_name_and_a_description() -> None:
    svg = chart(GROUPS)
    ids = {node.get("id"): node.text for node in svg if node.get("id")}
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby", "").split() == list(ids)
    assert ids["km-title"] == TITLE
    assert ids["km-description"] == (
        "Localized: 70 patients, 5 years: 71\u00a0%. Metastatic: 40 patients, 2 years: 40\u00a0%. "
        "<b>RX</b>: 8 patients."
    )


def test_values_are_escaped() -> None:
    assert "<b>" not in survival_charts(GROUPS, prefix="km", title="<i>", axis="&")[0]
    assert element("text", "<", css='"') == '<text class="&quot;">&lt;</text>'


def test_only_classes_carry_the_look() -> None:
    """The security policy allows no style attribute; colors of their own would not follow the theme."""
    rows = [interval_row(0.5, (0.4, 0.6), 0.9, (0.3, 0.7))]
    known = set(re.findall(r"\.([a-z][\w-]*)", (CSS / "charts.css").read_text()))
    for drawn in (*survival_charts(GROUPS, prefix="km", title=TITLE, axis="Months"), *rows):
        assert not re.search(r"""\b(style|fill|stroke|opacity|font-size)=""", drawn)
        used = {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()}
        assert used <= known


def test_a_curve_goes_through_its_estimates_and_ends_where_too_few_are_left() -> None:
    svg, frame = chart(GROUPS), Frame(month_ticks(GROUPS))
    curve = GROUPS[0].curve
    numbers = [float(n) for n in re.findall(r"[\d.]+", by_class(svg, "curve")[0].get("d", ""))]
    assert numbers[:2] == [pytest.approx(frame.x(0), abs=0.1), pytest.approx(frame.y(1), abs=0.1)]
    assert numbers[2:4] == [pytest.approx(frame.x(1), abs=0.1), pytest.approx(frame.y(69 / 70), abs=0.1)]
    assert reach(curve, 10) == 61  # ten are left on the 61st
    assert numbers[-2:] == [pytest.approx(frame.x(61), abs=0.1), pytest.approx(frame.y(50 / 70), abs=0.1)]


def test_rates_stay_between_the_axes() -> None:
    frame = Frame((0, 12, 24))
    assert [frame.y(1), frame.y(0)] == [frame.top, frame.bottom]
    assert frame.x(24 + 6) == pytest.approx(frame.right)


def test_ticks_stand_in_the_middle_of_the_columns_of_the_table() -> None:
    """The style sheet gives the table's width and its first column's; the rest is shared evenly."""
    css = (CSS / "charts.css").read_text()
    assert re.search(r"\.risk \{ width: (\d+)px", css)[1] == str(int(Frame((0, 1)).right))  # type: ignore[index]
    head = float(re.search(r"\.risk :is\(th, td\):first-child \{ width: (\d+)px", css)[1])  # type: ignore[index]
    for ticks in ((0, 12), (0, 12, 24, 36, 48, 60), (0, 24, 48, 72)):
        frame = Frame(ticks)
        column = (frame.right - head) / len(ticks)
        middles = [head + column * (place + 0.5) for place in range(len(ticks))]
        assert [frame.x(month) for month in ticks] == pytest.approx(middles)


def test_a_group_too_small_to_draw_is_named() -> None:
    svg = chart(GROUPS)
    assert len(by_class(svg, "curve")) == len(GROUPS) - 1
    assert texts(svg)[-2:] == ["<b>RX</b>", "8 patients: not drawn"]
    assert len(by_class(chart(GROUPS, min_at_risk=1), "curve")) == len(GROUPS)


def test_notes_give_survival_at_the_same_month_for_all() -> None:
    written = texts(chart(GROUPS))
    assert "5 years: 71\u00a0%" in written
    assert "cut: fewer than 10 at risk" in written


def test_nobody_is_a_chart_too() -> None:
    assert by_class(chart([]), "axis")
    assert texts(chart([series("None", 0, 0)]))[-1] == "0 patients: not drawn"


def test_more_groups_than_colors_become_small_charts() -> None:
    groups = [series(f"Group {n}", 60, 20) for n in range(MAX_CURVES + 1)]
    drawn = survival_charts(groups, prefix="km", title=TITLE, axis="Months")
    ids = [found for one in drawn for found in re.findall(r' id="([^"]+)"', one)]
    assert len(drawn) == len(groups)
    assert len(set(ids)) == len(ids) == 2 * len(groups)


def test_the_same_numbers_are_drawn_whatever_the_language() -> None:
    def paths() -> list[str]:
        return [node.get("d", "") for node in chart(GROUPS).iter("path")]

    with translation.override("de"):
        german = paths()
    assert german == paths()


boxes = st.builds(
    lambda left, top, width, height: Box(left, top, left + width, top + height),
    st.floats(0, 300),
    st.floats(0, 270),
    st.floats(20, 100),
    st.floats(15, 30),
)


@settings(deadline=None)
@given(wanted=st.lists(boxes, min_size=1, max_size=5))
def test_names_never_cover_each_other(wanted: list[Box]) -> None:
    placed: list[Box] = []
    for box in wanted:
        placed.append(place(box, placed, 0, 300))
    assert not any(one.overlaps(other) for one, other in combinations(placed, 2))
    assert all(box.top >= 0 and box.bottom <= 300 for box in placed)


def test_a_free_name_stays_where_it_is() -> None:
    box, elsewhere = Box(0, 100, 50, 115), Box(60, 100, 90, 115)
    assert place(box, [elsewhere], 0, 300) == box
    assert place(box, [box], 0, 300).top == 115


def test_the_table_counts_everyone_at_every_month() -> None:
    ticks = month_ticks(GROUPS)
    for row, group in zip(risk_table(GROUPS, ticks), GROUPS, strict=True):
        assert row.at_risk[0] == group.curve.n
        for counts in zip(row.at_risk, row.censored, row.events, strict=True):
            assert sum(counts) == group.curve.n


@pytest.mark.parametrize(
    ("last", "ticks"),
    [(0.4, (0, 1)), (5, (0, 1, 2, 3, 4, 5)), (66, (0, 12, 24, 36, 48, 60)), (170, tuple(range(0, 169, 24)))],
)
def test_ticks_are_months_that_readers_count_in(last: float, ticks: tuple[int, ...]) -> None:
    assert month_ticks([Series("", kaplan_meier([last] * 10, [False] * 10))]) == ticks


def test_the_headline_says_the_latest_year_with_enough_patients() -> None:
    curve = GROUPS[0].curve
    assert headline("os", curve) == "Five years after diagnosis, 71\u00a0% of patients are alive"
    assert headline("mfs", GROUPS[1].curve, "patients with metastases") == (
        "After two years, 40\u00a0% of patients with metastases are alive without metastasis"
    )
    assert headline("os", GROUPS[2].curve) == (
        "No result yet: fewer than 10 patients have been followed for a year"
    )
    assert all(headline(endpoint, curve) for endpoint in HEADLINES)


def test_an_interval_row_is_to_scale() -> None:
    svg = fromstring(interval_row(0.75, (0.5, 1.0), 0.9, (0.25, 0.75)))
    assert by_class(svg, "interval")[0].get("d", "").startswith("M134 15H262")
    assert by_class(svg, "interval-dot")[0].get("cx") == "198"
    assert by_class(svg, "bounds")[0].get("d") == "M70 8H198V22H70Z"
    inside = re.findall(r"[ML]([\d.]+) ([\d.]+)", by_class(svg, "hatch")[0].get("d", ""))
    assert all(70 <= float(x) <= 198 and 8 <= float(y) <= 22 for x, y in inside)
    assert svg.get("aria-hidden") == "true"


def test_an_interval_row_draws_only_what_is_known() -> None:
    svg = fromstring(interval_row(None, None))
    assert [node.get("class") for node in svg] == ["grid-line"]


def test_intervals_in_words() -> None:
    assert interval_in_words((0.724, 0.917)) == "95 % interval 72 to 92\u00a0%"
    assert interval_in_words(None) == ""
    assert bounds_in_words(0.27, (0.62, 0.89)) == "With 27\u00a0% missing: between 62 and 89\u00a0%"


def test_a_file_needs_no_page() -> None:
    drawn = survival_charts(GROUPS, prefix="km", title=TITLE, axis="Months")[0]
    svg = fromstring(standalone(drawn))
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    style = STYLE.read_text()
    assert "var(" not in style
    used = {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()}
    assert used - {"s-1"} <= set(re.findall(r"\.([a-z][\w-]*)", style))
    tokens = (CSS / "tokens.css").read_text()
    assert all(color in tokens for color in re.findall(r"#[0-9a-f]{3,6}\b", style))


def test_rows_for_csv_hold_every_step() -> None:
    head, *rows = survival_rows(GROUPS)
    assert len(rows) == sum(len(group.curve.times) for group in GROUPS)
    first = dict(zip(head, rows[0], strict=True))
    assert (first["group"], first["month"], first["at_risk"], first["events"]) == ("Localized", 1, 70, 1)
    assert first["survival"] == pytest.approx(69 / 70)
    only = list(survival_rows([series("All died", 1, 1)]))[1]
    assert only[5:] == (0.0, "", "", "")  # R gives neither an error nor limits at zero
