"""Files that do not get in, and those nobody kept (R-FI-03)."""

import errno
import io
from datetime import timedelta

import pytest
from django.utils.timezone import now
from PIL import Image

from posts.actions import sweep_files, upload_file
from posts.models import Attachment
from tests.posts.files import a_file, attached, stored_names


def test_a_file_too_heavy_is_413(as_, community, member, settings, stored):
    """R-FI-03"""
    settings.UPLOAD_MAX_BYTES = 1000
    heavy = a_file("big.txt", b"a" * 1001)

    alone = as_(member).post("/files/", {"community": "pumps", "file": heavy})
    heavy.seek(0)
    inside = as_(member).post("/communities/pumps/posts/", {"body": "My text", "file": heavy})

    assert (alone.status_code, inside.status_code) == (413, 413)
    assert "My text</textarea>" in inside.text
    assert stored_names(stored) == []


def test_nobody_holds_more_than_two_gigabytes(as_, community, member, stored, monkeypatch):
    """R-FI-03"""
    monkeypatch.setattr("posts.actions.attaching.QUOTA", 30)
    browser = as_(member)

    assert browser.post("/files/", {"community": "pumps", "file": a_file()}).status_code == 201
    answer = browser.post("/files/", {"community": "pumps", "file": a_file()})

    assert (answer.status_code, len(stored_names(stored))) == (422, 1)


def test_a_picture_bomb_is_refused(as_, community, member):
    """R-FI-03"""
    bomb = io.BytesIO()
    Image.new("1", (7_000, 6_000)).save(bomb, "PNG")

    answer = as_(member).post("/files/", {"community": "pumps", "file": a_file("a.png", bomb.getvalue())})

    assert answer.status_code == 422


def test_a_full_disk_leaves_neither_row_nor_bytes(as_, community, member, stored, monkeypatch):
    """L-06: the text can still be published."""

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.filesystem.FileSystemStorage._save", full)
    browser = as_(member)
    alone = browser.post("/files/", {"community": "pumps", "file": a_file()})
    inside = browser.post("/communities/pumps/posts/", {"body": "My text", "file": a_file()})

    assert (alone.status_code, inside.status_code) == (507, 507)
    assert "no room left" in alone.text
    assert "My text</textarea>" in inside.text
    assert Attachment.objects.count() == 0
    assert browser.post("/communities/pumps/posts/", {"body": "My text"}).status_code == 303


def test_a_row_that_fails_takes_its_bytes_with_it(member, stored, monkeypatch):
    """L-19"""
    monkeypatch.setattr(Attachment, "save", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        upload_file(member, a_file())
    assert stored_names(stored) == []


def test_what_no_message_took_is_swept_after_a_day(community, member, stored, django_capture_on_commit_callbacks):
    """L-19: and so are bytes without a row."""
    sent = attached(member, community)
    waiting = upload_file(member, a_file())
    late = upload_file(member, a_file())
    Attachment.objects.filter(pk__in=[late.pk, sent.pk]).update(created_at=now() - timedelta(hours=25))
    orphan, fresh = stored / "attachments/zz/zzorphan", stored / "attachments/zz/zzfresh"
    orphan.parent.mkdir()
    for path in (orphan, fresh):
        path.write_bytes(b"x")
    import os

    os.utime(orphan, (0, 0))

    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_files() == 2

    assert set(Attachment.objects.all()) == {sent, waiting}
    assert stored_names(stored) == sorted([sent.key, f"{sent.key}.card", waiting.key, "zzfresh"])
