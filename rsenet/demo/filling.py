"""The story enters the database, once, as if it had happened there."""

import json
from collections.abc import Iterator

from django.db import transaction
from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community
from rsenet.demo.access import open_doors
from rsenet.demo.ahead import announce
from rsenet.demo.calendar import Calendar
from rsenet.demo.dressing import dress_community, dress_people
from rsenet.demo.launches import prepare
from rsenet.demo.letters import send_letters
from rsenet.demo.news import bring_news, leave_marks
from rsenet.demo.plans import plan
from rsenet.demo.script import Script
from rsenet.demo.story import Story, story
from rsenet.network.importer import import_lines


def is_filled() -> bool:
    """Whether the story was told here, whatever people did with it since."""
    told = story()
    people = Person.objects.filter(uid__in=[person["id"] for person in told.people]).count()
    places = Community.objects.filter(uid__in=[community["slug"] for community in told.communities]).count()
    return people == len(told.people) and places == len(told.communities)


@transaction.atomic
def fill() -> None:
    """All of it, or nothing. Where an earlier version told a shorter story, what it lacked comes; the rest stays."""
    told, calendar = story(), Calendar(now())
    known = set(Person.objects.values_list("uid", flat=True))
    opened = set(Community.objects.values_list("uid", flat=True))
    import_lines(_lines(told, calendar))
    dress_people([person for person in told.people if person["id"] not in known], calendar)
    founder = Person.objects.get(uid=told.roles["admin"])
    new = [community for community in told.communities if community["slug"] not in opened]
    for community in new:
        dress_community(community, Community.objects.get(uid=community["slug"]), founder, calendar)
    open_doors(told, calendar)
    prepare(told, calendar)
    plan(told, calendar)
    send_letters(told, calendar)
    bring_news(new, calendar)
    announce(told, calendar)
    if not known & {person["id"] for person in told.people}:
        leave_marks(told, calendar)


def renew_keys() -> None:
    """The installation has another key: so are the password and the links."""
    told, calendar = story(), Calendar(now())
    with transaction.atomic():
        open_doors(told, calendar)
        send_letters(told, calendar)


def _lines(told: Story, calendar: Calendar) -> Iterator[bytes]:
    for line in Script(told, calendar).lines():
        yield json.dumps(line).encode()
