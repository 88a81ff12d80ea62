"""Parse HTML into a `Page`, in time linear in its length, so that no page can stall a run.

The markup is flattened: the ends of links, headings and regions become single-character marks in the text, and every
other tag becomes a break or nothing. A paragraph is the text between two breaks; only those with marks are read piece
by piece.
"""

import re
import string
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import zip_longest
from operator import attrgetter, itemgetter
from typing import NamedTuple

from linkscan.hosts.html.markup import MARKS, Markup, attributes, simplify
from linkscan.hosts.html.page import LONGEST, Anchor, Page, plain, squeeze, squeezed_start
from linkscan.hosts.html.visibility import surely_shown
from linkscan.patterns import lazy_pattern
from linkscan.urls import join_url

MOST_CHARACTERS = 1 << 19
MOST_ITEMS = 2_000
_MOST_PARAGRAPHS = 6_000  # read; the longest legitimate pages have half as many
_LONGEST_PARAGRAPH = 1 << 16
_MUCH_PROSE = 1_000  # words; counting stops above this, as no rule distinguishes longer pages
_BREAK, _MAIN_HEADING, _HEADING, _HEADING_END, _LINK, _LINK_END, _REGION, _REGION_END = tuple(MARKS)
_INLINE_MARKS = MARKS[1:]
_MARKS = lazy_pattern(f"([{_INLINE_MARKS}])")

_OPENERS = lazy_pattern(r"""<a(?:rea)?(?=[\s/>])(?:\s+href="(?P<reference>[^"<>]*)")?[^<>]*>""")
"""Tags of links. Most begin with their `href`, which is found at once; `_HREF` finds it anywhere."""
_HREF = lazy_pattern(r"""href(?<=[\s"':]href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_TARGET_ONLY = lazy_pattern(r"\s(?:name|NAME)\s*=")
_HEADING_TAG = lazy_pattern(r"<(/?)h([1-6])(?=[\s>])[^<>]*>")
_BLOCK = lazy_pattern(
    r"</?(?:a(?:ddress|rticle|side)|b(?:lockquote|ody|r)|caption|d(?:[dlt]|etails|ialog|iv)|f(?:ieldset|ig(?:caption"
    r"|ure)|o(?:oter|rm))|h(?:ead(?:er)?|r|tml)|li|m(?:ain|enu)|nav|ol|p(?:re)?|s(?:ection|ummary)|t(?:able|body|[dr]"
    r"|foot|h(?:ead)?)|ul)(?=[\s/>])[^<>]*>"
)
_ANY = lazy_pattern(r"</?[a-zA-Z][^<>]*>")
_HEAD = lazy_pattern(r"<(html|base|meta|link|frame|embed|form|input)(?=[\s/>])[^<>]*>")
_RESOURCE = lazy_pattern(r"stylesheet|icon|preload|preconnect|prefetch|manifest")
_WORD = lazy_pattern(r"[^\W_]+(?:['’-][^\W_]+)*")
_IDEOGRAPH = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff]")
_JOINS = "'-"  # within a word
_SEPARATORS = string.punctuation + string.whitespace + "\x1c\x1d\x1e\x1f"
_ASCII_WORDS = {
    ord(each): None if each in _JOINS else " " if each in _SEPARATORS else "a" for each in map(chr, range(128))
}


class Shown(Enum):
    """How much of a page is read."""

    POSSIBLY = "everything that a reader may come to see"
    SURELY = "only what every reader sees at once"


def read_page(text: str, url: str, shown: Shown = Shown.POSSIBLY) -> Page:
    """Parse the page at `url`. Never raises, whatever the text."""
    markup = simplify(text[:MOST_CHARACTERS], surely_shown if shown is Shown.SURELY else None)
    head = _read_head(markup, url)
    links = _links(markup, head.base)
    reader = _Reader(link.anchor for link in links)
    paragraphs = _flatten(markup, links).split(_BREAK)
    is_whole = reader.read(paragraphs, (region.kind for region in markup.regions))
    return Page(
        title=squeeze(next(filter(str.strip, markup.titles), ""))[:LONGEST],
        headings=tuple(reader.headings),
        paragraphs=tuple(reader.paragraphs),
        prose=reader.prose,
        anchors=tuple(reader.ended),
        meta=head.meta,
        relations=tuple(head.relations),
        sources=tuple(head.sources),
        script="\n".join(markup.scripts),
        linked_data=tuple(markup.linked_data),
        parts=frozenset(markup.parts),
        marks=head.marks,
        has_password=head.has_password,
        form_actions=tuple(head.form_actions),
        is_whole=is_whole and len(text) <= MOST_CHARACTERS and markup.is_whole,
    )


def count_words(text: str) -> int:
    """Return the number of words; two ideographs count as one."""
    if text.isascii():  # same result, in a tenth of the time
        shapes = text.translate(_ASCII_WORDS)
        return shapes.count(" a") + shapes.startswith("a")
    ideographs = len(_IDEOGRAPH.findall(text))
    return ideographs // 2 + len(_WORD.findall(_IDEOGRAPH.sub(" ", text) if ideographs else text))


@dataclass(slots=True)
class _Head:
    """What a page declares: metadata, relations, scripts, frames and forms."""

    base: str
    meta: dict[str, str] = field(default_factory=dict)
    relations: list[tuple[str, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    form_actions: list[str] = field(default_factory=list)
    has_password: bool = False


def _read_head(markup: Markup, url: str) -> _Head:
    head = _Head(url)
    has_base = False
    sources = list(markup.sources)
    for number, match in enumerate(_HEAD.finditer(markup.text)):
        if number >= MOST_ITEMS:
            break
        name, attrs = match[1], attributes(match[0])
        if name == "base" and not has_base and attrs.get("href"):
            head.base, has_base = join_url(url, attrs["href"]) or url, True
        elif name in ("frame", "embed") and attrs.get("src"):
            sources.append(attrs["src"])
        else:
            _read_tag(head, name, attrs)
    absolute = (join_url(head.base, source.strip()) for source in sources[:MOST_ITEMS] if len(source) <= LONGEST)
    head.sources = [source or "" for source in absolute]
    return head


def _read_tag(head: _Head, name: str, attrs: Mapping[str, str]) -> None:
    """Record what the attributes of a tag declare."""
    match name:
        case "html":
            head.marks = head.marks or frozenset(attrs)
        case "meta":
            key = attrs.get("name") or attrs.get("property") or attrs.get("http-equiv") or ""
            if key:
                head.meta.setdefault(key.strip().lower(), attrs.get("content", "")[:LONGEST])
        case "link":
            relation = attrs.get("rel", "").lower()
            address = None if _RESOURCE.search(relation) else join_url(head.base, attrs.get("href", "").strip())
            if address:
                head.relations.append((relation, address))
        case "form":
            head.form_actions.append(attrs.get("action", "")[:LONGEST])
        case "input":
            head.has_password = head.has_password or attrs.get("type", "").lower() == "password"


class _Link(NamedTuple):
    """A link or button in the markup, by the offsets of its start tag and of its end."""

    start: int
    end: int
    anchor: Anchor


def _links(markup: Markup, base: str) -> list[_Link]:
    """Return the links and buttons, in order and not nested."""
    text, found = markup.text, list[_Link]()
    openers = _OPENERS.finditer(text)
    following = next(openers, None)
    while following is not None and len(found) < MOST_ITEMS:
        opener, following = following, next(openers, None)
        reference = _reference(opener)
        if reference is None:
            continue
        tag, inside = opener[0], opener.end()
        limit = following.start() if following else len(text)
        closer = text.find("</a", inside, limit)
        end = inside if tag.startswith("<area") else closer if closer >= 0 else limit
        found.append(_Link(opener.start(), end, Anchor(base, reference, tag, text[inside:end])))
    starts = [link.start for link in found]
    for button in markup.buttons[:MOST_ITEMS]:
        first = bisect_left(starts, button.start)
        holds_link = first < len(starts) and starts[first] < button.end
        is_within = first > 0 and found[first - 1].end > button.start
        if not holds_link and not is_within:
            tag, inner = text[button.start : button.tag_end], text[button.tag_end : button.end]
            found.append(_Link(button.start, button.end, Anchor(base, "", tag, inner)))
    return sorted(found, key=attrgetter("start"))


def _reference(opener: re.Match[str]) -> str | None:
    """Return the `href` of a link's tag, empty if it has none; None for a fragment of the page and for `<a name>`."""
    value = opener["reference"]
    if value is None:
        found = _HREF.search(opener[0])
        if found is None:
            return None if _TARGET_ONLY.search(opener[0]) else ""
        value = found[1] or found[2] or found[3] or ""
    reference = plain(value).strip()
    return None if reference.startswith("#") and reference not in ("#", "#!") else reference


def _heading_mark(tag: re.Match[str]) -> str:
    if tag[1]:
        return _BREAK + _HEADING_END
    return _BREAK + (_MAIN_HEADING if tag[2] in "12" else _HEADING)


def _flatten(markup: Markup, links: Iterable[_Link]) -> str:
    """Return the text with marks for links, regions and headings, and breaks between paragraphs."""
    marks = [(link.end, _LINK_END) for link in links]
    for region in markup.regions:
        marks += [(region.start, _REGION), (region.end, _REGION_END)]
    marks += [(link.start, _LINK) for link in links]
    marks.sort(key=itemgetter(0))
    pieces, position = [], 0
    for at, mark in marks:
        pieces += [markup.text[position:at], mark]
        position = at
    flat = "".join((*pieces, markup.text[position:]))
    flat = _HEADING_TAG.sub(_heading_mark, flat)
    return _ANY.sub("", _BLOCK.sub(_BREAK, flat))


class _Reader:
    """Reads paragraphs one by one, keeping track of the current region, heading and link."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self._anchors = iter(anchors)
        self.paragraphs: list[str] = []
        self.headings: list[str] = []
        self.ended: list[Anchor] = []
        self.prose = 0
        self._link: Anchor | None = None
        self._region = ""
        self._regions: Iterator[str] = iter(())
        self._heading = ""
        self._heading_parts: list[str] | None = None
        self._is_main = False

    def read(self, paragraphs: Iterable[str], regions: Iterable[str]) -> bool:
        """Read paragraphs; return whether all were read and kept."""
        self._regions = iter(regions)
        count = 0
        for paragraph in paragraphs:
            if not paragraph or paragraph.isspace():
                continue
            count += 1
            if count > _MOST_PARAGRAPHS:
                return False
            text = plain(paragraph[:_LONGEST_PARAGRAPH])
            if any(map(text.__contains__, _INLINE_MARKS)):
                pieces = _MARKS.split(text)
                self._read_marked(pieces[::2], pieces[1::2])
            else:
                self._add_words(text)
                self._end_paragraph(text)
        return count <= MOST_ITEMS

    def _add_words(self, text: str) -> None:
        """Add text to the current link or, outside links and regions, to the word count."""
        if self._link is not None:
            self._link.pieces.append(text[:LONGEST])
        elif not self._region and self.prose < _MUCH_PROSE:
            self.prose += count_words(text)

    def _read_marked(self, texts: Sequence[str], marks: Sequence[str]) -> None:
        """Read a paragraph that contains marks of links, headings or regions; `texts` are before, between and after."""
        whole, at = "".join(texts), 0
        for text, mark in zip_longest(texts, marks):
            if text:
                self._add_words(text)
                at += len(text)
            if mark == _LINK:
                self._link = next(self._anchors)
                self._link.region, self._link.heading = self._region, self._heading
                self._link.start = (whole, at)
            elif mark == _LINK_END and self._link is not None:
                self._link.end = (whole, at)
                self.ended.append(self._link)
                self._link = None
            elif mark:
                self._mark(mark)
        self._end_paragraph(whole)

    def _mark(self, mark: str) -> None:
        """Start or end a heading or a region."""
        if mark in (_MAIN_HEADING, _HEADING):
            self._heading_parts, self._is_main = [], mark == _MAIN_HEADING
        elif mark == _HEADING_END:
            self._end_heading()
        elif mark == _REGION:
            self._region = next(self._regions, "")
        elif mark == _REGION_END:
            self._region = ""

    def _end_paragraph(self, whole: str) -> None:
        text = squeezed_start(whole, LONGEST)
        if text and len(self.paragraphs) < MOST_ITEMS:
            self.paragraphs.append(text)
        if text and self._heading_parts is not None:
            self._heading_parts.append(text)

    def _end_heading(self) -> None:
        """Finish the current heading and make it the heading of the links that follow."""
        if self._heading_parts is None:
            return
        self._heading = " ".join(self._heading_parts)[:LONGEST]
        self._heading_parts = None
        if self._is_main and self._heading and len(self.headings) < MOST_ITEMS:
            self.headings.append(self._heading)
