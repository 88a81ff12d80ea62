"""Every word gets one tag, known or guessed."""

import pytest

from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.claims.tagset import BY_NAME
from linkscan.text.languages.english import _PAIRS, _VOCABULARY
from linkscan.text.urls.finder import find_urls

NAMES = {tag: name for name, tag in BY_NAME.items()}


def names(text: str) -> str:
    """Tag a sentence and name the tags."""
    sentence = tag_sentence(text, 0, len(text), find_urls(text))
    assert len(sentence.words) == len(sentence.tags)
    return " ".join(NAMES[tag] for tag in sentence.tags)


def test_no_word_has_two_tags() -> None:
    """The last of two lists would override the first."""
    words = [word for text in _VOCABULARY.values() for word in text.split()]
    assert sorted(words) == sorted(set(words))


def test_every_list_of_the_lexicon_has_a_tag() -> None:
    """The keys of the lexicon are names of tags."""
    assert _VOCABULARY.keys() | _PAIRS.keys() <= BY_NAME.keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our code is available at https://lab.org/x.", "our code be available at address stop"),
        ("the source code and data sets", "the code and data"),
        ("We will open-source it", "we will open it"),
        ("Hugging Face", "place"),
        ("a Vision-Language (VL) model", "the name model"),
        ("a version (v0.2) of TextNet", "the container of name"),
        ("(i) code (ii) data", "and code and data"),
        ("is publicly available4", "be adverb available"),
        ("community11Code is out", "word stop code be word"),
        ("11Code is", "code be"),
        ("it is avaialble and avalibale", "it be available and available"),
        ("availability of data", "word of data"),
        ("released and releasedat", "released and released"),
        ("the paper's code", "the our code"),
        ("publicly-shared data", "provided data"),
        ("a test-corpus", "the data"),
        ("Source is available", "code be available"),
        ("the source of light", "the word of word"),
        ("results of TextNet", "extra of name"),
        (r"available at~\url{https://lab.org}", "available at address"),
        ("a 1.3B model", "the word model"),
        ("data\\footnote{x} are out**Code", "data opening word be word stop code"),
        ("See https://lab.org/x Songbird is", "look address name be"),
        ("the code1https://lab.org/x", "the code address"),
        ("code11Source code is", "code stop code be"),
        ("DNet is", "name be"),
        ("Sources are", "code be"),
        ("our source", "our word"),
        ("Song is a source", "word be the word"),
    ],
)
def test_known_word_has_its_tag_and_others_one_by_their_form(text: str, expected: str) -> None:
    """Known words by the lexicon, others by their form."""
    assert names(text) == expected
