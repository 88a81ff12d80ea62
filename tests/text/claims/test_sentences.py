"""Sentences end where a reader ends them, and never inside an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.text.claims.sentences import Sentences
from linkscan.text.urls.finder import find_urls


def split(text: str) -> list[str]:
    """Return all sentences of a text."""
    bounds = Sentences(text, find_urls(text)).around(range(len(text)))
    return [text[start:end].strip() for start, end in bounds]


@pytest.mark.parametrize(
    "sentences",
    [
        ["One ends.", "Another begins."],
        ["Does it end?", "It does!", "Good."],
        ["The code is at https://github.com/lab/tool.", "We also release data."],
        ["See https://lab.org/?v=1.2.", "It is short."],
        ["It works (see below).", "Then more."],
        ["As in Fig. 2, i.e. the left part, it works cf. the right."],
        ["Quellen wie z. B. Lieder, d. h. Texte, sind frei.", "Das ist alles."],
        ["Results of Smith et al. are better.", "Ours are best."],
        ["We follow J. Doe and Dr. No.", "This is it."],
        ["It beats v2.0 by 3.5 points.", "We stop."],
        ["It glues.", "Code is here."],
        ["We release Tool2.0.", "We are glad."],
        ["One paragraph", "Another"],
        ["He said “yes.”", "We agreed."],
        ["It runs on Linux.", "iNeRF is fast."],
        ["It runs on Linux.", "iNeRF, a parser, helps others.", "openSing helps too."],
        ["It takes approx. 5 s.", "We wait."],
        ["Dr. No sings.", "We listen."],
        ["It sings with the Royal Opera. songs of birds are next.", "We listen."],
        ["The birds sang in Sept. mRNA levels rose.", "We listen."],
        ["See https://lab.org/tool.Readme for it.", "We stop."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    """Joined and split again, they are the same."""
    joined = "\n\n".join(sentences) if sentences[0][-1].isalpha() else " ".join(sentences)
    assert split(joined) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The method holds.In this paper, we go on.", ["The method holds.", "In this paper, we go on."]),
        ("It is fast.11Code is at hand.", ["It is fast.", "11Code is at hand."]),
        ("It is fast.AvailabilityData are here.", ["It is fast.", "AvailabilityData are here."]),
        ("Version 1.2.3 of a.b and c.d", ["Version 1.2.3 of a.b and c.d"]),
    ],
)
def test_sentences_may_be_glued(text: str, sentences: list[str]) -> None:
    """Text extraction from PDF loses spaces."""
    assert split(text) == sentences


def test_a_text_without_full_stops_is_cut() -> None:
    """Reading stays linear, and nothing is lost."""
    text = "word " * 10_000
    parts = list(Sentences(text, []).around(range(len(text))))
    assert parts[0] == (0, 4000)
    assert [start for start, _ in parts[1:]] == [end for _, end in parts[:-1]]
    assert parts[-1][1] == len(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It ends. Code is here.", "Code is here."),
        ("It ends? Code is here.", "Code is here."),
        ("It ends! Code is here.", "Code is here."),
        ("It ends\n\nCode is here.", "Code is here."),
        ("終わる。Code is here。", "Code is here。"),
        (". Code is here.", "Code is here."),
    ],
)
def test_a_sentence_is_found_from_a_position_within_it(text: str, sentence: str) -> None:
    """The sentences before it are not read."""
    ((start, end),) = Sentences(text, ()).around([text.index("is")])
    assert text[start:end] == sentence


@given(st.text(alphabet="aA. !?\n(https://a.b/c)1", max_size=100))
def test_sentences_cover_the_text_and_cut_no_address(text: str) -> None:
    """Joined, they are the text."""
    spans = find_urls(text)
    bounds = list(Sentences(text, spans).around(range(len(text))))
    assert "".join(text[start:end] for start, end in bounds) == text
    assert not any(span.start < end < span.end for _, end in bounds for span in spans)
