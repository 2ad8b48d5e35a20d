"""Marking as read, whatever is sent."""

import pytest


@pytest.mark.parametrize("number", ["0", "-1", "²", "one", "9" * 30, "9" * 5000])
@pytest.mark.parametrize(("address", "name"), [("/posts/seen/", "post"), ("/read/", "post"), ("/read/", "community")])
def test_a_number_that_is_none_marks_nothing_and_breaks_nothing(as_, member, community, address, name, number):
    """R-RB-01."""
    assert as_(member).post(address, {name: number}).status_code in (204, 303)


@pytest.mark.parametrize(
    "elsewhere", ["//example.org/", "https://example.org/", "javascript:alert(1)", "/\\example.org"]
)
def test_one_comes_back_to_a_page_of_ours(as_, member, community, elsewhere):
    """R-AU-08."""
    assert as_(member).post("/read/", {"next": elsewhere}).url in ("/", "/%5Cexample.org")
