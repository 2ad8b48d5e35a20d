"""What is written about an end is kept, and who wrote it is named for those who follow the community's life."""

from communities.actions import announce_closing, withdraw_closing
from communities.models import Community

WORDS = {"reason": "The leaks are over.", "ended_as": "success"}


def seen(community):
    return Community.objects.get(pk=community.pk)


def test_to_archive_now_what_is_announced_an_administrator_says_why_and_loses_no_word(
    as_, community, animator, administrator
):
    announce_closing(animator, community, **WORDS)
    sent = {"reason": "A longer word for those who were there.", "ended_as": "success"}

    response = as_(administrator).post("/communities/pumps/archive/", sent)

    assert response.status_code == 422
    assert "write why it cannot wait for the day" in response.text
    assert sent["reason"] in response.text
    assert 'aria-invalid="true"' in response.text
    assert not seen(community).is_archived


def test_its_story_names_who_announced_an_end_and_who_withdrew_it_for_those_who_follow_its_life(
    as_, community, animator, administrator, member
):
    announce_closing(animator, community, **WORDS)
    withdraw_closing(administrator, seen(community))

    told = as_(animator).get("/communities/pumps/gate/").text
    for person in (animator, administrator):
        assert f"Decided by {person.display_name}" in told
    assert "Decided by" not in as_(member).get("/communities/pumps/about/").text
