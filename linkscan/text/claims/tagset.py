"""The tagset: one tag for each word, named sets of tags, and regular expressions over tags.

A tagged sentence is a string of one character for each word, so that the `re` module matches patterns over it.
"""

import re
from collections.abc import Mapping
from typing import Final

from linkscan.models import Asset
from linkscan.patterns import lazy_pattern


class Tag:
    """The role of a word in a release sentence: coarse parts of speech and semantic classes.

    Plain constants rather than an `enum.Enum`: in Python 3.11 looking up a member takes 180 ns, a constant 35 ns, and
    reading one abstract takes about a hundred look-ups.
    """

    # what can be released
    CODE: Final = "C"
    TOOL: Final = "S"  # a system or framework: code if it is released, not if it is merely proposed
    MODEL: Final = "M"
    DATA: Final = "D"
    DATUM: Final = "B"  # images, questions, labels: data if they are released
    DEMO: Final = "E"
    EXTRA: Final = "X"  # videos, appendices, resources: kind `other`, and only if explicitly released
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
    PROVIDE: Final = "z"  # weaker than RELEASE: a paper also provides insights
    PROVIDED: Final = "Z"
    MAKE: Final = "m"
    MADE: Final = "p"
    MAKING: Final = "P"
    OPEN: Final = "O"  # open-source: an adjective, a verb or a participle
    AVAILABLE: Final = "v"
    FOUND: Final = "F"
    PRESENT: Final = "I"  # introduce, propose, develop: not a release in itself
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
    CASE: Final = "j"  # a particle that marks the subject or the object before it: が, を
    # function words and punctuation
    ALL: Final = "a"
    THE: Final = "d"
    OUR: Final = "o"
    OTHERS: Final = "s"  # existing, previous, most: not the authors' own
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
    DOING: Final = "J"  # providing, enabling: starts a new clause
    PARTICIPLE: Final = "x"  # used, trained, containing: an adjective before a noun; after one, it ends the phrase
    WORD: Final = "."


BY_NAME: Mapping[str, str] = {name.lower(): tag for name, tag in vars(Tag).items() if name.isupper()}
"""Every tag by its lower-case name, which is how patterns and lexicons spell it."""


ASSETS: dict[str, Asset] = {
    Tag.CODE: Asset.CODE,
    Tag.TOOL: Asset.CODE,
    Tag.MODEL: Asset.MODEL,
    Tag.DATA: Asset.DATA,
    Tag.DATUM: Asset.DATA,
    Tag.DEMO: Asset.DEMO,
    Tag.EXTRA: Asset.OTHER,
}
"""The asset that each tag of a releasable thing stands for."""


def tag_set(names: str) -> frozenset[str]:
    """Return the set of tags listed in `names`: lower-case tag names separated by spaces."""
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
    """Return a compiled regular expression over tags; `pattern` spells tags by name: `we [will adverb]* release`."""
    return lazy_pattern(lambda: _NAME.sub(lambda name: re.escape(BY_NAME[name[0]]), pattern).replace(" ", ""))
