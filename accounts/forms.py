"""What comes in from the pages about oneself."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts import identity, zones
from accounts.models import Person
from core.images import Picture, read_picture
from core.names import clean_line, clean_text


class ProfileForm(forms.ModelForm):
    # Not the model's field: what may be written in a handle is said by accounts.identity, in words people know.
    handle = forms.CharField(
        label=_("Handle"),
        help_text=_("What others type after @ to call you. Links to the former one keep working."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Person
        fields = ("display_name", "title", "department", "location", "bio", "handle")
        labels: ClassVar = {"bio": _("What I can help with")}
        help_texts: ClassVar = {
            "display_name": _("As colleagues call you. It stands next to everything you write."),
            "location": _("The place where you usually work."),
            "bio": _("A few lines: the subjects you know, what people may ask you. Leave out what is private."),
        }
        widgets: ClassVar = {
            "display_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "bio": forms.Textarea(attrs={"rows": 5}),
        }

    def clean_display_name(self) -> str:
        return identity.own_name(self.cleaned_data["display_name"], self.instance)

    def clean_handle(self) -> str:
        return identity.own_handle(self.cleaned_data["handle"], self.instance)

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def clean_department(self) -> str:
        return clean_line(self.cleaned_data["department"])

    def clean_location(self) -> str:
        return clean_line(self.cleaned_data["location"])

    def clean_bio(self) -> str:
        return clean_text(self.cleaned_data["bio"])

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SettingsForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, LANG_INFO[code]["name_local"].capitalize()) for code, _name in settings.LANGUAGES],
        widget=forms.RadioSelect,
    )
    timezone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)

    class Meta:
        model = Person
        fields = ("language", "timezone", "theme", "feed_order", "reading")
        labels: ClassVar = {
            "theme": _("Theme"),
            "feed_order": _("Order of the feed"),
            "reading": _("A post counts as read"),
        }
        widgets: ClassVar = {name: forms.RadioSelect for name in ("theme", "feed_order", "reading")}


class PhotoForm(forms.Form):
    file = forms.FileField(
        label=_("A picture of you"),
        help_text=_("JPEG, PNG, WebP or GIF, 25 MB at most. We keep a square of its middle, without place nor date."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        error_messages={"required": _("Choose a picture first.")},
    )

    def clean_file(self) -> Picture:
        file: UploadedFile = self.cleaned_data["file"]
        return read_picture(file)

    @property
    def is_too_heavy(self) -> bool:
        """Above the limit of one file though the request passed: R-FI-03 asks for 413."""
        file = self.files.get("file")
        return isinstance(file, UploadedFile) and (file.size or 0) > settings.UPLOAD_MAX_BYTES
