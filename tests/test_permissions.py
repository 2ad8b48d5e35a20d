"""The table of permissions.txt, asked address by address as everybody; and that no address is missing from it."""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import override_settings
from django.urls import URLResolver, get_resolver, reverse

from tests import permission_world
from tests.permission_world import ACTORS, AWARE, READERS

pytestmark = pytest.mark.django_db

# What each address takes, from a place (of permission_world) or from the world.
ARGUMENTS = {
    "posts:community": lambda w, p: [p.community.slug],
    "posts:post": lambda w, p: [p.post.pk],
    "posts:publish": lambda w, p: [p.community.slug],
    "posts:mentionable": lambda w, p: [p.community.slug],
    "posts:discard_draft": lambda w, p: [p.draft.pk],
    "posts:file": lambda w, p: [p.file.key if p else w.loose.key],
    **dict.fromkeys(
        [
            f"posts:{verb}"
            for verb in (
                "reply_box",
                "reply",
                "edit",
                "history",
                "delete",
                "react",
                "unaccept",
                "follow",
                "pin",
                "mentionable_in_thread",
            )
        ],
        lambda w, p: [p.post.pk],
    ),
    **dict.fromkeys(
        [
            f"posts:{verb}"
            for verb in ("reply_permalink", "edit_reply", "reply_history", "delete_reply", "react_reply", "accept")
        ],
        lambda w, p: [p.reply.pk],
    ),
    "communities:about": lambda w, p: [p.community.slug],
    "communities:join": lambda w, p: [p.community.slug],
    "communities:leave": lambda w, p: [p.community.slug],
    "communities:members": lambda w, p: [p.community.slug],
    "communities:member": lambda w, p: [p.community.slug, "the-newest"],
    "communities:role": lambda w, p: [p.community.slug, "the-newest"],
    "communities:hand_over": lambda w, p: [p.community.slug, "the-newest"],
    "communities:remove": lambda w, p: [p.community.slug, "the-newest"],
    "communities:settings": lambda w, p: [p.community.slug],
    "communities:visibility": lambda w, p: [p.community.slug],
    "communities:archive": lambda w, p: [p.community.slug],
    "communities:invitations": lambda w, p: [p.community.slug],
    "communities:revoke": lambda w, p: [p.community.slug, p.invitation.pk],
    **dict.fromkeys(
        [f"communities:{verb}" for verb in ("invitation", "accept", "decline", "unsubscribe")],
        lambda w, p: [f"mine-{p.invitation.pk}" if p else "canary-secret"],  # without a place: the token of a letter
    ),
    "communities:reopen": lambda w, p: [p.community.slug],
    "notifications:open": lambda w, p: [w.notices["member"].pk],
    "notifications:read": lambda w, p: [w.notices["member"].pk],
    "notifications:unread": lambda w, p: [w.notices["member"].pk],
    "notifications:follow": lambda w, p: [w.notices["member"].pk],
    "accounts:end_session": lambda w, p: [9_000_000_000],
    "accounts:first_password": lambda w, p: ["none"],
    "accounts:welcome": lambda w, p: ["none"],
    "account_reset_password_from_key": lambda w, p: ["none", "none-none"],
    "mfa_edit_webauthn": lambda w, p: [1],
    "mfa_remove_webauthn": lambda w, p: [1],
    "accounts:person": lambda w, p: ["the-member"],
    "accounts:photo": lambda w, p: ["the-member", "none"],
}
# What each POST sends: a form that is right, so that only a permission refuses it.
FORMS = {
    "posts:seen": lambda w, p: {"post": w.places["open"].post.pk},
    "posts:compose": lambda w, p: {"community": p.community.slug, "body": "Check the flush."},
    "posts:publish": lambda w, p: {"body": "Check the flush."},
    "posts:reply": lambda w, p: {"body": "Check the flush."},
    "posts:edit": lambda w, p: {"title": "Who knows?", "body": "Edited.", "version": 1},
    "posts:edit_reply": lambda w, p: {"body": "Edited.", "version": 1},
    "posts:delete": lambda w, p: {"reason": "Said twice."},
    "posts:delete_reply": lambda w, p: {"reason": "Said twice."},
    "posts:react": lambda w, p: {"emoji": "useful"},
    "posts:react_reply": lambda w, p: {"emoji": "useful"},
    "posts:preview": lambda w, p: {"community": p.community.slug, "body": "Check the flush."},
    "posts:save_draft": lambda w, p: {"community": p.community.slug, "body": "Check the flush."},
    "posts:upload": lambda w, p: {"community": p.community.slug, "file": SimpleUploadedFile("a.txt", b"Flush.")},
    "communities:invitations": lambda w, p: {
        "email": "somebody@example.org", "why_you": "You have known these seals for long.", "expected": "One answer.",
        "gain": "Fewer leaks.",
    },
    "communities:role": lambda w, p: {"role": "coanimator"},
    "communities:remove": lambda w, p: {"reason": "Changed jobs."},
    "communities:archive": lambda w, p: {"reason": "Its work is done."},
    "communities:visibility": lambda w, p: {"visibility": "secret"},
    "communities:settings": lambda w, p: {
        "name": p.community.name, "purpose": p.community.purpose, "hue": p.community.hue, "tile": p.community.tile,
        "version": p.community.version,
    },
    "accounts:settings": lambda w, p: {
        "language": "en", "timezone": "Europe/Paris", "theme": "dark", "feed_order": "newest", "reading": "manual",
    },
}  # fmt: skip
PERSONAL = {
    "accounts:me": lambda person: {
        "display_name": person.display_name, "handle": person.handle, "version": person.version,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the table, for one place."""

    address: str
    method: str
    place: str
    expected: tuple[int, ...]

    def __str__(self):
        return f"{self.method} {self.address} {self.place}"


def _read():
    for text in (Path(__file__).parent / "permissions.txt").read_text().splitlines():
        if text and not text.startswith("#"):
            address, method, places, *expected = text.split()
            assert len(expected) == len(ACTORS), text
            for place in places.split(","):
                yield Line(address, method, place, tuple(int(status) for status in expected))


LINES = list(_read())


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once; whatever a request changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(ADMIN_MFA=True):
        yield permission_world.build()
        transaction.set_rollback(True)


def ask(world, actor, line, place=None):
    """The answer to one person, and nothing of what it did."""
    place = place or world.places.get(line.place)
    arguments = ARGUMENTS[line.address](world, place) if line.address in ARGUMENTS else []
    path = reverse(line.address, args=arguments)
    browser = world.browsers[actor]
    cookies = deepcopy(browser.cookies)  # some answers sign one out
    with transaction.atomic():
        if line.method == "GET":
            response = browser.get(path)
        else:
            form = FORMS[line.address](world, place) if line.address in FORMS else {}
            if actor in world.people and line.address in PERSONAL:
                form |= PERSONAL[line.address](world.people[actor])
            response = browser.post(path, form)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return response


def said(response):
    """The text of an answer, a file's included."""
    return response.getvalue().decode() if response.streaming else response.text


@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_gets_the_answer_of_the_table(world, line):
    """R-AZ-01."""
    answers = {actor: ask(world, actor, line) for actor in ACTORS}

    statuses = {actor: answer.status_code for actor, answer in answers.items()}
    assert statuses == dict(zip(ACTORS, line.expected, strict=True))
    for actor, answer in answers.items():
        if actor not in LETTERS.get(line.address, ()):
            hear_no_canary(world, actor, said(answer))
    if line.place in ("secret", "draft"):
        for actor in [actor for actor, status in statuses.items() if status == 404]:
            look_like_nothing(
                answers[actor], ask(world, actor, line, permission_world.absent(world.places[line.place]))
            )


# Pages that tell the person invited what the letter tells.
LETTERS = {
    "communities:invitation": ("nobody", "invited"),
    "communities:accept": ("nobody", "invited"),
    "communities:directory": ("invited",),
}


def hear_no_canary(world, actor, text):
    """R-AZ-20: no word of a place in what is answered to who may not read it; a listed place has a name."""
    for kind, place in world.places.items():
        if actor not in AWARE[kind]:
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
