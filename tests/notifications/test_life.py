"""Who is told of the steps in a community's life, and where it leads."""

import pytest
from django.utils import translation

from communities.actions import (
    accept_mandate,
    answer_reading,
    ask_reader,
    change_stage,
    decline_mandate,
    propose_again,
    propose_community,
    propose_host,
    reopen_community,
    resign_as_host,
    send_back_proposal,
    withdraw_mandate,
)
from notifications import cards
from notifications.models import Notification
from tests.factories import close, make_community


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def said(person):
    """What their list says, in plain text."""
    return ["".join(piece.text for piece in card.sentence) for card in cards.read(person).cards]


def counts_on(person):
    """What their list says under "Counting on you"."""
    found = [card for card in cards.read(person).cards if card.section == "you"]
    return ["".join(piece.text for piece in card.sentence) for card in found]


def leads_to(as_, person):
    row = Notification.objects.visible_to(person).order_by("-updated_at").first()
    return as_(person).post(f"/notifications/{row.pk}/open/").url


@pytest.fixture
def draft(administrator):
    community = make_community(stage="draft", slug="draft", name="Dock incidents", created_by=administrator)
    community.memberships.all().delete()
    return community


def test_administrators_hear_of_a_proposal_and_its_proposer_of_the_answer(as_, administrator, outsider):
    idea = propose_community(
        outsider, name="Docks", purpose="Tell each dock incident to halve the blocked trucks.", problem="Trucks wait."
    )
    assert said(administrator) == ["Gérard proposes a community: Docks"]
    assert leads_to(as_, administrator) == f"/communities/{idea.slug}/gate/"

    send_back_proposal(administrator, idea, "Which docks?")
    assert said(outsider) == ["Émilie sent your proposal Docks back, with a word"]


def test_who_is_asked_to_host_is_led_to_what_it_means(as_, draft, administrator, animator):
    mandate = propose_host(administrator, draft, animator)
    assert said(animator) == ["Émilie asks you to host Dock incidents"]
    assert leads_to(as_, animator) == "/communities/draft/mandate/"

    accept_mandate(animator, mandate, hours=2, weeks=8)
    assert said(administrator) == ["Claire said yes: Dock incidents has its host"]


def test_a_no_is_told_to_who_asked_and_the_question_goes(as_, draft, administrator, animator):
    decline_mandate(animator, propose_host(administrator, draft, animator), reason="No time.")

    assert said(administrator) == ["Claire would rather not host Dock incidents"]
    assert leads_to(as_, administrator) == "/communities/draft/host/"
    assert said(animator) == []


def test_a_withdrawn_question_is_no_longer_told(draft, administrator, animator):
    withdraw_mandate(administrator, propose_host(administrator, draft, animator))

    assert said(animator) == []


def test_a_reader_learns_who_asks_and_nothing_of_the_draft(as_, administrator, draft, outsider):
    reading = ask_reader(administrator, draft, outsider)

    assert said(outsider) == ["Émilie asks you to read one sentence"]
    assert "Dock incidents" not in as_(outsider).get("/notifications/").text
    assert leads_to(as_, outsider) == f"/readings/{reading.pk}/"

    answer_reading(outsider, reading, would_come=True)
    assert said(outsider) == []
    assert said(administrator) == ["Gérard read the purpose of Dock incidents"]


def test_administrators_and_cohosts_learn_that_nobody_hosts(as_, community, administrator, animator, coanimator):
    resign_as_host(animator, community, reason="I change jobs.")

    assert "Nobody hosts Pumps any more" in said(administrator)
    assert "Nobody hosts Pumps any more" in said(coanimator)
    assert leads_to(as_, administrator) == f"/communities/{community.slug}/host/"


def test_of_a_secret_one_administrators_are_told_nothing(secret_community, administrator, animator):
    """D1: its name is in the administration alone."""
    resign_as_host(animator, secret_community, reason="I change jobs.")

    assert said(administrator) == []


def test_its_hosts_learn_of_its_next_step(community, administrator, animator, coanimator, member):
    change_stage(administrator, community, "needs_help", reason="Nobody answers.")

    assert said(animator) == said(coanimator) == ["Pumps needs help"]
    assert said(member) == []


def test_what_has_been_answered_counts_on_nobody_any_more(draft, administrator, animator, outsider):
    idea = propose_community(outsider, name="Docks", purpose="Tell each incident to halve delays.", problem="Delays.")
    assert counts_on(administrator) == ["Gérard proposes a community: Docks"]
    send_back_proposal(administrator, idea, "Which docks?")
    assert (counts_on(administrator), len(counts_on(outsider))) == ([], 1)
    propose_again(outsider, idea)
    assert (len(counts_on(administrator)), counts_on(outsider)) == (1, [])

    mandate = propose_host(administrator, draft, animator)
    assert len(counts_on(animator)) == 1
    accept_mandate(animator, mandate, hours=2, weeks=8)
    assert counts_on(animator) == []
    assert Notification.objects.filter(person=animator, settled_at=None).count() == 0


@pytest.mark.parametrize("stage", ["open", "thriving", "pilot"])
def test_members_and_hosts_hear_of_a_return_in_place_of_the_end(administrator, animator, member, stage):
    place = make_community(animator, stage=stage, name="Seals", slug="seals", members=[member])
    closed = close(animator, place)
    assert said(member)[0] == "Seals is closed. What was written there stays readable"

    reopen_community(administrator, closed)

    for person in (member, animator):
        assert [line for line in said(person) if "Seals" in line] == [
            "Seals is open again: it takes up where it stopped"
        ]


def test_who_reopens_it_is_told_of_no_end_any_more(administrator, animator, member):
    place = make_community(animator, name="Seals", slug="seals", members=[member])
    reopen_community(animator, close(administrator, place))

    assert not [line for line in said(animator) if "closed" in line]
