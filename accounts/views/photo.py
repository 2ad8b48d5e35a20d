"""A portrait, for colleagues only, kept by their browser for as long as it is this one."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from accounts import photos
from accounts.models import Person

SIZES = {"": 128, **{str(size): size for size in photos.SIZES}}


@require_safe
def photo(request: HttpRequest, handle: str, version: str) -> HttpResponse:
    """R-FI-06: HEAD and If-None-Match ask the same questions as GET. Who left shows no face any more."""
    size = SIZES.get(request.GET.get("s", ""))
    if size is None or not Person.objects.filter(handle=handle, photo=version, is_active=True).exists():
        raise Http404
    etag = f'"{version}-{size}"'
    found = get_conditional_response(request, etag=etag)
    if not isinstance(found, HttpResponseNotModified):
        try:
            with photos.open_photo(version, size) as file:
                found = HttpResponse(file.read(), content_type="image/jpeg")
        except FileNotFoundError as error:
            raise Http404 from error
    found.headers["ETag"] = etag
    found.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    found.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    found.headers["X-Content-Type-Options"] = "nosniff"
    return found
