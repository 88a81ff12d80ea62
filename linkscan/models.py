"""The nouns, in the order in which a paper meets them. Frozen; functions take and give these, never dicts.

Plain dataclasses keep `import linkscan` cheap and reading fast; pydantic validates them at the edges
(`reports/`, `settings.py`, the answers of APIs), from these same definitions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# --------------------------------------------------------------------------- what a paper says


@dataclass(frozen=True, slots=True)
class Citation:
    """Which paper is meant. `source` lists every place it was read from, as `file:line`."""

    id: str
    title: str
    source: tuple[str, ...] = ()
    arxiv_id: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Paper(Citation):
    """A paper as loaded: its citation and its abstract, untouched.

    >>> Paper(id="2301.00001", title="A Tool", abstract="Code is at https://github.com/lab/tool.").title
    'A Tool'
    """

    abstract: str = ""


class Asset(StrEnum):
    """What a claim is about.

    >>> Asset("code") is Asset.CODE
    True
    """

    CODE = "code"
    MODEL = "model"
    DATA = "data"
    DEMO = "demo"
    OTHER = "other"


class Stance(StrEnum):
    """Whether the text says that the asset is out, or that it will be.

    >>> [stance.value for stance in Stance]
    ['released', 'promised']
    """

    RELEASED = "released"
    PROMISED = "promised"


@dataclass(frozen=True, slots=True)
class Link:
    """An address as a careful reader would click it, the raw text it came from, the repairs made.

    >>> Link("https://github.com/lab/tool", raw="github.com/lab/tool", repairs=("scheme added",)).url
    'https://github.com/lab/tool'
    """

    url: str
    raw: str
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """The authors say that an asset of this paper is out, or will be; `url` is where, if they say.

    >>> Claim(Asset.CODE, Stance.PROMISED, None, "Code will be released.").asset.value
    'code'
    """

    asset: Asset
    stance: Stance
    url: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the text of one paper says: links and claims, both in the order of the text.

    >>> Reading(links=(), claims=())
    Reading(links=(), claims=())
    """

    links: tuple[Link, ...]
    claims: tuple[Claim, ...]


# --------------------------------------------------------------------------- what is asked and answered


@dataclass(frozen=True, slots=True)
class Question:
    """One request to the web. `limit` caps the decoded body in bytes; a longer one is cut, not refused.

    `settled_by` names statuses that are refusals elsewhere and an answer here: git says 401 of what is not
    there.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    limit: int = 1 << 20
    settled_by: tuple[int, ...] = ()


class Failure(StrEnum):
    """Why there is no answer. Only `NO_SUCH_HOST` is a "no"; all others are "could not be told"."""

    NO_SUCH_HOST = "no such host"  # NXDOMAIN
    DNS = "name lookup failed"  # SERVFAIL, time-out of the resolver
    REFUSED = "connection refused"
    RESET = "connection broken"  # reset, closed without an answer, cut short
    TLS = "certificate or TLS error"
    TIMEOUT = "no answer in time"
    PROTOCOL = "not understandable as HTTP"
    UNSAFE = "refused for safety"  # the guard: a private address, an odd port, another scheme
    LIMITED = "rate limit still closed"  # after the retries, or the host rests
    OFFLINE = "offline"  # asked not to use the network, or nothing at all can be reached
    BUDGET = "budget spent"
    NOT_RECORDED = "not in the recording"


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the address that was asked, the status it answered, the address it named."""

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the web answered to one question; `status` is None only when `failure` says why.

    A `failure` counts before the status: `LIMITED` may keep the status that closed the door.

    `headers` have lower-case names, repeated ones are joined with ", ". `url` is where the body came from,
    the end of `hops`. `elapsed_ms` counts waiting for the network, retries included, not waiting in a queue.
    """

    url: str
    status: int | None = None
    failure: Failure | None = None
    detail: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    hops: tuple[Hop, ...] = ()
    asked_at: float = 0.0  # seconds since the epoch
    elapsed_ms: int = 0
    attempts: int = 1
    from_cache: bool = False


# --------------------------------------------------------------------------- what is behind an address


class Kind(StrEnum):
    """What sort of place an address names.

    >>> Kind("repository").value
    'repository'
    """

    REPOSITORY = "repository"
    PAGE = "page"
    MODEL = "model"
    DATASET = "dataset"
    SPACE = "space"
    COLLECTION = "collection"
    ARCHIVE = "archive"
    PAPER = "paper"
    VIDEO = "video"
    SHORT = "short"
    FILE = "file"
    OTHER = "other"


class Health(StrEnum):
    """How the address answered; the words are defined in the README ("how linkscan decides").

    >>> Health.GONE == "gone"
    True
    """

    OK = "ok"
    MOVED = "moved"
    GONE = "gone"
    RESTRICTED = "restricted"
    UNREACHABLE = "unreachable"
    INVALID = "invalid"
    SKIPPED = "skipped"


class Content(StrEnum):
    """What the place holds. `UNKNOWN` means "not told", which is never "no".

    >>> Content.UNKNOWN is not Content.EMPTY
    True
    """

    PRESENT = "present"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address points, in the words of the forge that knows it.

    `key` is the same for all spellings of one place ("github:owner/name", lower case where the host ignores
    case), so that a place is examined once. `canonical` is the address a reader should be given. `path` is
    what the address names inside the place (`tree/main/src`), empty for the place itself.
    """

    forge: str
    key: str
    url: str
    canonical: str
    kind: Kind
    path: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One entry of a file tree. `size` in bytes; None when the host did not say."""

    path: str
    size: int | None = None
    is_submodule: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a host tells about a repository, a model, a data set. None is "not told", never "none".

    >>> Metadata(stars=3).forks is None  # not told
    True
    """

    full_name: str | None = None
    id: str | None = None
    description: str | None = None
    homepage: str | None = None
    stars: int | None = None
    forks: int | None = None
    watchers: int | None = None
    open_issues: int | None = None
    license: str | None = None  # SPDX identifier where the host has one
    language: str | None = None
    languages: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    default_branch: str | None = None
    created_at: str | None = None  # ISO 8601, UTC
    pushed_at: str | None = None
    archived: bool | None = None
    fork: bool | None = None
    parent: str | None = None
    size_kb: int | None = None
    latest_release: str | None = None
    files: tuple[str, ...] | None = None  # names at the top level
    downloads: int | None = None
    likes: int | None = None
    gated: bool | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a forge learned of one place: facts, not yet judged.

    `files` None means that the listing was not told; an empty tuple means that there is nothing.
    `leads` are the addresses the place itself names as the home of its code, best first, template credits
    left out. `notice` is a line the place shows instead of code ("Code (coming soon)"), quoted.
    """

    health: Health
    reason: str
    status_code: int | None = None
    final_url: str | None = None
    redirects: tuple[Hop, ...] = ()
    kind: Kind | None = None  # only where the answer knows better than the address
    canonical: str | None = None  # likewise: the new name of a renamed repository
    files: tuple[File, ...] | None = None
    readme: str | None = None
    metadata: Metadata | None = None
    leads: tuple[str, ...] = ()
    notice: str | None = None
    asked_at: float = 0.0
    elapsed_ms: int = 0
    attempts: int = 0
    from_cache: bool = False


@dataclass(frozen=True, slots=True)
class Clue:
    """A repository that somebody names for a paper. `source` is the page that does; `by` says who."""

    url: str
    source: str
    by: str
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a place holds of one asset, and the file list or quoted line that decided."""

    content: Content
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence(Link):
    """A link, examined: one row of `links` in the report.

    `holdings` says per asset what was found; `content` sums it up for the place as a whole and is None
    unless `health` is ok or moved. `code_url` is the repository that a page led to.

    >>> Evidence("https://a.org/", "https://a.org/", health=Health.OK).content is None  # not looked into
    True
    """

    canonical: str = ""
    kind: Kind = Kind.OTHER
    host: str = ""
    health: Health = Health.SKIPPED
    reason: str = ""
    status_code: int | None = None
    final_url: str | None = None
    redirects: tuple[Hop, ...] = ()
    content: Content | None = None
    content_reason: str | None = None
    holdings: Mapping[Asset, Judgement] = field(default_factory=dict)
    code_url: str | None = None
    metadata: Metadata | None = None
    archive_url: str | None = None
    checked_at: str | None = None  # ISO 8601, UTC
    from_cache: bool = False
    attempts: int = 0
    elapsed_ms: int = 0


# --------------------------------------------------------------------------- what is decided


class ClaimVerdict(StrEnum):
    """What became of one claim.

    >>> ClaimVerdict.DEAD.value
    'dead'
    """

    AVAILABLE = "available"
    PLACEHOLDER = "placeholder"
    DEAD = "dead"
    UNLINKED = "unlinked"
    UNVERIFIED = "unverified"


class PaperVerdict(StrEnum):
    """What became of a paper's code.

    >>> [verdict.value for verdict in PaperVerdict]
    ['available', 'unverified', 'missing', 'unlinked', 'none']
    """

    AVAILABLE = "available"
    UNVERIFIED = "unverified"
    MISSING = "missing"
    UNLINKED = "unlinked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Finding(Claim):
    """A claim, judged. `found_url` is where the asset really was found, if that is not `url`.

    >>> Finding(Asset.CODE, Stance.RELEASED, None, "We release our code.").verdict.value
    'unverified'
    """

    verdict: ClaimVerdict = ClaimVerdict.UNVERIFIED
    reason: str = ""
    found_url: str | None = None
    first_seen: str | None = None  # when a run first met this claim; ISO 8601, UTC
    changed_at: str | None = None  # when its verdict last changed


@dataclass(frozen=True, slots=True)
class Record(Citation):
    """A paper, decided: one row of `papers` in the report.

    >>> Record(id="1", title="A Tool", verdict=PaperVerdict.MISSING, reason="no files").verdict.value
    'missing'
    """

    verdict: PaperVerdict = PaperVerdict.NONE
    reason: str = ""
    links: tuple[str, ...] = ()
    claims: tuple[Finding, ...] = ()


# --------------------------------------------------------------------------- what a run reports

SCHEMA_VERSION = 1  # of report.json; counts up only when a key is taken away or changes its meaning


@dataclass(frozen=True, slots=True)
class Summary:
    """How many of how many. Each word of a vocabulary has its count, zeros included, in their order.

    >>> summary = scan(load_papers("papers.jsonl"), settings).summary
    >>> f"{summary.papers_by_verdict[PaperVerdict.AVAILABLE]} of {summary.papers}"
    '1 of 2'
    """

    papers: int
    papers_with_code_claim: int  # the denominator of "how many have their code where they say"
    papers_by_verdict: Mapping[PaperVerdict, int]
    claims: int
    claims_settled: int  # their verdict is anything but unverified
    claims_by_asset: Mapping[Asset, int]
    claims_by_verdict: Mapping[ClaimVerdict, int]
    claims_by_stance: Mapping[Stance, Mapping[ClaimVerdict, int]]  # what the text says x what was found
    links: int
    links_settled: int  # the host told: ok, moved, gone or invalid; the others are unknown
    links_by_health: Mapping[Health, int]
    links_by_content: Mapping[Content, int]  # of those that are ok or moved
    links_by_host: Mapping[str, Mapping[Health, int]]  # most links first
    links_by_push_year: Mapping[str, int]  # year of the last push, where the host tells it; oldest first


class ChangeKind(StrEnum):
    """What happened between two runs. A result that could not be told is never a change."""

    KEPT = "kept"  # a promise: what was to come is there
    APPEARED = "appeared"  # said to be out, was not found, is there
    BACK = "back"  # was gone, is there again
    GONE = "gone"  # was there, and the host says it is not any more
    EMPTIED = "emptied"  # was there, now a place with nothing in it
    RENAMED = "renamed"
    ARCHIVED = "archived"
    REWORDED = "reworded"  # the text now says something else: a release after a promise, another address
    ADDED = "added"  # a paper or a claim that the earlier run did not have
    DROPPED = "dropped"  # the other way round
    SETTLED = "settled"  # could not be told before, can be now
    OTHER = "other"  # any other difference between two settled verdicts


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two runs, with the evidence of the later one; `asset` is None for a link."""

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
    """An open promise: what was announced, since when we know of it, and in which words it was dated."""

    paper: str
    title: str
    asset: Asset
    url: str | None
    sentence: str
    deadline: str | None  # "upon acceptance", "soon", "by June"; None when the text gives no time
    first_seen: str
    age_days: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was known after one run of all claims that the ledger follows, as last settled."""

    at: str
    claims_by_stance: Mapping[Stance, Mapping[ClaimVerdict, int]]
