"""What is behind an address: the target, the facts that its host reports, and its contents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from linkscan.models.http import Redirect
from linkscan.models.paper import Asset, Link


class Kind(StrEnum):
    """The kind of place that an address names.

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

    @property
    def is_alive(self) -> bool:
        """Return whether the address works."""
        return self is Health.OK or self is Health.MOVED

    @property
    def is_settled(self) -> bool:
        """Return whether the health is certain: the host has answered, or the address is invalid."""
        return self.is_alive or self in (Health.GONE, Health.INVALID)


class SkipCause(StrEnum):
    """Why an address was not requested.

    >>> SkipCause.EXCLUDED.makes_incomplete, SkipCause.OFFLINE.makes_incomplete
    (False, True)
    """

    EXCLUDED = "excluded"  # by the user
    UNSAFE = "unsafe"  # another scheme, an unusual port, a private network
    OFFLINE = "offline"  # the run is offline, and the cache has no response
    NOT_RECORDED = "not recorded"  # the replayed recording has no response
    BUDGET = "budget"
    STOPPED = "stopped"  # the run ended first
    NO_NETWORK = "no network"

    @property
    def makes_incomplete(self) -> bool:
        """Return whether another run, or one with a network, would have requested it."""
        return self not in (SkipCause.EXCLUDED, SkipCause.UNSAFE)


class Content(StrEnum):
    """The content of a place. `UNKNOWN` never means "no".

    >>> Content.UNKNOWN is not Content.EMPTY
    True
    """

    PRESENT = "present"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Target(NamedTuple):
    """The place that an address leads to, as identified by its host's module.

    `key` is the same for all spellings of one place ("github:owner/name", lower case if the host ignores case), so that
    each place is examined once. `canonical` is the address to show to readers. `path` is the part inside the place
    that the address names (`tree/main/src`), empty for the place itself.
    """

    host: str
    key: str
    url: str
    canonical: str
    kind: Kind
    path: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One entry of a file tree. `size` is in bytes, None if the host does not report it.

    `interpreter` is the program named on the first line of a file without extension (`python3`), if that was read.
    """

    path: str
    size: int | None = None
    is_submodule: bool = False
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a host reports about a repository, a model or a data set. None means "unknown", never "none".

    >>> Metadata(stars=3).forks is None  # unknown
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
    license: str | None = None  # SPDX identifier, if the host has one
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
    derived: tuple[str, ...] | None = None  # fields not reported by the host, each with the place it was derived from


class Facts(NamedTuple):
    """What a host module learned about one target: facts, not yet judged.

    `files` is None if the listing is unknown, and an empty tuple if there are no files. `leads` are the addresses that
    the place itself names as the home of its code, best first, without template credits. `guess` is an address that
    nobody names but from which the place is likely built: code there counts, its absence does not. `notice` is a
    quoted line that the place shows instead of code ("Code (coming soon)"). `skip_cause` is why a request that would
    have revealed more was not sent. `is_whole` is False if the place has more than what was read.
    """

    health: Health
    reason: str
    status_code: int | None = None
    final_url: str | None = None
    redirects: tuple[Redirect, ...] = ()
    kind: Kind | None = None  # only if the response contradicts the address
    canonical: str | None = None  # as above, such as the new name of a renamed repository
    files: tuple[File, ...] | None = None
    readme: str | None = None
    metadata: Metadata | None = None
    tags: tuple[str, ...] | None = None
    leads: tuple[str, ...] = ()
    guess: str | None = None
    notice: str | None = None
    is_whole: bool = True
    skip_cause: SkipCause | None = None
    asked_at: float = 0.0
    elapsed_ms: int = 0
    attempts: int = 0
    from_cache: bool = False


class Channel(StrEnum):
    """Where an address missing from the record of a paper was looked for."""

    ARXIV = "arXiv's record"
    HUGGING_FACE = "Hugging Face's page"
    OPENREVIEW = "OpenReview's record"
    FULL_TEXT = "the text of the paper"
    GITHUB = "GitHub's search"


@dataclass(frozen=True, slots=True)
class ThirdPartyLink:
    """A repository that somebody names for a paper: `source` is the page where they do so, `by` says who they are."""

    url: str
    source: str
    by: str
    is_guess: bool = False
    channel: Channel = Channel.ARXIV


@dataclass(frozen=True, slots=True)
class Judgement:
    """The content of a place for one asset, and the file list or quoted line that decided.

    `url` is where the README says that the asset is; that address has not been examined.
    """

    content: Content
    reason: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The answer to one question of the checklist; `is_met` is None if unknown. `shown_by` is the file or the line.

    >>> Check().is_met is None
    True
    """

    is_met: bool | None = None
    shown_by: str | None = None


@dataclass(frozen=True, slots=True)
class Checklist:
    """How complete a repository is: the ML Code Completeness Checklist and recommendations for FAIR software.

    https://github.com/paperswithcode/releasing-research-code and https://fair-software.eu.

    >>> Checklist(license=Check(True, "LICENSE")).license.shown_by
    'LICENSE'
    """

    dependencies: Check = Check()
    training_code: Check = Check()
    evaluation_code: Check = Check()
    pretrained_models: Check = Check()
    results: Check = Check()
    license: Check = Check()
    citation: Check = Check()
    tests: Check = Check()
    container: Check = Check()
    documentation: Check = Check()
    tagged_release: Check = Check()
    archived_copy: Check = Check()


@dataclass(frozen=True, slots=True)
class LinkResult(Link):
    """The result of examining a link: one row of `links` in the report.

    `holdings` gives the content per asset; `content` sums it up for the place as a whole, and is None unless `health`
    is ok or moved. `code_url` is the repository that a page led to. `skip_cause` is why the address, or something
    behind it that would have revealed more, was not requested.

    >>> LinkResult("https://a.org/", "https://a.org/", health=Health.OK).content is None  # not looked into
    True
    """

    canonical: str = ""
    kind: Kind = Kind.OTHER
    host: str = ""
    health: Health = Health.SKIPPED
    reason: str = ""
    status_code: int | None = None
    final_url: str | None = None
    redirects: tuple[Redirect, ...] = ()
    content: Content | None = None
    content_reason: str | None = None
    holdings: Mapping[Asset, Judgement] = field(default_factory=dict)
    code_url: str | None = None
    metadata: Metadata | None = None
    checklist: Checklist | None = None  # repositories only
    archive_url: str | None = None
    archived_at: str | None = None  # time of the archived copy; ISO 8601, UTC
    checked_at: str | None = None  # ISO 8601, UTC
    from_cache: bool = False
    attempts: int = 0
    elapsed_ms: int = 0
    skip_cause: SkipCause | None = None
    swhid: str | None = None  # of a repository in Software Heritage: a persistent identifier of all its branches
