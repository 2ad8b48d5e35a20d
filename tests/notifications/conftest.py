import pytest

from tests.factories import make_person
from tests.notifications import world


@pytest.fixture
def nadia(db):
    return make_person("Nadia Roussel", handle="nadia")


@pytest.fixture
def paul(db):
    return make_person("Paul Mercier", handle="paul")


@pytest.fixture
def post(community, member, nadia, paul):
    """A question of the member, in a community where Nadia and Paul answer."""
    world.join(nadia, community)
    world.join(paul, community)
    return world.write(member, community, "The seal weeps after 200 hours", kind="question")
