"""Every row matches its example, and not the similar sentences."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkscan.content.phrases import (
    EAST_ASIAN_PROMISES,
    EUROPEAN_PROMISES,
    FULFILLED,
    PROMISES,
    Phrase,
)
from linkscan.content.promises import is_promise

ROWS = [*PROMISES, *EUROPEAN_PROMISES, *EAST_ASIAN_PROMISES, *FULFILLED]


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_a_row_finds_its_example(row: Phrase) -> None:
    assert row.find(row.example)


@pytest.mark.parametrize(("row", "line"), [(row, line) for row in ROWS for line in row.look_alikes])
def test_similar_sentence_is_no_promise(row: Phrase, line: str) -> None:
    assert not is_promise(line)


def test_every_promise_has_similar_sentences() -> None:
    """Except those of other languages and the simplest forms."""
    plain = {"coming soon badge", "pending", "under construction", "on request", "private", "documentation only"}
    assert {row.name for row in PROMISES if not row.look_alikes} <= plain


ASCII = st.characters(max_codepoint=127)


def without_assertions(source: str) -> str:
    """Return a pattern without word boundaries and look-around, from which matching strings can be generated."""
    out, depth = "", 0
    for part in re.findall(r"\\[bB]|\(\?<?[!=]|\\.|\[(?:\\.|[^\]])+\]|\((?:\?:)?|.", source, re.DOTALL):
        if depth or part.startswith(("(?!", "(?=", "(?<")):
            depth += part.startswith("(") - (part == ")")
        elif part not in (r"\b", r"\B"):
            out += part
    return out


def test_assertions_are_removed_from_a_pattern() -> None:
    assert without_assertions(r"\b(?<!a(b))c(?:d|[(]e)(?=f\))\(g\b") == r"c(?:d|[(]e)\(g"


@pytest.mark.parametrize("row", [*PROMISES, *EUROPEAN_PROMISES[:4], *FULFILLED[:3]], ids=lambda row: row.name)
@settings(max_examples=12)
@given(st.data())
def test_cue_words_of_a_row_exclude_no_match(row: Phrase, data: st.DataObject) -> None:
    """Every match of the pattern contains one of them."""
    text = data.draw(st.from_regex(re.compile(without_assertions(row.source), re.IGNORECASE), alphabet=ASCII))
    assert bool(row.find(text)) == bool(row.pattern.search(text))


@pytest.mark.parametrize("row", EAST_ASIAN_PROMISES, ids=lambda row: row.name)
@settings(max_examples=20)
@given(st.data())
def test_an_east_asian_row_finds_nothing_in_ascii(row: Phrase, data: st.DataObject) -> None:
    """So that it need not be tried on ASCII text."""
    assert not data.draw(st.from_regex(row.pattern)).isascii()


def test_rows_have_unique_names() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)
