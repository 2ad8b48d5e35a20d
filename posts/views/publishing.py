"""Writing a post: in its community, or from anywhere after choosing one of mine."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from communities.models import Community
from communities.policies import CommunityPolicy, require_alive
from core import shell
from core.http import Request, done, page
from core.policies import require
from posts import rows
from posts.actions import forget_draft, publish_post
from posts.boxes import Composer
from posts.cards import Viewer, feed_card
from posts.drafts import draft_in
from posts.forms import PostForm
from posts.mentions import preview
from posts.models import Post
from posts.shell import Place
from posts.views.finding import community_or_404
from posts.views.received import Received, receive


def places_to_write(request: Request) -> list[Place]:
    """Mine, where something can be written. No query: the rail knows."""
    places: list[Place] = shell.of(request)["communities"]
    return [place for place in places if place.stage != Community.Stage.ARCHIVED]


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: Request) -> HttpResponse:
    """A page for it; the community is the first choice, its purpose beside it."""
    places = places_to_write(request)
    chosen = next((p for p in places if p.slug == (request.POST or request.GET).get("community")), None)
    if request.method != "POST":
        draft = draft_in(request.user)
        chosen = chosen or next((p for p in places if draft and p.id == draft.chosen_id), None)
        composer = Composer.anywhere(places, chosen)
        composer.autofocus = True
        return _show(request, composer.restored(draft), 200)
    composer = Composer.anywhere(places, chosen)
    if not places:
        require(False)
    sent = receive(request, PostForm, [])
    if chosen is None:
        sent.errors["community"] = [_("Choose the community where this belongs.")]
    if sent.asks_preview:
        return _show(request, _previewed(composer, sent, chosen), 200)
    post = _try(request, chosen, sent)
    if post is None:
        return _show(request, composer.filled(sent.values()), sent.status)
    forget_draft(request.user)
    return done(request, to=post)


@require_POST
def publish(request: Request, slug: str) -> HttpResponse:
    """From the composer of a community: the new card appears under it, or its page for whoever has no script."""
    community = community_or_404(request, slug)
    require_alive(community)
    require(CommunityPolicy.of(request.user, community).post())
    sent = receive(request, PostForm, [])
    composer = Composer.inside(community)
    if sent.asks_preview:
        return _show(request, _previewed(composer, sent, community), 200)
    post = _try(request, community, sent)
    if post is None:
        return _show(request, composer.filled(sent.values()), sent.status)
    return done(request, to=post, show=lambda: _published(request, community, post))


def _try(request: Request, community: Community | Place | None, sent: Received) -> Post | None:
    """The post, None when it was refused: `sent.errors` says why."""
    if not sent.is_valid() or community is None:
        return None
    found = community if isinstance(community, Community) else Community.objects.get(pk=community.id)
    try:
        return publish_post(request.user, found, **sent.said, files=sent.files)
    except ValidationError as refusal:
        sent.refuse(refusal)
        return None


def _previewed(composer: Composer, sent: Received, community: Community | Place | None) -> Composer:
    found = community if isinstance(community, Community | None) else Community.objects.get(pk=community.id)
    return composer.filled(
        sent.values(errors=sent.errors_of_files, preview=preview(sent.posted.get("body", ""), found))
    )


def _show(request: Request, composer: Composer, status: int) -> HttpResponse:
    context = {"composer": composer, "here": composer.chosen.slug if composer.chosen else "publish"}
    return page(request, "posts/compose.html", context, partial="composer", status=status)


def _published(request: Request, community: Community, post: Post) -> HttpResponse:
    place = next((place for place in places_to_write(request) if place.id == community.pk), None)
    [loaded] = rows.fetch("WHERE p.id = %(post)s", {"post": post.pk}, request.user)
    card = feed_card(loaded, Viewer.at(request.user, place), place, banded=False)
    response = page(request, "posts/_published.html", {"card": card, "composer": Composer.inside(community)})
    return trigger_client_event(response, "said", {"text": _("Published"), "focus": card.id}, after="settle")
