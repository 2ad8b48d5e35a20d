"""A portrait: drawn anew, seen by colleagues only, forgotten when asked."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from PIL import Image

from accounts import actions
from accounts.models import Person


@pytest.fixture
def portrayed(as_, member, picture, django_capture_on_commit_callbacks):
    """A member with a photo."""
    assert as_(member).post("/me/photo/", {"file": picture()}).status_code == 303
    member.refresh_from_db()
    return member


def stored():
    return [
        f"{folder}/{name}"
        for folder in (default_storage.listdir("photos")[0] if default_storage.exists("photos") else [])
        for name in default_storage.listdir(f"photos/{folder}")[1]
    ]


def test_a_photo_is_kept_as_squares_of_three_sizes(as_, portrayed, outsider):
    browser = as_(outsider)

    for query, size in (("", 128), ("?s=64", 64), ("?s=128", 128), ("?s=256", 256)):
        response = browser.get(portrayed.photo_url + query)
        assert response.status_code == 200
        assert Image.open(io.BytesIO(response.content)).size == (size, size)
    assert len(stored()) == 3


def test_a_photograph_of_a_telephone_becomes_a_portrait(as_, member, picture):
    """R-FI-03: what is large is drawn by a process of its own."""
    response = as_(member).post("/me/photo/", {"file": picture("JPEG", size=(3000, 4000))})

    assert (response.status_code, len(stored())) == (303, 3)


def test_a_photo_answers_with_the_headers_of_a_file(as_, portrayed):
    """R-FI-02, R-FI-06: nosniff, sandboxed, kept by this browser only."""
    response = as_(portrayed).get(portrayed.photo_url)

    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_a_browser_that_has_the_photo_is_told_so(as_, portrayed):
    """R-FI-06."""
    browser = as_(portrayed)
    etag = browser.get(portrayed.photo_url).headers["ETag"]
    again = browser.get(portrayed.photo_url, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    head = browser.head(portrayed.photo_url)
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_visitor_sees_no_photo(client, portrayed, method):
    """R-FI-01, R-FI-06: with what another browser knows, too."""
    response = getattr(client, method)(portrayed.photo_url, headers={"If-None-Match": f'"{portrayed.photo}-128"'})

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize("change", ["?s=63", "?s=1000000", "?s=x", "0", "/../x"])
def test_an_address_that_was_never_given_leads_nowhere(as_, portrayed, change):
    assert as_(portrayed).get(portrayed.photo_url + change).status_code == 404


def test_the_photo_of_another_person_is_not_found_under_my_name(as_, portrayed, outsider):
    assert as_(outsider).get(f"/people/{outsider.handle}/photo/{portrayed.photo}").status_code == 404


def test_who_has_left_shows_no_face(as_, portrayed, outsider):
    """R-PR-05: their texts stay, under their initials."""
    address = portrayed.photo_url
    Person.objects.filter(pk=portrayed.pk).update(is_active=False)
    portrayed.refresh_from_db()

    assert portrayed.photo_url == ""
    assert as_(outsider).get(address).status_code == 404
    assert as_(outsider).get(address, headers={"If-None-Match": f'"{portrayed.photo}-128"'}).status_code == 404


def test_a_new_photo_has_a_new_address_and_the_former_is_forgotten(
    as_, portrayed, picture, django_capture_on_commit_callbacks
):
    former = portrayed.photo_url
    with django_capture_on_commit_callbacks(execute=True):
        as_(portrayed).post("/me/photo/", {"file": picture("WEBP")})
    portrayed.refresh_from_db()

    assert portrayed.photo_url != former
    assert as_(portrayed).get(former).status_code == 404
    assert len(stored()) == 3


def test_a_photo_is_removed_with_its_files(as_, portrayed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_(portrayed).post("/me/photo/remove/")
    portrayed.refresh_from_db()

    assert (response.status_code, portrayed.photo, stored()) == (303, "", [])


@pytest.mark.parametrize(
    "content", [b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n broken"]
)
def test_what_is_no_picture_is_refused_in_place(as_, member, content):
    """R-FI-02: whatever its name says."""
    file = io.BytesIO(content)
    file.name = "me.png"
    response = as_(member).post("/me/photo/", {"file": file})

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert stored() == []


@pytest.mark.parametrize("size", [(800, 800), (2000, 1600)])
def test_a_picture_broken_further_on_is_refused_in_place(as_, member, picture, size):
    whole = picture("JPEG", size=size).getvalue()
    file = io.BytesIO(whole[: len(whole) // 2])
    file.name = "me.jpg"

    assert as_(member).post("/me/photo/", {"file": file}).status_code == 422


def test_no_file_at_all_is_said(as_, member):
    response = as_(member).post("/me/photo/", {})

    assert response.status_code == 422
    assert "Choose a picture first." in response.text


def test_a_file_above_the_limit_is_too_heavy(as_, member, picture, settings):
    """R-FI-03: 413, also when the request as a whole passed."""
    settings.UPLOAD_MAX_BYTES = 100

    assert as_(member).post("/me/photo/", {"file": picture()}).status_code == 413


def test_an_administrator_takes_a_photo_down_but_chooses_none(portrayed, administrator, outsider):
    for refused in (outsider, administrator):
        with pytest.raises(PermissionDenied):
            actions.set_photo(refused, portrayed, None)
    with pytest.raises(PermissionDenied):
        actions.remove_photo(outsider, portrayed)

    assert actions.remove_photo(administrator, portrayed).photo == ""


def test_changes_are_posts(as_, member):
    for address in ("/me/photo/", "/me/photo/remove/"):
        assert as_(member).get(address).status_code == 405
