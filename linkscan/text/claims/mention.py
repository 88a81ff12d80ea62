"""A mention: one artefact that a phrase names."""

from typing import NamedTuple

from linkscan.models import Asset
from linkscan.text.claims.tagset import ASSETS, Tag

NOUNS = ASSETS.keys() | {Tag.CONTAINER}
"""The tags of nouns that an adjective may describe: an artefact, a set of artefacts."""


class Mention(NamedTuple):
    """One artefact of a phrase. `asset` is None for a name or a pronoun, whose kind is said elsewhere.

    `start` is the first word of its part of the phrase, `at` its head. `is_ours` tells "the" and "our" from "a",
    `is_possessed` "our" from "the"; both hold for a whole list. A deep one follows a modifier, and may belong to
    that: the second artefact of `a study of code and models`.
    """

    start: int
    at: int
    tag: str
    asset: Asset | None
    is_ours: bool = False
    is_possessed: bool = False
    is_others: bool = False
    is_deep: bool = False
