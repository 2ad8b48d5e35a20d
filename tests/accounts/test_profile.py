"""A person describes themselves to their colleagues."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from accounts import actions
from accounts.events import ProfileEdited
from accounts.models import Person
from core import events
from core.policies import Conflict


def words(person, **changes):
    """What the form of this person's profile would send."""
    fields = ("display_name", "handle", "title", "department", "location", "bio", "version")
    return {name: getattr(person, name) for name in fields} | changes


@pytest.fixture
def stated(monkeypatch):
    """The facts stated during the test."""
    facts = []
    monkeypatch.setitem(events._reactions, ProfileEdited, [facts.append])
    return facts


def test_a_person_edits_their_profile(as_, member, stated):
    response = as_(member).post("/me/", words(member, title="Engineer", bio="Seals.\r\n\r\nPumps.", location="Thiers"))

    member.refresh_from_db()
    assert (response.status_code, response.url) == (303, "/me/")
    assert (member.title, member.bio, member.location, member.version) == ("Engineer", "Seals.\n\nPumps.", "Thiers", 2)
    assert [fact.person for fact in stated] == [member]
    assert Person.objects.matching("séals thiers").get() == member


def test_the_form_says_what_it_is_and_carries_its_version(as_, member):
    html = as_(member).get("/me/").text

    assert 'data-rse="profile.edit"' in html
    assert 'data-rse="logout"' in html
    assert 'name="version" value="1"' in html


def test_an_invalid_profile_keeps_the_text_and_says_what_is_wrong(as_, member, outsider):
    response = as_(member).post("/me/", words(member, display_name=outsider.display_name, bio="My <b>words</b>"))

    member.refresh_from_db()
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert "one that looks the same" in response.text
    assert re.search(r'name="display_name"[^>]* autofocus', response.text)
    assert "My &lt;b&gt;words&lt;/b&gt;" in response.text
    assert member.bio == ""
    # The frame around the form still names the person as saved.
    assert f"<strong>{member.display_name}</strong>" in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", "\u200b\u202e"),
        ("display_name", "Admin"),
        ("display_name", "a" * 81),
        ("display_name", "N\u0430dia"),
        ("handle", "a b"),
        ("handle", "gerard"),
        ("handle", "support"),
        ("title", "x" * 101),
        ("bio", "x" * 2001),
        ("title", "nul \x00"),
        ("version", "one"),
        ("version", "-1"),
        ("version", "9" * 40),
    ],
)
def test_what_cannot_be_kept_is_refused_in_place(as_, member, outsider, field, value):
    """R-UN-01, R-RB-01: 422, never a crash, nothing changed."""
    response = as_(member).post("/me/", words(member, **{field: value}))

    fresh = Person.objects.get(pk=member.pk)
    assert response.status_code == 422
    assert words(fresh) == words(member)


def test_tricks_are_removed_from_every_line(as_, member):
    """R-UN-01."""
    tricks = {"title": "\u202eEngineer\u200b", "department": " R & D ", "bio": "See\u202e <script>alert(1)</script>"}
    as_(member).post("/me/", words(member, **tricks))

    member.refresh_from_db()
    assert (member.title, member.department) == ("Engineer", "R & D")
    assert member.bio == "See <script>alert(1)</script>"


def test_what_people_write_is_text_everywhere(as_, member, outsider):
    """R-XS-02: in the page, its title, its attributes, the directory."""
    as_(member).post(
        "/me/", words(member, display_name='Ami <img src=x onerror="1">', title="<b>x</b>", bio="<i>y</i>")
    )

    for address in ("/people/", "/people/aminata/", "/me/"):
        html = as_(member if address == "/me/" else outsider).get(address).text
        assert "<img src=x" not in html
        assert "<b>x</b>" not in html
        assert "<i>y</i>" not in html


def test_the_second_writer_gets_their_text_back_beside_what_was_saved(as_, member):
    """R-RC-03."""
    browser = as_(member)
    browser.post("/me/", words(member, title="Saved first", bio="Saved first too"))
    late = browser.post("/me/", words(member, title="Written late", bio="Saved first too"))

    member.refresh_from_db()
    assert late.status_code == 409
    assert member.title == "Saved first"
    assert 'value="Written late"' in late.text
    assert "<dd>Saved first</dd>" in late.text
    assert 'name="version" value="2"' in late.text

    assert browser.post("/me/", words(member, title="Written late")).status_code == 303


def test_a_change_of_settings_does_not_disturb_somebody_writing(as_, member):
    actions.choose_settings(member, theme="dark")

    assert as_(member).post("/me/", words(member, title="Engineer")).status_code == 303


def test_links_to_a_former_handle_still_lead_to_the_person(as_, member, outsider):
    as_(member).post("/me/", words(member, handle="Ami"))
    response = as_(outsider).get("/people/aminata/")

    assert (response.status_code, response.url) == (302, "/people/ami/")
    assert as_(outsider).post("/me/", words(outsider, handle="aminata")).status_code == 422


def test_a_person_takes_a_former_handle_back(as_, member):
    browser = as_(member)
    browser.post("/me/", words(member, handle="ami"))
    member.refresh_from_db()
    browser.post("/me/", words(member, handle="aminata"))

    assert browser.get("/people/aminata/").status_code == 200
    assert browser.get("/people/ami/").url == "/people/aminata/"


def test_nobody_edits_the_profile_of_another(member, outsider, administrator):
    """R-AZ-07."""
    for actor in (outsider, administrator):
        with pytest.raises(PermissionDenied):
            actions.edit_profile(actor, member, version=1, title="Boss")


def test_a_person_of_the_past_cannot_be_written(member):
    with pytest.raises(Conflict):
        actions.edit_profile(member, member, version=7, title="Boss")


def test_a_visitor_is_sent_to_sign_in(client, db):
    for address in ("/me/", "/me/settings/", "/me/security/", "/people/", "/people/aminata/"):
        assert client.get(address).url.startswith("/accounts/login/")
    assert client.post("/me/").url.startswith("/accounts/login/")
