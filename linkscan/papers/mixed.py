"""Detect records of another format in a file. Data and pure functions."""

from collections.abc import Iterator
from itertools import chain, pairwise

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import is_known
from linkscan.papers.input_file import InputFile
from linkscan.papers.records import begins_table
from linkscan.patterns import lazy_pattern

TABLE, MARKDOWN = "a table", "Markdown"
_OPENINGS = "@TP%{[<R\\c#"
_BEGINNINGS = {
    "BibTeX": lazy_pattern(r"@[a-zA-Z]+\s?\{[^\s,{}\"']*,\s*$"),
    "RIS": lazy_pattern(r"TY {0,2}- [A-Z]{3,7}\s*$"),
    "MEDLINE": lazy_pattern(r"PMID ?- \d+\s*$"),
    "EndNote's tagged format": lazy_pattern(r"%0 [A-Z]"),
    "Web of Science's format": lazy_pattern(r"PT [JBSPC]\s*$"),
    "RefWorks' format": lazy_pattern(r"RT [A-Z][A-Za-z ]{3,40}\s*$"),
    "Ovid's format": lazy_pattern(r"<\d{1,7}\.?(?: of \d+)?>\s*$"),
    "JSON": lazy_pattern(r"[{\[]\s*(?:\{\s*)?\"[\w .-]{1,60}\"\s*:"),
    "XML": lazy_pattern(r"<\?xml\s"),
    "LaTeX": lazy_pattern(r"\\documentclass\b"),
    "CITATION.cff": lazy_pattern(r"cff-version: "),
    MARKDOWN: lazy_pattern(r"#{1,3} \S"),
}
"""The first line of a record, by the name of the format; formats of a single document are detected by sniffing."""

_DELIMITERS = ",;\t"
_FENCE = lazy_pattern(r" {0,3}(?:```|~~~)")
_OF_MARKDOWN = lazy_pattern(r" {0,3}(?:#{1,6} |[-*+] |\d{1,4}[.)] |\*\*|__|\|)")


def other_format(line: str, own: str, following: str = "") -> str:
    """Return the format of the record that begins with `line`, or "" if it is none or the format `own`.

    The names of a table's columns are told from a sentence by the row that follows.

    >>> other_format("TY  - JOUR", "MEDLINE"), other_format("TY  - JOUR", "RIS"), other_format("We do.", "RIS")
    ('RIS', '', '')
    """
    if not line:
        return ""
    if line[0] in _OPENINGS:
        for name, start in _BEGINNINGS.items():
            if start.match(line):
                return name if name != own else ""
    return TABLE if following and any(_begins_table(line, following, sign) for sign in _DELIMITERS) else ""


def _begins_table(line: str, following: str, sign: str) -> bool:
    first, found, _ = line.partition(sign)
    if not found or sign not in following or not is_known(first.strip('"').rstrip()):
        return False
    return begins_table([cell.strip(' "') for cell in line.split(sign)])


def advice(format_name: str, own: str) -> str:
    """Return the advice for a file in which another format begins."""
    return f"{format_name} begins here, below {own}, and is not read; give it as a separate file"


class OwnLines:
    """The lines of an input in one format, up to where another format begins; `end` is the error that says where.

    In Markdown, reading goes on at its next heading, item or row; what is in fenced code is none of its text anyway.
    """

    def __init__(self, source: InputFile, own: str) -> None:
        """Take an input that has not been read, and the name of its format."""
        self._source, self._own = source, own
        self.end: InputError | None = None

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield each line with its number."""
        is_other = is_code = False
        for (number, line), (_, following) in pairwise(chain(self._source.lines(), [(0, "")])):
            if ("```" in line or "~~~" in line) and _FENCE.match(line):
                is_code = not is_code
            begun = "" if is_code else other_format(line, self._own, following)
            if begun and begun != MARKDOWN:
                self.end = self.end or self._source.cut_off(number, advice(begun, self._own))
                is_other = True
            elif is_other and self._own == MARKDOWN:
                is_other = not _OF_MARKDOWN.match(line)
            if is_other and self._own != MARKDOWN:
                return
            if not is_other:
                yield number, line

    def and_end(self, entries: Iterator[Paper | InputError]) -> Iterator[Paper | InputError]:
        """Yield the entries that are made of these lines, and then the error."""
        yield from entries
        if self.end is not None:
            yield self.end
