"""Tell what a name or a pronoun stands for: `TextFlint` a toolkit, `it` the corpus of the sentence before."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from linkscan.models import Asset
from linkscan.text.cue import Author, Reads
from linkscan.text.event import Event
from linkscan.text.item import ASSETS, Item
from linkscan.text.phrases import read_object
from linkscan.text.sentences import Sentences
from linkscan.text.tagging import Sentence, tag
from linkscan.text.tags import tags
from linkscan.text.words import PAIRS, TAGS, words

_NOUNS = {word: ASSETS[letter] for word, letter in TAGS.items() if letter in "CSMD"}
_NOUNS |= {" ".join(pair): ASSETS[letter] for pair, letter in PAIRS.items() if letter in "CD"}
_NOUN = "(?P<noun>" + "|".join(sorted((re.escape(noun) for noun in _NOUNS), key=len, reverse=True)) + r")\b"
_WORDS = r"(?:[\w-]+,?\s(?:\([\w-]+\)\s)?){0,8}?"
_BEHIND = (
    re.compile(rf"\s*(?:\([^()]{{0,60}}\)\s*)?[,:–—-]?\s*(?:is |are )?(?:an?|the|our)\s{_WORDS}{_NOUN}"),
    re.compile(rf"\s(?:[\w-]+\s)?{_NOUN}"),
)
_BEFORE = re.compile(rf"{_NOUN},?\s?(?:\(|called|named|termed|dubbed|coined|denoted|i\.e\.,?|[–—:-])?\s?$")
_INTRODUCED = re.compile(
    r"(?:present|introduce|propose|develop|create|build|construct|collect|release|describe|called|named|termed|dubbed|coined)"
    r"\w*[^.]{0,60}$"
)
_OPENS_TITLE = re.compile(r"\s*[\d.]*\s*[:(–—-]")
_DATA_ENDINGS = ("bench", "benchmark", "corpus", "dataset", "wordnet", "treebank")
_READ = 20_000  # characters in which a name is looked for
_LOOK_BACK = 80
_MOST_PLACES = 20
_MOST_VERBS = 4
_TRAINED = re.compile(r"language|train|foundation|large|llm|lms?\b|parameter|checkpoint|weights|encoder|tuned")
"""Words that tell a model to download from a model that a paper proposes, which is code."""
_HARDWARE = words(
    """robot robots hand hands arm gripper grippers mechanism mechanisms sensor sensors actuator device devices glove
    drone vehicle board exoskeleton prosthesis quadrotor quadruped humanoid manipulator camera electronics"""
)
_PLURAL = words("they them these both")
_MAKES = "IrzRgO"


class Context:
    """What one paper says around a sentence: its title, its whole text, the sentence before."""

    def __init__(self, title: str, text: str, sentences: Sentences) -> None:
        self._title = title
        self._text = text
        self._sentences = sentences
        self._known: dict[str, tuple[Asset, bool]] = {}
        self.last: Sentence | None = None
        """The sentence that was read last."""

    @cached_property
    def _lower(self) -> str:
        return f"{self._title}. {self._text[:_READ]}".lower()

    def before(self, sentence: Sentence) -> Sentence:
        """Give the sentence before one, empty at the start."""
        if self.last is not None and self.last.end == sentence.start:
            return self.last
        start = self._sentences.start(sentence.start - 1) if sentence.start else 0
        return tag(self._text, start, sentence.start)

    def know(self, name: str) -> tuple[Asset, bool]:
        """Say what a name stands for, and whether this paper introduces it."""
        if name not in self._known:
            places = list(islice(self._places(name), _MOST_PLACES))
            self._known[name] = (self._kind(name, places), self._is_ours(name, places))
        return self._known[name]

    def owns(self, name: str) -> bool:
        """Tell whether a name stands in the title, or is introduced."""
        return name in self._title.lower() or self.know(name)[1]

    def _is_ours(self, name: str, places: Sequence[tuple[int, int]]) -> bool:
        """Tell whether a name opens the title, or is introduced in so many words."""
        if self._lower.startswith(name) and _OPENS_TITLE.match(self._lower, len(name)):
            return True
        return any(_INTRODUCED.search(self._lower, max(0, start - _LOOK_BACK), start) for start, _ in places)

    def _kind(self, name: str, places: Sequence[tuple[int, int]]) -> Asset:
        """Read what a name is called; a system of which nothing else is said is code."""
        for description in _BEHIND:
            for _, end in places:
                if found := description.match(self._lower, end):
                    return _kind(found)
        for start, _ in places:
            if found := _BEFORE.search(self._lower, max(0, start - _LOOK_BACK), start):
                return _kind(found)
        return Asset.DATA if name.endswith(_DATA_ENDINGS) else Asset.CODE

    def _places(self, name: str) -> Iterator[tuple[int, int]]:
        """Give where a name stands as a whole word."""
        start = self._lower.find(name)
        while start >= 0:
            end = start + len(name)
            if not self._lower[start - 1 : start].isalnum() and not self._lower[end : end + 1].isalnum():
                yield start, end
            start = self._lower.find(name, end)


def _kind(found: re.Match[str]) -> Asset:
    kind = _NOUNS[found["noun"]]
    return Asset.CODE if kind is Asset.MODEL and not _TRAINED.search(found[0]) else kind


def resolve(event: Event, context: Context) -> list[Item]:
    """Give the artefacts of an event, names and pronouns replaced by what they stand for."""
    if not _is_about_ours(event, context):
        return []
    items = _without_appositions(event)
    return [resolved for item in items for resolved in ([item] if item.asset else _resolve(item, event, context))]


def _is_about_ours(event: Event, context: Context) -> bool:
    """Tell whether what `is an open-source toolkit` has a name that this paper gave it, or none."""
    is_set_off = event.before == "N" and bool(event.cue.words)  # X, the largest public corpus
    is_named = event.act[0] == "N"  # X provides an open-source corpus
    if event.cue.reads is not Reads.HEAD or ("I" in event.act and not is_named):
        return True
    if event.cue.author is not Author.NOWHERE and not is_set_off:
        return True
    name = event.sentence.letters.rfind("N", 0, event.begin + is_named)
    return name < 0 or context.owns(event.sentence.words[name])


def _without_appositions(event: Event) -> Sequence[Item]:
    """Drop a name beside what it names: `X, a dataset` is one artefact, `X and its code` are two."""
    items, letters = event.items, event.sentence.letters
    if not any(item.asset for item in items):
        return items[-1:] if items and items[-1].tag == "." else items
    return [
        item
        for item in items
        if item.asset or item.tag in "ia" or (item.tag == "N" and not item.is_deep and _is_in_row(item, letters))
    ]


_ROW = tags("[and]|comma [code model data extra demo] [comma and]")


def _is_in_row(item: Item, letters: str) -> bool:
    """Tell a name in a row, `X, code, and models`, from one that is explained, `X, a dataset, and code`."""
    is_explained = letters[item.at + 1 : item.at + 3] in (",d", ",o")
    is_last = letters[item.start - 1 : item.start] == "c" and not is_explained
    return is_last or _ROW.match(letters, item.at + 1) is not None


def _resolve(item: Item, event: Event, context: Context) -> list[Item]:
    is_subject = event.cue.reads is Reads.SUBJECT
    word = event.sentence.words[item.at]
    if item.tag in "ia":
        return [item._replace(tag="i", asset=asset, is_ours=True) for asset in _meant(event, item, context)]
    if item.tag == "G":  # our repository
        return [item]
    if item.tag in "AH":  # our work: code if it is open source, or if its home is a repository
        is_code = not is_subject or "O" in event.act or "O" in event.sentence.letters[item.start : item.at]
        return [item._replace(asset=Asset.CODE) if is_code else item]
    if item.tag == "." and "o" in event.sentence.letters[item.start : item.at]:  # our recommender, our gripper
        tag, asset = ("X", Asset.OTHER) if word in _HARDWARE else ("S", Asset.CODE)
        return [item._replace(tag=tag, asset=asset)] if is_subject else []
    kind, is_ours = context.know(word)
    if item.tag == "." and not is_ours:
        return []
    return [item._replace(tag="N", asset=kind, is_ours=is_ours or not is_subject)]


def _meant(event: Event, item: Item, context: Context) -> list[Asset]:
    """Say what a pronoun means: something of its own sentence, else of the one before."""
    most = None if item.tag == "a" or event.sentence.words[item.at] in _PLURAL else 1
    for sentence, stop in ((event.sentence, min(item.at, event.begin)), (context.before(event.sentence), None)):
        meant = [
            named.asset or context.know(sentence.words[named.at])[0]
            for named in _antecedents(sentence, stop)[:most]
            if named.asset or named.tag == "N"
        ]
        if meant:
            return meant
    return [Asset.CODE] if "O" in event.act else []


def _antecedents(sentence: Sentence, stop: int | None) -> list[Item]:
    """Give what was last made or released in a sentence, else what was last named."""
    letters = sentence.letters[:stop]
    made: dict[int, Item] = {}
    for index in [index for index, letter in enumerate(letters) if letter in _MAKES][:_MOST_VERBS]:
        items = [item for item in read_object(sentence, index + 1, len(letters)) if item.tag != "i"]
        made |= {item.at: item for item in items[:1]}
        made |= {item.at: item for item in items[1:] if item.asset and not item.is_deep}
    if made:
        return list(made.values())
    nearest = max((letters.rfind(letter) for letter in "CMDES"), default=-1)
    return read_object(sentence, nearest, nearest + 1) if nearest >= 0 else []
