"""A language as data: its words, its wordings of a release, and how it names things. The engine knows no language.

`define` makes one from plain lists; CONTRIBUTING, "Add a language", is the recipe.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern
from linkscan.text.claims.patterns import Pattern, Rows
from linkscan.text.claims.tagset import ASSETS, BY_NAME, CORE_ASSETS, Tag
from linkscan.text.languages.tokenizer import Tokenizer, remember

GLUED = "two words"
"""In place of a tag: the word holds the end of one sentence and the start of the next."""


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """How a text says what kind of thing a name is; all over text in lower case.

    `behind` matches from the end of the name on, `before` up to its start; both name the kind in a group `noun`, whose
    asset `nouns` tells. `introduced` matches up to the start of a name that the paper introduces, `presented` what a
    paper presents, `title` a title that says it; the last two are needed seldom and compiled late.
    """

    nouns: Mapping[str, Asset]
    behind: tuple[re.Pattern[str], ...]
    before: re.Pattern[str]
    introduced: re.Pattern[str]
    presented: str
    title: str


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language. `tokenizer` finds words, `look_up` tells the form in which the rules know a word, and its tag.

    `pairs` are tags of two words that read as one. `telling` are strings of which nearly every claim holds one,
    `seldom_telling` such that are looked for where a text holds one of the others, an address, or hardly anything;
    `hinting` such that count only behind one of `hinting_behind` and in a sentence that `naming` matches. `signs` are
    words by which the language is told. `later` matches words that put a release off: `upon acceptance`; one of
    `later_words` is in each. `is_head_first` tells that what describes a noun follows it: `le corpus annoté`, where
    English has `the annotated corpus`; `has_clauses_before_nouns` that a clause precedes the noun it describes, as in
    Chinese, Japanese and Korean; `has_postpositions` that `at` stands behind its noun. `availability` and
    `registration` are the nouns of such headings, as one regular expression: `disponibilité du code : URL`. A sign
    that begins with `*` is an ending of four letters.
    """

    name: str
    code: str
    signs: frozenset[str]
    tokenizer: Tokenizer
    look_up: Callable[[str], tuple[str, str]]
    patterns: Rows
    name_grammar: Callable[[], NameGrammar]
    telling: tuple[str, ...]
    later_words: frozenset[str]
    later: re.Pattern[str] | None = None
    pairs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    first_of_pair: frozenset[str] = frozenset()
    own_patterns: Rows = Rows()  # noqa: RUF009 - never written to
    title_patterns: Rows = Rows()  # noqa: RUF009
    seldom_telling: tuple[str, ...] = ()
    hinting: tuple[str, ...] = ()
    hinting_behind: tuple[str, ...] = ()
    naming: re.Pattern[str] | None = None
    is_head_first: bool = False
    has_clauses_before_nouns: bool = False
    has_postpositions: bool = False
    availability: str = ""
    registration: str = ""

    @property
    def names(self) -> NameGrammar:
        """Return how it says what kind of thing a name is, made when the first name is met."""
        return self.name_grammar()


_LONG = 5  # letters
_NOUN_TAGS = CORE_ASSETS | {Tag.TOOL, Tag.DEMO}
_OTHER = r"""\\[A-Za-z]+ | \d+(?:[.,]\d+)+\w* | [^\W_](?:[\w'-]*\w)?\+{0,2} | [.,;:!?()&/+=•–—-] | \*{2,} | [†‡§¶]"""
_WIDE = r"[・。、，．：；！？（）「」『』【】《》]"
_MARKS = {
    **dict.fromkeys("。．；！？;.!?•", Tag.STOP),
    **dict.fromkeys("，、,", Tag.COMMA),
    **dict.fromkeys("：:=–—-", Tag.COLON),
    **dict.fromkeys("（(【", Tag.OPENING),
    **dict.fromkeys("）)】", Tag.CLOSING),
    **dict.fromkeys("「」『』《》&/+", Tag.WORD),
    "&": Tag.AND,
    "/": Tag.AND,
    "+": Tag.AND,
    "・": Tag.AND,
}
_NAME = re.compile(r"(?=.*[A-Z0-9])(?:[a-z]+[A-Z]\w*|[A-Z]{2,}[\w-]*|[A-Z]\w*[A-Z0-9][\w-]*|\w+-?\d\w*|[A-Z][\w.+-]*)")
_INNER_CAPITAL = re.compile(r"\w+[A-Z]\w*|[A-Z]{2,}[\w-]*|[^\W\d_]+-?\d\w*")


class _Lexicon:
    """The words of a language: exact ones, beginnings (`доступн*`), endings (`*daten`), several (`zur_verfügung`)."""

    def __init__(
        self,
        lists: Mapping[str, str],
        *,
        is_spaced: bool,
        nouns_are_capitalised: bool,
        elided: Sequence[str],
        particles: Sequence[str],
    ) -> None:
        self._exact: dict[str, tuple[str, str]] = {}
        self._open: list[tuple[str, re.Pattern[str], str, str]] = []
        self._several: list[str] = []
        self._is_spaced = is_spaced
        self._elided = elided
        self._particles = particles
        self._name = _INNER_CAPITAL if nouns_are_capitalised else _NAME
        for key, entry in _entries(lists):
            tag, _, concept = key.partition(" ")
            self._add(entry, concept, BY_NAME[tag])

    def _add(self, entry: str, concept: str, tag: str) -> None:
        plain = entry.replace("_", " ")
        if "*" in entry:
            regex = _regex(entry)
            self._open.append((regex, lazy_pattern(regex), concept, tag))
        else:
            self._exact[plain] = (concept or plain, tag)
        if " " in plain or plain.endswith("-") or not self._is_spaced:
            self._several.append(entry)

    @property
    def nouns(self) -> dict[str, Asset]:
        """The nouns that name a kind of artefact, beginnings as regular expressions."""
        exact = {re.escape(word): ASSETS[tag] for word, (_, tag) in self._exact.items() if tag in _NOUN_TAGS}
        return exact | {regex: ASSETS[tag] for regex, _, _, tag in self._open if tag in _NOUN_TAGS}

    def token(self) -> str:
        """Return what finds the words of a text, as a regular expression.

        Longer entries go first, and of unspaced writing one character.
        """
        several = sorted(self._several, key=len, reverse=True)
        bound = r"\b" if self._is_spaced else ""
        entries = "|".join(_regex(entry) for entry in several)
        first = rf"{bound}(?:{entries}){bound} |" if entries else ""
        if self._elided:
            first += rf" \b(?:{'|'.join(self._elided)})['’] |"
        if self._particles:
            first += rf" (?<=\w)(?:{'|'.join(self._particles)})(?!\w) |"
        word = r"\d+(?:[.,]\d+)+ | [^\W_](?:[\w'-]*\w)?\+{0,2}"
        if not self._is_spaced:
            word = rf"[A-Za-z0-9][A-Za-z0-9.+'-]*(?<![.'-]) | \w(?:(?![A-Za-z0-9]|{entries})\w)*"
        other = r"\\[A-Za-z]+ | [.,;:!?()&/+=•–—-] | \*{2,} | [†‡§¶]"
        return rf"(?xi) {first} {word} | {other} | {_WIDE}"

    def look_up(self, word: str) -> tuple[str, str]:
        """Return the form in which the rules know a word, and its tag; an empty tag for what is not to be read."""
        lower = " ".join(word.lower().split()).replace("’", "'")
        known = self._exact.get(lower)
        if known is not None:
            return known
        if lower in _MARKS:
            return lower, _MARKS[lower]
        if word[0] == "\\":
            return lower, ""
        if word[0] in "*†‡§¶":
            return lower, Tag.STOP
        for _, pattern, concept, tag in self._open:
            if pattern.fullmatch(lower):
                return concept or lower, tag
        return lower, Tag.NAME if self._name.fullmatch(word) and not word.isdigit() else Tag.WORD


def _regex(entry: str) -> str:
    return re.escape(entry).replace(r"\*", r"[\w-]*").replace("_", r"\s+").replace("'", "['’]")


def _signs(lists: Mapping[str, str]) -> frozenset[str]:
    """Return the long words of a lexicon, by which the language is told as well."""
    words = (entry for _, entry in _entries(lists) if len(entry) >= _LONG)
    return frozenset(word for word in words if "_" not in word and "*" not in word)


def _entries(lists: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, text in lists.items():
        for entry in text.split():
            yield key, entry


def _grammar_of_names(nouns: Mapping[str, Asset], presenting: str) -> NameGrammar:
    """Return the grammar of names for languages where a name and its kind stand side by side."""
    noun = "(?P<noun>" + "|".join(sorted(nouns, key=len, reverse=True)) + ")"
    words = r"(?:\w+\W{1,2}){0,6}?"
    return NameGrammar(
        nouns=nouns,
        behind=(lazy_pattern(rf"\s?[,:(–—-]?\s?(?:\w+\s){{0,5}}?{noun}"),),
        before=lazy_pattern(rf"{noun}\W{{0,3}}$"),
        introduced=lazy_pattern(rf"(?:{presenting})\w*[^.。]{{0,40}}$"),
        presented=rf"(?:{presenting})\w*\W{words}{noun}",
        title=rf"[^:：]{{1,60}}[:：]\s?{words}{noun}",
    )


def define(  # noqa: PLR0913 - what a language consists of
    name: str,
    code: str,
    *,
    signs: str,
    lexicon: Mapping[str, str],
    patterns: Iterable[Pattern],
    telling: str,
    presenting: str,
    is_spaced: bool = True,
    nouns_are_capitalised: bool = False,
    elided: str = "",
    particles: str = "",
    is_head_first: bool = False,
    has_clauses_before_nouns: bool = False,
    has_postpositions: bool = False,
    availability: str = "",
    registration: str = "",
) -> Language:
    """Return a language made of word lists.

    `lexicon` maps the name of a tag, or that and the English word by which rules know a word (`adverb publicly`), to
    words: `_` stands for a space, `*` for any ending or beginning. Words under `adverb later` put a release off.
    `presenting` is a regular expression of verbs that introduce. Unspaced writing is split by the lexicon; `elided`
    words lose their vowel before an apostrophe: `l'adresse`; `particles` are endings that are words of their own.
    """

    @cache  # most runs only ask whether a text is in the language
    def words() -> _Lexicon:
        return _Lexicon(
            lexicon,
            is_spaced=is_spaced,
            nouns_are_capitalised=nouns_are_capitalised,
            elided=elided.split(),
            particles=particles.split(),
        )

    return Language(
        name=name,
        code=code,
        signs=frozenset(signs.split()) | _signs(lexicon),
        tokenizer=Tokenizer(lambda: words().token()),
        look_up=remember(lambda word: words().look_up(word)),
        patterns=Rows(patterns),
        name_grammar=cache(lambda: _grammar_of_names(words().nouns, presenting)),
        telling=tuple(telling.split()),
        later_words=frozenset(("later",)),
        is_head_first=is_head_first,
        has_clauses_before_nouns=has_clauses_before_nouns,
        has_postpositions=has_postpositions,
        availability=availability,
        registration=registration,
    )
