"""Release patterns: wordings in which authors release what they made, or call it open. The rows are in `languages`.

Patterns are regular expressions over tags (`tagset.tag_pattern`). Of two rows that match the same words the first one
counts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from linkscan.models import Stance
from linkscan.text.claims.tagset import BY_NAME, tag_pattern, tag_set


class ArgumentSlot(StrEnum):
    """Where the artefacts of a pattern stand."""

    OBJECT = "behind it"
    SUBJECT = "before it"
    NEAREST = "in what was named last before it"  # un logiciel disponible
    INSIDE = "between it and what completes it"  # make ... available
    BRACKET = "between it and the participle that closes its clause"  # haben ... veröffentlicht
    HEAD = "in the noun that it describes"  # an open-source toolkit


class AgentRule(StrEnum):
    """Where a pattern wants to see the authors: `we`, `this paper`."""

    NEAREST = "in what was named last before it"  # un logiciel disponible
    INSIDE = "in the pattern itself"
    BEFORE = "somewhere before it in the sentence"
    NOWHERE = "nowhere"


class Requirement(StrEnum):
    """What a mention must have before a pattern counts as a release of it."""

    NOTHING = "nothing"
    NAMED_ARTEFACT = "it is called code, a model, data or a demo"
    ADDRESS = "an address belongs to it"
    NOT_OTHERS = "nothing says that it is others'"
    OURS = "nothing says that it is others'; what is not called code has an article, an address or a future"
    ADDRESS_OR_OPEN = "an address belongs to it, or the pattern calls it open"


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One wording of a release; each is equal to itself only, which makes rows of them quick to look up.

    `written` is `regex` with tags under their names. One of `words` must be among its words, if there are any;
    `example` is a sentence that it must find. `is_possible` lets it stand behind "can", which elsewhere releases
    nothing; `may_describe` tells that it also stands as an adjective: "the available data". `stance` tells whether it
    is out where its tags do not.
    """

    name: str
    slot: ArgumentSlot
    agent: AgentRule
    regex: re.Pattern[str]
    written: str
    example: str
    words: frozenset[str] = frozenset()
    requires: Requirement = Requirement.NOTHING
    is_possible: bool = False
    may_describe: bool = False
    stance: Stance | None = None

    @property
    def needs(self) -> str:
        """Return the tags that it cannot do without: those outside of choices, groups and lookaheads."""
        flat = self.written
        while (bare := _CHOICE.sub("", flat)) != flat:
            flat = bare
        return "".join(BY_NAME[tag] for tag in _TAG.findall(bare))

    @property
    def anchors(self) -> frozenset[str]:
        """Return tags one of which is in every match, those of verbs if any; none where nothing can be told."""
        flat = self.written
        while (bare := re.sub(r"\([^()]*\)", " ", flat)) != flat:
            flat = bare
        choices = [tag_set(found[1]) for found in _MANDATORY.finditer(flat)]
        sets = [*({tag} for tag in self.needs), *choices]
        return frozenset(min((tags for tags in sets if tags <= _ANCHORS), key=len, default=()))


def pattern(  # noqa: PLR0913 - the columns of a row
    name: str,
    slot: ArgumentSlot,
    agent: AgentRule,
    regex: str,
    example: str,
    *words: str,
    requires: Requirement = Requirement.NOTHING,
    is_possible: bool = False,
    may_describe: bool = False,
    stance: Stance | None = None,
) -> Pattern:
    """Return a pattern; `regex` writes tags under their names, as `tagset.tag_pattern` reads them."""
    found_by, any_of = tag_pattern(regex), frozenset(words)
    return Pattern(name, slot, agent, found_by, regex, example, any_of, requires, is_possible, may_describe, stance)


class Rows(tuple[Pattern, ...]):  # noqa: SLOT001 - it keeps an index of itself
    """Patterns in their order. Equal to themselves only, so that what they match is quick to look up."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def fitting(self, present: set[str]) -> list[Pattern]:
        """Return the patterns that may match where these tags are: each is looked at if one of its verbs is."""
        found = set(self._by_anchor.get("", ()))
        for tag in present:
            found.update(self._by_anchor.get(tag, ()))
        return [self[index] for index in sorted(found) if present.issuperset(self._needs[index])]

    @cached_property
    def _needs(self) -> Sequence[str]:
        return [row.needs for row in self]

    @cached_property
    def _by_anchor(self) -> Mapping[str, Sequence[int]]:
        """The places of the patterns that cannot match without a certain tag, by tag; under "" those without any."""
        places: dict[str, list[int]] = {}
        for index, row in enumerate(self):
            for tag in row.anchors or ("",):
                places.setdefault(tag, []).append(index)
        return places


_ANCHORS = tag_set(
    """release released releasing provide provided make made making open available found present look verb participle
    doing"""
)
"""Tags of verbs and of what stands for them, by which a pattern is soonest ruled out."""
_MANDATORY = re.compile(r"(?<![(\w])\[([a-z ]+)\](?![*?{])")


_CHOICE = re.compile(r"\[[^]]*\]|\([^()]*\)")
_TAG = re.compile(r"([a-z]+)(?![a-z*?{])")
