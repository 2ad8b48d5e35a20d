"""What the page where a wave is prepared shows: who is in it, what they will read, what is wrong. Loaded, no query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.invitations import DAYS
from communities.models import Community, Invitation, Invitee, Wave
from communities.pasting import kept
from communities.recipients import MOST_LINES
from communities.seeking import Refused
from communities.silence import kept_in_silence, silence
from communities.waves import alike, has_reason, told


@dataclass
class Row:
    """One person. `other` is what another host has saved meanwhile."""

    invitee: Invitee
    why_you: str
    said_yes: bool
    error: str = ""
    other: str = ""
    is_silent: bool = False  # they declined meanwhile: no letter leaves to them

    @property
    def pk(self) -> int:
        return self.invitee.pk

    @property
    def name(self) -> str:
        return self.invitee.person.display_name if self.invitee.person else self.invitee.email

    @property
    def refusal(self) -> str:
        return silence() if self.is_silent else ""

    @property
    def is_ready(self) -> bool:
        return has_reason(self.invitee)


@dataclass
class WaveBox:
    community: Community
    wave: Wave | None
    rows: list[Row]
    shared: dict[str, str]
    version: int
    same_reason_meant: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    conflict: str = ""
    problem: str = ""
    refused: Sequence[Refused] = ()
    added: int = 0
    pasted: str = ""
    is_cut: bool = False
    words: str = ""
    found: Sequence[Person] = ()

    @classmethod
    def of(cls, community: Community) -> "WaveBox":
        """As it is saved; before there is a wave, with the community's own answers. Five queries."""
        wave = Wave.objects.in_preparation().filter(community=community).first()
        invitees = list(wave.invitees.select_related("person").order_by("added_at", "pk")) if wave else []
        silent = kept_in_silence(community, {invitee.email for invitee in invitees})
        return cls(
            community,
            wave,
            [
                Row(invitee, invitee.why_you, invitee.said_yes, is_silent=invitee.email in silent)
                for invitee in invitees
            ],
            told(community, wave),
            wave.version if wave else 1,
            bool(wave and wave.same_reason_meant),
        )

    @property
    def fields(self) -> list[tuple[str, str, str, str, str, str]]:
        """What all letters say: name, label, hint, text, what is wrong, what another host has saved."""
        told = {
            "expected": (
                _("What you expect"),
                _("How much time, for what. “Ten minutes a week for a month, one case told.”"),
            ),
            "gain": (_("What they get"), _("What will be easier in their work.")),
            "first_step": (
                _("A first step"),
                _("Three minutes: “Tell us which of these files you would have handled otherwise.”"),
            ),
        }
        return [
            (name, *told[name], text, self.errors.get(name, ""), self.others.get(name, ""))
            for name, text in self.shared.items()
        ]

    @property
    def alike(self) -> list[str]:
        """Who reads the same reason, one line a group."""
        invitees = [row.invitee for row in self.rows]
        names = {row.pk: row.name for row in self.rows}
        return [", ".join(names[invitee.pk] for invitee in group) for group in alike(invitees)]

    @property
    def leaving_count(self) -> int:
        return sum(not row.is_silent for row in self.rows)

    @property
    def ready_count(self) -> int:
        return sum(row.is_ready for row in self.rows)

    @property
    def has_wrong_lines(self) -> bool:
        return any(one.is_wrong for one in self.refused)

    def listing(self, posted: Any) -> "WaveBox":
        """With whom somebody was adding: what was pasted, who was ticked."""
        ticked = [f"@{handle}" for handle in posted.getlist("pick")[:MOST_LINES]]
        whole = "\n".join([*ticked, posted.get("people", "")]).strip("\n")
        self.pasted, self.words = kept(whole), posted.get("q", "")[:100]
        self.is_cut = len(self.pasted) < len(whole)
        return self

    def filled(self, posted: Mapping[str, str], *, beside: bool = False) -> "WaveBox":
        """With what somebody was writing; `beside`: and what is saved instead, where it differs."""
        for name in self.shared:
            text = posted.get(name, self.shared[name])
            if beside and text != self.shared[name]:
                self.others[name] = self.shared[name]
            self.shared[name] = text
        for row in self.rows:
            text = posted.get(f"why_you-{row.pk}", row.why_you)
            row.other = row.why_you if beside and text != row.why_you else ""
            row.why_you, row.said_yes = text, f"said_yes-{row.pk}" in posted
        return self

    def blamed(self, errors: Mapping[str, list[str]]) -> "WaveBox":
        """Each sentence where it belongs."""
        for row in self.rows:
            row.error = " ".join(errors.get(f"why_you-{row.pk}", []))
        self.errors = {name: " ".join(errors[name]) for name in self.shared if name in errors}
        return self


def drafted(wave: Wave, invitee: Invitee, inviter: Person) -> Invitation:
    """The invitation that this person would get, not saved: for a preview and for a trial."""
    shared = told(wave.community, wave)
    return Invitation(
        community=wave.community,
        email=invitee.email,
        person=invitee.person,
        inviter=inviter,
        why_you=invitee.why_you,
        expires_at=now() + timedelta(days=DAYS),
        **shared,
    )
