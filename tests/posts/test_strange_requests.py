"""What no form sends (R-RB-01): never a 500."""

import pytest

HUGE = 10**30
ADDRESSES = [
    "/posts/{n}/", "/posts/{n}/reply/", "/posts/{n}/replies/", "/posts/{n}/edit/", "/posts/{n}/history/",
    "/posts/{n}/delete/", "/posts/{n}/reactions/", "/posts/{n}/follow/", "/posts/{n}/pin/", "/posts/{n}/unaccept/",
    "/posts/{n}/mentionable/", "/replies/{n}/", "/replies/{n}/edit/", "/replies/{n}/history/", "/replies/{n}/delete/",
    "/replies/{n}/reactions/", "/replies/{n}/accept/", "/drafts/{n}/discard/", "/files/{n}/", "/files/%00/",
    "/files/..%2f..%2fetc%2fpasswd/", "/communities/%00/posts/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("number", [0, 2**31, 2**63, HUGE])
def test_ids_that_nothing_has_are_404(as_, member, address, number):
    browser = as_(member)

    codes = {getattr(browser, method)(address.format(n=number)).status_code for method in ("get", "post")}

    assert codes <= {404, 405}


@pytest.mark.parametrize(
    ("sent", "codes"),
    [
        ({f"field{n}": "x" for n in range(1500)}, {400}),
        ({"body": "x" * 3_000_000}, {400, 413}),
        ({"kind": ["message", "question"], "body": ["a", "b"]}, {422}),
        ({"body": "a", "attachment": ["\x00", "x" * 10_000, "../../x"]}, {422}),
        ({"body": "a", "parent": "\x00", "post": "\x00", "community": "\x00"}, {303}),
        ({"body": "a", "idempotency_key": "\x00"}, {303, 422}),
        ({"body": "a", "idempotency_key": "k" * 5000}, {303, 422}),
        ({"file": "not a file", "body": "a"}, {303}),
    ],
)
def test_forms_that_no_page_made(as_, community, member, sent, codes):
    assert as_(member).post("/communities/pumps/posts/", sent).status_code in codes


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data", "x"])
def test_other_content_types_bring_nothing(as_, community, member, content_type):
    answer = as_(member).post("/communities/pumps/posts/", b'{"body": "a"}', content_type=content_type)

    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("place", [{"post": "\x00"}, {"post": HUGE}, {"community": "\x00"}, {"post": "-1"}])
def test_places_that_are_none(as_, community, member, place):
    browser = as_(member)
    for address in ("/drafts/save/", "/posts/preview/", "/files/"):
        assert browser.post(address, {"body": "a", **place}).status_code in (400, 404)


@pytest.mark.parametrize("words", ["\x00", "%", "_" * 500, "' OR 1=1 --", "🦀", "a " * 2000])
def test_names_looked_up_with_anything(as_, community, member, words):
    """R-IN-02"""
    assert as_(member).get("/communities/pumps/mentionable/", {"q": words}).status_code == 200
