"""Find the release acts of one tagged sentence."""

from collections.abc import Sequence
from functools import lru_cache

from linkscan.text.cues import CUES, Author, Cue
from linkscan.text.event import Event
from linkscan.text.readers import READERS
from linkscan.text.tagging import Sentence


def find_events(sentence: Sentence, cues: Sequence[Cue] = CUES) -> list[Event]:
    """Give the release acts in the order of the sentence; a denied one is none."""
    events: list[Event] = []
    last: Event | None = None
    for begin, end, cue in _usual_matches(sentence.letters) if cues is CUES else _matches(sentence.letters, cues):
        if last is not None and begin < last.end:
            continue
        found = Event(sentence, cue, begin, end, _floor(last))
        if cue.author is Author.BEFORE and not found.has_author():
            continue
        event = READERS[cue.reads](found, last)
        if event is not None:
            last = event
            events.append(event)
    return [event for event in events if "n" not in event.act]


@lru_cache(maxsize=4096)
def _usual_matches(letters: str) -> tuple[tuple[int, int, Cue], ...]:
    """Match all cues; most release sentences have the same few forms."""
    return tuple(_matches(letters, CUES))


def _matches(letters: str, cues: Sequence[Cue]) -> list[tuple[int, int, Cue]]:
    """Give where cues match, from left to right, the longest first."""
    present = set(letters)
    matches = [
        (*found.span(), cue) for cue in cues if present.issuperset(cue.needs) for found in cue.pattern.finditer(letters)
    ]
    return sorted(matches, key=lambda match: (match[0], -match[1]))


def _floor(last: Event | None) -> int:
    """Give where the words of a release act end, its artefacts included."""
    return max([last.end, *(item.at + 1 for item in last.items)]) if last is not None else 0
