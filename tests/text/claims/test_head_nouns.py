"""An adjective such as open-source says that the noun it modifies is released."""

import pytest

from linkscan.text.claims.patterns import ArgumentSlot
from tests.text.claims.tagged import slots


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("We present TextNet, an open-source toolkit.", ("toolkit",)),
        ("We present TextNet, an open-source, modular framework.", ("framework",)),
        ("TextNet is an open-source answer to the lack of parsers.", ("textnet",)),
    ],
)
def test_adjective_modifies_the_noun_after_it(text: str, filled: tuple[str, ...]) -> None:
    assert slots(text) == [(ArgumentSlot.HEAD, filled)]


@pytest.mark.parametrize(
    "text",
    [
        "The most popular open-source toolkit is ours.",
        "We compile open-source frameworks.",
    ],
)
def test_open_artefact_of_others_is_no_release(text: str) -> None:
    assert slots(text) == []
