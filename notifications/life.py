"""Who is told of the steps in a community's life. `detail` says which, notifications.sentences in words."""

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now

from accounts.models import Person, PersonQuerySet
from communities.events import (
    CommunityProposed,
    ContestDecided,
    HostLeft,
    HostProposed,
    MandateAnswered,
    OpeningAsked,
    ProposalAnswered,
    PurposeContested,
    ReadingAnswered,
    ReadingAsked,
    StageChanged,
    SubstituteNamed,
)
from communities.models import Community, Mandate, Membership
from core.events import on
from notifications.actions import settle, tell
from notifications.models import ANSWERED, Notification

Kind, Stage = Notification.Kind, Community.Stage


def _one(pk: int | None) -> PersonQuerySet:
    return Person.objects.all().active().filter(pk=pk or 0)


def _administrators() -> PersonQuerySet:
    return Person.objects.all().active().filter(is_staff=True, is_bot=False)


def hosts_of(community: Community) -> PersonQuerySet:
    hosting = Membership.objects.animating().filter(community=community, person=OuterRef("pk"))
    return Person.objects.all().active().filter(Exists(hosting))


@on(CommunityProposed)
def tell_of_a_proposal(fact: CommunityProposed) -> None:
    settle(Kind.PROPOSAL, fact.community)
    tell(_administrators(), Kind.PROPOSAL, about=fact.community, by=fact.by.pk, at=now(), detail="new")


@on(ProposalAnswered)
def tell_of_an_answered_proposal(fact: ProposalAnswered) -> None:
    settle(Kind.PROPOSAL, fact.community)  # for every administrator, whoever of them answered
    detail = "accepted" if fact.accepted else "back"
    proposer = _one(fact.community.created_by_id)
    tell(proposer, Kind.PROPOSAL, about=fact.community, by=fact.by.pk, at=now(), detail=detail)


@on(HostProposed)
def tell_who_is_asked_to_host(fact: HostProposed) -> None:
    mandate = fact.mandate
    by, at = mandate.proposed_by_id, mandate.proposed_at
    tell(_one(mandate.person_id), Kind.MANDATE, about=mandate.community, by=by, at=at, detail="asked")


@on(SubstituteNamed)
def tell_who_is_named_substitute(fact: SubstituteNamed) -> None:
    """They read it once they may know of the community, like anything told of it."""
    mandate = fact.mandate
    substitute = _one(mandate.substitute_id)
    tell(substitute, Kind.MEMBERSHIP, about=mandate.community, by=mandate.person_id, at=now(), detail="substitute")


@on(MandateAnswered)
def tell_who_asked(fact: MandateAnswered) -> None:
    mandate = fact.mandate
    settle(Kind.MANDATE, mandate.community, person=mandate.person_id)
    if mandate.answer == Mandate.Answer.ACCEPTED:
        settle(Kind.VACANT, mandate.community)
    asked_by = _one(mandate.proposed_by_id)
    tell(asked_by, Kind.MANDATE, about=mandate.community, by=mandate.person_id, at=now(), detail=mandate.answer)


@on(HostLeft)
def tell_that_nobody_hosts(fact: HostLeft) -> None:
    """Who helps to host learns it too, in places administrators do not see into (D1)."""
    people = (
        Person.objects.all()
        .active()
        .filter(Q(is_staff=True) | Q(pk__in=hosts_of(fact.community).values("pk")), is_bot=False)
    )
    tell(people.exclude(pk=fact.person.pk), Kind.VACANT, about=fact.community, by=fact.person.pk, at=now())


@on(OpeningAsked)
def tell_that_an_opening_is_asked(fact: OpeningAsked) -> None:
    tell(_administrators(), Kind.GATE, about=fact.community, by=fact.by.pk, at=now(), detail="opening")


@on(StageChanged)
def tell_of_a_step(fact: StageChanged) -> None:
    """Its hosts; of an end and of a return from it all members learn (notifications.stages)."""
    change = fact.change
    settle(Kind.GATE, change.community)
    if change.stage not in (Stage.IDEA, Stage.DRAFT, Stage.ARCHIVED) and not change.reopens:
        hosts, detail = hosts_of(change.community), f"to-{change.stage}"
        tell(hosts, Kind.GATE, about=change.community, by=change.by_id, at=change.at, detail=detail)


@on(ReadingAsked)
def tell_who_is_asked_to_read(fact: ReadingAsked) -> None:
    """They learn the sentence and who asks; `detail` leads to it."""
    reading = fact.reading
    by, at = reading.asked_by_id, reading.asked_at
    reader = _one(reading.reader_id)
    tell(reader, Kind.READING, about=reading.community, by=by, at=at, detail=str(reading.pk))


@on(ReadingAnswered)
def tell_that_it_was_read(fact: ReadingAnswered) -> None:
    reading = fact.reading
    settle(Kind.READING, reading.community, person=reading.reader_id)
    asked_by = _one(reading.asked_by_id)
    tell(asked_by, Kind.READING, about=reading.community, by=reading.reader_id, at=now(), detail=ANSWERED)


@on(PurposeContested)
def tell_of_a_contest(fact: PurposeContested) -> None:
    contest = fact.contest
    by, at = contest.by_id, contest.at
    tell(_administrators(), Kind.CONTEST, about=contest.community, by=by, at=at, detail="asked")


@on(ContestDecided)
def tell_who_contested(fact: ContestDecided) -> None:
    contest = fact.contest
    settle(Kind.CONTEST, contest.community)
    by, detail = contest.decided_by_id, contest.decision
    tell(_one(contest.by_id), Kind.CONTEST, about=contest.community, by=by, at=now(), detail=detail)
