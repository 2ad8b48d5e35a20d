"""Files: brought one by one while writing, given back to whoever may read their message (R-FI-01..06)."""

from collections.abc import Iterator
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.http import Request, page
from core.ranges import NotSatisfiable, Part, asked_part
from posts.actions import upload_file
from posts.attachments import card_path, moving_path
from posts.models import Attachment
from posts.views.finding import require_a_writer
from posts.views.received import STATUS

BLOCK = 64 * 1024
DRAWINGS = {"card": card_path, "moving": moving_path}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, max-age=0, must-revalidate",
    "Accept-Ranges": "bytes",
}


@require_POST
def upload(request: Request) -> HttpResponse:
    """One `file` for the message being written in `post` or `community`; the chip that carries its key."""
    require_a_writer(request)
    file = request.FILES.get("file")
    if file is None:
        return page(request, "posts/refused.html", {"sentence": _("Choose a file.")}, partial="sentence", status=422)
    try:
        attachment = upload_file(request.user, file)
    except ValidationError as refusal:
        sentence = f"{file.name}: {refusal.messages[0]}"
        status = STATUS.get(refusal.code or "", 422)
        return page(request, "posts/refused.html", {"sentence": sentence}, partial="sentence", status=status)
    return page(request, "posts/_chip.html", {"file": attachment}, status=201)


@require_safe
def file(request: Request, key: str) -> HttpResponseBase:
    """`?size=card`: the smaller drawing of a picture; `?size=moving`: what plays, where something does. Pictures are
    shown, everything else is downloaded."""
    attachment = get_object_or_404(Attachment.objects.visible_to(request.user), key=key)
    asked = request.GET.get("size", "")
    size = asked if (asked == "card" and attachment.is_image) or (asked == "moving" and attachment.plays) else ""
    path = DRAWINGS[size](attachment) if size else attachment.path
    tag = f'"{attachment.sha256[:32]}{f"-{size}" if size else ""}"'
    headers = {**FIXED, "ETag": tag, "Content-Type": "application/octet-stream"}
    if attachment.is_image:
        headers["Content-Type"] = attachment.content_type
    headers["Content-Disposition"] = content_disposition_header(not attachment.is_image, attachment.name) or ""
    if tag in request.headers.get("If-None-Match", "").replace("W/", "").split(", "):
        return HttpResponseNotModified(headers={name: headers[name] for name in ("ETag", "Cache-Control")})
    try:
        stored = default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    return _answer(request, stored, headers)


def _answer(request: Request, stored: Any, headers: dict[str, str]) -> HttpResponseBase:
    size = stored.size
    condition = request.headers.get("If-Range", headers["ETag"])
    try:
        part = asked_part(request.headers.get("Range", ""), size) if condition == headers["ETag"] else None
    except NotSatisfiable:
        stored.close()
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    start, end = part or Part(0, size - 1)
    if part:
        headers = {**headers, "Content-Range": f"bytes {start}-{end}/{size}"}
    headers = {**headers, "Content-Length": str(end - start + 1)}
    status = 206 if part else 200
    if request.method == "HEAD":
        stored.close()
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(_blocks(stored, start, end - start + 1), status=status, headers=headers)


def _blocks(stored: IO[bytes], start: int, left: int) -> Iterator[bytes]:
    with stored:
        stored.seek(start)
        while left > 0 and (block := stored.read(min(BLOCK, left))):
            left -= len(block)
            yield block
