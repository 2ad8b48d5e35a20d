"""Test worlds, made by the actions people use, so that they are legal worlds."""

from datetime import timedelta
from itertools import count

from django.utils.timezone import now

from accounts.models import Person
from communities.actions import announce_closing, archive_announced
from communities.models import Community, Membership, StageChange
from communities.tiles import draw, hue
from posts.actions import publish_post, reply_to, save_draft

_numbers = count(1)


def make_person(name="Nadia Roussel", **fields):
    """A person who can sign in with `password`."""
    n = next(_numbers)
    fields.setdefault("handle", f"person-{n}")
    fields.setdefault("email", f"{fields['handle']}@example.org")
    fields.setdefault("language", "en")
    person = Person.objects.create_user(display_name=name, password="correct horse battery", **fields)
    person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def make_community(animator=None, *, stage="open", visibility="open", members=(), coanimators=(), **fields):
    """A community as it stands after its launch. Bare rows: a helper of tests, not a way to create one."""
    n = next(_numbers)
    slug = fields.pop("slug", f"pumps-{n}")
    fields.setdefault("name", f"Pumps {n}")
    fields.setdefault("purpose", "Share every field report on seals to halve the leaks under warranty.")
    community = Community.objects.create(
        uid=slug, slug=slug, hue=hue(slug), tile=draw(slug), stage=stage, visibility=visibility, **fields
    )
    StageChange.objects.create(community=community, stage=stage)
    animator = animator or make_person("Claire Bonnefoy")
    rows = [(animator, "animator"), *((p, "coanimator") for p in coanimators), *((p, "member") for p in members)]
    for person, role in rows:
        Membership.objects.create(community=community, person=person, role=role)
    Community.objects.filter(pk=community.pk).update(member_count=len(rows))
    community.refresh_from_db()
    return community


def make_post(author, community, body="The seal weeps after 200 hours.", **fields):
    return publish_post(author, community, body=body, **fields)


def make_question(author, community, title="Who knows this seal?", **fields):
    return publish_post(author, community, kind="question", title=title, **fields)


def make_reply(author, post, body="The flush hole is too near the face.", **fields):
    return reply_to(author, post, body=body, **fields)


def make_draft(person, body="Half a sentence", **place):
    return save_draft(person, body=body, **place)


def close(actor, community, *, reason="Done", ended_as="lesson"):
    """Its end was announced, and the day has come."""
    announce_closing(actor, community, reason=reason, ended_as=ended_as)
    community.closings.update(closes_on=now() - timedelta(days=2))
    assert archive_announced() == 1
    return Community.objects.get(pk=community.pk)
