"""A release event: the trigger that a pattern matched, and the mentions that fill its argument slot."""

from collections.abc import Sequence
from typing import NamedTuple

from linkscan.text.claims.lexicon import PUBLICLY, word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.patterns import AgentRule, Pattern
from linkscan.text.claims.tagger import LONGEST, TaggedSentence
from linkscan.text.claims.tagset import Tag, tag_pattern, tag_set

# Bound once: Python 3.11 takes 180 ns to find a member of an enumeration.
_BEFORE = AgentRule.BEFORE

AGENTS = tag_set("we paper")


class ReleaseEvent(NamedTuple):
    """One release event: its trigger is the words `begin:end`; its artefacts are named before, after or inside it.

    `trigger` is the tags of these words. `left_bound` is the index at which the previous event ends.
    """

    sentence: TaggedSentence
    pattern: Pattern
    begin: int
    end: int
    trigger: str
    left_bound: int = 0
    mentions: Sequence[Mention] = ()

    def between(self, begin: int, end: int) -> "ReleaseEvent":
        """Return a copy of the event with its trigger at `begin:end`."""
        return self._replace(begin=begin, end=end, trigger=self.sentence.tags[begin:end])

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the pattern."""
        return self.sentence.words[self.begin : self.end]

    @property
    def before(self) -> str:
        """The tag before the pattern, empty at the start of the sentence."""
        begin = self.begin
        return self.sentence.tags[begin - 1 : begin]  # empty if `begin` is 0

    @property
    def behind(self) -> str:
        """The tag after the pattern, empty at the end of the sentence."""
        return self.sentence.tags[self.end : self.end + 1]

    @property
    def is_complete(self) -> bool:
        """Whether the pattern's conditions on its words and on a preceding mention of the authors are met."""
        if self.sentence.words[self.begin] == "/":
            return False  # cells take up/release a drug
        if self.pattern.words and self.pattern.words.isdisjoint(self.words):
            return False
        return self.pattern.agent is not _BEFORE or self.has_agent()

    def has_agent(self, start: int = 0) -> bool:
        """Return whether `we` or `this paper` stands between `start` and the pattern."""
        tags = self.sentence.tags[max(start, self.begin - LONGEST) : self.begin]
        return Tag.WE in tags or Tag.PAPER in tags


_RELEASE_VERBS = tag_set("release released releasing")
_PLACE_OR_AUDIENCE = tag_set("place address open available")
_NEAR_TRIGGER = 12  # words


def is_bare_release(event: ReleaseEvent) -> bool:
    """Return whether a release names neither a place nor an audience: `we release X`, `X was published`."""
    if _RELEASE_VERBS.isdisjoint(event.trigger) or event.sentence.links or not PUBLICLY.isdisjoint(event.words):
        return False
    return _PLACE_OR_AUDIENCE.isdisjoint(event.sentence.tags[event.begin : event.end + _NEAR_TRIGGER])


_CODE_PLACE = tag_pattern("adverb* at the? place")
CODE_HOSTS = word_set("github gitlab bitbucket codeberg sourceforge")
REGISTRIES = word_set(
    """cran bioconductor pypi conda bioconda conda-forge npm pip ascl anaconda toolshed cpan hackage dockerhub
    workflowhub"""
) | {
    "cpc program library",
    "cpc library",
    "source code library",
    "astrophysics source code library",
    "package index",
    "package registry",
    "file exchange",
    "update site",
    "archive network",
    "docker hub",
    "app store",
}
"""Places that hold software packages and nothing else."""
_CODE_PLACES = CODE_HOSTS | REGISTRIES


def is_at_code_place(event: ReleaseEvent) -> bool:
    """Return whether an event names a place that holds only code: `on GitHub`, `from PyPI`."""
    found = _CODE_PLACE.match(event.sentence.tags, event.end)
    return found is not None and event.sentence.words[found.end() - 1] in _CODE_PLACES
