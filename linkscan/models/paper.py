"""A paper, its links and its claims."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class PaperRef:
    """The citation of a paper. `source` lists every place that it was read from, as `file:line` or `source:query`.

    `published` is ISO 8601, as precise as the input: `2026-11-21`, `2026-11`, `2026`. `venue` is the journal or
    conference, and `url` the paper's own page, as given in the record. `kept` are further columns of the record that
    the user asked to keep.
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
    """A field of a paper's record besides title and abstract; `name` is the field's (`comment`, `code`, `githubRepo`).

    With an `asset`, the field is meant for an address: the authors or editors say that the asset is out, and where.
    Without one, it is text to be read. `is_guess` is True if a machine filled in the field. `is_body` is True if it is
    a passage of the paper itself, which also mentions tools that its authors only use.

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
    """A paper as loaded: its citation, its abstract, and further fields. The abstract may be absent ("").

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
    """An address as a careful reader would click it, with the raw text it came from and the repairs made.

    `origin` is where it was found: `abstract`, `title`, or the name of a field of the record.

    >>> Link("https://github.com/lab/tool", raw="github.com/lab/tool", repairs=("scheme added",)).url
    'https://github.com/lab/tool'
    """

    url: str
    raw: str
    repairs: tuple[str, ...] = ()
    origin: str = field(default="abstract", kw_only=True)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement by the authors that an asset of this paper is out, or will be; `url` is where, if they say so.

    `origin` is where the statement was found: `abstract`, `title`, or the name of a field of the record.

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
    """The links and claims in the text of one paper, both in the order of the text.

    Each place is one link, in its first spelling; the `url` of a claim is that of a link. `guesses` are the URLs of
    links that a machine connected with the paper, or that its body mentions without a claim: they are examined, but
    decide nothing. `unread` is the name of the text's language if linkscan does not read it, in which case the claims
    are unknown. `has_abstract` is False if there was no abstract to read.

    >>> Reading(links=(), claims=()).has_abstract
    True
    """

    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    guesses: frozenset[str] = frozenset()
    unread: str | None = None
    has_abstract: bool = True
