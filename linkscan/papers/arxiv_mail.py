r"""arXiv's daily mail (https://info.arxiv.org/help/subscribe.html): entries separated by lines of `\\`.

The abstract follows the header of an entry; replacements have no abstract.
"""

from collections.abc import Iterable, Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.latex import accents
from linkscan.papers.mixed import OwnLines
from linkscan.papers.records import to_paper
from linkscan.patterns import lazy_pattern

_START = lazy_pattern(r"(?m)^\\\\[ \t]*\r?\n(?:arXiv:\d{4}\.\d|arXiv:[a-z-]+/\d|Paper: )")
_RULE = lazy_pattern(r"\\\\\s*$")
_END = lazy_pattern(r"\\\\\s*\(|-{20,}\s*$|%%-+")
_NUMBER = lazy_pattern(r"(?:arXiv:|Paper: )(\S+)")
_FIELD = lazy_pattern(
    r"(Title|Authors?|Categories|Comments|Journal-ref|DOI|Report-no|License|Date|MSC-class|ACM-class)\s*(?:\([^)]*\))?:\s*(.*)"
)


def sniff(head: str) -> bool:
    r"""Return whether the text has an entry: a line of `\\` above the ID of a paper."""
    return "\\\\" in head and _START.search(head) is not None


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each entry, or what is wrong with it."""
    lines = OwnLines(source, "arXiv's mail")
    return lines.and_end(_papers_of(lines, source))


def _papers_of(lines: Iterable[tuple[int, str]], source: InputFile) -> Iterator[Paper | InputError]:
    entry: _Entry | None = None
    for number, line in lines:
        if entry is None:
            entry = _Entry(number) if _RULE.match(line) else None
        elif _END.match(line) or (_RULE.match(line) and entry.in_abstract):
            yield from entry.paper(source)
            entry = None
        elif _RULE.match(line):
            entry.in_abstract = True
        else:
            entry.add(line, source)
    if entry is not None:
        yield from entry.paper(source)


class _Entry:
    """An entry that is being read."""

    def __init__(self, line: int) -> None:
        self.line = line + 1
        self.in_abstract = False
        self._fields: dict[str, str] = {}
        self._last = ""
        self._abstract: list[str] = []
        self._size = 0

    def add(self, line: str, source: InputFile) -> None:
        """Add a line to the header or the abstract."""
        self._size += len(line)
        if self._size > LONGEST:
            raise source.error(self.line, r"an entry has no end; each ends with a line of \\")
        if self.in_abstract:
            self._abstract.append(line.strip())
        elif number := _NUMBER.match(line):
            self._fields["arxiv"] = number[1]
        elif field := _FIELD.match(line):
            self._last = field[1]
            self._fields[self._last] = field[2]
        elif self._last and line.startswith(" "):
            self._fields[self._last] += f" {line.strip()}"

    def paper(self, source: InputFile) -> Iterator[Paper | InputError]:
        """Yield the paper, or nothing if the text between two separators is not an entry."""
        if "arxiv" not in self._fields or "Title" not in self._fields:
            return
        told = {
            "title": accents(self._fields["Title"]),
            "abstract": "\n".join(self._abstract),
            "arxiv": self._fields["arxiv"],
            "doi": self._fields.get("DOI", ""),
            "comments": self._fields.get("Comments", ""),
            "journal": self._fields.get("Journal-ref", ""),
            "published": self._fields.get("Date", "").partition("(")[0],
            "authors": self._fields.get("Authors", self._fields.get("Author", "")),
            "categories": self._fields.get("Categories", ""),
        }
        yield to_paper({name: value for name, value in told.items() if value}, source, self.line)
