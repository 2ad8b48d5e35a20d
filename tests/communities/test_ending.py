"""A community ends, as a success or as a lesson."""

import pytest
from django.core.exceptions import ValidationError

from communities.actions import announce_closing, reopen_community
from communities.models import Community
from notifications.models import Notification
from posts.models import Post
from tests.factories import close


def seen(community):
    return Community.objects.get(pk=community.pk)


def community_people(community, besides):
    return [stay.person for stay in community.memberships.select_related("person") if stay.person != besides]


def test_its_last_word_stays_on_top_of_what_was_written(as_, community, animator, member):
    close(animator, community, reason="Leaks are down by half: thank you.", ended_as="success")

    [word] = Post.objects.filter(community=community, pinned_at__isnull=False)
    assert (word.author, word.body) == (animator, "Leaks are down by half: thank you.")
    page = as_(member).get(f"/communities/{community.slug}/").text
    assert "Leaks are down by half" in page
    assert "We close on a success" in page


def test_its_story_says_how_it_ended(as_, community, animator):
    close(animator, community, reason="Nobody had time.", ended_as="lesson")

    about = as_(animator).get(f"/communities/{community.slug}/about/").text
    assert "Closed as a lesson" in about
    assert "Nobody had time." in about


@pytest.mark.parametrize(("form", "sentence"), [
    ({"reason": "Done", "ended_as": ""}, "success or as a lesson"),
    ({"reason": "Done", "ended_as": "draw"}, "Select a valid choice"),
    ({"reason": " ", "ended_as": "success"}, "Say why"),
])  # fmt: skip
def test_it_says_how_and_why_it_ends(as_, community, animator, form, sentence):
    response = as_(animator).post(f"/communities/{community.slug}/archive/", form)

    assert response.status_code == 422
    assert sentence in response.text
    assert not seen(community).is_archived


def test_an_ending_nobody_knows_is_refused(community, animator):
    with pytest.raises(ValidationError):
        announce_closing(animator, community, reason="Done", ended_as="draw")


def test_those_who_were_there_are_told(as_, community, animator, member):
    close(animator, community, reason="Done", ended_as="success")

    told = set(Notification.objects.values_list("person__display_name", "detail"))
    assert told == {(person.display_name, "archived") for person in community_people(community, besides=animator)}
    assert "is closed" in as_(member).get("/notifications/").text


def test_reopened_it_has_not_ended(community, animator):
    close(animator, community, reason="Done", ended_as="success")
    reopen_community(animator, seen(community))

    assert (seen(community).ended_as, seen(community).stage) == ("", "open")
