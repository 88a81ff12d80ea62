"""Find the release acts of one tagged sentence."""

from functools import lru_cache

from linkscan.text.cue import Author, Cue
from linkscan.text.cues import CUES
from linkscan.text.descriptions import DESCRIPTIONS, OWN_DESCRIPTIONS
from linkscan.text.event import AUTHORS, Event
from linkscan.text.readers import READERS
from linkscan.text.tagging import Sentence

_ALL = (*CUES, *DESCRIPTIONS)


def find_events(sentence: Sentence) -> list[Event]:
    """Give the release acts in the order of the sentence; a denied one is none."""
    events = match_cues(sentence, _ALL)
    if "o" not in sentence.letters or "our" not in sentence.words:
        return events
    read = {item.at for event in events for item in event.items}
    own = [
        event
        for event in match_cues(sentence, OWN_DESCRIPTIONS)
        if all(item.asset and item.at not in read for item in event.items)
    ]
    return sorted(events + own, key=lambda event: event.begin) if own else events


def match_cues(sentence: Sentence, cues: tuple[Cue, ...]) -> list[Event]:
    """Give the release acts that `cues` find; each begins behind the one before it."""
    events: list[Event] = []
    last: Event | None = None
    for begin, end, cue in _matches(sentence.letters, cues):
        if last is not None and begin < last.end:
            continue
        found = Event(sentence, cue, begin, end, _floor(last))
        event = READERS[cue.reads](found, last) if found.fits else None
        if event is not None:
            last = event
            events.append(event)
    return [event for event in events if "n" not in event.act]


@lru_cache(maxsize=4096)
def _matches(letters: str, cues: tuple[Cue, ...]) -> list[tuple[int, int, Cue]]:
    """Give where cues match, from left to right, the longest first; most release sentences have the same few forms."""
    present = set(letters)
    is_by_authors = not present.isdisjoint(AUTHORS)
    matches = [
        (*found.span(), cue)
        for cue in cues
        if present.issuperset(cue.needs) and (is_by_authors or cue.author is not Author.BEFORE)
        for found in cue.pattern.finditer(letters)
    ]
    return sorted(matches, key=lambda match: (match[0], -match[1]))


def _floor(last: Event | None) -> int:
    """Give where the words of a release act end, its artefacts included."""
    return max([last.end, *(item.at + 1 for item in last.items)]) if last is not None else 0
