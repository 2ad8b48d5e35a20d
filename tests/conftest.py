"""The cast: who comes into the tests, under the same names everywhere."""

import pytest

from tests import factories
from tests.database import django_db_modify_db_settings  # noqa: F401


@pytest.fixture
def animator(db):
    return factories.make_person("Claire Bonnefoy", handle="claire")


@pytest.fixture
def coanimator(db):
    return factories.make_person("Bastien Roche", handle="bastien")


@pytest.fixture
def member(db):
    return factories.make_person("Aminata Diallo", handle="aminata")


@pytest.fixture
def outsider(db):
    """An employee who belongs to nothing."""
    return factories.make_person("Gérard Pommier", handle="gerard")


@pytest.fixture
def administrator(db):
    return factories.make_person("Émilie Faure", handle="emilie", is_staff=True, is_superuser=True)


@pytest.fixture
def community(animator, coanimator, member):
    """An open community with an animator, a co-animator and a member."""
    return factories.make_community(animator, coanimators=[coanimator], members=[member], slug="pumps", name="Pumps")


@pytest.fixture
def private_community(animator, member):
    return factories.make_community(animator, members=[member], slug="bids", name="Bids", visibility="private")


@pytest.fixture
def secret_community(animator, member):
    return factories.make_community(animator, members=[member], slug="takeover", name="Takeover", visibility="secret")


@pytest.fixture
def as_(client):
    """`as_(person)`: a browser signed in as that person."""
    from django.test import Client

    def sign_in(person):
        browser = Client()
        browser.force_login(person)
        return browser

    return sign_in


@pytest.fixture
def letterbox(settings, tmp_path):
    """A mail server in place of the list that Django's test runner keeps: mails wait in the queue, then go by SMTP."""
    from tests.letterbox import open_letterbox

    server, box = open_letterbox(tmp_path / "mail")
    settings.MAILERS = box.mailers
    yield box
    server.stop()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world of the permission table, made once; whatever a request changes in it is undone after it."""
    from django.db import transaction
    from django.test import override_settings

    from tests import permission_world

    with django_db_blocker.unblock(), transaction.atomic(), override_settings(ADMIN_MFA=True):
        yield permission_world.build()
        transaction.set_rollback(True)
