"""A bad line: its number, what is wrong, and nothing written."""

import pytest

from accounts.models import Person
from rsenet.network import importer
from rsenet.network.importer import import_lines
from rsenet.network.lines import BadLine
from tests.rsenet.networks import (
    ACCEPTED,
    CLOSURE,
    COMMUNITY,
    MEMBERSHIP,
    NETWORK,
    PERSON,
    POST,
    PULSE,
    REACTION,
    REPLY,
    VISIT,
    dump,
)

pytestmark = pytest.mark.django_db

SECOND_ANIMATOR = {**MEMBERSHIP, "role": "animator"}
ELSEWHERE = {**POST, "id": "p2"}
BAD = [
    (b"{", "line 9: it is not JSON"),
    (b"\xff\xfe", "line 9: it is not UTF-8"),
    (b"[1]", "line 9: it is not a JSON object"),
    (b"[" * 20_000, "line 9: it is n"),
    (b'{"type": "person", "id": NaN}', "line 9: NaN is not JSON"),
    (b'{"type": "person", "id": 1' + b"0" * 5000 + b"}", "line 9: "),
    (b'{"type": "person", "id": "a", "id": "b"}', "line 9: a key is there twice"),
    (b'{"type": "person", "id": "a\\u0000"}', "line 9: id contains a NUL character"),
    (b'{"type": "person", "id": "a\\ud800"}', "line 9: id contains half a character"),
    (b'{"type": "person", "\\ud800": 1}', "line 9: a person has no key"),
    (b" " * 5 + b'"' + b"x" * 2_000_000 + b'"', "line 9: it is longer than"),
    ({}, "line 9: type must be one of person, community"),
    ({"type": ["person"]}, "line 9: type must be one of"),
    ({"type": "visit", "community": "pumps"}, "line 9: person is missing"),
    ({**VISIT, "day": "2026-02-30"}, "line 9: day must be a day between 1970 and 2199, like 2026-03-09"),
    ({**VISIT, "day": "20260107"}, "line 9: day must be a day"),
    ({**VISIT, "day": "0026-01-07"}, "line 9: day must be a day"),
    ({**VISIT, "person": "ghost"}, "line 9: person 'ghost' is not known"),
    ({**VISIT, "hour": 9}, "line 9: a visit has no key 'hour'"),
    ({**CLOSURE, "community": "ghosts"}, "line 9: community 'ghosts' is not known"),
    ({**PULSE, "answer": "maybe"}, "line 9: answer must be one of yes, no"),
    ({**PULSE, "answer": None}, "line 9: answered_at without answer"),
    ({**PULSE, "answered_at": "2026-01-13T09:00:00Z"}, "line 9: answered_at is before asked_at"),
    ({**PERSON, "id": "cat", "age": 3}, "line 9: a person has no key 'age'"),
    ({"type": "person", "id": "cat", "name": "Cat"}, "line 9: email is missing"),
    ({**PERSON, "id": "cat"}, "line 9: ada@example.org already belongs to ada"),
    ({**PERSON, "id": "cat", "email": "ADA@example.org"}, "line 9: ada@example.org already belongs to ada"),
    ({**PERSON, "id": "cat", "email": "cat"}, "line 9: email is not an e-mail address"),
    ({**PERSON, "id": "c at"}, "line 9: id must be 1 to 100 characters"),
    ({**PERSON, "id": 12}, "line 9: id must be a text, not 12"),
    ({**PERSON, "id": "x" * 101}, "line 9: id is too long: 101 characters, 100 at most"),
    ({**PERSON, "id": "cat", "name": "\u202e "}, "line 9: name must be a name that others can read"),
    ({**PERSON, "id": "cat", "name": "x" * 81}, "line 9: name is too long"),
    ({**PERSON, "id": "cat", "language": "xx"}, "line 9: language must be one of fr, en"),
    ({**PERSON, "id": "cat", "bot": "yes"}, "line 9: bot must be true or false"),
    ({**PERSON, "name": "Ada Lovelace"}, "line 9: line 1 is another person with the id ada"),
    ({**COMMUNITY, "id": "a/b"}, "line 9: id must be made of letters"),
    ({**COMMUNITY, "id": "new"}, "line 9: id must not be new"),
    ({**COMMUNITY, "id": "new-one", "purpose": " "}, "line 9: purpose must say something"),
    ({**COMMUNITY, "id": "new-one", "purpose": "x" * 501}, "line 9: purpose is too long"),
    ({**COMMUNITY, "id": "new-one", "animator": "zed"}, "line 9: animator 'zed' is not known"),
    ({**COMMUNITY, "id": "new-one", "stage": "dead"}, "line 9: stage must be one of draft"),
    ({**COMMUNITY, "id": "new-one", "timezone": "Mars/North"}, "line 9: timezone is not a time zone"),
    ({**MEMBERSHIP, "person": "zed"}, "line 9: person 'zed' is not known"),
    ({**MEMBERSHIP, "community": "zed"}, "line 9: community 'zed' is not known"),
    ({**MEMBERSHIP, "joined_at": "2026-01-06"}, "line 9: joined_at must be a time with its zone"),
    ({**MEMBERSHIP, "joined_at": "0001-01-01T00:00:00+10:00"}, "line 9: joined_at must be a time"),
    ({**MEMBERSHIP, "joined_at": "2026-03-06T09:00:00Z"}, "line 9: ben is already a member of pumps"),
    ({**MEMBERSHIP, "left_at": "2026-01-01T09:00:00Z"}, "line 9: left_at is before joined_at"),
    ({**MEMBERSHIP, "left_reason": "left"}, "line 9: left_reason without left_at"),
    ({**POST, "id": "p2", "author": "zed"}, "line 9: author 'zed' is not known"),
    ({**POST, "id": "p2", "seeded_by": "zed"}, "line 9: seeded_by 'zed' is not known"),
    ({**POST, "id": "p2", "kind": "song"}, "line 9: kind must be one of message, question"),
    ({**POST, "id": "p2", "body": "x" * 20_001}, "line 9: body is too long"),
    ({**POST, "id": "p2", "title": "x" * 201}, "line 9: title is too long"),
    ({**POST, "id": "p2", "created_at": 1767776400}, "line 9: created_at must be a time"),
    ({**REPLY, "id": "r2", "post": "p9"}, "line 9: post 'p9' is not known"),
    ({**REPLY, "id": "r2", "parent": "r9"}, "line 9: parent 'r9' is not known"),
    ({**REPLY, "id": "r2", "parent": "r2"}, "line 9: parent 'r2' is not known"),
    ({**REACTION, "target": "page:p1"}, "line 9: target must be post:<id> or reply:<id>"),
    ({**REACTION, "target": "post:p9"}, "line 9: post 'p9' is not known"),
    ({**REACTION, "emoji": "love"}, "line 9: emoji must be one of thanks, useful, confirm, bravo"),
    ({**ACCEPTED, "reply": "r9"}, "line 9: reply 'r9' is not known"),
]


@pytest.mark.parametrize(("line", "sentence"), BAD)
def test_a_bad_line_says_its_number_and_nothing_is_written(line, sentence):
    """R-RB-01."""
    with pytest.raises(BadLine) as error:
        import_lines(dump(*NETWORK, line))

    assert str(error.value).startswith(sentence)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([SECOND_ANIMATOR], "line 4: pumps already has another animator"),
        ([POST, ELSEWHERE, REPLY, {**REPLY, "id": "r2", "post": "p2", "parent": "r1"}],
         "line 7: the parent r1 is a reply to another post"),
        ([POST, ELSEWHERE, REPLY, {**ACCEPTED, "post": "p2"}], "line 7: r1 is a reply to another post"),
        ([POST, REPLY, {**REPLY, "id": "r2"}, ACCEPTED, {**ACCEPTED, "reply": "r2"}],
         "line 8: p1 already has another accepted answer"),
        ([REPLY, POST], "line 4: post 'p1' is not known"),
    ],
)  # fmt: skip
def test_lines_that_contradict_each_other_are_refused(lines, sentence):
    with pytest.raises(BadLine) as error:
        import_lines(dump(*NETWORK[:3], *lines))

    assert str(error.value).startswith(sentence)


def test_a_bad_line_far_down_undoes_what_was_already_written(monkeypatch):
    monkeypatch.setattr(importer, "BATCH", 100)
    people = [{**PERSON, "id": f"p{n}", "email": f"p{n}@example.org"} for n in range(250)]

    with pytest.raises(BadLine, match="line 251"):
        import_lines(dump(*people, b"{"))

    assert not Person.objects.exists()
