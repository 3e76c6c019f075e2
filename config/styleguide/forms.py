"""One field of each kind and state."""

from dataclasses import dataclass, field

from django import forms

from registry.dates import PartialDate


@dataclass(frozen=True)
class Message:
    """A Check or a Note at a field."""

    level: str
    text: str
    actions: tuple[tuple[str, str, str], ...] = field(default=())


class NumberField(forms.CharField):
    """A number with its unit; the product's own lives in registry.forms."""

    unit = "mm"
    hint = "on imaging, 1 to 500 mm"

    def echo(self, value: str) -> str:
        return "82 mm" if value == "8,2 cm" else ""


class DateField(forms.CharField):
    """A date that may be known in part."""

    hint = "12/3/21, 3/2021, 2021, t or t-7"

    def echo(self, value: str) -> str:
        return f"{PartialDate.parse(value)}, day unknown"


class SampleForm(forms.Form):
    """One field of each kind and state."""

    mark_optional = True
    advice = {
        "imaging_size": [
            Message(
                "check",
                "820 mm is over 500 mm. Did you mean 82 mm?",
                (("fix", "82", "Use 82 mm"), ("confirm", "820", "820 is correct")),
            )
        ],
        "necrosis": [Message("note", "Counts as 1 point in FNCLCC (under 50 %).")],
    }

    size = NumberField(label="Largest diameter")
    imaging_size = NumberField(label="Largest diameter on imaging")
    necrosis = NumberField(label="Necrosis")
    biopsy_date = DateField(label="Date of biopsy")
    biopsy_date_missing = forms.ChoiceField(
        label="Date of biopsy: no value, because",
        choices=[("", "No value"), ("UNKNOWN", "Unknown"), ("NOT_DONE", "Not done"), ("PENDING", "Pending")],
        required=False,
    )
    surgery_date = DateField(label="Date of surgery")
    histology = forms.ChoiceField(label="Histology", choices=[("8858/3", "Dedifferentiated liposarcoma")])
    sex = forms.ChoiceField(
        label="Sex at birth",
        widget=forms.RadioSelect,
        choices=[("F", "Female"), ("M", "Male"), ("UNKNOWN", "Unknown")],
    )
    imaging = forms.MultipleChoiceField(
        label="Imaging done",
        widget=forms.CheckboxSelectMultiple,
        choices=[("MRI", "MRI"), ("CT", "CT"), ("CHEST", "Chest CT")],
    )
    complete = forms.BooleanField(label="This section is complete")
    comment = forms.CharField(label="Comment", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    report = forms.FileField(label="Report", required=False)

    def clean_surgery_date(self) -> str:
        raise forms.ValidationError("Surgery (3 March 2021) is before the biopsy (15 March 2021).")


class FilterForm(forms.Form):
    """A list's filters."""

    q = forms.CharField(label="Case or text", required=False)
    group = forms.ChoiceField(label="Group", choices=[("", "All groups")], required=False)
    since = forms.CharField(label="Diagnosed from", initial="1/1/2024", required=False)


FILLED = {
    "size": "8,2 cm",
    "imaging_size": "820",
    "necrosis": "30",
    "biopsy_date": "3/2021",
    "surgery_date": "3/3/2021",
    "histology": "8858/3",
    "sex": "F",
    "imaging": ["MRI", "CHEST"],
    "complete": "on",
    "comment": "Biopsia externa, tacos recibidos.",
}
