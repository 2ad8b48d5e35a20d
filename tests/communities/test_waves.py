"""A wave is prepared line by line, checked, and leaves at once: domain C "Growing", R-IV, R-RC."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from communities import actions
from communities.models import Invitation, Invitee, Wave
from communities.recipients import Entry
from tests.communities.letters import WORDS, delivered
from tests.communities.waves import SHARED, form, in_pilot, prepared, url
from tests.factories import make_community, make_person


@pytest.fixture
def community(community):
    """In its pilot, before its first wave."""
    return in_pilot(community)


# Preparing


def test_it_begins_with_the_communitys_own_answers(animator):
    place = make_community(
        animator, stage="draft", expected="Ten minutes a week.", gain="Fewer leaks.", first_step="Say hello."
    )

    wave = actions.prepare_wave(animator, place)

    assert (wave.number, wave.expected, wave.gain, wave.first_step) == (
        1,
        "Ten minutes a week.",
        "Fewer leaks.",
        "Say hello.",
    )
    assert actions.prepare_wave(animator, place) == wave


def test_people_are_chosen_among_colleagues_and_pasted_and_uploaded_at_once(as_, community, animator, outsider):
    file = SimpleUploadedFile("people.csv", b"e-mail;why you\nlea@example.org;You drew the flush hole of the PX-80.\n")

    response = as_(animator).post(
        url(community, "prepare/"),
        form(community, act="add", pick=[outsider.handle], people="Karim <karim@example.org>", file=file),
    )

    assert response.status_code == 303
    found = {row.email: (row.person, row.why_you) for row in Invitee.objects.all()}
    assert found == {
        outsider.email: (outsider, ""),
        "karim@example.org": (None, ""),
        "lea@example.org": (None, "You drew the flush hole of the PX-80."),
    }


def test_in_a_file_in_latin_1_the_right_lines_go_in_and_the_wrong_ones_are_named(as_, community, animator):
    lines = [
        "e-mail;pourquoi vous", "lea@example.org;Vous avez dessiné le circuit de rinçage.", "léa@@example",
        "nobody-here", "karim@example.org;Vous étiez là.", "a b@c",
    ]  # fmt: skip
    file = SimpleUploadedFile("gens.csv", "\r\n".join(lines).encode("latin-1"))

    response = as_(animator).post(url(community, "prepare/"), form(community, act="add", file=file))

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    for line, who in ((3, "léa@@example"), (4, "nobody-here"), (6, "a b@c")):
        assert f"Line {line}, “{who}”" in response.text
    assert set(Invitee.objects.values_list("email", "why_you")) == {
        ("lea@example.org", "Vous avez dessiné le circuit de rinçage."), ("karim@example.org", "Vous étiez là."),
    }  # fmt: skip


def test_who_is_inside_invited_or_named_twice_is_told_and_passed_over(as_, community, animator, member):
    actions.invite_person(animator, community, email="nora@example.org", **WORDS)
    wave = actions.prepare_wave(animator, community)
    actions.add_invitees(animator, wave, [Entry(1, "there@example.org")])
    people = f"{member.email}\nnora@example.org\nthere@example.org\nnew@example.org\nNEW@example.org\n@{member.handle}"

    response = as_(animator).post(url(community, "prepare/"), form(community, act="add", people=people))

    assert response.status_code == 200
    for words in ("belongs to the community already", "invited already", "in the wave already", "named twice"):
        assert words in response.text
    assert sorted(wave.invitees.values_list("email", flat=True)) == ["new@example.org", "there@example.org"]


@pytest.mark.parametrize("who", ["toute l’entreprise", "@tous", "all@example.org", "Everybody"])
def test_nobody_invites_everybody(as_, community, animator, who):
    response = as_(animator).post(url(community, "prepare/"), form(community, act="add", people=who))

    assert response.status_code == 422
    assert "does not invite everybody" in response.text
    assert not Invitee.objects.exists()


@pytest.mark.parametrize(
    ("text", "sentence", "kept"),
    [
        (
            "x" * 1_500_000,
            "That is 1500 KB, 500 KB is the most: a list of people is much shorter. Its beginning",
            20_000,
        ),
        ("\n".join(f"a{n}@example.org" for n in range(201)), "At most 200 people", None),
        ("a@b.org," * 300, "At most 200 people", None),
        ("\n".join(f"a{n}@example.org; {'why ' * 200}" for n in range(240)), "At most 200 people", None),
    ],
)
def test_a_book_is_refused_with_a_sentence_and_comes_back(as_, community, animator, text, sentence, kept):
    response = as_(animator).post(url(community, "prepare/"), form(community, act="add", people=text))

    assert response.status_code == 422
    assert sentence in response.text
    assert text[:kept] in response.text
    assert len(response.text) < len(text[:kept]) + 60_000
    assert not Invitee.objects.exists()


def test_pages_of_prose_are_so_many_lines_named_one_by_one(as_, community, animator):
    text = "\n".join(f"On se voit jeudi {n}, vers midi, avec Paul, Karim et les autres." for n in range(150))

    response = as_(animator).post(url(community, "prepare/"), form(community, act="add", people=text))

    assert response.status_code == 422
    assert "At most" not in response.text
    assert response.text.count("Nobody here has this handle") == 150
    assert text in response.text.replace("\t", ", ")


@pytest.mark.parametrize("act", ["save", "review", "search", "nothing-known"])
def test_a_list_that_was_not_added_yet_stays_whatever_is_asked(as_, community, animator, act):
    text = "lea@example.org; You drew the flush hole of the PX-80."

    page = as_(animator).post(url(community, "prepare/"), form(community, act=act, people=text))

    assert text in page.text
    assert not Invitee.objects.exists()


def test_a_colleague_is_named_by_their_name_when_one_alone_bears_it(as_, community, animator, outsider):
    browser = as_(animator)
    browser.post(url(community, "prepare/"), form(community, act="add", people=f"{outsider.display_name}; You know"))
    assert Invitee.objects.get().person == outsider

    make_person("Jean Martin")
    make_person("Jean Martin")
    page = browser.post(url(community, "prepare/"), form(community, act="add", people="Jean Martin, we need you there"))
    assert page.status_code == 422
    assert "Line 1, “Jean Martin”" in page.text


def test_a_workbook_is_told_apart(as_, community, animator):
    file = SimpleUploadedFile("people.xlsx", b"PK\x03\x04" + b"\0" * 50)

    response = as_(animator).post(url(community, "prepare/"), form(community, act="add", file=file))

    assert response.status_code == 422
    assert "save it as CSV" in response.text


def test_whatever_is_asked_what_is_written_is_saved_first(as_, community, animator):
    wave = prepared(animator, community, 2)
    first, second = wave.invitees.order_by("pk")
    words = {f"why_you-{first.pk}": "Half a rea", f"said_yes-{first.pk}": "1", "gain": "Something else."}

    as_(animator).post(url(community, "prepare/"), form(community, **words, act=f"remove-{second.pk}"))

    wave.refresh_from_db()
    assert wave.gain == "Something else."
    assert [(row.why_you, row.said_yes) for row in wave.invitees.all()] == [("Half a rea", True)]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("You have been added to the community Pumps.", "Nobody is added"),
        ("Vous avez été ajouté à la communauté Pompes", "Nobody is added"),
        ("Cette communauté est pour toute l’entreprise.", "meant for everybody"),
        ("x" * 501, "At most 500 characters"),
    ],
)
def test_what_no_invitation_says_is_refused_and_nothing_written_is_lost(as_, community, animator, words, problem):
    wave = prepared(animator, community, 1)
    row = wave.invitees.get()

    response = as_(animator).post(
        url(community, "prepare/"), form(community, gain="Kept.", **{f"why_you-{row.pk}": words})
    )

    assert response.status_code == 422
    assert problem in response.text
    assert words[:40] in response.text.replace("&#x27;", "’")
    assert "Kept." in response.text
    row.refresh_from_db()
    assert row.why_you != words


def test_two_hosts_at_once_the_second_is_told_and_both_texts_stand(as_, community, animator, coanimator):
    """R-RC-03."""
    wave = prepared(animator, community, 1)
    row = wave.invitees.get()
    mine = form(community, **{f"why_you-{row.pk}": "You have seen the seal of Thiers yourself."})
    actions.save_wave(animator, wave, version=wave.version, **SHARED, reasons={row.pk: "You drew the flush hole."})

    response = as_(coanimator).post(url(community, "prepare/"), mine)

    assert response.status_code == 409
    assert "You have seen the seal of Thiers yourself." in response.text
    assert "Saved meanwhile: “You drew the flush hole.”" in response.text
    row.refresh_from_db()
    assert row.why_you == "You drew the flush hole."


def test_it_is_saved_while_one_types(as_, community, animator):
    wave = prepared(animator, community, 1)
    row = wave.invitees.get()
    words = {f"why_you-{row.pk}": "You drew the flush hole of the PX-80."}

    response = as_(animator).post(url(community, "prepare/"), form(community, **words), headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "<html" not in response.text
    assert f'name="version" value="{wave.version + 1}"' in response.text
    row.refresh_from_db()
    assert row.why_you == words[f"why_you-{row.pk}"]


def test_colleagues_are_found_by_their_words_those_inside_are_not_offered(as_, community, animator, member, outsider):
    found = as_(animator).get(url(community, "people/"), {"q": "a"}).text

    assert outsider.handle in found
    assert member.handle not in found


def test_who_does_not_host_does_not_prepare(as_, community, member, outsider, administrator):
    for person in (member, outsider, administrator):
        assert as_(person).post(url(community, "prepare/"), {"act": "save"}).status_code == 403
        assert as_(person).get(url(community, "people/"), {"q": "a"}).status_code == 403
    assert not Wave.objects.exists()


def test_each_letter_is_read_before_it_leaves_and_tried_on_oneself(as_, community, animator):
    wave = prepared(animator, community, 1)
    row = wave.invitees.get()
    browser = as_(animator)

    page = browser.get(url(community, f"letter/{row.pk}/")).text
    assert row.why_you in page
    assert WORDS["gain"] in page
    assert browser.post(url(community, "prepare/"), {"act": f"try-{row.pk}"}).status_code == 303

    [letter] = delivered()
    assert letter.to == [animator.email]
    assert row.why_you in letter.body
    assert not Invitation.objects.exists()
