"""What the log tells of people's work: who did what to which thing with which result, and no word of it (R-OP-01)."""

import io
import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from communities.models import Invitation
from core.logs import JsonFormatter
from posts.models import Attachment, Post
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = {
    "body": "Whispered-body",
    "title": "Whispered-title",
    "q": "whispered-search",
    "reason": "whispered-reason",
    "why_you": "Whispered-reason-for-you, who has known these seals for long.",
    "expected": "Whispered-expectation.",
    "gain": "Whispered-gain.",
}


@pytest.fixture
def log():
    """The lines that a server would have written, in the order of writing."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(text) for text in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


def told(log, **wanted):
    """The one line that says all of this."""
    [line] = [line for line in log() if wanted.items() <= line.items()]
    return line


def test_a_write_is_one_line_with_who_what_and_the_result(as_, member, community, log):
    as_(member).post(f"/communities/{community.slug}/posts/", {"body": "Whispered."})

    line = told(log, action="posts:publish")
    post = Post.objects.get()
    assert (line["person"], line["method"], line["status"]) == (member.pk, "POST", 303)
    assert line["about"] == {"community": community.pk}
    assert {"fact": "PostPublished", "post": post.pk} in line["facts"]
    assert len(line["request"]) == 16


def test_each_request_has_a_number_of_its_own(as_, member, community, log):
    for _twice in range(2):
        as_(member).post(f"/communities/{community.slug}/posts/", {"body": "Whispered."})

    assert len({line["request"] for line in log() if line.get("action") == "posts:publish"}) == 2


def test_a_refusal_tells_who_was_refused_what(as_, outsider, member, community, secret_community, log):
    post = factories.make_post(member, community)
    hidden = factories.make_post(member, secret_community)

    as_(outsider).post(f"/posts/{post.pk}/replies/", {"body": "Let me in"})
    as_(outsider).get(f"/posts/{hidden.pk}/")

    assert told(log, action="posts:reply", level="WARNING", person=outsider.pk, status=403)["about"] == {"pk": post.pk}
    assert told(log, action="posts:post", level="WARNING", person=outsider.pk, status=404)["about"] == {"pk": hidden.pk}


def test_what_was_refused_states_no_fact(as_, member, community, log):
    as_(member).post(f"/communities/{community.slug}/posts/", {"body": ""})

    assert "facts" not in told(log, action="posts:publish", status=422)


def test_reading_leaves_no_line(as_, member, community, log):
    """Nothing per person from visits (D6), be it in a log."""
    post = factories.make_post(member, community)
    browser = as_(member)

    for path in ("/", f"/posts/{post.pk}/", f"/communities/{community.slug}/", "/people/?q=someone"):
        assert browser.get(path).status_code == 200
    assert browser.post("/posts/seen/", {"post": post.pk}).status_code == 204

    assert [line for line in log() if line["logger"] == "rsenet.requests"] == []


def test_nobody_strolling_by_leaves_no_line(client, log):
    client.get("/")
    client.get("/wp-login.php")

    assert log() == []


def test_a_refused_sign_in_names_the_account_by_its_number(client, member, log):
    for email in (member.email, "nobody@example.org"):
        client.post("/accounts/login/", {"email": email, "password": "whispered-password"})

    lines = [line for line in log() if line["logger"] == "rsenet.signin"]
    assert [line["account"] for line in lines] == [member.pk, None]
    assert "example.org" not in json.dumps(log())


def test_a_failure_tells_its_request(as_, member, log, monkeypatch):
    browser = as_(member)
    browser.raise_request_exception = False
    monkeypatch.setattr("posts.views.drafts.drafts_of", lambda person: 1 / 0)

    assert browser.get("/drafts/?q=whispered-search").status_code == 500

    line = told(log, level="ERROR")
    assert line["person"] == member.pk
    assert line["message"] == "Internal Server Error: posts:drafts"
    assert "ZeroDivisionError" in line["trace"]


def test_a_journey_leaves_no_word_no_address_no_secret_in_the_log(as_, animator, member, outsider, log):
    """R-OP-01, from the sign-in to the end of an account."""
    place = factories.make_community(
        animator, members=[member], slug="canary-place", name="Canary", visibility="secret", stage="pilot"
    )
    browser = Client()
    browser.post("/accounts/login/", {"email": member.email, "password": "not-the-right-one"})
    browser.post("/accounts/login/", {"email": member.email, "password": "correct horse battery"})
    browser.post("/posts/preview/", {"community": place.slug, **WORDS})
    browser.post("/drafts/save/", {"community": place.slug, **WORDS})
    browser.post("/files/", {"community": place.slug, "file": SimpleUploadedFile("canary.txt", b"Whispered.")})
    key = Attachment.objects.get().key
    browser.post(f"/communities/{place.slug}/posts/", {**WORDS, "files": key})
    post = Post.objects.get()
    browser.post(f"/posts/{post.pk}/replies/", WORDS)
    browser.post(f"/posts/{post.pk}/edit/", {**WORDS, "body": "whispered-again", "version": 1})
    browser.get("/people/", {"q": WORDS["q"]})
    browser.get(f"/communities/{place.slug}/members/{animator.handle}/role/")
    browser.post("/me/", {"display_name": "Whispered-name", "handle": "whispered-handle", "version": member.version})
    browser.post("/accounts/password/reset/", {"email": member.email})
    as_(animator).post(f"/communities/{place.slug}/invitations/", {**WORDS, "email": "whispered@example.org"})
    invitation = Invitation.objects.get()
    as_(outsider).post(f"/communities/{place.slug}/join/")
    as_(outsider).get(f"/files/{key}/")
    for token in ("whispered-token", f"mine-{invitation.pk}"):
        as_(outsider).post(f"/invitations/{token}/accept/")
        Client().post(f"/letters/{token}/stop/")
    browser.post(f"/posts/{post.pk}/delete/", WORDS)
    session = browser.cookies["session"].value
    browser.post("/accounts/logout/")

    text = json.dumps(log())
    assert text.count("rsenet.requests") > 12
    secrets = [
        "hispered", "canary", place.slug, key, member.email, member.handle, animator.handle, "example.org",
        "not-the-right-one", "horse", session,
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in text] == []
