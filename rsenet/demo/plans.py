"""What hosts have planned: texts that will go out in the next days, and drafts."""

from datetime import datetime, time, timedelta

from accounts.models import Person
from animation.models import PlannedPost
from communities.models import Community
from rsenet.demo.calendar import PARIS, Calendar
from rsenet.demo.story import Story


def plan(story: Story, calendar: Calendar) -> None:
    """At half past nine, on the day or on the working day after it."""
    for told in story.preparation["planned"]:
        author = Person.objects.get(uid=told["author"])
        PlannedPost.objects.get_or_create(
            community=Community.objects.get(uid=told["community"]),
            title=told["title"],
            defaults={
                "author": author,
                "prepared_by": author,
                "kind": told["kind"],
                "body": told["body"],
                "publish_at": _morning(calendar, told["in_days"]) if "in_days" in told else None,
            },
        )


def _morning(calendar: Calendar, days: int) -> datetime:
    day = calendar.now.astimezone(PARIS).date() + timedelta(days=days)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, time(9, 30), PARIS)
