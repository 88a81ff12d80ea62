"""Find the release acts of one tagged sentence."""

from collections.abc import Sequence

from linkscan.text.cues import CUES, Author, Cue
from linkscan.text.event import Event
from linkscan.text.readers import READERS
from linkscan.text.tagging import Sentence


def find_events(sentence: Sentence, cues: Sequence[Cue] = CUES) -> list[Event]:
    """Give the release acts in the order of the sentence; a denied one is none."""
    letters = sentence.letters
    present = set(letters)
    matches = [
        (found.start(), -found.end(), order, cue)
        for order, cue in enumerate(cues)
        if present.issuperset(cue.needs)
        for found in cue.pattern.finditer(letters)
    ]
    events: list[Event] = []
    last: Event | None = None
    for begin, negative_end, _, cue in sorted(matches, key=lambda match: match[:3]):
        if last is not None and begin < last.end:
            continue
        found = Event(sentence, cue, begin, -negative_end, _floor(last))
        if cue.author is Author.BEFORE and not found.has_author():
            continue
        event = READERS[cue.reads](found, last)
        if event is not None:
            last = event
            events.append(event)
    return [event for event in events if "n" not in event.act]


def _floor(last: Event | None) -> int:
    """Give where the words of a release act end, its artefacts included."""
    return max([last.end, *(item.at + 1 for item in last.items)]) if last is not None else 0
