"""Marking as read: what was passed over, one post, everything."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Person
from core import shell
from core.http import Request, done, page
from core.paging import Cursor
from core.tracing import unlogged
from posts import feed
from posts.reading import read_everything, read_posts
from posts.shell import Place


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
    """`post` one or more, `community` one or more, or everything."""
    posts, communities = _ids(request, "post"), _ids(request, "community")
    if posts:
        read_posts(request.user, posts)
    else:
        places: list[Place] = shell.of(request)["communities"]
        read_everything(request.user, communities or [place.id for place in places])
    back = request.POST.get("next", "/")
    return done(request, to=back if back.startswith("/") and not back.startswith("//") else "/")


@require_GET
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
