"""Reading and checking a mapping file. Every error names its place; nothing is guessed."""

import codecs
import tomllib
from pathlib import Path

from django.utils.translation import gettext as _

from ..models import CaseSource
from .conversions import DATES
from .files import FORMATS
from .mapping import Key, Mapping
from .problems import Refusal, Unusable
from .reading import Reader, check_values
from .rules import RuleParser, parse_anchor
from .tables import Table

SHIPPED = Path(__file__).parent.parent / "mappings"


def shipped() -> dict[str, Path]:
    """The mappings that come with the software, by name."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}


def find_mapping(name: str) -> Mapping:
    """A shipped mapping by its name, or one in a file `*.toml`. Raises Unusable."""
    path = Path(name) if name.endswith(".toml") else shipped().get(name)
    if path is None:
        shown = {"name": name, "known": ", ".join(shipped())}
        raise Unusable(
            _("There is no mapping %(name)s. Known: %(known)s, or a file ending in .toml.") % shown
        )
    try:
        return parse_mapping(path.read_bytes())
    except OSError as error:
        raise Unusable(_("The mapping %(name)s cannot be read.") % {"name": name}) from error


def parse_mapping(content: bytes) -> Mapping:
    """Reads a mapping. Raises Unusable with the place of the first error."""
    try:
        data = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unusable(_("The mapping is not valid TOML: %(error)s") % {"error": error}) from error
    top = Table(data, "mapping")
    ignore = top.table("ignore")
    anchor = parse_anchor(top.table("anchor"))
    rules = RuleParser(anchor, _words(top))
    mapping = Mapping(
        name=top.text("name"),
        version=top.text("version"),
        title=top.text("title", ""),
        source=top.text("source"),
        format=top.one_of("format", tuple(FORMATS)),
        encoding=_encoding(top),
        missing=frozenset(top.texts("missing") or ()),
        unknown=frozenset(top.texts("unknown") or ()),
        decimal=top.one_of("decimal", (".", ","), "."),
        dates=top.one_of("dates", tuple(DATES), "ISO"),
        sheet=top.text("sheet", ""),
        rows=top.text("rows", ""),
        comment=top.text("comment", ""),
        ends_at_blank=top.flag("ends_at_blank"),
        key=_key(top.table("key"), top),
        anchor=anchor,
        rules=tuple(rules.field(table) for table in top.tables("field")),
        events=tuple(rules.event(table) for table in top.tables("event")),
        ignored=(ignore.texts("columns") or ()) if ignore else (),
    )
    for table in filter(None, (ignore, top)):
        table.close()
    _check(mapping, top)
    return mapping


def _words(top: Table) -> dict[str, dict[str, str]]:
    """The tables of words that several fields share, by name."""
    shared = top.table("values")
    return {name: shared.pairs(name) for name in tuple(shared.left)} if shared else {}


def _check(mapping: Mapping, top: Table) -> None:
    """What only the whole mapping can tell."""
    longest = CaseSource._meta.get_field("source").max_length or 0
    if len(mapping.source) > longest:
        raise top.refuse(_("source is longer than %s characters.") % longest)
    twice = sorted(mapping.columns & set(mapping.ignored))
    if twice:
        raise top.refuse(_("columns both mapped and ignored: %(names)s.") % {"names": ", ".join(twice)})
    if mapping.format != "json" and any(event.each for event in mapping.events):
        raise top.refuse(_("each names nested records, which only format = json has."))
    reader = Reader(mapping, {})
    for rule in (*mapping.rules, *(rule for event in mapping.events for rule in event.rules)):
        try:
            check_values(reader, rule)
        except Refusal as refusal:
            raise top.refuse(f"{rule.target}: {refusal}") from refusal


def _encoding(top: Table) -> str:
    name = top.text("encoding", "utf-8-sig")
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise top.refuse(_("there is no encoding %(name)s.") % {"name": name}) from error


def _key(table: Table | None, top: Table) -> Key:
    if table is None:
        raise top.refuse(_("[key] is missing: say which column tells the cases apart."))
    column, repeats = table.text("column"), table.flag("repeats")
    bounds = [int(text) if text.isdecimal() else -1 for text in table.texts("slice") or ("0",)]
    same_as = table.texts("same_as") or ()
    table.close()
    start, stop = bounds[0], bounds[1] if len(bounds) == 2 else None
    if len(bounds) > 2 or start < 0 or (stop is not None and stop <= start):
        raise table.refuse(_("slice is [first, last + 1], counted from 0: slice = [0, 12]."))
    return Key(column, start, stop, repeats, same_as)
