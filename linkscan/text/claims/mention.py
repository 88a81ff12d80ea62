"""A mention: one artefact that a phrase names."""

from typing import NamedTuple

from linkscan.models import Asset
from linkscan.text.claims.tagset import ASSETS, Tag

NOUNS = ASSETS.keys() | {Tag.CONTAINER}
"""The tags of nouns that an adjective may modify: an artefact or a set of artefacts."""


class Mention(NamedTuple):
    """One artefact that a phrase names. `asset` is None for a name or pronoun, whose kind is resolved later.

    `start` is the index of the first word of its part of the phrase, `at` that of its head. `is_ours` means that it
    has a definite article or a possessive ("the", "our", not "a"), `is_possessed` that it has a possessive; both apply
    to every item of a list. `is_deep` means that it follows a modifier and may belong to it, like the second artefact
    of `a study of code and models`.
    """

    start: int
    at: int
    tag: str
    asset: Asset | None
    is_ours: bool = False
    is_possessed: bool = False
    is_others: bool = False
    is_deep: bool = False
