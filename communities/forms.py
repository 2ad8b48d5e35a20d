"""The shape of what comes in about communities."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.identity import own_name
from accounts.models import Person
from accounts.passwords import ADVICE
from communities import tiles
from communities.composing import Sentence
from communities.models import Community, Invitation, Membership


class Lines(forms.CharField):
    """One entry a line: text in the form, a list in the model."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, most: int, **options: Any) -> None:
        self.most = most
        super().__init__(required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(_("At most %(most)d lines."), params={"most": self.most})
        if any(len(line) > 120 for line in lines):
            raise forms.ValidationError(_("At most 120 characters a line."))
        return lines


class SettingsForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Two or three words. The sentence says the rest.")
    )
    purpose = forms.CharField(
        label=_("Its purpose, in one sentence"),
        max_length=500,
        widget=Sentence(attrs={"rows": 3, "class": "input-xl"}),
        help_text=_("What it is about, and what will be better at work thanks to it. It is the title of its pages."),
    )
    motto = forms.CharField(
        label=_("The host’s words"),
        max_length=140,
        required=False,
        help_text=_("A line of yours, shown next to your face."),
    )
    about = forms.CharField(
        label=_("In more words"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("For the page “About”. Markdown."),
    )
    talk_about = Lines(label=_("Here, we tell"), most=8, help_text=_("One line each: “a lost bid, within the week”."))
    not_here = Lines(label=_("Not here"), most=4, help_text=_("What belongs elsewhere, one line each."))
    hue = forms.TypedChoiceField(
        label=_("Colour"), coerce=int, choices=[(n, str(n)) for n in range(1, 13)], widget=forms.RadioSelect
    )
    tile = forms.ChoiceField(label=_("Tile"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, community: Community, **options: Any) -> None:
        super().__init__(*args, **options)
        drawn = tiles.draw(community.slug)
        choices = [drawn, *tiles.NAMED] if community.tile in tiles.NAMED else [community.tile, drawn, *tiles.NAMED]
        self.tiles = list(dict.fromkeys(choices))
        self.fields["tile"].choices = [(tile, tile) for tile in self.tiles]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(community: Community) -> dict[str, Any]:
        names = ("name", "purpose", "motto", "about", "talk_about", "not_here", "hue", "tile", "version")
        return {name: getattr(community, name) for name in names}


class VisibilityForm(forms.Form):
    visibility = forms.ChoiceField(label=_("Audience"), choices=Community.Visibility.choices, widget=forms.RadioSelect)
    wider = forms.BooleanField(label=_("Its members know that more people will read what they wrote"), required=False)


class ReasonForm(forms.Form):
    """An act that needs words: a removal, more time."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a few words.")},
    )

    def __init__(self, *args: Any, label: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = label


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            (Membership.Role.MEMBER, _("Member: reads and writes")),
            (Membership.Role.COANIMATOR, _("Co-host: also welcomes, invites and moderates")),
        ],
        widget=forms.RadioSelect,
    )


class InvitationForm(forms.Form):
    """Three answers, in this order, for one person."""

    email = forms.CharField(
        label=_("To whom"),
        max_length=254,
        help_text=_("An e-mail address, or the handle of a colleague: @karim."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    why_you = forms.CharField(
        label=_("Why you"),
        max_length=500,
        min_length=20,
        help_text=_("What only this person brings. “You took over the North Hospital file at the last minute.”"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expected = forms.CharField(
        label=_("What we expect of you"),
        max_length=500,
        help_text=_("How much time, for what. “Ten minutes a week for a month, one case told.”"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    gain = forms.CharField(
        label=_("What you get"),
        max_length=500,
        help_text=_("What will be easier in their work."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first_step = forms.CharField(
        label=_("First step (optional)"),
        max_length=300,
        required=False,
        help_text=_("Three minutes: “Tell us which of these files you would have handled otherwise.”"),
    )


class DeclineForm(forms.Form):
    """Nothing is asked: a reason helps who invited."""

    reason = forms.CharField(required=False, max_length=500)
    words = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """A reason in words instead of one of ours is welcome too."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("reason") and data["reason"] not in Invitation.DeclineReason.values:
            data["words"] = (data.get("words") or data["reason"])[:300]
            data["reason"] = Invitation.DeclineReason.OTHER
        return data


class NewcomerForm(forms.Form):
    """Who accepts without an account: a name that colleagues read, a password."""

    display_name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("A password"),
        max_length=256,
        strip=False,
        help_text=ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean_display_name(self) -> str:
        return own_name(self.cleaned_data["display_name"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("password"):
            person = Person(email=self.email, display_name=data.get("display_name", ""))
            try:
                validate_password(data["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
