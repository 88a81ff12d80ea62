"""What a paper says: itself, its links, its claims."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PaperRef:
    """Which paper is meant. `source` lists every place it was read from, as `file:line`.

    `published` is ISO 8601, cut to what the input tells: `2026-11-21`, `2026-11`, `2026`. `venue` is the journal or
    conference and `url` the paper's own page, as the record names them. `kept` are further columns of the record
    that the user asked to keep.
    """

    id: str
    title: str
    source: tuple[str, ...] = ()
    arxiv_id: str | None = None
    doi: str | None = None
    published: str | None = None
    venue: str | None = field(default=None, kw_only=True)
    url: str | None = field(default=None, kw_only=True)
    kept: Mapping[str, str] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, slots=True)
class RecordField:
    """What the record of a paper says beside title and abstract, as `name` (`comment`, `code`, `githubRepo`).

    With an `asset`, the field is made for the address of one: the authors or the editors say that it is out, and
    where. Without, it is text to be read. `is_guess` is True where a machine filled the field in, `is_body` where it is
    a passage of the paper itself, which also names what its authors only use.

    >>> RecordField("code", "https://github.com/lab/tool", Asset.CODE).is_guess
    False
    """

    name: str
    text: str
    asset: "Asset | None" = None
    is_guess: bool = False
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Paper(PaperRef):
    """A paper as loaded: its citation, its abstract, and the fields beside it. The abstract may be absent ("").

    >>> Paper(id="2301.00001", title="A Tool", abstract="Code is at https://github.com/lab/tool.").title
    'A Tool'
    """

    abstract: str = ""
    fields: tuple[RecordField, ...] = field(default=(), kw_only=True)


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

    `origin` is where it stands: `abstract`, `title`, or the name of a field of the record.

    >>> Link("https://github.com/lab/tool", raw="github.com/lab/tool", repairs=("scheme added",)).url
    'https://github.com/lab/tool'
    """

    url: str
    raw: str
    repairs: tuple[str, ...] = ()
    origin: str = field(default="abstract", kw_only=True)


@dataclass(frozen=True, slots=True)
class Claim:
    """The authors say that an asset of this paper is out, or will be; `url` is where, if they say.

    `origin` is where they say it: `abstract`, `title`, or the name of a field of the record.

    >>> Claim(Asset.CODE, Stance.PROMISED, None, "Code will be released.").asset.value
    'code'
    """

    asset: Asset
    stance: Stance
    url: str | None
    origin: str = field(default="abstract", kw_only=True)
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the text of one paper says: links and claims, both in the order of the text.

    Every place is one link, spelt as it is first; the `url` of a claim is that of a link. `guesses` are the urls of
    links that a machine connected with the paper, or that its body names without a claim to them: they are looked at,
    and decide nothing. `unread` is
    the name of the language of the text where that is not read, so that its claims are not known; `has_abstract` is
    False where there was none to read.

    >>> Reading(links=(), claims=()).has_abstract
    True
    """

    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    guesses: frozenset[str] = frozenset()
    unread: str | None = None
    has_abstract: bool = True
