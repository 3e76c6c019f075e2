"""What no template may do: the security policy, the icons and the comments hold everywhere."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from config.templatetags import ui

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
SPRITE = (ROOT / "config/templates/partials/icons.html").read_text()
BLOCK = re.compile(r"{% block (\w+) %}")
EXTENDS = re.compile(r'{% extends "([^"]+)" %}')


def parent(path: Path) -> Path | None:
    """The template of ours that this one extends; None for the packages' and for those that extend none."""
    base = EXTENDS.search(path.read_text())
    return next((found for found in TEMPLATES if base and str(found).endswith(f"templates/{base[1]}")), None)


def drawn(path: Path) -> set[str]:
    """The blocks of a template and of all it extends."""
    above = parent(path)
    return (drawn(above) if above else set()) | set(BLOCK.findall(path.read_text()))


# Templates that others extend may add blocks of their own.
EXTENDED = {parent(path) for path in TEMPLATES}
PAGES = [path for path in TEMPLATES if parent(path) and path not in EXTENDED and "allauth" not in path.parts]
DRAWS = [
    path
    for pattern in ("*/templates/**/*.html", "*/static/src/js/*.js", "[a-z]*/**/*.py")
    for path in ROOT.glob(pattern)
    if path.relative_to(ROOT).parts[0] in ("config", "centers", "registry", "analytics")
    and "styleguide" not in str(path)
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


def used(source: str) -> bool:
    """Whether a page, or code that draws one, has this text; the living component page is none."""
    return any(re.search(source, path.read_text()) for path in DRAWS)


def test_no_part_exists_for_the_component_page_alone() -> None:
    partials = [path.name for path in ROOT.glob("config/templates/partials/*.html")]
    tags = [*ui.register.tags, *ui.register.filters]
    assert [name for name in partials if not used(rf"partials/{re.escape(name)}")] == []
    assert [name for name in tags if not used(rf"({{%\s*(filter )?|\|){name}\b")] == []


def test_no_class_of_the_style_sheets_is_unused() -> None:
    """A class may be put together where it is drawn: `event-{{ shape }}`, `s-{n}`, `w{span}`."""
    sheets = " ".join(path.read_text() for path in ROOT.glob("config/static/src/css/*.css"))
    selectors = " ".join(re.findall(r"([^{}]+){", re.sub(r'/\*.*?\*/|"[^"]*"', "", sheets, flags=re.DOTALL)))
    names = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    forms = {name: re.sub(r"(?<=-)[a-z]+$|\d+$", "", name) for name in names}
    assert [name for name in sorted(names) if not used(rf"(?<![\w-]){name}(?![\w-])|{forms[name]}{{")] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_fills_only_blocks_that_are_drawn(path: Path) -> None:
    """A misspelt block is silently an empty page."""
    above = parent(path)
    assert above
    assert set(BLOCK.findall(path.read_text())) <= drawn(above)


def test_the_404_page_says_nothing_about_what_was_asked() -> None:
    asked = {"request_path": "/cases/7K3M-ZZZZ-H/", "exception": "Case 7K3M-ZZZZ-H"}
    html = render_to_string("404.html", asked)
    assert html == render_to_string("404.html", {})
    assert "csrfmiddlewaretoken" not in html
