"""Form fields for what people type into clinical forms: dates of which a part is known, numbers with units,
codes, names from a vocabulary."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import display
from ..codes import Codes
from ..dates import InvalidDate, PartialDate, Precision
from ..fields import MISSING_LABELS

MM_PER_CM = 10
# In characters: what a radio button adds to its label; what fits one line in a third and in two thirds.
RADIO, NARROW, WIDE = 5, 38, 78


class PartialDateInput(forms.CharField):
    """One text box: `12/3/2021`, `3/2021`, `2021`, `t`, `t-7`. Cleans to PartialDate or None."""

    span = 4
    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text, today=timezone.localdate())
        except InvalidDate as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Written the way people type it; the words are under the box."""
        if not isinstance(value, PartialDate):
            return value
        day, month, year = value.date.day, value.date.month, value.date.year
        parts = {Precision.DAY: (day, month, year), Precision.MONTH: (month, year), Precision.YEAR: (year,)}
        return "/".join(str(part) for part in parts[value.precision])

    def echo(self, value: Any) -> str:
        """What was understood: `March 2021, day unknown`."""
        try:
            date = value if isinstance(value, PartialDate) else self.to_python(value)
        except forms.ValidationError:
            return ""
        return f"{date}, {Precision(date.precision).label}" if date else ""


class NumberInput(forms.DecimalField):
    """A number with comma or point; millimeters may be typed as `8,2 cm`. `whole` refuses decimals."""

    span = 4
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, unit: str = "", whole: bool = False, **kwargs: Any) -> None:
        self.unit, self.whole = unit, whole
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        text = value.strip().lower().replace(",", ".")
        factor = MM_PER_CM if self.unit == "mm" and text.endswith("cm") else 1
        text = re.sub(rf"\s*(cm|{re.escape(self.unit.lower())})$", "", text) if self.unit else text
        number = super().to_python(text)
        if number is None:
            return None
        if self.whole and number % 1:
            raise forms.ValidationError(_("Write a whole number."), code="invalid")
        return number * factor

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return int(number) if self.whole and number is not None else number

    def prepare_value(self, value: Any) -> Any:
        return display.number(value) if isinstance(value, int | Decimal) else value

    def echo(self, value: Any) -> str:
        """Says what a length in centimeters became."""
        if not isinstance(value, str) or "cm" not in value.lower():
            return ""
        try:
            return f"{display.number(self.to_python(value))} {self.unit}"
        except forms.ValidationError:
            return ""


class CodeInput(forms.ChoiceField):
    """One code of a list: radio buttons while they fit one line, else a list to open. `compact` always opens.

    A stored code can be taken back to "not entered".
    """

    def __init__(self, *, codes: Codes, stored: str | None, compact: bool = False, **kwargs: Any) -> None:
        width = sum(len(str(label)) + RADIO for _code, label in codes)
        radios = width <= WIDE and not compact
        none: Codes = [("", gettext_lazy("Not entered"))]
        choices = [*codes, *(none if stored else [])] if radios else [*none, *codes]
        self.span = 8 if radios and width > NARROW else 4
        super().__init__(choices=choices, widget=forms.RadioSelect() if radios else forms.Select(), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) or None


class CodeSetInput(forms.MultipleChoiceField):
    """A set of codes as checkboxes; nothing chosen is not entered."""

    span = 12
    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> Any:
        return sorted(super().to_python(value)) or None

    def validate(self, value: Any) -> None:
        super().validate(value or [])

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or ()) != set(data or ())


class TextListInput(forms.CharField):
    """Several short texts, separated by commas."""

    span = 8
    hint = gettext_lazy("separated by commas")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value or None
        return [part for item in (value or "").split(",") if (part := item.strip())] or None

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or None) != self.to_python(data))


class NameInput(forms.CharField):
    """A name from a vocabulary, typed with suggestions from the browser. Cleans to its code.

    `find` turns what was typed into a code or raises ValidationError; `name` turns a code into its name.
    """

    span = 8

    def __init__(
        self,
        *,
        options: list[tuple[str, str]],
        find: Callable[[str], str],
        name: Callable[[str], str],
        **kwargs: Any,
    ) -> None:
        self.find, self.name = find, name
        super().__init__(widget=Suggesting(options), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return self.find(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return self.name(value) if value else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.name(initial or "") != (data or "")


class Suggesting(forms.TextInput):
    """A text box with the browser's own list of suggestions: (what is filled in, what explains it)."""

    template_name = "registry/suggesting.html"

    def __init__(self, options: list[tuple[str, str]]) -> None:
        super().__init__(attrs={"autocomplete": "off", "spellcheck": "false"})
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["options"], context["list_id"] = self.options, f"{context['widget']['attrs']['id']}_options"
        context["widget"]["attrs"]["list"] = context["list_id"]
        return context


def missing_input(name: str) -> forms.ChoiceField:
    """The companion of a date, number or text: why it has no value."""
    choices = [("", _("No value …")), *MISSING_LABELS.items()]
    label = _("%(field)s: no value, because") % {"field": capfirst(name)}
    return forms.ChoiceField(label=label, choices=choices, required=False)
