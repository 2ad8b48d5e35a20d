"""The shape of what comes in about the life of a community: its sentence, its readers, its host, its stages."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.colleagues import ColleagueField
from accounts.models import Person
from communities.actions.mandates import HOURS, WEEKS
from communities.composing import Sentence
from communities.forms import Lines
from communities.models import Absence, Community, Mandate
from core.forms import DayField


def _words(label: Any, **options: Any) -> forms.CharField:
    """A few lines, 500 characters at most."""
    return forms.CharField(label=label, **{"max_length": 500, "widget": forms.Textarea(attrs={"rows": 2}), **options})


class HostForm(forms.Form):
    """Asking somebody."""

    person = ColleagueField(
        label=_("Whom do you ask?"), help_text=_("Their name, or their handle: @claire. You may name yourself.")
    )
    words = _words(
        _("Why this person"),
        required=False,
        help_text=_("They read it with your request: “You have handled these returns for two years.”"),
    )


class MandateForm(forms.Form):
    """What a host says yes to."""

    hours = forms.IntegerField(label=_("Hours a week"), min_value=1, max_value=HOURS)
    weeks = forms.IntegerField(label=_("For how many weeks"), min_value=1, max_value=WEEKS)
    substitute = ColleagueField(
        label=_("Who answers when you are away"),
        required=False,
        help_text=_("A colleague who agrees: their name or handle. Needed before the launch."),
    )

    @staticmethod
    def initial_of(mandate: Mandate | None) -> dict[str, Any]:
        names = ("hours", "weeks", "substitute")
        return {name: getattr(mandate, name) for name in names} if mandate else {}


class DeclineMandateForm(forms.Form):
    reason = _words(_("Why not? It helps to ask the right person."))
    substitute = ColleagueField(label=_("Who would be right for it?"), required=False, help_text=_("If you know."))


class AbsenceForm(forms.Form):
    """When a host is away, and who answers meanwhile: `people` are those who may."""

    starts_on = DayField(label=_("Away from"))
    ends_on = DayField(label=_("Until, this day too"))
    stand_in = forms.ChoiceField(
        label=_("Who answers meanwhile"),
        required=False,
        help_text=_("A co-host or your substitute. They are told, and members read it while you are away."),
    )

    def __init__(self, *args: Any, people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "away_%s", **options})
        self.people = {person.handle: person for person in people}
        choices = [("", _("Nobody")), *((person.handle, person.display_name) for person in people)]
        self.fields["stand_in"].choices = choices  # type: ignore[attr-defined]

    def clean_stand_in(self) -> Person | None:
        return self.people.get(self.cleaned_data["stand_in"])

    @staticmethod
    def initial_of(absence: Absence | None, substitute: Person | None) -> dict[str, Any]:
        if absence is None:
            return {"stand_in": substitute.handle if substitute else ""}
        handle = absence.stand_in.handle if absence.stand_in else ""
        return {"starts_on": absence.starts_on, "ends_on": absence.ends_on, "stand_in": handle}


class ResignForm(forms.Form):
    reason = _words(_("Why do you stop? Who takes over will read it."))
    leave = forms.BooleanField(label=_("I also leave the community"), required=False)


class StepForm(forms.Form):
    """The next stage, from the one that was on the page."""

    seen = forms.CharField(max_length=10)
    stage = forms.CharField(max_length=10)
    reason = forms.CharField(max_length=500, required=False)


class SentenceForm(forms.Form):
    """What it is for: the first step, and the whole of a proposal."""

    purpose = forms.CharField(
        label=_("Its purpose, in one sentence"),
        max_length=500,
        help_text=_("Aim for 60 to 140 characters: what one talks about, then what will be better at work."),
        widget=Sentence(attrs={"rows": 3, "class": "input-xl", "data-mirror": "#preview-purpose"}),
    )
    name = forms.CharField(
        label=_("Its name"),
        max_length=80,
        help_text=_("Two or three words. The sentence says the rest."),
        widget=forms.TextInput(attrs={"data-mirror": "#preview-name"}),
    )
    problem = forms.CharField(
        label=_("The problem at work"),
        max_length=300,
        required=False,
        help_text=_("A line: what goes wrong today, for whom. “Each region answers the same tender from nothing.”"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ProposalForm(SentenceForm):
    """Secret ones are not proposed: who accepts a proposal reads it."""

    visibility = forms.ChoiceField(
        label=_("Who sees it, once it is launched"),
        choices=Community.Visibility.choices[:2],
        initial=Community.Visibility.OPEN,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["problem"].required = True


class CreationForm(ProposalForm):
    """An administrator begins a draft."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["problem"].required = False
        self.fields["visibility"].choices = Community.Visibility.choices  # type: ignore[attr-defined]


class PreparationForm(SentenceForm):
    """The first step of a draft."""

    talk_about = Lines(label=_("Here, we tell"), most=8, help_text=_("One line each: “a lost bid, within the week”."))
    not_here = Lines(label=_("Not here"), most=4, help_text=_("What belongs elsewhere, one line each."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(community: Community) -> dict[str, Any]:
        names = ("purpose", "name", "problem", "talk_about", "not_here", "version")
        return {name: getattr(community, name) for name in names}


class AnswersForm(forms.Form):
    """What each invitation begins with, and how one will see that it works."""

    for_whom = _words(
        _("Why you"),
        required=False,
        help_text=_("Whom it is for and what they bring; each invitation then says it of one person."),
    )
    expected = _words(
        _("What we expect of you"),
        required=False,
        help_text=_("How much time, for what. “Ten minutes a week for a month, one case told.”"),
    )
    gain = _words(_("What you get"), required=False, help_text=_("What will be easier in their work."))
    first_step = _words(
        _("The first step"),
        max_length=300,
        required=False,
        help_text=_("Three minutes: “Tell us which of these files you would have handled otherwise.”"),
    )
    success_sign = _words(
        _("In three months, we shall know that it works if…"),
        max_length=300,
        required=False,
        help_text=_("Something one can see or count."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(community: Community) -> dict[str, Any]:
        names = ("for_whom", "expected", "gain", "first_step", "success_sign", "version")
        return {name: getattr(community, name) for name in names}

    def saved_in(self, community: Community) -> list[tuple[Any, str]]:
        """Each question, and what is answered now."""
        return [(self[name].label, getattr(community, name)) for name in self.fields if name != "version"]


class ReaderForm(forms.Form):
    person = ColleagueField(
        label=_("A future member"), help_text=_("Their name, or their handle: @karim. They see the sentence alone.")
    )


class ReadingForm(forms.Form):
    would_come = forms.TypedChoiceField(
        label=_("Do you know why you would come?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("I know why I would come")), ("no", _("I do not see why"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What is not clear? (optional)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ContestForm(forms.Form):
    reason = _words(_("Why is it precise for those it is for?"))


class SendBackForm(forms.Form):
    words = _words(_("What is missing? The proposer will read it."))
