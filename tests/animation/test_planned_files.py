"""What is planned carries files: read by the hosts and by who is asked to sign, then part of the post (R-AZ-08)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from animation.actions import (
    approve_text,
    ask_signature,
    decline_text,
    discard_planned,
    edit_planned,
    publish_due,
    schedule_post,
)
from animation.models import PlannedFile, PlannedPost, Refusal
from communities.actions import change_role
from communities.models import Community
from posts.actions import publish_post, sweep_files, upload_file
from posts.models import Attachment, Post
from tests.posts.files import a_file, a_picture, stored_names

NEW = "/communities/seals/seeding/new/"


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def picture(animator):
    return upload_file(animator, a_picture())


def seen_by(as_, file, *people):
    return [as_(person).get(file.get_absolute_url()).status_code for person in people]


def test_a_host_attaches_files_with_the_form_and_after_an_error_they_are_still_there(as_, seeded, animator):
    browser = as_(animator)
    wrong = browser.post(NEW, {"kind": "question", "do": "schedule", "body": "x", "file": [a_picture(), a_file()]})
    keys = list(Attachment.objects.order_by("id").values_list("key", flat=True))
    assert wrong.status_code == 422
    assert all(f'value="{key}" checked' in wrong.text for key in keys)

    sent = {"body": "See", "do": "save", "attachment": keys, f"alt-{keys[0]}": "A seal"}
    assert browser.post(NEW, sent).status_code == 303

    planned = PlannedPost.objects.get()
    assert [(file.attachment.key, file.attachment.alt) for file in planned.files.order_by("pk")] == [
        (keys[0], "A seal"), (keys[1], ""),
    ]  # fmt: skip
    page = browser.get(f"/communities/seals/seeding/{planned.pk}/").text
    assert all(f'value="{key}" checked' in page for key in keys)
    assert "2 files" in browser.get("/communities/seals/seeding/").text


def test_a_file_refused_keeps_the_text_and_the_other_files(as_, seeded, animator):
    sent = {"body": "My text", "do": "save", "file": [a_picture(), a_file("a.svg", b"<svg/>")]}
    answer = as_(animator).post(NEW, sent)

    assert answer.status_code == 422
    assert "My text</textarea>" in answer.text
    assert "a.svg: This type of file is not taken" in answer.text
    assert f'value="{Attachment.objects.get().key}" checked' in answer.text
    assert not PlannedPost.objects.exists()


def test_the_hosts_read_them_and_nobody_else_before_the_day(
    as_, plan, picture, animator, coanimator, founder, administrator
):
    plan(files={picture.key: ""})

    assert seen_by(as_, picture, animator, coanimator, founder, administrator) == [200, 200, 404, 404]


def test_who_is_asked_to_sign_reads_them_until_they_decline(as_, plan, picture, animator, founder):
    planned = plan(author=founder, files={picture.key: "A seal"})
    assert seen_by(as_, picture, founder) == [404]
    ask_signature(animator, planned)
    assert seen_by(as_, picture, founder) == [200]
    assert f'src="{picture.get_absolute_url()}?size=card"' in as_(founder).get("/signatures/").text

    decline_text(founder, planned)

    assert seen_by(as_, picture, founder) == [404]


def test_a_host_no_more_reads_them_no_more(as_, plan, picture, animator, coanimator, seeded):
    plan(files={picture.key: ""})

    change_role(animator, coanimator.memberships.get(community=seeded), "member")

    assert seen_by(as_, picture, coanimator) == [404]


def test_the_worker_publishes_them_with_the_post(as_, plan, picture, animator, seeded):
    planned = schedule_post(animator, plan(body="", files={picture.key: "A seal"}), at=now() + timedelta(hours=1))

    assert publish_due(now() + timedelta(hours=2)) == 1

    picture.refresh_from_db()
    planned.refresh_from_db()
    assert (picture.post, picture.alt) == (planned.post, "A seal")
    assert not PlannedFile.objects.exists()
    assert picture.get_absolute_url() in as_(animator).get(f"/posts/{planned.post_id}/").text


def test_they_are_published_under_the_name_of_who_agreed(plan, picture, animator, founder):
    planned = schedule_post(animator, plan(author=founder, files={picture.key: ""}), at=now() + timedelta(hours=1))
    approve_text(founder, planned, version=1, title="", body="In my words")

    publish_due(now() + timedelta(hours=2))

    picture.refresh_from_db()
    assert (picture.uploader, picture.post.author) == (animator, founder)


def test_other_files_ask_for_the_agreement_again(plan, picture, animator, founder):
    planned = ask_signature(animator, plan(author=founder))
    planned = approve_text(founder, planned, version=1, title="", body=planned.body)

    planned = edit_planned(
        animator, planned, version=1, author=founder, kind="message", body=planned.body, files={picture.key: ""}
    )

    assert (planned.is_signed, planned.version) == (False, 2)


def test_what_a_host_leaves_out_goes_and_the_rest_stays(
    as_, plan, picture, animator, stored, django_capture_on_commit_callbacks
):
    other = upload_file(animator, a_file())
    planned = plan(files={picture.key: "", other.key: ""})
    sent = {"version": 1, "body": planned.body, "do": "save", "attachment": other.key}

    with django_capture_on_commit_callbacks(execute=True):
        assert as_(animator).post(f"/communities/seals/seeding/{planned.pk}/", sent).status_code == 303

    assert list(Attachment.objects.all()) == [other]
    assert stored_names(stored) == [other.key]


def test_discarded_with_the_text(plan, picture, animator, stored, django_capture_on_commit_callbacks):
    planned = plan(files={picture.key: ""})

    with django_capture_on_commit_callbacks(execute=True):
        discard_planned(animator, planned)

    assert (Attachment.objects.count(), stored_names(stored)) == (0, [])


def test_they_wait_for_weeks_and_nothing_else_takes_them(as_, plan, picture, animator, seeded):
    planned = plan(files={picture.key: ""})
    Attachment.objects.update(created_at=now() - timedelta(days=30))

    assert sweep_files() == 0
    as_(animator).post("/drafts/save/", {"community": "seals", "body": "a", "attachment": picture.key})
    as_(animator).post("/communities/seals/posts/", {"body": "Stolen", "attachment": picture.key})

    picture.refresh_from_db()
    assert (picture.post, picture.draft, picture.planned.planned) == (None, None, planned)
    assert not Post.objects.filter(body="Stolen").exists()


def test_a_file_of_somebody_else_is_not_there(plan, coanimator):
    with pytest.raises(ValidationError, match="no longer there"):
        plan(files={upload_file(coanimator, a_file()).key: ""})


def test_what_could_not_go_out_keeps_its_files(as_, plan, picture, animator, coanimator, seeded):
    schedule_post(animator, plan(files={picture.key: ""}), at=now() + timedelta(hours=1))
    Community.objects.filter(pk=seeded.pk).update(stage="archived")

    publish_due(now() + timedelta(hours=2))

    assert PlannedPost.objects.get().refusal == Refusal.ARCHIVED
    assert seen_by(as_, picture, coanimator) == [200]


def test_the_page_costs_the_same_however_many_files(as_, plan, animator, founder):
    def statements(person, address):
        browser = as_(person)
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        return len(queries)

    def costs():
        return [statements(animator, "/communities/seals/seeding/"), statements(founder, "/signatures/")]

    def some(n):
        for _one in range(n):
            files = {upload_file(animator, a_file()).key: "" for _file in range(n)}
            ask_signature(animator, plan(author=founder, files=files))

    some(1)
    costs()
    few = costs()
    some(4)
    assert costs() == few


def test_the_preview_shows_the_welcome_somebody_new_will_find(as_, seeded, animator):
    seeded.for_whom, seeded.expected, seeded.first_step = "You weld seals.", "One case a month.", "Tell your last leak."
    seeded.save()
    publish_post(animator, seeded, title="Which ring?", kind="question")

    page = as_(animator).get("/communities/seals/preview/").text

    for words in ("You weld seals.", "One case a month.", "Tell your last leak.", "Which ring?", "Take the first step"):
        assert words in page.split('id="welcome"')[1].split("</section>")[0]
    assert "welcome.close" not in page


def test_a_planned_text_whose_file_is_gone_says_so_and_a_retry_finds_the_first(as_, seeded, animator, picture):
    browser, key = as_(animator), str(uuid4())
    gone = browser.post(NEW, {"body": "See", "do": "save", "attachment": [picture.key, "gone"], "name-gone": "a.pdf"})
    assert gone.status_code == 422
    assert "“a.pdf” is no longer there" in gone.text
    before = PlannedPost.objects.count()

    sent = {"body": "See", "do": "save", "attachment": picture.key, "idempotency_key": key}
    answers = [browser.post(NEW, sent) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert PlannedPost.objects.count() == before + 1
