"""The one field template: what a field says, to eyes and to a screen reader."""

from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Message:
    level: str
    text: str
    actions: tuple[tuple[str, str, str], ...] = ()


class Size(forms.IntegerField):
    unit = "mm"
    hint = "1 to 500 mm"
    span = 6

    def echo(self, value: object) -> str:
        return f"{value} mm"


class CaseForm(forms.Form):
    size_mm = Size(label="Largest diameter", required=False)
    size_mm_missing = forms.ChoiceField(
        label="No value, because", choices=[("", "No value"), ("UNKNOWN", "Unknown")], required=False
    )
    sex = forms.ChoiceField(label="Sex", choices=[("F", "Female")], widget=forms.RadioSelect)
    complete = forms.BooleanField(label="Complete", help_text="All of it.", required=False)


def test_a_checkbox_stands_before_its_label_and_its_hint() -> None:
    html = CaseForm()["complete"].as_field_group()
    assert html.index('type="checkbox"') < html.index("Complete") < html.index("All of it.")
    assert html.count("<label") == 1


def test_a_field_says_label_hint_unit_and_what_was_understood() -> None:
    html = CaseForm({"size_mm": "82"})["size_mm"].as_field_group()
    assert '<label for="id_size_mm">Largest diameter' in html
    assert 'id="id_size_mm_helptext">1 to 500 mm' in html
    assert "<span>mm</span>" in html
    assert "<span>82 mm</span></div>" in html
    assert 'aria-describedby="id_size_mm_helptext id_size_mm_echo"' in html
    assert 'class="field  w6"' in html


def test_an_error_is_a_stop_and_silences_the_echo() -> None:
    html = CaseForm({"size_mm": "x"})["size_mm"].as_field_group()
    assert "<b>Stop.</b> <span>Enter a whole number.</span>" in html
    assert 'aria-describedby="id_size_mm_helptext id_size_mm_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="echo"' not in html


def test_the_reason_for_no_value_is_drawn_beside_its_field_and_only_there() -> None:
    form = CaseForm()
    html = str(form)
    assert html.count('name="size_mm_missing"') == 1
    assert '<div class="control">' in form["size_mm"].as_field_group()
    assert not form["sex"].companion  # type: ignore[attr-defined]


def test_a_check_offers_the_way_out() -> None:
    form = CaseForm({"size_mm": "820"})
    form.advice = {"size_mm": [Message("check", "Did you mean 82 mm?", (("size_mm", "82", "Use 82 mm"),))]}  # type: ignore[attr-defined]
    html = form["size_mm"].as_field_group()
    assert 'class="field check w6"' in html
    assert 'name="size_mm" value="82">Use 82 mm' in html
    assert "id_size_mm_advice" in html


def test_radios_are_a_named_group() -> None:
    html = CaseForm()["sex"].as_field_group()
    assert html.strip().startswith("<fieldset")
    assert "<legend>Sex" in html
    assert '<label class="choice" for="id_sex_0">' in html


def test_only_a_form_that_asks_for_it_says_optional() -> None:
    form = CaseForm()
    assert "(optional)" not in str(form)
    form.mark_optional = True  # type: ignore[attr-defined]
    assert "(optional)" in form["complete"].as_field_group()
