"""What a paper says: itself, its links, its claims."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Citation:
    """Which paper is meant. `source` lists every place it was read from, as `file:line`.

    `published` is ISO 8601, cut to what the input tells: `2026-11-21`, `2026-11`, `2026`.
    """

    id: str
    title: str
    source: tuple[str, ...] = ()
    arxiv_id: str | None = None
    doi: str | None = None
    published: str | None = None


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

    Every place is one link, spelt as it is first; the `url` of a claim is that of a link.

    >>> Reading(links=(), claims=())
    Reading(links=(), claims=())
    """

    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
