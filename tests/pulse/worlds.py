"""Communities with a past: who came when, who wrote, who answered."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from communities.models import FormerRole, Membership
from posts.models import Post, Reaction, Reply
from pulse.models import ClarityAsk, Closure, Visit
from tests.factories import make_community, make_person

PARIS = ZoneInfo("Europe/Paris")
D = date(2026, 5, 31)  # a Sunday; the window of 28 days begins on 4 May


def moment(day, hour=12.0):
    """That hour of that day in Paris; a number is a day of May."""
    day = date(2026, 5, day) if isinstance(day, int) else day
    return datetime.combine(day, time(), PARIS) + timedelta(hours=hour)


def before(days):
    return D - timedelta(days=days)


class Village:
    """A community, hosted since January."""

    def __init__(self, **fields):
        self.host = make_person("Claire Bonnefoy")
        fields = {"stage": "pilot", "created_at": moment(date(2026, 1, 5))} | fields
        self.community = make_community(self.host, **fields)
        Membership.objects.update(joined_at=self.community.created_at)
        self.community.stage_changes.update(at=self.community.created_at)

    def joins(self, accepted=date(2026, 3, 2), role="member", person=None, **fields):
        """Somebody becomes a member on that day."""
        person = person or make_person()
        Membership.objects.create(
            community=self.community, person=person, role=role, joined_at=moment(accepted), **fields
        )
        return person

    def becomes(self, role, person, at):
        """Their role changes at that moment."""
        stay = self.community.memberships.get(person=person, left_at=None)
        FormerRole.objects.create(membership=stay, role=stay.role, until=at)
        stay.role = role
        stay.save()

    def comes(self, person, *days):
        for day in days:
            day = date(2026, 5, day) if isinstance(day, int) else day
            Visit.objects.create(community=self.community, person=person, day=day)

    def writes(self, person, at=None, kind="message", **fields):
        at = at or moment(20)
        return Post.objects.create(
            community=self.community, author=person, kind=kind, title="What?", body="Why?", created_at=at,
            last_activity_at=at, last_activity_by=person, **fields,
        )  # fmt: skip

    def asks(self, person, at, **fields):
        return self.writes(person, at, kind="question", **fields)

    def replies(self, person, post, at, **fields):
        reply = Reply.objects.create(post=post, author=person, body="So.", created_at=at, **fields)
        Post.objects.filter(pk=post.pk, last_activity_at__lt=at).update(last_activity_at=at)
        return reply

    def thanks(self, person, at, **target):
        return Reaction.objects.create(person=person, emoji="thanks", created_at=at, **target)

    def is_asked(self, person, at, answer="", answered_at=None):
        answered_at = (answered_at or at) if answer else None
        return ClarityAsk.objects.create(
            community=self.community, person=person, asked_at=at, answer=answer, answered_at=answered_at
        )

    def closes(self, *days):
        for day in days:
            Closure.objects.create(community=self.community, day=date(2026, 5, day))


def lively(**fields):
    """A pilot that passes everything."""
    village = Village(**fields)
    people = [village.joins(before(50)) for _ in range(9)]
    for person in people:
        village.comes(person, before(49), before(40), 12)
    post = village.writes(village.host)
    for n, person in enumerate(people[:4]):
        village.replies(village.host, village.asks(person, moment(11 + n)), moment(11 + n, 15))
        village.replies(person, post, moment(21))
    for person in people[:6]:
        village.is_asked(person, moment(10), "yes")
    return village, people
