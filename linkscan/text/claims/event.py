"""A release event: the trigger that a pattern matched, and the mentions that fill its argument slot."""

from collections.abc import Sequence
from typing import NamedTuple

from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.patterns import AgentRule, Pattern
from linkscan.text.claims.phrases import LONGEST
from linkscan.text.claims.tagger import TaggedSentence
from linkscan.text.claims.tagset import Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_BEFORE = AgentRule.BEFORE

AGENTS = tag_set("we paper")


class ReleaseEvent(NamedTuple):
    """One release event: its trigger stands at the words `begin:end`, its artefacts before, behind or inside.

    `trigger` are the tags of these words, `left_bound` is where the event before it ends.
    """

    sentence: TaggedSentence
    pattern: Pattern
    begin: int
    end: int
    trigger: str
    left_bound: int = 0
    mentions: Sequence[Mention] = ()

    def between(self, begin: int, end: int) -> "ReleaseEvent":
        """Return the event with other bounds."""
        return self._replace(begin=begin, end=end, trigger=self.sentence.tags[begin:end])

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the pattern."""
        return self.sentence.words[self.begin : self.end]

    @property
    def before(self) -> str:
        """The tag before the pattern, empty at the start of the sentence."""
        return self.sentence.tags[self.begin - 1 : self.begin] if self.begin else ""

    @property
    def behind(self) -> str:
        """The tag behind the pattern, empty at the end of the sentence."""
        return self.sentence.tags[self.end : self.end + 1]

    @property
    def is_complete(self) -> bool:
        """Whether the pattern has the words and the author that it wants."""
        if self.sentence.words[self.begin] == "/":
            return False  # cells take up/release a drug
        if self.pattern.words and self.pattern.words.isdisjoint(self.words):
            return False
        return self.pattern.agent is not _BEFORE or self.has_agent()

    def has_agent(self, start: int = 0) -> bool:
        """Return whether `we` or `this paper` stands before the pattern, not before `start`."""
        tags = self.sentence.tags[max(start, self.begin - LONGEST) : self.begin]
        return Tag.WE in tags or Tag.PAPER in tags


_ACTS = tag_set("release released releasing")
_SAID_OPENLY = tag_set("place address open available")
_NEAR_ACT = 12  # words


def is_bare_act(event: ReleaseEvent) -> bool:
    """Return whether something is released, and neither where nor for whom: `we release X`, `X was published`."""
    if _ACTS.isdisjoint(event.trigger) or event.sentence.links or not PUBLICLY.isdisjoint(event.words):
        return False
    return _SAID_OPENLY.isdisjoint(event.sentence.tags[event.begin : event.end + _NEAR_ACT])


_CODE_PLACE = tag_pattern("adverb* at the? place")
_CODE_PLACES = word_set("github gitlab bitbucket codeberg sourceforge pypi cran bioconductor conda bioconda npm")


def is_at_code_place(event: ReleaseEvent) -> bool:
    """Return whether an event says that something is where only code is: `on GitHub`, `from PyPI`."""
    found = _CODE_PLACE.match(event.sentence.tags, event.end)
    return found is not None and event.sentence.words[found.end() - 1] in _CODE_PLACES
