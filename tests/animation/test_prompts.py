"""Prompts begin with what the community is for."""

from communities.models import Community


def test_a_prompt_repeats_the_purpose_in_its_own_words(as_, animator, seeded):
    Community.objects.filter(pk=seeded.pk).update(
        purpose="Share every report on seals, to halve the workshop’s leaks under warranty, from 30 %."
    )

    page = as_(animator).get("/communities/seals/seeding/new/?prompt=why").text

    assert "To halve the workshop’s leaks under warranty, from 30 %." in page
    assert "Here, one subject: share every report on seals. Nothing else." in page
