"""Reading the rules of a mapping file: fields, events and their conditions."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from ..fields import NumberField, PartialDateField, WholeField
from .mapping import Anchor, Condition, Event, Rule
from .tables import Table
from .targets import IDENTIFIED_BY, KINDS, OWNERS, Target, fields_of

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


def parse_anchor(table: Table | None) -> Anchor | None:
    """What days are counted from, if anything. Raises Unusable."""
    if table is None:
        return None
    target, date = _target(table, table.text("field")), table.date("date")
    table.close()
    if target.owner != "case" or not isinstance(target.field, PartialDateField):
        raise table.refuse(_("field must be a date of the case, such as case.diagnosis_date."))
    return Anchor(target, date)


class RuleParser:
    """Reads fields and events of one mapping. `words` are its shared tables of values, by name."""

    def __init__(self, anchor: Anchor | None, words: dict[str, dict[str, str]]) -> None:
        self.anchor, self.words = anchor, words

    def field(self, table: Table) -> Rule:
        """One `[[field]]`. Raises Unusable."""
        return self._rule(table, _target(table, table.text("to")))

    def event(self, table: Table) -> Event:
        """One `[[event]]`. Raises Unusable."""
        kind = table.one_of("type", tuple(KINDS))
        known = fields_of(kind)
        rules = list(self._entry_rules(table, known))
        date = table.table("date")
        if date is not None:
            rules.append(self._rule(date, known[KINDS[kind].when]))
        event = Event(
            type=kind,
            rules=tuple(rules),
            when=_conditions(table),
            identified_by=table.texts("identified_by") or IDENTIFIED_BY[kind],
            each=table.text("each", ""),
            distinct=table.flag("distinct"),
        )
        table.close()
        strange = set(event.identified_by) - set(known)
        if strange or not rules:
            raise table.refuse(_("unknown or no fields: %(names)s") % {"names": ", ".join(sorted(strange))})
        return event

    def _entry_rules(self, table: Table, known: dict[str, Target]) -> Iterator[Rule]:
        """A field of an entry is the name of a column, or a table as in [[field]], or several of these."""
        fields = table.table("fields")
        for name, raw in fields.left.items() if fields else ():
            if name not in known:
                raise table.refuse(_("there is no field %(name)s.") % {"name": name})
            for one in raw if isinstance(raw, list) else [raw]:
                data = {"column": one} if isinstance(one, str) else one
                yield self._rule(Table(data, f"{table.where}.fields.{name}"), known[name])

    def _rule(self, table: Table, target: Target) -> Rule:
        const, because = _source(table, target)
        days = table.text("days_from_anchor", "")
        if days and (self.anchor is None or not isinstance(target.field, PartialDateField)):
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
            values=self._values(table),
            when=_conditions(table),
        )
        table.close()
        return rule

    def _values(self, table: Table) -> dict[str, str]:
        """Its own table, or the shared one it names."""
        if not isinstance(table.left.get("values"), str):
            return table.pairs("values")
        name = table.text("values")
        if name not in self.words:
            raise table.refuse(_("there is no table [values.%(name)s].") % {"name": name})
        return self.words[name]


def _target(table: Table, name: str) -> Target:
    owner, _dot, field = name.partition(".")
    known = fields_of(owner) if owner in OWNERS else {}
    if field not in known:
        raise table.refuse(_("%(name)s is not a field of patient or case.") % {"name": name})
    return known[field]


def _source(table: Table, target: Target) -> tuple[str, str]:
    """The constant and its reason, if that is where the value comes from."""
    sources = [name for name in ("column", "days_from_anchor", "const") if name in table.left]
    if len(sources) != 1:
        raise table.refuse(_("%(to)s needs one of column, days_from_anchor, const.") % {"to": target})
    const, because = table.text("const", ""), table.text("because", "")
    if bool(const) != bool(because.strip()):
        raise table.refuse(
            _('%(to)s: a constant, and nothing else, carries because = "why it is true of every row".')
            % {"to": target}
        )
    return const, because


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
    split = table.text("split", "")
    table.close()
    if present == (equals is not None):
        raise table.refuse(_("a condition has either equals or present = true."))
    return Condition(column, equals or (), present, otherwise, split)
