"""Opening, marking as read and unread."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from communities.actions import change_role
from notifications import actions
from notifications.models import Notification
from tests.factories import make_community
from tests.notifications import world

ADDRESS = "/notifications/"


@pytest.fixture
def row(post, member, nadia):
    world.answer(nadia, post)
    return member.notifications.get()


def test_opening_leads_to_the_first_new_reply_and_marks_as_read(as_, row, member):
    response = as_(member).post(f"{ADDRESS}{row.pk}/open/")

    assert response.status_code == 303
    assert response.url == f"/replies/{row.reply_id}/"
    assert not member.notifications.unread().exists()


def test_a_call_in_a_post_leads_to_the_post(as_, community, nadia, paul):
    world.join(nadia, community)
    post = world.write(nadia, community, calling=[paul])

    assert as_(paul).post(f"{ADDRESS}{paul.notifications.get().pk}/open/").url == f"/posts/{post.pk}/"


def test_an_invitation_leads_to_its_page_and_a_role_to_the_community(as_, administrator, animator):
    community = make_community(administrator, members=[animator], slug="night")
    change_role(administrator, community.memberships.get(person=animator), "coanimator")
    invitation = world.invite(administrator, make_community(administrator), animator)
    browser = as_(animator)

    assert {browser.post(f"{ADDRESS}{row.pk}/open/").url for row in animator.notifications.all()} == {
        "/communities/night/",
        f"/invitations/mine-{invitation.pk}/",
    }


def test_reading_the_list_marks_nothing_as_read(as_, row, member):
    """R-CS-04: a GET changes nothing."""
    browser = as_(member)
    browser.get(ADDRESS)
    browser.get(f"{ADDRESS}bell/")

    assert member.notifications.unread().exists()
    assert browser.get(f"{ADDRESS}{row.pk}/open/").status_code == 405


def test_one_can_be_marked_read_then_unread(as_, row, member):
    browser = as_(member)

    assert browser.post(f"{ADDRESS}{row.pk}/read/").status_code == 303
    assert not member.notifications.unread().exists()
    assert browser.post(f"{ADDRESS}{row.pk}/unread/").status_code == 303
    assert member.notifications.unread().exists()


def test_htmx_gets_the_row_and_the_bell_hears_of_it(as_, row, member):
    response = as_(member).post(f"{ADDRESS}{row.pk}/read/", headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert response.text.startswith(f'<li class="notif" id="notification-{row.pk}"')
    assert response.headers["HX-Trigger"] == "notifications:changed"


def test_all_are_marked_read_at_once_but_not_what_came_after_the_page(as_, row, member, nadia, community):
    browser = as_(member)
    until = timezone.now()
    with time_machine.travel(until + timedelta(minutes=1)):
        world.answer(nadia, world.write(member, community, "Meanwhile"))

    response = browser.post(f"{ADDRESS}read/", {"until": until.isoformat()})

    assert response.status_code == 303
    assert member.notifications.unread().get().post.title == "Meanwhile"


@pytest.mark.parametrize("until", ["yesterday", "2026-01-01T00:00:00", "\x00", "9" * 400])
def test_a_moment_that_is_none_is_refused(as_, row, member, until):
    """R-RB-01."""
    assert as_(member).post(f"{ADDRESS}read/", {"until": until}).status_code == 400
    assert member.notifications.unread().exists()


def test_a_thread_is_silenced_from_its_row_and_heard_again(as_, post, paul, nadia):
    world.follow(paul, post)
    world.answer(nadia, post)
    row, browser = paul.notifications.get(), as_(paul)

    response = browser.post(f"{ADDRESS}{row.pk}/follow/", headers={"HX-Request": "true"})
    world.answer(nadia, post)
    assert "Hear from this thread again" in response.text
    assert paul.notifications.get().updated_at == row.updated_at

    assert browser.post(f"{ADDRESS}{row.pk}/follow/").status_code == 303
    world.answer(nadia, post)
    assert paul.notifications.get().updated_at > row.updated_at


def test_what_is_not_about_a_thread_has_none_to_silence(as_, administrator, animator):
    community = make_community(administrator, members=[animator])
    change_role(administrator, community.memberships.get(person=animator), "coanimator")

    assert as_(animator).post(f"{ADDRESS}{animator.notifications.get().pk}/follow/").status_code == 404


@pytest.mark.parametrize("verb", ["open", "read", "unread", "follow"])
def test_the_notifications_of_others_do_not_exist(as_, row, animator, verb):
    """R-AZ-07."""
    assert as_(animator).post(f"{ADDRESS}{row.pk}/{verb}/").status_code == 404
    assert as_(animator).post(f"{ADDRESS}{10**17}/{verb}/").status_code == 404
    assert Notification.objects.get(pk=row.pk).read_at is None


def test_the_action_refuses_by_itself(row, animator):
    from django.core.exceptions import PermissionDenied

    for verb in (actions.mark_read, actions.mark_unread):
        with pytest.raises(PermissionDenied):
            verb(animator, row)


def test_opening_the_thread_settles_all_it_had_to_say_and_its_page_shows_it(as_, post, paul, nadia):
    world.follow(paul, post)
    world.answer(nadia, post)
    world.answer(nadia, post, calling=[paul])
    assert paul.notifications.unread().count() == 2

    page = as_(paul).get(f"/posts/{post.pk}/")

    assert not paul.notifications.unread().exists()
    assert '<span id="bell-tab"></span>' in page.text


def test_passing_over_a_card_in_a_feed_settles_answers_but_not_a_call_by_name(as_, post, paul, nadia):
    world.follow(paul, post)
    world.answer(nadia, post)
    world.answer(nadia, post, calling=[paul])

    as_(paul).post("/posts/seen/", {"post": post.pk})

    assert paul.notifications.unread().get().kind == "mention"


def test_reading_one_thread_leaves_the_others_and_other_peoples_alone(as_, row, post, member, nadia, paul):
    world.answer(nadia, world.write(member, post.community, "Another thread"))

    as_(paul).get(f"/posts/{post.pk}/")
    as_(member).get(f"/posts/{post.pk}/")

    assert member.notifications.unread().get().post.title == "Another thread"


def test_the_bell_counts_what_is_unread_up_to_99(as_, member, nadia, community):
    world.join(nadia, community)
    browser = as_(member)
    assert 'class="count"' not in browser.get(f"{ADDRESS}bell/").text

    for number in range(100):
        world.answer(nadia, world.write(member, community, f"Thread {number}"))
        if number == 2:
            assert '<span class="count">3<' in browser.get(f"{ADDRESS}bell/").text

    assert '<span class="count">99+<' in browser.get(f"{ADDRESS}bell/").text
    assert browser.get("/").text.count('<span class="count">99+<') == 2, "in the rail and in the tab bar"


def test_what_is_older_than_the_retention_is_purged(settings, row, member, nadia, community):
    """R-PR-03."""
    settings.NOTIFICATION_DAYS = 90
    with time_machine.travel(timezone.now() - timedelta(days=91)):
        for number in range(3):
            world.answer(nadia, world.write(member, community, f"Thread {number}"))

    assert actions.purge(batch=2) == 3
    assert member.notifications.get() == row
