"""Each kind of slot is filled with the artefacts that are released, if any."""

import pytest

from linkscan.text.claims.patterns import ArgumentSlot
from tests.text.claims.tagged import slots


@pytest.mark.parametrize(
    ("text", "slot", "filled"),
    [
        ("We release code, and our datasets.", ArgumentSlot.OBJECT, ("code", "our datasets")),
        ("We release with this paper an implementation of it.", ArgumentSlot.OBJECT, ("an implementation",)),
        ("Methods use the datasets which we release.", ArgumentSlot.OBJECT, ("datasets",)),
        ("We make our code publicly available.", ArgumentSlot.INSIDE, ("our code",)),
        ("We make knowledge of songs publicly available.", ArgumentSlot.INSIDE, ()),
        ("We make spectroxide publicly available.", ArgumentSlot.INSIDE, ("spectroxide",)),
    ],
)
def test_a_verb_releases_its_object(text: str, slot: ArgumentSlot, filled: tuple[str, ...]) -> None:
    assert slots(text) == [(slot, filled)]


@pytest.mark.parametrize(
    "text",
    [
        "We make use of available data.",
        "A dataset that provides labels.",
    ],
)
def test_similar_wording_is_no_event(text: str) -> None:
    assert slots(text) == []
