"""A network comes in: everything, once, or nothing and the number of the line that is wrong."""

import gzip
import io
import json
import sys
import zlib

import pytest
from django.core.management import CommandError, call_command

from accounts.models import FormerHandle, Person
from communities.models import Community, Membership, StageChange
from notifications.models import Notification
from posts.models import Contribution, Follow, Mention, Post, Reaction, Reply
from rsenet.network import importer
from rsenet.network.importer import import_lines
from rsenet.network.lines import BadLine
from tests import factories
from tests.rsenet.networks import (
    ACCEPTED,
    COMMUNITY,
    MEMBERSHIP,
    NETWORK,
    OTHER,
    PERSON,
    POST,
    REACTION,
    REPLY,
    dump,
)

pytestmark = pytest.mark.django_db


def test_everything_comes_in_and_is_counted():
    counts = import_lines(dump(*NETWORK))

    assert {kind: count["created"] for kind, count in counts.items()} == {
        "person": 2, "community": 1, "membership": 1, "post": 1, "reply": 1, "reaction": 1, "accepted_answer": 1,
    }  # fmt: skip
    post, reply = Post.objects.get(), Reply.objects.get()
    assert "<strong>13</strong>" in post.html
    assert post.excerpt_html == post.html
    assert post.reply_count == 1
    assert (post.last_activity_at, post.last_activity_by) == (reply.created_at, reply.author)
    assert (post.accepted_reply, post.accepted_by) == (reply, post.author)
    assert (reply.thanks_count, reply.useful_count) == (1, 0)
    community = Community.objects.get()
    assert (community.member_count, community.hue in range(1, 13)) == (2, True)
    assert StageChange.objects.get().at == community.created_at
    assert Membership.objects.get(person__handle="ada").role == "animator"


def test_the_second_time_changes_nothing():
    import_lines(dump(*NETWORK))
    Post.objects.update(title="Which ring, in the end?")

    counts = import_lines(dump(*NETWORK))

    assert {kind: (count["created"], count["existing"]) for kind, count in counts.items()} == {
        "person": (0, 2), "community": (0, 1), "membership": (0, 1), "post": (0, 1), "reply": (0, 1),
        "reaction": (0, 1), "accepted_answer": (0, 1),
    }  # fmt: skip
    assert Post.objects.get().title == "Which ring, in the end?"
    assert Membership.objects.count() == 2


def test_people_cannot_sign_in_before_they_are_invited_and_nobody_is_told(mailoutbox):
    import_lines(dump({**PERSON, "title": "Fitter", "location": "Thiers", "active": False, "bot": True}, *NETWORK[1:]))

    ada = Person.objects.get(uid="ada")
    assert (ada.handle, ada.title, ada.is_active, ada.is_bot) == ("ada", "Fitter", False, True)
    assert not ada.has_usable_password()
    assert "fitter" in ada.search_text
    assert not Notification.objects.exists()
    assert mailoutbox == []


def test_a_name_called_in_a_text_is_a_mention_except_in_code():
    third = {**PERSON, "id": "zoe", "email": "zoe@example.org"}
    body = "@ada look at `@zoe`, and @nobody; it is me, @ben"
    import_lines(dump(PERSON, OTHER, third, COMMUNITY, {**POST, "body": body}))

    assert [mention.person.uid for mention in Mention.objects.all()] == ["ada"]
    assert '<a href="/people/ada/" class="mention"' in Post.objects.get().html
    assert "<code>@zoe</code>" in Post.objects.get().html


def test_who_may_not_see_a_private_community_is_not_called_by_name_there():
    """Mentions reach only people who may read the post."""
    stranger = {**PERSON, "id": "zoe", "email": "zoe@example.org"}
    private = {**COMMUNITY, "visibility": "private"}
    import_lines(dump(PERSON, OTHER, stranger, private, MEMBERSHIP, {**POST, "author": "ada", "body": "@ben @zoe"}))

    assert {mention.person.uid for mention in Mention.objects.all()} == {"ben"}
    assert "@zoe" in Post.objects.get().html


def test_who_wrote_in_a_thread_follows_it():
    import_lines(dump(*NETWORK))

    assert {follow.person.uid for follow in Follow.objects.all()} == {"ada", "ben"}


def test_who_wrote_counts_among_the_contributors():
    import_lines(dump(*NETWORK))

    assert {(row.person.uid, row.last_at.hour) for row in Contribution.objects.all()} == {("ben", 9), ("ada", 10)}


def test_an_answer_to_an_answer_to_an_answer_stands_under_the_first():
    deeper = [{**REPLY, "id": f"r{n}", "parent": f"r{n - 1}"} for n in (2, 3, 4)]
    import_lines(dump(*NETWORK[:6], *deeper))

    first = Reply.objects.get(uid="r1")
    assert [reply.parent for reply in Reply.objects.order_by("pk")] == [None, first, first, first]
    assert Post.objects.get().reply_count == 4


def test_a_thread_goes_on_in_a_second_file():
    import_lines(dump(*NETWORK[:6]))
    later = {**REPLY, "id": "r2", "author": "ben", "created_at": "2026-02-01T09:00:00Z", "parent": "r1"}

    import_lines(dump(later, {**REACTION, "target": "post:p1"}, ACCEPTED))

    post = Post.objects.get()
    assert (post.reply_count, post.last_activity_by.uid, post.thanks_count) == (2, "ben", 1)
    assert post.accepted_reply.uid == "r1"


def test_deleted_texts_keep_their_place_and_are_not_counted():
    import_lines(dump(*NETWORK[:5], {**REPLY, "deleted": True}))

    reply, post = Reply.objects.get(), Post.objects.get()
    assert reply.is_deleted
    assert (post.reply_count, post.last_activity_at) == (0, post.created_at)


def test_a_question_of_a_chat_needs_no_title():
    import_lines(dump(*NETWORK[:4], {**POST, "title": ""}))

    assert Post.objects.get().is_open_question


def test_stays_that_ended_are_kept():
    past = {**MEMBERSHIP, "left_at": "2026-01-20T09:00:00Z", "left_reason": "removed", "role": "coanimator"}
    import_lines(dump(*NETWORK[:3], past, {**MEMBERSHIP, "joined_at": "2026-02-01T09:00:00Z"}))

    stays = Membership.objects.filter(person__uid="ben").order_by("joined_at")
    assert [(stay.role, stay.left_reason) for stay in stays] == [("coanimator", "removed"), ("member", "")]
    assert Community.objects.get().member_count == 2


def test_somebody_who_came_by_themself_is_not_doubled():
    import_lines(dump(*NETWORK[:3]))
    Membership.objects.create(community=Community.objects.get(), person=Person.objects.get(uid="ben"))

    assert import_lines(dump(MEMBERSHIP))["membership"] == {"created": 0, "existing": 1}


@pytest.mark.parametrize(
    ("uid", "name", "handle"),
    [
        ("jean.martin@example.org", "Jean Martin", "jean-martin-example-org"),
        ("Éloïse", "Éloïse", "eloise"),
        ("0" * 31 + "a", "Zoé d’Arc", "zoe-darc"),
        ("零", "零", "person"),
        ("taken", "Any", "taken-3"),
    ],
)
def test_a_handle_comes_from_the_id(uid, name, handle):
    factories.make_person(handle="taken", email="somebody@example.org")
    FormerHandle.objects.create(handle="taken-2", person=Person.objects.get())

    import_lines(dump({**PERSON, "id": uid, "name": name}))

    assert Person.objects.get(uid=uid).handle == handle


def test_two_exports_one_after_the_other_are_one_network():
    counts = import_lines(dump(*NETWORK, *NETWORK))

    assert counts["person"] == {"created": 2, "existing": 2}
    assert counts["reaction"] == {"created": 1, "existing": 1}


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
    ({"type": "visit", "community": "pumps"}, "line 9: Visits are not kept yet; leave these lines out"),
    ({"type": "pulse"}, "line 9: Pulses are not kept yet"),
    ({"type": "closure"}, "line 9: Closures are not kept yet"),
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


def test_a_long_file_of_mixed_lines_is_read_in_batches(monkeypatch):
    monkeypatch.setattr(importer, "BATCH", 100)
    lines = [
        line | {"id": f"{line['id']}-{n}"} | ({"post": f"p1-{n}"} if "post" in line else {})
        for n in range(120)
        for line in (POST, REPLY)
    ]
    told = []

    counts = import_lines(dump(*NETWORK[:4], *lines), progress=told.append)

    assert counts["reply"]["created"] == Post.objects.filter(reply_count=1).count() == 120
    assert told == [100, 200, 244]


# The command


@pytest.fixture
def a_file(tmp_path):
    def write(lines, name="network.jsonl", pack=bytes):
        path = tmp_path / name
        path.write_bytes(pack(b"".join(dump(*lines))))
        return str(path)

    return write


def test_the_command_prints_the_counts_last(a_file, capsys):
    call_command("import_network", a_file(NETWORK))

    out = capsys.readouterr().out
    assert json.loads(out.splitlines()[-1])["person"] == {"created": 2, "existing": 0}


def test_a_packed_file_comes_in(a_file, capsys):
    call_command("import_network", a_file(NETWORK, "network.jsonl.gz", gzip.compress))

    assert Post.objects.count() == 1


def test_standard_input_comes_in(monkeypatch, capsys):
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"".join(dump(*NETWORK)))))
    monkeypatch.setattr(sys, "stdin", stream)

    call_command("import_network", "-")

    assert Post.objects.count() == 1


def test_a_dry_run_counts_and_keeps_nothing(a_file, capsys):
    call_command("import_network", a_file(NETWORK), "--dry-run")

    assert json.loads(capsys.readouterr().out)["post"] == {"created": 1, "existing": 0}
    assert not Person.objects.exists()


def test_the_command_names_the_bad_line(a_file):
    with pytest.raises(CommandError, match=r"line 3: it is not JSON.*Nothing was written\.") as error:
        call_command("import_network", a_file([PERSON, OTHER, b"{"]))

    assert error.value.returncode == 1


def test_a_file_that_cannot_be_read_gives_one_sentence(a_file, tmp_path):
    cut = a_file(NETWORK, "cut.gz", lambda raw: gzip.compress(raw)[:-20])
    broken = a_file(NETWORK, "broken.gz", lambda raw: b"\x1f\x8b\x08\0\0\0\0\0\0\3" + zlib.compress(raw))

    for name in (cut, broken, str(tmp_path / "missing.jsonl"), str(tmp_path)):
        with pytest.raises(CommandError, match=r"cannot be read"):
            call_command("import_network", name)
    assert not Person.objects.exists()


def test_blank_lines_and_a_byte_order_mark_are_no_mistake():
    lines = dump(PERSON, b"", OTHER)

    assert import_lines([b"\xef\xbb\xbf" + lines[0], *lines[1:]])["person"]["created"] == 2


def test_reactions_and_replies_of_an_old_file_find_their_post():
    import_lines(dump(*NETWORK))
    reaction = {**REACTION, "target": "post:p1", "emoji": "bravo"}

    import_lines(dump(reaction))

    assert Reaction.objects.count() == 2
    assert Post.objects.get().bravo_count == 1


def test_an_imported_colleague_signs_in_with_a_code_sent_to_their_address(client, mailoutbox):
    import_lines(dump(*NETWORK))

    client.post("/accounts/login/code/", {"email": "ada@example.org"})

    assert [letter.to for letter in mailoutbox] == [["ada@example.org"]]
