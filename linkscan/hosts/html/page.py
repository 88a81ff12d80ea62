"""A page as its reader sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something to click: a link, or what looks like a button and leads nowhere (`url` is then None).

    `text` is what it says; `label` what it says to those who cannot see it (`aria-label`, `title`, `alt`);
    `look` the names of its classes, icons and pictures, lower case. `before` and `after` are the words around
    it in its paragraph, `heading` the last one above it.
    """

    url: str | None
    text: str = ""
    label: str = ""
    look: str = ""
    before: str = ""
    after: str = ""
    heading: str = ""
    region: str = ""  # "nav" or "footer"; empty for the page's own content
    is_disabled: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. Lists are cut where no page of good will ends."""

    title: str = ""
    headings: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()  # with the words of their links
    prose: int = 0  # words that are neither links nor navigation: how much there is to read, up to a thousand
    anchors: tuple[Anchor, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)  # by name, property or http-equiv, lower case
    relations: tuple[tuple[str, str], ...] = ()  # of <link>: rel, address
    sources: tuple[str, ...] = ()  # addresses of scripts and frames
    script: str = ""  # the beginnings of its inline scripts
    linked_data: tuple[str, ...] = ()  # JSON-LD, unread
    parts: frozenset[str] = frozenset()  # what a #fragment can name
    marks: frozenset[str] = frozenset()  # attributes of <html>
    has_password: bool = False
    form_actions: tuple[str, ...] = ()
    is_whole: bool = True
