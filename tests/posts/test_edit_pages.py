"""Pages where one changes one's words, and where others read what they were."""

import pytest

from posts.actions import delete_post, edit_post
from posts.models import Attachment
from tests import factories
from tests.posts.files import a_picture


def test_the_author_finds_the_text_and_changes_it(as_, post, member):
    browser = as_(member)
    page = browser.get(f"/posts/{post.pk}/edit/")
    assert f"{post.body}</textarea>" in page.text
    assert 'data-rse="post.edit"' in page.text

    answer = browser.post(f"/posts/{post.pk}/edit/", {"body": "New", "version": "1"})

    post.refresh_from_db()
    assert (answer.status_code, answer.url, post.body) == (303, f"/posts/{post.pk}/", "New")


def test_a_reply_is_changed_the_same_way(as_, post, animator):
    reply = factories.make_reply(animator, post)
    browser = as_(animator)
    assert f"{reply.body}</textarea>" in browser.get(f"/replies/{reply.pk}/edit/").text

    answer = browser.post(f"/replies/{reply.pk}/edit/", {"body": "New", "version": "1"})

    assert (answer.status_code, answer.url) == (303, f"/posts/{post.pk}/#reply-{reply.pk}")


def test_of_two_edits_both_texts_are_shown(as_, post, member):
    """R-RC-03: nobody's text is lost."""
    edit_post(member, post, version=1, body="The **first** saved")

    answer = as_(member).post(f"/posts/{post.pk}/edit/", {"body": "The second", "version": "1"})

    assert answer.status_code == 409
    assert "The <strong>first</strong> saved" in answer.text
    assert "The second</textarea>" in answer.text
    assert 'name="version" value="2"' in answer.text
    again = as_(member).post(f"/posts/{post.pk}/edit/", {"body": "The second", "version": "2"})
    assert again.status_code == 303


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "1.5"])
def test_without_a_version_nothing_is_changed(as_, post, member, version):
    answer = as_(member).post(f"/posts/{post.pk}/edit/", {"body": "New", "version": version})

    post.refresh_from_db()
    assert (answer.status_code, post.version) == (422, 1)
    assert "New</textarea>" in answer.text


def test_only_the_author_sees_the_form(as_, post, private_community, member, animator, outsider, administrator):
    """R-AZ-07"""
    hidden = factories.make_post(member, private_community)

    for person in (animator, outsider, administrator):
        assert as_(person).get(f"/posts/{post.pk}/edit/").status_code == 403
        assert as_(person).post(f"/posts/{post.pk}/edit/", {"body": "x", "version": 1}).status_code == 403
    for person in (outsider, administrator):
        assert as_(person).post(f"/posts/{hidden.pk}/edit/", {"body": "x", "version": 1}).status_code == 404


def test_what_is_gone_has_no_form_and_no_history(as_, post, member):
    delete_post(member, post)
    browser = as_(member)

    assert browser.get(f"/posts/{post.pk}/edit/").status_code == 404
    assert browser.get(f"/posts/{post.pk}/history/").status_code == 404


def test_files_are_kept_described_or_removed(as_, community, member, django_capture_on_commit_callbacks):
    browser = as_(member)
    browser.post("/communities/pumps/posts/", {"body": "a", "file": [a_picture(), a_picture("b.png")]})
    post = member.posts.get()
    first, second = Attachment.objects.order_by("id")

    sent = {"body": "a", "version": 1, "attachment": first.key, f"alt-{first.key}": "The flush hole"}
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/posts/{post.pk}/edit/", sent)

    assert [(file.key, file.alt) for file in post.attachments.all()] == [(first.key, "The flush hole")]
    assert browser.get(f"/files/{second.key}/").status_code == 404


def test_whoever_reads_reads_the_earlier_versions(as_, post, member, outsider, private_community):
    edit_post(member, post, version=1, body="Second")
    hidden = factories.make_post(member, private_community)

    page = as_(outsider).get(f"/posts/{post.pk}/history/")

    assert "The seal weeps" in page.text
    assert "Second" in page.text
    assert as_(outsider).get(f"/posts/{hidden.pk}/history/").status_code == 404


def test_an_archived_community_answers_409(as_, post, archived, member):
    archived()

    assert as_(member).get(f"/posts/{post.pk}/edit/").status_code == 409
    assert as_(member).post(f"/posts/{post.pk}/edit/", {"body": "x", "version": 1}).status_code == 409


def test_a_preview_without_a_script_saves_nothing(as_, post, member):
    answer = as_(member).post(f"/posts/{post.pk}/edit/", {"body": "*New*", "version": "1", "preview": "1"})

    post.refresh_from_db()
    assert (answer.status_code, post.version) == (200, 1)
    assert "<em>New</em>" in answer.text
