"""Read what a cue is about, by where its artefacts stand: behind it, before it, inside it, in the noun it describes."""

from collections.abc import Callable, Sequence

from linkscan.models import Asset
from linkscan.text.cue import Reads
from linkscan.text.event import Event
from linkscan.text.item import Item
from linkscan.text.phrases import read_first, read_object, read_subject
from linkscan.text.tagging import Sentence
from linkscan.text.tags import tags
from linkscan.text.words import words

_ASIDE = tags("comma? [at for to] the? [word name paper available]{1,3} comma? (?=[the our all])")
"""What may stand between a verb and its object: `we release with this paper an implementation`."""


_BY_PAPER = tags("paper [^which]*$")


def _object(event: Event, _last: Event | None) -> Event | None:
    verb = event.words[-1]
    if (
        event.act[-1] in "rz"
        and verb.endswith("s")
        and not _BY_PAPER.search(event.sentence.letters, max(0, event.begin - 40), event.end)
    ):
        return None  # a dataset that provides ...
    if "k" in event.act and event.cue.name != "you can find":
        return None
    if event.act[0] == "q":
        return event._replace(items=_before_which(event))
    aside = _ASIDE.match(event.sentence.letters, event.end)
    start = aside.end() if aside else event.end
    items = read_object(event.sentence, start, len(event.sentence.letters))
    form = _AS_CODE.match(event.sentence.letters, items[0].at + 1) if len(items) == 1 else None
    if form and items[0].tag == "i":  # we release it as an open-source library
        items = [_code(items[0].at + 1, form.end() - 1)]
    return event._replace(items=items or _before_which(event))


def _before_which(event: Event) -> list[Item]:
    """Give what stands before `which we release`: the nearest artefact."""
    if event.act[0] == "q" or (event.before == "q" and event.act[0] in "eA"):
        return _nearest(event.sentence, event.floor, event.begin)
    return []


def _nearest(sentence: Sentence, start: int, stop: int) -> list[Item]:
    """Give the last artefact that is named between two words."""
    places = (max(sentence.letters.rfind(letter, start, stop) for letter in kinds) for kinds in ("CMD", "B", "S"))
    nearest = next((place for place in places if place >= 0), -1)
    return read_object(sentence, nearest, nearest + 1) if nearest >= 0 else []


_MAKER = tags(
    "(?:[we paper][adverb will have can be not to plan comma and when all]*"
    "|[and comma to at][adverb will can plan to]*)$"
)
_COMPLETION = tags("adverb* [available open]")
_NOUNS = frozenset("CMDBSEXKN.x")


def _inside(event: Event, _last: Event | None) -> Event | None:
    """Read `make ... available`; `make use of available data` and `makes it more available` are none."""
    letters = event.sentence.letters
    maker = _MAKER.search(letters[max(0, event.begin - 12) : event.begin])
    if maker is None:
        return None
    event = event._replace(begin=event.begin - len(maker[0]))
    for found in _COMPLETION.finditer(letters, event.end, event.end + 40):
        if letters[found.end() : found.end() + 1] in _NOUNS or letters[found.start() - 1] == "s":
            continue
        items = read_object(event.sentence, event.end, found.start()) or _before_which(event)
        return event._replace(end=found.end(), items=items)
    return None


_BARE_FOLLOWER = tags(r"(?:adverb|for word)*(?:[at to colon opening closing]|address|stop|$)")
_AS_CODE = tags("for (?:the|adverb|word|participle|name|open|available|container|of)* code")
_ATTRIBUTED = frozenset("CMDBSEXK")


def _code(start: int, at: int) -> Item:
    """Give what is called code by another word: `it ... as a library`, `an open-source project`."""
    return Item(start, at, "C", Asset.CODE, is_ours=True, is_possessed=True, is_others=False)


def _subject(event: Event, last: Event | None) -> Event | None:
    letters = event.sentence.letters
    form = _AS_CODE.match(letters, event.end)
    if event.cue.name == "is available" and "b" not in event.act and not form:
        if not _BARE_FOLLOWER.match(letters, event.end) or event.before in ("d", "o", "@", "s"):
            return None  # the available data
    elif event.act[-1] == "v" and event.behind in _ATTRIBUTED:
        return None
    if form and (not set(event.act) & set("kZ") or "O" in form[0]):  # is available as an open-source library
        return event._replace(end=form.end(), items=[_code(event.end + 1, form.end() - 1)])
    if event.before == "q":
        which = event.begin - 1
        part = read_subject(event.sentence, event.floor, which - 1) if letters[which - 1] == "t" else []
        return event._replace(items=part[-1:] or _antecedents(event, which))  # the code of which is available
    items: Sequence[Item] = read_subject(event.sentence, event.floor, event.begin)
    if not items and event.before == "c" and (relative := _RELATIVE.search(letters, event.floor, event.begin)):
        return event._replace(items=_antecedents(event, relative.start()))
    if not items and event.before in ("c", ",") and not event.has_author(event.floor):
        # The code comes with the paper, and will be kept up.
        items = last.items if last is not None else read_first(event.sentence, event.begin)
        event = event if last is not None else _with_verb(event)
    elif not items and event.before == ",":  # we present a dataset for research, available at URL
        items = _made(event) or _nearest(event.sentence, event.begin - 2, event.begin)
    return event._replace(items=items) if items or "b" in event.act else None


def _with_verb(event: Event) -> Event:
    """Begin the act at its verb: `All models are multilingual and open-source`."""
    verb = event.sentence.letters.rfind("b", 0, event.begin)
    return event._replace(begin=verb) if verb >= 0 and "b" not in event.act else event


_RELATIVE = tags("which be [^we stop which]+ and$")
"""A clause of two verbs: `which was curated for this work and will be released`."""

_VERBS = "IrzmVRZgP"


def _made(event: Event) -> list[Item]:
    """Give what the authors made in the clause before."""
    letters = event.sentence.letters
    verb = max(letters.rfind(letter, 0, event.begin) for letter in "Irz")
    return (
        read_object(event.sentence, verb + 1, event.begin)
        if verb >= 0 and "e" not in letters[verb : event.begin]
        else []
    )


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Tell a verb from a participle before its noun: `the annotated datasets`."""
    is_noun_next = sentence.letters[index + 1 : index + 2] in tuple("CMDBSEXK")
    is_adjective = is_noun_next and sentence.letters[index - 1] in "do.y" and sentence.words[index].endswith("ed")
    return sentence.letters[index] in _VERBS and not is_adjective


def _antecedents(event: Event, which: int) -> list[Item]:
    """Give what `which` points back to: what was made before it, else the nearest artefact that the act fits."""
    sentence = event.sentence
    verb = next((index for index in range(which - 1, -1, -1) if _is_verb(sentence, index)), -1)
    if verb >= 0 and sentence.letters[verb] in "IrzR":
        return [item._replace(is_ours=True) for item in read_object(sentence, verb + 1, which)]
    if verb >= 0 and not set(event.act) & set("pfRO"):
        return []
    nearest = _nearest(sentence, 0, which)
    if set(event.act) & set("pf"):
        return [item._replace(is_ours=True) for item in nearest]
    is_defining = sentence.words[which] == "that"  # the datasets that are available, rather than all others
    return [item for item in nearest if item.is_possessed or not is_defining]


_OF_OTHERS = words("most popular existing several many various other previous current")
_GATHERED = words("compile compiles compiled collect collects collected gather gathered assemble assembled curate")
_PUBLIC = words("public downloadable freely-available publicly-available publicly-accessible open-access")
_PUBLICLY = words("publicly freely openly publically")


def _head(event: Event, _last: Event | None) -> Event | None:
    """Read `we present X, an open-source toolkit`; the noun that the adjective describes is what is out."""
    if not _is_own_description(event):
        return None
    item = _described(event)
    if item is None or (event.act[-1] == "v" and item.tag == "B"):  # public news articles
        return None
    is_plural_model = item.tag == "M" and event.sentence.words[item.at].endswith("s")
    if is_plural_model and set(event.act).isdisjoint("do"):
        return None  # a title that ends in "open-source language models"
    return event._replace(items=[item])


def _is_own_description(event: Event) -> bool:
    """Tell `a new, open-source` from `the most popular open-source`, `publicly available` from `available`."""
    words = event.words
    if not _GATHERED.isdisjoint(words) and "d" not in event.act:
        return False  # we compile open-source frameworks
    is_public = event.act[-1] != "v" or words[-1] in _PUBLIC or words[-2] in _PUBLICLY
    joining = ("as", "among") if event.cue.words else ("as",)  # the largest among public corpora
    has_purpose = any(letter == "T" and word not in joining for letter, word in zip(event.act, words, strict=True))
    return is_public and not has_purpose and _OF_OTHERS.isdisjoint(words)


def _described(event: Event) -> Item | None:
    """Give the noun behind `open-source`, over further adjectives: `an open-source, modular framework`."""
    letters, words = event.sentence.letters, event.sentence.words
    start = event.end
    while letters[start : start + 1] in tuple("L.yxvuV") or (
        letters[start : start + 1] in ("c", ",") and letters[start + 1 : start + 2] not in tuple("deo")
    ):
        start += 1
    if words[start : start + 1] == ("project",):
        return _code(start, start)
    items = read_object(event.sentence, start, len(letters))
    return items[0] if items and items[0].start == start else None


Reader = Callable[[Event, Event | None], Event | None]
"""Completes an event, given the one before it; None if it is none after all."""

READERS: dict[Reads, Reader] = {
    Reads.OBJECT: _object,
    Reads.SUBJECT: _subject,
    Reads.INSIDE: _inside,
    Reads.HEAD: _head,
}
