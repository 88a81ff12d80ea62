"""The text in a piece of simplified markup."""

import pytest

from linkscan.hosts.html.flat_text import BREAK, flatten, joined_texts, plain, squeeze, squeezed_start, without_tags


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("one <b>bold</b> word", ["one bold word"]),
        ("<p>one</p><p class=a>two", ["", "one", "", "two"]),
        ("one<br/>two<hr>three", ["one", "two", "three"]),
        ("<h2>Title</h2>text", ["", "Title", "text"]),
        ("<header>a</header><hgroup>b</hgroup>", ["", "a", "b"]),
        ("1 < 2 > 0 &lt;p&gt;", ["1 < 2 > 0 &lt;p&gt;"]),
    ],
)
def test_block_tags_become_breaks_and_other_tags_nothing(markup: str, paragraphs: list[str]) -> None:
    assert flatten(markup).split(BREAK) == paragraphs


def test_without_tags_no_paragraph_is_left() -> None:
    assert without_tags("<p>one<p>two <i>three</i>") == "onetwo three"


def test_a_tag_that_is_cut_off_does_not_reach_into_the_next_piece() -> None:
    assert joined_texts(["<b>one</b>", "two &lt; <i", "three > two"]).split(BREAK) == ["one", "two < <i", "three > two"]


@pytest.mark.parametrize("text", [" a \n\t b ", "a\xa0 b", "a b"])
def test_each_run_of_white_space_becomes_a_space(text: str) -> None:
    assert squeeze(text) == squeezed_start(text, 10) == "a b"


def test_the_start_of_a_text_is_cut_after_squeezing() -> None:
    assert squeezed_start("one  two three", 7) == "one two"
    assert squeezed_start("one two three", 7) == "one two"
    assert squeezed_start(" " * 40 + "one", 7) == ""  # at most four times as many characters are looked at


def test_references_are_decoded() -> None:
    assert plain("&lt;a&gt; &amp;amp; b") == "<a> &amp; b"
