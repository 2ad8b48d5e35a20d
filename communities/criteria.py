"""What this room knows of the gates: an idea needs its problem, a draft its sentence, its readers, its host and its
answers, a launch a free place. Each function answers for any number of communities in the same number of queries."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities import launches, precision  # noqa: F401  the sentence comes first
from communities.gates import WAVE, Criterion, Who, criteria
from communities.hosting import Hosting, hostings
from communities.models import Community, Membership, PurposeReading, Rules
from communities.progress import entered

Stage = Community.Stage
type Answers = dict[int, list[Criterion]]


def _each(communities: Sequence[Community], answer: Callable[[Community], list[Criterion]]) -> Answers:
    return {community.pk: answer(community) for community in communities}


def _page(name: str, community: Community) -> str:
    return reverse(f"communities:{name}", args=[community.slug])


@criteria(Stage.DRAFT)
def an_idea_has_its_problem(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    return _each(communities, lambda one: [_problem(one)])


def _problem(community: Community) -> Criterion:
    return Criterion(
        "problem",
        _("The problem at work"),
        bool(community.problem),
        Who.PROPOSER,
        missing=_("Say in a line which problem at work it is about."),
        url=_page("prepare", community),
    )


@criteria(Stage.SEEDING)
def the_sentence_has_its_readers(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    """Future members, neither hosts nor administrators, who read the sentence as it is now. One query."""
    hosts = Membership.objects.animating().filter(community=OuterRef("community"), person=OuterRef("reader"))
    counts = (
        PurposeReading.objects.filter(community__in=communities, purpose=F("community__purpose"))
        .filter(answered_at__isnull=False, reader__is_staff=False)
        .exclude(Exists(hosts))
        .values("community")
        .annotate(read=Count("pk"), convinced=Count("pk", filter=Q(would_come=True)))
    )
    found = {row["community"]: (row["read"], row["convinced"]) for row in counts}
    return _each(communities, lambda one: [_readers(one, rules, *found.get(one.pk, (0, 0)))])


def _readers(community: Community, rules: Rules, read: int, convinced: int) -> Criterion:
    if read < rules.readers:
        missing = ngettext(
            "%(n)d more future member has to read the sentence.",
            "%(n)d more future members have to read the sentence.",
            rules.readers - read,
        ) % {"n": rules.readers - read}
    else:
        missing = ngettext(
            "%(n)d reader would know why to come, %(least)d have to: rewrite the sentence with their words.",
            "%(n)d readers would know why to come, %(least)d have to: rewrite the sentence with their words.",
            convinced,
        ) % {"n": convinced, "least": rules.readers_convinced}
    return Criterion(
        "readers",
        _("Future members who read it"),
        read >= rules.readers and convinced >= rules.readers_convinced,
        Who.MEMBERS,
        value=_("%(read)d of %(readers)d, %(convinced)d convinced")
        % {"read": read, "readers": rules.readers, "convinced": convinced},
        missing=missing,
        url=_page("future_members", community),
    )


@criteria(Stage.SEEDING)
def somebody_answers_for_it(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    """Said yes, has the time, hosts nothing else that begins, and somebody answers when they are away."""
    found = hostings(communities)
    return _each(
        communities,
        lambda one: [
            _host(one, found[one.pk]),
            _time(one, found[one.pk], rules),
            _free(one, found[one.pk], rules),
            _substitute(one, found[one.pk]),
        ],
    )


@criteria(Stage.PILOT)
@criteria(Stage.OPEN)
def it_still_has_its_host(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    found = hostings(communities)
    return _each(communities, lambda one: [_host(one, found[one.pk])])


def _host(community: Community, hosting: Hosting) -> Criterion:
    asked = hosting.asked
    if asked is not None:
        missing = _("%(name)s has been asked and has not answered yet.") % {"name": asked.person.display_name}
    elif hosting.declined is not None:
        missing = _("%(name)s declined: ask somebody else.") % {"name": hosting.declined.person.display_name}
    else:
        missing = _("Nobody has been asked to host it.")
    return Criterion(
        "host",
        _("A host who said yes"),
        hosting.host is not None,
        Who.ANIMATOR if asked else Who.ADMIN,
        value=hosting.host.display_name if hosting.host else "",
        missing=missing,
        url=_page("host", community),
    )


def _time(community: Community, hosting: Hosting, rules: Rules) -> Criterion:
    least = {"hours": rules.host_hours, "weeks": rules.host_weeks}
    hours, weeks = hosting.hours, hosting.weeks
    return Criterion(
        "host_time",
        _("The host’s time"),
        hours >= rules.host_hours and weeks >= rules.host_weeks,
        Who.ANIMATOR,
        value=_("%(hours)d h a week for %(weeks)d weeks") % {"hours": hours, "weeks": weeks} if hours else "",
        missing=_("The host has to have %(hours)d h a week for %(weeks)d weeks.") % least,
        url=_page("host", community),
    )


def _free(community: Community, hosting: Hosting, rules: Rules) -> Criterion:
    if hosting.host is None:
        missing = _("It will be known with its host.")
    elif hosting.launching:
        missing = _("%(name)s is launching another community: one at a time.") % {"name": hosting.host.display_name}
    else:
        missing = _("%(name)s hosts %(n)d other communities, %(most)d in all is the most.") % {
            "name": hosting.host.display_name,
            "n": hosting.others,
            "most": rules.hosted_at_most,
        }
    return Criterion(
        "host_free",
        _("A host with room for it"),
        hosting.host is not None and not hosting.launching and hosting.others < rules.hosted_at_most,
        Who.ADMIN,
        missing=missing,
        url=_page("host", community),
    )


def _substitute(community: Community, hosting: Hosting) -> Criterion:
    return Criterion(
        "substitute",
        _("A substitute"),
        hosting.substitute is not None,
        Who.ANIMATOR,
        value=hosting.substitute.display_name if hosting.substitute else "",
        missing=_("Name who answers when the host is away."),
        url=_page("host", community),
    )


@criteria(Stage.SEEDING)
def the_invited_will_know_why(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    return _each(communities, lambda one: [_answers(one), _sign(one)])


def _answers(community: Community) -> Criterion:
    written = [
        (community.for_whom, _("why you")),
        (community.expected, _("what we expect")),
        (community.gain, _("what you get")),
        (community.first_step, _("the first step")),
    ]
    lacking = [label for text, label in written if not text]
    return Criterion(
        "answers",
        _("What invitations will say"),
        not lacking,
        Who.ANIMATOR,
        value=_("%(n)d of %(all)d") % {"n": len(written) - len(lacking), "all": len(written)},
        missing=_("Still to write: %(what)s.") % {"what": ", ".join(lacking)},
        url=_page("future_members", community),
    )


def _sign(community: Community) -> Criterion:
    return Criterion(
        "success_sign",
        _("A sign of success"),
        bool(community.success_sign),
        Who.ANIMATOR,
        missing=_("Finish the sentence: “In three months, we shall know that it works if…”"),
        url=_page("future_members", community),
    )


@criteria(Stage.SEEDING)
def there_is_a_place_to_launch(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    """Which communities take the places is told to who may know of them, by communities.launches. One query."""
    under_way = launches.under_way()
    return _each(communities, lambda one: [_place(one, under_way, rules)])


def _place(community: Community, under_way: int, rules: Rules) -> Criterion:
    return Criterion(
        "launch_place",
        _("A place among the launches"),
        under_way < rules.launches,
        Who.TIME,
        value=_("%(n)d of %(most)d taken") % {"n": under_way, "most": rules.launches},
        missing=_until_there_is_a_place(under_way, under_way - rules.launches + 1),
        url=_page("gate", community),
    )


def _until_there_is_a_place(under_way: int, first: int) -> str:
    """`first`: how many must open before, several where more are launched than the rules allow."""
    if first > 1:
        told = _("%(n)d communities are being launched: this one starts when %(first)d of them have opened.")
        return told % {"n": under_way, "first": first}
    told = ngettext(
        "%(n)d community is being launched: this one starts when it has opened.",
        "%(n)d communities are being launched: this one starts when one of them has opened.",
        under_way,
    )
    return told % {"n": under_way}


@criteria(Stage.PILOT)
def it_was_seeded_for_some_days(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    """One query."""
    since = entered(communities, Stage.SEEDING)
    return _each(communities, lambda one: [_seeding_days(one, rules, (at - since.get(one.pk, at)).days)])


def _seeding_days(community: Community, rules: Rules, days: int) -> Criterion:
    return Criterion(
        "seeding_days",
        _("Days of seeding"),
        days >= rules.seeding_days,
        Who.TIME,
        value=_("%(n)d of %(least)d") % {"n": days, "least": rules.seeding_days},
        missing=ngettext(
            "%(n)d more day, so that what is there is worth coming for.",
            "%(n)d more days, so that what is there is worth coming for.",
            rules.seeding_days - days,
        )
        % {"n": rules.seeding_days - days},
        url=_page("gate", community),
    )


@criteria(WAVE)
def a_large_one_has_two_hosts(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    """One query."""
    cohosts = Membership.objects.present().filter(community__in=communities, role=Membership.Role.COANIMATOR)
    helped = set(cohosts.values_list("community", flat=True))
    return _each(communities, lambda one: [cohost(one, rules, one.pk in helped)])


def cohost(community: Community, rules: Rules, has_one: bool) -> Criterion:
    return Criterion(
        "cohost",
        _("A co-host from %(n)d members on") % {"n": rules.cohost_at},
        has_one or community.member_count < rules.cohost_at,
        Who.ANIMATOR,
        missing=_("%(n)d members: name a co-host, two follow better than one.") % {"n": community.member_count},
        url=_page("members", community),
    )
