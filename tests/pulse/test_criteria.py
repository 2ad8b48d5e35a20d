"""What a community's next step asks of its members, in words; and what says that it needs help."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from communities.gates import AHEAD, WAVE, Who, gate, gates
from communities.models import Community, Invitation, Rules, Wave
from pulse.criteria import it_lives, it_thrives, nobody_is_away, the_last_wave_came_back
from pulse.models import Closure
from pulse.troubles import troubles
from tests.factories import make_community
from tests.pulse.worlds import D, Village, before, lively, moment

pytestmark = pytest.mark.django_db

NOW = moment(D + timedelta(days=1), 9)  # Monday morning
RULES = Rules()


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def told(asker, *villages, at=NOW):
    communities = [village.community for village in villages]
    found = asker(communities, RULES, at)
    return {criterion.code: criterion for criterion in found.get(communities[0].pk, [])}


def test_a_lively_pilot_may_open():
    village, _people = lively()

    found = told(it_lives, village)

    assert {code: criterion.met for code, criterion in found.items()} == dict.fromkeys(
        ["pilot_days", "members", "second_visit", "contributors", "answers", "clarity", "dependence"], True
    )
    assert found["members"].value == "9 of 8"
    assert found["second_visit"].value == "9 of 9 (100%, read as 70 to 100%)"


def test_an_empty_pilot_is_told_what_is_missing():
    found = told(it_lives, Village())

    assert {code: criterion.met for code, criterion in found.items()} == {
        "pilot_days": False, "members": False, "second_visit": False, "contributors": False, "answers": True,
        "clarity": None, "dependence": None,
    }  # fmt: skip
    assert found["pilot_days"].missing == "Nobody has come yet."
    assert found["members"].missing.startswith("8 members more")
    assert found["clarity"].missing == "5 answers more."


def test_days_of_pilot_run_from_the_first_member():
    village = Village()
    village.joins(before(26))

    found = told(it_lives, village)["pilot_days"]

    assert (found.met, found.value, found.who) == (False, "27 of 28", Who.TIME)
    assert found.missing == "Possible from 2 June."
    assert told(it_lives, village, at=NOW + timedelta(days=1))["pilot_days"].met


def test_few_newcomers_observed_prove_nothing():
    village = Village()
    for _ in range(5):
        village.comes(village.joins(before(50)), before(49), before(48))
    village.comes(village.joins(before(9)), before(8))

    found = told(it_lives, village)["second_visit"]

    assert not found.met
    assert found.missing == "5 newcomers whose two weeks are over; 6 are needed, 1 are on their way."


def test_two_people_who_write_are_not_a_community():
    village, people = lively()
    for person in people[2:4]:
        person.posts.all().delete()
        person.replies.all().delete()

    assert not told(it_lives, village)["contributors"].met


def test_five_questions_make_a_percentage():
    village, people = lively()
    for n in range(3):
        village.asks(people[n], moment(18))
    found = told(it_lives, village)["answers"]
    assert (found.met, found.value) == (False, "4 of 7 (57%, read as 25 to 84%)")

    village.replies(people[5], people[0].posts.get(reply_count=0, created_at=moment(18)), moment(18, 13))
    assert told(it_lives, village)["answers"].met


def test_of_few_questions_none_may_wait():
    village = Village()
    village.asks(village.joins(), moment(18))

    found = told(it_lives, village)["answers"]

    assert (found.met, found.missing) == (False, "1 question has waited for two open days.")


def test_what_four_people_answered_is_nobodys_business():
    village = Village()
    for _ in range(4):
        village.is_asked(village.joins(), moment(10), "no")

    found = told(it_lives, village)["clarity"]

    assert (found.met, found.value, found.missing) == (None, "4 answers", "1 answer more.")


def test_a_community_that_was_helped_opens_again_when_its_trouble_is_over():
    village = Village(stage="needs_help")
    village.joins()

    found = told(it_lives, village)

    assert (found["trouble_over"].met, found["health"].met) == (False, None)
    assert "No member has written for" in found["trouble_over"].missing


def test_what_called_for_help_is_not_over_while_nobody_hosts_it():
    village, _people = lively(stage="needs_help")
    village.community.memberships.filter(role="animator").update(left_at=NOW)

    found = told(it_lives, village)["trouble_over"]

    assert not found.met
    assert "Nobody hosts it." in found.missing


def test_thriving_says_what_is_not_measured_yet():
    village, _people = lively(stage="open")

    found = told(it_thrives, village)

    assert found["open_days"].met  # since January
    assert [code for code, criterion in found.items() if criterion.met is None] == [
        "health", "weekly_return", "relay", "story",
    ]  # fmt: skip
    assert not gate(village.community, Community.Stage.THRIVING, at=NOW).is_open


def test_days_open_run_from_the_opening():
    village = Village(stage="open")
    village.community.stage_changes.create(stage="open", at=moment(date(2026, 4, 7)))

    found = told(it_thrives, village)["open_days"]

    assert (found.met, found.value) == (False, "54 of 56")


def test_no_day_off_in_the_next_ten():
    village = Village(stage="seeding")
    Closure.objects.create(day=date(2026, 6, 16))
    assert told(nobody_is_away, village)["no_closure"].met

    village.community.closures.create(day=date(2026, 6, 12))
    found = told(nobody_is_away, village)["no_closure"]
    assert (found.met, found.missing) == (False, "12 June is a day off: people would come to a closed door.")


def invited(village, wave, person, answer="accepted"):
    return Invitation.objects.create(
        community=village.community, wave=wave, email=person.email, inviter=village.host, why_you="You know.",
        expected="-", gain="-", token_hash=f"{wave.pk} {person.pk}", created_at=moment(before(61)),
        expires_at=NOW, answer=answer, answered_by=person, answered_at=moment(before(60)),
    )  # fmt: skip


def test_the_last_wave_comes_back_before_the_next_leaves():
    village = Village()
    assert told(the_last_wave_came_back, village) == {}

    first = Wave.objects.create(community=village.community, number=1, sent_at=moment(before(90)))
    Wave.objects.create(community=village.community, number=3)
    wave = Wave.objects.create(community=village.community, number=2, sent_at=moment(before(61)))
    assert told(the_last_wave_came_back, village)["last_wave"].missing == "Nobody of the last wave has come yet."

    people = [village.joins(before(60)) for _ in range(4)]
    for person in people[:3]:
        invited(village, wave, person)
        village.comes(person, before(59))
    invited(village, first, people[3])
    village.comes(people[3], before(59), before(58))
    assert not told(the_last_wave_came_back, village)["last_wave"].met

    for person in people[:2]:
        village.comes(person, before(55))
    found = told(the_last_wave_came_back, village)["last_wave"]
    assert (found.met, found.value) == (True, "2 of 3, too few for a percentage")


def codes(village, at=NOW):
    return [trouble.code for trouble in troubles([village.community], at=at)[village.community.pk]]


def test_a_lively_community_is_in_no_trouble():
    village, people = lively()
    village.writes(people[0], moment(28))

    assert codes(village) == []


def test_a_host_who_writes_alone_is_a_silence():
    """Fourteen open days since a member wrote; days off do not count."""
    village = Village(stage="open")
    village.writes(village.joins(), moment(8, 23))
    village.writes(village.host, moment(29))
    assert codes(village) == ["silent"]
    assert troubles([village.community], at=NOW)[village.community.pk][0].words == (
        "No member has written for 15 open days."
    )

    village.closes(14, 25)
    assert codes(village) == []


def test_a_new_pilot_is_not_silent_yet():
    village = Village()
    assert codes(village) == []

    village.joins(before(9))
    assert codes(village) == []


def test_three_questions_that_wait_too_long():
    village = Village()
    person = village.joins()
    for day in (25, 26, 27):
        village.asks(person, moment(day))
    assert codes(village) == []

    village.asks(person, moment(22))
    assert codes(village) == ["waiting"]


def test_most_do_not_know_why_they_are_there():
    village, people = lively()
    village.writes(people[0], moment(28))
    for person in people[:3]:
        village.is_asked(person, moment(20), "no")

    assert codes(village) == ["unclear"]


def test_nobody_hosts():
    village, people = lively()
    village.writes(people[0], moment(28))
    village.community.memberships.filter(role="animator").update(left_at=moment(20))

    assert codes(village) == ["no_host"]


def test_what_is_prepared_or_archived_is_in_no_trouble():
    places = [make_community(stage=stage) for stage in ("idea", "draft", "seeding", "archived")]

    assert troubles(places) == {}


@pytest.mark.parametrize("to", [*dict.fromkeys(AHEAD.values()), WAVE])
def test_gates_of_many_communities_cost_what_one_costs(to, django_assert_max_num_queries):
    stage = next((stage for stage, ahead in AHEAD.items() if ahead == to), "pilot")
    places = [Village(stage=stage).community for _ in range(4)]
    with django_assert_max_num_queries(40) as one:
        gates(places[:1], to, rules=RULES)

    with django_assert_max_num_queries(len(one)):
        gates(places, to, rules=RULES)
