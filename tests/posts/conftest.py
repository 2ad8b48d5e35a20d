import pytest
from django.utils import translation

from tests import factories


@pytest.fixture(autouse=True)
def in_english():
    """Tests read the source language; requests speak the person's own, English in the factories."""
    with translation.override("en"):
        yield


@pytest.fixture
def post(community, member):
    return factories.make_post(member, community)


@pytest.fixture
def question(community, member):
    return factories.make_question(member, community)


@pytest.fixture
def archived(community):
    """The same community, once everything in it has been written."""

    def archive():
        community.stage = "archived"
        community.save()
        return community

    return archive


@pytest.fixture(autouse=True)
def stored(settings, tmp_path):
    """Where the files of a test lie."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
