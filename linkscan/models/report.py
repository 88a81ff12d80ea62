"""What a run reports: how many of how many, what changed, what is still promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from linkscan.models.paper import Asset, Stance
from linkscan.models.target import Content, Health
from linkscan.models.verdict import ClaimVerdict, PaperVerdict

SCHEMA_VERSION = 1  # of report.json; counts up only when a key is taken away or changes its meaning


@dataclass(frozen=True, slots=True)
class Summary:
    """How many of how many. Each word of a vocabulary has its count, zeros included, in their order.

    >>> summary = scan("papers.jsonl", settings).summary
    >>> f"{summary.papers_by_verdict[PaperVerdict.AVAILABLE]} of {summary.papers}"
    '1 of 2'
    """

    papers: int
    papers_with_code_claim: int  # the denominator of "how many have their code where they say"
    papers_by_verdict: Mapping[PaperVerdict, int]
    papers_by_hand: Mapping[PaperVerdict, int] = field(default_factory=dict, kw_only=True)  # of these, by a person
    claims: int
    claims_settled: int  # their verdict is anything but unverified
    claims_by_asset: Mapping[Asset, int]
    claims_by_verdict: Mapping[ClaimVerdict, int]
    claims_by_stance: Mapping[Stance, Mapping[ClaimVerdict, int]]  # what the text says x what was found
    claims_by_origin: Mapping[str, int] = field(default_factory=dict, kw_only=True)  # a field, abstract; most first
    links: int
    links_settled: int  # the host told: ok, moved, gone or invalid; the others are unknown
    links_by_health: Mapping[Health, int]
    links_by_content: Mapping[Content, int]  # of those that are ok or moved
    links_by_host: Mapping[str, Mapping[Health, int]]  # most links first
    links_by_push_year: Mapping[str, int]  # year of the last push, where the host tells it; oldest first


class StopCause(Enum):
    """Why a run was asked to end early.

    >>> stop = StopSignal()
    >>> stop.pull("enough for today")
    >>> stop.cause
    <StopCause.REQUESTED: 1>
    """

    REQUESTED = auto()
    TIME_BUDGET = auto()
    INTERRUPTED = auto()  # SIGINT
    TERMINATED = auto()  # SIGTERM


@dataclass(frozen=True, slots=True)
class Run:
    """How a report was made: what is needed to cite it and to repeat it. No credential is in it.

    `settings` are those that differ from the defaults, as options say them; `signed_in` the API hosts to which requests
    carried a credential. `requests` are all that were sent, `requests_for` what for: papers of services, addresses,
    further look-ups. `from_cache` counts the addresses that were answered without any. `digests` are the SHA-256 of the
    inputs that are files, by name.
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
    """What happened between two runs. A result that could not be told is never a change.

    >>> ChangeKind.KEPT.value
    'kept'
    """

    KEPT = "kept"  # a promise: what was to come is there
    APPEARED = "appeared"  # said to be out, was not found, is there
    BACK = "back"  # was gone, is there again
    GONE = "gone"  # was there, and the host says it is not any more
    EMPTIED = "emptied"  # was there, now a place with nothing in it
    RENAMED = "renamed"
    ARCHIVED = "archived"
    REWORDED = "reworded"  # the text now says something else: a release after a promise, another address
    BY_HAND = "by_hand"  # a person corrected the verdict, or took the correction back
    ADDED = "added"  # a paper or a claim that the earlier run did not have
    DROPPED = "dropped"  # the other way round
    SETTLED = "settled"  # could not be told before, can be now
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
    before: str | None  # a verdict, a health or an address, as the kind says
    after: str | None
    reason: str
    at: str  # when the later run was made; ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class Promise:
    """An open promise: what was announced, since when, and in which words it was dated.

    `first_seen` is when a run first met it. `age_days` counts from there, or from the paper's own date if that
    is earlier; a date known only to the month or year counts from its last day.
    """

    paper: str
    title: str
    asset: Asset
    url: str | None
    sentence: str
    deadline: str | None  # "upon acceptance", "soon", "by June"; None when the text gives no time
    first_seen: str
    age_days: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What was known after one run of all claims that the ledger follows, as last settled."""

    at: str
    claims_by_stance: Mapping[Stance, Mapping[ClaimVerdict, int]]
