"""The page of one invitation, for the person it was sent to: no account needed, reading changes nothing.

Dead, foreign and invented addresses are one same page that names nothing (R-IV-05). Whoever it was sent to, signed
in, reads what became of it instead."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import photos
from accounts.doors import refuse_guessing, wrong_link
from accounts.entrance import sign_in
from accounts.models import Person
from communities.actions import accept_as_newcomer, accept_invitation, ask_again, ask_inviter, decline_invitation
from communities.forms import DeclineForm, NewcomerForm
from communities.invitations import MINE, Standing, found_by, is_for, is_outlived, known_there, standing, who_invites
from communities.models import Invitation
from communities.tiles import art
from communities.unsubscribing import end_letters, reason_of
from communities.views.finding import blame, said, status_of
from core.http import SeeOther, page
from core.panels import panels_of
from core.policies import Conflict, TooMany
from core.tracing import concerns

HELD = "invitation"  # the session keeps the token while its clean address is shown
OPEN = "open"  # the key in that address

type View = Callable[[HttpRequest, str, Invitation, Standing], HttpResponse]


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _opened(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Find the invitation this visitor may open, and how it stands; anybody else gets the page that names nothing."""

    @login_not_required
    @wraps(view)
    def find(request: HttpRequest, key: str) -> HttpResponse:
        if (refused := refuse_guessing(request)) is not None:
            return refused
        key = str(request.session.get(HELD, "")) if key == OPEN else key
        person = _person(request)
        invitation = found_by(key, person)
        if invitation is not None and (person is None or is_for(invitation, person)):
            concerns(invitation)
            stands = standing(invitation, person)
            if person is None and is_outlived(invitation, key):
                stands = Standing.EXPIRED
            if person is not None or stands == Standing.OPEN:
                response = view(request, key, invitation, stands)
                response.headers["Referrer-Policy"] = "no-referrer"
                return response
        if person is None and key.startswith(MINE):
            return redirect_to_login(request.path)
        if key:
            wrong_link(request)
        return _nothing(request)

    return find


def _nothing(request: HttpRequest) -> HttpResponse:
    """The same bytes for every link that is dead, foreign or invented: where it leads on is said relatively."""
    again = "again/" if request.method in ("GET", "HEAD") else "../again/"
    context = {"shell": {}, "again": again, "is_visitor": _person(request) is None}
    body = loader.render_to_string("communities/no_invitation.html", context, request)
    return HttpResponse(body, status=404, headers={"Referrer-Policy": "no-referrer"})


@require_safe
@_opened
def invitation(request: HttpRequest, key: str, invitation: Invitation, stands: Standing) -> HttpResponse:
    if not key.startswith(MINE) and stands == Standing.OPEN:
        request.session[HELD] = key
    return _page(request, key, invitation, stands)


@login_not_required
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """The clean address, after opening: what the session holds."""
    return invitation(request, OPEN)


@sensitive_post_parameters("password")
@require_POST
@_opened
def accept(request: HttpRequest, key: str, invitation: Invitation, stands: Standing) -> HttpResponse:
    community = invitation.community
    person = _person(request)
    if person is not None:
        if stands not in (Standing.OPEN, Standing.MEMBER):
            return _page(request, key, invitation, stands)
        accept_invitation(person, invitation)
        messages.success(request, _("Welcome to %(name)s.") % {"name": community.name})
        return SeeOther(reverse("communities:welcome", args=[community.slug]))
    if _has_account(invitation):
        request.session[HELD] = key
        return SeeOther(_sign_in_address())
    form = NewcomerForm(request.POST, email=invitation.email)
    if form.is_valid():
        try:
            newcomer = accept_as_newcomer(invitation, language=get_language() or "en", **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            return sign_in(request, newcomer, to=reverse("communities:welcome", args=[community.slug]))
    return _page(request, key, invitation, stands, form=form, status=422)


@require_POST
@_opened
def decline(request: HttpRequest, key: str, invitation: Invitation, stands: Standing) -> HttpResponse:
    if stands != Standing.OPEN:
        return _page(request, key, invitation, stands)
    form = DeclineForm(request.POST)
    form.is_valid()
    words = {name: form.cleaned_data.get(name) or "" for name in ("reason", "words")}
    decline_invitation(invitation, person=_person(request), **words)
    return SeeOther(reverse("communities:declined"))


@require_POST
@_opened
def ask(request: HttpRequest, key: str, invitation: Invitation, stands: Standing) -> HttpResponse:
    """A question first; the answer comes by mail, and stands on the page."""
    if stands != Standing.OPEN:
        return _page(request, key, invitation, stands)
    text = request.POST.get("question", "")
    try:
        ask_inviter(invitation, text=text, person=_person(request))
    except (ValidationError, Conflict, TooMany) as refusal:
        asked = {"text": text, "problem": said(refusal)}
        return _page(request, key, invitation, stands, asked=asked, status=status_of(refusal))
    messages.success(request, _("Your question is on its way. The answer comes by mail."))
    return SeeOther(_address(key))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Asking for another link: the same answer whatever this one was, and one word at most to who sent it."""
    if (refused := refuse_guessing(request)) is not None:
        return refused
    if request.method == "POST":
        person = _person(request)
        found = found_by(str(request.session.get(HELD, "")) if key == OPEN else key, person)
        if found is None:
            wrong_link(request)
        elif person is None or not key.startswith(MINE) or is_for(found, person):
            ask_again(found)
        return SeeOther(reverse("communities:asked"))
    response = page(request, "communities/again.html", {})
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return page(request, "communities/asked.html", {})


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, key: str) -> HttpResponse:
    """The one click for letters that are no invitation: the signature stands for the person."""
    try:
        reason = reason_of(key)
    except BadSignature as error:
        raise Http404 from error
    if reason is not None:
        concerns(reason)
    if request.method != "POST":
        return _ask_to_stop(request)
    end_letters(reason)
    return _stopped(request)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_opened
def unsubscribe(request: HttpRequest, key: str, invitation: Invitation, stands: Standing) -> HttpResponse:
    """The one click of a mail program (RFC 8058): the token stands for the person, nothing else writes after it."""
    is_theirs = stands == Standing.OPEN and not key.startswith(MINE)
    if request.method != "POST":
        return _ask_to_stop(request) if is_theirs else _page(request, key, invitation, stands)
    if is_theirs:
        decline_invitation(invitation)
    return _stopped(request)


def _ask_to_stop(request: HttpRequest) -> HttpResponse:
    """Some mail programs open the address instead of sending to it; opened, it only asks (R-CS-04)."""
    response = page(request, "communities/stop_letters.html", {"shell": {}})
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _stopped(request: HttpRequest) -> HttpResponse:
    """Nothing to show to a program; a page to who pressed its button."""
    if "by_hand" not in request.POST:
        return HttpResponse(status=204)
    return page(request, "communities/stop_letters.html", {"is_done": True})


@login_not_required
@require_safe
def declined(request: HttpRequest) -> HttpResponse:
    return page(request, "communities/declined.html", {})


def _has_account(invitation: Invitation) -> bool:
    return Person.objects.all().filter(email__iexact=invitation.email).exists()


def _address(key: str) -> str:
    return reverse("communities:held") if not key.startswith(MINE) else reverse("communities:invitation", args=[key])


def _sign_in_address() -> str:
    return redirect_to_login(reverse("communities:held")).url


def _page(
    request: HttpRequest,
    key: str,
    invitation: Invitation,
    stands: Standing,
    *,
    form: NewcomerForm | None = None,
    asked: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Open, it shows everything; ended, one sentence for the person it was sent to, without the community's name."""
    if stands not in (Standing.OPEN, Standing.MEMBER):
        may_ask = stands not in (Standing.ARCHIVED, Standing.ACCEPTED)
        host = who_invites(invitation)
        context = {
            "invitation": invitation,
            "stands": stands.value,
            "key": key,
            "may_ask": may_ask and host is not None,
            # Who else hosts a secret one is not told to who is outside.
            "host": host if host in (None, invitation.inviter) or not invitation.community.is_secret else None,
            "is_hosted": host is not None,
        }
        return page(request, "communities/ended_invitation.html", context, status=410)
    panels = panels_of("invitation", invitation, _person(request))
    known = known_there(invitation.community, _person(request))
    newcomer = _person(request) is None and not _has_account(invitation)
    questions = list(invitation.questions.order_by("asked_at"))
    context = {
        "key": key,
        "is_token": not key.startswith(MINE),
        "invitation": invitation,
        "community": invitation.community,
        "inviter": invitation.inviter,
        "portrait": photos.embedded(invitation.inviter.photo),  # a visitor may not ask for the file
        "art": art(invitation.community.tile),
        "is_member": stands == Standing.MEMBER,
        "sign_in": "" if newcomer or _person(request) else _sign_in_address(),
        "form": (form or NewcomerForm(email=invitation.email)) if newcomer else None,
        "reasons": Invitation.DeclineReason.choices,
        "known": known,
        "known_names": get_text_list([person.first_name for person in known], _("and")),
        "questions": questions,
        "is_asked": any(question.answered_at is None for question in questions),
        "asked": asked or {},
        "main": [panel for panel in panels if panel.place == "main"],
        "aside": [panel for panel in panels if panel.place == "aside"],
    }
    return page(request, "communities/invitation.html", context, status=status)
