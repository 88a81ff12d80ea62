"""Read HTML into a `Page`. Strangers wrote it: time and memory stay in proportion to its length."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from linkscan.hosts.html.page import Page
from linkscan.hosts.html.page_metadata import METADATA_TAGS, PageMetadata
from linkscan.hosts.html.text_collector import LinkDraft, TextCollector, squeeze
from linkscan.urls import join_url

MOST_EVENTS = 20_000
"""Tags and pieces of text; the longest pages of good will have half of it, and a tag costs ten microseconds."""

_CHUNK = 1 << 14

_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    }
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "textarea", "option", "title"})
_MAYBE_BUTTONS = frozenset({"span", "div", "p", "li"})
_MAYBE_LINKS = frozenset({"a", "area", "button"}) | _MAYBE_BUTTONS
_REGIONLESS = frozenset({"a", "body", "html"})
_NOTHING: Mapping[str, str] = {}
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button)s?(?:$|[\s_-])", re.IGNORECASE)
_DISABLED = re.compile(r"(?:^|[\s_-])disabled(?:$|[\s_-])", re.IGNORECASE)
_REGIONS = (
    ("footer", re.compile(r"(?:^|[\s_-])(?:footer|copyright|colophon)(?:$|[\s_-])", re.IGNORECASE)),
    ("nav", re.compile(r"(?:^|[\s_-])(?:nav|navbar|sidebar|breadcrumbs?|toc)(?:$|[\s_-])", re.IGNORECASE)),
)
_ON_CLICK = re.compile(r"https?://[^'\"\s)]{4,400}")
_NOWHERE = re.compile(r"#?|javascript:.*|#!", re.IGNORECASE | re.DOTALL)


def read_page(text: str, url: str) -> Page:
    """Read the text of a page that was found at `url`. Never raises, whatever the text."""
    reader = _Reader(url)
    position = 0
    while position < len(text) and not reader.is_full:
        # Growing bites: a tag without an end is looked at a logarithmic number of times, not once a bite.
        bite = max(_CHUNK, len(reader.rawdata))
        try:
            reader.feed(text[position : position + bite])
        except AssertionError:  # html.parser's way of giving up on a broken declaration
            break
        position += bite
    # Never `close`: it would look for the end of every unclosed tag again, in quadratic time, for nothing.
    return reader.page(is_whole=position >= len(text))


@dataclass(slots=True)
class _Opened:
    """An element that is open: its tag, the region it begins, the link it is."""

    tag: str
    region: str
    link: LinkDraft | None = None


class _Reader(HTMLParser):
    """Keeps the elements that are open, and hands text, links and the rest on."""

    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self._events = 0
        self._open: list[_Opened] = []
        self._counts: dict[str, int] = {}
        self._unseen = 0
        self._titles = [""]
        self._text = TextCollector()
        self._metadata = PageMetadata(url)

    @property
    def is_full(self) -> bool:
        """Return whether no more is read."""
        return self._events > MOST_EVENTS

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002, ARG002 - html.parser's
        """Take `<![anything>` for a comment, as the HTML standard does; html.parser may raise for it."""
        return self.parse_bogus_comment(i)

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002 - html.parser's
        """Count no lines: nobody asks where in the page something stood, and it takes a tenth of the time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._events += 1
        if self._events > MOST_EVENTS:
            return
        given = {name: value or "" for name, value in reversed(attrs)} if attrs else _NOTHING
        if given or tag in METADATA_TAGS:
            self._metadata.take(tag, given)
        if tag in _BLOCKS:
            self._text.end_paragraph()
        if tag in _HEADINGS:
            self._text.begin_heading()
        region = self._region(tag, given)
        link = self._begin_link(tag, given, region) if tag in _MAYBE_LINKS else None
        if given and self._text.link is not None:
            self._text.link.note(*_says_and_looks(tag, given))
        if tag in _VOID:
            if link is not None:
                self._text.end_link()
            return
        self._open.append(_Opened(tag, region, link))
        self._counts[tag] = self._counts.get(tag, 0) + 1
        self._unseen += tag in _UNSEEN
        if tag == "title" and len(self._titles) < 9:
            self._titles.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._counts.get("svg"):  # `<path/>` is closed; `<div/>` is not, whatever its author thinks
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._text.end_paragraph()
        if tag in _HEADINGS:
            self._text.end_heading(is_main=tag in ("h1", "h2"))
        if not self._counts.get(tag):
            return
        while self._open:
            closed = self._open.pop()
            self._counts[closed.tag] -= 1
            self._unseen -= closed.tag in _UNSEEN
            if closed.link is not None and closed.link is self._text.link:
                self._text.end_link()
            if closed.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        self._events += 1
        if self._events > MOST_EVENTS:
            return
        if self.cdata_elem == "script":
            self._metadata.take_script(data)
        elif self._counts.get("title"):
            if not self._counts.get("svg"):
                self._titles[-1] += data
            elif self._text.link is not None:
                self._text.link.note([squeeze(data)], [])
        elif not self._unseen:
            region = self._open[-1].region if self._open else ""
            self._text.write(data, is_prose=not region)

    def page(self, *, is_whole: bool) -> Page:
        """Return what was read so far."""
        anchors, flow, rest = self._text.finish(), self._text, self._metadata
        return Page(
            title=squeeze(next(filter(str.strip, self._titles), ""))[:600],
            headings=tuple(flow.headings),
            paragraphs=tuple(flow.paragraphs),
            prose=flow.prose,
            anchors=anchors,
            meta=rest.meta,
            relations=tuple(rest.relations),
            sources=tuple(rest.sources),
            script=rest.script,
            linked_data=tuple(rest.linked_data),
            parts=frozenset(rest.parts),
            marks=rest.marks,
            has_password=rest.has_password,
            form_actions=tuple(rest.form_actions),
            is_whole=is_whole,
        )

    def _region(self, tag: str, given: Mapping[str, str]) -> str:
        """Return which region an element is in: the one it begins itself, or the one around it."""
        if tag in ("nav", "footer"):
            return tag
        around = self._open[-1].region if self._open else ""
        if around or not given or tag in _REGIONLESS:
            return around
        names = f"{given.get('class', '')} {given.get('id', '')}"
        for region, pattern in _REGIONS:
            if pattern.search(names):
                return region
        return ""

    def _begin_link(self, tag: str, given: Mapping[str, str], region: str) -> LinkDraft | None:
        """Begin a link if a tag is one, or looks like a button and stands in no link."""
        look = given.get("class", "")
        is_link = tag in ("a", "area")
        is_button = tag == "button" or (tag in _MAYBE_BUTTONS and _BUTTON.search(look) is not None)
        if not is_link and (not is_button or self._text.link is not None):
            return None
        reference = given.get("href", given.get("xlink:href", "")).strip()
        if reference.startswith("#") and not _NOWHERE.fullmatch(reference):
            return None  # within the page
        if is_link and self._text.link is not None and self._text.link.url is None:
            self._text.drop_link()
        if _NOWHERE.fullmatch(reference):
            clicked = _ON_CLICK.search(given.get("onclick", "")[:600])
            url = join_url(self._metadata.base, clicked[0]) if clicked else None
        else:
            url = join_url(self._metadata.base, reference)
        if is_link and url is None and "href" not in given and "name" in given:
            return None  # the target of a fragment
        is_disabled = "disabled" in given or given.get("aria-disabled") == "true" or bool(_DISABLED.search(look))
        draft = LinkDraft(url, region, is_disabled)
        self._text.begin_link(draft)
        return draft


def _says_and_looks(tag: str, given: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return what an element says to those who cannot see it, and the names of how it looks."""
    label = [given.get(name, "") for name in ("aria-label", "title", "alt", "data-original-title")]
    look = [given.get(name, "") for name in ("class", "data-icon", "data-lucide", "icon")]
    if tag == "img":
        look.append(given.get("src", "").partition("?")[0][-60:])
    if tag == "use":
        look.append(given.get("href", given.get("xlink:href", "")))
    if tag == "ion-icon":
        look.append(given.get("name", ""))
    if tag == "path":
        look.append(given.get("d", "")[:24])
    return label, look
