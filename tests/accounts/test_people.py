"""Colleagues: the directory, and what each page shows of somebody."""

import re
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from accounts import directory as directories
from accounts.models import Person
from core import panels
from core.panels import Panel
from tests.factories import make_person


def names(response):
    return re.findall(r'class="people-name" href="[^"]*"(?: autofocus)?>([^<]*)<', response.text)


@pytest.fixture
def few(monkeypatch):
    """Three people a page."""
    monkeypatch.setattr(directories, "PAGE", 3)


@pytest.fixture
def reader(db):
    return make_person("Zoé Reader", handle="reader", location="Lyon", department="Sales")


def test_colleagues_come_by_name_accents_aside(as_, reader):
    for name in ("zacharie Blanc", "Éric Vidal", "Alain Petit", "Eva Roche"):
        make_person(name)

    assert names(as_(reader).get("/people/")) == [
        "Alain Petit",
        "Éric Vidal",
        "Eva Roche",
        "zacharie Blanc",
        "Zoé Reader",
    ]


def test_one_reads_on_from_the_last_name_seen(as_, reader, few):
    for name in ("Anna B", "Anna C", "Anna D", "Anna E", "Anna F", "Anna G"):
        make_person(name)
    browser, address, seen = as_(reader), "/people/", []

    while address:
        response = browser.get(address)
        seen += names(response)
        more = re.search(r'<a class="btn" href="([^"]*)" hx-get', response.text)
        address = more and "/people/" + more[1].replace("&amp;", "&")

    assert seen == ["Anna B", "Anna C", "Anna D", "Anna E", "Anna F", "Anna G", "Zoé Reader"]


def test_homonyms_are_neither_skipped_nor_repeated(as_, reader, few):
    for _ in range(5):
        make_person("Anna B")
    wish = directories.Wish()
    first = directories.directory(wish)
    after = directories.Wish.read({"after": parse_qs(first.more)["?after"][0]})
    second = directories.directory(after)

    assert len({person.pk for person in first.people + second.people}) == 6


def test_further_names_come_as_rows_and_a_new_wish_as_a_list(as_, reader, few):
    for name in ("Anna B", "Anna C", "Anna D", "Anna E"):
        make_person(name)
    browser, htmx = as_(reader), {"HX-Request": "true"}
    results = browser.get("/people/?q=anna", headers=htmx)
    address = re.search(r'hx-get="(\?[^"]*after[^"]*)"', results.text)[1].replace("&amp;", "&")
    rows = browser.get("/people/" + address, headers=htmx)

    assert results.text.lstrip().startswith('<section id="people"')
    assert "<html" not in results.text
    assert rows.text.lstrip().startswith('<li class="item">')
    assert names(rows) == ["Anna E"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=helene", ["Hélène Martin"]),
        ("q=MARTIN+thiers", ["Hélène Martin"]),
        ("q=weldi", ["Hélène Martin"]),
        ("q=%25", []),
        ("q=%00%E2%80%AE", ["Hélène Martin", "Zoé Reader"]),
        ("site=Lyon", ["Zoé Reader"]),
        ("department=Workshop", ["Hélène Martin"]),
        ("site=Lyon&department=Workshop", []),
        ("site=%00&q=" + "x" * 5000, []),
    ],
)
def test_one_narrows_by_words_site_and_department(as_, reader, query, found):
    """R-RB-01: nothing one may type is an error."""
    make_person("Hélène Martin", location="Thiers", department="Workshop", bio="Ask me about welding.")

    response = as_(reader).get(f"/people/?{query}")

    assert response.status_code == 200
    assert names(response) == found


def test_nobody_found_says_what_to_do(as_, reader):
    assert "Nobody matches these words" in as_(reader).get("/people/?q=nobody").text


@pytest.mark.parametrize("after", ["x", "1~anna:forged", "\x00", "é"])
def test_a_forged_place_in_the_list_is_a_bad_request(as_, reader, after):
    """R-IN-06, R-RB-01."""
    assert as_(reader).get("/people/", {"after": after}).status_code == 400


def test_machines_and_people_who_may_not_come_in_are_not_listed(as_, reader):
    make_person("Left Long Ago", is_active=False)
    make_person("Suspended Person", suspended_at=now())
    make_person("A Machine", is_bot=True)

    assert names(as_(reader).get("/people/")) == ["Zoé Reader"]


def test_a_colleague_sees_what_one_can_help_with_and_nothing_private(as_, reader, secret_community, member):
    """R-PR-05: no address, no sign-in time, no secret community."""
    Person.objects.filter(pk=member.pk).update(bio="Seals.\n\n<Pumps>", title="Engineer", last_login=now())

    for address in ("/people/", "/people/aminata/", "/people/AMINATA/"):
        html = as_(reader).get(address).text
        assert "Aminata Diallo" in html
        assert "Engineer" in html
        assert "Seals." in html
        assert member.email not in html
        assert secret_community.name not in html
    assert "<p>&lt;Pumps&gt;</p>" in html


def test_who_has_left_keeps_a_name_and_nothing_else(as_, reader, member):
    Person.objects.filter(pk=member.pk).update(is_active=False, bio="Seals.", title="Engineer")
    html = as_(reader).get("/people/aminata/").text

    assert "Former colleague" in html
    assert "Seals." not in html
    assert "Engineer" not in html


def test_a_suspension_stays_between_the_person_and_the_network(as_, reader, member):
    """R-PR-05."""

    def shown():
        return as_(reader).get("/people/aminata/").text.partition("<main")[2]

    before = shown()
    Person.objects.filter(pk=member.pk).update(suspended_at=now())

    assert "Aminata Diallo" in before
    assert shown() == before


def test_nobody_of_that_name_is_not_found(as_, reader):
    assert as_(reader).get("/people/nobody/").status_code == 404


def test_only_ones_own_page_leads_to_its_form(as_, reader, member):
    assert "Edit my profile" in as_(reader).get("/people/reader/").text
    assert "Edit my profile" not in as_(reader).get("/people/aminata/").text


def test_higher_rooms_add_panels_to_a_person(as_, reader, member, monkeypatch):
    def faces(person, viewer):
        return Panel("components/avatar.html", {"for": person}) if person != viewer else None

    monkeypatch.setitem(panels._makers, "person", [faces])

    assert '<aside class="aside" aria-label="About Aminata">' in as_(reader).get("/people/aminata/").text
    assert "<aside" not in as_(reader).get("/people/reader/").text


@pytest.mark.parametrize("query", ["", "?q=person", "?site=Lyon"])
def test_twenty_colleagues_cost_what_one_costs(as_, reader, query):
    browser, costs = as_(reader), []
    for many in (1, 20):
        for number in range(many):
            make_person(f"Person {many} {number}", location="Lyon")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/people/{query}")
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 8


def test_who_is_called_so_is_found_first_page_after_page(as_, reader, few):
    for name, title in [("Anna Blin", "General manager"), ("Bruno Blin", "Bridge fitter"), ("Gérard Pommier", "Fitter"),
                        ("Roger Vidal", "Fitter"), ("Gertrude Zola", ""), ("Carole Blin", "Georges site")]:  # fmt: skip
        make_person(name, title=title)
    browser, found, address = as_(reader), [], "/people/?q=ge"
    while address:
        response = browser.get(address)
        found += names(response)
        more = re.search(r'<a class="btn" href="([^"]*)" hx-get', response.text)
        address = more and "/people/" + more[1].replace("&amp;", "&")

    assert found == ["Gérard Pommier", "Gertrude Zola", "Roger Vidal", "Anna Blin", "Bruno Blin", "Carole Blin"]
