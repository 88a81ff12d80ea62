"""What is behind an address: the place, what its host tells of it, what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from linkscan.models.http import Redirect
from linkscan.models.paper import Asset, Link


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

    @property
    def is_alive(self) -> bool:
        """Return whether something is there."""
        return self in (Health.OK, Health.MOVED)

    @property
    def is_settled(self) -> bool:
        """Return whether the host told it, or the address is none: another request would hear no more."""
        return self.is_alive or self in (Health.GONE, Health.INVALID)


class SkipCause(StrEnum):
    """Why an address was not requested.

    >>> SkipCause.EXCLUDED.makes_incomplete, SkipCause.OFFLINE.makes_incomplete
    (False, True)
    """

    EXCLUDED = "excluded"  # by the user
    UNSAFE = "unsafe"  # another scheme, an odd port, a private network
    OFFLINE = "offline"  # no network was to be used, and the cache does not know it
    NOT_RECORDED = "not recorded"  # the recording that is replayed does not know it
    BUDGET = "budget"
    STOPPED = "stopped"  # the run ended before
    NO_NETWORK = "no network"

    @property
    def makes_incomplete(self) -> bool:
        """Return whether another run, or one with a network, would have requested it."""
        return self not in (SkipCause.EXCLUDED, SkipCause.UNSAFE)


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
class Target:
    """Where an address points, in the words of the forge that knows it.

    `key` is the same for all spellings of one place ("github:owner/name", lower case where the host ignores
    case), so that a place is examined once. `canonical` is the address a reader should be given. `path` is
    what the address names inside the place (`tree/main/src`), empty for the place itself.
    """

    host: str
    key: str
    url: str
    canonical: str
    kind: Kind
    path: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """One entry of a file tree. `size` in bytes; None when the host did not say.

    `interpreter` is the program that the first line of a file without extension names (`python3`), where it was read.
    """

    path: str
    size: int | None = None
    is_submodule: bool = False
    interpreter: str | None = None


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
    derived: tuple[str, ...] | None = None  # fields that the host did not tell, each with where it was read


@dataclass(frozen=True, slots=True)
class Facts:
    """What a forge learned of one place: facts, not yet judged.

    `files` None means that the listing was not told; an empty tuple means that there is nothing.
    `leads` are the addresses the place itself names as the home of its code, best first, template credits
    left out. `guess` is an address that nobody names and the place is likely built from: code there counts, its
    absence does not. `notice` is a line the place shows instead of code ("Code (coming soon)"), quoted.
    `skip_cause` is why something that would tell more was not requested. `is_whole` is false where the place goes on
    after what was read of it.
    """

    health: Health
    reason: str
    status_code: int | None = None
    final_url: str | None = None
    redirects: tuple[Redirect, ...] = ()
    kind: Kind | None = None  # only where the answer knows better than the address
    canonical: str | None = None  # likewise: the new name of a renamed repository
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
    """Where an address was looked for that the record of a paper does not give."""

    ARXIV = "arXiv's record"
    HUGGING_FACE = "Hugging Face's page"
    OPENREVIEW = "OpenReview's record"
    FULL_TEXT = "the text of the paper"
    GITHUB = "GitHub's search"


@dataclass(frozen=True, slots=True)
class ThirdPartyLink:
    """A repository that somebody names for a paper. `source` is the page that does; `by` says who."""

    url: str
    source: str
    by: str
    is_guess: bool = False
    channel: Channel = Channel.ARXIV


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a place holds of one asset, and the file list or quoted line that decided.

    `url` is where the README says that the asset is, which has not been looked at.
    """

    content: Content
    reason: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """An answer to one question of the checklist; `is_met` None is "not told". `shown_by` is the file or the line.

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
    """A link, examined: one row of `links` in the report.

    `holdings` says per asset what was found; `content` sums it up for the place as a whole and is None
    unless `health` is ok or moved. `code_url` is the repository that a page led to. `skip_cause` is why the
    address, or something behind it that would tell more, was not requested.

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
    checklist: Checklist | None = None  # of repositories
    archive_url: str | None = None
    archived_at: str | None = None  # when the copy was made; ISO 8601, UTC
    checked_at: str | None = None  # ISO 8601, UTC
    from_cache: bool = False
    attempts: int = 0
    elapsed_ms: int = 0
    skip_cause: SkipCause | None = None
    swhid: str | None = None  # of a repository in Software Heritage: a persistent name of all its branches
