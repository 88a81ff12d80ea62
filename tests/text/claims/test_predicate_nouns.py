"""The form in which something is released says what it is."""

import pytest

from linkscan.text.claims.patterns import ArgumentSlot
from tests.text.claims.tagged import slots


@pytest.mark.parametrize(
    ("text", "slot", "filled"),
    [
        ("We release it as an open-source library.", ArgumentSlot.OBJECT, ("as an open-source library",)),
        ("It is available as an open-source library.", ArgumentSlot.SUBJECT, ("an open-source library",)),
    ],
)
def test_the_form_of_a_release_names_the_artefact(text: str, slot: ArgumentSlot, filled: tuple[str, ...]) -> None:
    assert slots(text) == [(slot, filled)]
