"""Links in Markdown, as parsed by CommonMark and GitHub (https://github.github.com/gfm/). Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from linkscan.documents import html
from linkscan.documents.reference import Reference, Scope, bare_addresses, blank, blank_matches, distinct

_BACKTICKS = re.compile(r"(?<!\\)`+")

_NESTED = r"(?:\\.|[^()\\\s<>]|\((?:\\.|[^()\\\s<>]|\((?:\\.|[^()\\\s<>]){0,200}\)){0,200}\)){0,2000}"
_INLINE = re.compile(rf"\]\(\s{{0,9}}(?:<(?P<angled>[^<>\n]{{0,4000}})>|(?P<plain>{_NESTED}))(?=[\s)])")
_DEFINITION = re.compile(
    r"^(?:[ >]{0,9}| {0,3})\[(?!\^)(?:[^\[\]\\\n]|\\.){1,999}\]:[ \t]*\n?[ \t]*"
    r"(?:<(?P<angled>[^<>\n]+)>|(?P<plain>[^\s<>]+))",
    re.MULTILINE,
)
_AUTOLINK = re.compile(r"<(?P<plain>https?://[^\s<>]+)>", re.IGNORECASE)
_TEXT_END = re.compile(r"\][(\[]")
"""The end of a link text, where an address in it ends, too."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def find(text: str, scope: Scope) -> Iterator[Reference]:
    """Yield inline links and images, definitions, autolinks, bare addresses, and links in embedded HTML."""
    prose = text if scope is Scope.VERBATIM else _prose(text)
    found = [
        Reference(match.start(name), match.end(name), unescape(_ESCAPED.sub(r"\1", match[name])))
        for pattern in (_INLINE, _DEFINITION, _AUTOLINK)
        for match in pattern.finditer(prose)
        for name in ("angled", "plain")
        if match.groupdict().get(name)
    ]
    marked = list(distinct([*found, *html.attributes(prose)]))
    rest = blank(html.without_tags(prose), ((each.start, each.end) for each in marked))
    yield from distinct([*marked, *bare_addresses(_TEXT_END.sub("  ", rest), has_entities=True, has_escapes=True)])


def _prose(text: str) -> str:
    """Return the text with code and comments replaced by spaces."""
    starts = [0]
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        starts.append(starts[-1] + len(line))
    tokens = [
        (token.type, starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)])
        for token in _blocks(text)
        if token.map
    ]
    code = [(start, end) for kind, start, end in tokens if kind in ("fence", "code_block")]
    borders = sorted({border for kind, *span in tokens if kind == "inline" for border in span})
    prose = html.without_code(blank_matches(blank(text, code), html.COMMENT))
    return blank(prose, _code_spans(prose, borders))


def _code_spans(text: str, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of inline code: from a run of backticks to the next of equal length, between the same borders."""
    runs = list(_BACKTICKS.finditer(text))
    following: dict[int, int] = {}
    closer: list[int | None] = [None] * len(runs)
    for number in range(len(runs) - 1, -1, -1):
        length = len(runs[number][0])
        closer[number] = following.get(length)
        following[length] = number
    number = 0
    while number < len(runs):
        closing = closer[number]
        begin = bisect_right(borders, runs[number].start())
        if closing is not None and begin == bisect_right(borders, runs[closing].start()):
            yield runs[number].start(), runs[closing].end()
            number = closing
        number += 1


def anchors(text: str) -> set[str]:
    """Return the anchors of a page: those that GitHub generates from its headings, and those in embedded HTML."""
    names: set[str] = set(html.anchors(text))
    for heading in _headings(text):
        slug = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        number, name = 0, slug
        while name in names:
            number += 1
            name = f"{slug}-{number}"
        names.add(name)
    return names


def _headings(text: str) -> Iterator[str]:
    """Yield the text of each heading, without the markup of emphasis, code and links."""
    inline = MarkdownIt("commonmark")
    for opening, content in pairwise(_blocks(text)):
        if opening.type == "heading_open":
            (parsed,) = inline.parseInline(content.content)
            yield "".join(
                child.content for child in parsed.children or () if child.type in ("text", "code_inline", "html_entity")
            )


def _blocks(text: str) -> list[Token]:
    """Return the block tokens of a page, without parsing inline content."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser.parse(text)
