"""Simplify markup before it is parsed: drop what no reader sees, and find regions and buttons.

Everything is searched with compiled patterns, not tag by tag, and each step takes time linear in the length of the
page: patterns stop at the next `<`, an unterminated construct ends the page, and the search for ends of elements has a
budget. Tokens follow https://html.spec.whatwg.org/multipage/parsing.html#tokenization. Scripts are not run, yet
`noscript` is dropped, as a browser would not show it; so are hidden elements (`hidden`, `display: none`, a closed
`dialog`, `template`).
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from linkscan.hosts.html.joined_texts import SEPARATOR, numbers_containing
from linkscan.patterns import any_of, lazy_pattern

MARKS = SEPARATOR + "\x0f\x10\x11\x12\x13\x14\x15"
"""Control characters to mark places with; any in the page itself are replaced by spaces. NUL would be slow to find."""
_WITHOUT_MARKS = dict.fromkeys(map(ord, MARKS), " ")
_QUOTED = "\"[^\"]*+\"|'[^']*+'"
_TAG = lazy_pattern(rf"<[a-zA-Z](?:[^>=]++|=\s*+(?:{_QUOTED}|))*+>")
_RAW_NAMES = (
    *("script", "style", "title", "textarea", "noscript", "template", "select", "option", "iframe"),
    *("xmp", "noembed", "noframes"),
)
_SPECIAL = lazy_pattern(
    rf"<(?:(?P<comment>!--)|(?P<bogus>[!?]|/(?=[^a-zA-Z]))|(?P<raw>{any_of(_RAW_NAMES)})(?=[\s/>])"
    r"|(?P<dirty>[a-zA-Z][^<>=]*+(?:=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|(?![\"'\s]))[^<>=]*+)*+"
    r"=\s*+(?:\"[^\"<>]*+[<>]|'[^'<>]*+[<>])))"
)
"""Everything but text and simple tags: comments, declarations, raw text, tags with `<` or `>` in a quoted value."""
_SIMPLE_TAG = lazy_pattern(r"<([a-zA-Z][\w:-]*)([^<>]*)>")
_TAG_START = lazy_pattern(r"</?(?:[a-zA-Z]|$)")
_COMMENT_END = lazy_pattern("--!?>")
_ENDS = {name: lazy_pattern(rf"</{name}(?=[\s/>])[^>]*>") for name in _RAW_NAMES}
_ENDS["option"] = lazy_pattern(r"</option(?=[\s/>])[^>]*>|(?=<option[\s>])|(?=</select)")
_CAPITALS = lazy_pattern(r"</?[A-Z]")
_NAME_WITH_CAPITALS = lazy_pattern(r"</?[a-z0-9]*[A-Z][a-zA-Z0-9]*")

_ATTRIBUTE = lazy_pattern(r"""([^\s=/>"'][^\s=/>]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_NAME = lazy_pattern(r"<([a-zA-Z][\w:-]*)")
_VALUES = tuple(
    lazy_pattern(name + r"""\s*=\s*("[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)""") for name in ("class", "style", "id", "name")
)
"""One pattern per attribute: each starts with a literal, which is ten times as fast as one pattern for all."""
_ATTRIBUTE_IN_CAPITALS = lazy_pattern(r"\s(?:CLASS|STYLE|ID|NAME|HREF|TITLE|ALT|HIDDEN)(?=[\s=>])")
_REGIONS = (
    ("footer", lazy_pattern(r"(?:^|[\s_-])(?:footer|copyright|colophon)(?:$|[\s_-])", re.IGNORECASE)),
    ("nav", lazy_pattern(r"(?:^|[\s_-])(?:nav|navbar|sidebar|breadcrumbs?|toc)(?:$|[\s_-])", re.IGNORECASE)),
)
_BUTTON = lazy_pattern(r"(?:^|[\s_-])(?:btn|button)s?(?:$|[\s_-])", re.IGNORECASE)
_HIDDEN_STYLE = lazy_pattern(r"(?:^|[;\s\"'])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_HIDDEN_CLASS = lazy_pattern(r"(?:^|[\s\"'])(?:hidden|d-none|is-hidden)(?:$|[\s\"'])", re.IGNORECASE)
_SHOWN_ON_SOME_SCREENS = lazy_pattern(
    r"(?:^|[\s\"'])(?:\w+:(?:block|flex|grid|inline|table|contents)|d-\w+-(?:block|flex|grid|inline|table))"
)
_RELEVANT = ("nav", "sidebar", "crumb", "toc", "foot", "copyright", "colophon", "btn", "button", "none", "hidden")
_HIDDEN = lazy_pattern(r"hidden(?<=[\s\"']hidden)(?=[\s=/>])")
_LANDMARK = lazy_pattern(
    r"<(b(?:ase|utton)|embed|f(?:o(?:oter|rm)|rame)|h(?:tml|[1-6])|input|link|meta|nav|/h[1-6])(?=[\s/>])[^<>]*>?"
)
"""Tags of regions and buttons, of headings, and those that declare something: found in one search, not in three."""
_REGIONS_AND_BUTTONS = frozenset(("nav", "footer", "button"))
_HEADINGS = frozenset(f"{slash}h{level}" for slash in ("", "/") for level in "123456")
_DIALOG = lazy_pattern(r"<dialog(?=[\s>])")
_OUTER_END = lazy_pattern(r"</(?:section|main|article|header|body|ul|ol|table)(?=[\s>])")

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_NOT_REGIONS = frozenset(("a", "body", "html"))
_KNOWN_NAMES = frozenset(
    (
        *("article", "aside", "button", "code", "dd", "details", "dialog", "div", "dl", "dt", "em", "fieldset"),
        *("figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "i", "label"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "small", "span", "strong", "summary", "svg", "table"),
        *("tbody", "td", "th", "thead", "tr", "u", "ul"),
    )
)
"""Elements whose end tag is matched by counting nested elements of the same name."""
_WHOLE_PAGE = frozenset(("html", "head", "body"))
_BUTTON_TAGS = frozenset(("span", "div", "p", "li"))
_MOST_TAGS = 1_000  # with a relevant class; legitimate pages have some fifty
_REACH = 8  # budget for all searches for ends of elements, as a multiple of the page's length
_MOST_VALUES = 300  # distinct relevant classes, styles and ids; legitimate pages have some thirty
_MOST_SPECIAL = 5_000  # comments, scripts, titles; the longest legitimate pages have a thousand
_LONGEST_TAG = 2_000
_MOST_LINKED_DATA = 1 << 16
_MOST_STYLE = 1 << 14  # characters of style sheets that are kept
_MOST_SCANNED = 10_000  # tags examined for what they declare or hide


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a tag such as `<a href=x>` by lower-case name; of duplicates, the first counts."""
    found: dict[str, str] = {}
    name = _NAME.match(tag)
    for key, in_double_quotes, in_quotes, bare in _ATTRIBUTE.findall(tag, name.end() if name else 0):
        value = in_double_quotes or in_quotes or bare
        found.setdefault(key.lower(), html.unescape(value) if "&" in value else value)
    return found


class ElementSpan(NamedTuple):
    """An element in the markup, by the offsets of its start tag, of the end of that tag, and of its own end."""

    start: int
    tag_end: int
    end: int
    kind: str = ""  # "nav" or "footer"


@dataclass(slots=True)
class Markup:
    """The markup that a reader sees, and what was extracted from the rest."""

    text: str = ""
    titles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)  # their beginnings
    linked_data: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)  # of scripts and frames
    parts: set[str] = field(default_factory=set)  # values of `id` and `name`
    declarations: list[re.Match[str]] = field(default_factory=list)  # tags such as `<meta>` and `<form>`; [1] is a name
    heading_tags: list[re.Match[str]] = field(default_factory=list)  # of starts and ends; [1] is "h2" or "/h2"
    regions: list[ElementSpan] = field(default_factory=list)  # in order, not nested
    buttons: list[ElementSpan] = field(default_factory=list)  # in order, not nested
    styles: list[str] = field(default_factory=list)  # the beginnings of inline style sheets
    script_left: int = 1 << 14  # characters of scripts that may still be kept
    style_left: int = _MOST_STYLE  # characters of style sheets that may still be kept
    is_whole: bool = True


def simplify(text: str, further: Callable[[Markup], str] | None = None) -> Markup:
    """Return the markup of a page as its reader sees it. Never raises, whatever the text.

    `further`, if given, returns the text with further elements removed.
    """
    markup = Markup()
    if any(map(text.__contains__, MARKS)):
        text = text.translate(_WITHOUT_MARKS)
    if _CAPITALS.search(text) or "HREF" in text:  # `<A HREF=...>`: from here on, names are in lower case
        text = _ATTRIBUTE_IN_CAPITALS.sub(_lower, _NAME_WITH_CAPITALS.sub(_lower, text))
    text = "".join(_simple_markup(text, markup))
    classes, styles, identifiers, names = (dict.fromkeys(values.findall(text)) for values in _VALUES)
    markup.parts.update(value.strip("\"'") for value in identifiers | names)
    relevant = _relevant([*(classes | styles | identifiers)])[:_MOST_VALUES]
    finder = ElementFinder(text)
    finder.cut_hidden(filter(_hides, relevant))
    markup.text = finder.text
    if further is not None:
        markup.text = further(markup)
        finder = ElementFinder(markup.text)
    starts = _find_landmarks(markup)
    markup.regions, markup.buttons = finder.regions_and_buttons(filter(_names_region_or_button, relevant), starts)
    return markup


def _find_landmarks(markup: Markup) -> list[int]:
    """Record the tags of headings and declarations; return the offsets of those of regions and buttons."""
    starts = list[int]()
    for tag in islice(_LANDMARK.finditer(markup.text), _MOST_SCANNED):
        name, is_closed = tag[1], tag[0].endswith(">")
        if name in _REGIONS_AND_BUTTONS:
            starts.append(tag.start())
        elif is_closed and name in _HEADINGS:
            markup.heading_tags.append(tag)
        elif is_closed:
            markup.declarations.append(tag)
    return starts


def _relevant(values: Sequence[str]) -> list[str]:
    """Return the values of attributes that may mark a region or a button, or hide an element."""
    return (
        [values[number] for number in numbers_containing(_RELEVANT, SEPARATOR.join(values).lower())] if values else []
    )


def _lower(found: re.Match[str]) -> str:
    return found[0].lower()


def _hides(value: str) -> bool:
    """Return whether a class or style attribute hides an element on screens of every size."""
    if _HIDDEN_STYLE.search(value):
        return True
    return _HIDDEN_CLASS.search(value) is not None and not _SHOWN_ON_SOME_SCREENS.search(value)


def _names_region_or_button(value: str) -> bool:
    """Return whether a class or id marks a region or a button."""
    plain = value.strip("\"'")
    return _BUTTON.search(plain) is not None or any(pattern.search(plain) for _, pattern in _REGIONS)


@lru_cache(maxsize=64)
def _tags_named(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])")


class ElementFinder:
    """Finds elements by their attributes, and their ends within a budget for the whole page."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._reach = _REACH * len(text) + _LONGEST_TAG

    def cut_hidden(self, values: Iterable[str]) -> None:
        """Remove the elements that are hidden by an attribute or by one of these classes and styles."""
        starts = self._tags_with(values)
        for hidden in islice(_HIDDEN.finditer(self.text), _MOST_TAGS):
            self._add_tag_around(hidden.start(), starts)
        starts.update(match.start() for match in islice(_DIALOG.finditer(self.text), _MOST_TAGS))
        if not starts:
            return
        parts, position = [], 0
        for start in sorted(starts):
            end = self._end_of_hidden(start) if start >= position else None
            if end is not None:
                parts.append(self.text[position:start])
                position = end
        if parts:
            self.text = "".join((*parts, self.text[position:]))

    def cut(self, is_cut: Callable[[str, Mapping[str, str]], bool]) -> None:
        """Remove every element for which `is_cut(name, attributes)` is true, and the text beyond 10,000 tags."""
        parts: list[str] = []
        position = 0
        for number, tag in enumerate(_SIMPLE_TAG.finditer(self.text)):
            if number >= _MOST_SCANNED:
                self.text = "".join((*parts, self.text[position : tag.start()]))
                return
            if tag.start() < position or tag[1].lower() in _WHOLE_PAGE:
                continue
            name = tag[1].lower()
            if is_cut(name, attributes(tag[0]) if "=" in tag[2] or tag[2].strip() else {}):
                parts.append(self.text[position : tag.start()])
                position = self._end_of(tag.start(), tag[0], name)
        self.text = "".join((*parts, self.text[position:]))

    def regions_and_buttons(
        self, values: Iterable[str], offsets: Sequence[int]
    ) -> tuple[list[ElementSpan], list[ElementSpan]]:
        """Return the outermost navigation and footer elements, and the elements that are or look like buttons.

        They are the elements whose tags contain one of these attribute values or begin at one of these offsets.
        """
        starts = self._tags_with(values)
        starts.update(offsets[:_MOST_TAGS])
        regions: list[ElementSpan] = []
        buttons: list[ElementSpan] = []
        if not starts:
            return regions, buttons
        for start in sorted(starts):
            tag, name = self._tag_at(start)
            attrs = attributes(tag)
            if (not regions or start >= regions[-1].end) and (kind := _region(name, attrs)):
                regions.append(ElementSpan(start, start + len(tag), self._end_of(start, tag, name), kind))
            looks_so = name in _BUTTON_TAGS and _BUTTON.search(attrs.get("class", "")) is not None
            if (name == "button" or looks_so) and (not buttons or start >= buttons[-1].end):
                buttons.append(ElementSpan(start, start + len(tag), self._end_of(start, tag, name)))
        return regions, buttons

    def _tags_with(self, values: Iterable[str]) -> set[int]:
        """Return the offsets of the tags that contain one of these attribute values."""
        starts: set[int] = set()
        for value in values:
            position = -1
            while len(starts) < _MOST_TAGS and (position := self.text.find(value, position + 1)) >= 0:
                self._add_tag_around(position, starts)
                self._reach -= _LONGEST_TAG // 4
                if self._reach < 0:
                    return starts
        return starts

    def _add_tag_around(self, position: int, starts: set[int]) -> None:
        """Add the offset of the tag that contains a position, if it is within a tag."""
        start = self.text.rfind("<", max(0, position - _LONGEST_TAG), position)
        if start >= 0 and self.text.find(">", start, position) < 0:
            starts.add(start)

    def _tag_at(self, start: int) -> tuple[str, str]:
        tag = self.text[start : self.text.find(">", start) + 1]
        name = _NAME.match(tag)
        return tag, name[1] if name else ""

    def _end_of_hidden(self, start: int) -> int | None:
        """Return the end of an element that is hidden by its own attributes; None if it is not hidden."""
        tag, name = self._tag_at(start)
        attrs = attributes(tag)
        is_hidden = (
            attrs.get("hidden", "until-found") != "until-found"
            or (name == "dialog" and "open" not in attrs)
            or _hides(attrs.get("class", ""))
            or _HIDDEN_STYLE.search(attrs.get("style", "")) is not None
        )
        if not is_hidden or name in _WHOLE_PAGE or not name:
            return None
        return self._end_of(start, tag, name)

    def _end_of(self, start: int, tag: str, name: str) -> int:
        """Return the end of the element that a tag opens; an unclosed element ends with the one around it."""
        inside = start + len(tag)
        if name in _VOID or self._reach < 0:
            return inside
        if name not in _KNOWN_NAMES:
            end = self.text.find(f"</{name}", inside)
            self._reach -= (end if end >= 0 else len(self.text)) - inside
            return end if end >= 0 else inside
        depth = 1
        for match in _tags_named(name).finditer(self.text, inside):
            depth += -1 if match[1] else 1
            if depth == 0:
                self._reach -= match.start() - inside
                return match.start()
        self._reach -= len(self.text) - inside
        outer = _OUTER_END.search(self.text, inside)
        return outer.start() if outer else len(self.text)


def _region(name: str, attrs: Mapping[str, str]) -> str:
    """Return the kind of region that an element is; empty if it is none."""
    if name in ("nav", "footer"):
        return name
    if name in _NOT_REGIONS:
        return ""
    names = f"{attrs.get('class', '')} {attrs.get('id', '')}"
    return next((region for region, pattern in _REGIONS if pattern.search(names)), "")


def _simple_markup(text: str, markup: Markup) -> Iterator[str]:
    """Yield the text with simple tags only, without comments, declarations and raw text."""
    position, drawings, count = 0, 0, 0
    may_draw = "<svg" in text
    while (found := _SPECIAL.search(text, position)) is not None:
        count += 1
        if count > _MOST_SPECIAL:
            markup.is_whole = False
            return
        between = text[position : found.start()]
        if may_draw:
            drawings += between.count("<svg") - between.count("</svg")
        yield between
        kind = found.lastgroup
        if kind == "comment":
            end = _COMMENT_END.search(text, found.start() + 2)
            position = end.end() if end else len(text)
        elif kind == "bogus":
            position = text.find(">", found.start()) + 1 or len(text)
        else:
            tag = _TAG.match(text, found.start())
            position = tag.end() if tag else len(text)
            if tag is not None and kind == "raw":
                name = found["raw"].lower()
                end = _ENDS[name].search(text, position)
                content = text[position : end.start() if end else len(text)]
                position = end.end() if end else len(text)
                yield _extract_raw(name, tag[0], content, markup, is_drawing=drawings > 0)
            elif tag is not None:
                yield "<" + tag[0][1:-1].replace("<", "&lt;").replace(">", "&gt;") + ">"
    rest = text[position:]
    last = rest.rfind("<")
    is_open_tag = last >= 0 and ">" not in rest[last:] and _TAG_START.match(rest, last) is not None
    yield rest[:last] if is_open_tag else rest


def _extract_raw(name: str, tag: str, content: str, markup: Markup, *, is_drawing: bool) -> str:
    """Record the contents of a raw text element; return what replaces it in the page."""
    if name == "title" and is_drawing:
        plain = content[:_LONGEST_TAG].translate({ord(mark): None for mark in '"<>'})
        return f'<title aria-label="{plain}">'
    if name == "title":
        if len(markup.titles) < 9:
            markup.titles.append(html.unescape(content[:_LONGEST_TAG]))
    elif name == "style" and content and markup.style_left > 0:
        markup.styles.append(content[: markup.style_left])
        markup.style_left -= len(content)
    elif name in ("script", "iframe"):
        attrs = attributes(tag)
        markup.parts |= {attrs[key] for key in ("id", "name") if attrs.get(key)}
        if attrs.get("src"):
            markup.sources.append(attrs["src"])
        if name == "script" and "ld+json" in attrs.get("type", "").lower():
            if len(content) <= _MOST_LINKED_DATA and len(markup.linked_data) < 16:
                markup.linked_data.append(content)
        elif name == "script" and content and markup.script_left > 0:
            markup.scripts.append(content[: markup.script_left])
            markup.script_left -= len(content)
    return ""
