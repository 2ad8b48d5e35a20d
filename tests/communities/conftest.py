import pytest
from django.utils import translation

from communities.actions import invite_person
from tests.communities.letters import WORDS
from tests.factories import make_person


@pytest.fixture(autouse=True)
def in_english():
    """Tests read the source language; requests speak the person's own, English in the factories."""
    with translation.override("en"):
        yield


@pytest.fixture
def nora(db):
    return make_person("Nora Belkacem", handle="nora", email="nora@example.org")


@pytest.fixture
def sent(community, animator):
    return invite_person(animator, community, email="nora@example.org", **WORDS)
