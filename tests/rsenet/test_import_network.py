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
from pulse.models import ClarityAsk, Visit
from rsenet.network import importer
from rsenet.network.importer import import_lines
from tests import factories
from tests.rsenet.networks import (
    ACCEPTED,
    COMMUNITY,
    EVERYTHING,
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
    counts = import_lines(dump(*EVERYTHING))

    assert {kind: count["created"] for kind, count in counts.items()} == {
        "person": 2, "community": 1, "membership": 1, "post": 1, "reply": 1, "reaction": 1, "accepted_answer": 1,
        "visit": 1, "closure": 1, "pulse": 1,
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
    assert [(visit.person.handle, str(visit.day)) for visit in Visit.objects.all()] == [("ben", "2026-01-07")]
    assert [str(closure.day) for closure in community.closures.all()] == ["2026-05-01"]
    assert ClarityAsk.objects.get().answer == "yes"


def test_the_second_time_changes_nothing():
    import_lines(dump(*EVERYTHING))
    Post.objects.update(title="Which ring, in the end?")

    counts = import_lines(dump(*EVERYTHING))

    assert {kind: (count["created"], count["existing"]) for kind, count in counts.items()} == {
        "person": (0, 2), "community": (0, 1), "membership": (0, 1), "post": (0, 1), "reply": (0, 1),
        "reaction": (0, 1), "accepted_answer": (0, 1), "visit": (0, 1), "closure": (0, 1), "pulse": (0, 1),
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
