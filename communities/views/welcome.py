"""Once inside: how much of it reaches me, why I am here, whom to ask."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities import actions
from communities.hero import hero
from communities.models import HostQuestion, Invitation, Membership
from communities.views.finding import community_or_404, said, status_of
from core.http import Request, SeeOther, done, page
from core.policies import Conflict, TooMany, require

R = Membership.Rhythm


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: Request, slug: str) -> HttpResponse:
    """Asked on the way in, changed at any time."""
    community, may = community_or_404(request, slug)
    require(may.is_member())
    problem = ""
    if request.method == "POST":
        try:
            actions.choose_rhythm(request.user, community, request.POST.get("rhythm", ""))
        except ValidationError as error:
            problem = error.messages[0]
        else:
            return done(request, to=f"{community.get_absolute_url()}#first-step")
    stay = request.user.memberships.filter(left_at=None, community=community).get()
    context = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="welcome"),
        "is_new": stay.welcomed_at is None,
        "rhythm": stay.rhythm,
        "rhythms": [
            (R.ALL, R.ALL.label, _("Each new post too, as it comes.")),
            (R.ESSENTIAL, R.ESSENTIAL.label, _("Replies to you, calls by name, thanks, the threads you follow.")),
            (R.SILENT, R.SILENT.label, _("Nothing, unless somebody calls you by name. You read when you come by.")),
        ],
        "problem": problem,
    }
    return page(request, "communities/welcome.html", context, status=422 if problem else 200)


@require_POST
def close_welcome(request: Request, slug: str) -> HttpResponse:
    community, may = community_or_404(request, slug)
    require(may.is_member())
    actions.end_welcome(request.user, community)
    return SeeOther(community.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def why(request: Request, slug: str) -> HttpResponse:
    """ "Why am I here?": my own invitation, or the community's answers for who came by themself. POST asks the host."""
    community, may = community_or_404(request, slug)
    require(may.is_member())
    problem, text, status = "", request.POST.get("question", ""), 200
    if request.method == "POST":
        try:
            actions.ask_host(request.user, community, text=text)
        except (ValidationError, TooMany) as refusal:
            problem, status = said(refusal), status_of(refusal)
        except Conflict as refusal:
            if community.is_archived:
                raise
            problem, status = said(refusal), status_of(refusal)
        else:
            messages.success(request, _("Your question is on its way. The answer comes by mail."))
            return SeeOther(request.path)
    mine = Invitation.objects.filter(community=community, answered_by=request.user, answer=Invitation.Answer.ACCEPTED)
    questions = list(
        HostQuestion.objects.filter(community=community, person=request.user, invitation=None)
        .select_related("answered_by")
        .order_by("-asked_at")[:5]
    )
    context = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="why"),
        "may": may,
        "invitation": mine.select_related("inviter").order_by("-answered_at").first(),
        "stay": request.user.memberships.filter(left_at=None, community=community).get(),
        "questions": questions,
        "is_asked": any(question.answered_at is None for question in questions),
        "problem": problem,
        "text": text if problem else "",
    }
    return page(request, "communities/why.html", context, status=status)
