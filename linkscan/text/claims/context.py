"""Context: the paper around a sentence, and what kind of artefact a name in it stands for."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.sentences import Sentences
from linkscan.text.claims.tagger import TaggedSentence, tag_sentence
from linkscan.text.claims.tagset import Tag
from linkscan.text.languages.language import Language
from linkscan.text.languages.naming import Description, NameGrammar

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_CODE = Asset.CODE
_ASSET_DATA = Asset.DATA
_ASSET_DEMO = Asset.DEMO
_ASSET_MODEL = Asset.MODEL

_OPENS_TITLE = lazy_pattern(r"\s*[\d.]*\s*[:(：（–—-]|['’]s\b")
_AFTER_SUBJECT = lazy_pattern(r":|\s?--\s?|\s[–—-]\s")
"""What separates the subject of a title from what it is: `SongFinder: a server`, `SongFinder--a server`."""
_SECOND_SUBJECT = lazy_pattern(r"\band (\S+):")
"""The second name in a title: `SongFinder: a server for songs, and SongBase: a database of them`."""
_VERSION = lazy_pattern(r"\s(?:v(?:er(?:sion)?)?\.?\s?)?\d[\d.]*\b")
_MODEL_SIZE = lazy_pattern(r"\d[bm]$")
_DATA_NAME = lazy_pattern(r"(?:bench|benchmark|corpus|dataset|wordnet|treebank|db|kb|bank|atlas|[^\W\d_-]base)$")
_DEMO_NAME = lazy_pattern(r"(?:server|web)$")
_TRAINED = lazy_pattern(r"language|train|foundation|large|llm|lms?\b|parameter|checkpoint|weights|encoder|tuned")
"""Words that distinguish a trained model, which one downloads, from a proposed model, which is code."""
_ON_THE_WEB = lazy_pattern(r"\b(?:web|online|browser|internet|shiny)\b(?:-based|-accessible)?(?!\s?crawl)")
_LEARNS = lazy_pattern(
    r"\blearn(?!\s(?:more|about|how))|\bdeep\b|yolo|detection model|predict(?:ive|ion) model|train(?:ed|ing)|neural"
    r"|language model|\bl?lms?\b|transformer|foundation model|\bai\b"
)
_WEB_TOOL = lazy_pattern(
    r"\bweb\s?server|\b(?:web|online|browser|shiny)(?:-based|-server)?[\s-](?:[\w-]+\s){0,2}?"
    r"(?:tool|app|application|platform|system|utility|interface|viewer|toolkit|workflow)\b"
)
_DEFINITE_DATA = lazy_pattern(
    r"\b(?:the|this|our)\s(?:new\s|updated\s|current\s)?"
    r"(?:database|knowledge\s?base|atlas|catalogue|catalog|(?P<demo>web\s?server|web\sportal))\b"
)
_DEFINITE_CODE = lazy_pattern(
    r"\b(?:the|this|our)\s(?:\w+\s)?"
    r"(?:software|package|tool|toolkit|toolbox|program|algorithm|method|approach|pipeline|library|code|framework)\b"
)
_WEB_USABLE = word_set(
    """tool tools platform platforms system systems application applications app apps interface framework suite utility
    toolkit toolbox workflow pipeline viewer software"""
)
"""Nouns for software that is used in place, if it is on the web."""
_LONGEST_SUBJECT = 90  # characters of a title before its colon
_FEW_WORDS = 3
_SEARCHED = 20_000  # characters in which a name is looked for
_LOOK_BACK = 80  # characters
_MAX_OCCURRENCES = 20
_FIRST_HANGUL = "\u1100"


class Context:
    """The paper around a sentence: its title, its whole text, the previous sentence."""

    def __init__(self, title: str, text: str, sentences: Sentences, language: Language) -> None:
        self._title = title
        self._text = text
        self._sentences = sentences
        self.language = language
        self._known: dict[str, tuple[Asset, bool]] = {}
        self.last: TaggedSentence | None = None
        """The sentence that was read most recently, if any."""

    @cached_property
    def _names(self) -> NameGrammar:
        return self.language.names

    @cached_property
    def _lower(self) -> str:
        return f"{self._title}. {self._text[:_SEARCHED]}".lower()

    def before(self, sentence: TaggedSentence) -> TaggedSentence:
        """Return the sentence before `sentence`, empty if there is none."""
        if self.last is not None and self.last.end == sentence.start:
            return self.last
        start = self._sentences.start(sentence.start - 1) if sentence.start else 0
        return tag_sentence(self._text, start, sentence.start, language=self.language)

    def type_of(self, name: str) -> tuple[Asset, bool]:
        """Return the asset that a name stands for, and whether this paper introduces the name."""
        if name not in self._known:
            places = list(islice(self._occurrences(name), _MAX_OCCURRENCES))
            self._known[name] = (self._kind_of(name, places), self._is_introduced(name, places))
        return self._known[name]

    def introduces(self, name: str) -> bool:
        """Return whether a name is in the title or is introduced in the text."""
        if name in self._title.lower() or self.type_of(name)[1]:
            return True
        if re.search(rf"\b(?:this|our) [^.()]{{0,60}}\({re.escape(name)}\)", self._lower):
            return True  # this song database (SongDB)
        short = re.search(rf"{re.escape(name)}\W{{1,3}}\((\w+)\)", self._lower)  # Radiation Diffusion (HARD)
        return short is not None and short[1] in self._title.lower()

    def has_type(self, name: str) -> bool:
        """Return whether the paper says what kind of artefact a name is."""
        return self._described(list(islice(self._occurrences(name), _MAX_OCCURRENCES))) is not None

    def tells_of(self, name: str) -> bool:
        """Return whether a name is in the title, or the paper says what kind of artefact it is."""
        return name in self._title.lower() or self.has_type(name)

    @cached_property
    def presented(self) -> Asset | None:
        """The asset that the paper says it presents, None if it does not say."""
        title, text = self._title.lower(), self._lower
        found = self._names.title(title, 0, len(title)) or self._names.presented(text, 0, len(text))
        return self._asset(found) if found else None

    def opens_title(self, name: str) -> bool:
        """Return whether the title begins with a name, after `the` if it has one."""
        return self._title.lower().removeprefix("the ").startswith(name)

    @cached_property
    def titled(self) -> Asset | None:
        """The asset of the first noun in the title that means one: data in `The SongBase database in 2019`."""
        nouns = self._names.nouns
        return next((nouns[word] for word in self._title.lower().split() if word in nouns), None)

    @cached_property
    def names_work(self) -> bool:
        """Whether the title begins with the name of the authors' work: `SongFinder: fast search`."""
        separator = _AFTER_SUBJECT.search(self._title)
        subject = self._title[: separator.start()].split() if separator else []
        return len(subject) == 1 and not subject[0].islower()

    @cached_property
    def learns(self) -> bool:
        """Whether the paper is about machine learning; in other papers a model is a program."""
        return _LEARNS.search(self._lower) is not None

    @cached_property
    def is_served(self) -> bool:
        """Whether the paper is about a tool that is used on the web."""
        return _WEB_TOOL.search(self._lower) is not None

    def uses(self, name: str) -> bool:
        """Return whether the title says that the named thing is merely used: `Publications with Quarto`."""
        used = rf"\b(?:with|using|in|via|from|access to)\s{re.escape(name)}\b"
        return re.search(used, self._title.lower()) is not None and not self.type_of(name)[1]

    def is_titled(self, name: str) -> bool:
        """Return whether a name is in the title."""
        return name in self._title.lower()

    def is_proper(self, word: str) -> bool:
        """Return whether the first word of a sentence is a proper name: it is capitalised elsewhere too."""
        if self.language.look_up(word.capitalize())[1] != Tag.NAME:
            return False  # Informationen
        texts = (self._text[:_SEARCHED],) if self._title.istitle() else (self._title, self._text[:_SEARCHED])
        return any(re.search(rf"[a-z,] {re.escape(word.capitalize())}\b", text) for text in texts)

    def is_subject(self, phrase: str) -> bool:
        """Return whether the title is about a phrase: begins with it, or has it before a colon."""
        title = self._title.lower().removeprefix("the ")
        separator = _AFTER_SUBJECT.search(title)
        return title.startswith(phrase) or (separator is not None and phrase in title[: separator.start()])

    def is_topic(self, name: str) -> bool:
        """Return whether the title is about a name: begins with it, or has it before a colon."""
        title = self._title.strip().removeprefix("The ")
        separator = _AFTER_SUBJECT.search(title)
        subject = title[: separator.start()] if separator else title
        if f"({name})" in title.lower():  # The Mouse Song Database (MSD)
            return True
        if not separator or len(subject) > _LONGEST_SUBJECT:
            subject = title.partition(" ")[0]
        subject += "".join(f" {found[1]}" for found in _SECOND_SUBJECT.finditer(title))
        named = [word.strip("()[],").removesuffix(".org") for word in subject.split()]
        return any(word.lower() == name and not word.islower() and not word.istitle() for word in named) or (
            separator is not None and 0 < len(named) <= _FEW_WORDS and name == named[0].lower()
        )

    def _is_introduced(self, name: str, places: Sequence[tuple[int, int]]) -> bool:
        """Return whether the title begins with a name, or the text introduces it explicitly."""
        if self._lower.startswith(name) and _OPENS_TITLE.match(self._lower, len(name)):
            return True
        return any(self._names.introduced.search(self._lower, max(0, start - _LOOK_BACK), start) for start, _ in places)

    def _kind_of(self, name: str, places: Sequence[tuple[int, int]]) -> Asset:
        """Return the asset that a name is described as; code if nothing is said about it."""
        described = self._described(places)
        if described is not None:
            return described
        if _DATA_NAME.search(name):
            return _ASSET_DATA
        if _DEMO_NAME.search(name):
            return _ASSET_DEMO
        if _MODEL_SIZE.search(name):
            return _ASSET_MODEL
        if not self.is_topic(name):
            return _ASSET_CODE
        return self._referred_to_as or (_ASSET_DEMO if self.presented is _ASSET_DEMO else _ASSET_CODE)

    @cached_property
    def _referred_to_as(self) -> Asset | None:
        """What the paper refers back to: `the database` has grown, `our web server` is fast; None if also to code."""
        if _DEFINITE_CODE.search(self._lower):
            return None
        found = _DEFINITE_DATA.search(self._lower)
        return (_ASSET_DEMO if found["demo"] else _ASSET_DATA) if found else None

    def _described(self, places: Sequence[tuple[int, int]]) -> Asset | None:
        """Return the asset that a name is described as at one of `places`, None if it is not described."""
        text = self._lower
        for read_description in self._names.behind:
            for _, end in places:
                if found := read_description(text, end, len(text)):
                    return self._asset(found)
        for start, _ in places:
            if found := self._names.before(text, max(0, start - _LOOK_BACK), start):
                return self._asset(found)
        return None

    def _asset(self, found: Description) -> Asset:
        """Return the asset of the noun of a description; a model that is not trained is code."""
        noun = found.noun
        nouns = self._names.nouns
        kind = (
            nouns.get(noun)
            or nouns.get(noun.removesuffix("s"))
            or next(asset for regex, asset in nouns.items() if re.fullmatch(regex, noun))
        )
        if kind is _ASSET_CODE and noun in _WEB_USABLE and _ON_THE_WEB.search(found.text):
            return _ASSET_DEMO
        return _ASSET_CODE if kind is _ASSET_MODEL and not _TRAINED.search(found.text) else kind

    def _occurrences(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield the bounds of each occurrence of a name as a whole word, including a version after it."""
        start = self._lower.find(name)
        while start >= 0:
            end = start + len(name)
            if not _is_word_letter(self._lower[start - 1 : start]) and not _is_word_letter(self._lower[end : end + 1]):
                version = _VERSION.match(self._lower, end)
                yield start, version.end() if version else end
            start = self._lower.find(name, end)


def _is_word_letter(letter: str) -> bool:
    """Return whether a letter next to a name belongs to it; in scripts without spaces it belongs to another word."""
    return letter.isalnum() and letter < _FIRST_HANGUL
