"""PubMed's text with abstracts ("Format: Abstract", "Abstract (text)"), which E-utilities give as `abstract` too.

A record is a number and where the article stands, its title, its authors, their addresses, its abstract and its
numbers, a blank line between: https://pubmed.ncbi.nlm.nih.gov/help/#save-citations.
"""

from collections.abc import Iterator

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.identifiers import doi
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.records import to_paper
from linkscan.patterns import lazy_pattern

_FIRST = lazy_pattern(r"\d{1,7}\. \S")
_START = lazy_pattern(r"\s*\d{1,7}\. \S(?:.*\n){0,4}?.*\b(?:19|20)\d\d\b")
_NUMBER = lazy_pattern(r"(?m)^PMID: (\d+)")
_JOINED = lazy_pattern(r"(PMID: \d+\s+\[[^\]]*\])\s*(\d{1,7}\. \S.*)")
"""The last line of a file joined with the first of the next, which happens if the final line break is missing."""

_ISSUE = lazy_pattern(r"\d+\. (.{2,200}?)\.\s+((?:19|20)\d\d(?: [A-Z][a-z]{2}\b(?: \d{1,2}\b)?)?)")
_AUTHORS = lazy_pattern(
    r"(?:\[No authors listed\]"
    r"|(?:[^\W\d_][\w'’.-]*\s+){1,4}[A-Z]{1,4}(?:\s(?:Jr|Sr|[23][nr]d))?(?:\(\d+\))*[#*]?(?:[,;]\s|\.$|\.?\Z)"
    r"|[^.;]{3,200}; )"
)
_BESIDE = lazy_pattern(
    r"(?i)author information:|copyright\b|©|\(c\) |published by|collaborators: |conflict of interest|this article "
    r"|(?:comment|erratum|update|republished|retraction|expression of concern|summary) (?:in|on|for|of)\b"
    r"|\[article in |\[this corrects |pmcid: |pmid: |doi: |all rights reserved"
)
"""Paragraphs other than title, authors and abstract."""


def sniff(head: str) -> bool:
    """Return whether a text begins with the number and journal of an article, and has a PubMed ID further down."""
    return _START.match(head) is not None and _NUMBER.search(head) is not None


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each article, or what is wrong with it."""
    record = _PubMedArticle()
    is_below_blank = True
    for number, read in source.lines():
        line = read
        if read.startswith("PMID: ") and (joined := _JOINED.match(read)):
            record.add(number, joined[1], source)
            is_below_blank, line = True, joined[2]
        if is_below_blank and record.is_whole and _FIRST.match(line):
            yield record.paper(source)
            record = _PubMedArticle()
        record.add(number, line, source)
        is_below_blank = not line.strip()
    if record.paragraphs:
        yield record.paper(source)


class _PubMedArticle:
    """An article that is being read, as paragraphs of lines."""

    def __init__(self) -> None:
        self.line = 0
        self.paragraphs: list[list[str]] = []
        self.is_whole = False  # the PubMed ID, which comes last, has been read
        self._is_open = False
        self._size = 0

    def add(self, number: int, line: str, source: InputFile) -> None:
        """Add a line."""
        self._size += len(line)
        if self._size > LONGEST:
            raise source.error(self.line, "an article has no end; each ends with its PMID")
        if not line.strip():
            self._is_open = False
            return
        self.line = self.line or number
        if not self._is_open:
            self.paragraphs.append([])
        self._is_open = True
        self.paragraphs[-1].append(line.strip())
        self.is_whole = self.is_whole or line.startswith("PMID: ")

    def paper(self, source: InputFile) -> Paper | InputError:
        """Return the paper."""
        place, *rest = ["\n".join(each) for each in self.paragraphs]
        issue = _ISSUE.match(place.replace("\n", " "))
        title, *texts = [each for each in rest if not _BESIDE.match(each)] or [""]
        authors = texts.pop(0) if texts and _AUTHORS.match(texts[0]) else ""
        ids = "\n".join(each for each in rest if each.startswith(("DOI: ", "PMCID: ", "PMID: ")))
        number = _NUMBER.search(ids)
        told = {
            "id": number[1] if number else "",
            "title": title.replace("\n", " "),
            "abstract": "\n\n".join(texts),
            "authors": " ".join(authors.split()),
            "doi": doi(ids) or doi(place.rstrip(".")) or "",
            "journal": issue[1] if issue else "",
            "date": issue[2] if issue else "",
        }
        return to_paper({name: value for name, value in told.items() if value}, source, self.line)
