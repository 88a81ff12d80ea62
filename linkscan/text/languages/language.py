"""A language as data: its words, its patterns of release sentences, and how it names things.

The engine itself knows no language. `define` builds one from plain lists; see CONTRIBUTING, "Add a language".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern
from linkscan.text.claims.patterns import Pattern, Rows
from linkscan.text.claims.tagset import ASSETS, BY_NAME, CORE_ASSETS, Tag
from linkscan.text.languages.naming import NameGrammar, found_by, matched_by
from linkscan.text.languages.tokenizer import Tokenizer, remember

GLUED = "two words"
"""Takes the place of a tag: the token contains the end of one sentence and the start of the next."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Language:
    """One language.

    Attributes:
        name: Its English name.
        code: Its ISO 639-1 code.
        signs: Frequent words that identify the language; one that begins with `*` is an ending of four letters.
        tokenizer: Splits text into words.
        look_up: Returns the form in which the rules know a word, and its tag.
        patterns: Patterns of release sentences, shared with other languages.
        name_grammar: Returns the patterns that tell what a name stands for.
        telling: Cues: nearly every claim contains one of these strings.
        later_words: Words of which every postponement contains one: `acceptance`.
        later: Matches wordings that postpone a release, `upon acceptance`; if None, one of `later_words` suffices.
        pairs: Tags of two consecutive words that are read as one.
        first_of_pair: The first words of `pairs`.
        own_patterns: Patterns of this language only.
        title_patterns: Patterns of claims in titles.
        seldom_telling: Cues searched for only in texts that contain another cue or an address, or are very short.
        hinting: Weak cues: they count only after one of `hinting_behind`, in a sentence that holds one of `naming`.
        has_all_verbs: The verbs of the language are known, so that words without one are no clause.
        is_head_first: Modifiers follow their noun: `le corpus annoté` for `the annotated corpus`.
        has_clauses_before_nouns: Relative clauses precede their noun, as in Chinese, Japanese and Korean.
        has_postpositions: `at` follows its noun.
        availability: A regular expression of nouns in headings about availability: `disponibilité du code : URL`.
        registration: The same for headings about the registration of trials.
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
    naming: tuple[str, ...] = ()
    has_all_verbs: bool = True
    is_head_first: bool = False
    has_clauses_before_nouns: bool = False
    has_postpositions: bool = False
    availability: str = ""
    registration: str = ""

    @property
    def names(self) -> NameGrammar:
        """The patterns that tell what a name stands for, built on first use."""
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
_INNER_CAPITAL = lazy_pattern(r"\w+[A-Z]\w*|[A-Z]{2,}[\w-]*|[^\W\d_]+-?\d\w*")


class _Lexicon:
    """The words of a language: whole words, prefixes (`доступн*`), suffixes (`*daten`), phrases (`zur_verfügung`)."""

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
        plain = entry.replace("_", " ").strip()
        if "*" in entry:
            regex = _regex(entry)
            self._open.append((regex, lazy_pattern(regex), concept, tag))
        else:
            self._exact[plain] = (concept or plain, tag)
        if " " in plain or plain.endswith("-") or not (self._is_spaced or entry in self._particles):
            self._several.append(entry)

    @property
    def nouns(self) -> dict[str, Asset]:
        """The nouns that name a kind of artefact, as regular expressions."""
        exact = {re.escape(word): ASSETS[tag] for word, (_, tag) in self._exact.items() if tag in _NOUN_TAGS}
        return exact | {regex: ASSETS[tag] for regex, _, _, tag in self._open if tag in _NOUN_TAGS}

    def token(self) -> str:
        """Return a regular expression that matches one token.

        Longer entries are tried first; in unspaced scripts, text that is not in the lexicon is split before the next
        entry.
        """
        several = sorted(self._several, key=len, reverse=True)
        bound = r"\b" if self._is_spaced else ""
        entries = "|".join(_regex(entry) for entry in several)
        first = rf"{bound}(?:{entries}){bound} |" if entries else ""
        if self._elided:
            first += rf" \b(?:{'|'.join(self._elided)})['’] |"
        if self._particles:
            first += rf" (?<=\w)(?:{'|'.join(self._particles)})(?!\w) |"
        word = r"(?<!\w)[a-z]\.\s?[A-Za-z]\. | \d+(?:[.,]\d+)+ | [^\W_](?:[\w'-]*\w)?(?:(?<=-\d)\.\d)?\+{0,2}"
        if not self._is_spaced:
            ends = rf"|(?:{'|'.join(self._particles)})(?!\w)" if self._particles else ""
            word = (
                rf"\d+(?:,\d{{3}})+ | [A-Za-z0-9][A-Za-z0-9.+'-]*(?<![.'-]) | \w(?:(?![A-Za-z0-9]|{entries}{ends})\w)*"
            )
        other = r"\[\d{1,3}\] | \\[A-Za-z]+ | [.,;:!?()&/+=•–—-] | \*{2,} | [†‡§¶]"
        return rf"(?xi) {first} {word} | {other} | {_WIDE}"

    def look_up(self, word: str) -> tuple[str, str]:
        """Return the form in which the rules know a word, and its tag, which is empty if the word is to be skipped."""
        lower = " ".join(word.lower().split()).replace("’", "'")
        known = self._exact.get(lower)
        if known is None and word[-1].isdigit():
            known = self._exact.get(lower.rstrip("0123456789"))  # the number of a footnote
        if known is not None:
            return known
        if lower in _MARKS:
            return lower, _MARKS[lower]
        if word[0] in "\\[":  # a command, the number of a reference
            return lower, ""
        if word[0] in "*†‡§¶":
            return lower, Tag.STOP
        for _, pattern, concept, tag in self._open:
            if pattern.fullmatch(lower):
                return concept or lower, tag
        return lower, Tag.NAME if self._name.fullmatch(word) and not word.isdigit() else Tag.WORD


def _regex(entry: str) -> str:
    if entry[0] == "_":
        return rf"(?<!\w){_regex(entry[1:])}"
    return re.escape(entry).replace(r"\*", r"[\w-]*").replace("_", r"\s+").replace("'", "['’]")


def _signs(lists: Mapping[str, str]) -> frozenset[str]:
    """Return the long words of a lexicon, which help to identify the language."""
    words = (entry for _, entry in _entries(lists) if len(entry) >= _LONG)
    return frozenset(word for word in words if "_" not in word and "*" not in word)


def _entries(lists: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, text in lists.items():
        for entry in text.split():
            yield key, entry


def _grammar_of_names(nouns: Mapping[str, Asset], presenting: str, apposing: str, *, is_spaced: bool) -> NameGrammar:
    """Return the grammar of names of a language in which a name stands next to its kind."""
    noun = "(?P<noun>" + "|".join(sorted(nouns, key=len, reverse=True)) + ")"
    words = r"(?:\w+\W{1,2}){0,6}?"
    titled, behind_title = (words, "") if is_spaced else (r"[^:：。]{0,40}?", r"(?:$|[とや和与及、，])")
    return NameGrammar(
        nouns=nouns,
        behind=(matched_by(lazy_pattern(rf"\s?[,:(–—-]?\s?(?:\w+\s){{0,5}}?{noun}")),),
        before=found_by(lazy_pattern(rf"{noun}(?:{apposing})?\W{{0,3}}$")),
        introduced=lazy_pattern(rf"(?:{presenting})\w*[^.。]{{0,40}}$"),
        presented=found_by(lazy_pattern(rf"(?:{presenting})\w*\W{words}{noun}")),
        title=matched_by(lazy_pattern(rf"[^:：]{{1,60}}[:：]\s?{titled}{noun}" + behind_title)),
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
    apposing: str = "",
    is_head_first: bool = False,
    has_clauses_before_nouns: bool = False,
    has_postpositions: bool = False,
    availability: str = "",
    registration: str = "",
) -> Language:
    """Return a language built from word lists.

    `lexicon` maps a tag, optionally followed by the English word that the rules know (`adverb publicly`), to words
    separated by blanks, in which `_` stands for a space, at the front for the start of a word, and `*` for any prefix
    or suffix. Words under `adverb later` postpone a release. `presenting` is a regular expression of verbs that
    introduce something. Text in an unspaced script is split with the lexicon. `elided` are words that lose their vowel
    before an apostrophe (`l'adresse`), `particles` are endings that count as words of their
    own. `apposing` is a regular expression of what may link a noun to the name behind it.
    """
    make_lexicon = partial(
        _Lexicon,
        lexicon,
        is_spaced=is_spaced,
        nouns_are_capitalised=nouns_are_capitalised,
        elided=elided.split(),
        particles=particles.split(),
    )
    words = cache(make_lexicon)  # most runs only test whether a text is in the language
    return Language(
        name=name,
        code=code,
        signs=frozenset(signs.split()) | _signs(lexicon),
        tokenizer=Tokenizer(lambda: words().token()),
        look_up=remember(lambda word: words().look_up(word)),
        patterns=Rows(patterns),
        name_grammar=cache(lambda: _grammar_of_names(words().nouns, presenting, apposing, is_spaced=is_spaced)),
        telling=tuple(telling.split()),
        later_words=frozenset(("later",)),
        has_all_verbs=False,
        is_head_first=is_head_first,
        has_clauses_before_nouns=has_clauses_before_nouns,
        has_postpositions=has_postpositions,
        availability=availability,
        registration=registration,
    )
