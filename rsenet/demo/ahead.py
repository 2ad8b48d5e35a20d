"""What is known of the days to come: an end that is announced, a host who is away."""

from accounts.models import Person
from communities.days import in_days
from communities.events import AbsenceDeclared, ClosingAnnounced
from communities.models import Absence, Closing, Community
from notifications.absences import tell_who_stands_in
from notifications.stages import tell_that_it_closes
from rsenet.demo.calendar import Calendar
from rsenet.demo.story import Story, Table


def announce(story: Story, calendar: Calendar) -> None:
    """Once; those it concerns were told on the day."""
    for told in story.preparation["closing"]:
        _closing(told, calendar)
    for told in story.preparation["absence"]:
        _absence(told, calendar)


def _closing(told: Table, calendar: Calendar) -> None:
    community = Community.objects.get(uid=told["community"])
    if community.is_archived or community.closings.exists():
        return
    closing = Closing.objects.create(
        community=community,
        by=Person.objects.get(uid=told["by"]),
        announced_at=calendar.ago(told["days_ago"]),
        closes_on=in_days(community, told["in_days"]),
        reason=told["reason"],
        ended_as=told["ended_as"],
    )
    community.closes_on = closing.closes_on
    community.save(update_fields=["closes_on"])
    tell_that_it_closes(ClosingAnnounced(closing))


def _absence(told: Table, calendar: Calendar) -> None:
    community = Community.objects.get(uid=told["community"])
    absence, is_new = Absence.objects.get_or_create(
        community=community,
        person=Person.objects.get(uid=told["person"]),
        defaults={
            "stand_in": Person.objects.get(uid=told["stand_in"]),
            "starts_on": in_days(community, told["starts_in_days"]),
            "ends_on": in_days(community, told["ends_in_days"]),
            "declared_at": calendar.ago(told["days_ago"]),
        },
    )
    if is_new:
        tell_who_stands_in(AbsenceDeclared(absence, instead_of=None))
