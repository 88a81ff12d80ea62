"""Lists of papers in Markdown ("awesome" lists): a bold line, a list item, a heading or a table row is a paper.

What makes it one are its links: labelled Paper, PDF or arXiv, Code or GitHub, Project, Data and so on. A link labelled
Code is a field of the paper's record as much as a column of a table is. The headings above go into `kept`, as
`section`; a list of things without such links is no list of papers.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns, fold
from linkscan.papers.documentation import is_documentation, without_blocks
from linkscan.papers.identifiers import arxiv_id, doi
from linkscan.papers.layout import capitalised, looks_like_authors
from linkscan.papers.link_labels import is_label, is_made_of_labels, names_paper, role_of
from linkscan.papers.records import to_paper
from linkscan.papers.source import LONGEST, Source
from linkscan.patterns import lazy_pattern

_HEADING = lazy_pattern(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = lazy_pattern(r"( {0,12})(?:[-*+]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(\S.*)$")
_FENCE = lazy_pattern(r" {0,3}(?:```|~~~)")
_RULE_ROW = lazy_pattern(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_IMAGE = lazy_pattern(r"!\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_ANCHOR = lazy_pattern(r"(?i)<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>([^<>]{0,300})</a>")
_TAG = lazy_pattern(
    r"(?i)</?(?:br|b|i|em|strong|sub|sup|p|span|div|center|details|summary|img|font|td|tr|small|u|a)\b[^<>]*>"
)
_LINK = lazy_pattern(
    r"\[{1,2}([^\[\]]{0,300})\]{1,2}\(<?([^()\s<>]{0,1000}(?:\([^()\s]{0,200}\))?[^()\s<>]{0,1000})>?(?:\s+\"[^\"]*\")?\)\]?"
)
_LABELLED = lazy_pattern(
    r"(?:\*\*|__|\[)?\s*([A-Za-z\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3][\w /&+-]{1,30}?)\s*(?:\([^()]{0,30}\))?\s*(?:\*\*|__|\])?\s*[:：]\s*(?:\*\*)?\s*<?(https?://[^\s<>|)]+)>?"
)
_NOTHING_LINKED = lazy_pattern(r"[^\W\d_][\w /&+-]{1,30}?\s*[:：]\s*(?:\w+(?: \w+)?)?")
_BARE = lazy_pattern(r"(?<![(\[<\w])<?(https?://[^\s<>|)\]]+)>?")
_BOLD = lazy_pattern(r"\*\*\s*([^*]{2,400}?)\s*\*\*|__([^_]{2,400}?)__")
_BOLD_LINE = lazy_pattern(r" {0,3}(?:\*\*|__)(?!\s)(.{3,500}?)(?:\*\*|__)(.*)$")
_EMPHASIS = lazy_pattern(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_VENUE_FIRST = lazy_pattern(
    r"^\W{0,4}([A-Z][\w&-]{0,30}(?:[ -][A-Z][\w&-]{0,30}){0,4}\s*['’]?(?:(?:19|20)\d\d|\d\d))\W{1,4}(?=[A-Z\"“])"
)
_VENUE = lazy_pattern(r"([A-Z][A-Za-z&]+(?:[ -][A-Z][A-Za-z&]+){0,3})[ ,'’]*((?:19|20)\d\d)")
_PARENTHESES = lazy_pattern(r"\s\(")
_COMMENT = lazy_pattern(r"<!--(?:(?!-->).){0,2000}(?:-->|$)|<summary>[^<]{0,60}</summary>")
_NUMBERED = lazy_pattern(r"^\s*\d{1,4}[.)]\s*")
_QUOTED = lazy_pattern(r'["“]([^"“”]{8,300})["”]')
_EMPHASISED = lazy_pattern(r"\s[*_]{1,2}(?=\w)|[,.]\s*[*_]{1,2}(?=\w)")
_AUTHORS = lazy_pattern(r"\bet al\b")
_EDGES = " \t,.;:|–—-/\\()[]·•"
_SHORTEST = 80  # characters of a text beside the links that is more than authors and a venue
_SHORT_TITLE = 3  # words; a name of that length may be that of a tool or of a part of the page
_LONG_WORD = 4  # letters of words that have a capital in titles
_LONGEST_ENTRY = 1 << 16
_REPEATED = 3  # entries of one title in the first part of a page
_CERTAIN = 10  # papers that a page which documents a program, too, must have to be a list of them
_MOST_IN_HEAD = 200  # entries that are looked at to tell a list


@dataclass(slots=True)
class _Entry:
    """What may be a paper, as far as it has been read."""

    line: int
    title: str
    section: str
    indent: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)  # label, address
    text: str = ""
    cells: dict[str, str] = field(default_factory=dict)  # of a table's row, by the names of its columns
    is_heading: bool = False
    is_row: bool = False  # of a table whose columns say that its rows are papers

    def add(self, content: str) -> None:
        """Add a line below the first: its links, and its text."""
        links, rest = _parted(content.lstrip(" >"))
        self.links += links
        if rest and len(self.text) < _LONGEST_ENTRY:
            self.text = f"{self.text}\n{rest}" if self.text else rest


def is_list(head: str) -> bool:
    """Return whether a page that begins with `head` is a list of papers: two entries or more have labelled links.

    The page of a project names its own papers too: there it takes more of them.
    """
    found = 0
    labels = _repeated(head)
    for seen, entry in enumerate(_entries(enumerate(head.splitlines(), 1), labels)):
        named = len(entry.title.split()) > _SHORT_TITLE and any(is_label(label) for label, _ in entry.links)
        found += _is_paper(entry) and (named or _has_paper(entry))
        if found >= _CERTAIN or seen > _MOST_IN_HEAD:
            break
    return found >= _CERTAIN or (found > 1 and not is_documentation(_LINK.sub(r"\1", without_blocks(head))))


def _repeated(head: str) -> frozenset[str]:
    """Return what stands above several entries' links as their title: it is a label, such as `Documentation`."""
    titles = Counter(entry.title for entry in _entries(enumerate(head.splitlines(), 1)))
    return frozenset(title for title, count in titles.items() if count >= _REPEATED)


def load(source: Source) -> Iterator[Paper | InputError]:
    """Yield the paper of each entry of the list."""
    labels = _repeated(source.head)
    for entry in _entries(source.lines(), labels):
        if _is_paper(entry):
            paper = to_paper(_record(entry), source, entry.line)
            if isinstance(paper, Paper) and entry.section:
                paper = replace(paper, kept={"section": entry.section, **paper.kept})
            yield paper


def _entries(lines: Iterable[tuple[int, str]], labels: Collection[str] = ()) -> Iterator[_Entry]:
    """Cut a page into entries: headings, bold lines, items, rows, each with what stands below it.

    What begins with one of `labels` is more of the entry above.
    """
    page = _Page(labels)
    for number, line in lines:
        yield from page.feed(number, line)
        page.above = line
    if page.entry:
        yield page.entry


class _Page:
    """Where one is on a page: below which headings, in which table or code, and in which entry."""

    def __init__(self, labels: Collection[str]) -> None:
        self.entry: _Entry | None = None
        self._labels = labels
        self.above = ""
        self._headings: list[tuple[int, str]] = []
        self._header: Sequence[str] = ()
        self._in_code = False

    def feed(self, number: int, line: str) -> Iterator[_Entry]:
        """Yield the entry that a line ends or is."""
        if _FENCE.match(line):
            self._in_code = not self._in_code
        elif not line.strip():
            self._header = ()
        elif self._in_code:
            return
        elif "|" in line and (self._header or ("|" in self.above and _RULE_ROW.match(line))):
            yield from self._table(number, line)
        elif heading := _HEADING.match(line):
            yield from self._end()
            self._head(number, len(heading[1]), heading[2])
        elif starts := self._starts(line):
            started = _started(number, starts[1], _section(self._headings), indent=starts[0])
            if started.title in self._labels:
                if self.entry:
                    self.entry.add(line)
                return
            yield from self._end()
            self.entry = started
        elif self.entry:
            self.entry.add(line)

    def _end(self) -> Iterator[_Entry]:
        if self.entry:
            yield self.entry
        self.entry = None

    def _table(self, number: int, line: str) -> Iterator[_Entry]:
        """Read the names of columns, which stand above a rule, or a row below it."""
        if self._header:
            yield _row(number, _cells(line), self._header, _section(self._headings))
        else:
            self._header, self.entry = [_plain(cell) for cell in _cells(self.above)], None

    def _head(self, number: int, level: int, content: str) -> None:
        self._headings = [each for each in self._headings if each[0] < level]
        is_of_page = level == 1 and not self._headings
        self.entry = None if is_of_page else _started(number, content, _section(self._headings), is_heading=True)
        self._headings.append((level, _plain(content)))

    def _starts(self, line: str) -> tuple[int, str] | None:
        """Return indentation and content of a line that begins an entry; None for more of the entry above."""
        if item := _ITEM.match(line):
            indent, content = len(item[1]), item[2]
            entry = self.entry
            if entry and entry.title and (indent > entry.indent or _only_links(content)):
                return (indent, content) if _has_paper(entry) and _names_paper(content) else None
            return indent, content
        if _BOLD_LINE.match(line) and not _only_links(line.strip()):
            is_translation = self.entry and not self.entry.links and _BOLD_LINE.match(self.above)
            return None if is_translation else (0, line.strip())
        if not self.above.strip() and _BOLD.search(line) and any(is_label(label) for label, _ in _parted(line)[0]):
            return 0, line.strip()
        return None


def _only_links(content: str) -> bool:
    """Return whether a line is nothing but labelled links: `Code: https://...`, `[Paper](...)`, or `Code: None`."""
    links, rest = _parted(content)
    if not links:
        return _NOTHING_LINKED.fullmatch(rest) is not None and is_label(rest)
    return any(is_label(label) for label, _ in links) and is_made_of_labels(rest)


def _names_paper(content: str) -> bool:
    """Return whether a link to a paper says its title: `**Paper:** [A Study of Charts](https://...)`."""
    link = _LINK.search(content)
    return link is not None and len(link[1].split()) > _SHORT_TITLE and not is_label(link[1])


def _started(number: int, content: str, section: str, *, indent: int = 0, is_heading: bool = False) -> _Entry:
    """Begin an entry: its title is what is bold, else a first link that is no label, else what precedes the links."""
    text = _without_html(content)
    links, rest = _parted(content)
    bold = _BOLD.search(text)
    if bold and not is_heading:
        title = _titled(bold[1] or bold[2])
        behind = _before_venue(_PARENTHESES.split(_LINK.split(text[bold.end() :], maxsplit=1)[0], maxsplit=1)[0])
        if quoted := _QUOTED.match(text[bold.end() :].lstrip(" :")):
            title = f"{title}: {_titled(quoted[1])}"
        elif len(title.split()) < _SHORT_TITLE and len(behind.split()) >= _SHORT_TITLE and capitalised(behind):
            title, rest = f"{title}: {behind}", _rest(rest, title).replace(behind, "", 1)
        rest = _rest(rest, title)
        named = _LINK.search(text)
        if is_label(title) and named and _names_paper(text):
            title = _titled(named[1])
    elif (
        links
        and not is_label(links[0][0])
        and not _BARE.match(links[0][0])
        and len(links[0][0]) > 3
        and text.lstrip(' "“').startswith("[")
    ):
        title = _titled(links[0][0])
    else:
        before = _LINK.split(_NUMBERED.sub("", text), maxsplit=1)[0]
        title, rest = _before_venue(before), _rest(rest, _before_venue(before))
    return _Entry(number, title, section, indent, links, rest, is_heading=is_heading)


def _before_venue(text: str) -> str:
    """Take a title off the beginning: what is quoted, or up to what is emphasised or the end of a sentence."""
    text = _VENUE_FIRST.sub("", text.strip(" -*"), count=1)
    if quoted := _QUOTED.match(text):
        return _titled(quoted[1])
    text = _EMPHASISED.split(text, maxsplit=1)[0]
    parts = [part for part in text.split(". ") if not _AUTHORS.search(part) and not looks_like_authors(part)] or [text]
    return _titled(parts[0] if len(parts[0].split()) > 1 else text)


def _titled(text: str) -> str:
    link = _LINK.search(text)
    return _plain(link[1] if link else text).strip(_EDGES.replace(")", "").replace("(", "")).strip('"“”')


def _rest(text: str, title: str) -> str:
    rest = text.replace(title, "", 1) if title else text
    return _NUMBERED.sub("", rest.lstrip(" *")).strip(_EDGES)


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", _without_html(text))).split())


def _without_html(text: str) -> str:
    """Return a line with HTML's links as Markdown's, and pictures as their words."""
    if "<" in text:
        text = _COMMENT.sub(" ", text)
        text = _TAG.sub(" ", _ANCHOR.sub(r"[\2](\1)", text))
    return _IMAGE.sub(r"\1", text) if "![" in text else text


def _parted(content: str) -> tuple[list[tuple[str, str]], str]:
    """Part a text into its links, each with its label, and the rest."""
    text = _without_html(content)
    links: list[tuple[str, str]] = []

    def linked(found: "re.Match[str]") -> str:
        label, before = found[1].strip(), text[max(0, found.start() - 40) : found.start()]
        if (
            not is_label(label)
            and (told := re.search(r"([A-Za-z][\w -]{1,30})\W{0,4}$", before))
            and before.rstrip(" [*_").endswith((":", "："))
        ):
            label = told[1]
        if found[2].startswith(("http://", "https://")):
            links.append((_EMPHASIS.sub("", label), found[2]))
        return " "

    rest = _LINK.sub(linked, text)
    if "://" in rest:
        links += [(found[1].strip(), found[2].rstrip(".,;")) for found in _LABELLED.finditer(rest)]
        rest = _LABELLED.sub(" ", rest)
        links += [("", found[1].rstrip(".,;")) for found in _BARE.finditer(rest)]
        rest = _BARE.sub(" ", rest)
    return links, " ".join(_EMPHASIS.sub("", rest).split()).strip(_EDGES)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _row(number: int, cells: Sequence[str], header: Sequence[str], section: str) -> _Entry:
    """Make an entry of a table's row; the name of its column labels a link that has no telling label."""
    entry = _Entry(number, "", section)
    found = columns(tuple(name for name in header if name))
    title_column = found.title or next(
        (name for name in header if names_paper(fold(name)) or fold(name) in ("work", "method", "model")),
        header[0] if header else "",
    )
    for name, cell in zip(header, cells, strict=False):
        if name == found.abstract and name != title_column:
            entry.cells[name] = " ".join(_LINK.sub(r"\1 (\2)", _without_html(cell)).split())
            continue
        links, rest = _parted(cell)
        if name == title_column:
            started = _started(number, cell, section)
            entry.title, entry.text = started.title, started.text
            entry.links += [("paper" if not is_label(label) else label, address) for label, address in links]
        else:
            entry.links += [(label if is_label(label) or not name else name, address) for label, address in links]
            entry.cells[name] = _plain(cell) if not links else rest
    entry.is_row = (found.title is not None and fold(found.title) != "name") or any(
        names_paper(fold(name)) for name in header
    )
    return entry


def _section(headings: Sequence[tuple[int, str]]) -> str:
    """Join the headings above, without the name of the page."""
    names = [name for level, name in headings if level > 1] or [name for _, name in headings]
    return " / ".join(name for name in names if name)[:300]


def _is_paper(entry: _Entry) -> bool:
    """Return whether an entry has a title, and a link that papers have: a heading one to the paper itself."""
    if len(entry.title) <= 2 or "://" in entry.title or is_made_of_labels(entry.title):
        return False
    if entry.is_row or _has_paper(entry):
        return True
    is_title = len(entry.title.split()) > _SHORT_TITLE
    if entry.is_heading or not entry.links:
        return is_title and bool(entry.section) and len(entry.text) >= 2 * _SHORTEST and _is_told(entry.text)
    roles = {role_of(*link) for link in entry.links}
    return "code" in roles or (is_title and roles != {None})


def _has_paper(entry: _Entry) -> bool:
    return any(role_of(*link) == "url" for link in entry.links)


def _is_told(text: str) -> bool:
    """Return whether a text is sentences, not authors, a venue or a title: most words are in small letters."""
    words = [word for word in text.split() if word[:1].isalpha() and len(word) >= _LONG_WORD]
    small = sum(not word[0].isupper() for word in words)
    return len(text) >= _SHORTEST and small * 2 >= len(words)


def _record(entry: _Entry) -> dict[str, object]:
    record: dict[str, object] = {name: cell for name, cell in entry.cells.items() if name and cell}
    names = {"code": "Code", "project": "Project", "data": "Data", "model": "Model", "demo": "Demo"}
    several: dict[str, list[str]] = {}
    for label, address in entry.links:
        role = role_of(label, address)
        several.setdefault(names.get(role or "", "url" if role == "url" else "links"), []).append(address)
    for name, addresses in several.items():
        record[name] = "\n".join(dict.fromkeys(addresses))
    papers = several.get("url", [])
    record["title"] = entry.title
    record["arxiv"] = next((number for each in papers if (number := arxiv_id(each))), "")
    record["doi"] = next((number for each in papers if (number := doi(each)) and "arxiv" not in number.casefold()), "")
    record["url"] = papers[0] if papers else ""
    text = "\n".join(line for line in entry.text.splitlines() if not looks_like_authors(line.strip("*_ .")))
    if _is_told(text):
        record.setdefault("abstract", text[:LONGEST])
    elif venue := _VENUE.search(text):
        record.setdefault("venue", f"{venue[1]} {venue[2]}")
        record.setdefault("year", venue[2])
    links = several.get("links", [])
    record.pop("links", None)
    if links:
        record["note"] = "\n".join(links)
    return record
