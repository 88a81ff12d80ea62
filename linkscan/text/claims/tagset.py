"""The tagset: one tag for each word, named sets of tags, and regular expressions over tags.

A tagged sentence is a string of one character for each word, so that the `re` module matches patterns over it.
"""

import re
from enum import StrEnum


class Tag(StrEnum):
    """The part a word plays in a release sentence: coarse parts of speech, and classes of meaning."""

    # what can be released
    CODE = "C"
    TOOL = "S"  # a system, a framework: code once it is said to be out, not when it is merely proposed
    MODEL = "M"
    DATA = "D"
    DATUM = "B"  # images, questions, labels: data once they are released
    DEMO = "E"
    EXTRA = "X"  # videos, appendices, resources: released in so many words, of kind `other`
    CONTAINER = "K"  # a set, a suite, a version OF something
    PLACE = "G"  # a page, a repository, GitHub
    ADDRESS = "L"
    NAME = "N"
    # who
    WE = "e"
    PAPER = "A"
    PROJECT = "H"
    IT = "i"
    WHICH = "q"
    # what is done
    RELEASE = "r"
    RELEASED = "R"
    RELEASING = "g"
    PROVIDE = "z"  # weaker than release: one also provides insights
    PROVIDED = "Z"
    MAKE = "m"
    MADE = "p"
    MAKING = "P"
    OPEN = "O"  # open-source: adjective, verb and participle in one
    AVAILABLE = "v"
    FOUND = "F"
    PRESENT = "I"  # introduce, propose, develop: no release of its own
    LOOK = "W"  # see, visit, check
    VERB = "V"
    # how
    BE = "b"
    HAVE = "h"
    WILL = "f"
    CAN = "k"
    PLAN = "l"
    TO = "u"
    NOT = "n"
    ADVERB = "y"
    # what holds a phrase together
    ALL = "a"
    THE = "d"
    OUR = "o"
    OTHERS = "s"  # existing, previous, most: not ours
    AT = "@"
    OF = "t"
    FOR = "T"
    AND = "c"
    COMMA = ","
    WHEN = "w"
    COLON = ":"
    STOP = ";"
    OPENING = "("
    CLOSING = ")"
    DOING = "J"  # providing, enabling: opens a clause of its own
    PARTICIPLE = "x"  # used, trained, containing: an adjective before a noun, the end of its phrase behind it
    WORD = "."


def tag_set(names: str) -> frozenset[str]:
    """Return the set of the tags whose names `names` lists, in lower case."""
    return frozenset(Tag[name.upper()] for name in names.split())


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
    """Return a compiled regular expression in which a tag stands under its name: `we [will adverb]* release`."""
    return re.compile(_NAME.sub(lambda name: re.escape(Tag[name[0].upper()]), pattern).replace(" ", ""))
