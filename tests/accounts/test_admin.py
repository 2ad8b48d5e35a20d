"""The administration: who comes in (R-AZ-11, D8), and what it does with people."""

import re
from datetime import date
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.events import PersonDeactivated
from accounts.models import Person
from core import events
from core.admin import NarrowAdmin
from core.apps import ROOMS
from pulse.actions import close_day
from tests.accounts import PASSWORD, is_in, link_in, sign_in, visitor

PEOPLE = "/admin/accounts/person/"
NADIA = {
    "display_name": "Nadia Roussel",
    "email": "Nadia@example.org",
    "language": "fr",
    "title": "Fitter",
    "department": "Workshop",
    "location": "Thiers",
}


@pytest.fixture
def desk(as_, administrator):
    return as_(administrator)


def act(desk, action, *people):
    return desk.post(PEOPLE, {"action": action, "_selected_action": [p.pk for p in people]}, follow=True)


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", PEOPLE, "/admin/nowhere/", "/admin/jsi18n/"])
def test_a_visitor_is_asked_to_sign_in_where_everybody_does(client, db, path):
    assert client.get(path).url == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", PEOPLE, "/admin/nowhere/", "/admin/jsi18n/"])
def test_an_employee_finds_no_such_page(as_, member, path):
    desk = as_(member)

    response, absent = desk.get(path), desk.get("/nowhere/")

    assert response.status_code == 404
    assert response.text == absent.text


def test_without_a_second_step_an_administrator_is_led_to_set_one_up(desk, administrator, settings, totp):
    settings.ADMIN_MFA = True

    assert desk.get(PEOPLE).url == "/accounts/2fa/"
    assert is_in(desk)
    assert "Administrators need a second step" in desk.get("/accounts/2fa/").text

    totp(administrator)
    assert desk.get(PEOPLE).status_code == 200


def test_only_our_own_forms_are_there():
    """Not the tables of libraries: they hold secrets and the mails in the queue."""
    assert {model._meta.app_label for model in admin.site._registry} <= set(ROOMS)
    assert Authenticator not in admin.site._registry


def test_no_object_is_reached_by_its_number(desk, member):
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(Person)
    assert desk.get(f"/admin/r/{kind.pk}/{member.pk}/").status_code == 404


def test_its_sign_out_and_password_are_those_of_everybody(desk):
    assert desk.get("/admin/logout/").url == "/accounts/logout/"
    assert desk.get("/admin/password_change/").url == "/accounts/password/change/"


def test_its_path_is_the_operator_s_choice():
    assert reverse("admin:index") == "/admin/"


def test_an_administrator_opens_an_account(desk, db):
    assert 'name="display_name"' in desk.get(f"{PEOPLE}add/").text

    response = desk.post(f"{PEOPLE}add/", NADIA)

    assert response.status_code == 303
    nadia = Person.objects.get(email="nadia@example.org")
    assert (nadia.handle, nadia.title, nadia.has_usable_password()) == ("nadia-roussel", "Fitter", False)
    assert mail.outbox[0].to == ["nadia@example.org"]
    other = visitor()
    other.post(link_in(mail.outbox[0], "/accounts/first-password/"), {"password": "a sentence nobody else has"})
    assert is_in(other)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("email", "aminata@example.org"),
        ("email", "nowhere"),
        ("display_name", "Aminata Diallo"),
        ("display_name", "RH"),
    ],
)
def test_a_wrong_answer_is_422_and_opens_nothing(desk, member, field, wrong):
    response = desk.post(f"{PEOPLE}add/", NADIA | {field: wrong})

    assert response.status_code == 422
    assert "Thiers" in response.text
    assert mail.outbox == []


def test_what_is_not_on_the_form_cannot_be_set(desk, db):
    """R-IN-01."""
    desk.post(f"{PEOPLE}add/", NADIA | {"is_superuser": "on", "is_staff": "on", "password": "x", "handle": "root"})

    nadia = Person.objects.get(email="nadia@example.org")
    assert (nadia.is_staff, nadia.is_superuser, nadia.handle) == (False, False, "nadia-roussel")


def test_an_administrator_corrects_an_account(desk, member):
    answers = NADIA | {"display_name": "Aminata Diallo", "email": member.email, "is_staff": "on"}

    response = desk.post(f"{PEOPLE}{member.pk}/change/", answers)

    assert response.status_code == 303
    member.refresh_from_db()
    assert (member.title, member.is_staff, member.is_superuser) == ("Fitter", True, True)


def test_nobody_takes_their_own_administration_away(desk, administrator):
    answers = NADIA | {"display_name": str(administrator), "email": administrator.email}

    assert desk.post(f"{PEOPLE}{administrator.pk}/change/", answers).status_code == 403

    administrator.refresh_from_db()
    assert administrator.is_staff


def test_people_are_not_deleted(desk, member):
    assert desk.get(f"{PEOPLE}{member.pk}/delete/").status_code == 403
    assert "delete_selected" not in desk.get(PEOPLE).text


def test_people_are_suspended_and_come_back(desk, member):
    act(desk, "suspend", member)
    member.refresh_from_db()
    assert member.is_suspended

    act(desk, "lift", member)
    member.refresh_from_db()
    assert not member.is_suspended


def test_people_leave_and_come_back(desk, member, outsider):
    page = act(desk, "deactivate", member, outsider)

    assert "Done for 2 of 2." in page.text
    assert sign_in(visitor(), member.email).status_code == 422

    act(desk, "reactivate", member)
    member.refresh_from_db()
    assert member.is_active
    assert "/accounts/first-password/" in mail.outbox[-1].body


def test_a_refusal_is_said_and_does_not_stop_the_others(desk, member, outsider, administrator, monkeypatch):
    def refuse(fact):
        if fact.person == member:
            raise ValidationError("Pumps would be without animator.")

    monkeypatch.setitem(events._reactions, PersonDeactivated, [refuse])

    page = act(desk, "deactivate", member, outsider, administrator)

    assert "Pumps would be without animator." in page.text
    assert "Émilie Faure: not on your own account." in page.text
    assert "Done for 1 of 3." in page.text


def test_the_link_is_sent_again_to_who_has_not_come(desk, member):
    desk.post(f"{PEOPLE}add/", NADIA)
    nadia = Person.objects.get(email="nadia@example.org")

    page = act(desk, "send_link", nadia, member)

    assert [letter.to for letter in mail.outbox] == [["nadia@example.org"]] * 2
    assert "Aminata Diallo has a password already." in page.text


def test_a_lost_second_step_is_removed(desk, member, totp):
    totp(member)

    act(desk, "remove_second_step", member)

    assert not Authenticator.objects.filter(user=member).exists()


@pytest.mark.parametrize(
    ("query", "seen"),
    [("q=dIallo", True), ("q=aminata@", True), ("q=zzz", False), ("state=gone", False), ("location=Thiers", False)],
)
def test_people_are_found(desk, member, outsider, query, seen):
    type(outsider).objects.filter(pk=outsider.pk).update(location="Thiers")

    assert ("Aminata Diallo" in desk.get(f"{PEOPLE}?{query}").text) is seen


def test_the_list_costs_the_same_for_one_and_for_many(desk, django_assert_max_num_queries):
    from tests.factories import make_person

    for n in range(12):
        make_person(f"Colleague {n}")

    with django_assert_max_num_queries(12):
        desk.get(PEOPLE)


def test_an_administrator_signs_in_again_every_twelve_hours(client, administrator):
    import time_machine

    with time_machine.travel("2027-03-01 09:00", tick=False) as clock:
        client.post("/accounts/login/", {"email": administrator.email, "password": PASSWORD, "remember": "on"})
        for _visit in range(3):
            clock.shift(4 * 3600)
            assert client.get("/admin/").status_code == 200
        clock.shift(1)
        assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "asked",
    [
        "accounts/person/?password__startswith=p",
        "accounts/person/?last_login__gt=2020-01-01",
        "communities/community/?purpose__contains=a",
        "communities/purposecontest/?community__purpose__contains=a",
        "pulse/closure/?community__purpose__contains=a",
    ],
)
def test_an_address_asks_for_what_filters_offer_and_nothing_else(desk, asked):
    """R-AZ-11, R-PR-05: no hash is read letter by letter, no secret purpose word by word."""
    response = desk.get(f"/admin/{asked}")

    assert response.status_code in (302, 400)
    assert "1 " not in response.text


def test_each_choice_of_each_filter_may_be_asked_for(desk, administrator, community):
    close_day(administrator, date(2026, 5, 1), community)
    asked = set()
    for model in admin.site._registry:
        page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for choice in map(unescape, re.findall(r'href="(\?[^"]+)"', desk.get(page).text)):
            assert desk.get(page + choice).status_code == 200, page + choice
            asked |= set(re.findall(r"[?&]([a-z_]+)=", choice))

    assert asked >= {"state", "is_staff__exact", "stage__exact", "proposed_at__gte", "day__year"}


def test_every_page_of_the_administration_is_as_narrow():
    assert all(isinstance(each, NarrowAdmin) for each in admin.site._registry.values())
