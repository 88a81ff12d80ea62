"""Markup is blanked out, and everything else stays where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.text.markup import blank_markup

TOKENS = [
    "<h4>",
    "</h4>",
    "<p>",
    "</jats:p>",
    "&lt;",
    "&gt;",
    "<a",
    "href='x'>",
    "<",
    ">",
    "&",
    ";",
    "lab",
    "<b>",
    "https://a.org/",
]
PIECES = st.lists(st.sampled_from([*TOKENS, "\n", " "]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x.<h4>Availability</h4>It is", "x. Availability: It is"),
        ("<jats:title>Results</jats:title><jats:p>Good.</jats:p>", "Results: Good."),
        ("<b>Code</b> for <i>E. coli</i>", "Code for E. coli"),
        ("at &lt;https://a.org/x/&gt; by", "at <https://a.org/x/> by"),
        ("<a href='https://a.org'>here</a>", "<a href='https://a.org'>here</a>"),
        ("if a < b and c > d", "if a < b and c > d"),
        ('<inline-graphic xmlns:x="http://w.org/x" x:href="info:1"/>is', '<inline-graphic x:href="info:1"/>is'),
        ('a <mml:math xmlns:mml="http://w.org/M"><mml:mi>N</mml:mi></mml:math>', "a N"),
        ("a <jats:tex-math>$N$</jats:tex-math><mml:math " + 'xmlns:m="http://w.org/M" ' * 20 + ">", "a $N$"),
        ('<uri xmlns:x="http://w.org" x:href="https://a.org">it</uri>', '<uri x:href="https://a.org">it'),
        ("<https://a.org/x>", "<https://a.org/x>"),
        ("**TextNet** is a `C` library", "TextNet is a C library"),
        ("*TextNet* and 2 * 3 * 4", "TextNet and 2 * 3 * 4"),
        ("*equal contribution", "*equal contribution"),
    ],
)
def test_tags_are_no_text(text: str, words: str) -> None:
    assert " ".join(blank_markup(text).split()) == words


def test_a_heading_begins_a_sentence() -> None:
    """Its tag becomes an empty line."""
    assert blank_markup("x<h4>A</h4>").startswith("x\n\n")


@given(PIECES.map("".join) | st.text())
def test_every_character_stays_where_it_was(text: str) -> None:
    blanked = blank_markup(text)
    assert len(blanked) == len(text)
    assert all(new == old or new in ' \n:<>"' for old, new in zip(text, blanked, strict=True))
