"""Read what a cue is about, by where its artefacts stand: behind it, before it, inside it, in the noun it describes."""

from collections.abc import Callable

from linkscan.text.antecedents import read_nearest
from linkscan.text.cue import Reads
from linkscan.text.event import Event
from linkscan.text.forms import AS_CODE, called_code
from linkscan.text.heads import read_head_act
from linkscan.text.item import NOUNS, Item
from linkscan.text.phrases import LONGEST, read_object
from linkscan.text.subjects import read_subject_act
from linkscan.text.tags import tags

_ASIDE = tags("comma? [at for to] the? [word name paper available]{1,3} comma? (?=[the our all])")
"""What may stand between a verb and its object: `we release with this paper an implementation`."""


_BY_PAPER = tags("paper [^which]*$")


def _object(event: Event, _last: Event | None) -> Event | None:
    verb = event.words[-1]
    if (
        event.act[-1] in "rz"
        and verb.endswith("s")
        and not _BY_PAPER.search(event.sentence.letters, max(0, event.begin - LONGEST), event.end)
    ):
        return None  # a dataset that provides ...
    if "k" in event.act and event.cue.name != "you can find":
        return None
    before = _before_which(event)
    if before or event.act[0] == "q":
        return event._replace(items=before)
    aside = _ASIDE.match(event.sentence.letters, event.end)
    start = aside.end() if aside else event.end
    items = read_object(event.sentence, start, len(event.sentence.letters))
    form = AS_CODE.match(event.sentence.letters, items[0].at + 1) if len(items) == 1 else None
    if form and items[0].tag == "i":  # we release it as an open-source library
        items = [called_code(items[0].at + 1, form.end() - 1)]
    return event._replace(items=items)


def _before_which(event: Event) -> list[Item]:
    """Give what stands before `which we release`: the nearest artefact."""
    is_gap = event.before == "q" and event.act[0] in "eA" and event.sentence.letters[event.begin - 2] not in "T@"
    if event.act[0] == "q" or is_gap:  # but not: for which we provide
        return read_nearest(event.sentence, event.floor, event.begin)
    return []


_MAKER = tags(
    "(?:[we paper][adverb will have can be not to plan comma and when all]*"
    "|[and comma to at][adverb will can plan to]*)$"
)
_COMPLETION = tags("adverb* [available open]")
_GOES_ON = NOUNS | set("N.x")


def _inside(event: Event, _last: Event | None) -> Event | None:
    """Read `make ... available`; `make use of available data` and `makes it more available` are none."""
    letters = event.sentence.letters
    maker = _MAKER.search(letters[max(0, event.begin - 12) : event.begin])
    if maker is None:
        return None
    event = event._replace(begin=event.begin - len(maker[0]))
    for found in _COMPLETION.finditer(letters, event.end, event.end + 40):
        if letters[found.end() : found.end() + 1] in _GOES_ON or letters[found.start() - 1] == "s":
            continue
        items = read_object(event.sentence, event.end, found.start()) or _before_which(event)
        return event._replace(end=found.end(), items=items)
    return None


Reader = Callable[[Event, Event | None], Event | None]
"""Completes an event, given the one before it; None if it is none after all."""

READERS: dict[Reads, Reader] = {
    Reads.OBJECT: _object,
    Reads.SUBJECT: read_subject_act,
    Reads.INSIDE: _inside,
    Reads.HEAD: read_head_act,
}
