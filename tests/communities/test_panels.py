"""On somebody's page: where they are, as far as the reader may read there."""

from tests.factories import make_community


def test_a_profile_names_what_the_reader_may_read(as_, member, outsider, animator):
    """B.1: a secret community is in nobody's profile, nor is belonging to a private one, for strangers; R-PR-05"""
    make_community(animator, name="Anyone", members=[member])
    make_community(animator, name="By letter", members=[member], visibility="private")
    make_community(animator, name="Hidden", members=[member], visibility="secret")
    make_community(animator, name="Prepared", members=[member], stage="draft")
    make_community(animator, name="Ended", members=[member], stage="archived")

    seen = {
        person: [name for name in ("Anyone", "By letter", "Hidden", "Prepared", "Ended") if name in page]
        for person in (outsider, animator)
        if (page := as_(person).get(f"/people/{member.handle}/").text.split("<main")[1])
    }

    assert seen[outsider] == ["Anyone"]
    assert seen[animator] == ["Anyone", "By letter", "Hidden", "Prepared"]
