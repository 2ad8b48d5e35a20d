"""What every invalid form does, and the fields that several rooms have."""

from typing import Any

from django import forms
from django.forms import BaseForm


class DateInput(forms.DateInput):
    input_type = "date"


class DayField(forms.DateField):
    """2027-01-31, in every language: what browsers send."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DateInput(format="%Y-%m-%d"), input_formats=["%Y-%m-%d"], **options)


def focus_first_error[F: BaseForm](form: F) -> F:
    """Reading starts again at the first invalid field, with a script or without."""
    for name in form.errors:
        if name in form.fields:
            form.fields[name].widget.attrs["autofocus"] = True
            break
    return form
