"""A network goes out, comes into an empty database, and goes out again the same."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from accounts.models import Person
from communities.actions import accept_mandate, create_community, propose_host, resign_as_host
from communities.models import Community
from posts.models import Post
from pulse.models import Closure
from rsenet.network.exporter import export_lines
from rsenet.network.importer import import_lines
from tests import factories
from tests.rsenet.networks import (
    CLOSURE,
    COMMUNITY,
    EVERYTHING,
    NETWORK,
    OTHER,
    PERSON,
    POST,
    PULSE,
    VISIT,
    dump,
    networks,
)

pytestmark = pytest.mark.django_db


class Undone(Exception):
    pass


def in_an_empty_database(lines):
    """What is exported after these lines came in; nothing stays."""
    exported = []
    try:
        with transaction.atomic():
            import_lines(lines)
            exported = list(export_lines())
            raise Undone
    except Undone:
        return exported


def test_what_came_in_goes_out():
    lines = [json.loads(line) for line in in_an_empty_database(dump(*NETWORK))]

    assert [line["type"] for line in lines] == [
        "person", "person", "community", "membership", "membership", "post", "reply", "reaction", "accepted_answer",
    ]  # fmt: skip
    assert lines[0] == {**PERSON, "language": "fr"}
    assert lines[1] == OTHER
    assert lines[2] == {**COMMUNITY, "created_at": "2026-01-05T08:00:00Z", "timezone": "Europe/Paris"}
    assert lines[5] == POST
    assert lines[6:] == NETWORK[5:]


def test_days_of_visit_days_off_and_pulses_go_out_too():
    asked = {key: value for key, value in PULSE.items() if not key.startswith("answer")}

    lines = [
        json.loads(line)
        for line in in_an_empty_database(dump(*EVERYTHING, {**asked, "asked_at": "2026-02-14T09:00:00Z"}))
    ]

    assert lines[-4:] == [VISIT, CLOSURE, PULSE, {**asked, "asked_at": "2026-02-14T09:00:00Z"}]


def test_a_day_off_of_the_whole_company_is_one_of_each_community(community, private_community):
    Closure.objects.create(day=date(2026, 12, 25))
    Closure.objects.create(day=date(2026, 12, 24), community=community)

    closures = [json.loads(line) for line in export_lines() if line.startswith('{"type": "closure"')]

    assert [(line["community"], line["day"]) for line in closures] == [
        ("pumps", "2026-12-24"), ("pumps", "2026-12-25"), ("bids", "2026-12-25"),
    ]  # fmt: skip


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks())
def test_any_network_survives_the_round_trip(lines):
    once = in_an_empty_database(dump(*lines))

    twice = in_an_empty_database([line.encode() for line in once])

    assert twice == once


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks())
def test_any_network_comes_in_twice_without_change(lines):
    try:
        with transaction.atomic():
            import_lines(dump(*lines))
            once = list(export_lines())
            again = import_lines(dump(*lines))
            assert all(count["created"] == 0 for count in again.values())
            assert list(export_lines()) == once
            raise Undone
    except Undone:
        pass


def test_a_community_made_in_the_product_survives_too(community, member):
    """Generated ids, a stage the format does not know."""
    Community.objects.filter(pk=community.pk).update(stage="needs_help")
    when = {"created_at": community.created_at, "last_activity_at": community.created_at}
    for kind, title in (("question", "Why?"), ("message", "")):
        Post.objects.create(
            community=community, author=member, last_activity_by=member, body="Because.", html="<p>Because.</p>",
            kind=kind, title=title, **when,
        )  # fmt: skip

    once = list(export_lines())

    with transaction.atomic():
        for model in (Post, Community.memberships.rel.related_model, Community, Person):
            model.objects.all().delete()
        import_lines([line.encode() for line in once])
        assert list(export_lines()) == once


def test_one_community_brings_only_the_people_who_appear_in_it(community, private_community, outsider):
    slug = private_community.slug
    lines = [json.loads(line) for line in export_lines(private_community)]

    assert {line["id"] for line in lines if line["type"] == "community"} == {slug}
    names = {line["name"] for line in lines if line["type"] == "person"}
    assert names == {"Claire Bonnefoy", "Aminata Diallo"}


def test_a_deleted_text_does_not_travel():
    lines = in_an_empty_database(dump(PERSON, COMMUNITY, {**POST, "author": "ada", "deleted": True, "body": "canary"}))

    assert "canary" not in "".join(lines)
    assert json.loads(lines[-1])["deleted"] is True


def test_an_unknown_community_is_said():
    with pytest.raises(CommandError, match="There is no community 'ghosts'"):
        call_command("export_network", "--community", "ghosts")


def test_the_command_writes_lines(capsys):
    import_lines(dump(*NETWORK))

    call_command("export_network")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9
    assert all(line.startswith('{"type": ') for line in lines)


def test_names_that_are_not_latin_go_out_readable():
    lines = in_an_empty_database(dump({**PERSON, "id": "零", "name": "零 Zéro"}))

    assert "零 Zéro" in lines[0]


def test_the_export_is_read_page_by_page(django_assert_max_num_queries):
    """As many statements for many people as for one."""
    for _ in range(5):
        factories.make_person()

    with django_assert_max_num_queries(11):
        list(export_lines())


def lines_of(kind):
    return [line for line in map(json.loads, export_lines()) if line["type"] == kind]


def test_a_community_whose_host_stopped_and_stayed_still_names_them(community, animator):
    mandate = propose_host(animator, community, community.memberships.get(role="member").person)
    accept_mandate(mandate.person, mandate, hours=2, weeks=8)
    resign_as_host(mandate.person, community, reason="I change jobs.")

    [line] = lines_of("community")

    assert (line["id"], line["animator"]) == (community.slug, mandate.person.uid)


def test_what_stands_in_a_draft_without_host_has_no_lines(community, administrator, coanimator):
    create_community(
        administrator, name="Docks", purpose="Tell each dock incident to halve the blocked trucks.",
        coanimators=[coanimator],
    )  # fmt: skip

    assert {line["community"] for line in lines_of("membership")} == {community.slug}
