"""The roadmap: exceptions first, no vanity, one sentence about what opens next, nothing of secret communities."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils.timezone import now
from django.utils.translation import override

from communities.models import Community, Mandate, Membership, PurposeContest, StageChange
from pulse.models import Visit
from pulse.roadmap import roadmap
from tests.factories import make_community, make_person
from tests.pulse.worlds import D, lively, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def crowd(community, size, *, came=0, ago=3):
    """So many members for two months, of whom some came."""
    for n in range(size):
        person = make_person()
        Membership.objects.create(community=community, person=person, joined_at=now() - timedelta(days=60))
        if n < came:
            Visit.objects.create(community=community, person=person, day=(now() - timedelta(days=ago)).date())
            Visit.objects.create(community=community, person=person, day=(now() - timedelta(days=ago + 14)).date())


def lane(found, title):
    return [tile.card.community.name for lane in found.lanes if lane.title == title for tile in lane.tiles]


def test_administrators_alone_have_it(as_, administrator, animator, member, outsider, community):
    assert as_(administrator).get("/roadmap/").status_code == 200
    for person in (animator, member, outsider):
        assert as_(person).get("/roadmap/").status_code == 404


def test_the_headline_says_what_works_and_who_came_back_never_how_many_there_are():
    thriving = make_community(stage="thriving")
    crowd(thriving, 9, came=4)
    opened = make_community()
    crowd(opened, 3, came=1, ago=9)

    found = roadmap()

    assert found.headline == "1 community that works · 4 people came back this week"
    assert found.subline == "1 open · 0 pilots · 0 to help · 0 in preparation"


def test_who_came_for_the_first_time_has_not_come_back():
    community = make_community()
    crowd(community, 2, came=2)
    Visit.objects.filter(day__lt=(now() - timedelta(days=7)).date()).delete()

    assert "0 people came back" in roadmap().headline


def test_a_lane_for_each_stage():
    for stage in ("draft", "seeding", "pilot", "open", "thriving"):
        make_community(stage=stage, name=stage.title())

    found = roadmap()

    assert [[tile.card.community.name for tile in lane.tiles] for lane in found.lanes] == [
        ["Draft"], ["Seeding"], ["Pilot"], ["Open"], ["Thriving"],
    ]  # fmt: skip


def test_of_secret_ones_it_says_how_many_there_are(as_, administrator):
    """B.1: their names are in the administration alone."""
    secret = make_community(visibility="secret", name="Takeover", purpose="Buy the mill.", stage="pilot")
    crowd(secret, 9, came=9)
    animator = secret.memberships.get(role="animator").person

    text = as_(administrator).get("/roadmap/").text
    found = roadmap()

    assert "1 secret community besides" in text
    for hidden in ("Takeover", "Buy the mill", animator.display_name, f"/communities/{secret.slug}/"):
        assert hidden not in text
    assert "0 people came back" in found.headline
    assert found.rows == []


def test_exceptions_come_first(administrator):
    idea = make_community(stage="idea", name="Idea")
    orphan = make_community(name="Orphan")
    orphan.memberships.update(left_at=now())
    stale = make_community(stage="draft", name="Stale")
    stale.stage_changes.update(at=now() - timedelta(days=31))
    late = make_community(stage="pilot", name="Late")
    late.stage_changes.update(at=now() - timedelta(days=43))
    held = make_community(stage="draft", name="Held")
    PurposeContest.objects.create(community=held, purpose=held.purpose, reason="Everybody here knows it.")
    silent = make_community(name="Silent")
    crowd(silent, 1)

    alerts = [(alert.card.community.name, alert.words) for alert in roadmap().alerts]

    assert alerts[0] == ("Orphan", "Nobody hosts it.")
    told = dict(alerts)
    assert told.keys() == {"Orphan", "Silent", "Stale", "Late", "Held", "Idea"}
    assert told["Silent"].startswith("No member has written for")
    assert "Everybody here knows it." in told["Held"]
    assert idea.name == alerts[-1][0]


def test_who_has_been_asked_to_host_is_said():
    draft = make_community(stage="draft", name="Draft")
    draft.memberships.all().delete()
    Mandate.objects.create(community=draft, person=make_person("Linh Tran"))

    assert roadmap().lanes[0].tiles[0].card.asked.display_name == "Linh Tran"


def test_a_gate_passed_with_something_missing_says_why(as_, administrator):
    community = make_community(stage="open", name="Early")
    StageChange.objects.create(
        community=community, stage="open", missing=["clarity"], reason="The fair is on Monday.", by=administrator
    )

    assert "The fair is on Monday." in as_(administrator).get("/roadmap/").text


def test_the_pilot_that_lacks_least_is_next(as_, administrator):
    make_community(stage="pilot", name="Empty")
    near = make_community(stage="pilot", name="Near")
    crowd(near, 9, came=9)
    make_community(stage="draft", name="Waiting")

    found = roadmap()

    assert found.next.card.community == near
    assert found.next_words.startswith("Next possible start: Waiting, when Near has passed its pilot (missing:")
    text = as_(administrator).get("/roadmap/").text
    assert text.count('<li class="ok">') + text.count('<li class="no">') == len(found.criteria)


def test_with_more_launched_than_may_be_the_next_waits_for_several():
    make_community(stage="draft", name="Waiting")
    for stage in ("pilot", "pilot", "seeding"):
        make_community(stage=stage)

    assert roadmap().next_words == "Next possible start: Waiting, when 2 of the 3 being launched have opened."


def test_with_room_a_draft_may_start():
    make_community(stage="draft", name="Waiting")

    assert roadmap().next_words.startswith("Next possible start: Waiting")


def test_what_needs_help_stands_apart_with_what_is_wrong():
    community = make_community(stage="needs_help", name="Infos")
    crowd(community, 6)

    found = roadmap()

    assert [tile.card.community.name for tile in found.help] == ["Infos"]
    assert found.help[0].card.troubles[0].code == "silent"


def test_small_and_alive_is_compared_with_large_and_silent_where_it_is_so(as_, administrator):
    large, small = make_community(name="Large"), make_community(name="Small")
    crowd(large, 20, came=2)
    crowd(small, 8, came=6)

    found = roadmap()

    assert found.lesson == "Large: 2 active of 20. Small: 6 active of 8."
    assert [card.community.name for card in found.rows] == ["Small", "Large"]
    assert len(found.wide.marks) == len(found.narrow.marks) == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_chart_is_drawn_with_numbers_every_browser_reads(as_, administrator, language):
    """A comma would be two numbers."""
    crowd(make_community(), 8, came=3)
    administrator.language = language
    administrator.save()

    text = as_(administrator).get("/roadmap/").text

    drawn = re.findall(r'<svg class="chart.*?\n</svg>', text, re.DOTALL)
    assert len(drawn) == 2
    for chart in drawn:
        assert not re.search(r'\s(?:x|y|height|width)="[^"]*,', chart)
        assert not re.search(r"M\d+ \d+,", chart)


def test_too_few_people_are_in_the_table_alone():
    crowd(make_community(name="Tiny"), 3, came=3)

    found = roadmap()

    assert [card.community.name for card in found.rows] == ["Tiny"]
    assert found.wide is None


def test_an_empty_network_says_how_to_begin(as_, administrator):
    text = as_(administrator).get("/roadmap/").text

    assert "No community yet" in text
    assert roadmap().is_empty


def test_archived_ones_are_listed(as_, administrator):
    make_community(stage="archived", name="Old shop", ended_as="success")

    assert "Old shop" in as_(administrator).get("/roadmap/").text


def test_it_costs_the_same_for_few_and_for_many(as_, administrator):
    def one_of_each():
        for stage in Community.Stage.values:
            crowd(make_community(stage=stage), 1, came=1)

    def statements():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/roadmap/").status_code == 200
        return len(queries)

    browser = as_(administrator)
    one_of_each()
    browser.get("/roadmap/")
    few = statements()
    for _ in range(3):
        one_of_each()
    browser.get("/roadmap/")  # what is new is measured

    assert statements() == few <= 24


def test_it_is_one_click_from_the_rail_and_from_the_administration(as_, administrator, member):
    with override_settings(ADMIN_MFA=False):
        assert 'href="/roadmap/"' in as_(administrator).get("/admin/").text
    assert 'href="/roadmap/"' in as_(administrator).get("/").text
    assert 'href="/roadmap/"' not in as_(member).get("/").text


def test_a_pilot_that_passes_everything_is_to_be_decided():
    lively()

    found = roadmap(moment(D + timedelta(days=1), 9))

    assert "Everything holds for its next step: Open." in [alert.words for alert in found.alerts]
    assert not any("Everything holds" in alert.words for alert in roadmap(moment(D + timedelta(days=60), 9)).alerts)


def test_above_the_rule_more_than_one_has_to_open_before_the_next_starts():
    for name in ("One", "Two", "Three"):
        make_community(stage="pilot", name=name)
    make_community(stage="draft", name="Waiting")

    assert roadmap().next_words == "Next possible start: Waiting, when 2 of the 3 being launched have opened."


def test_a_card_says_that_nobody_hosts_it_yet_or_any_more(as_, administrator):
    place = make_community(stage="open", name="Infos")
    place.memberships.filter(role="animator").delete()
    browser = as_(administrator)
    assert "Nobody to host it yet" in browser.get("/roadmap/").text

    Community.objects.update(vacant_since=now())
    text = browser.get("/roadmap/").text
    assert "Nobody hosts it any more" in text
    assert "Nobody to host it yet" not in text
