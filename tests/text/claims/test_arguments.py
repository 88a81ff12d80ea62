"""Each kind of slot is filled with what is released, and with nothing where nothing is."""

import pytest

from linkscan.text.claims.event_finder import find_events
from linkscan.text.claims.patterns import ArgumentSlot
from linkscan.text.claims.tagger import tag_sentence
from linkscan.text.urls.finder import find_urls


def slots(text: str) -> list[tuple[ArgumentSlot, tuple[str, ...]]]:
    """Return the slot of each release event of a sentence, and the words that fill it."""
    sentence = tag_sentence(text, 0, len(text), find_urls(text))
    return [
        (event.pattern.slot, tuple(" ".join(sentence.words[m.start : m.at + 1]) for m in event.mentions))
        for event in find_events(sentence)
    ]


@pytest.mark.parametrize(
    ("text", "slot", "filled"),
    [
        ("We release code, and our datasets.", ArgumentSlot.OBJECT, ("code", "our datasets")),
        ("We release with this paper an implementation of it.", ArgumentSlot.OBJECT, ("an implementation",)),
        ("We release it as an open-source library.", ArgumentSlot.OBJECT, ("as an open-source library",)),
        ("Methods use the datasets which we release.", ArgumentSlot.OBJECT, ("datasets",)),
        ("Our code is available.", ArgumentSlot.SUBJECT, ("our code",)),
        ("It is available as an open-source library.", ArgumentSlot.SUBJECT, ("an open-source library",)),
        ("Both are available.", ArgumentSlot.SUBJECT, ("both",)),
        ("To help others our code is available.", ArgumentSlot.SUBJECT, ("our code",)),
        ("All models are multilingual and open-source.", ArgumentSlot.SUBJECT, ("all models",)),
        ("It is fast, with code and data available at https://x.org/a.", ArgumentSlot.SUBJECT, ("code", "data")),
        ("It is part of a suite, as a web server available at https://x.org/a.", ArgumentSlot.SUBJECT, ("web server",)),
        ("We make our code publicly available.", ArgumentSlot.INSIDE, ("our code",)),
        ("We make spectroxide publicly available.", ArgumentSlot.INSIDE, ("spectroxide",)),
        ("We present TextNet, an open-source toolkit.", ArgumentSlot.HEAD, ("toolkit",)),
        ("We present TextNet, an open-source, modular framework.", ArgumentSlot.HEAD, ("framework",)),
        ("TextNet is an open-source answer to the lack of parsers.", ArgumentSlot.HEAD, ("textnet",)),
    ],
)
def test_a_slot_is_filled(text: str, slot: ArgumentSlot, filled: tuple[str, ...]) -> None:
    assert slots(text) == [(slot, filled)]


@pytest.mark.parametrize(
    "text",
    [
        "The available data are small.",
        "We make use of available data.",
        "A dataset that provides labels.",
        "The most popular open-source toolkit is ours.",
        "We compile open-source frameworks.",
    ],
)
def test_what_only_looks_like_a_release_is_no_event(text: str) -> None:
    assert slots(text) == []
