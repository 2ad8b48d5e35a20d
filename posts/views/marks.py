"""Marking as read: what was passed over, one post, everything."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from accounts.models import Person
from core import shell
from core.http import Request, done, page, wants_fragment
from core.paging import Cursor
from core.tracing import unlogged
from posts import feed
from posts.reading import keep_unread, read_everything, read_posts, undo_read_everything
from posts.rows import fetch
from posts.shell import Place
from posts.views.finding import number, post_or_404
from posts.views.home import cards_of


def _ids(request: Request, name: str) -> list[int]:
    return [
        int(value)
        for value in request.POST.getlist(name)[:100]
        if value.isascii() and value.isdigit() and len(value) < 19
    ]


@unlogged
@require_POST
def seen(request: Request) -> HttpResponse:
    """Cards that stayed in view two seconds; nothing if the person marks by hand."""
    if request.user.reading == Person.Reading.AUTOMATIC:
        read_posts(request.user, _ids(request, "post"), glanced=True)
    return HttpResponse(status=204)


@require_POST
def mark_read(request: Request) -> HttpResponse:
    """`post` one or more, `community` one or more, or everything, which can be undone (`undo`); `keep` one as unread,
    from a moment on (`from`)."""
    try:
        said, undo = _mark(request)
    except ValidationError as refusal:
        return page(request, "posts/refused.html", {"sentence": refusal.messages[0]}, partial="sentence", status=422)
    one = number(request.POST.get("keep") or request.POST.get("post", ""))
    if one and wants_fragment(request):
        return _card_again(request, one)
    messages.success(request, said, extra_tags=undo)
    back = request.POST.get("next", "/")
    return done(request, to=back if back.startswith("/") and not back.startswith("//") else "/")


def _mark(request: Request) -> tuple[str, str]:
    """What was done, and what undoes it."""
    asked = request.POST
    posts, communities = _ids(request, "post"), _ids(request, "community")
    nothing = "one" in asked and not posts and "keep" not in asked
    if nothing or len(posts) < len(asked.getlist("post")) or len(communities) < len(asked.getlist("community")):
        raise ValidationError(_("Nothing was marked: this names no post and no community."))
    if "keep" in asked:
        since = Cursor.read(asked.get("from", ""))
        post = post_or_404(request, number(asked["keep"]))
        keep_unread(request.user, post, since.moment if since else None)
        return _("Kept as unread."), ""
    if "undo" in asked:
        moment = Cursor.read(asked["undo"])
        if moment is None or not undo_read_everything(request.user, moment.moment):
            raise ValidationError(_("This can no longer be undone: something else was marked since."))
        return _("What was new is new again."), ""
    if posts:
        read_posts(request.user, posts)
        return _("Marked as read."), ""
    places: list[Place] = shell.of(request)["communities"]
    moment_of_it = read_everything(request.user, communities or [place.id for place in places])
    return _("Everything is marked as read."), str(Cursor(moment_of_it, 0))


def _card_again(request: Request, pk: int) -> HttpResponse:
    """The card as it stands now, in the place of the one of which a button was pressed."""
    places = {place.id: place for place in shell.of(request)["communities"]}
    banded = (request.htmx.current_url_abs_path or "/").split("?")[0] == "/"
    found = fetch("WHERE p.id = %(pk)s::bigint AND p.community_id = any(%(mine)s::bigint[])",
                  {"pk": pk, "mine": list(places)}, request.user)  # fmt: skip
    if not found:
        raise Http404
    card = cards_of(found, request, places, banded=banded)[0]
    response = page(request, "posts/_card.html", {"card": card})
    return reswap(retarget(response, f"#{card.id}"), "outerHTML")


@require_safe
def news(request: Request) -> HttpResponse:
    """The button "3 new posts" above a feed: how many since the page was rendered (?since=<cursor>)."""
    places: list[Place] = shell.of(request)["communities"]
    wanted = request.GET.get("community", "")
    ids = [place.id for place in places if not wanted or place.slug == wanted]
    since = Cursor.read(request.GET.get("since", ""))
    count = feed.count_since(since.moment if since else None, ids, request.user)
    label = _("Show what is new")
    return page(
        request,
        "posts/_news.html",
        {"count": count, "label": label, "url": f"/communities/{wanted}/" if wanted else "/"},
    )
