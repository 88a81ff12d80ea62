"""Every rule of the grammar is needed: without it, some sentence of the tables is read differently.

A rule that can be deleted unseen is deleted, or gets a sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from linkscan.text.claims import noun_phrases, release_rules
from linkscan.text.claims.claims import find_claims
from linkscan.text.claims.other_senses import SENSES
from linkscan.text.claims.patterns import Pattern, Rows
from linkscan.text.claims.tagset import Tag
from linkscan.text.languages import languages_read
from linkscan.text.languages.english import ENGLISH
from linkscan.text.languages.language import Language
from linkscan.text.urls.finder import find_urls

TABLES = Path(__file__).parent
PLACES = {
    "U": "https://github.com/lab/tool",
    "W": "https://github.com/lab/other",
    "P": "https://lab.github.io/page",
    "V": "https://youtu.be/abc123",
}


@cache
def sentences(language: Language) -> Sequence[str]:
    """Read the sentences of a language."""
    name = "claims/wordings.txt" if language is ENGLISH else f"languages/{language.name.lower()}.txt"
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    said = [line.partition(" | ")[2] for line in lines if line and not line.startswith("#")]
    return [re.sub(r"(?<![A-Za-z])[UWPV](?![A-Za-zÄÖÜäöü])", lambda found: PLACES[found[0]], line) for line in said]


def readings(language: Language, changed: Language | None = None) -> Iterator[tuple[object, ...]]:
    """Yield the reading of every sentence of a language, by the rules of `changed` if given."""
    for sentence in sentences(language):
        claims = find_claims("", sentence, find_urls(sentence), (changed or language,))
        yield tuple((claim.asset, claim.stance, claim.url) for claim in claims)


@cache
def expected(language: Language) -> Sequence[tuple[object, ...]]:
    """Return the reading of every sentence of a language with all rules."""
    return list(readings(language))


def is_noticed(language: Language, changed: Language | None = None) -> bool:
    """Return whether some sentence is read differently than with all rules."""
    return any(one != other for one, other in zip(readings(language, changed), expected(language), strict=True))


ROWS = [(language, pattern) for language in languages_read() for pattern in language.patterns]


@pytest.mark.parametrize(
    ("language", "pattern"), ROWS, ids=[f"{language.code} {pattern.name}" for language, pattern in ROWS]
)
def test_pattern_is_needed(language: Language, pattern: Pattern) -> None:
    """Its wording is in the table."""
    expected(language)
    without = replace(language, patterns=Rows(row for row in language.patterns if row is not pattern))
    assert is_noticed(language, without)


RULES = [rule for rule in release_rules._RULES[:-1] if rule not in SENSES]  # the last one always decides


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_release_rule_is_needed(rule: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, another rule decides some sentence differently."""
    expected(ENGLISH)
    fitting = release_rules._rules_for
    monkeypatch.setattr(release_rules, "_rules_for", lambda *key: [each for each in fitting(*key) if each is not rule])
    assert is_noticed(ENGLISH)


STEPS = sorted({step.__name__ for step in noun_phrases._STEPS.values()})


@pytest.mark.parametrize("name", STEPS)
def test_chunker_step_is_needed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, some phrase names something else."""
    expected(ENGLISH)
    steps = {tag: step for tag, step in noun_phrases._STEPS.items() if step.__name__ != name}
    monkeypatch.setattr(noun_phrases, "_STEPS", steps)
    assert is_noticed(ENGLISH)


OWN_ROWS = list(ENGLISH.own_patterns)


@pytest.mark.parametrize("pattern", OWN_ROWS, ids=lambda pattern: pattern.name)
def test_pattern_of_own_descriptions_is_needed(pattern: Pattern) -> None:
    expected(ENGLISH)
    without = Rows(row for row in ENGLISH.own_patterns if row is not pattern)
    assert is_noticed(ENGLISH, replace(ENGLISH, own_patterns=without))


MARKS = {Tag.OPENING, Tag.CLOSING, Tag.COMMA, Tag.COLON, Tag.STOP, Tag.NAME, Tag.WORD, ""}
"""Tags that are recognised by form in every language; English has sentences for all of them."""
NOT_NEEDED: Mapping[str, str] = {
    "zh": "NOT OTHERS",
    "ja": "NOT OUR PAPER THE",
    "ko": "OTHERS OUR THE",
    "fr": "TO",
    "de": "TO",
    "pt": "WHEN",
    "ru": "THE WHEN",
    "nl": "MADE OF OTHERS PAPER VERB",
}
"""Word classes that no sentence of a table needs."""


@cache
def kinds(language: Language) -> Sequence[frozenset[str]]:
    """Return the tags of the words that each sentence of a language has."""
    found: list[frozenset[str]] = []
    for sentence in sentences(language):
        seen = set[str]()

        def look_up(word: str, seen: set[str] = seen) -> tuple[str, str]:
            concept, tag = language.look_up(word)
            seen.add(tag)
            return concept, tag

        find_claims("", sentence, find_urls(sentence), (replace(language, look_up=look_up),))
        found.append(frozenset(seen))
    return found


def is_needed(language: Language, kind: str) -> bool:
    """Return whether some sentence is read differently if the words of one tag have none."""

    def look_up(word: str) -> tuple[str, str]:
        concept, tag = language.look_up(word)
        return concept, Tag.WORD if tag == kind else tag

    without = replace(language, look_up=look_up)
    places = [at for at, tags in enumerate(kinds(language)) if kind in tags]
    said = sentences(language)
    for at in places:
        claims = find_claims("", said[at], find_urls(said[at]), (without,))
        if tuple((claim.asset, claim.stance, claim.url) for claim in claims) != expected(language)[at]:
            return True
    return False


@pytest.mark.parametrize("language", languages_read(), ids=lambda language: language.code)
def test_each_word_class_is_needed(language: Language) -> None:
    """Except those listed, which should become fewer."""
    tags = frozenset().union(*kinds(language)) - (MARKS - {Tag.NAME} if language is ENGLISH else MARKS)
    named = {tag: name for name, tag in vars(Tag).items() if name.isupper()}
    assert {named[tag] for tag in tags if not is_needed(language, tag)} == {*NOT_NEEDED.get(language.code, "").split()}
