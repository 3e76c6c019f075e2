"""What no template may do: the security policy, the icons and the comments hold everywhere."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
SPRITE = (ROOT / "config/templates/partials/icons.html").read_text()
BLOCK = re.compile(r"{% block (\w+) %}")
BLOCKS = {
    name
    for base in ("base", "base_gate")
    for name in BLOCK.findall((ROOT / f"config/templates/{base}.html").read_text())
}
PAGES = [
    path
    for path in TEMPLATES
    if re.match(r'{% extends "base(_gate)?\.html"', path.read_text()) and "allauth" not in path.parts
]
CODE = [*TEMPLATES, *ROOT.glob("config/templatetags/*.py")]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style", text)
    assert not re.search(r"\son[a-z]+=|hx-on|javascript:", text)
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/json))", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_comments_do_not_show(path: Path) -> None:
    """Django's {# #} ends with its line; a longer one would be printed."""
    assert all(line.count("{#") == line.count("#}") for line in path.read_text().splitlines())


def test_every_icon_asked_for_is_in_the_sprite() -> None:
    asked = {name for path in CODE for name in re.findall(r'{% icon "([a-z]+)" %}', path.read_text())}
    drawn = set(re.findall(r'id="i-([a-z]+)"', SPRITE))
    assert asked <= drawn


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_fills_only_blocks_that_are_drawn(path: Path) -> None:
    """A misspelt block is silently an empty page."""
    assert set(BLOCK.findall(path.read_text())) <= BLOCKS


def test_the_404_page_says_nothing_about_what_was_asked() -> None:
    asked = {"request_path": "/cases/7K3M-ZZZZ-H/", "exception": "Case 7K3M-ZZZZ-H"}
    html = render_to_string("404.html", asked)
    assert html == render_to_string("404.html", {})
    assert "csrfmiddlewaretoken" not in html
