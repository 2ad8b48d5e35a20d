"""The page one opens every morning: what is new across my communities, in order, with an end."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.actions import invite_person
from posts.models import FeedMark, Reading
from tests.factories import make_community, make_person
from tests.posts.worlds import ago, make_post, make_reply


@pytest.fixture
def read(as_):
    """`read(person, "/")`: the titles of the feed, in order."""

    def get(person, address="/"):
        text = as_(person).get(address).text
        return re.findall(r'<h2 class="post-title"[^>]*><a [^>]*>([^<]+)</a>', text)

    return get


def test_a_visitor_is_sent_to_the_sign_in_page(client, db):
    response = client.get("/")

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_home_mixes_my_communities_and_nobody_elses(read, member, animator, community, private_community):
    elsewhere = make_community(animator)
    make_post(community, animator, title="pumps", at=ago(hours=3))
    make_post(private_community, animator, title="bids", at=ago(hours=2))
    make_post(elsewhere, animator, title="not mine", at=ago(hours=1))

    assert read(member) == ["bids", "pumps"]


def test_an_answer_brings_a_post_back_up_and_says_why(read, as_, member, animator, community):
    old = make_post(community, animator, title="old", at=ago(days=3))
    make_post(community, animator, title="recent", at=ago(days=1))
    make_reply(old, animator, at=ago(minutes=5))

    assert read(member) == ["old", "recent"]
    assert "Claire answered 5 min ago" in as_(member).get("/").text


def test_the_order_of_the_newest_posts_ignores_answers(read, member, animator, community):
    old = make_post(community, animator, title="old", at=ago(days=3))
    make_post(community, animator, title="recent", at=ago(days=1))
    make_reply(old, animator, at=ago(minutes=5))

    assert read(member, "/?order=newest") == ["recent", "old"]


def test_open_questions_are_those_without_an_accepted_answer(read, member, animator, community):
    make_post(community, animator, title="a message")
    solved = make_post(community, animator, title="solved", kind="question")
    solved.accepted_reply = make_reply(solved, member)
    solved.save()
    make_post(community, animator, title="open", kind="question")

    assert read(member, "/?open=1") == ["open"]


def test_a_deleted_post_leaves_the_feed(read, member, animator, community):
    make_post(community, animator, title="gone", deleted_at=ago(hours=1))

    assert read(member) == []


def test_show_more_goes_on_where_the_page_ended_even_if_people_write_meanwhile(as_, member, animator, community):
    for n in range(40):
        make_post(community, animator, title=f"post {n:02d}", at=ago(hours=n + 1))
    browser = as_(member)
    seen, address = [], "/"
    while address:
        page = browser.get(address).text
        seen += [f"post {n:02d}" for n in range(40) if f">post {n:02d}<" in page]
        make_post(community, animator, title="meanwhile")
        more = re.search(r'<p class="more" id="more"><a class="btn" href="([^"]+)"', page)
        address = "/" + more[1].replace("&amp;", "&") if more else ""

    assert seen == [f"post {n:02d}" for n in range(40)]
    assert "You're up to date." in page


def test_a_tampered_cursor_is_a_bad_request(as_, member, community):
    """R-IN-06."""
    assert as_(member).get("/?before=2026-01-01T00:00:00+00:00~4:forged").status_code == 400


def test_htmx_gets_the_next_cards_alone(as_, member, animator, community):
    make_post(community, animator, title="one")

    fragment = as_(member).get("/", headers={"HX-Request": "true"})

    assert "<html" not in fragment.text
    assert "one" in fragment.text
    assert "HX-Request" in fragment.headers["Vary"]


def test_news_is_what_others_did_since_i_read_it(as_, member, animator, community):
    post = make_post(community, animator, title="leak", at=ago(hours=5))
    browser = as_(member)
    assert "data-new" in browser.get("/").text

    browser.post("/posts/seen/", {"post": post.pk})
    assert "data-new" not in browser.get("/").text

    make_reply(post, animator)
    assert "data-new" in browser.get("/").text


def test_my_own_words_are_never_new_to_me(as_, member, animator, community):
    make_reply(make_post(community, animator, at=ago(hours=2)), member)

    assert "data-new" not in as_(member).get("/").text


def test_nothing_older_than_three_weeks_is_new(as_, member, animator, community):
    make_post(community, animator, at=ago(days=22))

    assert "data-new" not in as_(member).get("/").text


def test_all_read_is_one_click_and_holds_for_each_community(as_, member, animator, community, private_community):
    make_post(community, animator)
    make_post(private_community, animator)
    browser = as_(member)

    assert browser.post("/read/", {"next": "/"}).status_code == 303

    assert "data-new" not in browser.get("/").text
    assert FeedMark.objects.filter(person=member, community__isnull=False).count() == 2


def test_marking_by_hand_means_that_passing_by_marks_nothing(as_, member, animator, community):
    post = make_post(community, animator)
    member.reading = "manual"
    member.save()

    as_(member).post("/posts/seen/", {"post": post.pk})

    assert not Reading.objects.exists()


def test_nobody_marks_what_they_may_not_see(as_, outsider, animator, private_community):
    post = make_post(private_community, animator)

    as_(outsider).post("/posts/seen/", {"post": post.pk})

    assert not Reading.objects.exists()


def test_the_line_stands_where_i_stopped_last_time(as_, member, animator, community):
    make_post(community, animator, title="before", at=ago(days=2))
    make_post(community, animator, title="after", at=ago(hours=1))
    FeedMark.objects.create(person=member, visited_at=ago(days=1))

    text = as_(member).get("/").text

    assert text.index(">after<") < text.index('id="since"') < text.index(">before<")


def test_leaving_for_a_browser_that_reads_ahead_is_no_visit(as_, member, community):
    as_(member).get("/", headers={"Sec-Purpose": "prefetch"})

    assert not FeedMark.objects.exists()


def test_home_costs_the_same_for_one_post_and_for_twenty(as_, member, animator, community):
    browser = as_(member)

    def statements():
        browser.get("/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/")
        return len(queries)

    make_post(community, animator, kind="question", title="one")
    one = statements()
    for n in range(19):
        post = make_post(community, make_person(), kind="question", title=f"q{n}")
        make_reply(post, make_person())
        make_reply(post, member)

    assert statements() == one <= 8


def test_who_belongs_nowhere_is_shown_the_way(as_, outsider, db):
    text = as_(outsider).get("/").text

    assert "See the communities" in text


def test_a_colleague_who_waits_is_named_first(as_, member, animator, community):
    make_post(community, animator, kind="question", title="Why?", at=ago(hours=18))

    text = as_(member).get("/").text

    assert "Help Claire" in text
    assert "Their question has waited 18 hours." in text


def test_who_was_invited_reads_the_invitation_first(as_, outsider, animator, community):
    words = {"why_you": "You drew the flushing circuit.", "expected": "Ten minutes a week.", "gain": "Other sites."}
    invite_person(animator, community, email=outsider.email, **words)

    text = as_(outsider).get("/").text

    assert "Claire invites you to Pumps" in text


def pages_of(browser, address="/"):
    """The whole feed, page by page, as somebody reads it who shows more until the end."""
    found = []
    while address:
        page = browser.get(address).text
        found.append(page)
        more = re.search(r'<p class="more" id="more"><a class="btn" href="([^"]+)"', page)
        address = "/" + more[1].replace("&amp;", "&") if more else ""
    return found


@pytest.mark.parametrize(("newer", "on_page"), [(3, 0), (11, 1), (14, 1), (25, 2)])
def test_the_line_stands_where_i_stopped_however_far_down_and_once(as_, member, animator, community, newer, on_page):
    for n in range(30):
        make_post(community, animator, title=f"post {n:02d}", at=ago(hours=n + (1 if n < newer else 72)))
    FeedMark.objects.create(person=member, visited_at=ago(days=2))

    pages = pages_of(as_(member))

    assert [page.count('id="since"') for page in pages] == [int(n == on_page) for n in range(3)]
    page = pages[on_page]
    assert page.index('id="since"') < page.index(f">post {newer:02d}<")
    assert newer % 11 == 0 or page.index(f">post {newer - 1:02d}<") < page.index('id="since"')


def test_no_line_where_nothing_is_newer_than_my_last_visit(as_, member, animator, community):
    for n in range(15):
        make_post(community, animator, title=f"post {n:02d}", at=ago(hours=n + 72))
    FeedMark.objects.create(person=member, visited_at=ago(days=2))

    assert not [page for page in pages_of(as_(member)) if 'id="since"' in page]


def test_home_says_how_much_is_new_and_no_more_than_it_has_counted(as_, member, animator, community):
    for n in range(9):
        make_post(community, animator, at=ago(hours=n + 1))
    browser = as_(member)
    assert "9 things are new to you." in browser.get("/").text

    for n in range(9):
        make_post(community, animator, at=ago(hours=n + 1))
    assert "At least 10 things are new to you." in browser.get("/").text
