"""Naming a colleague in a form: by handle, or by name when only one answers to it."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from accounts.models import Person
from core.names import clean_line, sort_key

SHOWN = 8


def resembling(words: str) -> list[Person]:
    """The first colleagues whose names, jobs or sites hold these words. One query."""
    words = clean_line(words).removeprefix("@")[:100]
    return list(Person.objects.listed().nearest(words).by_nearness()[:SHOWN]) if words else []


def named(words: str) -> Person:
    """The one colleague meant, or a sentence that helps. Two queries at most."""
    words = clean_line(words)[:100]
    by_handle = Person.objects.listed().filter(handle=words.removeprefix("@").lower()).first()
    if by_handle is not None:
        return by_handle
    found = resembling(words)
    exact = [person for person in found if person.sort_key == sort_key(words)]
    if len(exact) == 1:
        return exact[0]
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError(_("Nobody here answers to “%(words)s”.") % {"words": words})
    choices = ", ".join(f"@{person.handle} ({person.display_name})" for person in found)
    raise forms.ValidationError(
        _("Several colleagues answer to it. Write which one: %(choices)s.") % {"choices": choices}
    )


class ColleagueField(forms.CharField):
    """A text that becomes a Person. With a script names are suggested while one types (accounts/_colleagues.html)."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "list": "colleagues",
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
            "hx-get": reverse_lazy("accounts:names"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#colleagues",
        }

    def prepare_value(self, value: Any) -> Any:
        return f"@{value.handle}" if isinstance(value, Person) else value

    def clean(self, value: Any) -> Person | None:
        words = super().clean(value)
        return named(words) if words else None
