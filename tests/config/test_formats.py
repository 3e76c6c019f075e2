"""Numbers follow the region of the person, dates are written day first everywhere."""

import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format, localize


@pytest.mark.parametrize(
    ("locale", "number"),
    [
        ("en-es", "8,2"),
        ("en-gb", "8.2"),
        ("en-mx", "8.2"),
        ("es-es", "8,2"),
        ("es-ar", "8,2"),
        ("es-pe", "8.2"),
        ("es-mx", "8.2"),
        ("es-cr", "8.2"),
        ("pt-br", "8,2"),
    ],
)
def test_a_number_is_written_as_in_the_region(locale: str, number: str) -> None:
    with translation.override(locale):
        assert localize(8.2) == number


def test_a_date_names_its_month_in_the_language() -> None:
    with translation.override("en-es"):
        assert date_format(datetime.date(2021, 3, 12)) == "12 Mar 2021"
