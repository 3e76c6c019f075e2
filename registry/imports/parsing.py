"""Reading and checking a mapping file. Every error names its place; nothing is guessed."""

import codecs
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _

from ..fields import NumberField, PartialDateField, WholeField
from ..models import CaseSource
from .conversions import DATES
from .files import FORMATS
from .mapping import Anchor, Condition, Event, Key, Mapping, Rule
from .problems import Refusal, Unusable
from .reading import Reader, check_values
from .tables import Table
from .targets import IDENTIFIED_BY, KINDS, OWNERS, Target, fields_of

SHIPPED = Path(__file__).parent.parent / "mappings"
# (end of the field's name, unit of the file) -> factor into the unit the registry stores
FACTORS: dict[tuple[str, str], Decimal] = {
    ("_mm", "mm"): Decimal(1),
    ("_mm", "cm"): Decimal(10),
    ("_mm2", "mm2"): Decimal(1),
    ("_mm2", "cm2"): Decimal(100),
    ("_gy", "Gy"): Decimal(1),
    ("_gy", "cGy"): Decimal("0.01"),
    ("_ml", "ml"): Decimal(1),
    ("_ml", "l"): Decimal(1000),
    ("_min", "min"): Decimal(1),
    ("_min", "h"): Decimal(60),
    ("_months", "months"): Decimal(1),
    ("_months", "years"): Decimal(12),
    ("_km", "km"): Decimal(1),
}
# unit of `days_from_anchor` -> days. A month is a twelfth of 365.25 days.
DAYS: dict[str, Decimal] = {
    "days": Decimal(1),
    "weeks": Decimal(7),
    "months": Decimal("30.4375"),
    "years": Decimal("365.25"),
}
PICKS = ("largest",)


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
    anchor = _anchor(top.table("anchor"))
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
        rules=tuple(_field(table, anchor) for table in top.tables("field")),
        events=tuple(_event(table, anchor) for table in top.tables("event")),
        ignored=(ignore.texts("columns") or ()) if ignore else (),
    )
    for table in filter(None, (ignore, top)):
        table.close()
    _check(mapping, top)
    return mapping


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


def _anchor(table: Table | None) -> Anchor | None:
    if table is None:
        return None
    target, date = _target(table, table.text("field")), table.date("date")
    table.close()
    if target.owner != "case" or not isinstance(target.field, PartialDateField):
        raise table.refuse(_("field must be a date of the case, such as case.diagnosis_date."))
    return Anchor(target, date)


def _target(table: Table, name: str) -> Target:
    owner, _dot, field = name.partition(".")
    known = fields_of(owner) if owner in OWNERS else {}
    if field not in known:
        raise table.refuse(_("%(name)s is not a field of patient or case.") % {"name": name})
    return known[field]


def _field(table: Table, anchor: Anchor | None) -> Rule:
    return _rule(table, _target(table, table.text("to")), anchor)


def _rule(table: Table, target: Target, anchor: Anchor | None) -> Rule:
    sources = [name for name in ("column", "days_from_anchor", "const") if name in table.left]
    if len(sources) != 1:
        raise table.refuse(_("%(to)s needs one of column, days_from_anchor, const.") % {"to": target})
    const, because = table.text("const", ""), table.text("because", "")
    if bool(const) != bool(because.strip()):
        raise table.refuse(
            _('%(to)s: a constant, and nothing else, carries because = "why it is true of every row".')
            % {"to": target}
        )
    days = table.text("days_from_anchor", "")
    if days and (anchor is None or not isinstance(target.field, PartialDateField)):
        raise table.refuse(
            _("%(to)s: days_from_anchor needs an [anchor] and a date to fill.") % {"to": target}
        )
    rule = Rule(
        target=target,
        column=days or table.text("column", ""),
        from_anchor=bool(days),
        const=const,
        because=because,
        factor=_factor(table, target, DAYS if days else None),
        split=table.text("split", ""),
        pick=_pick(table, target),
        values=table.pairs("values"),
        when=_conditions(table),
    )
    table.close()
    return rule


def _factor(table: Table, target: Target, known: dict[str, Decimal] | None) -> Decimal:
    unit = table.text("unit", "")
    if known is None:
        known = {name: factor for (end, name), factor in FACTORS.items() if target.name.endswith(end)}
    if unit and unit not in known:
        shown = {"to": target, "unit": unit, "known": ", ".join(known) or "-"}
        raise table.refuse(_("%(to)s cannot be read in %(unit)s; known: %(known)s.") % shown)
    return known.get(unit, Decimal(1))


def _pick(table: Table, target: Target) -> str:
    pick = table.one_of("pick", ("", *PICKS), "")
    if pick and not isinstance(target.field, WholeField | NumberField):
        raise table.refuse(_("%(to)s: pick chooses among numbers.") % {"to": target})
    return pick


def _conditions(table: Table) -> tuple[Condition, ...]:
    return tuple(_condition(inner) for inner in table.tables("when"))


def _condition(table: Table) -> Condition:
    column, equals = table.text("column"), table.texts("equals")
    present, otherwise = table.flag("present"), table.texts("otherwise")
    table.close()
    if present == (equals is not None):
        raise table.refuse(_("a condition has either equals or present = true."))
    return Condition(column, equals or (), present, otherwise)


def _event(table: Table, anchor: Anchor | None) -> Event:
    kind = table.one_of("type", tuple(KINDS))
    known = fields_of(kind)
    rules = [
        rule
        for name, raw in _raw_fields(table).items()
        for rule in _entry_rules(table, known, name, raw, anchor)
    ]
    date = table.table("date")
    if date is not None:
        rules.append(_rule(date, known[KINDS[kind].when], anchor))
    identified_by = table.texts("identified_by")
    event = Event(
        type=kind,
        rules=tuple(rules),
        when=_conditions(table),
        identified_by=identified_by or IDENTIFIED_BY[kind],
        each=table.text("each", ""),
        distinct=table.flag("distinct"),
    )
    table.close()
    strange = set(event.identified_by) - set(known)
    if strange or not rules:
        raise table.refuse(_("unknown or no fields: %(names)s") % {"names": ", ".join(sorted(strange))})
    return event


def _raw_fields(table: Table) -> dict[str, object]:
    fields = table.table("fields")
    return fields.left if fields else {}


def _entry_rules(
    table: Table, known: dict[str, Target], name: str, raw: object, anchor: Anchor | None
) -> Iterator[Rule]:
    """A field of an entry: the name of a column, or a table as in [[field]], or several of these."""
    if name not in known:
        raise table.refuse(_("there is no field %(name)s.") % {"name": name})
    for one in raw if isinstance(raw, list) else [raw]:
        data = {"column": one} if isinstance(one, str) else one
        yield _rule(Table(data, f"{table.where}.fields.{name}"), known[name], anchor)
