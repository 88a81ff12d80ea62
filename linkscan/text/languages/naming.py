"""What a text says about the kind of thing that a name stands for, as far as it depends on the language."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from linkscan.models import Asset


class Description(NamedTuple):
    """The noun for the kind of a named thing, and the text that says so: `a dataset` after `SongSet is`."""

    noun: str
    text: str


DescriptionReader: TypeAlias = Callable[[str, int, int], Description | None]
"""Returns the description that is found in a part of a lower-case text, given by its bounds, or None."""


class NameGrammar(NamedTuple):
    """How a language says what kind of thing a name stands for.

    `behind` read what begins at the end of the name, `before` what ends at its start; `nouns` maps the nouns that they
    return to assets. `introduced` matches up to the start of a name that the paper introduces. `presented` finds what a
    paper says that it presents, and `title` reads a title that names the kind.
    """

    nouns: Mapping[str, Asset]
    behind: tuple[DescriptionReader, ...]
    before: DescriptionReader
    introduced: re.Pattern[str]
    presented: DescriptionReader
    title: DescriptionReader


def matched_by(pattern: re.Pattern[str]) -> DescriptionReader:
    """Return a reader of what a pattern with a group `noun` matches at the start."""
    return lambda text, start, stop: _description(pattern.match(text, start, stop))


def found_by(pattern: re.Pattern[str]) -> DescriptionReader:
    """Return a reader of what a pattern with a group `noun` finds first."""
    return lambda text, start, stop: _description(pattern.search(text, start, stop))


def _description(found: re.Match[str] | None) -> Description | None:
    return None if found is None else Description(found["noun"], found[0])
