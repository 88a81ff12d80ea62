"""Searching the full text of a paper for an address that its record lacks: in a footnote, or "Code availability".

The source is arXiv's HTML (LaTeXML: `ltx_note` is a footnote, `ltx_bibliography` the references), or else the PDF,
which needs the extra `pdf`. The text is read like an abstract: only an address that the authors give for their own work
counts, never the repository of something that they use.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

from linkscan.errors import InputError, SettingsError
from linkscan.examine.look_up import Gap, GapCause, LookUp, gap_of, is_answer
from linkscan.http.flows import RequestFlow
from linkscan.models import Channel, Paper, PaperRef, Request, ThirdPartyLink
from linkscan.papers.formats import named
from linkscan.papers.full_text import Passage
from linkscan.papers.identifiers import arxiv_id
from linkscan.papers.input_file import InputFile
from linkscan.patterns import lazy_pattern

_LONGEST_HTML = 1 << 23  # bytes; a long paper with its formulas has some 4 MB
_LONGEST_PDF = 1 << 26
_PDF = b"%PDF-"
_MOST_PASSAGES = 200
_LONGEST_HEADING = 80
_ADDRESS = lazy_pattern(r"(?i)https?://|www\.|(?<![\w@])(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/")
_END = lazy_pattern(r"[.,;:]?\s*\Z")
_BLOCKS = frozenset({"p", "div", "section", "article", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({"br", "img", "hr", "input", "link", "meta", "wbr", "col", "source", "embed", "area", "base"})
_SKIPPED = frozenset(
    {"ltx_bibliography", "ltx_note_mark", "ltx_tag_note", "ltx_page_footer", "ltx_TOC", "ltx_page_navbar"}
)


def read_full_text(paper: PaperRef) -> RequestFlow[LookUp[tuple[ThirdPartyLink, ...]]]:
    """Return the addresses that an arXiv paper gives for its own work.

    The result is empty if the paper is not on arXiv; if its text cannot be fetched or read, the result has a gap.
    """
    number = arxiv_id(paper.arxiv_id or "") or arxiv_id(paper.id)
    if number is None:
        return LookUp(())
    url = f"https://arxiv.org/html/{number}"
    (response,) = yield [Request(url, max_body=_LONGEST_HTML)]
    if is_answer(response) and b"ltx_" in response.body:
        return LookUp(_links_in(passages_of_html(response.body.decode("utf-8", "replace")), url))
    url = f"https://arxiv.org/pdf/{number}"
    (response,) = yield [Request(url, max_body=_LONGEST_PDF)]
    if not is_answer(response) or not response.body.startswith(_PDF):
        return LookUp((), gap_of(response, Channel.FULL_TEXT))
    try:
        return LookUp(_links_in(_passages_of_pdf(response.body, url), url))
    except (InputError, SettingsError) as error:  # damaged or scanned; or the extra `pdf` is not installed
        return LookUp((), Gap(GapCause.UNREADABLE, f"{Channel.FULL_TEXT}: {error}"))


def _links_in(passages: Iterator[Passage], url: str) -> tuple[ThirdPartyLink, ...]:
    """Return the distinct addresses of the claims made in the passages."""
    from linkscan.text import read  # noqa: PLC0415 - its grammar takes 60 ms, which other runs need not pay

    found: dict[str, ThirdPartyLink] = {}
    for number, passage in enumerate(passages):
        if number >= _MOST_PASSAGES:
            break
        for claim in read(Paper("", "", abstract=passage.text)).claims:
            if claim.url is not None:
                by = f"its authors, in {passage.place}"
                found.setdefault(claim.url, ThirdPartyLink(claim.url, url, by, channel=Channel.FULL_TEXT))
    return tuple(found.values())


def passages_of_html(text: str) -> Iterator[Passage]:
    """Yield the paragraphs of arXiv's HTML that contain addresses, except the list of references."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_passage()
    yield from reader.passages


def _passages_of_pdf(body: bytes, url: str) -> Iterator[Passage]:
    """Yield the abstract and the further passages that the PDF reader extracts.

    Raises InputError if the PDF cannot be read, SettingsError if the extra `pdf` is not installed.
    """
    for paper in named("pdf").load(InputFile(url, BytesIO(body))):
        if isinstance(paper, InputError):
            raise paper
        yield Passage(paper.abstract, "its abstract")
        yield from (Passage(field.text, f"its {field.name}") for field in paper.fields)


class _Reader(HTMLParser):
    """Collects the passages of a page, with a stack of open elements and the text of the paragraph and its footnote."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self._open: list[tuple[str, str]] = []
        self._skipped = 0  # number of open elements whose text is ignored
        self._text = ""
        self._heading = ""
        self._footnotes = 0
        self._place = ""
        self._before = ""  # the text that an open footnote interrupts
        self._note_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block-level one ends the current paragraph."""
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if tag in _BLOCKS and not self._note_depth:
            self.end_passage()
        if tag == "a" and not self._skipped and (given.get("href") or "").startswith("http"):
            self._text += f" {given['href']} "
        if tag in _VOID:
            return
        role = "skipped" if not _SKIPPED.isdisjoint(classes) or tag in ("script", "style", "math") else ""
        role = "address" if tag == "a" and (given.get("href") or "").startswith("http") else role
        if "ltx_role_footnote" in classes and not self._note_depth and not self._skipped:
            role, self._footnotes = "note", self._footnotes + 1
            self._before, self._text, self._note_depth = self._text, "", len(self._open) + 1
        role = "heading" if tag in _HEADINGS else role
        if role == "heading":
            self._heading = ""
        self._skipped += role == "skipped"
        self._open.append((tag, role))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and any unclosed ones within it."""
        if all(name != tag for name, _ in self._open):
            return
        while self._open:
            name, role = self._open.pop()
            self._skipped -= role == "skipped"
            if role == "note":
                self._end_note()
            if name == tag:
                break
        if tag in _BLOCKS and not self._note_depth:
            self.end_passage()

    def handle_data(self, data: str) -> None:
        """Append text, except a link text that repeats the address already taken from `href`."""
        if self._skipped:
            return
        if any(role == "heading" for _, role in self._open):
            self._heading += data
        elif not (self._open and any(role == "address" for _, role in self._open) and _ADDRESS.search(data)):
            self._text += data

    def _end_note(self) -> None:
        """Insert the footnote where it is referenced: in parentheses before the punctuation that its mark follows."""
        note, self._note_depth = " ".join(self._text.split()), 0
        if _ADDRESS.search(note):
            self._place = self._place or f"footnote {self._footnotes}"
        end = _END.search(self._before)
        at = end.start() if end else len(self._before)
        self._text = f"{self._before[:at]} ({note}){self._before[at:]}" if self._before.strip() else note
        self._before = ""

    def end_passage(self) -> None:
        """Keep the paragraph if it contains an address."""
        text = " ".join(self._text.split())
        if _ADDRESS.search(text):
            heading = " ".join(self._heading.split())[:_LONGEST_HEADING]
            self.passages.append(Passage(text, self._place or (f"its section {heading}" if heading else "its text")))
        self._text = self._place = ""
