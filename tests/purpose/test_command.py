"""manage.py check_purpose."""

import io
import json
import sys

import pytest
from django.core.management import call_command

BAD, GOOD = "Improve communication between teams.", "Log lift breakdowns so that we know when to replace 40 cables."


def judged(*arguments, stdin=None, monkeypatch=None):
    """What it prints, and whether it exits with 1."""
    out = io.StringIO()
    if stdin is not None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    try:
        call_command("check_purpose", *arguments, stdout=out)
    except SystemExit as ended:
        return [json.loads(line) for line in out.getvalue().splitlines()], ended.code
    return [json.loads(line) for line in out.getvalue().splitlines()], 0


def test_one_sentence_one_object():
    [told], code = judged(GOOD)

    assert code == 0
    assert told == {"text": GOOD, "lang": "en", "verdict": told["verdict"], "findings": told["findings"]}
    assert told["verdict"] in ("pass", "warn")


def test_a_blocked_one_exits_with_one_and_says_why():
    [told], code = judged(BAD)

    assert (code, told["verdict"]) == (1, "block")
    assert {"code", "severity", "message"} == set(told["findings"][0])
    assert told["findings"][0]["severity"] == "error"


def test_one_a_line_on_standard_input(monkeypatch):
    told, code = judged(stdin=f"{GOOD}\n{BAD}\n".encode(), monkeypatch=monkeypatch)

    assert [(one["text"], one["verdict"] == "block") for one in told] == [(GOOD, False), (BAD, True)]
    assert code == 1


@pytest.mark.parametrize(("lang", "said"), [("fr", "quel groupe"), ("en", "any group")])
def test_it_answers_in_the_language_of_the_sentence(lang, said):
    text = {
        "fr": "Partager nos idées pour mieux travailler ensemble.",
        "en": "Share ideas so that we work better together.",
    }
    [told], _code = judged("--lang", lang, text[lang])

    assert said in " ".join(finding["message"] for finding in told["findings"])


def test_the_language_is_guessed():
    assert [judged(text)[0][0]["lang"] for text in (BAD, "Améliorer la communication.", "Improve communication")] == [
        "en", "fr", "en",
    ]  # fmt: skip
