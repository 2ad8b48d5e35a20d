"""Files as people bring them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from posts.actions import publish_post, upload_file
from posts.models import Attachment


def a_picture(name="pump.jpg", size=(640, 480), **options):
    out = io.BytesIO()
    kind = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}[name.rpartition(".")[2]]
    Image.new("RGB", size, "darkgreen").save(out, kind, **options)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def a_file(name="notes.txt", content=b"Flush hole at 12.5 mm\n"):
    return SimpleUploadedFile(name, content, "application/octet-stream")


def attached(member, community, file=None, **fields):
    key = upload_file(member, file or a_picture()).key
    publish_post(member, community, body="See", files={key: ""}, **fields)
    return Attachment.objects.get(key=key)


def stored_names(stored):
    return sorted(path.name for path in stored.rglob("*") if path.is_file())
