"""A community being seeded, its host, a co-host, and a founder who will be in the first wave."""

from datetime import timedelta

import pytest
from django.utils.timezone import now
from django.utils.translation import override

from animation.actions import plan_post, schedule_post
from tests import factories


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def seeded(animator, coanimator):
    """Out of sight, in the stage where the first posts are written."""
    return factories.make_community(
        animator, coanimators=[coanimator], stage="seeding", slug="seals", name="Seals", timezone="Europe/Paris"
    )


@pytest.fixture
def founder(db):
    return factories.make_person("Karim Ouali", handle="karim")


@pytest.fixture
def plan(seeded, animator):
    """`plan(body=…)`: a draft of the host's own, or of whoever `author` says."""

    def make(**said):
        actor = said.pop("by", animator)
        said.setdefault("body", "A case we lost, and why.")
        return plan_post(actor, said.pop("community", seeded), **said)

    return make


@pytest.fixture
def planned(plan, animator):
    """On the calendar, in an hour."""
    return schedule_post(animator, plan(), at=now() + timedelta(hours=1))
