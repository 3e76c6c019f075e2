"""How every form of the product is drawn: one renderer, one field template.

A form field may carry these attributes; the field template draws them:
`hint` (text under the label, like help_text), `unit` (suffix of a number), `echo` (text, or a function of the
field's value, repeating in words what was understood), `span` (columns of twelve, see docs/design-system.md).
A form may carry `advice`, a mapping from field name to messages with `level` ("check" or "note"), `text` and,
for a way out, `actions`: (name, value, label) of submit buttons. Errors are Stops.
A field called `<name>_missing` is drawn beside `<name>`: why there is no value.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django import forms
from django.forms.renderers import TemplatesSetting

MISSING_SUFFIX = "_missing"


class Advice(Protocol):
    """A message at a field that does not stop saving."""

    level: str
    text: str
    actions: Iterable[tuple[str, str, str]]


class BoundField(forms.BoundField):
    """Adds what the field template needs to Django's own bound field."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self.help_text = self.help_text or getattr(field, "hint", "")

    @property
    def unit(self) -> str:
        return str(getattr(self.field, "unit", "") or getattr(self.field.widget, "unit", ""))

    @property
    def span(self) -> str:
        """The class that sets the width in a `grid`, or nothing."""
        span = getattr(self.field, "span", None)
        return f"w{span}" if span else ""

    @property
    def echo(self) -> str:
        """What was understood, in words; silent while the field is wrong."""
        echo = getattr(self.field, "echo", "")
        if not echo or self.errors:
            return ""
        return str((echo(self.value()) if callable(echo) else echo) or "")

    @property
    def advice(self) -> list[Advice]:
        messages: Mapping[str, Iterable[Advice]] = getattr(self.form, "advice", {})
        return list(messages.get(self.name, ()))

    @property
    def level(self) -> str:
        """The class of the field: stop, check or nothing."""
        if self.errors:
            return "stop"
        return "check" if any(message.level == "check" for message in self.advice) else ""

    @property
    def optional(self) -> bool:
        """Clinical forms never require, so "(optional)" is said only where the form asks for it."""
        return not self.field.required and getattr(self.form, "mark_optional", False)

    @property
    def companion(self) -> forms.BoundField | None:
        name = f"{self.name}{MISSING_SUFFIX}"
        return self.form[name] if name in self.form.fields else None

    @property
    def is_companion(self) -> bool:
        """Already drawn beside another field; loops over a form leave it out."""
        return (
            self.name.endswith(MISSING_SUFFIX) and self.name.removesuffix(MISSING_SUFFIX) in self.form.fields
        )

    @property
    def anchor(self) -> str:
        """The id an error summary links to: the control, or the first of several."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is None or not self.auto_id or self.is_hidden:
            return described
        parts = [described] if described else []
        if self.echo:
            parts.append(f"{self.auto_id}_echo")
        if self.advice:
            parts.append(f"{self.auto_id}_advice")
        return " ".join(parts)


class Renderer(TemplatesSetting):
    """Django's templates, ours first."""

    field_template_name = "django/forms/field.html"
    form_template_name = "django/forms/form.html"
    bound_field_class: Any = BoundField
