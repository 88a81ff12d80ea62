"""A candidate for a claim: one artefact of a release event, with its context."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from linkscan.models import Asset
from linkscan.text.claims.event import ReleaseEvent
from linkscan.text.claims.lexicon import IDENTIFIER, PUBLICLY, word_set
from linkscan.text.claims.mention import Mention
from linkscan.text.claims.tagset import Tag, tag_pattern, tag_set

_ASSET_CODE = Asset.CODE

_PREDICATES = tag_set("available released open provided found at")
_POSSIBLE = tag_set("available found")
_PART_OPENERS = tag_set("the others our all")
_OPENLY = PUBLICLY | word_set("fully made public online downloadable")
_OPEN_SOURCE = frozenset(("open-source", "open source", "open-access", "open access"))
_ON_TERMS = (("as",), ("under",))
_MAX_IDENTIFIER_DISTANCE = 16  # words
_WORDS_BEHIND = 6
_YEAR_DIGITS = 4
_MARKABLE = tag_set(
    "code tool model data datum demo extra name it address closing paper case at comma adverb released open"
)
"""What a particle may mark if the artefact is meant: `コード（URL）を公開`, `論文が採択された後`."""
_LISTED = tag_pattern("[and comma] [and comma name word open our the present code tool model data datum demo extra]*")
_DEADLINES = word_set("end time beginning start publication")
_DEADLINE_ENDS = 3  # words behind the predicate
_ACCESSION_WORDS = word_set("accession accessions bioproject")
_EVERYBODY = word_set("public community download downloading research everyone")


class Candidate(NamedTuple):
    """One artefact of a release event, with its context.

    `words` are those that the pattern matched, `behind` up to six words after them, `part` those that name the
    artefact.
    """

    event: ReleaseEvent
    mention: Mention
    is_linked: bool  # a URL is attached to it
    is_promised: bool
    has_code: bool  # the event also releases code
    predicate: tuple[str, str]  # tag and word of the predicate, such as `available`
    words: tuple[str, ...]
    part: tuple[str, ...]
    behind: tuple[str, ...]

    @property
    def is_added(self) -> bool:
        """Whether it is an item of the list that is released: `code for X, and several datasets`."""
        if not self.mention.is_deep:
            return True
        sentence, start = self.event.sentence, self.mention.start
        return sentence.tags[start - 1] == Tag.AND and (
            sentence.words[start - 1] not in ("and", "or") or sentence.tags[start] in _PART_OPENERS
        )

    @property
    def has_identifier(self) -> bool:
        """Whether an accession number or a DOI follows: `under accession GSE1`, `doi:10.5281/zenodo.1`."""
        following = self.event.sentence.words[self.event.end : self.event.end + _MAX_IDENTIFIER_DISTANCE]
        if not _ACCESSION_WORDS.isdisjoint(following):
            return True
        return any(IDENTIFIER.fullmatch(word) is not None for word in following if not word.isalpha())

    @property
    def is_beside_object(self) -> bool:
        """Whether a particle marks something else as the subject or object: `モデルに関する知見を提供する`."""
        event, at = self.event, self.mention.at
        tags, words = event.sentence.tags, event.sentence.words
        marker = tags.rfind(Tag.CASE, at, event.end)
        if marker < 0 or "purpose" in words[marker : event.end]:
            return False
        if marker > at + 1 and words[at + 1] == "object":
            return True  # データを収集し，知見を提供する
        is_listed = self.mention.tag != Tag.NAME and _LISTED.fullmatch(tags, at + 1, marker)
        if tags[marker - 1] in _MARKABLE or is_listed:
            return False
        return words[marker] == "object" or Tag.CAN not in tags[marker : event.end]

    @property
    def is_general(self) -> bool:
        """Whether it is said to exist in general: `データが利用可能である`, `有许多数据集可供使用`."""
        event, mention = self.event, self.mention
        if (event.words[0] != "subject" and event.trigger[0] != Tag.CAN) or self.predicate[0] not in _POSSIBLE:
            return False
        if self.is_linked or self.is_promised or self.has_code:
            return False
        return not mention.is_possessed and Tag.PLACE not in event.trigger and mention.tag != Tag.CODE

    @property
    def is_dated(self) -> bool:
        """Whether a year follows, `was released in 2012`; or a month, `in May 2012`, if it is not the authors' own."""
        preposition, first, second = (*self.behind[:3], "", "", "")[:3]
        is_ours = self.mention.is_possessed or self.is_promised or self.is_linked
        is_year = first.isdigit() and len(first) == _YEAR_DIGITS  # but not: in [1]
        return preposition == "in" and (is_year or (second.isdigit() and not is_ours))

    @property
    def is_due(self) -> bool:
        """Whether a deadline follows: `by the end of the year`, `by 2027`."""
        return self.behind[:1] == ("by",) and any(
            word in _DEADLINES or word.isdigit() for word in self.behind[1:_DEADLINE_ENDS]
        )

    @property
    def is_open(self) -> bool:
        """Whether it is said to be open to everybody: `publicly available`, `available to the community`."""
        is_free = self.mention.asset is _ASSET_CODE and self.behind[:1] == ("free of charge",)
        is_for_all = is_free or not _EVERYBODY.isdisjoint(self.behind) or self.behind[:2] == ("for", "use")
        is_as_open = self.behind[:1] in _ON_TERMS and not _OPEN_SOURCE.isdisjoint(self.behind)
        return is_for_all or is_as_open or self.is_called_open

    @property
    def is_made_public(self) -> bool:
        """Whether a single new thing is made public: `a corpus was collected and made available for research`."""
        is_for_all = not PUBLICLY.isdisjoint(self.words) or not _EVERYBODY.isdisjoint(self.behind)
        is_one = self.mention.tag != Tag.NAME and self.part[0] in ("a", "an")
        is_online = self.mention.tag == Tag.DATA and self.words[-1] == "online"
        return is_one and (is_online or (is_for_all and Tag.MADE in self.event.trigger))

    @property
    def is_beside_ours(self) -> bool:
        """Whether it is an item of a list that begins with what is the authors' own: `our corpus and a model`."""
        return self.is_added and self.event.mentions[0].is_possessed

    @property
    def is_called_open(self) -> bool:
        """Whether the matched words themselves say that it is open: `made public`, `fully available`."""
        return not _OPENLY.isdisjoint(self.words)


def candidates_of(
    event: ReleaseEvent, placed: Iterable[tuple[Mention, Sequence[str]]], *, is_promised: bool, has_code: bool
) -> Iterator[Candidate]:
    """Yield a candidate for each mention of `event`; `placed` gives every mention with its URLs."""
    words, predicate = event.words, predicate_of(event)
    around = event.sentence.words
    behind = around[event.end : event.end + _WORDS_BEHIND]
    for mention, links in placed:
        part = around[mention.start : mention.at + 1]
        yield Candidate(event, mention, bool(links), is_promised, has_code, predicate, words, part, behind)


def predicate_of(event: ReleaseEvent) -> tuple[str, str]:
    """Return the tag and word of the predicate of a trigger, such as `available`; `Tag.AT` and "" if it has none."""
    at = _predicate_at(event.trigger)
    return (Tag.AT, "") if at is None else (event.trigger[at], event.sentence.words[event.begin + at])


@lru_cache(maxsize=4096)
def _predicate_at(trigger: str) -> int | None:
    start = max(0, trigger.find(Tag.MADE))  # was obtained and made available
    return next((at for at in range(start, len(trigger)) if trigger[at] in _PREDICATES), None)
