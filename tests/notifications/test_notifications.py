"""The page of what concerns me."""

import html as entities
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community, Membership
from notifications import cards
from posts.actions import delete_post
from tests.factories import make_community, make_person
from tests.notifications import world

ADDRESS = "/notifications/"


def text(response):
    """The words of the main part, as one reads them."""
    main = re.search(r"<main.*</main>", response.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", "", main).split())


def test_a_visitor_is_sent_to_the_sign_in_page(client, db):
    assert client.get(ADDRESS).status_code == 302


def test_somebody_to_whom_nothing_happened_reads_that_nothing_waits(as_, outsider):
    page = text(as_(outsider).get(ADDRESS))

    assert "Nothing is waiting for you" in page
    assert "Mark all as read" not in page


def test_what_counts_on_me_comes_first_then_answers_then_the_rest(as_, post, member, nadia, paul, animator):
    followed = world.write(animator, post.community, "Spare parts", calling=[member])
    world.follow(member, followed)
    world.answer(nadia, post)
    world.answer(paul, followed)

    page = text(as_(member).get(ADDRESS))

    places = [page.index(words) for words in (
        "Counting on you", "Claire mentioned you in “Spare parts”", "Reply",
        "You were answered", "Nadia answered your question “The seal weeps after 200 hours”",
        "For information", "Paul replied in “Spare parts”",
    )]  # fmt: skip
    assert places == sorted(places)


def test_one_row_names_two_people_and_counts_the_others(as_, post, member, community):
    for name in ("Huguette Perrin", "Lucas Petit", "Yannick Le Goff", "Sonia Amrani"):
        person = make_person(name)
        world.join(person, community)
        world.react(person, post)

    page = text(as_(member).get(ADDRESS))

    assert "Sonia, Yannick and 2 others thank you in “The seal weeps after 200 hours”" in page
    assert page.count("thank you") == 1


def test_a_post_without_title_is_called_by_its_first_words(as_, community, member, nadia):
    world.join(nadia, community)
    world.react(nadia, world.write(member, community, body="**Flush** & seal: " + "a very long story " * 20))

    page = entities.unescape(text(as_(member).get(ADDRESS)))

    assert "Nadia thanks you in “Flush & seal: a very long story" in page
    assert page.count("a very long story") < 6


@pytest.mark.parametrize(
    ("emoji", "words"),
    [("useful", "finds what you wrote in"), ("confirm", "confirms what you wrote in"), ("bravo", "says bravo in")],
)
def test_each_reaction_has_its_sentence(as_, post, member, nadia, emoji, words):
    world.react(nadia, post, emoji)

    assert f"Nadia {words} “The seal weeps" in text(as_(member).get(ADDRESS))


def test_an_invitation_says_why_you(as_, animator, secret_community, outsider):
    world.invite(animator, secret_community, outsider)

    page = text(as_(outsider).get(ADDRESS))

    assert "Claire invites you to Takeover" in page
    assert "“You know seals.”" in page


def test_a_removed_member_reads_why(as_, community, member, animator):
    from communities.actions import remove_member

    remove_member(animator, Membership.objects.get(community=community, person=member), reason="You changed jobs.")

    page = text(as_(member).get(ADDRESS))

    assert "You no longer belong to Pumps" in page
    assert "“You changed jobs.”" in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_of_notification_can_be_read(as_, post, member, nadia, animator, language):
    member.language = language
    member.save()
    reply = world.answer(member, post)
    world.answer(nadia, post, parent=reply)
    world.answer(nadia, post, calling=[member])
    world.accept(animator, reply)
    world.react(nadia, reply)
    world.invite(animator, make_community(animator, visibility="private"), member)

    response = as_(member).get(ADDRESS)

    assert response.text.count('<li class="notif') == 5
    assert "{" not in text(response)


def test_notifications_about_what_one_may_no_longer_see_are_masked(as_, secret_community, animator, member):
    """R-RT-02: removed from a secret community, nothing of it is left to read, count or open."""
    post = world.write(member, secret_community, "Takeover of Durand")
    world.react(animator, post)
    row = member.notifications.get()
    world.leave(member, secret_community)
    browser = as_(member)

    page = browser.get(ADDRESS)

    assert "Durand" not in page.text
    assert "Takeover" not in page.text
    assert 'class="count"' not in page.text
    assert [browser.post(f"{ADDRESS}{row.pk}/{verb}/").status_code for verb in ("open", "read", "unread")] == [404] * 3


def test_making_a_community_secret_masks_what_its_passers_by_were_told(as_, community, outsider, nadia):
    """R-AZ-13: a stricter community takes effect on what was already told."""
    world.join(nadia, community)
    world.join(outsider, community)
    world.answer(nadia, world.write(outsider, community, "A visitor's question"))
    world.leave(outsider, community)
    assert "A visitor&#x27;s question" in as_(outsider).get(ADDRESS).text
    Community.objects.filter(pk=community.pk).update(visibility="secret")

    assert "A visitor&#x27;s question" not in as_(outsider).get(ADDRESS).text


def test_a_deleted_post_is_no_longer_spoken_of(as_, post, member, nadia):
    world.answer(nadia, post)
    delete_post(member, post)

    assert "weeps" not in as_(member).get(ADDRESS).text


def test_the_page_costs_the_same_for_one_notification_and_for_thirty(as_, member, nadia, community):
    browser = as_(member)
    world.join(nadia, community)
    world.answer(nadia, world.write(member, community, "Thread"))

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(ADDRESS).status_code == 200
        return len(queries)

    alone = cost()
    for number in range(cards.PAGE):
        person = make_person(f"Colleague {number}")
        world.join(person, community)
        world.answer(person, world.write(member, community, f"Thread {number}"))

    assert cost() == alone <= 6


def test_older_ones_follow_page_by_page_without_loss_or_repetition(as_, member, nadia, community):
    world.join(nadia, community)
    for number in range(cards.PAGE * 2 + 5):
        world.answer(nadia, world.write(member, community, f"Thread {number:03}"))
    browser, address, seen = as_(member), ADDRESS, []

    while address:
        page = browser.get(address).text
        seen += re.findall(r"Thread \d{3}", page)
        following = re.search(r'href="(\?before=[^"]+)"', page)
        address = f"{ADDRESS}{following[1]}" if following else ""

    assert seen == [f"Thread {number:03}" for number in reversed(range(cards.PAGE * 2 + 5))]
    assert "Nothing else is waiting for you" in page


def test_htmx_gets_the_next_rows_alone(as_, member, nadia, community):
    world.join(nadia, community)
    for number in range(cards.PAGE + 1):
        world.answer(nadia, world.write(member, community, f"Thread {number:03}"))
    browser = as_(member)
    following = re.search(r'hx-get="(\?before=[^"]+)"', browser.get(ADDRESS).text)[1]

    fragment = browser.get(ADDRESS + following, headers={"HX-Request": "true"}).text

    assert "Thread 000" in fragment
    assert "<main" not in fragment


def test_a_tampered_cursor_is_refused(as_, member):
    """R-IN-06."""
    assert as_(member).get(f"{ADDRESS}?before=2026-01-01~1:forged").status_code == 400
