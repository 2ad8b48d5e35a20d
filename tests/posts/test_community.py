"""The feed of one community, and what somebody outside sees of it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_community, make_person
from tests.posts.worlds import ago, make_post, make_reply


def test_its_sentence_is_the_headline(as_, member, community):
    text = as_(member).get("/communities/pumps/").text

    assert f"<h1>{community.purpose}</h1>" in text


def test_a_private_one_shows_strangers_its_purpose_and_host_but_no_post(as_, outsider, animator, private_community):
    """D2."""
    make_post(private_community, animator, title="Our price")

    response = as_(outsider).get("/communities/bids/")

    assert response.status_code == 200
    assert private_community.purpose in response.text
    assert animator.display_name in response.text
    assert "Our price" not in response.text


def test_a_secret_one_does_not_exist_for_strangers_nor_administrators(as_, outsider, administrator, secret_community):
    """R-AZ-03, D1."""
    for person in (outsider, administrator):
        browser = as_(person)
        assert browser.get("/communities/takeover/").text == browser.get("/communities/nowhere/").text
        assert browser.get("/communities/takeover/").status_code == 404


def test_a_draft_is_seen_by_who_prepares_it(as_, outsider, member, animator):
    draft = make_community(animator, stage="draft", members=[member])

    assert as_(animator).get(draft.get_absolute_url()).status_code == 200
    assert as_(member).get(draft.get_absolute_url()).status_code == 404
    assert as_(outsider).get(draft.get_absolute_url()).status_code == 404


def test_what_the_host_pinned_stands_on_top_once(as_, member, animator, community):
    make_post(community, animator, title="The grid", at=ago(days=60), pinned_at=ago(days=1))
    make_post(community, animator, title="Today")

    text = as_(member).get("/communities/pumps/").text

    assert text.index(">The grid<") < text.index(">Today<")
    assert text.count(">The grid<") == 1


def test_the_dots_are_members_who_wrote_in_four_weeks(as_, member, animator, community):
    make_post(community, animator, at=ago(days=3))
    make_reply(make_post(community, animator, at=ago(days=50)), member, at=ago(days=40))

    text = as_(member).get("/communities/pumps/").text

    assert "<b>1 member of 3</b> contributed in 28 days" in text


def test_it_costs_the_same_for_one_post_and_for_twenty(as_, member, animator, community):
    browser = as_(member)

    def statements():
        browser.get("/communities/pumps/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/communities/pumps/")
        return len(queries)

    make_post(community, animator)
    one = statements()
    for n in range(19):
        make_reply(make_post(community, make_person(), kind="question", title=f"q{n}"), make_person())

    assert statements() == one <= 8
