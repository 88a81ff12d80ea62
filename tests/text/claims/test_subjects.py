"""The subject of a predicate precedes it, or is referred back to."""

import pytest

from linkscan.text.claims.patterns import ArgumentSlot
from tests.text.claims.tagged import slots


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Our code is available.", ("our code",)),
        ("Both are available.", ("both",)),
        ("To help others our code is available.", ("our code",)),
        ("All models are multilingual and open-source.", ("all models",)),
        ("It is fast, with code and data available at https://x.org/a.", ("code", "data")),
        ("It is part of a suite, as a web server available at https://x.org/a.", ("web server",)),
        ("The new release is available at https://github.com/a/b.", ("the new release",)),
        ("The survey can be explored at https://x.org/a.", ("the survey",)),
        ("The Hamiltonians are made publicly available.", ("the hamiltonians",)),
    ],
)
def test_subject_precedes_its_predicate(text: str, filled: tuple[str, ...]) -> None:
    assert slots(text) == [(ArgumentSlot.SUBJECT, filled)]


@pytest.mark.parametrize(
    "text",
    [
        "The available data are small.",
    ],
)
def test_attributive_adjective_is_no_predicate(text: str) -> None:
    assert slots(text) == []
