"""The data model of a page: what its reader sees, and what its markup declares."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from propcache.api import cached_property

from linkscan.hosts.html.markup import attributes
from linkscan.patterns import lazy_pattern
from linkscan.urls import join_url

_AROUND = 160  # characters of context on each side of a link
LONGEST = 600  # characters kept of a paragraph, heading or attribute
_LONGEST_MARKUP = 4_000
_DISABLED = lazy_pattern(r"(?:^|[\s_-])disabled(?:$|[\s_-])", re.IGNORECASE)
_ON_CLICK = lazy_pattern(r"https?://[^'\"\s)]{4,400}")
_NOWHERE = lazy_pattern(r"#?|javascript:.*|#!", re.IGNORECASE | re.DOTALL)
_TAG = lazy_pattern(r"<[a-zA-Z][\w:-]*\s[^<>]*>")
_LABEL_ATTRIBUTES = ("aria-label", "title", "alt", "data-original-title")
_ICON_ATTRIBUTES = ("class", "data-icon", "data-lucide", "icon")


def squeeze(text: str) -> str:
    """Return a text stripped, with each run of white space replaced by a single space."""
    return text.strip() if _is_regular(text) else " ".join(text.split())


def _is_regular(text: str) -> bool:
    """Return whether all white space in a text is single spaces: U+0020 is the only one that is printable."""
    return text.isprintable() and "  " not in text


def squeezed_start(text: str, longest: int) -> str:
    """Return the first `longest` characters of a squeezed text, of which at most four times as many are looked at."""
    start = text[:longest]
    if _is_regular(start) and start == start.strip():
        return start
    return " ".join(text[: 4 * longest].split())[:longest]


def plain(text: str) -> str:
    """Return a text with character references decoded."""
    return html.unescape(text) if "&" in text else text


_CODE_WORDS = lazy_pattern(
    r"code|codigo|código|codice|код|git|bitbucket|repo|quell|source|implementation|software|toolbox|fuente"
    r"|代|码|碼|源|仓|コード|코드"
)
"""Matches within every label accepted by `vocabulary.is_code_label` and every line accepted by `names_code`.

It is matched against lower-case text: plain words are ten times as fast as a case-insensitive pattern.
"""


def may_say_code(text: str) -> bool:
    """Return whether a text may mention code: a cheap test with false positives but no false negatives."""
    return _CODE_WORDS.search(text.lower()) is not None


@dataclass(eq=False)
class Anchor:
    """Something to click: a link, or a button without a target (`url` is then None).

    Properties that are seldom needed are parsed from the markup on first use.
    """

    base: str
    reference: str  # the value of `href`
    tag: str
    markup: str = ""  # inner HTML
    region: str = ""  # "nav" or "footer"; empty for the page's own content
    heading: str = ""  # the closest heading above it
    pieces: list[str] = field(default_factory=list)  # of its text
    start: tuple[str, int] = ("", 0)  # the paragraph it starts in, and the offset there
    end: tuple[str, int] = ("", 0)  # the same for its end

    @cached_property
    def _attributes(self) -> Mapping[str, str]:
        return attributes(self.tag)

    @cached_property
    def may_say_code(self) -> bool:
        """Whether its text or label may mention code: a cheap test with false positives but no false negatives."""
        if may_say_code("".join(self.pieces)):
            return True
        inner = self.markup[:_LONGEST_MARKUP]
        source = f"{self.tag}{inner}" if "<" in inner else self.tag
        has_label = "title" in source or "label" in source or "alt=" in source
        # Parsing the label takes ten times as long as searching the source that contains it.
        return has_label and may_say_code(plain(source)) and may_say_code(self.label)

    @cached_property
    def url(self) -> str | None:
        """The URL that a click opens."""
        if not _NOWHERE.fullmatch(self.reference):
            return join_url(self.base, self.reference)
        clicked = _ON_CLICK.search(self._attributes.get("onclick", "")[:LONGEST])
        return join_url(self.base, clicked[0]) if clicked else None

    @cached_property
    def text(self) -> str:
        """The visible text."""
        return squeezed_start("".join(self.pieces), LONGEST)

    @cached_property
    def label(self) -> str:
        """Its accessible name and tooltip, and those of elements within it: `aria-label`, `title`, `alt`."""
        labels = [attrs.get(name, "")[:_AROUND] for attrs in self._elements for name in _LABEL_ATTRIBUTES]
        return squeeze(" ".join(filter(None, labels[:80])))

    @cached_property
    def look(self) -> str:
        """The names of its classes, icons and images, in lower case."""
        return squeeze(" ".join(filter(None, (name[:_AROUND] for name in self._icon_names()[:80])))).lower()

    @cached_property
    def before(self) -> str:
        """The text before it in its paragraph, at most 160 characters."""
        text, at = self.start
        return squeeze(text[max(0, at - 2 * _AROUND) : at])[-_AROUND:]

    @cached_property
    def after(self) -> str:
        """The text after it in its paragraph, at most 160 characters."""
        text, at = self.end
        return squeeze(text[at : at + 2 * _AROUND])[:_AROUND]

    @property
    def is_disabled(self) -> bool:
        """Whether it is disabled, by attribute or class."""
        attrs = self._attributes
        return (
            "disabled" in attrs
            or attrs.get("aria-disabled") == "true"
            or bool(_DISABLED.search(attrs.get("class", "")))
        )

    @cached_property
    def _elements(self) -> list[Mapping[str, str]]:
        inner = [attributes(tag) for tag in _TAG.findall(self.markup[:_LONGEST_MARKUP])[:20]]
        return [self._attributes, *inner]

    def _icon_names(self) -> list[str]:
        names = [self._attributes.get(name, "") for name in _ICON_ATTRIBUTES]
        for tag in _TAG.findall(self.markup[:_LONGEST_MARKUP])[:20]:
            attrs = attributes(tag)
            names += [attrs.get(name, "") for name in _ICON_ATTRIBUTES]
            name = tag[1:9].split()[0].lower()
            match name:
                case "img":
                    names.append(attrs.get("src", "").partition("?")[0][-60:])
                case "use":
                    names.append(attrs.get("href", attrs.get("xlink:href", "")))
                case "ion-icon":
                    names.append(attrs.get("name", ""))
                case "path":
                    names.append(attrs.get("d", "")[:24])
        return names


@dataclass(frozen=True, slots=True)
class Page:
    """The contents of a page. Lists are cut at lengths that only an abusive page exceeds."""

    title: str = ""
    headings: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()  # including the text of links
    prose: int = 0  # number of words outside links, navigation and footers; counting stops above a thousand
    anchors: tuple[Anchor, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)  # by name, property or http-equiv, lower case
    relations: tuple[tuple[str, str], ...] = ()  # of <link>: rel, URL
    sources: tuple[str, ...] = ()  # URLs of scripts, frames and embeds
    script: str = ""  # the beginnings of its inline scripts
    linked_data: tuple[str, ...] = ()  # JSON-LD, not yet parsed
    parts: frozenset[str] = frozenset()  # values of `id` and `name`, which a #fragment can refer to
    marks: frozenset[str] = frozenset()  # names of the attributes of <html>
    has_password: bool = False
    form_actions: tuple[str, ...] = ()
    is_whole: bool = True  # False if a limit cut it short
