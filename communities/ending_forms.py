"""The shape of what comes in about the end of a community."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.days import A_YEAR, in_days
from communities.forms import ReasonForm
from communities.models import Community, Rules
from communities.policies import CommunityPolicy
from core.forms import DayField


class EndingForm(ReasonForm):
    """How a community ends, the word that stays on top of it, and the day its members are told of."""

    ended_as = forms.ChoiceField(
        label=_("It ends as"),
        choices=Community.Ending.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it ends as a success or as a lesson.")},
    )
    closes_on = DayField(
        label=_("The day it closes"),
        required=False,
        help_text=_("Its members are told now. Until that day everything goes on, and the end can be withdrawn."),
    )
    at_once = forms.CharField(
        label=_("Why it cannot wait (administrators)"),
        max_length=500,
        required=False,
        help_text=_("With a reason here it closes now, without notice. The reason is kept in its story."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, community: Community, may: CommunityPolicy, rules: Rules, **options: Any) -> None:
        label = _("Your closing word: why it ends, what it brought. It stays on top of its page.")
        super().__init__(*args, label=label, auto_id="archive_%s", **options)
        if not may.is_staff or community.is_hidden:
            del self.fields["at_once"]
        if community.is_hidden:
            del self.fields["closes_on"]
        else:
            first = in_days(community, rules.notice_days)
            self.fields["closes_on"].initial = first
            self.fields["closes_on"].widget.attrs |= {"min": first, "max": max(first, in_days(community, A_YEAR))}


class WordForm(forms.Form):
    """A word, if one has one: why an end is withdrawn, why a community comes back."""

    reason = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, label: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = label
