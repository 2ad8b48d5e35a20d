"""How accounts begin, pause and end."""

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import lifecycle
from accounts.events import PersonDeactivated, PersonSuspended
from accounts.models import Person
from core import events
from tests.accounts import PASSWORD, code_in, is_in, link_in, sign_in, visitor

NEW = "a sentence nobody else has"
UNDER = "/accounts/first-password/"
WORDS = {"title": "Fitter", "department": "Workshop", "location": "Thiers", "language": "en"}


@pytest.fixture
def nadia(administrator):
    return lifecycle.invite_person(administrator, email="Nadia@Example.org", display_name="Nadia Roussel", **WORDS)


@pytest.fixture
def link(nadia):
    return link_in(mail.outbox[0], UNDER)


def test_an_invited_person_chooses_a_password_and_is_in(client, nadia, link):
    assert mail.outbox[0].to == ["nadia@example.org"]
    assert "Nadia" in client.get(link).text

    response = client.post(link, {"password": NEW})

    assert (response.status_code, response.url) == (303, "/")
    assert is_in(client)
    assert sign_in(visitor(), "nadia@example.org", NEW).status_code == 303


def test_the_mail_is_in_the_language_chosen_for_them(administrator):
    lifecycle.invite_person(administrator, email="n@example.org", display_name="Nadia", **WORDS | {"language": "fr"})

    assert '<html lang="fr">' in mail.outbox[0].alternatives[0][0]


def test_before_that_nothing_opens_the_account(client, nadia):
    assert sign_in(client, nadia.email, "").status_code == 422
    assert sign_in(client, nadia.email, "!").status_code == 422


def test_the_link_works_once(client, link):
    client.post(link, {"password": NEW})

    assert visitor().get(link).status_code == 404
    assert visitor().post(link, {"password": PASSWORD}).status_code == 404


def test_the_link_works_for_seven_days(client, administrator):
    with time_machine.travel("2027-03-01 09:00", tick=False) as clock:
        lifecycle.invite_person(administrator, email="n@example.org", display_name="Nadia", **WORDS)
        link = link_in(mail.outbox[0], UNDER)
        clock.shift(7 * 24 * 3600 - 1)
        assert client.get(link).status_code == 200

        clock.shift(2)

        assert client.get(link).status_code == 404


def test_the_link_dies_with_the_address_and_with_the_account(client, administrator, nadia, link):
    Person.objects.filter(pk=nadia.pk).update(email="other@example.org")
    assert client.get(link).status_code == 404
    Person.objects.filter(pk=nadia.pk).update(email="nadia@example.org")
    assert client.get(link).status_code == 200

    lifecycle.deactivate_person(administrator, nadia)

    assert client.get(link).status_code == 404


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "x", lambda t: "x", lambda t: t.swapcase()])
def test_a_damaged_link_is_a_404(client, link, change):
    assert client.get(f"{UNDER}{change(link.split('/')[3])}/").status_code == 404


def test_its_address_is_told_to_nobody(client, link):
    assert client.get(link)["Referrer-Policy"] == "no-referrer"


def test_a_weak_password_is_422(client, link):
    response = client.post(link, {"password": "nadia nadia nadia"})

    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_only_administrators_open_accounts(member):
    with pytest.raises(PermissionDenied):
        lifecycle.invite_person(member, email="x@example.org", display_name="Nadia", **WORDS)


def test_nobody_gets_two_accounts(administrator, member):
    with pytest.raises(ValidationError, match="already"):
        lifecycle.invite_person(administrator, email=member.email.upper(), display_name="Somebody else", **WORDS)


def test_a_suspended_person_sees_one_page_that_says_so(as_, administrator, member):
    """D3."""
    browser = as_(member)
    lifecycle.suspend_person(administrator, member)

    for path in ("/", "/people/", "/accounts/security/", "/admin/", "/nowhere/"):
        response = browser.get(path)
        assert response.status_code == 403
        assert "Your access is suspended" in response.text
    assert sign_in(visitor(), member.email).status_code == 303
    assert browser.post("/accounts/logout/").status_code == 303


def test_a_suspension_is_lifted(as_, administrator, member):
    lifecycle.suspend_person(administrator, member)

    lifecycle.lift_suspension(administrator, member)

    assert is_in(as_(member))


def test_deactivation_ends_sessions_at_once(as_, administrator, member):
    """R-AU-04, R-RT-03."""
    browser = visitor()
    sign_in(browser, member.email)
    assert is_in(browser)

    lifecycle.deactivate_person(administrator, member)

    assert not is_in(browser)
    assert sign_in(visitor(), member.email).status_code == 422


def test_a_session_does_not_come_back_with_the_person(as_, administrator, member):
    browser = as_(member)  # one that no list of sessions knows
    lifecycle.deactivate_person(administrator, member)

    lifecycle.reactivate_person(administrator, member)

    assert not is_in(browser)
    client = visitor()
    client.post(link_in(mail.outbox[-1], UNDER), {"password": NEW})
    assert is_in(client)


def test_nobody_shuts_themselves_out(administrator):
    for act in (lifecycle.suspend_person, lifecycle.deactivate_person, lifecycle.remove_second_step):
        with pytest.raises(PermissionDenied):
            act(administrator, administrator)


@pytest.mark.parametrize(
    ("act", "fact"),
    [(lifecycle.suspend_person, PersonSuspended), (lifecycle.deactivate_person, PersonDeactivated)],
)
def test_higher_rooms_are_told_first_and_may_refuse(administrator, member, monkeypatch, act, fact):
    """R-AZ-10: a community without its last animator."""

    def refuse(stated):
        assert stated == fact(member, administrator)
        raise ValidationError("They host Pumps alone.")

    monkeypatch.setitem(events._reactions, fact, [refuse])

    with pytest.raises(ValidationError, match="alone"):
        act(administrator, member)

    member.refresh_from_db()
    assert member.is_active
    assert not member.is_suspended


def test_a_corrected_address_is_confirmed_at_the_next_sign_in(administrator, member):
    lifecycle.describe_person(
        administrator, member, administrator=False, email="New@Example.org", display_name="Aminata Diallo", **WORDS
    )

    told = mail.outbox[0]
    assert (told.to, told.subject) == ([member.email], "Your address has changed")
    browser = visitor()
    assert sign_in(browser, member.email).status_code == 422
    assert sign_in(browser, "new@example.org").url == "/accounts/confirm-email/"
    browser.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[-1])})
    assert is_in(browser)


def test_an_administrator_is_made_and_unmade_by_another(administrator, member):
    describe = {"email": member.email, "display_name": str(member), **WORDS}
    lifecycle.describe_person(administrator, member, administrator=True, **describe)
    member.refresh_from_db()
    assert member.is_staff

    with pytest.raises(PermissionDenied):
        lifecycle.describe_person(member, member, administrator=False, **describe)
    lifecycle.describe_person(administrator, member, administrator=False, **describe)
    member.refresh_from_db()
    assert not member.is_staff


def test_a_lost_second_step_is_removed_and_the_person_told(administrator, member, totp):
    totp(member)
    browser = visitor()

    lifecycle.remove_second_step(administrator, member)

    assert mail.outbox[0].subject == "Two-step sign-in is off"
    assert sign_in(browser, member.email).url == "/"
