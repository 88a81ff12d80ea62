"""Release patterns: wordings in which authors release what they made, or call it open.

A new wording is a row, and its example a test.

Patterns are regular expressions over tags (`tagset.tag_pattern`). Of two rows that match the same words the first one
counts.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from linkscan.text.claims.tagset import BY_NAME, tag_pattern


class ArgumentSlot(StrEnum):
    """Where the artefacts of a pattern stand."""

    OBJECT = "behind it"
    SUBJECT = "before it"
    INSIDE = "between it and what completes it"  # make ... available
    HEAD = "in the noun that it describes"  # an open-source toolkit


class AgentRule(StrEnum):
    """Where a pattern wants to see the authors: `we`, `this paper`."""

    INSIDE = "in the pattern itself"
    BEFORE = "somewhere before it in the sentence"
    NOWHERE = "nowhere"


class Requirement(StrEnum):
    """What a mention must have before a pattern counts as a release of it."""

    NOTHING = "nothing"
    NAMED_ARTEFACT = "it is called code, a model, data or a demo"
    ADDRESS = "an address belongs to it"
    ADDRESS_OR_OPEN = "an address belongs to it, or the pattern calls it open"


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One wording of a release; each is equal to itself only, which makes rows of them quick to look up.

    `needs` are tags it cannot do without; one of `words` must be among its words, if there are any; `example` is a
    sentence that it must find. `is_possible` lets it stand behind "can", which elsewhere releases nothing;
    `may_describe` tells that it also stands as an adjective: "the available data".
    """

    name: str
    slot: ArgumentSlot
    agent: AgentRule
    regex: re.Pattern[str]
    needs: str
    example: str
    words: frozenset[str] = frozenset()
    requires: Requirement = Requirement.NOTHING
    is_possible: bool = False
    may_describe: bool = False


def pattern(
    name: str,
    slot: ArgumentSlot,
    agent: AgentRule,
    regex: str,
    example: str,
    *words: str,
    requires: Requirement = Requirement.NOTHING,
    is_possible: bool = False,
    may_describe: bool = False,
) -> Pattern:
    """Return a pattern; `regex` writes tags under their names, as `tagset.tag_pattern` reads them."""
    compiled, needs = tag_pattern(regex), _needed(regex)
    return Pattern(name, slot, agent, compiled, needs, example, frozenset(words), requires, is_possible, may_describe)


_CHOICE = re.compile(r"\[[^]]*\]|\([^()]*\)")
_TAG = re.compile(r"([a-z]+)(?![a-z*?{])")


def _needed(regex: str) -> str:
    """Return the tags that every match holds: those outside of choices, groups and lookaheads."""
    while (bare := _CHOICE.sub("", regex)) != regex:
        regex = bare
    return "".join(BY_NAME[tag] for tag in _TAG.findall(bare))


_AUX = "[adverb will have can be not to plan comma and when all]"
_BE = "[will can have not adverb to be plan made making all]"
_BE_TOO = "[can have not adverb to be made]"
_PREDICATE = "[available released open provided found]"
_AS_OPEN = "(?:for open (?![code tool model data name word]))"
_OBJECT = "[the our all others name code model data datum tool extra demo participle adverb word]"

RELEASE_PATTERNS = (
    pattern(
        "we release",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"[we paper] {_AUX}* (?:release|releasing|open(?={_OBJECT}))",
        "We will release our code.",
    ),
    pattern(
        "we have released",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        "[we paper] [adverb have comma]* released",
        "We have released the dataset.",
    ),
    pattern(
        "and release",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "(?:[and comma] [adverb not will be]* (?:plan to)? adverb*|we [adverb be word verb]{1,3} to adverb*) release",
        "We build and will release a corpus.",
    ),
    pattern(
        "and open-source",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[and comma plan to] [adverb will plan to]* open(?=[the our all it])",
        "We train and open-source the models.",
    ),
    pattern(
        "we introduce and open-source",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "present and adverb* open",
        "We introduce and open-source a toolkit.",
    ),
    pattern(
        "which we open-source",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"which we {_AUX}* open (?!{_OBJECT})",
        "We train a language model, which we open-source.",
    ),
    pattern(
        "we built and released",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        "[we paper] [adverb have]* (?:present|participle) [comma and adverb present participle]* and adverb* released",
        "We collected and publicly released the corpus.",
        "released",
    ),
    pattern(
        "and releasing",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[and comma be adverb] releasing",
        "We are publicly releasing our code.",
    ),
    pattern(
        "by releasing", ArgumentSlot.OBJECT, AgentRule.BEFORE, "at releasing", "We help by releasing our code.", "by"
    ),
    pattern(
        "by releasing this, we",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "^at? and? adverb* releasing",
        "By releasing our code, we help.",
    ),
    pattern(
        "by sharing our",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "at adverb* participle (?=our)",
        "We foster research by openly sharing our code.",
        "sharing",
    ),
    pattern(
        "and released it",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "and adverb* released (?=[the our it])",
        "We implemented the parser in C++ and released it as open source software.",
    ),
    pattern(
        "with the release of",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[and at] the [adverb word]* release of",
        "The paper is accompanied by the release of our code.",
    ),
    pattern(
        "accompanies this paper",
        ArgumentSlot.SUBJECT,
        AgentRule.INSIDE,
        "verb [the our] paper",
        "The R package accompanies this paper.",
        "accompanies",
        "accompany",
    ),
    pattern(
        "we provide access to",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"[we paper] {_AUX}* provide [the adverb word available look]+ to (?=adverb? [the our all code])",
        "We provide open access to our code.",
        "access",
        "open access",
    ),
    pattern(
        "we open",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"[we paper] {_AUX}* available (?=[the our])",
        "We open our code.",
        "open",
    ),
    pattern(
        "you can find",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "can adverb* look",
        "You can find our code at https://example.org.",
        requires=Requirement.ADDRESS,
        is_possible=True,
    ),
    pattern(
        "see here for",
        ArgumentSlot.OBJECT,
        AgentRule.NOWHERE,
        "look [the our]* place for",
        "See here for our code and videos.",
        requires=Requirement.NAMED_ARTEFACT,
    ),
    pattern(
        "we provide", ArgumentSlot.OBJECT, AgentRule.INSIDE, f"[we paper] {_AUX}* provide", "We provide source code."
    ),
    pattern(
        "we have provided",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        "[we paper] [adverb comma]* have [adverb comma]* provided",
        "We have provided our code on GitHub.",
    ),
    pattern(
        "and provide",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[and comma] [adverb will plan to]* provide",
        "We propose a task and provide code.",
    ),
    pattern(
        "we make available",
        ArgumentSlot.OBJECT,
        AgentRule.BEFORE,
        "[will adverb plan to]* [make made making] adverb* available (?=comma? [the our all code data model name])",
        "We make available our code.",
    ),
    pattern(
        "which we make available",
        ArgumentSlot.OBJECT,
        AgentRule.INSIDE,
        f"which we {_AUX}* (?:present {_AUX}*)? [make made making] adverb* available",
        "We collect a corpus which we make publicly available.",
    ),
    pattern(
        "we make ... available",
        ArgumentSlot.INSIDE,
        AgentRule.BEFORE,
        "[make made making] (?!adverb* available)",
        "We make our code publicly available.",
    ),
    pattern(
        "by making ... available",
        ArgumentSlot.INSIDE,
        AgentRule.NOWHERE,
        "(?<=^at) making (?!adverb* available)",
        "By making our code publicly available, we help others.",
    ),
    pattern(
        "is available",
        ArgumentSlot.SUBJECT,
        AgentRule.NOWHERE,
        f"{_BE}*+ (?:(?<=adverb) and adverb+)? {_PREDICATE} (?:[and comma]? {_BE_TOO}*+ {_PREDICATE})* {_AS_OPEN}?",
        "The code is open source and available online.",
        may_describe=True,
    ),
    pattern(
        "is at",
        ArgumentSlot.SUBJECT,
        AgentRule.NOWHERE,
        "[will have]* be (?:made adverb+)? adverb* (?:at [the our adverb name]*)? [place address]",
        "Our code is at https://example.org.",
    ),
)


_PRESENTED = (
    "[name word adverb participle the our others and comma colon opening closing for"
    " code model data tool extra demo container place]"
)
_ADJECTIVES = "[adverb word participle comma name and the]"

DESCRIPTION_PATTERNS = (
    pattern(
        "we present an open-source",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        f"present {_PRESENTED}* open",
        "We present an open-source toolkit.",
    ),
    pattern(
        "we present a public",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        f"present {_PRESENTED}* available",
        "We present a publicly available corpus.",
    ),
    pattern(
        "the development of an open-source",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        f"word of {_PRESENTED}* open",
        "This thesis led to the development of two open-source packages.",
        "development",
        "creation",
    ),
    pattern(
        "with released code",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        "(?<=for) released (?=code)",
        "We show it at work, with released source code.",
    ),
    pattern(
        "is presented as an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        f"be adverb* present for {_PRESENTED}* open",
        "TextNet is introduced as an open-source library.",
    ),
    pattern(
        "is an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        f"be [the others] {_ADJECTIVES}* open",
        "Our system is an open-source toolkit.",
    ),
    pattern(
        "provides an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        f"[name it closing] adverb* [provide present] the {_ADJECTIVES}* [open available]",
        "TextNet provides an open-source library.",
    ),
    pattern(
        "is implemented in the package",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "be adverb* participle at the [adverb word name available open data tool participle]* (?=code)",
        "Our method is implemented in the tool package at https://example.org.",
        "implemented",
        "embedded",
        "packaged",
        requires=Requirement.ADDRESS_OR_OPEN,
    ),
    pattern(
        "the largest open-source",
        ArgumentSlot.HEAD,
        AgentRule.BEFORE,
        "[comma colon opening be present] the [the word adverb]{0,3} (?:[at of for] the? adverb?)? [open available]",
        "We collect X, the largest open-source corpus of songs.",
        "first",
        "largest",
        "only",
        "biggest",
    ),
    pattern(
        "it is the largest open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "[it the]data? be the [the word adverb]{0,3} (?:[at of for] the? adverb?)? [open available]",
        "To our knowledge it is the largest among publicly available corpora.",
        "first",
        "largest",
        "only",
        "biggest",
    ),
    pattern(
        "as one of the largest public",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^for the of the [word adverb]* [open available]",
        "As one of the largest publicly available corpora, it has millions of songs.",
    ),
    pattern(
        "as an open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "^for the [adverb word participle name]* open",
        "As a fully open-source language model, it advances the field.",
    ),
)

OWN_DESCRIPTION_PATTERNS = (
    pattern(
        "our open-source",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "our (?:word? [the adverb]{0,2} [open available]|released)",
        "Our open-source library offers parsers.",
        "our",
    ),
)
"""What is called ours and open in passing; sought in what nothing else has read."""

TITLE_PATTERNS = (
    pattern(
        "title",
        ArgumentSlot.HEAD,
        AgentRule.NOWHERE,
        "colon the? [adverb word participle name]* [open available]",
        "X: An Open-Source Toolkit for Translation",
    ),
)
