"""How a community begins: anybody proposes one, an administrator accepts it, or begins one directly."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities import tiles
from communities.actions._locks import locked
from communities.actions.description import clean_purpose
from communities.actions.lifecycle import change_stage
from communities.actions.mandates import propose_host
from communities.actions.membership import add_member
from communities.events import CommunityCreated, CommunityProposed, ProposalAnswered
from communities.models import Community, Membership, StageChange
from communities.policies import CommunityPolicy, may_create_community, may_propose_community
from communities.slugs import free_slug
from core.events import publish
from core.names import clean_line, clean_name
from core.policies import Conflict, TooMany, require

Role, Stage, Visibility = Membership.Role, Community.Stage, Community.Visibility
A_DAY = 5  # proposals of one person


@transaction.atomic
def create_community(
    actor: Person,
    *,
    name: str,
    purpose: str,
    problem: str = "",
    animator: Person | None = None,
    coanimators: Sequence[Person] = (),
    visibility: str = Visibility.OPEN,
    words: str = "",
) -> Community:
    """A draft: a name and a sentence; address, hue and tile follow from the name. Whoever is named host is asked."""
    require(may_create_community(actor))
    community = _begin(actor, Stage.DRAFT, name=name, purpose=purpose, problem=problem, visibility=visibility)
    publish(CommunityCreated(community, by=actor))
    for person in coanimators:
        if person != animator:
            add_member(community, person, Role.COANIMATOR)
    if animator is not None:
        propose_host(actor, community, animator, words=words)
    community.refresh_from_db()
    return community


@transaction.atomic
def propose_community(
    person: Person, *, name: str, purpose: str, problem: str, visibility: str = Visibility.OPEN
) -> Community:
    """An idea, for a problem at work that it names. Administrators read it and answer."""
    require(may_propose_community(person))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # two at once are counted one after the other
    day_ago = now() - timedelta(days=1)
    if Community.objects.filter(created_by=person, created_at__gt=day_ago).count() >= A_DAY:
        raise TooMany(_("Five proposals a day at most: each deserves its sentence."), retry_after=24 * 3600)
    if not clean_line(problem):
        raise ValidationError({"problem": _("Say in a line which problem at work it is about.")})
    if visibility == Visibility.SECRET:  # who accepts it has to read it
        raise ValidationError({"visibility": _("Propose it open or private; its host may make it secret later.")})
    community = _begin(person, Stage.IDEA, name=name, purpose=purpose, problem=problem, visibility=visibility)
    publish(CommunityProposed(community, by=person))
    return community


@transaction.atomic
def propose_again(person: Person, community: Community) -> StageChange:
    """After it was sent back and rewritten."""
    fresh = _idea(community)
    require(CommunityPolicy.of(person, fresh).is_creator)
    if not was_sent_back(fresh):
        raise Conflict(_("An administrator is reading it already."))
    change = StageChange.objects.create(community=fresh, stage=Stage.IDEA, by=person)
    publish(CommunityProposed(fresh, by=person))
    return change


def accept_proposal(admin: Person, community: Community, *, reason: str = "") -> StageChange:
    """It becomes a draft, which its proposer prepares with them."""
    return change_stage(admin, community, Stage.DRAFT, reason=reason)


@transaction.atomic
def send_back_proposal(admin: Person, community: Community, words: str) -> StageChange:
    """Not as it is: the proposer reads why, rewrites it, proposes it again."""
    fresh = _idea(community)
    require(CommunityPolicy.of(admin, fresh).change_stage())
    if not clean_line(words):
        raise ValidationError({"words": _("Say what is missing: the proposer will read it.")})
    change = StageChange.objects.create(community=fresh, stage=Stage.IDEA, by=admin, reason=clean_line(words)[:500])
    publish(ProposalAnswered(fresh, accepted=False, words=change.reason, by=admin))
    return change


def was_sent_back(community: Community) -> bool:
    """Whether its proposer has the next word. One query."""
    latest = community.stage_changes.order_by("-at", "-pk").first()
    return latest is not None and latest.stage == Stage.IDEA and latest.by_id != community.created_by_id


def _idea(community: Community) -> Community:
    fresh = locked(community)
    if fresh.stage != Stage.IDEA:
        raise Conflict(
            _("This proposal has been answered already: it is now “%(stage)s”.") % {"stage": fresh.get_stage_display()}
        )
    return fresh


def _begin(
    actor: Person, stage: Community.Stage, *, name: str, purpose: str, problem: str, visibility: str
) -> Community:
    if visibility not in Visibility.values:
        raise ValidationError({"visibility": _("Choose who may see it.")})
    if len(clean_line(problem)) > 300:
        raise ValidationError({"problem": _("At most %(limit)d characters.") % {"limit": 300}})
    community = _insert(
        created_by=actor,
        visibility=Visibility(visibility),
        stage=stage,
        name=clean_name(name),
        purpose=clean_purpose(purpose),
        problem=clean_line(problem),
    )
    StageChange.objects.create(community=community, stage=stage, by=actor, at=community.created_at)
    return community


def _insert(*, name: str, visibility: Community.Visibility, **fields: Any) -> Community:
    """Two communities created at once under one name: the second takes the next address."""
    for _attempt in range(5):
        slug = free_slug(name, unseen=visibility == Visibility.SECRET or fields["stage"] == Stage.IDEA)
        looks = {"uid": slug, "slug": slug, "hue": tiles.hue(slug), "tile": tiles.draw(slug)}
        try:
            with transaction.atomic():
                return Community.objects.create(name=name, visibility=visibility, **looks, **fields)
        except IntegrityError:
            continue
    raise Conflict(_("Several communities of this name are being created. Try again in a moment."))
