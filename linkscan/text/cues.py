"""The words that make a claim, as named patterns over tags. A new wording is a row here and its example in the tests.

Patterns are regular expressions in which a tag stands under its name (`tags.LETTERS`).
"""

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


@dataclass(frozen=True, slots=True)
class Cue:
    """One wording of a release.

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


def _cue(name: str, reads: Reads, author: Author, needs: str, pattern: str, example: str, *words: str) -> Cue:
    letters = "".join(LETTERS[tag] for tag in needs.split())
    return Cue(name, reads, author, tags(pattern), letters, example, frozenset(words))


_AUX = "[adverb will have can be not to plan comma and when all]"
_BE = "[will can have not adverb to be plan made making all]"
_BE_TOO = "[can have not adverb to be made]"
_PREDICATE = "[available released open provided found]"
_OBJECT = "[the our all others name code model data datum tool extra demo participle adverb word]"
_PRESENTED = (
    "[name word adverb participle the our others and comma colon opening closing for"
    " code model data tool extra container]"
)
_ADJECTIVES = "[adverb word participle comma name]"

CUES = (
    _cue(
        "we release",
        Reads.OBJECT,
        Author.INSIDE,
        "",
        f"[we paper] {_AUX}* (?:release|releasing|open(?={_OBJECT}))",
        "We will release our code.",
    ),
    _cue(
        "we have released",
        Reads.OBJECT,
        Author.INSIDE,
        "released",
        "[we paper] [adverb have comma]* released",
        "We have released the dataset.",
    ),
    _cue(
        "and release",
        Reads.OBJECT,
        Author.BEFORE,
        "release",
        "(?:[and comma] [adverb not will be]* (?:plan to)? adverb*|we [adverb be word verb]{1,3} to adverb*) release",
        "We build and will release a corpus.",
    ),
    _cue(
        "and open-source",
        Reads.OBJECT,
        Author.BEFORE,
        "open",
        "[and comma plan to] [adverb will plan to]* open(?=[the our all it])",
        "We train and open-source the models.",
    ),
    _cue(
        "we built and released",
        Reads.OBJECT,
        Author.INSIDE,
        "present and released",
        "[we paper] [adverb have]* (?:present|participle) [comma and adverb present participle]* and adverb* released",
        "We collected and publicly released the corpus.",
        "released",
    ),
    _cue(
        "and releasing",
        Reads.OBJECT,
        Author.BEFORE,
        "releasing",
        "[and comma be adverb] releasing",
        "We are publicly releasing our code.",
    ),
    _cue(
        "by releasing",
        Reads.OBJECT,
        Author.BEFORE,
        "releasing",
        "at releasing",
        "We help by releasing our code.",
        "by",
    ),
    _cue(
        "we provide access to",
        Reads.OBJECT,
        Author.INSIDE,
        "provide to",
        f"[we paper] {_AUX}* provide [the adverb word available look]+ to (?=[the our all code])",
        "We provide open access to our code.",
        "access",
        "open access",
    ),
    _cue(
        "we open",
        Reads.OBJECT,
        Author.INSIDE,
        "available",
        f"[we paper] {_AUX}* available (?=[the our])",
        "We open our code.",
        "open",
    ),
    _cue(
        "you can find",
        Reads.OBJECT,
        Author.NOWHERE,
        "can look",
        "can adverb* look",
        "You can find our code at https://example.org.",
    ),
    _cue(
        "see here for",
        Reads.OBJECT,
        Author.NOWHERE,
        "look place",
        "look [the our]* place for",
        "See here for our code and videos.",
    ),
    _cue(
        "we provide", Reads.OBJECT, Author.INSIDE, "provide", f"[we paper] {_AUX}* provide", "We provide source code."
    ),
    _cue(
        "we have provided",
        Reads.OBJECT,
        Author.INSIDE,
        "have provided",
        "[we paper] [adverb comma]* have [adverb comma]* provided",
        "We have provided our code on GitHub.",
    ),
    _cue(
        "and provide",
        Reads.OBJECT,
        Author.BEFORE,
        "provide",
        "[and comma] [adverb will plan to]* provide",
        "We propose a task and provide code.",
    ),
    _cue(
        "we make available",
        Reads.OBJECT,
        Author.BEFORE,
        "available",
        "[make made making] adverb* available (?=[the our all code data model name])",
        "We make available our code.",
    ),
    _cue(
        "which we make available",
        Reads.OBJECT,
        Author.INSIDE,
        "available we",
        f"which we {_AUX}* [make made] adverb* available",
        "We collect a corpus which we make publicly available.",
    ),
    _cue(
        "we make ... available",
        Reads.INSIDE,
        Author.BEFORE,
        "",
        "[make made making] (?!adverb* available)",
        "We make our code publicly available.",
    ),
    _cue(
        "is available",
        Reads.SUBJECT,
        Author.NOWHERE,
        "",
        f"{_BE}*+ {_PREDICATE} (?:[and comma]? {_BE_TOO}*+ {_PREDICATE})*",
        "The code is open source and available online.",
    ),
    _cue(
        "is at",
        Reads.SUBJECT,
        Author.NOWHERE,
        "be",
        "be adverb* (?:at [the our adverb name]*)? [place address]",
        "Our code is at https://example.org.",
    ),
    _cue(
        "we present an open-source",
        Reads.HEAD,
        Author.BEFORE,
        "present open",
        f"present {_PRESENTED}* open",
        "We present an open-source toolkit.",
    ),
    _cue(
        "we present a public",
        Reads.HEAD,
        Author.BEFORE,
        "present available",
        f"present {_PRESENTED}* available",
        "We present a publicly available corpus.",
    ),
    _cue(
        "is presented as an open-source",
        Reads.HEAD,
        Author.NOWHERE,
        "present open",
        f"be adverb* present for {_PRESENTED}* open",
        "TextNet is introduced as an open-source library.",
    ),
    _cue(
        "is an open-source",
        Reads.HEAD,
        Author.NOWHERE,
        "be open",
        f"be [the others] {_ADJECTIVES}* open",
        "Our system is an open-source toolkit.",
    ),
    _cue(
        "provides an open-source",
        Reads.HEAD,
        Author.NOWHERE,
        "provide open",
        f"[name it closing] adverb* provide the {_ADJECTIVES}* open",
        "TextNet provides an open-source library.",
    ),
    _cue(
        "the largest open-source",
        Reads.HEAD,
        Author.BEFORE,
        "",
        "[comma colon opening be present] the [the word adverb]{0,3} [open available]",
        "We collect X, the largest open-source corpus of songs.",
        "first",
        "largest",
        "only",
        "biggest",
    ),
    _cue(
        "as an open-source",
        Reads.HEAD,
        Author.NOWHERE,
        "open for",
        "^for the [adverb word participle name]* open",
        "As a fully open-source language model, it advances the field.",
    ),
)

OWN_CUES = (
    _cue(
        "our open-source",
        Reads.HEAD,
        Author.NOWHERE,
        "our",
        "our word? [the adverb]{0,2} [open available]",
        "Our open-source library offers parsers.",
        "our",
    ),
)
"""What is called ours and open in passing; sought in what no other cue has read."""

TITLE_CUES = (
    _cue(
        "title",
        Reads.HEAD,
        Author.NOWHERE,
        "colon",
        "colon the? [adverb word participle name]* [open available]",
        "X: An Open-Source Toolkit for Translation",
    ),
)
