"""A 409 leads back to the page one came from, and to nowhere else."""

import pytest


@pytest.fixture
def refused(as_, community, outsider):
    """Joining what was archived meanwhile."""
    community.stage = "archived"
    community.save()
    return lambda **headers: as_(outsider).post(f"/communities/{community.slug}/join/", headers=headers)


def test_it_leads_back_to_where_one_was(refused, community):
    answer = refused(Referer=f"http://testserver/communities/{community.slug}/about/?q=1&a=2")

    assert answer.status_code == 409
    assert f'href="/communities/{community.slug}/about/?q=1&amp;a=2"' in answer.text
    assert "Back to where you were" in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(
    "referer",
    ["", "http://testserver/", "https://elsewhere.example/x/", "http://testserver.elsewhere.example/", "javascript:a",
     "//elsewhere.example/people/", "http://testserver//elsewhere.example/", "http://[", "nonsense"],
)  # fmt: skip
def test_it_leads_nowhere_else(refused, referer):
    answer = refused(Referer=referer)

    assert answer.status_code == 409
    assert "elsewhere" not in answer.text
    assert "javascript:" not in answer.text
    assert "Back to where you were" not in answer.text
