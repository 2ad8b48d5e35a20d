"""Choosing people in the administration: with a script a list that searches; without, a line that takes their names."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField, ModelMultipleChoiceField, Widget
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.colleagues import named
from accounts.models import Person
from communities.models import Membership

PERSON = Membership._meta.get_field("person")


class _Named(Widget):
    """Mixed into Django's: what was typed counts when nothing was chosen in the list."""

    words = ""

    def asked(self) -> str:
        raise NotImplementedError

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.words = str(data.get(f"{name}_named", ""))[:1000]
        return super().value_from_datadict(data, files, name) or self.words

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        chosen = [one for one in value if str(one).isdecimal()]
        return super().optgroups(name, chosen, attrs)  # type: ignore[misc]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        line = format_html(
            '<noscript><label>{} <input type="text" class="vTextField" name="{}_named" value="{}"></label></noscript>',
            self.asked(), name, self.words,
        )  # fmt: skip
        return super().render(name, value, attrs, renderer) + line


class _One(_Named, AutocompleteSelect):
    def asked(self) -> str:
        return _("Name or handle")


class _Several(_Named, AutocompleteSelectMultiple):
    def asked(self) -> str:
        return _("Names or handles, separated by commas")


class ColleagueChoice(ModelChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(Person.objects.none(), widget=_One(PERSON, admin.site), **options)

    def clean(self, value: Any) -> Any:
        return super().clean(named(value).pk if isinstance(value, str) and _is_name(value) else value)


class ColleaguesChoice(ModelMultipleChoiceField):
    """Several names are separated by commas."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Person.objects.none(), widget=_Several(PERSON, admin.site), **options)

    def clean(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().clean(value)
        found, wrong = [], []
        for words in filter(None, (part.strip() for part in re.split(r"[,;\n]", value))):
            try:
                found.append(named(words).pk)
            except ValidationError as error:
                wrong += error.messages
        if wrong:
            raise ValidationError(wrong)
        return super().clean(found)


def _is_name(words: str) -> bool:
    return bool(words.strip()) and not words.strip().isdecimal()
