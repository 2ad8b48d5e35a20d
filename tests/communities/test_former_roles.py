"""What roles were before they were kept, as far as it is known."""

from importlib import import_module

import pytest
from django.apps import apps

from communities.actions import leave_community, resign_as_host
from communities.models import FormerRole
from tests.communities import hands_over

tell = import_module("communities.migrations.0012_hosts_who_stayed").tell


@pytest.fixture
def stopped(community, animator, member):
    """A member who became the host, then stopped and stayed."""
    hands_over(animator, community, member)
    resign_as_host(member, community, reason="I change jobs.")
    kept = set(FormerRole.objects.filter(membership__person=member).values_list("role", "until"))
    FormerRole.objects.all().delete()
    return kept


def told():
    tell(apps, None)
    return set(FormerRole.objects.values_list("role", "membership__person__handle"))


def test_a_host_who_stopped_and_stayed_hosted_from_their_yes_on(community, member, stopped):
    assert told() == told() == {("member", member.handle), ("animator", member.handle)}

    kept = sorted(until for _role, until in stopped)
    told_now = sorted(FormerRole.objects.values_list("until", flat=True))
    assert max(abs((a - b).total_seconds()) for a, b in zip(kept, told_now, strict=True)) < 1


def test_nothing_is_guessed_of_a_host_who_left(community, member, stopped):
    leave_community(member, community)

    assert told() == set()


def test_nothing_is_guessed_where_somebody_hosts(community, animator, member):
    hands_over(animator, community, member)
    FormerRole.objects.all().delete()

    assert told() == set()
