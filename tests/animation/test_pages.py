"""The host's page: what is missing, what is planned, the form in which one writes."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from animation.actions import ask_signature, publish_due, publish_now, schedule_post
from animation.models import PlannedPost
from communities.models import Community
from posts.models import Draft, Post
from tests import factories

PAGE = "/communities/seals/seeding/"
NEW = f"{PAGE}new/"
SOON = {"day": "2026-05-12", "clock": "09:30"}
THURSDAY = "2026-05-07T10:00Z"


@pytest.fixture
def host(as_, animator):
    return as_(animator)


def test_the_page_says_what_the_first_wave_needs(host, seeded):
    page = host.get(PAGE).text

    assert "0 of 6" in page
    assert "6 posts are missing." in page


def test_once_the_pilot_has_begun_it_is_a_calendar(host, seeded):
    Community.objects.filter(pk=seeded.pk).update(stage="pilot")

    page = host.get(PAGE).text

    assert "0 of 6" not in page
    assert "Planned" in page


def test_a_prompt_opens_as_a_text_with_its_holes_pointed_out(host, seeded):
    page = host.get(f"{NEW}?prompt=choice").text

    assert "For the next {deadline}, A or B?" in page
    assert '<span class="hole">{deadline}</span>' in page
    assert not PlannedPost.objects.exists()


def test_a_prompt_that_does_not_exist_opens_a_blank_text(host, seeded):
    assert host.get(f"{NEW}?prompt=nonsense").status_code == 200


def test_a_draft_is_saved(host, seeded, animator):
    answer = host.post(NEW, {"body": "Why? {a fact}", "prompt": "why", "do": "save"})

    assert (answer.status_code, answer.url) == (303, PAGE)
    planned = PlannedPost.objects.get()
    assert (planned.author, planned.prompt, planned.publish_at) == (animator, "why", None)
    assert "{a fact}" in host.get(PAGE).text


@time_machine.travel(THURSDAY)
def test_a_post_is_planned_on_the_communitys_clock(host, seeded):
    answer = host.post(NEW, {"body": "Hello", "do": "schedule", **SOON}, follow=True)

    assert PlannedPost.objects.get().publish_at.isoformat() == "2026-05-12T07:30:00+00:00"
    assert "Planned: Tuesday 12 May, 9:30." in answer.text


@time_machine.travel(THURSDAY)
def test_a_quiet_hour_is_planned_all_the_same_and_said(host, seeded):
    answer = host.post(NEW, {"body": "Hello", "do": "schedule", "day": "2026-05-09", "clock": "22:00"}, follow=True)

    assert PlannedPost.objects.get().publish_at
    assert "Few people read at that hour." in answer.text


@time_machine.travel(THURSDAY)
@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ({"day": "2026-05-06", "clock": "09:00"}, "This moment has passed"),
        ({"day": "2030-05-06", "clock": "09:00"}, "within a year"),
        ({"day": "9999-12-31", "clock": "23:59"}, "within a year"),
        ({"day": "0001-01-01", "clock": "00:00"}, "within a year"),
        ({"day": "2027-03-28", "clock": "02:30"}, "the clocks go forward"),
        ({"day": "", "clock": ""}, "This field is required"),
        ({"day": "the day after", "clock": "noon"}, "Enter a valid"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_in_place_with_the_text_kept(when, sentence, host, seeded):
    answer = host.post(NEW, {"title": "My title", "body": "My own words", "do": "schedule", **when})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "My own words" in answer.text
    assert "My title" in answer.text
    assert not PlannedPost.objects.exists()


@time_machine.travel(THURSDAY)
def test_a_moment_in_the_past_offers_to_publish_now(host, seeded):
    answer = host.post(NEW, {"body": "Hello", "do": "schedule", "day": "2026-05-06", "clock": "09:00"})

    assert "Publish it now" in answer.text


def test_holes_are_pointed_out_and_nothing_is_published(host, seeded):
    answer = host.post(NEW, {"body": "It costs us {a fact}", "do": "publish"})

    assert answer.status_code == 422
    assert "Still to be replaced with your own words: {a fact}." in answer.text
    assert not Post.objects.exists()


def test_a_text_too_long_is_refused_and_kept(host, seeded):
    answer = host.post(NEW, {"body": "word " * 5000, "do": "save"})

    assert answer.status_code == 422
    assert "20,000 at most" in answer.text


def test_it_is_published_at_once(host, seeded):
    answer = host.post(NEW, {"body": "Hello", "do": "publish"})

    assert answer.url == Post.objects.get().get_absolute_url()


def test_a_form_sent_twice_is_one_text(host, seeded):
    form = {"body": "Hello", "do": "publish", "idempotency_key": "0d9c65cb-2ba9-4c14-8b60-000000000000"}

    first, second = host.post(NEW, form), host.post(NEW, form)

    assert first.url == second.url
    assert Post.objects.count() == PlannedPost.objects.count() == 1
    assert host.post(NEW, form | {"body": "Other"}).status_code == 422


def test_a_preview_keeps_nothing(host, seeded):
    answer = host.post(NEW, {"body": "**Bold**", "do": "preview"})

    assert "<strong>Bold</strong>" in answer.text
    assert not PlannedPost.objects.exists()


def test_somebody_else_is_named_by_handle_and_asked(host, seeded, founder):
    host.post(NEW, {"body": "Hello", "author": "@karim", "do": "ask"})

    assert list(PlannedPost.objects.to_sign_by(founder)) == [PlannedPost.objects.get()]


def test_nobody_of_that_name_is_a_sentence_in_place(host, seeded):
    answer = host.post(NEW, {"body": "Hello", "author": "@nobody-at-all", "do": "save"})

    assert answer.status_code == 422
    assert "nobody-at-all" in answer.text


def test_what_two_hosts_saved_is_shown_side_by_side(host, as_, coanimator, plan, animator):
    draft = plan()
    as_(coanimator).post(f"{PAGE}{draft.pk}/", {"body": "Theirs", "author": "@claire", "version": 1, "do": "save"})

    answer = host.post(f"{PAGE}{draft.pk}/", {"body": "Mine", "author": "@claire", "version": 1, "do": "save"})

    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    again = host.post(f"{PAGE}{draft.pk}/", {"body": "Mine", "author": "@claire", "version": 2, "do": "save"})
    assert again.status_code == 303


def test_it_moves_by_its_date(host, planned):
    later = now() + timedelta(days=3)
    host.post(f"{PAGE}{planned.pk}/move/", {"day": later.date().isoformat(), "clock": "10:00"})

    planned.refresh_from_db()
    assert planned.publish_at.date() == later.date()


def test_a_move_to_the_past_says_so_and_moves_nothing(host, planned):
    before = planned.publish_at

    answer = host.post(f"{PAGE}{planned.pk}/move/", {"day": "2020-01-01", "clock": "10:00"})

    assert answer.status_code == 422
    assert "This moment has passed" in answer.text
    planned.refresh_from_db()
    assert planned.publish_at == before


def test_it_becomes_a_draft_again_and_goes_away(host, planned):
    host.post(f"{PAGE}{planned.pk}/unschedule/")
    planned.refresh_from_db()
    assert planned.publish_at is None

    host.post(f"{PAGE}{planned.pk}/discard/")
    assert not PlannedPost.objects.exists()


def test_from_the_list_it_is_published_or_refused_with_a_sentence(host, plan, animator, founder):
    ready, theirs = plan(), ask_signature(animator, plan(author=founder))

    assert host.post(f"{PAGE}{ready.pk}/publish/").url == Post.objects.get().get_absolute_url()
    answer = host.post(f"{PAGE}{theirs.pk}/publish/")
    assert answer.status_code == 422
    assert "has not agreed" in answer.text


def test_what_was_not_published_says_why(host, as_, coanimator, planned, animator, seeded):
    seeded.memberships.filter(person=animator).update(role="member")
    publish_due(now() + timedelta(hours=2))

    page = as_(coanimator).get(PAGE).text

    assert "Not published" in page
    assert "no longer hosts" in page


def test_a_published_text_leads_to_its_post(host, plan, animator):
    draft = plan()
    post = publish_now(animator, draft)

    assert host.get(f"{PAGE}{draft.pk}/").url == post.get_absolute_url()
    assert post.get_absolute_url() in host.get(PAGE).text


@time_machine.travel(THURSDAY)
def test_the_calendar_shows_each_text_on_its_day(host, plan, animator):
    schedule_post(animator, plan(title="The case of May"), at=now() + timedelta(days=5))

    page = host.get("/communities/seals/calendar/").text

    cell = page[page.index('datetime="2026-05-12"') :].split("</td>")[0]
    assert "The case of May" in cell


@time_machine.travel(THURSDAY)
def test_the_calendar_starts_on_the_monday_asked_for(host, seeded):
    page = host.get("/communities/seals/calendar/?from=2026-06-03").text

    assert "1 June – 5 July 2026" in page


@pytest.mark.parametrize("asked", ["nonsense", "0001-01-01", "9999-12-31", "2026-13-45", "' OR 1=1"])
@time_machine.travel(THURSDAY)
def test_a_week_that_is_none_is_this_one(asked, host, seeded):
    assert "4 May" in host.get("/communities/seals/calendar/", {"from": asked}).text


def test_the_page_costs_the_same_whatever_is_planned(host, seeded, plan, animator):
    host.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        host.get(PAGE)
    for day in range(12):
        schedule_post(animator, plan(), at=now() + timedelta(days=day, hours=1))
    with CaptureQueriesContext(connection) as many:
        host.get(PAGE)

    assert len(one) == len(many)


def test_the_preview_shows_what_a_member_will_read(host, seeded, animator):
    factories.make_post(animator, seeded, title="Read me first")

    page = host.get("/communities/seals/preview/").text

    assert "Read me first" in page
    assert 'data-rse="post.create"' not in page
    assert "Settings" not in page.split("</nav>")[2]


def test_a_member_of_a_live_community_sees_none_of_it(as_, member, community):
    for path in ("seeding", "calendar", "preview", "seeding/new"):
        assert as_(member).get(f"/communities/pumps/{path}/").status_code == 403


def test_what_is_written_in_the_composer_stays_when_a_plan_goes_out(host, seeded, animator):
    factories.make_draft(animator, community=seeded)

    host.post(NEW, {"body": "Hello", "do": "publish"})

    assert Draft.objects.exists()


def test_a_community_that_is_archived_is_read_only(host, seeded, planned):
    Community.objects.filter(pk=seeded.pk).update(stage="archived")

    assert host.get(PAGE).status_code == 200
    assert host.get(NEW).status_code == 409
    assert host.post(f"{PAGE}{planned.pk}/discard/").status_code == 409
