"""Lists of papers in Markdown ("awesome" lists): a bold line, a list item, a heading or a table row is a paper.

Entries are recognised by links labelled Paper, PDF, arXiv, Code, GitHub, Project, Data and so on; lists without such
links are not lists of papers. A link labelled Code becomes a field of the paper, like a column of a table. The headings
above an entry are kept as `section`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns, fold
from linkscan.papers.documentation import is_documentation, without_blocks
from linkscan.papers.identifiers import arxiv_id, doi
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.layout import looks_like_authors
from linkscan.papers.link_labels import is_label, is_made_of_labels, names_paper, role_of
from linkscan.papers.list_line import (
    BOLD,
    LINK,
    SHORT_TITLE,
    leads_to_paper,
    links_title,
    only_links,
    parted,
    plain,
    title_of,
    titled,
    without_html,
)
from linkscan.papers.records import to_paper
from linkscan.patterns import lazy_pattern

_HEADING = lazy_pattern(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = lazy_pattern(r"( {0,12})(?:[-*+]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(\S.*)$")
_FENCE = lazy_pattern(r" {0,3}(?:```|~~~)")
_RULE_ROW = lazy_pattern(r"\s*\|?\s*(?::-+:?|-+:|-{2,})\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BOLD_LINE = lazy_pattern(r" {0,3}(?:\*\*|__)(?!\s)(.{3,500}?)(?:\*\*|__)(.*)$")

_VENUE = lazy_pattern(
    r"(?<![A-Za-z])(?:([A-Z][A-Za-z&]*[A-Z][A-Za-z&]*(?:[ -][A-Z][A-Za-z&]+){0,3})[ ,'’]*"
    r"|([A-Z][A-Za-z&]+(?:[ -][A-Z][A-Za-z&]+){0,3})[ '’]*)((?:19|20)\d\d)"
)
_CITED = lazy_pattern(
    r"(?i)[\W\d]*(?:references?|bibliography|works cited|literature cited|further reading|sources|referencias"
    r"|bibliograf[ií]a|références|bibliographie|quellen|literatur(?:verzeichnis)?|weiterführende lektüre|riferimenti"
    r"|参考文献)\W*"
)
"""Names of sections in which a page cites papers that are not its own."""

_SECTIONS = 4  # headings of a page that is more than the list
_SHORTEST = 80  # characters of text besides links that are more than authors and a venue
_LONG_WORD = 4  # letters of words that are capitalised in titles
_LONGEST_ENTRY = 1 << 16
_REPEATED = 3  # entries with the same title in the head of a page
_CERTAIN = 10  # papers that make a list even of a page that documents a program
_MOST_IN_HEAD = 200  # entries examined to recognise a list


@dataclass(slots=True)
class _Entry:
    """A possible paper that is being read."""

    line: int
    title: str
    section: str
    indent: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)  # label, address
    text: str = ""
    cells: dict[str, str] = field(default_factory=dict)  # of a table row, by column name
    is_heading: bool = False
    is_row: bool = False  # in a table whose columns show that its rows are papers

    def add(self, content: str) -> None:
        """Add links and text of a further line; the text of a link to the paper may replace a heading as title."""
        links, rest = parted(content.lstrip(" >"))
        if self.is_heading and not _has_paper(self) and links_title(content) and links and is_label(links[0][0]):
            self.title = titled(content)
        self.links += links
        if rest and len(self.text) < _LONGEST_ENTRY:
            self.text = f"{self.text}\n{rest}" if self.text else rest


def is_list(head: str) -> bool:
    """Return whether a page that begins with `head` is a list of papers: at least two entries have labelled links.

    Since the page of a project lists its own papers too, more entries are required there. What a page with several
    sections cites in its last one is no list.
    """
    found = 0
    labels = _repeated(head)
    has_sections = sum(_HEADING.match(line) is not None for line in head.splitlines()) > _SECTIONS
    for seen, entry in enumerate(_entries(enumerate(head.splitlines(), 1), labels)):
        if has_sections and _CITED.fullmatch(entry.section.rpartition(" / ")[2]):
            continue
        named = len(entry.title.split()) > SHORT_TITLE and any(is_label(label) for label, _ in entry.links)
        found += _is_paper(entry) and (named or _has_paper(entry))
        if found >= _CERTAIN or seen > _MOST_IN_HEAD:
            break
    return found >= _CERTAIN or (found > 1 and not is_documentation(LINK.sub(r"\1", without_blocks(head))))


def _repeated(head: str) -> frozenset[str]:
    """Return the short titles shared by several entries: they are labels, such as `Documentation`.

    A longer repeated title is a paper that is listed in several sections.
    """
    titles = Counter(entry.title for entry in _entries(enumerate(head.splitlines(), 1)))
    return frozenset(
        title for title, count in titles.items() if count >= _REPEATED and len(title.split()) <= SHORT_TITLE
    )


def papers_of(lines: Iterable[tuple[int, str]], source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each entry of the list; `lines` are those of the input, with their numbers."""
    labels = _repeated(source.head)
    for entry in _entries(lines, labels):
        if _is_paper(entry):
            paper = to_paper(_record(entry), source, entry.line)
            if isinstance(paper, Paper) and entry.section:
                paper = replace(paper, kept={"section": entry.section, **paper.kept})
            yield paper


def _entries(lines: Iterable[tuple[int, str]], labels: Collection[str] = ()) -> Iterator[_Entry]:
    """Split a page into entries: headings, bold lines, items or rows, each with the text below it.

    A line that begins with one of `labels` continues the entry above.
    """
    page = _Page(labels)
    for number, line in lines:
        yield from page.feed(number, line)
        page.above = line
    if page.entry:
        yield page.entry


class _Page:
    """The state of reading a page: current headings, table, code block and entry."""

    def __init__(self, labels: Collection[str]) -> None:
        self.entry: _Entry | None = None
        self._labels = labels
        self.above = ""
        self._headings: list[tuple[int, str]] = []
        self._header: Sequence[str] = ()
        self._in_code = False

    def feed(self, number: int, line: str) -> Iterator[_Entry]:
        """Yield the entry that a line completes."""
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
        """Read the header of a table, which is above a rule, or a row below it."""
        if self._header:
            yield _row(number, _cells(line), self._header, _section(self._headings))
        else:
            self._header, self.entry = [plain(cell) for cell in _cells(self.above)], None

    def _head(self, number: int, level: int, content: str) -> None:
        self._headings = [each for each in self._headings if each[0] < level]
        is_of_page = level == 1 and not self._headings
        self.entry = None if is_of_page else _started(number, content, _section(self._headings), is_heading=True)
        self._headings.append((level, plain(content)))

    def _starts(self, line: str) -> tuple[int, str] | None:
        """Return indentation and content of a line that starts an entry, or None if it continues the entry above."""
        if item := _ITEM.match(line):
            indent, content = len(item[1]), item[2]
            entry = self.entry
            if entry and entry.title and (indent > entry.indent or only_links(content)):
                return (indent, content) if _has_paper(entry) and links_title(content) else None
            return indent, content
        if _BOLD_LINE.match(line) and not only_links(line.strip()):
            is_translation = self.entry and not self.entry.links and _BOLD_LINE.match(self.above)
            return None if is_translation else (0, line.strip())
        if not line.startswith((" ", "\t")) and leads_to_paper(line):
            return 0, line.strip()
        if not self.above.strip() and BOLD.search(line) and any(is_label(label) for label, _ in parted(line)[0]):
            return 0, line.strip()
        return None


def _started(number: int, content: str, section: str, *, indent: int = 0, is_heading: bool = False) -> _Entry:
    """Start an entry with its first line."""
    title, links, rest = title_of(content, is_heading=is_heading)
    return _Entry(number, title, section, indent, links, rest, is_heading=is_heading)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _row(number: int, cells: Sequence[str], header: Sequence[str], section: str) -> _Entry:
    """Turn a table row into an entry; a link without a meaningful label gets the name of its column."""
    entry = _Entry(number, "", section)
    found = columns(tuple(name for name in header if name))
    title_column = found.title or next(
        (name for name in header if names_paper(fold(name)) or fold(name) in ("work", "method", "model")),
        header[0] if header else "",
    )
    for name, cell in zip(header, cells, strict=False):
        if name == found.abstract and name != title_column:
            entry.cells[name] = " ".join(LINK.sub(r"\1 (\2)", without_html(cell)).split())
            continue
        links, rest = parted(cell)
        if name == title_column:
            started = _started(number, cell, section)
            entry.title, entry.text = started.title, started.text
            entry.links += [("paper" if not is_label(label) else label, address) for label, address in links]
        else:
            entry.links += [(label if is_label(label) or not name else name, address) for label, address in links]
            entry.cells[name] = plain(cell) if not links else rest
    entry.is_row = (found.title is not None and fold(found.title) != "name") or any(
        names_paper(fold(name)) for name in header
    )
    return entry


def _section(headings: Sequence[tuple[int, str]]) -> str:
    """Return the headings above, joined, without the title of the page."""
    names = [name for level, name in headings if level > 1] or [name for _, name in headings]
    return " / ".join(name for name in names if name)[:300]


def _is_paper(entry: _Entry) -> bool:
    """Return whether an entry has a title and a link of a paper; a heading needs a link to the paper itself."""
    if len(entry.title) <= 2 or "://" in entry.title or is_made_of_labels(entry.title):
        return False
    if entry.is_row or _has_paper(entry):
        return True
    is_title = len(entry.title.split()) > SHORT_TITLE
    if entry.is_heading or not entry.links:
        return is_title and bool(entry.section) and len(entry.text) >= 2 * _SHORTEST and _is_told(entry.text)
    roles = {role_of(*link) for link in entry.links}
    return "code" in roles or (is_title and roles != {None})


def _has_paper(entry: _Entry) -> bool:
    return any(role_of(*link) == "url" for link in entry.links)


def _is_told(text: str) -> bool:
    """Return whether a text consists of sentences, not of authors, a venue or a title: most words are in lower case."""
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
        record.setdefault("venue", f"{venue[1] or venue[2]} {venue[3]}")
        record.setdefault("year", venue[3])
    links = several.get("links", [])
    record.pop("links", None)
    if links:
        record["note"] = "\n".join(links)
    return record
