"""The table of permissions.txt, asked address by address as everybody; and that no address is missing from it."""

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from tests import permission_world
from tests.permission_table import LINES, Line, ask, said
from tests.permission_world import ACTORS, AWARE, READERS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_the_answer_of_the_table(world, line):
    """R-AZ-01."""
    answers = {actor: ask(world, actor, line) for actor in ACTORS}

    statuses = {actor: answer.status_code for actor, answer in answers.items()}
    assert statuses == dict(zip(ACTORS, line.expected, strict=True))
    for actor, answer in answers.items():
        letters = OPEN if actor in LETTERS.get(line.address, ()) else ()
        hear_no_canary(world, actor, said(answer), but_of=letters)
    if line.place in ("secret", "draft"):
        for actor in [actor for actor, status in statuses.items() if status == 404]:
            look_like_nothing(
                answers[actor], ask(world, actor, line, permission_world.absent(world.places[line.place]))
            )


# Pages that tell the person invited what the letter tells, of places that take people in; and who runs the network.
OPEN = ("open", "pilot", "private", "secret")
LETTERS = {
    "communities:invitation": ("nobody", "invited"),
    "communities:accept": ("nobody", "invited"),
    "communities:unsubscribe": ("invited",),
    "communities:directory": ("invited",),
    "posts:home": ("invited",),
    "pulse:roadmap": ("administrator",),  # of a secret one its name and stage, as in the administration
}


def hear_no_canary(world, actor, text, but_of=()):
    """R-AZ-20: no word of a place in what is answered to who may not read it; a listed place has a name."""
    for kind, place in world.places.items():
        if actor not in AWARE[kind] and kind not in but_of:
            assert place.word not in text, (actor, kind)
        elif actor not in READERS[kind]:
            assert f"mean {place.word}" not in text, (actor, kind)
            assert f"Who knows {place.word}" not in text, (actor, kind)


def look_like_nothing(hidden, absent):
    """R-AZ-03: what is hidden answers like what does not exist: same status, body and headers."""
    assert (hidden.status_code, said(hidden)) == (absent.status_code, said(absent))
    assert dict(hidden.headers) == dict(absent.headers)


@pytest.mark.parametrize("place", permission_world.PLACES)
def test_the_canaries_are_where_one_looks_for_them(world, place):
    """Else their absence would prove nothing."""
    line = Line("posts:post", "GET", place, ())

    assert {actor for actor in ACTORS if f"mean canary-{place}" in ask(world, actor, line).text} == READERS[place]


def addresses(patterns=None, namespace=""):
    """(name, path) of every address; the admin's own are told by their index."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inside)
        else:
            yield f"{namespace}{pattern.name}"


def test_every_address_is_in_the_table():
    """R-AZ-01: a new address without a line fails the build."""
    known = {name for name in addresses() if not name.startswith("admin:")} | {"admin:index"}

    assert known - {line.address for line in LINES} == set(), "add their lines to permissions.txt"
    assert {line.address for line in LINES} - known == set(), "these addresses are gone"


def test_an_address_about_a_place_is_asked_in_every_kind_of_place():
    for address in {line.address for line in LINES if line.place != "-"}:
        places = {line.place for line in LINES if line.address == address}
        assert places >= {"open", "private", "secret", "draft"}, address


METHODS = {
    address: {line.method for line in LINES if line.address == address} for address in {line.address for line in LINES}
}
OURS = [line for line in LINES if line.address.split(":")[0] in permission_world.ROOMS and line.place in ("-", "open")]


@pytest.mark.parametrize("line", [line for line in OURS if len(METHODS[line.address]) == 1], ids=str)
def test_an_address_that_reads_does_not_write_and_the_reverse(world, line):
    """R-CS-04: the other method is refused, whoever asks."""
    other = Line(line.address, {"GET": "POST", "POST": "GET"}[line.method], line.place, ())

    assert ask(world, "animator", other).status_code == 405


def test_the_admin_is_not_there_for_anybody_else(world):
    """R-AZ-11: every one of its addresses, not only the first."""
    for name in {name for name in addresses() if name.startswith("admin:")}:
        for arguments in ([], ["1"], ["auth"], ["1", "1"]):
            try:
                path = reverse(name, args=arguments)
            except Exception:  # noqa: S112 — not with these
                continue
            for actor in ("outsider", "member", "animator"):
                with transaction.atomic():
                    assert world.browsers[actor].get(path).status_code == 404, path
                    transaction.set_rollback(True)
            assert world.browsers["nobody"].get(path).status_code == 302, path
