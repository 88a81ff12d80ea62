"""A candidate for a claim: one artefact of a release event, and what is known around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkscan.text.claims.event import ReleaseEvent
from linkscan.text.claims.lexicon import IDENTIFIER, PUBLICLY, word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.tagset import Tag, tag_set

_PREDICATES = tag_set("available released open provided found at")
_PART_OPENERS = tag_set("the others our all")
_OPENLY = PUBLICLY | word_set("fully made public online downloadable")
_OPEN_SOURCE = frozenset(("open-source", "open source", "open-access", "open access"))
_NEAR = 16  # words
_BEHIND = 6  # words
_IDENTIFIERS = word_set("accession accessions bioproject")
_EVERYBODY = word_set("public community download downloading research everyone")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One artefact of a release event, and what is known around it.

    `words` are those of the pattern, `behind` those that follow it, `part` those that name the artefact.
    """

    event: ReleaseEvent
    mention: Mention
    is_linked: bool  # an address belongs to it
    is_promised: bool
    has_code: bool  # the event is about code as well
    predicate: tuple[str, str]  # the tag and the word that say `available`
    words: tuple[str, ...]
    part: tuple[str, ...]
    behind: tuple[str, ...]

    @property
    def is_added(self) -> bool:
        """Whether it stands in the row of the act, or is set off: `code for X, and several datasets`."""
        if not self.mention.is_deep:
            return True
        sentence, start = self.event.sentence, self.mention.start
        return sentence.tags[start - 1] == Tag.AND and (
            sentence.words[start - 1] not in ("and", "or") or sentence.tags[start] in _PART_OPENERS
        )

    @property
    def has_identifier(self) -> bool:
        """Whether an accession number or a DOI follows: `under accession GSE1`, `doi:10.5281/zenodo.1`."""
        following = self.event.sentence.words[self.event.end : self.event.end + _NEAR]
        if not _IDENTIFIERS.isdisjoint(following):
            return True
        return any(IDENTIFIER.fullmatch(word) is not None for word in following if not word.isalpha())

    @property
    def is_dated(self) -> bool:
        """Whether a year follows, `was released in 2012`, or the month of what is not called ours, `in May 2012`."""
        preposition, first, second = (*self.behind[:3], "", "", "")[:3]
        is_ours = self.mention.is_possessed or self.is_promised or self.is_linked
        return preposition == "in" and (first.isdigit() or (second.isdigit() and not is_ours))

    @property
    def is_open(self) -> bool:
        """Whether it is said to be so for everybody: `publicly available`, `available to the community`."""
        is_for_all = not _EVERYBODY.isdisjoint(self.behind) or self.behind[:2] == ("for", "use")
        is_as_open = self.behind[:1] == ("as",) and not _OPEN_SOURCE.isdisjoint(self.behind)
        return is_for_all or is_as_open or self.is_called_open

    @property
    def is_called_open(self) -> bool:
        """Whether the pattern's own words say so: `made public`, `fully available`."""
        return not _OPENLY.isdisjoint(self.words)


def candidates_of(
    event: ReleaseEvent, placed: Iterable[tuple[Mention, Sequence[str]]], *, is_promised: bool, has_code: bool
) -> Iterator[Candidate]:
    """Yield a candidate for each mention of an event, given with its addresses."""
    words, predicate = event.words, predicate_of(event)
    around = event.sentence.words
    behind = around[event.end : event.end + _BEHIND]
    for mention, links in placed:
        part = around[mention.start : mention.at + 1]
        yield Candidate(event, mention, bool(links), is_promised, has_code, predicate, words, part, behind)


def predicate_of(event: ReleaseEvent) -> tuple[str, str]:
    """Return the tag and the word of a trigger that say `available`."""
    for tag, word in zip(event.trigger, event.words, strict=True):
        if tag in _PREDICATES:
            return tag, word
    return Tag.AT, ""
