"""Tagged sentences for the tests of claim extraction."""

from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.tagger import TaggedSentence, tag_sentence
from linkscan.text.urls.finder import find_urls


def tagged(text: str) -> TaggedSentence:
    """Return one tagged sentence with its URLs."""
    return tag_sentence(text, 0, len(text), find_urls(text))


def slots(text: str) -> list[tuple[ArgumentSlot, tuple[str, ...]]]:
    """Return the slot of each release event of a sentence, and the words that fill it."""
    sentence = tagged(text)
    return [
        (event.pattern.slot, tuple(" ".join(sentence.words[m.start : m.at + 1]) for m in event.mentions))
        for event in find_events(sentence)
    ]
