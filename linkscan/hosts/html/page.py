"""A page as its reader sees it."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from propcache.api import cached_property

from linkscan.hosts.html.markup import attributes
from linkscan.patterns import lazy_pattern
from linkscan.urls import join_url

_AROUND = 160  # characters of context on each side of a link
LONGEST = 600  # characters of one paragraph that anybody reads
_LONGEST_MARKUP = 4_000
_DISABLED = lazy_pattern(r"(?:^|[\s_-])disabled(?:$|[\s_-])", re.IGNORECASE)
_ON_CLICK = lazy_pattern(r"https?://[^'\"\s)]{4,400}")
_NOWHERE = lazy_pattern(r"#?|javascript:.*|#!", re.IGNORECASE | re.DOTALL)
_TAG = lazy_pattern(r"<[a-zA-Z][\w:-]*\s[^<>]*>")
_SAYING = ("aria-label", "title", "alt", "data-original-title")
_LOOKING = ("class", "data-icon", "data-lucide", "icon")


def squeeze(text: str) -> str:
    """Return a text with all white space as single blanks, none at the ends."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Return a text without character references."""
    return html.unescape(text) if "&" in text else text


_CODE_WORDS = lazy_pattern(
    r"code|codigo|código|codice|код|git|bitbucket|repo|quell|source|implementation|software|toolbox|fuente"
    r"|代|码|碼|源|仓|コード|코드"
)
"""A part of every label that says "code" (`vocabulary.is_code_label`), and of every line that names it.

In lower case: a pattern of plain words is ten times as fast as one that ignores case.
"""


def may_say_code(text: str) -> bool:
    """Return whether a text may say "code"; cheap, and sometimes wrong, but never if it does."""
    return _CODE_WORDS.search(text.lower()) is not None


@dataclass(eq=False)
class Anchor:
    """Something to click: a link, or what looks like a button and leads nowhere (`url` is then None).

    What is seldom asked for is read from its markup when it is.
    """

    base: str
    reference: str  # the address as it stands in the tag
    tag: str
    markup: str = ""  # what is within it
    region: str = ""  # "nav" or "footer"; empty for the page's own content
    heading: str = ""  # the last one above it
    pieces: list[str] = field(default_factory=list)
    start: tuple[str, int] = ("", 0)  # its paragraph, and where it begins in it
    end: tuple[str, int] = ("", 0)

    @cached_property
    def _given(self) -> Mapping[str, str]:
        return attributes(self.tag)

    @cached_property
    def may_say_code(self) -> bool:
        """Whether it may say "code" to anybody; cheap, and sometimes wrong, but never if it does."""
        if may_say_code("".join(self.pieces)):
            return True
        inner = self.markup[:_LONGEST_MARKUP]
        source = f"{self.tag}{inner}" if "<" in inner else self.tag
        has_label = "title" in source or "label" in source or "alt=" in source
        # The label is a part of the source, and takes ten times as long to read.
        return has_label and may_say_code(plain(source)) and may_say_code(self.label)

    @cached_property
    def url(self) -> str | None:
        """The address that a click leads to."""
        if not _NOWHERE.fullmatch(self.reference):
            return join_url(self.base, self.reference)
        clicked = _ON_CLICK.search(self._given.get("onclick", "")[:LONGEST])
        return join_url(self.base, clicked[0]) if clicked else None

    @cached_property
    def text(self) -> str:
        """The visible text."""
        return squeeze("".join(self.pieces)[: 4 * LONGEST])[:LONGEST]

    @cached_property
    def label(self) -> str:
        """What it says to those who cannot see it: `aria-label`, `title`, `alt`."""
        says = [given.get(name, "")[:_AROUND] for given in self._elements for name in _SAYING]
        return squeeze(" ".join(filter(None, says[:80])))

    @cached_property
    def look(self) -> str:
        """The names of its classes, icons and pictures, lower case."""
        return squeeze(" ".join(filter(None, (name[:_AROUND] for name in self._looks()[:80])))).lower()

    @cached_property
    def before(self) -> str:
        """The words before it in its paragraph."""
        text, at = self.start
        return squeeze(text[max(0, at - 2 * _AROUND) : at])[-_AROUND:]

    @cached_property
    def after(self) -> str:
        """The words after it in its paragraph."""
        text, at = self.end
        return squeeze(text[at : at + 2 * _AROUND])[:_AROUND]

    @property
    def is_disabled(self) -> bool:
        """Whether it is switched off."""
        given = self._given
        return (
            "disabled" in given
            or given.get("aria-disabled") == "true"
            or bool(_DISABLED.search(given.get("class", "")))
        )

    @cached_property
    def _elements(self) -> list[Mapping[str, str]]:
        inner = [attributes(tag) for tag in _TAG.findall(self.markup[:_LONGEST_MARKUP])[:20]]
        return [self._given, *inner]

    def _looks(self) -> list[str]:
        looks = [self._given.get(name, "") for name in _LOOKING]
        for tag in _TAG.findall(self.markup[:_LONGEST_MARKUP])[:20]:
            given = attributes(tag)
            looks += [given.get(name, "") for name in _LOOKING]
            name = tag[1:9].split()[0].lower()
            match name:
                case "img":
                    looks.append(given.get("src", "").partition("?")[0][-60:])
                case "use":
                    looks.append(given.get("href", given.get("xlink:href", "")))
                case "ion-icon":
                    looks.append(given.get("name", ""))
                case "path":
                    looks.append(given.get("d", "")[:24])
        return looks


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
