"""An artefact that a phrase names."""

from typing import NamedTuple

from linkscan.models import Asset

ASSETS = {
    "C": Asset.CODE,
    "S": Asset.CODE,
    "M": Asset.MODEL,
    "D": Asset.DATA,
    "B": Asset.DATA,
    "E": Asset.DEMO,
    "X": Asset.OTHER,
}
"""What the tags of things that can be released stand for (`tags.LETTERS`)."""

NOUNS = ASSETS.keys() | {"K"}
"""The tags of nouns that an adjective may describe: an artefact, a set of artefacts."""


class Item(NamedTuple):
    """One artefact of a phrase. `asset` is None for a name or a pronoun, whose kind is said elsewhere.

    `start` is the first word of its part of the phrase, `at` its head. `is_ours` tells "the" and "our" from "a",
    `is_possessed` "our" from "the"; both hold for a whole list. A deep one follows a modifier, and may belong to
    that: the second artefact of `a study of code and models`.
    """

    start: int
    at: int
    tag: str
    asset: Asset | None
    is_ours: bool
    is_possessed: bool
    is_others: bool
    is_deep: bool = False
