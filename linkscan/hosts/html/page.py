"""The data model of a page: what its reader sees, and what its markup declares."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from propcache.api import cached_property

from linkscan.hosts.html.code_words import may_say_code, texts_saying_code
from linkscan.hosts.html.flat_text import BLOCK_TAG, LONGEST, joined_texts, plain, squeeze, squeezed_start, without_tags
from linkscan.hosts.html.markup import ElementSpan, attributes
from linkscan.patterns import lazy_pattern
from linkscan.urls import join_url

_AROUND = 160  # characters of context on each side of a link
_WINDOWS = (200, 600, 4_000)  # characters of markup in which the context is looked for
_LONGEST_MARKUP = 4_000
_DISABLED = lazy_pattern(r"(?:^|[\s_-])disabled(?:$|[\s_-])", re.IGNORECASE)
_ON_CLICK = lazy_pattern(r"https?://[^'\"\s)]{4,400}")
_NOWHERE = lazy_pattern(r"#?|javascript:.*|#!", re.IGNORECASE | re.DOTALL)
_TAG = lazy_pattern(r"<[a-zA-Z][\w:-]*\s[^<>]*>")
_LABEL_ATTRIBUTES = ("aria-label", "title", "alt", "data-original-title")
_REST_OF_TAG = lazy_pattern(r"[^<>]*>")
_LABEL = lazy_pattern(r"(?:title|label|alt)\s*=")
_ICON_ATTRIBUTES = ("class", "data-icon", "data-lucide", "icon")


class Heading(NamedTuple):
    """A heading, by the offset of its end in the markup of the page; the main ones are of the first two levels."""

    end: int
    text: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The markup of a page, in which what surrounds a link is looked up. Regions are not nested."""

    markup: str
    regions: Sequence[ElementSpan]
    headings: Sequence[Heading]

    def region_at(self, offset: int) -> str:
        """Return the kind of region at an offset, "nav" or "footer"; empty outside of regions."""
        number = bisect_right(self.regions, offset, key=attrgetter("start"))
        return self.regions[number - 1].kind if number and offset < self.regions[number - 1].end else ""

    def heading_above(self, offset: int) -> str:
        """Return the closest heading that ends before an offset; empty if there is none."""
        number = bisect_right(self.headings, offset, key=attrgetter("end"))
        return self.headings[number - 1].text if number else ""

    def text_before(self, offset: int) -> str:
        """Return the text before an offset in its paragraph, at most 160 characters."""
        line = ""
        for window in _WINDOWS:
            start = max(0, offset - window)
            cut = _REST_OF_TAG.match(self.markup, start, offset) if start else None
            *above, line = BLOCK_TAG.split(self.markup[cut.end() if cut else start : offset])
            if above or not start:
                break
        return squeeze(plain(without_tags(line))[-2 * _AROUND :])[-_AROUND:]

    def text_after(self, offset: int) -> str:
        """Return the text after an offset in its paragraph, at most 160 characters."""
        end = offset + _WINDOWS[-1]
        block = BLOCK_TAG.search(self.markup, offset, end)
        line = self.markup[offset : block.start() if block else end]
        return squeeze(plain(without_tags(line))[: 2 * _AROUND])[:_AROUND]


@dataclass(eq=False)
class Anchor:
    """Something to click: a link, or a button without a target (`url` is then None).

    Properties that are seldom needed are parsed from the markup on first use.
    """

    base: str
    reference: str  # the value of `href`
    tag: str
    markup: str  # inner HTML
    start: int  # offset of its tag in the markup of the page
    end: int  # offset of the end of its content there
    surroundings: Surroundings

    @cached_property
    def _attributes(self) -> Mapping[str, str]:
        return attributes(self.tag)

    @property
    def label_may_say_code(self) -> bool:
        """Whether its label may mention code: a cheap test with false positives but no false negatives."""
        source = self.tag
        if "<" in self.markup:
            source += self.markup[:_LONGEST_MARKUP]
        has_label = "title" in source or "label" in source or "alt" in source
        # Parsing the label takes ten times as long as searching the source that contains it.
        return (
            has_label and _LABEL.search(source) is not None and may_say_code(plain(source)) and may_say_code(self.label)
        )

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
        return squeezed_start(plain(without_tags(self.markup)), LONGEST)

    @property
    def region(self) -> str:
        """The kind of region that it is in, "nav" or "footer"; empty for the page's own content."""
        return self.surroundings.region_at(self.start)

    @property
    def heading(self) -> str:
        """The closest heading above it."""
        return self.surroundings.heading_above(self.start)

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
        return self.surroundings.text_before(self.start)

    @cached_property
    def after(self) -> str:
        """The text after it in its paragraph, at most 160 characters."""
        return self.surroundings.text_after(self.end)

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


class Page(NamedTuple):
    """The contents of a page. Lists are cut at lengths that only an abusive page exceeds."""

    title: str
    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]  # including the text of links
    prose: int  # number of words outside links, navigation and footers; counting stops above two hundred
    anchors: tuple[Anchor, ...]
    saying_code: tuple[Anchor, ...]  # those whose text or label may mention code
    meta: Mapping[str, str]  # by name, property or http-equiv, lower case
    relations: tuple[tuple[str, str], ...]  # of <link>: rel, URL
    sources: tuple[str, ...]  # URLs of scripts, frames and embeds
    script: str  # the beginnings of its inline scripts
    linked_data: tuple[str, ...]  # JSON-LD, not yet parsed
    parts: frozenset[str]  # values of `id` and `name`, which a #fragment can refer to
    marks: frozenset[str]  # names of the attributes of <html>
    has_password: bool
    form_actions: tuple[str, ...]
    is_whole: bool  # False if a limit cut it short


def saying_code(anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """Yield the anchors whose text or label may mention code, in order; some of them do not."""
    by_text = frozenset(texts_saying_code(joined_texts([anchor.markup for anchor in anchors])))
    for number, anchor in enumerate(anchors):
        if number in by_text or anchor.label_may_say_code:
            yield anchor
