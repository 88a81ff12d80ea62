"""The tagset: one tag for each word, named sets of tags, and regular expressions over tags.

A tagged sentence is a string of one character for each word, so that the `re` module matches patterns over it.
"""

import re
from collections.abc import Mapping
from typing import Final

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern


class Tag:
    """The part a word plays in a release sentence: coarse parts of speech, and classes of meaning.

    An enumeration of constants, not an `enum.Enum`: in Python 3.11 a member costs 180 ns each time it is named, a
    constant 35, and reading an abstract names a hundred.
    """

    # what can be released
    CODE: Final = "C"
    TOOL: Final = "S"  # a system, a framework: code once it is said to be out, not when it is merely proposed
    MODEL: Final = "M"
    DATA: Final = "D"
    DATUM: Final = "B"  # images, questions, labels: data once they are released
    DEMO: Final = "E"
    EXTRA: Final = "X"  # videos, appendices, resources: released in so many words, of kind `other`
    CONTAINER: Final = "K"  # a set, a suite, a version OF something
    PLACE: Final = "G"  # a page, a repository, GitHub
    ADDRESS: Final = "L"
    NAME: Final = "N"
    # who
    WE: Final = "e"
    PAPER: Final = "A"
    PROJECT: Final = "H"
    IT: Final = "i"
    WHICH: Final = "q"
    # what is done
    RELEASE: Final = "r"
    RELEASED: Final = "R"
    RELEASING: Final = "g"
    PROVIDE: Final = "z"  # weaker than release: one also provides insights
    PROVIDED: Final = "Z"
    MAKE: Final = "m"
    MADE: Final = "p"
    MAKING: Final = "P"
    OPEN: Final = "O"  # open-source: adjective, verb and participle in one
    AVAILABLE: Final = "v"
    FOUND: Final = "F"
    PRESENT: Final = "I"  # introduce, propose, develop: no release of its own
    LOOK: Final = "W"  # see, visit, check
    VERB: Final = "V"
    # how
    BE: Final = "b"
    HAVE: Final = "h"
    WILL: Final = "f"
    CAN: Final = "k"
    PLAN: Final = "l"
    TO: Final = "u"
    NOT: Final = "n"
    ADVERB: Final = "y"
    # what holds a phrase together
    ALL: Final = "a"
    THE: Final = "d"
    OUR: Final = "o"
    OTHERS: Final = "s"  # existing, previous, most: not ours
    AT: Final = "@"
    OF: Final = "t"
    FOR: Final = "T"
    AND: Final = "c"
    COMMA: Final = ","
    WHEN: Final = "w"
    COLON: Final = ":"
    STOP: Final = ";"
    OPENING: Final = "("
    CLOSING: Final = ")"
    DOING: Final = "J"  # providing, enabling: opens a clause of its own
    PARTICIPLE: Final = "x"  # used, trained, containing: an adjective before a noun, the end of its phrase behind it
    WORD: Final = "."


BY_NAME: Mapping[str, str] = {name.lower(): tag for name, tag in vars(Tag).items() if name.isupper()}
"""Every tag by its name in lower case, as patterns and lexicons write it."""


ASSETS: dict[str, Asset] = {
    Tag.CODE: Asset.CODE,
    Tag.TOOL: Asset.CODE,
    Tag.MODEL: Asset.MODEL,
    Tag.DATA: Asset.DATA,
    Tag.DATUM: Asset.DATA,
    Tag.DEMO: Asset.DEMO,
    Tag.EXTRA: Asset.OTHER,
}
"""What the tags of things that can be released stand for."""


def tag_set(names: str) -> frozenset[str]:
    """Return the set of the tags whose names `names` lists, in lower case."""
    return frozenset(BY_NAME[name] for name in names.split())


MADE_OR_WILL = tag_set("made will")
OPENNESS = tag_set("open available")
PROVIDING = tag_set("provide provided")
CORE_ASSETS = tag_set("code model data")
MAKING_VERBS = tag_set("present release provide")
PART_ENDS = tag_set("comma and colon opening closing address")
PREPOSITIONS = tag_set("for at")
NAME_OR_WORD = tag_set("word name")
DETERMINERS = tag_set("the our")
WORKS = tag_set("paper project")
PRONOUNS = tag_set("it all")
ASSETS_BY_NAME = tag_set("code model data demo extra")
CODE_OR_DEMO = tag_set("code demo")
MODEL_OR_DATA = tag_set("model data")
SAID_OUTRIGHT = tag_set("released open")

_NAME = re.compile(r"[a-z]+")


def tag_pattern(pattern: str) -> re.Pattern[str]:
    """Return a regular expression in which a tag stands under its name: `we [will adverb]* release`."""
    return lazy_pattern(lambda: _NAME.sub(lambda name: re.escape(BY_NAME[name[0]]), pattern).replace(" ", ""))
