"""A cue: one wording of a release, where its artefacts stand, and where its author."""

import re
from dataclasses import dataclass
from enum import StrEnum

from linkscan.text.tags import LETTERS, tags


class Reads(StrEnum):
    """Where the artefacts of a cue stand."""

    OBJECT = "behind it"
    SUBJECT = "before it"
    INSIDE = "between it and what completes it"  # make ... available
    HEAD = "in the noun that it describes"  # an open-source toolkit


class Author(StrEnum):
    """Where a cue wants to see the authors: `we`, `this paper`."""

    INSIDE = "in the cue itself"
    BEFORE = "somewhere before it in the sentence"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """One wording of a release; each is equal to itself only, which makes rows of them quick to look up.

    `needs` are tags it cannot do without; one of `words` must be among its words, if there are any; `example` is a
    sentence that it must find.
    """

    name: str
    reads: Reads
    author: Author
    pattern: re.Pattern[str]
    needs: str
    example: str
    words: frozenset[str] = frozenset()


def cue(name: str, reads: Reads, author: Author, pattern: str, example: str, *words: str) -> Cue:
    """Make a cue; `pattern` writes tags under their names, as `tags.tags` reads them."""
    return Cue(name, reads, author, tags(pattern), _needed(pattern), example, frozenset(words))


_CHOICE = re.compile(r"\[[^]]*\]|\([^()]*\)")
_TAG = re.compile(r"([a-z]+)(?![a-z*?{])")


def _needed(pattern: str) -> str:
    """Give the tags that every match holds: those outside of choices, groups and lookaheads."""
    while (bare := _CHOICE.sub("", pattern)) != pattern:
        pattern = bare
    return "".join(LETTERS[tag] for tag in _TAG.findall(bare))
