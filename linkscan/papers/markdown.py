"""Markdown: headings or list items are titles, and the text below them is the abstract."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import paper_list
from linkscan.papers.documentation import (
    are_parts,
    are_passages,
    are_remarks,
    has_its_sections,
    is_documentation,
    is_list_of_lines,
    is_note,
    name_releases,
)
from linkscan.papers.identifiers import arxiv_id
from linkscan.papers.input_file import InputFile
from linkscan.papers.layout import Paragraph, assemble, looks_like_title
from linkscan.papers.mixed import MARKDOWN, OwnLines
from linkscan.papers.prose import is_prose
from linkscan.papers.unread import is_another
from linkscan.patterns import lazy_pattern

_HEADING = lazy_pattern(r" {0,3}(#{1,6})[ \t]+(.*)")
_UNDERLINE = lazy_pattern(r" {0,3}(=+|-{3,})[ \t]*")
_ITEM = lazy_pattern(r" {0,3}(?:[-*+]|\d{1,4}[.)])[ \t]+(?=\S)")
_FENCE = lazy_pattern(r" {0,3}(?:```|~~~)")
_HEAD = lazy_pattern(r"(\*\*[^*]+\*\*|__[^_]+__|\[[^\[\]]*\]\([^()\s]*\))\s*[.:,–—-]*\s*")
_LINK = lazy_pattern(r"!?\[([^\[\]]*)\]\(([^()]*)\)")
_EMPHASIS = lazy_pattern(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_LABEL = lazy_pattern(r"(?i)\W*(?:abstract|summary)\W*")

_ITEM_LEVEL = 7  # below every heading
_SHORTEST = 200  # characters; a shorter text below the title of the page is an introduction, not an abstract


class MarkdownLine(NamedTuple):
    """A line with content: a heading (level 1 to 6), a list item (7), or text (0)."""

    number: int
    level: int
    text: str
    raw: str
    apart: bool


def sniff(head: str) -> bool:
    """Return whether a text is a list of papers, or prose with a heading or list item after a blank line.

    Without the blank line, a line of wrapped text may look like one.
    """
    lines = ["", *head.split("\n")]
    if is_another(head):
        return False
    if not any(not above.strip() and (_HEADING.match(line) or _ITEM.match(line)) for above, line in pairwise(lines)):
        return False
    if paper_list.is_list(head):
        return True
    headings = (found[2] for line in lines if (found := _HEADING.match(line)))
    if has_its_sections(headings) or not is_prose(_text(lines)) or is_documentation(_LINK.sub(r"\1", head)):
        return False
    titles, texts = _parts(head)
    if name_releases(texts):
        return True
    others = (is_note, is_list_of_lines, are_remarks, are_passages)
    return not are_parts(titles) and not any(are_other(texts) for are_other in others)


def _parts(head: str) -> tuple[list[str], list[str]]:
    """Return the titles of a page, each with the text below it."""
    titles, texts = list[str](), list[str]()
    for part in _sections(_lines(enumerate(head.splitlines(), 1))):
        if part.is_title:
            titles.append(part.text)
        if part.is_title or not texts:
            texts.append("")
        if not part.is_title:
            texts[-1] += part.text
    return [title for title in titles if title], [text for text in texts if text]


def _text(lines: Iterable[str]) -> str:
    """Return the text of a page without headings, images, fenced code, and the markup of items and links."""
    kept, in_code = [], False
    for line in lines:
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and not _HEADING.match(line) and not _UNDERLINE.fullmatch(line):
            kept.append(_EMPHASIS.sub("", _LINK.sub(r"\1", _ITEM.sub("", line, count=1))))
    return "\n".join(kept)


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield a paper for each heading with text below it, and for each list item directly below a heading.

    A list of papers with links to code and so on is read by `paper_list` instead.
    """
    lines = OwnLines(source, MARKDOWN)
    if paper_list.is_list(source.head):
        return lines.and_end(paper_list.papers_of(lines, source))
    return lines.and_end(assemble(_sections(_lines(lines)), source))


def _lines(lines: Iterable[tuple[int, str]]) -> Iterator[MarkdownLine]:
    """Yield each line outside front matter and code, classified as heading, item or text."""
    apart, code, front, has_begun = True, False, False, False
    for number, line in lines:
        if line.rstrip() == "---" and (front or not has_begun):
            front, has_begun = not front, True
        elif front or not line.strip():
            apart = True
        else:
            has_begun = True
            if _FENCE.match(line):
                code, apart = not code, True
                continue
            heading, item = (None, None) if code else (_HEADING.match(line), _ITEM.match(line))
            if heading:
                yield MarkdownLine(number, len(heading[1]), heading[2].strip().rstrip("#"), line.strip(), apart)
            elif item:
                yield MarkdownLine(number, _ITEM_LEVEL, line[item.end() :].strip(), line.strip(), apart)
            else:
                yield MarkdownLine(number, 0, line.strip(), line.strip(), apart)
            apart = False


def _sections(lines: Iterable[MarkdownLine]) -> Iterator[Paragraph]:
    """Yield paragraphs with titles marked, without headings that only name a section of the page."""
    held: list[Paragraph] = []  # a heading and the text below it, until the heading is known to be a title
    level = size = 0
    for line in _underlined(lines):
        is_item = line.level == _ITEM_LEVEL and (level in (0, _ITEM_LEVEL) or size == 0)
        if _LABEL.fullmatch(line.text):
            continue
        if is_item or 0 < line.level < _ITEM_LEVEL:
            if not _is_section(level, line.level, size):
                yield from held
            held, level = list(_titled(line)), line.level
            size = sum(len(part.text) for part in held[1:])
        else:
            held.append(Paragraph(line.number, line.raw, line.apart, is_title=False))
            size += len(line.raw)
        if size >= _SHORTEST:
            yield from held
            held = []
    if not _is_section(level, 0, size):
        yield from held


def _is_section(level: int, following: int, size: int) -> bool:
    """Return whether a heading has deeper ones below it and hardly any text of its own, or an item has no text."""
    if level == _ITEM_LEVEL:
        return size == 0
    return 0 < level < following and size < (_SHORTEST if level == 1 else 1)


def _underlined(lines: Iterable[MarkdownLine]) -> Iterator[MarkdownLine]:
    """Turn lines underlined with = or - into headings, and drop rules."""
    before: MarkdownLine | None = None
    for line in lines:
        underline = None if line.level else _UNDERLINE.fullmatch(line.text)
        if underline and before and before.apart and not before.level and not line.apart:
            before = before._replace(level=1 if line.text[0] == "=" else 2)
        elif not underline:
            if before:
                yield before
            before = line
    if before:
        yield before


def _titled(line: MarkdownLine) -> Iterator[Paragraph]:
    """Split a heading or an item into title and text."""
    head = _HEAD.match(line.text) if line.level == _ITEM_LEVEL else None
    title = head[1] if head else line.text
    rest = line.text[head.end() :] if head else ""
    if line.level == _ITEM_LEVEL and not head and not looks_like_title(title):
        title, rest = "", line.text
    link = _LINK.search(title)
    plain = _EMPHASIS.sub("", _LINK.sub(r"\1", title)).strip()
    yield Paragraph(line.number, plain, line.apart, is_title=True, arxiv=arxiv_id(link[2]) if link else None)
    if rest:
        yield Paragraph(line.number, rest, apart=False, is_title=False)
