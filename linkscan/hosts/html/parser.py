"""Parse HTML into a `Page`, in time linear in its length, so that no page can stall a run.

The markup is flattened: the ends of links, headings and regions become single-character marks in the text, and every
other tag becomes a break or nothing. A paragraph is the text between two breaks; only those with marks are read piece
by piece.
"""

import re
import string
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from operator import itemgetter

from linkscan.hosts.html.markup import MARKS, Markup, attributes, simplify
from linkscan.hosts.html.page import LONGEST, Anchor, Page, plain, squeeze
from linkscan.hosts.html.visibility import surely_shown
from linkscan.patterns import lazy_pattern
from linkscan.urls import join_url

MOST_CHARACTERS = 1 << 19
MOST_ITEMS = 2_000
_MOST_PARAGRAPHS = 6_000  # read; the longest legitimate pages have half as many
_LONGEST_PARAGRAPH = 1 << 16
_MUCH_PROSE = 1_000  # words; counting stops above this, as no rule distinguishes longer pages
_BREAK, _MAIN_HEADING, _HEADING, _HEADING_END, _LINK, _LINK_END, _REGION, _REGION_END = tuple(MARKS)
_MARKS = lazy_pattern(f"([{MARKS[1:]}])")

_OPENERS = lazy_pattern(r"<a(?:rea)?(?=[\s/>])[^<>]*>")
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
_ASCII_WORDS = {ord(mark): None if mark in _JOINS else " " for mark in string.punctuation}


class Shown(Enum):
    """How much of a page is read."""

    POSSIBLY = "everything that a reader may come to see"
    SURELY = "only what every reader sees at once"


def read_page(text: str, url: str, shown: Shown = Shown.POSSIBLY) -> Page:
    """Parse the page at `url`. Never raises, whatever the text."""
    markup = simplify(text[:MOST_CHARACTERS], surely_shown if shown is Shown.SURELY else None)
    head = _read_head(markup, url)
    reader = _Reader(_anchors(markup, head.base))
    paragraphs = _flatten(markup, reader.anchors).split(_BREAK)
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
    if text.isascii():  # same result, five times as fast
        return len(text.translate(_ASCII_WORDS).split())
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


def _anchors(markup: Markup, base: str) -> list[tuple[int, int, Anchor]]:
    """Return (start of the tag, end of the element, anchor) for links and buttons, in order and not nested."""
    text, found = markup.text, list[tuple[int, int, Anchor]]()
    openers = _OPENERS.finditer(text)
    following = next(openers, None)
    while following is not None and len(found) < MOST_ITEMS:
        opener, following = following, next(openers, None)
        reference = _reference(opener[0])
        if reference is None:
            continue
        limit = following.start() if following else len(text)
        closer = text.find("</a", opener.end(), limit)
        end = opener.end() if opener[0].startswith("<area") else closer if closer >= 0 else limit
        found.append((opener.start(), end, Anchor(base, reference, opener[0], text[opener.end() : end])))
    starts = [start for start, _, _ in found]
    for button in markup.buttons[:MOST_ITEMS]:
        first = bisect_left(starts, button.start)
        holds_link = first < len(starts) and starts[first] < button.end
        is_within = first > 0 and found[first - 1][1] > button.start
        if not holds_link and not is_within:
            tag, inner = text[button.start : button.tag_end], text[button.tag_end : button.end]
            found.append((button.start, button.end, Anchor(base, "", tag, inner)))
    return sorted(found, key=itemgetter(0))


def _reference(tag: str) -> str | None:
    """Return the `href` of a link's tag, empty if it has none; None for a fragment of the page and for `<a name>`."""
    found = _HREF.search(tag)
    if found is None:
        return None if _TARGET_ONLY.search(tag) else ""
    reference = plain(found[1] or found[2] or found[3] or "").strip()
    return None if reference.startswith("#") and reference not in ("#", "#!") else reference


def _heading_mark(tag: re.Match[str]) -> str:
    if tag[1]:
        return _BREAK + _HEADING_END
    return _BREAK + (_MAIN_HEADING if tag[2] in "12" else _HEADING)


def _flatten(markup: Markup, anchors: Iterable[tuple[int, int, Anchor]]) -> str:
    """Return the text with marks for links, regions and headings, and breaks between paragraphs."""
    marks = [(end, _LINK_END) for _, end, _ in anchors]
    for region in markup.regions:
        marks += [(region.start, _REGION), (region.end, _REGION_END)]
    marks += [(start, _LINK) for start, _, _ in anchors]
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

    def __init__(self, anchors: Iterable[tuple[int, int, Anchor]]) -> None:
        self.anchors = list(anchors)
        self.paragraphs: list[str] = []
        self.headings: list[str] = []
        self.ended: list[Anchor] = []
        self.prose = 0
        self._next = 0
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
            pieces = _MARKS.split(paragraph[:_LONGEST_PARAGRAPH])
            if len(pieces) > 1:
                self._read_marked(pieces)
            else:
                self._read_plain(pieces[0])
        return count <= MOST_ITEMS

    def _read_plain(self, paragraph: str) -> None:
        text = plain(paragraph)
        self._add_words(text)
        self._end_paragraph(text)

    def _add_words(self, text: str) -> None:
        """Add text to the current link or, outside links and regions, to the word count."""
        if self._link is not None:
            self._link.pieces.append(text[:LONGEST])
        elif not self._region and self.prose < _MUCH_PROSE:
            self.prose += count_words(text)

    def _read_marked(self, pieces: Iterable[str]) -> None:
        """Read a paragraph that contains marks of links, headings or regions."""
        written: list[str] = []
        length = 0
        begun: list[tuple[Anchor, int]] = []
        ended: list[tuple[Anchor, int]] = []
        for piece in filter(None, pieces):
            if len(piece) != 1 or piece not in MARKS:
                text = plain(piece)
                written.append(text)
                length += len(text)
                self._add_words(text)
            elif piece == _LINK:
                self._link = self.anchors[self._next][2]
                self._next += 1
                self._link.region, self._link.heading = self._region, self._heading
                begun.append((self._link, length))
            elif piece == _LINK_END and self._link is not None:
                ended.append((self._link, length))
                self.ended.append(self._link)
                self._link = None
            else:
                self._mark(piece)
        whole = "".join(written)
        for anchor, at in begun:
            anchor.start = (whole, at)
        for anchor, at in ended:
            anchor.end = (whole, at)
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
        text = squeeze(whole[: 4 * LONGEST])[:LONGEST]
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
