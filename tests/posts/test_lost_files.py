"""Files that are no longer there when their message is sent: it says so, and nothing is published without them."""

from uuid import uuid4

import pytest

from posts.actions import publish_post, upload_file
from posts.models import Attachment, Post, Reply
from tests.posts.files import a_file, a_picture

PUBLISH = "/communities/pumps/posts/"


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def test_a_file_that_waited_too_long_is_named_and_the_text_is_kept(as_, community, member):
    kept = upload_file(member, a_file("kept.txt")).key
    sent = {"body": "See", "attachment": [kept, "gone"], "name-gone": "curve <b>.pdf", f"name-{kept}": "kept.txt"}

    answer = as_(member).post(PUBLISH, sent)

    assert answer.status_code == 422
    assert "“curve &lt;b&gt;.pdf” is no longer there: choose it again. Your text is kept." in answer.text
    assert 'role="alert"' in answer.text
    assert "See</textarea>" in answer.text
    assert f'value="{kept}" checked' in answer.text
    assert 'value="gone"' not in answer.text
    assert not Post.objects.exists()


def test_sent_again_without_it_the_message_is_published(as_, community, member):
    assert as_(member).post(PUBLISH, {"body": "See", "attachment": "gone"}).status_code == 422
    assert as_(member).post(PUBLISH, {"body": "See"}).status_code == 303


def test_a_reply_says_so_too(as_, community, member):
    post = publish_post(member, community, body="Hello")

    answer = as_(member).post(f"/posts/{post.pk}/replies/", {"body": "See", "attachment": "gone"})

    assert answer.status_code == 422
    assert "is no longer there" in answer.text
    assert not Reply.objects.exists()


def test_a_change_of_a_text_says_so_too_and_keeps_what_it_had(as_, community, member):
    file = upload_file(member, a_file())
    post = publish_post(member, community, body="Hello", files={file.key: ""})
    sent = {"body": "Bye", "version": 1, "attachment": [file.key, "gone"]}

    assert as_(member).post(f"/posts/{post.pk}/edit/", sent).status_code == 422

    post.refresh_from_db()
    assert post.body == "Hello"
    assert post.attachments.count() == 1


def test_a_preview_says_so_too(as_, community, member):
    answer = as_(member).post(PUBLISH, {"body": "See", "attachment": "gone", "preview": "1"})

    assert answer.status_code == 200
    assert "is no longer there" in answer.text


@pytest.mark.parametrize("body", ["See", ""])
def test_a_form_sent_twice_with_its_files_publishes_once(as_, community, member, body):
    """R-RC-01: its second sending finds the first, whose files are no longer loose; a picture alone is a message."""
    file = upload_file(member, a_picture())
    sent = {"body": body, "attachment": file.key, "idempotency_key": str(uuid4())}

    first, second = (as_(member).post(PUBLISH, sent) for _twice in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.url == second.url
    assert Attachment.objects.get().post == Post.objects.get()


def test_a_reply_sent_twice_with_its_files_is_one(as_, community, member):
    post = publish_post(member, community, body="Hello")
    file = upload_file(member, a_file())
    sent = {"body": "See", "attachment": file.key, "idempotency_key": str(uuid4())}

    answers = [as_(member).post(f"/posts/{post.pk}/replies/", sent) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Reply.objects.count() == 1


def test_another_text_under_the_key_of_a_sent_form_is_refused(as_, community, member):
    file = upload_file(member, a_file())
    sent = {"body": "See", "attachment": file.key, "idempotency_key": str(uuid4())}
    as_(member).post(PUBLISH, sent)

    assert as_(member).post(PUBLISH, sent | {"body": "Other"}).status_code == 422
