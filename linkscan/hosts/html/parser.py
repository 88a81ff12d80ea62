"""Parse HTML into a `Page`, in time linear in its length, so that no page can stall a run.

The markup is flattened: block tags become breaks, other tags nothing. A paragraph is the text between two breaks. What
surrounds a link is looked up in the markup when a rule asks for it, which few links are worth.
"""

import re
import string
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from operator import attrgetter

from linkscan.hosts.html.flat_text import BREAK, LONGEST, flatten, plain, squeeze, squeezed_start
from linkscan.hosts.html.markup import MARKS, Markup, attributes, simplify
from linkscan.hosts.html.page import Anchor, Heading, Page, Surroundings, saying_code
from linkscan.hosts.html.visibility import surely_shown
from linkscan.patterns import lazy_pattern
from linkscan.urls import join_url

MOST_CHARACTERS = 1 << 19
MOST_ITEMS = 2_000
_MUCH_PROSE = 200  # words; counting stops above this, as no rule distinguishes longer pages
_ASIDE, _ASIDE_END = MARKS[1], MARKS[2]

_LINK = lazy_pattern(
    r"""(?P<tag><a(?:rea)?(?=[\s/>])(?:\s+href="(?P<reference>[^"<>]*)")?[^<>]*>)"""
    r"(?P<inner>(?:[^<]++|<(?!/a|a(?:rea)?(?=[\s/>])[^<>]*>))*+)"
)
"""A link, up to its end or the next link. Most begin with their `href`; `_HREF` finds it anywhere."""
_HREF = lazy_pattern(r"""href(?<=[\s"':]href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")
_TARGET_ONLY = lazy_pattern(r"\s(?:name|NAME)\s*=")
_RESOURCE = lazy_pattern(r"stylesheet|icon|preload|preconnect|prefetch|manifest")
_WORD = lazy_pattern(r"[^\W_]+(?:['’-][^\W_]+)*")
_IDEOGRAPH = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff]")
_JOINS = b"'-"  # within a word
_SEPARATORS = string.punctuation + string.whitespace + "\x1c\x1d\x1e\x1f"
_ASCII_WORDS = bytes(ord(" " if chr(code) in _SEPARATORS else "a") for code in range(256))


class Shown(Enum):
    """How much of a page is read."""

    POSSIBLY = "everything that a reader may come to see"
    SURELY = "only what every reader sees at once"


def read_page(text: str, url: str, shown: Shown = Shown.POSSIBLY) -> Page:
    """Parse the page at `url`. Never raises, whatever the text."""
    markup = simplify(text[:MOST_CHARACTERS], surely_shown if shown is Shown.SURELY else None)
    head = _read_head(markup, url)
    headings = list(islice(_headings(markup), MOST_ITEMS))
    anchors = _anchors(markup, head.base, Surroundings(markup.text, markup.regions, headings))
    flat = plain(flatten(_with_asides(markup, anchors)))
    paragraphs = _paragraphs(flat)
    return Page(
        title=squeeze(next(filter(str.strip, markup.titles), ""))[:LONGEST],
        headings=tuple(heading.text for heading in headings if heading.is_main and heading.text),
        paragraphs=tuple(paragraphs[:MOST_ITEMS]),
        prose=_count_prose(flat),
        anchors=tuple(anchors),
        saying_code=tuple(saying_code(anchors)),
        meta=head.meta,
        relations=tuple(head.relations),
        sources=tuple(head.sources),
        script="\n".join(markup.scripts),
        linked_data=tuple(markup.linked_data),
        parts=frozenset(markup.parts),
        marks=head.marks,
        has_password=head.has_password,
        form_actions=tuple(head.form_actions),
        is_whole=len(paragraphs) <= MOST_ITEMS and len(text) <= MOST_CHARACTERS and markup.is_whole,
    )


def count_words(text: str) -> int:
    """Return the number of words; two ideographs count as one."""
    if text.isascii():  # same result, in a tenth of the time
        shapes = text.encode().translate(_ASCII_WORDS, _JOINS)
        return shapes.count(b" a") + shapes.startswith(b"a")
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
    for tag in markup.declarations[:MOST_ITEMS]:
        name, attrs = tag[1], attributes(tag[0])
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


def _anchors(markup: Markup, base: str, surroundings: Surroundings) -> list[Anchor]:
    """Return the links and buttons, in order and not nested."""
    text, found = markup.text, list[Anchor]()
    for link in _LINK.finditer(text):
        if len(found) >= MOST_ITEMS:
            break
        tag, value, inner = link.groups()
        reference = _reference(tag, value)
        if reference is not None:
            end = link.end()
            if tag.startswith("<area"):
                inner, end = "", link.end("tag")
            found.append(Anchor(base, reference, tag, inner, link.start(), end, surroundings))
    starts = [anchor.start for anchor in found]
    for button in markup.buttons[:MOST_ITEMS]:
        first = bisect_left(starts, button.start)
        holds_link = first < len(starts) and starts[first] < button.end
        is_within = first > 0 and found[first - 1].end > button.start
        if not holds_link and not is_within:
            tag, inner = text[button.start : button.tag_end], text[button.tag_end : button.end]
            found.append(Anchor(base, "", tag, inner, button.start, button.end, surroundings))
    return sorted(found, key=attrgetter("start"))


def _reference(tag: str, value: str | None) -> str | None:
    """Return the `href` of a link, empty if it has none; None for a fragment of the page and for `<a name>`.

    `value` is what stands between the quotes if the tag begins with its `href`.
    """
    if value is None:
        found = _HREF.search(tag)
        if found is None:
            return None if _TARGET_ONLY.search(tag) else ""
        value = found[1] or found[2] or found[3] or ""
    reference = plain(value).strip()
    return None if reference.startswith("#") and reference not in ("#", "#!") else reference


def _headings(markup: Markup) -> Iterator[Heading]:
    """Yield the headings that are closed, in order."""
    opener: re.Match[str] | None = None
    for tag in markup.heading_tags:
        if not tag[1].startswith("/"):
            opener = tag
        elif opener is not None:
            inner = plain(flatten(markup.text[opener.end() : tag.start()])).replace(BREAK, " ")
            yield Heading(tag.end(), squeezed_start(inner, LONGEST), is_main=opener[1] in ("h1", "h2"))
            opener = None


def _with_asides(markup: Markup, anchors: Iterable[Anchor]) -> str:
    """Return the markup with marks around everything that is no prose: links, buttons, navigation and footers."""
    asides = [(anchor.start, anchor.end) for anchor in anchors]
    asides += [(region.start, region.end) for region in markup.regions]
    pieces, position = list[str](), 0
    for start, end in sorted(asides):
        if end > position:
            begin = max(start, position)
            pieces += (markup.text[position:begin], _ASIDE, markup.text[begin:end], _ASIDE_END)
            position = end
    return "".join((*pieces, markup.text[position:]))


def _paragraphs(text: str) -> list[str]:
    """Return the beginnings of the paragraphs of a flattened text with marks around asides."""
    paragraphs = text.replace(_ASIDE, "").replace(_ASIDE_END, "").split(BREAK)
    return [squeezed_start(paragraph, LONGEST) for paragraph in map(str.strip, paragraphs) if paragraph]


def _count_prose(text: str) -> int:
    """Return the number of words outside asides; counting stops above two hundred."""
    first, *others = text.split(_ASIDE)
    count = 0
    for piece in (first, *(other.partition(_ASIDE_END)[2] for other in others)):
        for paragraph in piece.split(BREAK):
            count += count_words(paragraph) if paragraph and not paragraph.isspace() else 0
            if count >= _MUCH_PROSE:
                return count
    return count
