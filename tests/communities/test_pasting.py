"""A pasted line says who, then why, as people write it."""

import time
from contextlib import suppress

import pytest

from communities.pasting import pasted
from communities.recipients import TooLong

WHY = "You took over the file, at the last minute; alone."


def read(text):
    return [(entry.who, entry.why_you) for entry in pasted(text).entries]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        (f"karim@example.org;{WHY}", ["karim@example.org"]),
        (f"karim@example.org\t{WHY}", ["karim@example.org"]),
        (f"karim@example.org, {WHY}", ["karim@example.org"]),
        (f'karim@example.org;"{WHY}"', ["karim@example.org"]),
        (f"@mehdi, {WHY}", ["@mehdi"]),
        (f"mehdi; {WHY}", ["mehdi"]),
        (f"mehdi alaoui; {WHY}", ["mehdi alaoui"]),
        (f"Mehdi Alaoui, {WHY}", ["Mehdi Alaoui"]),
        (f"Karim Benali <karim@example.org>, {WHY}", ["karim@example.org"]),
        (f"Benali, Karim <karim@example.org>; {WHY}", ["karim@example.org"]),
        (f'"Benali, Karim" <karim@example.org>, {WHY}', ["karim@example.org"]),
        (f"Karim Benali\tkarim@example.org\t{WHY}", ["karim@example.org"]),
        (f"a@example.org, b@example.org; {WHY}", ["a@example.org", "b@example.org"]),
        (f"a@example.org; she saw it with b@example.org, {WHY}", ["a@example.org"]),
        ("a@example.org, b@example.org,c@example.org", ["a@example.org", "b@example.org", "c@example.org"]),
        ("a@example.org; b@example.org;", ["a@example.org", "b@example.org"]),
        ("@mehdi, karim, samira", ["@mehdi", "karim", "samira"]),
        ("mehdi; karim", ["mehdi", "karim"]),
        ("a@example.org, Claire Morel", ["a@example.org", "Claire Morel"]),
        ("Benali, Karim <k@example.org>, Morel, Claire <c@example.org>", ["k@example.org", "c@example.org"]),
        ("On se voit jeudi, vers midi", ["On se voit jeudi, vers midi"]),
    ],
)  # fmt: skip
def test_who_then_why(line, who):
    found = read(line)

    assert [one for one, _why in found] == who
    if WHY in line:
        assert all(why.endswith(WHY) for _one, why in found)
    else:
        assert {why for _one, why in found} == {""}


def test_a_first_line_that_names_the_columns_is_not_a_person():
    assert read(f"e-mail;pourquoi\nkarim@example.org;{WHY}") == [("karim@example.org", WHY)]


def test_lines_are_numbered_as_an_editor_numbers_them():
    assert [entry.line for entry in pasted("\n\na@example.org\n\nb@example.org, c@example.org").entries] == [3, 5, 5]


@pytest.mark.parametrize(
    "text", ["," * 400_000, "x," * 200_000, "<" * 400_000, "<a@b>" + "x," * 200_000, "<" + "@" * 400_000, '"' * 400_000,
             "x," * 150_000 + "<a@b>", "a@b;" + "Ab " * 100_000]
)  # fmt: skip
def test_no_paste_takes_long(text):
    begun = time.process_time()
    with suppress(TooLong):
        pasted(text)
    assert time.process_time() - begun < 1
