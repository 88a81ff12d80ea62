"""Coreference: what a name or a pronoun stands for: `TextFlint` a toolkit, `it` the corpus of the sentence before."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from linkscan.code_hosts import HOLDS_NOTHING_BUT_CODE, is_on
from linkscan.models import Asset
from linkscan.patterns import lazy_pattern
from linkscan.text.claims.event import ReleaseEvent, is_at_code_place, is_bare_act
from linkscan.text.claims.lexicon import word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.patterns import AgentRule, ArgumentSlot
from linkscan.text.claims.phrases import read_object
from linkscan.text.claims.sentences import Sentences
from linkscan.text.claims.tagger import TaggedSentence, tag_sentence
from linkscan.text.claims.tagset import PRONOUNS, WORKS, Tag, tag_pattern, tag_set
from linkscan.text.languages.language import Language

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_ASSET_CODE = Asset.CODE
_ASSET_DATA = Asset.DATA
_ASSET_DEMO = Asset.DEMO
_ASSET_MODEL = Asset.MODEL
_ASSET_OTHER = Asset.OTHER
_HEAD = ArgumentSlot.HEAD
_NOWHERE = AgentRule.NOWHERE
_SUBJECT = ArgumentSlot.SUBJECT

_MAKES = tag_set("present release provide released releasing open")
_NAMEABLE = tag_set("code model data demo tool")

_OPENS_TITLE = lazy_pattern(r"\s*[\d.]*\s*[:(：（–—-]")
_SECOND_SUBJECT = lazy_pattern(r"\band (\S+):")
"""SongFinder: a server for songs, and SongBase: a database of them."""
_VERSION = lazy_pattern(r"\s(?:v(?:er(?:sion)?)?\.?\s?)?\d[\d.]*\b")
_MODEL_SIZE = lazy_pattern(r"\d[bm]$")
_DATA_NAME = lazy_pattern(r"(?:bench|benchmark|corpus|dataset|wordnet|treebank|db|bank|atlas|[^\W\d_-]base)$")
_DEMO_NAME = lazy_pattern(r"(?:server|web)$")
_TRAINED = lazy_pattern(r"language|train|foundation|large|llm|lms?\b|parameter|checkpoint|weights|encoder|tuned")
"""Words that tell a model to download from a model that a paper proposes, which is code."""
_ON_THE_WEB = lazy_pattern(r"\b(?:web|online|browser|internet|shiny)\b(?:-based|-accessible)?(?!\s?crawl)")
_LEARNS = lazy_pattern(r"\blearn|train(?:ed|ing)|neural|language model|\bl?lms?\b|transformer|foundation model|\bai\b")
_WEB_TOOL = lazy_pattern(
    r"\bweb\s?server|\b(?:web|online|browser|shiny)(?:-based|-server)?\s(?:[\w-]+\s)?"
    r"(?:tool|app|application|platform|system|utility)\b"
)
_SPOKEN_OF = lazy_pattern(
    r"\b(?:the|this|our)\s(?:new\s|updated\s|current\s)?"
    r"(?:database|knowledge\s?base|atlas|catalogue|catalog|(?P<demo>web\s?server|web\sportal))\b"
)
_SPOKEN_OF_CODE = lazy_pattern(
    r"\b(?:the|this|our)\s(?:\w+\s)?"
    r"(?:software|package|tool|toolkit|toolbox|program|algorithm|method|approach|pipeline|library|code|framework)\b"
)
_USED = word_set(
    "tool tools platform platforms system systems application applications app apps interface framework suite utility"
)
"""What one uses where it is, if it is on the web."""
_LONGEST_SUBJECT = 90  # characters of a title before its colon
_FEW_WORDS = 3
_READ = 20_000  # characters in which a name is looked for
_LOOK_BACK = 80
_MOST_PLACES = 20
_MOST_VERBS = 4
_HARDWARE = word_set(
    """robot robots hand hands arm gripper grippers mechanism mechanisms sensor sensors actuator device devices glove
    drone vehicle board exoskeleton prosthesis quadrotor quadruped humanoid manipulator camera electronics"""
)
_NO_SOFTWARE = _HARDWARE | word_set(
    """guideline survey review report article book course curriculum preregistration registration trial checklist
    questionnaire talk thesis handbook proof brochure leaflet"""
)
_FIRST_HANGUL = "\u1100"
_PLURAL = word_set("they them these both")


class Context:
    """What one paper says around a sentence: its title, its whole text, the sentence before."""

    def __init__(self, title: str, text: str, sentences: Sentences, language: Language) -> None:
        self._title = title
        self._text = text
        self._sentences = sentences
        self.language = language
        self._names = language.names
        self._known: dict[str, tuple[Asset, bool]] = {}
        self.last: TaggedSentence | None = None
        """The sentence that was read last."""

    @cached_property
    def _lower(self) -> str:
        return f"{self._title}. {self._text[:_READ]}".lower()

    def before(self, sentence: TaggedSentence) -> TaggedSentence:
        """Return the sentence before one, empty at the start."""
        if self.last is not None and self.last.end == sentence.start:
            return self.last
        start = self._sentences.start(sentence.start - 1) if sentence.start else 0
        return tag_sentence(self._text, start, sentence.start, language=self.language)

    def type_of(self, name: str) -> tuple[Asset, bool]:
        """Return what a name stands for, and whether this paper introduces it."""
        if name not in self._known:
            places = list(islice(self._places(name), _MOST_PLACES))
            self._known[name] = (self._kind(name, places), self._is_ours(name, places))
        return self._known[name]

    def introduces(self, name: str) -> bool:
        """Return whether a name stands in the title, or is introduced."""
        if name in self._title.lower() or self.type_of(name)[1]:
            return True
        if re.search(rf"\b(?:this|our) [^.()]{{0,60}}\({re.escape(name)}\)", self._lower):
            return True  # this song database (SongDB)
        short = re.search(rf"{re.escape(name)}\W{{1,3}}\((\w+)\)", self._lower)  # Radiation Diffusion (HARD)
        return short is not None and short[1] in self._title.lower()

    def has_type(self, name: str) -> bool:
        """Return whether the text says what kind of thing a name is."""
        return self._described(list(islice(self._places(name), _MOST_PLACES))) is not None

    def tells_of(self, name: str) -> bool:
        """Return whether the paper is about a name, or says what kind of thing it is."""
        return name in self._title.lower() or self.has_type(name)

    @cached_property
    def presented(self) -> Asset | None:
        """What the paper says it presents."""
        found = re.match(self._names.title, self._title.lower()) or re.search(self._names.presented, self._lower)
        return self._asset(found) if found else None

    @cached_property
    def learns(self) -> bool:
        """Whether something is learnt: elsewhere a model is a program."""
        return _LEARNS.search(self._lower) is not None

    @cached_property
    def is_served(self) -> bool:
        """Whether the paper is about something that is used on the web."""
        return _WEB_TOOL.search(self._lower) is not None

    def uses(self, name: str) -> bool:
        """Return whether the title says that something is done with what has a name: `Publications with Quarto`."""
        used = rf"\b(?:with|using|in|via|from)\s{re.escape(name)}\b"
        return re.search(used, self._title.lower()) is not None and not self.type_of(name)[1]

    def is_titled(self, name: str) -> bool:
        """Return whether a name stands in the title."""
        return name in self._title.lower()

    def is_proper(self, word: str) -> bool:
        """Return whether a word that opens a sentence is a name: it is written with a capital elsewhere too."""
        if self.language.look_up(word.capitalize())[1] != Tag.NAME:
            return False  # Informationen
        texts = (self._text[:_READ],) if self._title.istitle() else (self._title, self._text[:_READ])
        return any(re.search(rf"[a-z,] {re.escape(word.capitalize())}\b", text) for text in texts)

    def is_subject(self, phrase: str) -> bool:
        """Return whether the title is about a phrase: it opens the title, or stands before its colon."""
        title = self._title.lower().removeprefix("the ")
        subject, colon, _ = title.partition(":")
        return title.startswith(phrase) or (bool(colon) and phrase in subject)

    def is_topic(self, name: str) -> bool:
        """Return whether the title is about a name: it opens the title, or stands before its colon."""
        title = self._title.strip()
        subject, colon, _ = title.partition(":")
        if f"({name})" in title.lower():  # The Mouse Song Database (MSD)
            return True
        if not colon or len(subject) > _LONGEST_SUBJECT:
            subject = title.partition(" ")[0]
        subject += "".join(f" {found[1]}" for found in _SECOND_SUBJECT.finditer(title))
        named = [word.strip("()[],").removesuffix(".org") for word in subject.split()]
        return any(word.lower() == name and not word.islower() and not word.istitle() for word in named) or (
            bool(colon) and len(named) <= _FEW_WORDS and name == named[0].lower()
        )

    def _is_ours(self, name: str, places: Sequence[tuple[int, int]]) -> bool:
        """Return whether a name opens the title, or is introduced in so many words."""
        if self._lower.startswith(name) and _OPENS_TITLE.match(self._lower, len(name)):
            return True
        return any(self._names.introduced.search(self._lower, max(0, start - _LOOK_BACK), start) for start, _ in places)

    def _kind(self, name: str, places: Sequence[tuple[int, int]]) -> Asset:
        """Return what kind of thing a name is called; a system of which nothing else is said is code."""
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
        return self._spoken_of or (_ASSET_DEMO if self.presented is _ASSET_DEMO else _ASSET_CODE)

    @cached_property
    def _spoken_of(self) -> Asset | None:
        """What the paper goes on to speak of: `the database` has grown, `our web server` is fast."""
        if _SPOKEN_OF_CODE.search(self._lower):
            return None
        found = _SPOKEN_OF.search(self._lower)
        return (_ASSET_DEMO if found["demo"] else _ASSET_DATA) if found else None

    def _described(self, places: Sequence[tuple[int, int]]) -> Asset | None:
        """Return the kind of thing that a name at `places` is called, None if it is not called anything."""
        for description in self._names.behind:
            for _, end in places:
                if found := description.match(self._lower, end):
                    return self._asset(found)
        for start, _ in places:
            if found := self._names.before.search(self._lower, max(0, start - _LOOK_BACK), start):
                return self._asset(found)
        return None

    def _asset(self, found: re.Match[str]) -> Asset:
        """Return the asset of the noun that was found; a model that is not trained is code."""
        noun = found["noun"]
        nouns = self._names.nouns
        kind = (
            nouns.get(noun)
            or nouns.get(noun.removesuffix("s"))
            or next(asset for regex, asset in nouns.items() if re.fullmatch(regex, noun))
        )
        if kind is _ASSET_CODE and noun in _USED and _ON_THE_WEB.search(found[0]):
            return _ASSET_DEMO
        return _ASSET_CODE if kind is _ASSET_MODEL and not _TRAINED.search(found[0]) else kind

    def _places(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield where a name stands as a whole word."""
        start = self._lower.find(name)
        while start >= 0:
            end = start + len(name)
            if not _is_glued(self._lower[start - 1 : start]) and not _is_glued(self._lower[end : end + 1]):
                version = _VERSION.match(self._lower, end)
                yield start, version.end() if version else end
            start = self._lower.find(name, end)


def _is_glued(letter: str) -> bool:
    """Return whether a letter beside a name belongs to it; in scripts without spaces it is another word's."""
    return letter.isalnum() and letter < _FIRST_HANGUL


def resolve(event: ReleaseEvent, context: Context) -> list[Mention]:
    """Return the artefacts of an event, names and pronouns replaced by what they stand for."""
    if not _is_about_ours(event, context):
        return []
    mentions = _without_appositions(event)
    return [
        resolved
        for mention in mentions
        for resolved in ([_called(mention, event, context)] if mention.asset else _resolve(mention, event, context))
    ]


_SERVED = word_set("tool app application system platform software program interface")
_AMBIGUOUS = tag_set("model tool extra")
_LIBRARIES = word_set("library libraries")
_OF_DATA = tag_pattern("of [adverb word name participle]* [datum data]")
_DEFINITE = word_set("the this our")


def _called(mention: Mention, event: ReleaseEvent, context: Context) -> Mention:
    """Return what a noun means in this paper: a model that learns nothing is code, the tool of a web page a demo."""
    word = event.sentence.words[mention.at]
    is_library = word in _LIBRARIES and _OF_DATA.match(event.sentence.tags, mention.at + 1)  # of stellar spectra
    if is_library or mention.tag not in _AMBIGUOUS:
        return mention._replace(tag=Tag.DATA, asset=_ASSET_DATA) if is_library else mention
    if word == "model" and Tag.OPEN in event.trigger and not context.learns:
        return mention._replace(tag=Tag.TOOL, asset=_ASSET_CODE)
    if word == "resource" and event.pattern.slot is _HEAD and Tag.AVAILABLE in event.trigger:
        return mention._replace(tag=Tag.DATA, asset=_ASSET_DATA)
    is_definite = event.sentence.words[mention.start] in _DEFINITE
    if word == "resource" and is_definite and event.pattern.slot is _SUBJECT and event.sentence.links:
        return mention._replace(tag=Tag.DATA, asset=_ASSET_DATA)
    if word in _SERVED and mention.tag == Tag.TOOL and context.is_served and event.pattern.slot is _SUBJECT:
        is_elsewhere = event.sentence.links and not any(
            is_on(span.link.url, HOLDS_NOTHING_BUT_CODE) for span in event.sentence.links.values()
        )
        if is_definite and is_elsewhere:
            return mention._replace(tag=Tag.DEMO, asset=_ASSET_DEMO)
    return mention


def _is_about_ours(event: ReleaseEvent, context: Context) -> bool:
    """Return whether what `is an open-source toolkit` has a name that this paper gave it, or none."""
    is_set_off = event.before == Tag.NAME and bool(event.pattern.words)  # X, the largest public corpus
    is_named = event.trigger[0] == Tag.NAME  # X provides an open-source corpus
    is_called_ours = event.trigger[0] == Tag.OUR  # our publicly available code
    if event.pattern.slot is not _HEAD or is_called_ours or (Tag.PRESENT in event.trigger and not is_named):
        return True
    if event.pattern.agent is not _NOWHERE and not is_set_off:
        return True
    if Tag.AT in event.trigger and event.trigger[0] == Tag.BE and event.trigger[-1] == Tag.OPEN:
        return _is_in_own(event, context)
    if event.begin and event.trigger[0] == Tag.BE and context.uses(event.sentence.words[event.begin - 1]):
        return False
    name = event.sentence.tags.rfind(Tag.NAME, 0, event.begin + is_named)
    return name < 0 or context.introduces(event.sentence.words[name])


def _is_in_own(event: ReleaseEvent, context: Context) -> bool:
    """Return whether a method is implemented in `an open-source tool`, or in the one that the paper introduces."""
    if "the" not in event.words:
        return event.before != Tag.NAME or context.introduces(event.sentence.words[event.begin - 1])
    name = event.sentence.tags.find(Tag.NAME, event.end, event.end + 4)
    return name >= 0 and context.introduces(event.sentence.words[name])


def _without_appositions(event: ReleaseEvent) -> Sequence[Mention]:
    """Drop a name beside what it names: `X, a dataset` is one artefact, `X and its code` are two."""
    mentions, tags = event.mentions, event.sentence.tags
    if not any(mention.asset for mention in mentions):
        return mentions[-1:] if mentions and mentions[-1].tag == Tag.WORD else mentions
    return [
        mention
        for mention in mentions
        if mention.asset
        or mention.tag in PRONOUNS
        or (mention.tag == Tag.NAME and not mention.is_deep and _is_in_row(mention, tags))
    ]


_ROW = tag_pattern("for? and|comma [code model data extra demo] [comma and]")


def _is_in_row(mention: Mention, tags: str) -> bool:
    """Return whether a name stands in a row, `X, code, and models`; it does not in `X, a dataset, and code`."""
    is_explained = tags[mention.at + 1 : mention.at + 3] in (Tag.COMMA + Tag.THE, Tag.COMMA + Tag.OUR)
    is_last = tags[mention.start - 1 : mention.start] == Tag.AND and not is_explained
    return is_last or _ROW.match(tags, mention.at + 1) is not None


def _resolve(mention: Mention, event: ReleaseEvent, context: Context) -> list[Mention]:
    is_subject = event.pattern.slot is _SUBJECT
    word = event.sentence.words[mention.at]
    if mention.tag in PRONOUNS:
        return [mention._replace(tag=Tag.IT, asset=asset, is_ours=True) for asset in _meant(event, mention, context)]
    if mention.tag == Tag.PLACE:  # our repository
        return [_repository(mention, event, context)]
    if mention.tag in WORKS:  # our work: code if it is open source, or if its home is a repository
        is_code = (
            not is_subject or Tag.OPEN in event.trigger or Tag.OPEN in event.sentence.tags[mention.start : mention.at]
        )
        return [mention._replace(asset=_ASSET_CODE) if is_code else mention]
    if (
        mention.tag == Tag.WORD and Tag.OUR in event.sentence.tags[mention.start : mention.at]
    ):  # our recommender, our gripper
        tag, asset = (Tag.EXTRA, _ASSET_OTHER) if word in _NO_SOFTWARE else (Tag.TOOL, _ASSET_CODE)
        return [mention._replace(tag=tag, asset=asset)] if is_subject else []
    kind, is_ours = context.type_of(word)
    if mention.tag == Tag.WORD and not is_ours and event.sentence.links and context.is_proper(word):
        mention = mention._replace(tag=Tag.NAME)  # Glimmer is available at URL
    is_beside_others = is_subject and mention.tag == Tag.NAME and len(event.mentions) > 1
    is_unknown = (mention.tag == Tag.WORD or not is_ours) and not context.tells_of(word)
    is_bare = is_unknown and is_bare_act(event)  # cells release a drug, butterflies were released
    if is_bare or (not is_ours and (mention.tag == Tag.WORD or (is_beside_others and not context.has_type(word)))):
        return [mention._replace(tag=Tag.NAME, asset=_ASSET_CODE)] if is_at_code_place(event) else []
    if kind is _ASSET_CODE and IN_DATABASE.match(event.sentence.tags, event.end) and not context.has_type(word):
        kind = _ASSET_DATA  # the SNPs are available in a database
    if kind is _ASSET_DEMO and is_at_code_place(event):
        kind = _ASSET_CODE  # what is on the web elsewhere, and here as source code
    return [mention._replace(tag=Tag.NAME, asset=kind, is_ours=is_ours or not is_subject)]


def _repository(mention: Mention, event: ReleaseEvent, context: Context) -> Mention:
    """Return what a repository holds: that of TextNet holds what TextNet is, one in the title holds data."""
    sentence = event.sentence
    name = sentence.tags.rfind(Tag.NAME, mention.start, mention.at)
    if name >= 0 and context.has_type(sentence.words[name]):
        return mention._replace(asset=context.type_of(sentence.words[name])[0], is_ours=True)
    if context.is_titled(sentence.words[mention.at]) and sentence.words[mention.start] == "the":
        return mention._replace(asset=_ASSET_DATA)
    return mention


IN_DATABASE = tag_pattern("adverb* at the [name word participle adverb extra]* data")


def _meant(event: ReleaseEvent, mention: Mention, context: Context) -> list[Asset]:
    """Return what a pronoun means: something of its own sentence, else of the one before."""
    most = None if mention.tag == Tag.ALL or event.sentence.words[mention.at] in _PLURAL else 1
    for sentence, stop in ((event.sentence, min(mention.at, event.begin)), (context.before(event.sentence), None)):
        meant = [
            named.asset or context.type_of(sentence.words[named.at])[0]
            for named in _antecedents(sentence, stop)[:most]
            if named.asset
            or context.is_titled(word := sentence.words[named.at])
            or (named.tag == Tag.NAME and (context.introduces(word) or context.has_type(word) or event.sentence.links))
        ]
        if meant:
            return meant
    return [_ASSET_CODE] if Tag.OPEN in event.trigger else []


_IS_A = tag_pattern("[name word] be the")


def _antecedents(sentence: TaggedSentence, stop: int | None) -> list[Mention]:
    """Return what was last made or released in a sentence, else what was last named."""
    tags = sentence.tags[:stop]
    if stop is None and _IS_A.match(tags):
        return read_object(sentence, 0, 1)  # TextNet is a framework for models. It is available
    made: dict[int, Mention] = {}
    for index in [index for index, tag in enumerate(tags) if tag in _MAKES][:_MOST_VERBS]:
        mentions = [mention for mention in read_object(sentence, index + 1, len(tags)) if mention.tag != Tag.IT]
        made |= {mention.at: mention for mention in mentions[:1]}
        made |= {mention.at: mention for mention in mentions[1:] if mention.asset and not mention.is_deep}
    if made:
        return list(made.values())
    if stop is not None and tags[:1] == Tag.NAME and tags[1:2] == Tag.BE:
        return read_object(sentence, 0, 1)  # TextNet is open source, and it is available
    nearest = max(tags.rfind(tag) for tag in _NAMEABLE)
    nearest = nearest if nearest >= 0 else tags.rfind(Tag.DATUM)
    return read_object(sentence, nearest, nearest + 1) if nearest >= 0 else []
