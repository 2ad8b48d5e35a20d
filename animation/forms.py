"""The shape of what comes in about what is planned."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.colleagues import ColleagueField
from core.forms import DayField
from posts.forms import BIGGEST, KeyField, TextField
from posts.models import Post
from posts.wording import OFFERED, clean_body, clean_title

SAVE, SCHEDULE, ASK, PUBLISH, PREVIEW = "save", "schedule", "ask", "publish", "preview"
DONE = (SAVE, SCHEDULE, ASK, PUBLISH, PREVIEW)


class TimeInput(forms.TimeInput):
    input_type = "time"


class WhenForm(forms.Form):
    """A day and an hour, on the community's clock."""

    day = DayField(label=_("Day"))
    clock = forms.TimeField(
        label=_("Hour"), widget=TimeInput(format="%H:%M"), input_formats=["%H:%M", "%H:%M:%S", "%H:%M:%S.%f"]
    )


class PlanForm(WhenForm):
    """A text, who signs it, when it goes out; and which button was pressed."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in OFFERED], required=False)
    title = TextField(clean_title)
    body = TextField(clean_body)
    author = ColleagueField(
        label=_("Who signs it?"),
        required=False,
        help_text=_(
            "You, or somebody else: their name or handle. They read it first, and nothing is published without their "
            "yes. It then says that you prepared it together."
        ),
    )
    do = forms.ChoiceField(choices=[(name, name) for name in DONE], required=False)
    prompt = forms.CharField(max_length=20, required=False)
    version = forms.IntegerField(min_value=1, max_value=BIGGEST, required=False)
    idempotency_key = KeyField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.data.get("do") != SCHEDULE:
            self.fields["day"].required = self.fields["clock"].required = False

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Post.Kind.MESSAGE

    def clean_do(self) -> str:
        return self.cleaned_data["do"] or SAVE


class AgreeForm(forms.Form):
    title = TextField(clean_title)
    body = TextField(clean_body)
    version = forms.IntegerField(min_value=1, max_value=BIGGEST)


class DeclineForm(forms.Form):
    words = forms.CharField(max_length=300, required=False)
