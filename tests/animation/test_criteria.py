"""What the first wave finds when it arrives: each criterion, its count, what is missing in words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from django.utils.translation import override

from animation.actions import approve_text, publish_now, schedule_post
from animation.models import PlannedPost
from communities.gates import gate, gates
from communities.models import Rules
from posts.actions import delete_post, toggle_pin
from tests import factories

CODES = ["seed_posts", "seed_questions", "seed_authors", "seed_scheduled", "seed_welcome"]


def criteria(community):
    with override("en"):
        return {c.code: c for c in gate(community, "pilot").criteria if c.code in CODES}


def test_an_empty_community_misses_all_of_it_in_words(seeded):
    found = criteria(seeded)

    assert list(found) == CODES
    assert not any(c.met for c in found.values())
    assert found["seed_posts"].value == "0 of 6"
    assert found["seed_posts"].missing == "6 posts are missing."
    assert all(c.missing for c in found.values())


def test_a_seeded_community_misses_nothing(seeded, plan, animator, coanimator):
    posts = [factories.make_post(animator, seeded) for _ in range(3)]
    for _ in range(3):
        factories.make_question(coanimator, seeded)
    toggle_pin(animator, posts[0])
    for day in range(4):
        schedule_post(animator, plan(), at=now() + timedelta(days=day, hours=1))

    assert all(c.met for c in criteria(seeded).values())
    assert not any(c.missing for c in criteria(seeded).values())


def test_what_a_founder_signs_counts_as_another_author(seeded, plan, animator, founder):
    factories.make_post(animator, seeded)
    planned = schedule_post(animator, plan(author=founder), at=now() + timedelta(hours=1))
    approve_text(founder, planned, version=1, title="", body=planned.body)
    publish_now(animator, planned)

    assert criteria(seeded)["seed_authors"].met


def test_a_deleted_post_is_none(seeded, animator):
    delete_post(animator, factories.make_post(animator, seeded))

    assert criteria(seeded)["seed_posts"].value == "0 of 6"


@pytest.mark.parametrize(
    "change",
    [
        {"publish_at": None},
        {"publish_at": now() + timedelta(days=15)},
        {"publish_at": now() - timedelta(days=1)},
        {"refusal": "archived"},
        {"author": "founder"},
    ],
)
def test_only_what_will_really_go_out_in_time_counts_as_planned(change, seeded, planned, founder):
    assert criteria(seeded)["seed_scheduled"].value == "1 of 4"

    PlannedPost.objects.filter(pk=planned.pk).update(**{k: founder if v == "founder" else v for k, v in change.items()})

    assert criteria(seeded)["seed_scheduled"].value == "0 of 4"


def test_the_numbers_are_the_administrators(seeded, animator):
    Rules.objects.create(pk=1, seed_posts=1)
    factories.make_post(animator, seeded)

    assert criteria(seeded)["seed_posts"].met


def test_many_communities_cost_as_many_queries_as_one(seeded):
    others = [seeded, *(factories.make_community(stage="seeding") for _ in range(4))]

    with CaptureQueriesContext(
        connection,
    ) as one:
        gates([seeded], "pilot")
    with CaptureQueriesContext(connection) as many:
        gates(others, "pilot")

    assert len(one) == len(many)
