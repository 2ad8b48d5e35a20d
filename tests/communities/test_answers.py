"""The three answers, the first step and the sign of success, once people come."""

import pytest
from django.core.exceptions import PermissionDenied

from communities.actions import edit_answers, prepare_wave
from communities.events import CommunityEdited
from communities.models import Community
from core.policies import Conflict
from tests.communities import heard
from tests.factories import make_community

URL = "/communities/pumps/settings/answers/"
TEXTS = {
    "for_whom": "You mount these seals.",
    "expected": "Ten minutes a week.",
    "gain": "Fewer leaks.",
    "first_step": "Tell one leak.",
    "success_sign": "returns fall by half",
}


def seen(community):
    return Community.objects.get(pk=community.pk)


@pytest.mark.parametrize("who", ["animator", "coanimator"])
@pytest.mark.parametrize("stage", ["pilot", "open", "thriving", "needs_help"])
def test_hosts_change_them_once_people_come(as_, community, who, stage, request):
    Community.objects.update(stage=stage)
    browser = as_(request.getfixturevalue(who))

    with heard(CommunityEdited) as facts:
        response = browser.post(URL, TEXTS | {"version": 1})

    assert response.status_code == 303
    saved = seen(community)
    assert {name: getattr(saved, name) for name in TEXTS} == TEXTS
    assert saved.version == 2
    assert len(facts) == 1
    assert all(text in browser.get(URL).text for text in TEXTS.values())


def test_the_settings_lead_there(as_, community, animator):
    assert URL in as_(animator).get("/communities/pumps/settings/").text


def test_the_next_wave_begins_with_them(community, animator):
    edit_answers(animator, community, version=1, **TEXTS)

    wave = prepare_wave(animator, seen(community))

    assert (wave.expected, wave.gain) == ("Ten minutes a week.", "Fewer leaks.")


def test_whoever_saves_second_keeps_their_text_and_sees_what_is_saved(as_, community, animator, coanimator):
    """R-RC-03"""
    edit_answers(coanimator, community, version=1, **TEXTS)

    response = as_(animator).post(URL, TEXTS | {"gain": "Written by hand.", "version": 1})

    assert response.status_code == 409
    assert "Written by hand." in response.text
    assert "Fewer leaks." in response.text
    assert 'name="version" value="2"' in response.text
    assert seen(community).gain == "Fewer leaks."


@pytest.mark.parametrize("wrong", [{"gain": "x" * 501}, {"first_step": "x" * 301}, {"version": "abc"}])
def test_what_is_wrong_is_said_and_the_text_kept(as_, community, animator, wrong):
    response = as_(animator).post(URL, TEXTS | {"version": 1} | wrong)

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert "You mount these seals." in response.text
    assert seen(community).for_whom == ""


def test_no_other_text_is_changed_this_way(community, animator):
    edit_answers(animator, community, version=1, **TEXTS, name="Other", purpose="Other")

    assert seen(community).name == "Pumps"


def test_members_and_administrators_do_not(community, member, administrator):
    for person in (member, administrator):
        with pytest.raises(PermissionDenied):
            edit_answers(person, community, version=1, **TEXTS)


def test_a_draft_has_its_own_page_for_this(as_, animator):
    draft = make_community(animator, stage="draft", slug="pumps")

    assert as_(animator).get(URL).url == "/communities/pumps/prepare/members/"
    with pytest.raises(Conflict):
        edit_answers(animator, draft, version=1, **TEXTS)


def test_what_is_archived_is_read_only(as_, community, animator):
    Community.objects.update(stage="archived", gain="Fewer leaks.")
    browser = as_(animator)

    page = browser.get(URL).text
    assert "Fewer leaks." in page
    assert "community.answers" not in page
    assert browser.post(URL, TEXTS | {"version": 1}).status_code == 409


@pytest.mark.parametrize("lost", ["for_whom", "expected", "gain"])
def test_once_people_are_invited_none_of_the_three_answers_is_lost(as_, community, animator, lost):
    edit_answers(animator, community, version=1, **TEXTS)

    response = as_(animator).post(URL, TEXTS | {lost: " ", "first_step": "Tell two leaks.", "version": 2})

    assert response.status_code == 422
    assert "each invitation says it" in response.text
    assert "Tell two leaks." in response.text
    assert getattr(seen(community), lost) == TEXTS[lost]


@pytest.mark.parametrize("words", [
    "You have been added to the community Pumps.", "Vous avez été ajoutée à la communauté Pompes.",
    "It is for the whole company.", "Toute l’entreprise y vient.",
])  # fmt: skip
@pytest.mark.parametrize("where", ["for_whom", "first_step"])
def test_what_no_invitation_may_say_is_refused_where_it_is_written_first(as_, community, animator, words, where):
    response = as_(animator).post(URL, TEXTS | {where: words, "version": 1})

    assert response.status_code == 422
    assert "Nobody is added" in response.text or "meant for everybody" in response.text
    assert "Fewer leaks." in response.text
    assert seen(community).gain == ""
