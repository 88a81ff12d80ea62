"""How English says what kind of thing a name stands for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.models import Asset
from linkscan.patterns import any_of
from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.english_names import name_grammar
from linkscan.text.languages.naming import Description

NAMES = ENGLISH.names
FEW = {"data": Asset.DATA, "data set": Asset.DATA, "parser": Asset.CODE, "source code": Asset.CODE}


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("songset is a large dataset of songs", "dataset"),
        ("songset, a new, large (gigabyte) dataset of songs", "dataset"),
        ("songset.org is our database", "database"),
        ("songset (ss) – the first song corpus", "corpus"),
        ("songset is a dataset application", "application"),
        ("songset is a list for a dataset", None),
        ("songset is a one two three four five six seven eight dataset", "dataset"),
        ("songset is a one two three four five six seven eight nine dataset", None),
        ("songset is a resource for singers", "resource"),
        ("songset is a resource", None),
        ("songset is an open-source code", "code"),
        ("songset is a data-driven choir", None),
        ("songset is a parser database", "database"),
        ("songset sings a dataset", None),
    ],
)
def test_what_a_name_is_said_to_be(text: str, noun: str | None) -> None:
    said_to_be, _ = NAMES.behind
    found = said_to_be(text, len("songset"), len(text))
    assert (found and found.noun) == noun


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("songset datasets", "datasets"),
        ("songset song dataset", "dataset"),
        ("songset old song dataset", None),
        ("songset source code.", "code"),
        ("songset, dataset", None),
        ("songset dataset tools", "tools"),
    ],
)
def test_the_noun_behind_a_name(text: str, noun: str | None) -> None:
    _, followed_by = NAMES.behind
    found = followed_by(text, len("songset"), len(text))
    assert (found and found.noun) == noun


@pytest.mark.parametrize(
    ("before", "noun"),
    [
        ("we sing our dataset ", "dataset"),
        ("our source code, ", "source code"),
        ("a parser called ", "parser"),
        ("a parser (", "parser"),
        ("a parser, i.e., ", "parser"),
        ("a parser of ", None),
        ("a parser, the song reader (", "parser"),
        ("a parser the song reader (", None),
        ("a resource (", "resource"),
        ("a resource ", None),
        ("a parserx ", None),
        ("", None),
    ],
)
def test_the_noun_before_a_name(before: str, noun: str | None) -> None:
    found = NAMES.before(f"{before}songset", 0, len(before))
    assert (found and found.noun) == noun


def test_what_a_paper_presents() -> None:
    text = "we describe, and present a large (new) dataset of songs"
    assert NAMES.presented(text, 0, len(text)) == Description("dataset", "present a large (new) dataset")
    assert NAMES.presented("we sing", 0, 7) is None


def test_what_a_title_names() -> None:
    text = "songset: a large dataset of songs"
    assert NAMES.title(text, 0, len(text)) == Description("dataset", "songset: a large dataset")
    assert NAMES.title("songs of a dataset", 0, 18) is None


WORDS = st.lists(
    st.sampled_from(
        [*FEW, "datas", "a", "the", "is", "are", "song-", "-data", "(x)", ",", ":", "called", "present", "for"]
    )
    | st.text("ab c-(),:_", max_size=3),
    max_size=9,
)


@given(WORDS, st.integers(0, 30))
def test_readers_find_what_a_regular_expression_of_all_nouns_finds(words: list[str], at: int) -> None:
    text = " ".join(words)
    at = min(at, len(text))
    names = name_grammar(FEW)
    noun = rf"(?P<noun>{any_of(FEW)}s?)\b(?!-)"
    between = r"(?:(?!(?:for|from|to|with|by|that|which|using|via)\s)[\w/-]+,?\s(?:\([\w-]+\)\s)?){0,8}?"
    patterns = (
        re.compile(rf"\)?\s*(?:\([^()]{{0,60}}\)\s*)?[,:–—-]?\s*(?:is |are )?(?:an?|the|our)\s{between}{noun}"),
        re.compile(rf"\s(?:[\w-]+\s)?{noun}"),
    )
    for reader, pattern in zip(names.behind, patterns, strict=True):
        assert reader(text, at, len(text)) == _description(pattern.match(text, at))
    called = r",?\s?(?:\(|called|named|termed|dubbed|coined|denoted|i\.e\.,?|[–—:-])?\s?"
    before = re.compile(rf"{noun}(?:,\s(?:[\w-]+\s){{1,6}}\(|{called})$")
    assert names.before(text, 0, at) == _description(before.search(text, 0, at))
    presented = re.compile(rf"\bpresent\w*\s{between}{noun}")
    assert names.presented(text, 0, len(text)) == _description(presented.search(text))
    title = re.compile(rf"[^:]{{1,60}}:\s(?:an?\s|the\s)?{between}{noun}")
    assert names.title(text, 0, len(text)) == _description(title.match(text))


def _description(found: re.Match[str] | None) -> Description | None:
    return Description(found["noun"], found[0]) if found else None
