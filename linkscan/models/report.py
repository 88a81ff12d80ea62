"""The report of a run: summary, changes, and open promises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from linkscan.models.paper import Asset, Stance
from linkscan.models.target import Content, Health
from linkscan.models.verdict import ClaimVerdict, PaperVerdict

SCHEMA_VERSION = 1  # of report.json; increased only if a key is removed or changes its meaning


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a report. Each mapping over an enum has all of its members, in their order, including zeros.

    >>> summary = scan("papers.jsonl", settings).summary
    >>> f"{summary.papers_by_verdict[PaperVerdict.AVAILABLE]} of {summary.papers}"
    '1 of 2'
    """

    papers: int
    papers_with_code_claim: int  # the denominator of the share of papers whose code is where they say
    papers_by_verdict: Mapping[PaperVerdict, int]
    papers_by_hand: Mapping[PaperVerdict, int] = field(default_factory=dict, kw_only=True)  # of these, set by a person
    claims: int
    claims_settled: int  # with any verdict except unverified
    claims_by_asset: Mapping[Asset, int]
    claims_by_verdict: Mapping[ClaimVerdict, int]
    claims_by_stance: Mapping[Stance, Mapping[ClaimVerdict, int]]  # what the text says x what was found
    claims_by_origin: Mapping[str, int] = field(default_factory=dict, kw_only=True)  # most frequent first
    links: int
    links_settled: int  # ok, moved, gone or invalid; the state of all others is unknown
    links_by_health: Mapping[Health, int]
    links_by_content: Mapping[Content, int]  # only links that are ok or moved
    links_by_host: Mapping[str, Mapping[Health, int]]  # the host with most links first
    links_by_push_year: Mapping[str, int]  # by year of the last push, if the host reports it; oldest first


@dataclass(frozen=True, slots=True)
class Run:
    """How a report was made: everything needed to cite and to repeat it. It contains no credential.

    `settings` are those that differ from the defaults, in the form of options. `signed_in` are the API hosts to which
    requests carried a credential. `requests` counts the requests sent, and `requests_for` does so by purpose: papers
    from services, addresses, further look-ups. `from_cache` counts the addresses that needed no request. `digests` are
    the SHA-256 digests of input files, by name.
    """

    started_at: str  # ISO 8601, UTC
    seconds: float
    requests: int
    from_cache: int
    settings: Mapping[str, str]
    signed_in: tuple[str, ...]
    digests: Mapping[str, str]
    requests_for: Mapping[str, int] = field(default_factory=dict)


class ChangeKind(StrEnum):
    """What happened between two runs. An unknown result is never a change.

    >>> ChangeKind.KEPT.value
    'kept'
    """

    KEPT = "kept"  # a promise: what was promised is now available
    APPEARED = "appeared"  # said to be released but not found before, now available
    BACK = "back"  # gone before, now available again
    GONE = "gone"  # available before, and now the host says that it does not exist
    EMPTIED = "emptied"  # available before, now a place with nothing in it
    RENAMED = "renamed"
    ARCHIVED = "archived"
    REWORDED = "reworded"  # the text has changed: a release after a promise, another address
    BY_HAND = "by_hand"  # a person corrected the verdict, or withdrew the correction
    ADDED = "added"  # a paper or a claim that the earlier run did not have
    DROPPED = "dropped"  # a paper or a claim that only the earlier run had
    SETTLED = "settled"  # unknown before, known now
    OTHER = "other"  # any other difference between two settled verdicts


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two runs, with the evidence of the later one; `asset` is None for a link.

    >>> before = scan([{"id": "1", "title": "A Plan", "abstract": "Code will be released."}], settings)
    >>> after = scan([{"id": "1", "title": "A Plan", "abstract": "Code: https://github.com/lab/tool"}], settings)
    >>> [str(step) for step in (diff(before, after)[0].before, diff(before, after)[0].after)]
    ['unlinked', 'available']
    """

    kind: ChangeKind
    paper: str  # the paper's id
    title: str
    asset: Asset | None
    url: str | None
    before: str | None  # a verdict, a health or an address, depending on the kind
    after: str | None
    reason: str
    at: str  # time of the later run; ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class Promise:
    """An open promise: what was announced, since when, and for when.

    `first_seen` is when a run first met it. `age_days` counts from there, or from the paper's own date if that is
    earlier; a date known only to the month or year counts from its last day.
    """

    paper: str
    title: str
    asset: Asset
    url: str | None
    sentence: str
    deadline: str | None  # "upon acceptance", "soon", "by June"; None if the text gives no time
    first_seen: str
    age_days: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The state of all claims in the ledger after one run, by their last settled verdicts."""

    at: str
    claims_by_stance: Mapping[Stance, Mapping[ClaimVerdict, int]]
