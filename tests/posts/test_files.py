"""Files: taken by their content, given to who may read their message (R-FI-01..06, R-AZ-08)."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from posts.actions import delete_post, delete_reply, reply_to, upload_file
from posts.models import Attachment, Post
from tests.posts.files import a_file, a_picture, attached, stored_names


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_picture_is_drawn_anew_in_two_sizes(member, stored):
    """R-FI-02, R-FI-05: neither place nor camera."""
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 0.0)
    attachment = upload_file(member, a_picture(size=(3000, 1500), exif=exif))

    assert (attachment.width, attachment.height, attachment.content_type) == (2048, 1024, "image/webp")
    assert attachment.name == "pump.webp"
    assert stored_names(stored) == sorted([attachment.key, f"{attachment.key}.card"])
    for path, width in ((attachment.path, 2048), (f"{attachment.path}.card", 1280)):
        data = default_storage.open(path).read()
        assert b"Secret" not in data
        assert Image.open(io.BytesIO(data)).width == width
    assert attachment.size == sum(
        len(default_storage.open(p).read()) for p in (attachment.path, f"{attachment.path}.card")
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("a.txt", b"<!doctype html><script>alert(1)</script>"),
        ("a.xml", b'<?xml version="1.0"?><a/>'),
        ("a.exe", b"MZ\x90\x00" + b"\x00" * 200),
        ("a.jpg", b"\x7fELF" + b"\x00" * 200),
        ("a.gif", b"GIF89a" + b"\x00" * 20 + b"<script>"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"junk"),
        ("a.bin", bytes(range(256)) * 4),
        ("a.txt", b""),
    ],
)
def test_what_is_not_recognised_is_not_taken(as_, community, member, stored, name, content):
    """R-FI-02"""
    answer = as_(member).post("/files/", {"community": "pumps", "file": a_file(name, content)})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert (Attachment.objects.count(), stored_names(stored)) == (0, [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 30),
        ("notes.csv", "Pièce;Cote\nA;12,5\n".encode("latin-1")),
        ("plan.step", b"ISO-10303-21;\nHEADER;\n"),
        ("script.py", b"print('a < b')\n"),
    ],
)
def test_documents_are_downloaded_never_shown(as_, community, member, name, content):
    """R-FI-02: whatever a browser would make of them."""
    attachment = attached(member, community, a_file(name, content))

    answer = as_(member).get(f"/files/{attachment.key}/")

    assert body(answer) == content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\plan.txt", "plan.txt"),
        ("pl\u202eexe.txt", "plexe.txt"),
        ("a\r\nSet-Cookie: b=c.txt", "a Set-Cookie: b=c.txt"),
        ("é" * 300 + ".txt", "é" * 146 + ".txt"),
        ("...", "file"),
    ],
)
def test_names_are_readable_and_harmless(member, name, kept):
    """R-FI-04"""
    file = a_file()
    file._name = name

    assert upload_file(member, file).name == kept


def test_names_travel_in_any_alphabet(as_, community, member):
    """R-FI-04: RFC 6266."""
    attachment = attached(member, community, a_file('Relevé "d\'essai".txt'))

    header = as_(member).get(f"/files/{attachment.key}/").headers["Content-Disposition"]

    assert header.startswith("attachment; filename*=utf-8''Relev%C3%A9")


def test_a_file_is_read_by_whoever_reads_its_post(
    as_, client, community, private_community, secret_community, member, outsider, administrator
):
    """R-AZ-08, matrix B.1."""
    shown, private, secret = (attached(member, place) for place in (community, private_community, secret_community))

    assert as_(outsider).get(f"/files/{shown.key}/").status_code == 200
    assert client.get(f"/files/{shown.key}/").status_code == 302
    for person in (outsider, administrator):
        for attachment in (private, secret):
            for address in (f"/files/{attachment.key}/", f"/files/{attachment.key}/?size=card"):
                answer = as_(person).get(address)
                absent = as_(person).get(f"/files/{'x' * 32}/")
                assert (answer.status_code, answer.content) == (404, absent.content)


def test_before_it_is_sent_a_file_is_its_owners_alone(as_, member, animator):
    """R-AZ-08"""
    attachment = upload_file(member, a_picture())

    assert as_(member).get(f"/files/{attachment.key}/").status_code == 200
    assert as_(animator).get(f"/files/{attachment.key}/").status_code == 404


def test_a_file_belongs_to_one_message(as_, community, member, animator):
    """R-AZ-08: not attached again, not taken from somebody else."""
    used = attached(member, community)
    foreign = upload_file(animator, a_picture())
    browser = as_(member)

    for key in (used.key, foreign.key, "absent"):
        answer = browser.post("/communities/pumps/posts/", {"body": "Mine", "attachment": key})
        assert answer.status_code == 422
        assert "A file of this message is no longer there: choose it again." in answer.text
        assert "Mine</textarea>" in answer.text
    assert Post.objects.count() == 1

    used.refresh_from_db()
    foreign.refresh_from_db()
    assert used.post.body == "See"
    assert (foreign.post, foreign.uploader) == (None, animator)


def test_a_deleted_message_takes_its_files_away_at_once(
    as_, community, member, stored, django_capture_on_commit_callbacks
):
    """R-AZ-08: drawings included."""
    attachment = attached(member, community)
    post = attachment.post
    reply = reply_to(member, post, body="", files={upload_file(member, a_file()).key: ""})
    assert len(stored_names(stored)) == 3

    with django_capture_on_commit_callbacks(execute=True):
        delete_reply(member, reply)
        delete_post(member, post)

    assert (stored_names(stored), Attachment.objects.count()) == ([], 0)
    for address in (f"/files/{attachment.key}/", f"/files/{attachment.key}/?size=card"):
        assert as_(member).get(address).status_code == 404


def test_a_kept_copy_is_confirmed_and_a_part_is_sent(as_, community, member, outsider):
    """R-FI-06"""
    content = bytes(range(48, 58)) * 10
    address = f"/files/{attached(member, community, a_file('a.txt', content)).key}/"
    browser = as_(member)
    tag = browser.get(address).headers["ETag"]

    assert browser.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert browser.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    head = browser.head(address)
    assert (head.status_code, head.headers["Content-Length"], body(head)) == (200, "100", b"")
    for asked, status, part, where in [
        ("bytes=0-9", 206, content[:10], "bytes 0-9/100"),
        ("bytes=95-", 206, content[95:], "bytes 95-99/100"),
        ("bytes=-5", 206, content[95:], "bytes 95-99/100"),
        ("bytes=90-900", 206, content[90:], "bytes 90-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
        ("bytes=-0", 416, b"", "bytes */100"),
        ("bytes=5-2", 200, content, None),
        ("bytes=0-1,4-5", 200, content, None),
        ("lines=1-2", 200, content, None),
    ]:
        answer = browser.get(address, headers={"Range": asked})
        assert (answer.status_code, body(answer), answer.headers.get("Content-Range")) == (status, part, where), asked
    stale = browser.get(address, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (stale.status_code, body(stale)) == (200, content)


def test_no_kept_copy_is_confirmed_to_a_stranger(as_, private_community, member, outsider):
    """R-AZ-12, R-FI-06"""
    attachment = attached(member, private_community)
    tag = as_(member).get(f"/files/{attachment.key}/").headers["ETag"]
    browser = as_(outsider)

    for headers in ({"If-None-Match": tag}, {"Range": "bytes=0-9"}):
        assert browser.get(f"/files/{attachment.key}/", headers=headers).status_code == 404
    assert browser.head(f"/files/{attachment.key}/").status_code == 404


def test_who_may_not_write_uploads_nothing(
    as_, client, community, secret_community, outsider, archived, member, stored
):
    """Matrix B.1."""
    file = {"file": a_file()}
    stranger = as_(outsider)
    assert client.post("/files/", {"community": "pumps", **file}).status_code == 302
    assert stranger.post("/files/", {"community": "pumps", "file": a_file()}).status_code == 403
    assert stranger.post("/files/", {"file": a_file()}).status_code == 403
    assert stranger.post("/files/", {"community": "takeover", "file": a_file()}).status_code == 404
    archived()
    assert as_(member).post("/files/", {"community": "pumps", "file": a_file()}).status_code == 409
    assert stored_names(stored) == []


def test_an_uploaded_file_is_a_line_of_the_form(as_, post, member):
    answer = as_(member).post("/files/", {"post": post.pk, "file": a_picture()})

    key = Attachment.objects.get().key
    assert answer.status_code == 201
    assert f'name="attachment" value="{key}" checked' in answer.text
    assert f'name="alt-{key}"' in answer.text


def test_ten_files_at_most(as_, community, member):
    sent = {"body": "See", "file": [a_file(f"{n}.txt") for n in range(11)]}

    assert as_(member).post("/communities/pumps/posts/", sent).status_code == 422


def test_a_picture_nobody_described_is_known_by_its_name(as_, member, community):
    """A link around an image has a name (WCAG 2.4.4)."""
    post = attached(member, community, a_picture("leak.png")).post

    assert 'alt="leak.webp"' in as_(member).get(f"/posts/{post.pk}/").text
