"""Find the release acts of one tagged sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from linkscan.models import Asset
from linkscan.text.cues import CUES, Author, Cue, Reads, tags
from linkscan.text.phrases import LONGEST, Item, read_first, read_object, read_subject
from linkscan.text.tagging import Sentence


@dataclass(frozen=True, slots=True)
class Event:
    """One release act: its cue stands at the words `begin:end`, its artefacts before, behind or inside.

    `floor` is where the act before it ends.
    """

    sentence: Sentence
    cue: Cue
    begin: int
    end: int
    floor: int = 0
    items: Sequence[Item] = ()

    @property
    def act(self) -> str:
        """The tags of the cue."""
        return self.sentence.letters[self.begin : self.end]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the cue."""
        return self.sentence.words[self.begin : self.end]

    @property
    def before(self) -> str:
        """The tag before the cue, empty at the start of the sentence."""
        return self.sentence.letters[self.begin - 1 : self.begin] if self.begin else ""

    @property
    def behind(self) -> str:
        """The tag behind the cue, empty at the end of the sentence."""
        return self.sentence.letters[self.end : self.end + 1]

    def has_author(self, start: int = 0) -> bool:
        """Tell whether `we` or `this paper` stands before the cue, not before `start`."""
        letters = self.sentence.letters[max(start, self.begin - LONGEST) : self.begin]
        return "e" in letters or "A" in letters


def find_events(sentence: Sentence, cues: Sequence[Cue] = CUES) -> list[Event]:
    """Give the release acts in the order of the sentence; a denied one is none."""
    matches = [
        (found.start(), -found.end(), order, cue)
        for order, cue in enumerate(cues)
        for found in cue.pattern.finditer(sentence.letters)
    ]
    events: list[Event] = []
    last: Event | None = None
    for begin, negative_end, _, cue in sorted(matches, key=lambda match: match[:3]):
        if last is not None and begin < last.end:
            continue
        found = Event(sentence, cue, begin, -negative_end, _floor(last))
        if cue.author is Author.BEFORE and not found.has_author():
            continue
        event = _READERS[cue.reads](found, last)
        if event is not None:
            last = event
            events.append(event)
    return [event for event in events if "n" not in event.act]


def _floor(last: Event | None) -> int:
    """Give where the words of a release act end, its artefacts included."""
    return max([last.end, *(item.at + 1 for item in last.items)]) if last is not None else 0


def _object(event: Event, _last: Event | None) -> Event | None:
    verb = event.words[-1]
    if event.act[-1] in "rz" and verb.endswith("s") and "A" not in event.sentence.letters[max(0, event.begin - 12) : event.end]:
        return None  # a dataset that provides ...
    if event.cue.name == "we open" and verb != "open":
        return None
    if event.cue.name == "by releasing" and event.act[0] == "@" and event.words[0] != "by":
        return None
    items = read_object(event.sentence, event.end, len(event.sentence.letters))
    return replace(event, items=items or _before_which(event))


def _before_which(event: Event) -> list[Item]:
    """Give what stands before `which we release`: the nearest artefact."""
    if event.act[0] == "q" or (event.before == "q" and event.act[0] in "eA"):
        return _nearest(event.sentence, event.floor, event.begin)
    return []


def _nearest(sentence: Sentence, start: int, stop: int) -> list[Item]:
    """Give the last artefact that is named between two words."""
    nearest = max(sentence.letters.rfind(letter, start, stop) for letter in "CMDB")
    if nearest < 0:
        nearest = sentence.letters.rfind("S", start, stop)
    return read_object(sentence, nearest, nearest + 1) if nearest >= 0 else []


_MAKER = tags(
    r"(?:[we paper][adverb will have can be not to plan comma and when all]*|[and comma to at][adverb will can plan to]*)$"
)
_COMPLETION = tags("adverb* [available open]")
_NOUNS = frozenset("CMDBSEXKN.x")


def _inside(event: Event, _last: Event | None) -> Event | None:
    """Read `make ... available`; `make use of available data` and `makes it more available` are none."""
    letters = event.sentence.letters
    maker = _MAKER.search(letters[max(0, event.begin - 12) : event.begin])
    if maker is None:
        return None
    event = replace(event, begin=event.begin - len(maker[0]))
    for found in _COMPLETION.finditer(letters, event.end, event.end + 40):
        if letters[found.end() : found.end() + 1] in _NOUNS or letters[found.start() - 1] == "s":
            continue
        items = read_object(event.sentence, event.end, found.start()) or _before_which(event)
        return replace(event, end=found.end(), items=items)
    return None


_BARE_FOLLOWER = tags(r"(?:adverb|for word)*(?:[at colon opening]|address|stop|$)")
_AS_CODE = tags("for (?:the|adverb|word|participle|name|open|available|container|of)* code")
_ATTRIBUTED = frozenset("CMDBSEXK")


def _subject(event: Event, last: Event | None) -> Event | None:
    letters = event.sentence.letters
    if event.cue.name == "is available" and "b" not in event.act:
        if not _BARE_FOLLOWER.match(letters, event.end) or event.before in ("d", "o", "@", "s"):
            return None  # the available data
    elif event.act[-1] == "v" and event.behind in _ATTRIBUTED:
        return None
    form = _AS_CODE.match(letters, event.end)
    if form and not set(event.act) & set("kZ"):  # is available as an open-source library
        item = Item(event.end + 1, form.end() - 1, "C", Asset.CODE, is_ours=True, is_possessed=True, is_others=False)
        return replace(event, end=form.end(), items=[item])
    if event.before == "q":
        return replace(event, items=_antecedents(event))
    items: Sequence[Item] = read_subject(event.sentence, event.floor, event.begin)
    if not items and event.before in ("c", ",") and not event.has_author(event.floor):
        # The code comes with the paper, and will be kept up.
        items = last.items if last is not None else read_first(event.sentence, event.begin)
    return replace(event, items=items) if items or "b" in event.act else None


_VERBS = "IrzmVRZgP"


def _antecedents(event: Event) -> list[Item]:
    """Give what `which` points back to: what was made before it, else the nearest artefact that the act fits."""
    sentence, which = event.sentence, event.begin - 1
    verb = max(sentence.letters.rfind(letter, event.floor, which) for letter in _VERBS)
    if verb >= 0 and sentence.letters[verb] in "IrzR":
        return [replace(item, is_ours=True) for item in read_object(sentence, verb + 1, which)]
    if verb >= 0 and not set(event.act) & set("pfRO"):
        return []
    nearest = _nearest(sentence, event.floor, which)
    return [replace(item, is_ours=True) for item in nearest] if set(event.act) & set("pf") else nearest


_OF_OTHERS = frozenset("most popular existing several many various other previous current".split())
_PUBLIC = frozenset("public downloadable freely-available publicly-available publicly-accessible open-access".split())
_PUBLICLY = frozenset("publicly freely openly publically".split())
_SUPERLATIVES = frozenset("first largest only biggest".split())


def _head(event: Event, _last: Event | None) -> Event | None:
    """Read `we present X, an open-source toolkit`; the noun that the adjective describes is what is out."""
    words = event.words
    if any(word in _OF_OTHERS for word in words):
        return None
    if event.act[-1] == "v" and words[-1] not in _PUBLIC and words[-2] not in _PUBLICLY:
        return None
    if event.cue.name == "the largest open-source" and not _SUPERLATIVES & set(words):
        return None
    if any(letter == "T" and word != "as" for letter, word in zip(event.act, words, strict=True)):
        return None
    item = _described(event)
    if item is None:
        return None
    is_plural_model = item.tag == "M" and event.sentence.words[item.at].endswith("s")
    if is_plural_model and not set(event.act) & set("do"):
        return None  # a title that ends in "open-source language models"
    return replace(event, items=[item])


def _described(event: Event) -> Item | None:
    """Give the noun behind `open-source`, over further adjectives: `an open-source, modular framework`."""
    letters, words = event.sentence.letters, event.sentence.words
    start = event.end
    while letters[start : start + 1] in tuple("L.yxv") or (
        letters[start : start + 1] in ("c", ",") and letters[start + 1 : start + 2] not in tuple("deo")
    ):
        start += 1
    if words[start : start + 1] == ("project",):
        return Item(start, start, "C", Asset.CODE, is_ours=True, is_possessed=True, is_others=False)
    items = read_object(event.sentence, start, len(letters))
    return items[0] if items and items[0].start == start else None


_READERS = {Reads.OBJECT: _object, Reads.SUBJECT: _subject, Reads.INSIDE: _inside, Reads.HEAD: _head}
