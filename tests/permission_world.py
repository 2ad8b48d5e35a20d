"""The world of the permission table: one community of each kind, the same people around all of them.

Every text of a place carries that place's secret word, so that one may look for it in whatever is answered."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils.timezone import now

from accounts.models import Person
from animation.models import PlannedPost
from communities.invitations import hashed
from communities.models import Community, HostQuestion, Invitation, Membership
from notifications.models import Notification
from posts.models import Attachment, Draft, Post, Reply
from pulse.models import ClarityAsk
from tests import factories

ACTORS = ["nobody", "suspended", "outsider", "invited", "member", "coanimator", "animator", "administrator"]
ROOMS = ("accounts", "animation", "communities", "notifications", "posts", "pulse")
INSIDE = {"member", "coanimator", "animator"}
# visibility, stage
PLACES = {
    "open": ("open", "open"),
    "pilot": ("open", "pilot"),
    "private": ("private", "open"),
    "secret": ("secret", "open"),
    "draft": ("open", "draft"),
    "archived": ("open", "archived"),
}
# Who may read what is written in each place; the suspended never.
READERS = {
    "open": {"outsider", "invited", "administrator"} | INSIDE,
    "pilot": {"outsider", "invited", "administrator"} | INSIDE,
    "private": INSIDE,
    "secret": INSIDE,
    "draft": {"coanimator", "animator"},
    "archived": {"outsider", "invited", "administrator"} | INSIDE,
}
# Who may know that it exists, by its name; the invited read it on their invitation.
AWARE = READERS | {"private": set(ACTORS), "draft": {"coanimator", "animator", "administrator"}}


@dataclass
class Place:
    """One community and what stands in it: a question of the member's, another reply of theirs, files."""

    kind: str
    word: str
    community: Community
    post: Post
    reply: Reply
    file: Attachment
    draft: Draft
    invitation: Invitation
    question: HostQuestion
    planned: PlannedPost  # the host's, out tomorrow
    asked: PlannedPost  # which the member is asked to sign


@dataclass
class World:
    people: dict[str, Person]
    browsers: dict[str, Client]
    places: dict[str, Place] = field(default_factory=dict)
    notices: dict[str, Notification] = field(default_factory=dict)
    loose: Any = None  # a file of the member's that is in no post yet


def build() -> World:
    people = {name: factories.make_person(f"{name.title()} Test", handle=f"the-{name}") for name in ACTORS[1:]}
    people["newest"] = factories.make_person("Newest Test", handle="the-newest")
    Person.objects.filter(pk=people["administrator"].pk).update(is_staff=True, is_superuser=True)
    for person in people.values():
        person.refresh_from_db()
    TOTP.activate(people["administrator"], generate_totp_secret())  # the admin asks for a second step (D8)
    world = World(people, {})
    for kind in PLACES:
        world.places[kind] = _place(kind, people)
    Person.objects.filter(pk=people["suspended"].pk).update(suspended_at=now())
    world.loose = _file(people["member"], name="loose.txt")
    for name, person in people.items():
        world.browsers[name] = Client()
        world.browsers[name].force_login(person)
        world.notices[name] = person.notifications.create(
            kind="reaction", post=world.places["open"].post, actor_ids=[person.pk]
        )
    world.browsers["nobody"] = Client()
    return world


def _place(kind: str, people: dict[str, Person]) -> Place:
    visibility, stage = PLACES[kind]
    word = f"canary-{kind}"
    member, coanimator = people["member"], people["coanimator"]
    community = factories.make_community(
        people["animator"],
        coanimators=[coanimator],
        members=[member, people["suspended"], people["newest"]],
        visibility=visibility,
        slug=f"the-{kind}",
        name=f"Name of {word}",
        purpose=f"Share every field report on seals, {word}, to halve the leaks under warranty.",
    )
    post = factories.make_question(member, community, title=f"Who knows {word}?", body=f"I mean {word}.")
    reply = factories.make_reply(member, post, body=f"It is {word}.")
    file = _file(member, name=f"{word}.txt", post=post)
    draft = Draft.objects.create(person=member, community=community, body="My own words")
    invitation = Invitation.objects.create(
        community=community, email=people["invited"].email, inviter=people["animator"], why_you=f"You know {word}.",
        person=people["invited"],
        expected="One answer.", gain="Fewer leaks.", token_hash=hashed(word), expires_at=now() + timedelta(days=7),
    )  # fmt: skip
    ClarityAsk.objects.create(community=community, person=member)
    hosts = {"community": community, "prepared_by": people["animator"]}
    soon = {"publish_at": now() + timedelta(days=1)}
    planned = PlannedPost.objects.create(author=people["animator"], body=f"I mean {word}.", **hosts, **soon)
    signer = people["coanimator" if kind == "draft" else "member"]
    asked = PlannedPost.objects.create(author=signer, body="Your case.", asked_at=now(), **hosts)
    Community.objects.filter(pk=community.pk).update(stage=stage)
    community.refresh_from_db()
    Membership.objects.filter(community=community).update(joined_at=now() - timedelta(days=30))
    question = HostQuestion.objects.create(community=community, person=people["newest"], text=f"Why {word}?")
    return Place(kind, word, community, post, reply, file, draft, invitation, question, planned, asked)


def _file(person: Person, *, name: str, post: Post | None = None) -> Attachment:
    file = Attachment.objects.create(
        uploader=person, post=post, name=name, content_type="text/plain", size=5, sha256="0" * 64
    )
    default_storage.save(file.path, ContentFile(name.encode()))
    return file


def absent(place: Place) -> Place:
    """The same place with the names and numbers of nothing that exists."""
    nothing = 9_000_000_000
    return Place(
        kind=place.kind,
        word="nothing",
        community=Community(pk=nothing, slug="the-absent", name="Absent", purpose="None", hue=1, tile="fuite"),
        post=Post(pk=nothing),
        reply=Reply(pk=nothing),
        file=Attachment(pk=nothing, key="x" * 32),
        draft=Draft(pk=nothing),
        invitation=Invitation(pk=nothing),
        question=HostQuestion(pk=nothing),
        planned=PlannedPost(pk=nothing),
        asked=PlannedPost(pk=nothing),
    )
