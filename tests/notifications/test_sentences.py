"""What a notification says, in both languages: names, numbers, agreement."""

import pytest
from django.utils import translation

from notifications import sentences


def said(sentence):
    return "".join(piece.text for piece in sentence)


@pytest.fixture(params=["en", "fr"])
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("names", "total", "english", "french"),
    [
        ([], 1, "A former colleague", "Un ancien collègue"),
        (["Nadia"], 1, "Nadia", "Nadia"),
        (["Nadia", "Paul"], 2, "Nadia and Paul", "Nadia et Paul"),
        (["Nadia", "Paul"], 3, "Nadia, Paul and 1 other", "Nadia, Paul et 1 autre"),
        (["Nadia", "Paul"], 5, "Nadia, Paul and 3 others", "Nadia, Paul et 3 autres"),
        (["Nadia"], 2, "Nadia and 1 other", "Nadia et 1 autre"),
    ],
)
def test_one_or_two_are_named_the_others_are_counted(language, names, total, english, french):
    assert said(sentences.who(names, total)) == {"en": english, "fr": french}[language]


def test_names_are_strong_and_titles_are_not():
    sentence = sentences.fill("{who} in {title}", who=sentences.strong("Nadia"), title=sentences.plain("{who} <b>"))

    assert [(piece.text, piece.strong) for piece in sentence] == [
        ("Nadia", True),
        (" in ", False),
        ("{who} <b>", False),
    ]


PATTERNS = [
    lambda n: sentences.mention(asked=False, n=n),
    lambda n: sentences.accepted(n),
    *(
        lambda n, own=own, question=question, to_you=to_you: sentences.reply(
            own=own, question=question, to_you=to_you, n=n
        )
        for own, question, to_you in [(1, 1, 0), (1, 0, 0), (0, 0, 1), (0, 0, 0)]
    ),
    *(lambda n, emoji=emoji: sentences.reaction(emoji, n) for emoji in ("thanks", "useful", "confirm", "bravo", "")),
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_sentence_names_who_and_where_and_agrees_in_french(pattern):
    for language in ("en", "fr"):
        with translation.override(language):
            for n in (1, 2):
                assert pattern(n).count("{who}") == pattern(n).count("{title}") == 1
    with translation.override("fr"):
        assert pattern(1) != pattern(2)
        assert "«\u202f{title}\u202f»" in pattern(1)


@pytest.mark.parametrize("what", ["animator", "coanimator", "member", "removed"])
def test_ones_place_in_a_community_is_said_plainly(language, what):
    assert sentences.place(what).endswith("{community}")


def test_a_question_that_calls_somebody_asks_them(language):
    words = {"en": "{who} asks you: “{title}”", "fr": "{who} vous demande\u00a0: «\u202f{title}\u202f»"}

    assert sentences.mention(asked=True, n=1) == words[language]
