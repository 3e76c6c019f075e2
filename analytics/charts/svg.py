"""SVG as safe strings: every value is escaped, every number is written with a point."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Python names of attributes that are spelled otherwise in SVG.
NAMES = {"css": "class", "view_box": "viewBox"}

Point = tuple[float, float]


def element(name: str, *children: str, **attributes: str | float) -> SafeString:
    """One element; children that are not safe strings are escaped, `aria_label` becomes `aria-label`."""
    written = format_html_join(
        "",
        ' {}="{}"',
        ((NAMES.get(key, key.replace("_", "-")), _attribute(value)) for key, value in attributes.items()),
    )
    if not children:
        return format_html("<{}{}/>", name, written)
    return format_html("<{}{}>{}</{}>", name, written, join(children), name)


def join(parts: Iterable[str]) -> SafeString:
    """The parts one after the other, escaped where they are not safe."""
    return format_html_join("", "{}", ((part,) for part in parts))


def drawing(
    *children: str, prefix: str, title: str, description: str, width: float, height: float, css: str = ""
) -> SafeString:
    """A drawing with a name and a description; `prefix` keeps their ids apart from others on the page."""
    names = {"title": f"{prefix}-title", "desc": f"{prefix}-description"}
    return element(
        "svg",
        element("title", title, id=names["title"]),
        element("desc", description, id=names["desc"]),
        *children,
        role="img",
        aria_labelledby=" ".join(names.values()),
        width=width,
        height=height,
        view_box=f"0 0 {number(width)} {number(height)}",
        **({"css": css} if css else {}),
    )


def number(value: float) -> str:
    """A coordinate, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def staircase(points: Iterable[Point]) -> str:
    """Path data through `points`, each reached by going across first, then up or down."""
    (x, y), *rest = points
    return f"M{number(x)} {number(y)}" + "".join(f"H{number(x)}V{number(y)}" for x, y in rest)


def _attribute(value: str | float) -> str:
    return value if isinstance(value, str) else number(value)
