"""Who asks is found with their session, and is whom the session says."""

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from tests.accounts import is_in, sign_in

pytestmark = pytest.mark.django_db


def asked_first(client):
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/me/")
    return page, [query["sql"] for query in queries if "accounts_person p" in query["sql"]]


def test_session_and_person_come_in_one_statement(client, member):
    sign_in(client, member.email)

    page, asked = asked_first(client)

    assert page.wsgi_request.user == member
    assert len(asked) == 1
    assert "django_session" in asked[0]


def test_what_is_noted_beside_a_session_does_not_say_whose_it_is(client, member, animator):
    sign_in(client, member.email)
    UserSession.objects.update(user=animator)

    page, asked = asked_first(client)

    assert page.wsgi_request.user == member
    assert len(asked) == 2


def test_without_that_note_the_person_is_asked_for(client, member):
    sign_in(client, member.email)
    UserSession.objects.all().delete()

    assert asked_first(client)[0].wsgi_request.user == member


@pytest.mark.parametrize("noted", [True, False])
def test_who_is_no_longer_active_is_nobody(client, member, noted):
    sign_in(client, member.email)
    Person.objects.filter(pk=member.pk).update(is_active=False)
    if not noted:
        UserSession.objects.all().delete()

    assert not is_in(client)


def test_a_session_opened_before_another_password_is_nobodys(client, member):
    sign_in(client, member.email)
    member.set_password("another long password")
    member.save()

    assert not is_in(client)
