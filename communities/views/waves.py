"""A wave: prepared on the page of invitations, read again, sent."""

from collections.abc import Callable

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Person
from communities import actions, letters
from communities.gates import WAVE, gate
from communities.hero import hero
from communities.models import Community, Membership, Wave
from communities.pasting import pasted
from communities.policies import CommunityPolicy
from communities.recipients import MOST_BYTES, MOST_LINES, Recipients, TooLong, uploaded
from communities.steps import wizard
from communities.views.finding import community_or_404
from communities.views.invitations import invitations_page
from communities.wave_box import WaveBox, drafted
from communities.waves import BY_HOST, SHARED
from core.http import Request, SeeOther, page, wants_fragment
from core.policies import Conflict, TooMany, require

FOUND = 8
TRIALS = {"letter_trial": "20/h/user"}


@require_POST
def prepare_wave(request: Request, slug: str) -> HttpResponse:
    """One form for all of it, so that nothing typed is lost: what is written is saved first, whatever is asked then."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    wave = actions.prepare_wave(request.user, community)
    try:
        wave = _save(request, wave)
    except ValidationError as error:
        box = WaveBox.of(community).listing(request.POST).filled(request.POST).blamed(error.message_dict)
        return _show(request, community, may, box, 422)
    except Conflict as conflict:
        if community.is_archived or wants_fragment(request):
            raise
        box = WaveBox.of(community).listing(request.POST).filled(request.POST, beside=True)
        box.conflict = conflict.message
        return _show(request, community, may, box, 409)
    act, _dash, number = request.POST.get("act", "save").partition("-")
    return ACTS.get(act, _saved)(
        request, community, may, wave, int(number) if number.isascii() and number.isdigit() else 0
    )


def _save(request: Request, wave: Wave) -> Wave:
    asked = request.POST
    if "version" not in asked:
        return wave
    pks = [int(name[8:]) for name in asked if name.startswith("why_you-") and name[8:].isdecimal()]
    return actions.save_wave(
        request.user,
        wave,
        version=int(asked["version"]) if asked["version"].isdecimal() else 0,
        **{name: asked.get(name, getattr(wave, name)) for name in SHARED},
        reasons={pk: asked[f"why_you-{pk}"] for pk in pks},
        said_yes={pk for pk in pks if f"said_yes-{pk}" in asked},
        same_reason_meant="same_reason_meant" in asked,
    )


def _saved(request: Request, community: Community, may: CommunityPolicy, wave: Wave, pk: int) -> HttpResponse:
    if wants_fragment(request):
        return _show(request, community, may, WaveBox.of(community), 200)
    messages.success(request, _("Saved. Nothing has left yet."))
    return _back(request, community, may)


def _add(request: Request, community: Community, may: CommunityPolicy, wave: Wave, pk: int) -> HttpResponse:
    """Those who can be asked go in; the others are named with their line, and kept to be corrected."""
    box = WaveBox.of(community)
    try:
        read = _read(request)
        added = actions.add_invitees(request.user, wave, read.entries)
        if read.is_spreadsheet:
            box.problem = _("This is a workbook: save it as CSV first, one person a line.")
        elif not read.entries:
            box.problem = _("Name somebody: an address, a handle, a line of a file.")
    except TooLong as refusal:
        box.problem = _too_long(refusal)
    except ValidationError as error:
        box.problem = error.messages[0]
    if box.problem:
        box.listing(request.POST)
        if box.is_cut:
            box.problem += " " + _("Its beginning is below.")
        return _show(request, community, may, box, 422)
    if not added.refused:
        return SeeOther(reverse("communities:invitations", args=[community.slug]))
    box = WaveBox.of(community)
    box.refused, box.added = added.refused, len(added.people)
    box.pasted = "\n".join(one.kept for one in added.refused if one.is_wrong)
    return _show(request, community, may, box, 422 if box.has_wrong_lines else 200)


def _read(request: Request) -> Recipients:
    """What was ticked, pasted and uploaded, together."""
    read = pasted(request.POST.get("people", ""))
    picked = pasted("\n".join(f"@{handle}" for handle in request.POST.getlist("pick")[:MOST_LINES]))
    read.entries = [*picked.entries, *read.entries]
    if file := request.FILES.get("file"):
        if (size := file.size or 0) > MOST_BYTES:
            raise TooLong("bytes", size)
        found = uploaded(file.read())
        read.entries += found.entries
        read.is_spreadsheet = found.is_spreadsheet
    return read


def _too_long(refusal: TooLong) -> str:
    if refusal.what == "bytes":
        sizes = {"n": -(-refusal.n // 1000), "most": MOST_BYTES // 1000}
        return _("That is %(n)d KB, %(most)d KB is the most: a list of people is much shorter.") % sizes
    return _("At most %(n)d people at once. A wave is much smaller still.") % {"n": MOST_LINES}


def _remove(request: Request, community: Community, may: CommunityPolicy, wave: Wave, pk: int) -> HttpResponse:
    actions.remove_invitee(request.user, wave, pk)
    return _back(request, community, may)


def _search(request: Request, community: Community, may: CommunityPolicy, wave: Wave, pk: int) -> HttpResponse:
    """For who has no script."""
    box = WaveBox.of(community)
    box.listing(request.POST)
    box.found = _colleagues(community, box.words)
    return _show(request, community, may, box, 200)


def _try(request: Request, community: Community, may: CommunityPolicy, wave: Wave, pk: int) -> HttpResponse:
    """The letter as that person would get it, to oneself."""
    row = next((row for row in WaveBox.of(community).rows if row.pk == pk), None)
    if row is None:
        raise Http404
    if not ratelimit.consume(request, app="communities", action="letter_trial", config=TRIALS, limit_get=True):
        raise TooMany(_("Twenty trials an hour at most."), retry_after=3600)
    link = settings.BASE_URL + reverse("communities:letter", args=[community.slug, pk])
    letters.trial_letter(drafted(wave, row.invitee, request.user), request.user, link).send()
    messages.success(request, _("A trial is on its way to you."))
    return SeeOther(
        (request.POST.get("next_letter") and link) or reverse("communities:invitations", args=[community.slug])
    )


def _review(request: Request, community: Community, may: CommunityPolicy, wave: Wave, pk: int) -> HttpResponse:
    if request.POST.get("people", "").strip():
        box = WaveBox.of(community).listing(request.POST)
        box.problem = _("Add those of your list first, or empty it.")
        return _show(request, community, may, box, 422)
    return SeeOther(reverse("communities:wave", args=[community.slug]))


type Act = Callable[[Request, Community, CommunityPolicy, Wave, int], HttpResponse]
ACTS: dict[str, Act] = {
    "add": _add, "remove": _remove, "search": _search, "try": _try, "review": _review,
}  # fmt: skip


@require_safe
def people(request: Request, slug: str) -> HttpResponse:
    """Colleagues to choose from, as one types."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    found = _colleagues(community, request.GET.get("q", "")[:100])
    return page(request, "communities/_wave_people.html", {"found": found})


def _colleagues(community: Community, words: str) -> list[Person]:
    """Not those who are inside."""
    inside = Membership.objects.present().filter(community=community).values("person")
    if not words.strip():
        return []
    return list(Person.objects.all().listed().nearest(words).exclude(pk__in=inside).by_nearness()[:FOUND])


@require_http_methods(["GET", "HEAD", "POST"])
def wave(request: Request, slug: str) -> HttpResponse:
    """Read once more, then sent. Administrators come here when only they can let it leave: they see how many."""
    community, may = community_or_404(request, slug)
    require(may.animates() or may.send_waves())
    box = WaveBox.of(community)
    problem, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        if box.wave is None:
            raise Conflict(_("No wave is being prepared."))
        try:
            sent = actions.send_wave(request.user, box.wave, reason=reason)
        except ValidationError as error:
            problem = error.messages[0]
        else:
            words = ngettext("%(n)d letter is on its way.", "%(n)d letters are on their way.", len(sent))
            messages.success(request, words % {"n": len(sent)})
            for row in box.rows if may.animates() else ():
                if row.is_silent:
                    words = _("No letter to %(name)s, who declined: only if they ask for one.")
                    messages.warning(request, words % {"name": row.name})
            return _back(request, community, may) if may.animates() else SeeOther("/")
    asked = gate(community, WAVE)
    context = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="invitations"),
        "may": may,
        "steps": wizard(community, may, here="future_members"),
        "box": box,
        "gate": asked,
        "asks_reason": bool(asked.missing) and ({one.code for one in asked.missing} <= BY_HOST or may.is_staff),
        "problem": problem,
        "reason": reason,
    }
    return page(request, "communities/wave.html", context, status=422 if problem else 200)


@require_safe
def letter(request: Request, slug: str, pk: int) -> HttpResponse:
    """What one person will read, word for word."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    box = WaveBox.of(community)
    row = next((row for row in box.rows if row.pk == pk), None)
    if row is None or box.wave is None:
        return SeeOther(reverse("communities:invitations", args=[community.slug]))
    box.wave.community = community
    written = letters.invitation_letter(drafted(box.wave, row.invitee, request.user), "", row.invitee.person)
    context = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="invitations"),
        "row": row,
        "written": written,
        "text": str(written.body).partition("\n-- \n")[0],
    }
    return page(request, "communities/letter.html", context)


def _back(request: Request, community: Community, may: CommunityPolicy) -> HttpResponse:
    """To the preparation; a list that was not added yet stays in its field."""
    if request.POST.get("people", "").strip():
        return _show(request, community, may, WaveBox.of(community).listing(request.POST), 200)
    return SeeOther(reverse("communities:invitations", args=[community.slug]))


def _show(request: Request, community: Community, may: CommunityPolicy, box: WaveBox, status: int) -> HttpResponse:
    if wants_fragment(request):
        return page(request, "communities/_wave_saved.html", {"box": box, "oob": True}, status=status)
    return invitations_page(request, community, may, box=box, status=status)
