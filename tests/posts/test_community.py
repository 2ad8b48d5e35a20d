"""The feed of one community, and what somebody outside sees of it."""

import pytest
from django.db import connection
from django.db.models import CharField, Subquery, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from communities.models import Community
from core import panels
from core.paging import Cursor
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

    text = as_(animator).get("/communities/pumps/").text

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


@pytest.fixture
def panel(monkeypatch):
    """`panel(name)`: something that a higher room wants above the feed, with what it loads."""
    monkeypatch.setattr(panels, "_makers", {**panels._makers, "community_feed": []})
    monkeypatch.setattr(panels, "_loaders", {**panels._loaders, "community_feed": []})

    def register(name, *, shown=True):
        def load(viewer):
            me = Person.objects.filter(pk=viewer.pk)
            return {name: Subquery(me.values(words=Concat(Value(f"{name} for "), "handle", output_field=CharField())))}

        @panels.panel("community_feed", loads=load)
        def make(community, viewer):
            shows = [(Community(name=getattr(community, name), slug="elsewhere", hue=1), None)]
            return panels.Panel("communities/_theirs.html", shows) if shown else None

    return register


def test_a_member_finds_one_thing_above_the_feed(as_, member, community, panel):
    panel("nothing", shown=False)
    panel("welcome")
    panel("question")

    text = as_(member).get("/communities/pumps/").text

    assert "welcome for aminata" in text
    assert "question for aminata" not in text


def test_who_passes_by_finds_the_feed_alone(as_, outsider, community, panel):
    panel("welcome")

    assert "welcome for" not in as_(outsider).get("/communities/pumps/").text


def test_further_down_the_feed_nothing_stands_above_it(as_, member, community, panel):
    panel("welcome")

    assert "welcome for" not in as_(member).get(f"/communities/pumps/?before={Cursor(ago(days=0), 1)}").text


def test_what_stands_above_the_feed_comes_with_the_pages_own_statements(as_, member, community, panel):
    browser = as_(member)
    browser.get("/communities/pumps/")
    panel("welcome")

    with CaptureQueriesContext(connection) as queries:
        assert "welcome for" in browser.get("/communities/pumps/").text

    assert len(queries) <= 8
