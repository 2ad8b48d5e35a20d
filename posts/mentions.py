"""Calling somebody by name: only who may see the text can be called, found or offered."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import Person, PersonQuerySet
from communities.models import Community, Membership
from core.events import publish
from core.markdown import People, handles
from core.names import clean_line
from core.wording import clean_text
from posts.events import PersonMentioned
from posts.models import Mention, Post, Reply
from posts.texts import rendered
from posts.wording import BODY_MAX

MOST = 50  # R-RB-02
_ASKED = 500  # handles looked up at most: beyond are addresses, logs, code


def readers_of(community: Community) -> PersonQuerySet:
    """The people who may read a community: its members, and every colleague when it is open."""
    people = Person.objects.active()
    theirs = Membership.objects.present().filter(community=community, person=OuterRef("pk"))
    if community.is_hidden:
        return people.filter(Exists(theirs.filter(role__in=Membership.Role.animating())))
    if community.is_open:
        return people
    return people.filter(Exists(theirs))


def called_in(source: str, community: Community) -> list[Person]:
    """The people a text calls, among those who may read it. One query, none without @."""
    asked = handles(source)[:_ASKED]
    if not asked:
        return []
    found = {person.handle: person for person in readers_of(community).filter(handle__in=asked)}
    people = [found[handle] for handle in asked if handle in found]
    if len(people) > MOST:
        raise ValidationError({"body": _("You call more than 50 people by name: say it to all without naming each.")})
    return people


def links(people: Iterable[Person]) -> People:
    """Their handles, as rendering turns them into links."""
    return {person.handle.lower(): (person.get_absolute_url(), person.display_name) for person in people}


def call(author: Person, post: Post, people: Iterable[Person], reply: Reply | None = None) -> None:
    """These hear of the text, which is new to them."""
    for person in people:
        if person.pk != author.pk:
            mention = Mention.objects.create(post=post, reply=reply, person=person)
            publish(PersonMentioned(mention, by=author))


def keep_mentions(author: Person, post: Post, people: Iterable[Person], reply: Reply | None = None) -> None:
    """The rows of one text as it stands now; who is called for the first time hears of it."""
    rows = Mention.objects.filter(post=post, reply=reply)
    wanted = {person.pk: person for person in people if person.pk != author.pk}
    rows.exclude(person__in=wanted).delete()
    known = set(rows.values_list("person_id", flat=True))
    call(author, post, [person for pk, person in wanted.items() if pk not in known], reply)


def preview(source: str, community: Community | None) -> str:
    """A text as it would be rendered there; nobody is told."""
    body = clean_text(source)[:BODY_MAX]
    try:
        people = called_in(body, community) if community else []
    except ValidationError:  # too many: said when it is sent
        people = []
    return rendered(body, links(people)).html


def offered(words: str, community: Community, asker: Person, most: int = 8) -> list[Person]:
    """Who one may mean, by what begins so first; as near as another, members before other colleagues. One query."""
    words = clean_line(words[:80]).lstrip("@")
    people = readers_of(community).filter(is_bot=False).exclude(pk=asker.pk).nearest(words)
    member = Membership.objects.present().filter(community=community, person=OuterRef("pk"))
    return list(people.annotate(is_member=Exists(member)).by_nearness("-is_member")[:most])
