"""What this room adds to pages of the room below: the welcome above a feed, posts to read on an invitation, sentences
that worked beside one that is written; and what was said lately, for a reminder."""

from datetime import datetime
from typing import Any

from django.db.models import F

from accounts.models import Person
from communities.happenings import Happening, tells
from communities.models import Community, Invitation
from communities.tiles import art
from core.panels import Panel, panel
from core.presence import Presence
from posts.contributors import contributors
from posts.models import Post, Reply
from posts.texts import opening
from posts.welcome import loads, welcome_of

Stage = Community.Stage
SHOWN, LEAST = 3, 5


@panel("community_feed", loads=loads)
def welcome(community: Community, viewer: Person) -> Panel | None:
    found = None if community.is_archived else welcome_of(community)
    return Panel("posts/_welcome.html", found) if found else None


@panel("invitation")
def already_there(invitation: Invitation, viewer: Person | None) -> Panel | None:
    """Of an open community alone (R-PR-05). A visitor who holds the letter reads titles, without anybody's name."""
    community = invitation.community
    if not community.is_open or community.is_hidden:
        return None
    rows = Post.objects.present().in_community(community).select_related("author")
    found = [
        (post.title or opening(post.excerpt_html), post if viewer else None, post.reply_count, post.accepted_reply_id)
        for post in rows.order_by("-reply_count", "-created_at")[:SHOWN]
    ]
    return Panel("posts/_already_there.html", found, place="main") if found else None


@panel("invitation")
def how_many_write(invitation: Invitation, viewer: Person | None) -> Panel | None:
    community = invitation.community
    if not community.is_open or community.is_hidden:
        return None
    wrote = Community.objects.filter(pk=community.pk).annotate(wrote=contributors()).values_list("wrote", flat=True)
    return Panel("components/presence_panel.html", Presence(community.member_count, wrote[0]))


@tells
def last_reply(community: Community, since: datetime) -> Happening | None:
    """A reply that came since the letter, in its first words."""
    rows = Reply.objects.present().filter(post__community=community, post__deleted_at=None, created_at__gt=since)
    reply = rows.filter(author__is_active=True, author__is_bot=False).select_related("author").order_by("-pk").first()
    words = opening(reply.html) if reply else ""
    return Happening(reply.author.first_name, words) if reply and words else None


@panel("prepare")
def sentences_that_worked(community: Community | None, viewer: Person) -> Panel | None:
    """Beside a sentence one is writing: those of the liveliest communities. Of those this person may read: how many
    write elsewhere is not theirs to know (D6). One query."""
    alive = Community.objects.readable_by(viewer).filter(stage__in=[Stage.OPEN, Stage.THRIVING])
    alive = alive.filter(member_count__gte=LEAST).annotate(contributors=contributors())
    share = F("contributors") * 100 / F("member_count")
    places: list[Any] = list(alive.order_by(share.desc(), "sort_key")[:SHOWN])
    found = [(place, art(place.tile), place.contributors) for place in places if place.contributors]
    return Panel("posts/_sentences.html", found) if found else None
