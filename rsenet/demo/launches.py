"""What is being prepared: ideas, drafts, hosts who are asked or said yes, readings of sentences, waves, a contest."""

from collections.abc import Callable
from datetime import datetime, timedelta

from accounts.models import Person
from communities import tiles
from communities.invitations import hashed
from communities.models import (
    Community,
    Extension,
    Invitation,
    Invitee,
    Mandate,
    Membership,
    PurposeContest,
    PurposeReading,
    StageChange,
    Wave,
)
from rsenet.demo.access import secret
from rsenet.demo.calendar import Calendar
from rsenet.demo.story import Story, Table

_SAID = ("problem", "for_whom", "expected", "gain", "first_step", "success_sign")


def prepare(story: Story, calendar: Calendar) -> None:
    Preparation(story, calendar).tell()


class Preparation:
    def __init__(self, story: Story, calendar: Calendar) -> None:
        self.told, self.calendar = story.preparation, calendar
        self.people = {person.uid: person for person in Person.objects.all()}
        self.places = {place.uid: place for place in Community.objects.all()}

    def tell(self) -> None:
        verbs: dict[str, Callable[[Table], None]] = {
            "idea": self._idea,
            "draft": self._draft,
            "mandate": self._mandate,
            "reading": self._reading,
            "passed": self._passed,
            "extension": self._extension,
            "wave": self._wave,
            "sent_wave": self._sent_wave,
            "contest": self._contest,
        }
        for name, verb in verbs.items():
            for told in self.told.get(name, []):
                verb(told)

    def _idea(self, told: Table) -> None:
        self._open(told, Community.Stage.IDEA)

    def _draft(self, told: Table) -> None:
        place = self._open(told, Community.Stage.DRAFT)
        if place is not None and "mandate" in told:
            asked = told["mandate"]
            Mandate.objects.create(
                community=place,
                person=self.people[asked["person"]],
                proposed_by=place.created_by,
                proposed_at=self.calendar.ago(asked["days_ago"]),
                **{key: asked[key] for key in ("words", "hours", "weeks")},
            )

    def _open(self, told: Table, stage: Community.Stage) -> Community | None:
        slug = told["slug"]
        if slug in self.places:
            return None
        at, by = self.calendar.ago(told["days_ago"]), self.people[told["by"]]
        place = Community.objects.create(
            uid=slug,
            slug=slug,
            hue=tiles.hue(slug),
            tile=tiles.draw(slug),
            stage=stage,
            created_at=at,
            created_by=by,
            **{key: told[key] for key in ("name", "purpose", *_SAID) if key in told},
        )
        StageChange.objects.create(community=place, stage=stage, by=by, at=at)
        self.places[slug] = place
        return place

    def _mandate(self, told: Table) -> None:
        at = self.calendar.ago(told["days_ago"])
        place = self.places[told["community"]]
        Mandate.objects.get_or_create(
            community=place,
            person=self.people[told["person"]],
            defaults={
                "proposed_by": place.created_by,
                "proposed_at": at,
                "answered_at": at + timedelta(hours=4),
                "answer": Mandate.Answer.ACCEPTED,
                "substitute": self.people.get(told.get("substitute", "")),
                "hours": told["hours"],
                "weeks": told["weeks"],
            },
        )

    def _reading(self, told: Table) -> None:
        place, asked_at = self.places[told["community"]], self.calendar.ago(told["days_ago"])
        answered = "would_come" in told
        PurposeReading.objects.get_or_create(
            community=place,
            purpose=place.purpose,
            reader=self.people[told["reader"]],
            defaults={
                "asked_by": self.people[told["by"]],
                "asked_at": asked_at,
                "would_come": told.get("would_come"),
                "words": told.get("words", ""),
                "answered_at": asked_at + timedelta(hours=3) if answered else None,
            },
        )

    def _passed(self, told: Table) -> None:
        steps = StageChange.objects.filter(community=self.places[told["community"]], stage=told["stage"])
        steps.update(missing=told["missing"], reason=told["reason"])

    def _extension(self, told: Table) -> None:
        place = self.places[told["community"]]
        Extension.objects.get_or_create(
            community=place,
            stage=told["stage"],
            defaults={
                "until": self.calendar.now + timedelta(days=told["until_in_days"]),
                "at": self.calendar.ago(told["days_ago"]),
                "by": self.people[told["by"]],
                "reason": told["reason"],
            },
        )

    def _wave(self, told: Table) -> None:
        place = self.places[told["community"]]
        wave, is_new = Wave.objects.get_or_create(
            community=place,
            number=1,
            defaults={key: getattr(place, key) for key in ("expected", "gain", "first_step")},
        )
        if is_new:
            for invitee in told["invitees"]:
                person = self.people[invitee["id"]]
                Invitee.objects.create(
                    wave=wave,
                    person=person,
                    email=person.email,
                    why_you=invitee["why_you"],
                    said_yes=invitee.get("said_yes", False),
                )

    def _sent_wave(self, told: Table) -> None:
        """Who came in within a fortnight came with it; who came later was invited by hand."""
        place, by = self.places[told["community"]], self.people[told["by"]]
        sent_at = self.calendar.ago(told["days_ago"])
        mine = [one for one in self.told["sent_wave"] if one["community"] == told["community"]]
        wave, is_new = Wave.objects.get_or_create(
            community=place,
            number=mine.index(told) + 1,
            defaults={"sent_at": sent_at, "sent_by": by, "expected": place.expected, "gain": place.gain},
        )
        if not is_new:
            return
        stays = place.memberships.filter(left_at=None, role=Membership.Role.MEMBER).select_related("person")
        for stay in stays.filter(joined_at__gte=sent_at, joined_at__lt=sent_at + timedelta(days=14)):
            self._invited(wave, stay.person, by, "accepted", stay.joined_at)
        if declined := told.get("declined"):
            person = self.people[declined["id"]]
            self._invited(wave, person, by, "declined", sent_at + timedelta(days=1), declined["reason"])

    def _invited(self, wave: Wave, person: Person, by: Person, answer: str, at: datetime, reason: str = "") -> None:
        """Who answered in the second week had the reminder."""
        week, sent_at = timedelta(days=7), wave.sent_at or at
        reminded = sent_at + timedelta(days=6) if at > sent_at + week else None
        Invitation.objects.get_or_create(
            token_hash=hashed(secret(f"{wave.community.uid} {person.uid}").hex()),
            defaults={
                "community": wave.community,
                "wave": wave,
                "email": person.email,
                "person": person,
                "inviter": by,
                "why_you": wave.community.for_whom,
                "expected": wave.expected,
                "gain": wave.gain,
                "created_at": sent_at,
                "expires_at": (reminded or sent_at) + week,
                "reminded_at": reminded,
                "answer": answer,
                "answer_reason": reason,
                "answered_at": at,
                "answered_by": person,
            },
        )

    def _contest(self, told: Table) -> None:
        place = self.places[told["community"]]
        PurposeContest.objects.get_or_create(
            community=place,
            purpose=place.purpose,
            defaults={
                "codes": told["codes"],
                "reason": told["reason"],
                "by": self.people[told["by"]],
                "at": self.calendar.ago(told["days_ago"]),
            },
        )
