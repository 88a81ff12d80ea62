"""Tell what a name or a pronoun stands for: `TextFlint` a toolkit, `it` the corpus of the sentence before."""

import re
from collections.abc import Sequence
from functools import cached_property

from linkscan.models import Asset
from linkscan.text.cues import Reads
from linkscan.text.event import Event
from linkscan.text.parts import ASSETS, Item
from linkscan.text.phrases import read_object
from linkscan.text.sentences import Sentences
from linkscan.text.tagging import Sentence, tag
from linkscan.text.words import PAIRS, TAGS

_NOUNS = {word: ASSETS[letter] for word, letter in TAGS.items() if letter in "CSMD"}
_NOUNS |= {" ".join(pair): ASSETS[letter] for pair, letter in PAIRS.items() if letter in "CD"}
_NOUN = "(?P<noun>" + "|".join(sorted((re.escape(noun) for noun in _NOUNS), key=len, reverse=True)) + r")\b"
_DESCRIPTIONS = tuple(
    description % _NOUN
    for description in (
        r"{name}\s*(?:\([^()]{{0,60}}\)\s*)?[,:–—-]?\s*(?:is |are )?(?:an?|the|our)\s(?:[\w-]+,?\s){{0,8}}?%s",
        r"{name}\s(?:[\w-]+\s)?%s",
        r"%s,?\s?(?:\(|called|named|termed|dubbed|coined|denoted|i\.e\.,?|[–—:-])?\s?{name}\b",
    )
)
_INTRODUCED = (
    r"(?:present|introduce|propose|develop|create|build|construct|collect|release|describe|called|named|termed|dubbed|coined)"
    r"\w*[^.]{{0,60}}?\b{name}\b"
)
_TRAINED = re.compile(r"language|train|foundation|large|llm|lms?\b|parameter|checkpoint|weights|encoder|tuned")
"""Words that tell a model to download from a model that a paper proposes, which is code."""
_MAKES = "IrzRgO"


class Context:
    """What one paper says around a sentence: its title, its whole text, the sentence before."""

    def __init__(self, title: str, text: str, sentences: Sentences) -> None:
        self._title = title
        self._text = text
        self._sentences = sentences
        self.last: Sentence | None = None
        """The sentence that was read last."""

    @cached_property
    def _lower(self) -> str:
        return f"{self._title}. {self._text}".lower()

    def before(self, sentence: Sentence) -> Sentence:
        """Give the sentence before one, empty at the start."""
        if self.last is not None and self.last.end == sentence.start:
            return self.last
        start = self._sentences.start(sentence.start - 1) if sentence.start else 0
        return tag(self._text, start, sentence.start)

    def is_ours(self, name: str) -> bool:
        """Tell whether the paper introduces `name`, as its title or in so many words."""
        pattern = re.escape(name)
        return bool(
            re.match(rf"{pattern}\b\s*[\d.]*\s*[:(–—-]", self._title.lower())
            or re.search(_INTRODUCED.format(name=pattern), self._lower)
        )

    def kind(self, name: str) -> Asset:
        """Give what `name` is; a system of which nothing else is said is code."""
        for description in _DESCRIPTIONS:
            pattern = description.format(name=r"\b" + re.escape(name))
            if found := re.search(pattern, self._lower):
                kind = _NOUNS[found["noun"]]
                return Asset.CODE if kind is Asset.MODEL and not _TRAINED.search(found[0]) else kind
        return Asset.CODE


def resolve(event: Event, context: Context) -> list[Item]:
    """Give the artefacts of an event, names and pronouns replaced by what they stand for."""
    items = _without_appositions(event)
    return [resolved for item in items for resolved in ([item] if item.asset else _resolve(item, event, context))]


def _without_appositions(event: Event) -> Sequence[Item]:
    """Drop a name beside what it names: `X, a dataset` is one artefact, `X and its code` are two."""
    items, letters = event.items, event.sentence.letters
    if not any(item.asset for item in items):
        return items[-1:] if items and items[-1].tag == "." else items
    return [
        item
        for item in items
        if item.asset
        or item.tag in "ia"
        or (
            item.tag == "N"
            and not item.is_deep
            and "c" in (letters[item.at + 1 : item.at + 2], letters[item.start - 1 : item.start])
        )
    ]


def _resolve(item: Item, event: Event, context: Context) -> list[Item]:
    is_subject = event.cue.reads is Reads.SUBJECT
    word = event.sentence.words[item.at]
    if item.tag in "ia":
        return [item._replace(tag="i", asset=asset, is_ours=True) for asset in _meant(event, context)]
    if item.tag == "G":  # our repository
        return [item] if is_subject else []
    if item.tag in "AH":  # our work: code if it is open source, or if its home is a repository
        is_code = not is_subject or "O" in event.act or "O" in event.sentence.letters[item.start : item.at]
        return [item._replace(asset=Asset.CODE) if is_code else item]
    if item.tag == "." and "o" in event.sentence.letters[item.start : item.at]:  # our recommender
        return [item._replace(tag="S", asset=Asset.CODE)] if is_subject else []
    is_ours = context.is_ours(word) or (item.tag == "N" and not is_subject)
    if item.tag == "." and not is_ours:
        return []
    return [item._replace(tag="N", asset=context.kind(word), is_ours=is_ours)]


def _meant(event: Event, context: Context) -> list[Asset]:
    """Say what a pronoun means: something of its own sentence, else of the one before."""
    for sentence, stop in ((event.sentence, event.begin), (context.before(event.sentence), None)):
        meant = [
            item.asset or context.kind(sentence.words[item.at])
            for item in _antecedents(sentence, stop)
            if item.asset or item.tag == "N"
        ]
        if meant:
            return meant
    return [Asset.CODE] if "O" in event.act else []


def _antecedents(sentence: Sentence, stop: int | None) -> list[Item]:
    """Give what was last made or released in a sentence, else what was last named."""
    letters = sentence.letters[:stop]
    for index, letter in enumerate(letters):
        if letter in _MAKES and (
            items := [item for item in read_object(sentence, index + 1, len(letters)) if item.tag != "i"]
        ):
            return items[:1]
    nearest = max((letters.rfind(letter) for letter in "CMDES"), default=-1)
    return read_object(sentence, nearest, nearest + 1) if nearest >= 0 else []
