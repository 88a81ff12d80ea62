"""The tags that words get, and patterns over them.

A sentence becomes a short string of letters, one for each word; `cues.py` and `descriptions.py` say in patterns over
those letters what claims something.
"""

import re

LETTERS = {
    # what can be released
    "code": "C",
    "tool": "S",  # a system, a framework: code once it is said to be out, not when it is merely proposed
    "model": "M",
    "data": "D",
    "datum": "B",  # images, questions, labels: data once they are released
    "demo": "E",
    "extra": "X",  # videos, appendices, resources: released in so many words, of kind `other`
    "container": "K",  # a set, a suite, a version OF something
    "place": "G",  # a page, a repository, GitHub
    "address": "L",
    "name": "N",
    # who
    "we": "e",
    "paper": "A",
    "project": "H",
    "it": "i",
    "which": "q",
    # what is done
    "release": "r",
    "released": "R",
    "releasing": "g",
    "provide": "z",  # weaker than release: one also provides insights
    "provided": "Z",
    "make": "m",
    "made": "p",
    "making": "P",
    "open": "O",  # open-source: adjective, verb and participle in one
    "available": "v",
    "found": "F",
    "present": "I",  # introduce, propose, develop: no release of its own
    "look": "W",  # see, visit, check
    "verb": "V",
    # how
    "be": "b",
    "have": "h",
    "will": "f",
    "can": "k",
    "plan": "l",
    "to": "u",
    "not": "n",
    "adverb": "y",
    # what holds a phrase together
    "all": "a",
    "the": "d",
    "our": "o",
    "others": "s",  # existing, previous, most: not ours
    "at": "@",
    "of": "t",
    "for": "T",
    "and": "c",
    "comma": ",",
    "when": "w",
    "colon": ":",
    "stop": ";",
    "opening": "(",
    "closing": ")",
    "doing": "J",  # providing, enabling: opens a clause of its own
    "participle": "x",  # used, trained, containing: an adjective before a noun, the end of its phrase behind it
    "word": ".",
}
"""The name of each tag, as patterns write it, and its letter."""

_NAME = re.compile(r"[a-z]+")


def tags(pattern: str) -> re.Pattern[str]:
    """Compile a regular expression in which a tag stands under its name: `we [will adverb]* release`."""
    return re.compile(_NAME.sub(lambda name: re.escape(LETTERS[name[0]]), pattern).replace(" ", ""))
