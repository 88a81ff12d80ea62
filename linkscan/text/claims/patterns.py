"""Release patterns: wordings in which authors release what they made, or call it open. `languages` lists them.

Patterns are regular expressions over tags (`tagset.tag_pattern`). If two match the same words, the first one counts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from linkscan.models import Stance
from linkscan.text.claims.tagset import BY_NAME, tag_pattern, tag_set


class ArgumentSlot(StrEnum):
    """Where the artefacts of a pattern are named."""

    OBJECT = "behind it"
    SUBJECT = "before it"
    NEAREST = "in what was named last before it"  # un logiciel disponible
    INSIDE = "between it and what completes it"  # make ... available
    BRACKET = "between it and the participle that closes its clause"  # haben ... veröffentlicht
    HEAD = "in the noun that it describes"  # an open-source toolkit


class AgentRule(StrEnum):
    """Where a pattern requires a mention of the authors: `we`, `this paper`."""

    INSIDE = "in the pattern itself"
    BEFORE = "somewhere before it in the sentence"
    NOWHERE = "nowhere"


class Requirement(StrEnum):
    """The condition on which a match of a pattern releases a mention."""

    NOTHING = "nothing"
    NAMED_ARTEFACT = "it is called code, a model, data or a demo"
    ADDRESS = "an address belongs to it"
    NOT_OTHERS = "nothing says that it is others'"
    OURS = "nothing says that it is others'; what is not called code has an article, an address or a future"
    ADDRESS_OR_OPEN = "an address belongs to it, or the pattern calls it open"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Pattern:
    """One wording of a release. Compared by identity, which makes it cheap to use as a cache key.

    `written` is the source of `regex`, with tags spelt by name. If there are `words`, the match must contain one of
    them; `example` is a sentence that the pattern must find. `is_possible` allows it after "can", which otherwise
    releases nothing; `may_describe` means that it may also be an adjective: "the available data". `stance` is set if
    the tags do not show the stance.
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
        """The tags that every match contains: those outside choices, groups and lookaheads."""
        flat = self.written
        while (bare := _CHOICE.sub("", flat)) != flat:
            flat = bare
        return "".join(BY_NAME[tag] for tag in _TAG.findall(bare))

    @property
    def anchors(self) -> frozenset[str]:
        """The smallest set of verb tags of which every match contains one; empty if there is none."""
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
    """Return a pattern; `regex` spells tags by name, as `tagset.tag_pattern` reads them."""
    found_by, any_of = tag_pattern(regex), frozenset(words)
    return Pattern(name, slot, agent, found_by, regex, example, any_of, requires, is_possible, may_describe, stance)


class Rows(tuple[Pattern, ...]):  # noqa: SLOT001 - it caches an index of its patterns
    """Patterns in order of precedence. Compared by identity, which makes them cheap to use as a cache key."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def fitting(self, present: set[str]) -> list[Pattern]:
        """Return the patterns that may match a sentence with these tags, in order of precedence."""
        tags = _bits(present)
        return [row for needs, anchors, row in self._by_tags if needs & tags == needs and anchors & tags]

    @cached_property
    def _by_tags(self) -> Sequence[tuple[int, int, Pattern]]:
        """Each pattern after the tags that it needs, and those of which it needs one, as bits."""
        return [(_bits(row.needs), _bits(row.anchors) or -1, row) for row in self]


def _bits(tags: Iterable[str]) -> int:
    """Return the number that has a bit for each of `tags`."""
    return sum(map(_BIT_OF.__getitem__, set(tags)))


_BIT_OF = {tag: 1 << position for position, tag in enumerate(BY_NAME.values())}
"""A bit for each tag, since sets of tags are compared with those of every pattern."""


_ANCHORS = tag_set(
    """release released releasing provide provided make made making open available found present look verb participle
    doing"""
)
"""Tags of verbs and predicates, whose absence rules a pattern out early."""
_MANDATORY = re.compile(r"(?<![(\w])\[([a-z ]+)\](?![*?{])")


_CHOICE = re.compile(r"\[[^]]*\]|\([^()]*\)")
_TAG = re.compile(r"([a-z]+)(?![a-z*?{])")
