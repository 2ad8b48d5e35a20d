"""Drafts keep their files: bound to who brought them, then to exactly one message (R-AZ-08)."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from posts.actions import edit_post, save_draft, sweep_drafts, sweep_files, upload_file
from posts.models import Attachment, Draft, Post, Reply
from tests import factories
from tests.posts.files import a_file, a_picture, attached, stored_names

FETCH = {"X-Requested-With": "fetch"}


def a_draft_with_a_file(as_, member):
    file = upload_file(member, a_picture())
    as_(member).post("/drafts/save/", {"community": "pumps", "body": "Half", "attachment": file.key}, headers=FETCH)
    return file


def test_a_draft_keeps_its_files_with_what_they_show(as_, post, community, member):
    """R-AZ-08: bound to who brought them, wherever the form is opened again."""
    places = [({"community": "pumps"}, "/communities/pumps/"), ({"home": "1"}, "/posts/new/"),
              ({"post": post.pk}, f"/posts/{post.pk}/reply/"), ({"post": post.pk}, f"/posts/{post.pk}/"),
              ({"post": post.pk}, "/communities/pumps/")]  # fmt: skip
    for place, address in places:
        Draft.objects.all().delete()
        file = upload_file(member, a_picture())
        sent = {**place, "attachment": file.key, f"alt-{file.key}": "A seal"}
        as_(member).post("/drafts/save/", sent, headers=FETCH)

        file.refresh_from_db()
        page = as_(member).get(address).text
        assert (file.draft, file.alt) == (Draft.objects.get(), "A seal")
        assert f'value="{file.key}" checked' in page
        assert 'value="A seal"' in page


def test_files_of_a_draft_are_read_by_who_brought_them_alone(as_, community, member, animator, administrator):
    file = a_draft_with_a_file(as_, member)

    assert as_(member).get(file.get_absolute_url()).status_code == 200
    for other in (animator, administrator):
        assert as_(other).get(file.get_absolute_url()).status_code == 404
        assert as_(other).post("/drafts/save/", {"home": "1", "attachment": file.key}).status_code == 303
        assert as_(other).post("/communities/pumps/posts/", {"body": "x", "attachment": file.key}).status_code != 500
    file.refresh_from_db()
    assert (file.draft.person, file.post) == (member, None)


def test_files_go_with_the_draft_to_exactly_one_post(as_, community, member):
    file = a_draft_with_a_file(as_, member)
    left_out = upload_file(member, a_file())
    as_(member).post("/drafts/save/", {"community": "pumps", "attachment": [file.key, left_out.key]}, headers=FETCH)

    answer = as_(member).post("/communities/pumps/posts/", {"kind": "message", "attachment": file.key})

    file.refresh_from_db()
    assert (answer.status_code, file.draft, file.post) == (303, None, Post.objects.get())
    assert not Draft.objects.exists()
    assert not Attachment.objects.filter(pk=left_out.pk).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.update(draft=Draft.objects.create(person=member))


def test_a_file_is_in_one_draft(as_, post, community, member):
    file = a_draft_with_a_file(as_, member)

    as_(member).post("/drafts/save/", {"post": post.pk, "body": "a", "attachment": file.key}, headers=FETCH)

    file.refresh_from_db()
    assert file.draft == Draft.objects.get(community=community)


def test_a_file_taken_out_of_a_draft_waits_a_day_for_another_window(as_, community, member):
    file = a_draft_with_a_file(as_, member)
    Attachment.objects.update(created_at=now() - timedelta(days=9))

    as_(member).post("/drafts/save/", {"community": "pumps", "body": "Half"}, headers=FETCH)

    assert sweep_files() == 0
    file.refresh_from_db()
    assert file.draft is None


def test_files_are_discarded_with_their_draft(as_, community, member, stored, django_capture_on_commit_callbacks):
    a_draft_with_a_file(as_, member)

    with django_capture_on_commit_callbacks(execute=True):
        as_(member).post(f"/drafts/{Draft.objects.get().pk}/discard/")

    assert (Attachment.objects.count(), stored_names(stored)) == (0, [])


def test_a_draft_nobody_touches_is_swept_with_its_files_and_no_other(
    as_, community, member, stored, settings, django_capture_on_commit_callbacks
):
    settings.DRAFT_DAYS = 90
    old = a_draft_with_a_file(as_, member)
    Attachment.objects.update(created_at=now() - timedelta(days=80))
    Draft.objects.update(updated_at=now() - timedelta(days=91))
    kept = save_draft(member, body="Mine still", files={upload_file(member, a_file()).key: ""})

    with django_capture_on_commit_callbacks(execute=True):
        assert (sweep_files(), sweep_drafts()) == (0, 1)

    assert list(Draft.objects.all()) == [kept]
    assert not Attachment.objects.filter(pk=old.pk).exists()
    assert stored_names(stored) == [kept.attachments.get().key]


def test_files_of_drafts_count_for_the_quota(as_, community, member, monkeypatch):
    """R-FI-03"""
    monkeypatch.setattr("posts.actions.attaching.QUOTA", 30)
    save_draft(member, files={upload_file(member, a_file()).key: ""})

    assert as_(member).post("/files/", {"community": "pumps", "file": a_file()}).status_code == 422


def test_without_a_script_the_button_keeps_files_chosen_and_not_sent(as_, community, member):
    sent = {"community": "pumps", "body": "Half", "file": [a_picture(), a_file("a.svg", b"<svg/>")]}
    answer = as_(member).post("/drafts/save/", sent, follow=True)

    assert [file.draft for file in Attachment.objects.all()] == [Draft.objects.get()]
    assert "pump.webp" in answer.text
    assert "a.svg: This type of file is not taken" in answer.text


def test_files_are_taken_from_who_may_write_there(as_, community, outsider):
    assert as_(outsider).post("/drafts/save/", {"community": "pumps", "file": a_file()}).status_code == 403
    assert not Attachment.objects.exists()


def test_an_edit_has_a_draft_that_changes_nothing_published(as_, community, member):
    post = attached(member, community, title="Seal").post
    shown = post.attachments.get()
    new = upload_file(member, a_file())
    sent = {"edited_post": post.pk, "post": post.pk, "version": 1, "title": "Seal", "body": "Changed",
            "attachment": [shown.key, new.key], f"alt-{shown.key}": "A pump"}  # fmt: skip
    as_(member).post("/drafts/save/", sent, headers=FETCH)

    page = as_(member).get(f"/posts/{post.pk}/edit/").text
    post.refresh_from_db()
    assert (post.body, post.attachments.get().alt) == ("See", "")
    assert "Changed</textarea>" in page
    assert "they are not published yet" in page
    assert all(f'value="{key}" checked' in page for key in (shown.key, new.key))
    assert 'value="A pump"' in page
    assert f'href="/posts/{post.pk}/edit/"' in as_(member).get("/drafts/").text

    sent = {"version": 1, "title": "Seal", "body": "Changed", "attachment": [new.key]}
    assert as_(member).post(f"/posts/{post.pk}/edit/", sent).status_code == 303
    assert (list(post.attachments.all()), Draft.objects.count()) == ([new], 0)


def test_a_draft_of_an_edit_remembers_the_files_one_takes_out(as_, community, member):
    post = attached(member, community).post
    as_(member).post("/drafts/save/", {"edited_post": post.pk, "version": 1, "body": "See"}, headers=FETCH)

    assert 'name="attachment"' not in as_(member).get(f"/posts/{post.pk}/edit/").text
    assert post.attachments.count() == 1


def test_an_edit_with_nothing_changed_leaves_no_draft(as_, community, member):
    post = attached(member, community).post
    sent = {"edited_post": post.pk, "version": 1, "attachment": post.attachments.get().key}
    for body in ("Changed", "See"):
        as_(member).post("/drafts/save/", {**sent, "body": body}, headers=FETCH)

    assert not Draft.objects.exists()


def test_a_draft_of_an_edit_older_than_what_is_published_shows_both(as_, community, member):
    """R-RC-03"""
    reply = factories.make_reply(member, factories.make_post(member, community), body="First")
    sent = {"edited_reply": reply.pk, "version": 1, "body": "From my telephone"}
    as_(member).post("/drafts/save/", sent, headers=FETCH)
    Reply.objects.update(body="Elsewhere", html="<p>Elsewhere</p>", version=2, edited_at=now() - timedelta(hours=1))

    page = as_(member).get(f"/replies/{reply.pk}/edit/").text

    assert "From my telephone</textarea>" in page
    assert "<p>Elsewhere</p>" in page
    assert 'name="version" value="2"' in page


def test_one_starts_again_from_what_is_published(as_, post, member):
    as_(member).post("/drafts/save/", {"edited_post": post.pk, "version": 1, "body": "x"}, headers=FETCH)

    answer = as_(member).post(f"/drafts/{Draft.objects.get().pk}/discard/", {"again": "1"})

    assert answer.url == f"/posts/{post.pk}/edit/"
    assert not Draft.objects.exists()


def test_a_save_under_way_while_its_edit_was_sent_changes_nothing(as_, post, member):
    edit_post(member, post, version=1, body="Whole")

    as_(member).post("/drafts/save/", {"edited_post": post.pk, "version": 1, "body": "Who"}, headers=FETCH)

    assert not Draft.objects.exists()


def test_nobody_drafts_an_edit_of_somebody_elses_words(as_, post, member, animator):
    """R-AZ-07"""
    reply = factories.make_reply(member, post)
    for name, message in (("edited_post", post), ("edited_reply", reply)):
        answer = as_(animator).post("/drafts/save/", {name: message.pk, "version": 1, "body": "x"})
        assert answer.status_code == 404


def test_the_list_costs_the_same_however_many_drafts(as_, community, member):
    def statements():
        browser = as_(member)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/drafts/")
        return len(queries)

    def some(n):
        for number in range(n):
            post = factories.make_post(member, community, body=f"{n} {number}")
            reply = factories.make_reply(member, post)
            for place in ({"post": post}, {"edited": post}, {"edited": reply}):
                save_draft(member, **place, body="a", files={upload_file(member, a_file()).key: ""})

    some(1)
    one = statements()
    some(4)
    assert statements() == one


def test_a_reply_or_an_edit_that_is_refused_keeps_the_files_chosen(as_, post, member):
    """With a script or without: the browser forgets them, the server does not."""
    reply = factories.make_reply(member, post)
    refused = [
        (f"/posts/{post.pk}/replies/", {"body": "a" * 20_001}),
        (f"/posts/{post.pk}/edit/", {"version": 1, "body": "a" * 20_001}),
        (f"/replies/{reply.pk}/edit/", {"version": "x", "body": "Mine"}),
        ("/posts/new/", {"kind": "message", "body": "Mine"}),
    ]
    for address, sent in refused:
        for headers in ({}, {"HX-Request": "true"}):
            chosen = {"file": [a_picture(), a_file()]}
            first = as_(member).post(address, {**sent, **chosen}, headers=headers)
            keys = re.findall(r'name="attachment" value="([^"]+)" checked', first.text)
            second = as_(member).post(
                address, {**sent, "attachment": keys, f"alt-{keys[0]}": "A pump"}, headers=headers
            )

            assert (first.status_code, second.status_code, len(keys)) == (422, 422, 2)
            assert all(f'value="{key}" checked' in second.text for key in keys)
            assert 'value="A pump"' in second.text
