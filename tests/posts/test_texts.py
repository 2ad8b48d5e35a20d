"""What cards keep of a text."""

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posts.texts import CUT, FEW, LONG, opening, rendered


def test_a_short_text_is_shown_whole():
    text = rendered("Ring **13** of the *PX-80* leaks.\n\n- one\n- two")

    assert text.excerpt_html == text.html
    assert not text.is_long


def test_a_long_text_is_cut_at_a_word_and_its_tags_are_closed():
    text = rendered("**" + "seal " * 400 + "seal**\n\nThe end.")

    assert text.is_long
    assert text.excerpt_html.endswith("seal…</strong></p>")
    assert len(text.excerpt_html) < CUT + 50
    assert "The end" in text.html


def test_a_long_program_is_cut_at_a_line():
    program = "\n".join(f"line {n} &" for n in range(40))
    text = rendered(f"Look:\n\n```\n{program}\n```\n\nThanks")

    assert text.is_long
    assert "line 5 &amp;" in text.excerpt_html
    assert "line 20" not in text.excerpt_html
    assert text.excerpt_html.endswith("</code></pre>")
    assert "Thanks" not in text.excerpt_html


def test_many_short_lines_are_cut_too():
    text = rendered("\n".join(f"- item {n}" for n in range(40)))

    assert text.is_long
    assert text.excerpt_html.rstrip().endswith("</li>\n</ul>")
    assert f"item {FEW - 1}" in text.excerpt_html
    assert f"item {FEW}" not in text.excerpt_html


def test_nothing_is_hidden_for_a_few_words():
    """A click must be worth it."""
    text = rendered("word " * (LONG // 5 - 1))

    assert not text.is_long


def test_people_are_called_by_name():
    text = rendered("@nadia look", {"nadia": ("/people/nadia/", "Nadia Roussel")})

    assert '<a href="/people/nadia/" class="mention" rel="nofollow ugc noopener">@Nadia Roussel</a>' in text.html


def cleaned(html):
    """By another reader than ours."""
    scrolling = {"pre": {"tabindex"}, "table": {"tabindex"}}
    return nh3.clean(html, link_rel="nofollow ugc noopener", attributes=nh3.ALLOWED_ATTRIBUTES | scrolling)


@pytest.mark.parametrize("shape", ["> " * 500 + "x", "`" * 3000, "<b>&amp;" * 900, "| a |\n|---|\n" + "| b |\n" * 400])
def test_odd_shapes_still_give_clean_html(shape):
    """R-RB-02."""
    text = rendered(shape)

    assert cleaned(text.excerpt_html) == text.excerpt_html


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab \n*_`>-#[]()<&|1.", max_size=3000))
def test_an_excerpt_is_always_well_formed(body):
    text = rendered(body)

    assert cleaned(text.excerpt_html) == text.excerpt_html
    assert text.is_long or text.excerpt_html == text.html


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Is there a `match` predicate & co? I keep writing\nit by hand.", "Is there a match predicate & co?"),
        ("# Ring 13\n\nIt leaks.", "Ring 13"),
        ("- one\n- two", "one"),
        ("---", ""),
        ("", ""),
    ],
)
def test_a_text_without_title_is_known_by_its_first_sentence(body, line):
    assert opening(rendered(body).html) == line


def test_a_long_first_sentence_is_cut():
    assert opening(rendered("word " * 60).html) == "word " * 22 + "word…"
