"""What the network format lacks: help offered, portraits, the looks and life of communities, pins, files."""

from pathlib import Path

from django.core.files.base import ContentFile

from accounts.actions import set_photo
from accounts.models import Person
from communities.models import Community, StageChange
from communities.tiles import draw
from core.images import read_picture
from core.markdown import render
from posts.actions import upload_file
from posts.models import Attachment, Post
from rsenet.demo.calendar import EARLY, PILOT, PREPARED, Calendar
from rsenet.demo.story import HERE, Table

PORTRAITS, PICTURES = HERE / "portraits", HERE / "img"
# How far in its life a community entered each stage since its first members came, for each it went through.
LIVES = {
    "draft": [("draft", 1.0)],
    "seeding": [("draft", 1.0), ("seeding", 0.94)],
    "pilot": [],
    "open": [("open", 0.8)],
    "thriving": [("open", 0.8), ("thriving", 0.45)],
    "needs_help": [("open", 0.8), ("needs_help", 0.12)],
    "archived": [("open", 0.8), ("archived", 0.0)],
}


def dress_people(newcomers: list[Table], calendar: Calendar) -> None:
    told = {person["id"]: person for person in newcomers}
    people = list(Person.objects.filter(uid__in=told))
    for person in people:
        person.bio = told[person.uid].get("help", "")
        person.created_at = calendar.ago(told[person.uid]["joined_days_ago"] + 0.5)
    Person.objects.bulk_update(people, ["bio", "created_at"])
    for person in people:
        portrait = portrait_of(person.uid)
        if portrait is not None:
            set_photo(person, person, read_picture(ContentFile(portrait.read_bytes())))


def portrait_of(person: str) -> Path | None:
    paths = (PORTRAITS / f"{person}.{ending}" for ending in ("webp", "png", "jpg"))
    return next((path for path in paths if path.exists()), None)


def dress_community(told: Table, community: Community, founder: Person, calendar: Calendar) -> None:
    community.motto = told.get("motto", "")
    community.about = told.get("about", "").strip()
    community.about_html = render(community.about)
    community.talk_about = told.get("talk_about", [])
    community.not_here = told.get("not_here", [])
    community.hue = told["hue"]
    community.tile = told["tile"].removeprefix("m-") if "tile" in told else draw(community.slug)
    community.created_by = founder
    community.stage, community.ended_as = told["stage"], told.get("ended_as", "")
    for name, words in told.get("life", {}).items():
        setattr(community, name, words)
    community.save()
    _live(told, community, founder, calendar)
    _pin(told, community)
    for post in told["post"]:
        for file in post.get("files", []):
            _add_file(Post.objects.select_related("author").get(uid=post["id"]), file)


def _live(told: Table, community: Community, founder: Person, calendar: Calendar) -> None:
    """The steps that led to its stage."""
    whole = told["created_days_ago"]
    before = {} if community.stage in PREPARED else EARLY
    days = {stage: whole + early for stage, early in before.items()}
    days |= {stage: whole * part for stage, part in LIVES[community.stage]}
    if "open" in days:
        days["open"] = whole - PILOT
    if "archived_days_ago" in told:
        days["archived"] = told["archived_days_ago"]
    steps = [
        StageChange(
            community=community,
            stage=stage,
            by=founder,
            at=community.created_at if stage == "draft" else calendar.ago(ago),
        )
        for stage, ago in days.items()
    ]
    StageChange.objects.filter(community=community).delete()
    StageChange.objects.bulk_create(steps)


def _pin(told: Table, community: Community) -> None:
    """By the animator, when it was written."""
    for post in told["post"]:
        if post.get("pinned"):
            found = Post.objects.get(uid=post["id"])
            found.pinned_at, found.pinned_by_id = found.created_at, community.memberships.get(role="animator").person_id
            found.save(update_fields=["pinned_at", "pinned_by"])


def _add_file(post: Post, file: Table) -> None:
    content = ContentFile((PICTURES / file["name"]).read_bytes(), name=file["name"])
    attachment = upload_file(post.author, content)
    Attachment.objects.filter(pk=attachment.pk).update(post=post, alt=file["alt"], created_at=post.created_at)
