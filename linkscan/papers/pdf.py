"""PDF: the title, the abstract, and the addresses in text and annotations, through pypdfium2 (an extra).

PDFium is the PDF library of Chromium. Measured on 200 generated pages of text: pypdfium2 5.15 963 pages/s, pypdf 7.1
256. A PDF does not mark its title and abstract: the title is the one in the document properties or the largest text of
the first page, the abstract is the text between "Abstract" and the introduction.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from linkscan.errors import InputError, SettingsError, needs
from linkscan.models import Paper, RecordField
from linkscan.papers.full_text import passages_of_pages
from linkscan.papers.identifiers import arxiv_id, doi
from linkscan.papers.input_file import InputFile
from linkscan.papers.pdf_forms import draws_too_many_forms
from linkscan.papers.pdf_links import join_addresses
from linkscan.papers.pdf_streams import unpacks_to_too_much
from linkscan.papers.prose import is_prose
from linkscan.papers.records import make
from linkscan.spellings import ARXIV_ID

_LARGEST = 1 << 28  # bytes; PDFium holds the file in memory
_MOST_PAGES = 200
_MOST_TEXT = 1 << 22  # characters
_MOST_LINKS = 2000  # annotations per page
_LOOKED_AT = 1 << 16  # characters examined to tell whether there are sentences
_SEARCHED = 6000  # characters in which the abstract must begin
_LONGEST_ABSTRACT = 6000
_LEAST_OF_TITLE = 4  # letters; unlike a large initial

_ABSTRACT = re.compile(r"(?im)^[ \t]*(?:abstract|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|summary)\b[ \t]*[.:—–-]*[ \t]*")
_END = re.compile(
    r"(?im)^[ \t]*(?:(?:\d+|I)[. \t]+)?"
    r"(?:introduction|keywords?|key words|index terms|ccs concepts|categories and subject)\b"
    r"|^[ \t]*(?:1|I)\.?[ \t]+[A-Z][a-z]+[ \t]*$"
)
_STAMP = re.compile(rf"arXiv:({ARXIV_ID})")
_DOI = re.compile(r"(?i)(?:doi[:.]?\s*|doi\.org/)(10\.\d{4,9}/[^\s\"<>]+)")
_OWN = ("doi.org/", "arxiv.org/abs/", "orcid.org/", "creativecommons.org/")
_HYPHEN = re.compile(r"(?<=[a-z])[\ufffe\u00ad\x02]\r?\n?(?=[a-z])|(?<=[a-z])-\r?\n(?=[a-z])")
_PUNCTUATION = ".,;:)]}>'\""


def sniff(head: str) -> bool:
    """Return whether a file has a PDF header, which junk may precede (ISO 32000-1, annex H, note 13)."""
    return "%PDF-" in head[:1024]


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper. Raise InputError for a PDF that is damaged, encrypted or consists of images only."""
    try:
        import pypdfium2 as pdfium  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise SettingsError(needs(f"{source.name}: a PDF", "pypdfium2")) from None
    with source.file() as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise source.error(1, f"a PDF of over {_LARGEST >> 20} MB; give its title and abstract as text")
    if unpacks_to_too_much(content) or draws_too_many_forms(content):
        raise source.error(1, "a PDF that unpacks to far more than its size; give its title and abstract as text")
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium.raw.FPDF_ERR_PASSWORD:
            raise source.error(
                1, "an encrypted PDF, which asks for a password; save it without one, or give its title and abstract"
            ) from None
        raise source.error(
            1, f"a PDF that cannot be read ({_why(error)}); give its title and abstract as text"
        ) from None
    try:
        yield _paper(document, source)
    except pdfium.PdfiumError as error:
        raise source.error(1, f"a damaged PDF ({_why(error)}); fetch it again") from None
    finally:
        document.close()


def _why(error: Exception) -> str:
    return str(error).strip(". ").casefold()


def _paper(document: Any, source: InputFile) -> Paper | InputError:
    texts: list[str] = []
    links: dict[str, None] = {}
    title = ""
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        text_page = page.get_textpage()
        clickable = list(_annotated(page))
        text = join_addresses(text_page.get_text_bounded().replace("\r\n", "\n"), clickable)
        texts.append(_HYPHEN.sub("", text))
        if number == 0:
            title = _largest(page, text_page) or ""
        links.update(dict.fromkeys(clickable))
        page.close()
        if sum(map(len, texts)) > _MOST_TEXT:
            break
    whole = "\n".join(texts)
    if not whole.strip():
        return source.error(1, "a PDF without text, such as a scan; give its title and abstract as text")
    first = texts[0] if texts else ""
    named = _metadata_title(document)
    stamp, number_of_doi = _STAMP.search(first), _DOI.search(first)
    abstract = _abstract(whole)
    found = _title(named, title, first)
    if not abstract and not (found and is_prose(whole[:_LOOKED_AT])):
        return source.error(1, "a PDF without an abstract or sentences, such as a figure or form; give a paper")
    paper = make(
        source,
        1,
        title=found,
        abstract=abstract,
        arxiv=arxiv_id(stamp[1]) if stamp else None,
        doi=doi(number_of_doi[1].rstrip(_PUNCTUATION)) if number_of_doi else None,
    )
    return replace(paper, fields=_fields(texts, list(links)))


def _fields(pages: list[str], links: list[str]) -> tuple[RecordField, ...]:
    """Return the sentences of the body with addresses, with their places, and the link annotations."""
    passages = passages_of_pages(pages, _abstract_span("\n".join(pages))[1])
    found = [RecordField(passage.place, passage.text, is_body=True) for passage in passages]
    clickable = [link for link in links if not any(own in link for own in _OWN)]
    return (*found, *(RecordField("pdf link", link, is_body=True) for link in clickable))


def _abstract_span(whole: str) -> tuple[int, int]:
    begun = _ABSTRACT.search(whole, 0, _SEARCHED)
    if begun is None:
        return (0, 0)
    ended = _END.search(whole, begun.end() + 100, begun.end() + _LONGEST_ABSTRACT)
    return begun.end(), ended.start() if ended else min(len(whole), begun.end() + _LONGEST_ABSTRACT // 2)


def _abstract(whole: str) -> str:
    begin, end = _abstract_span(whole)
    return whole[begin:end].strip()


def _title(named: str, largest: str, first: str) -> str:
    """Return the title from the properties if it occurs on the first page, else the largest text there."""
    flat = "".join(first.split()).casefold()
    if named and "".join(named.split()).casefold() in flat:
        return named
    return largest or named or next((line.strip() for line in first.splitlines() if line.strip()), "")


def _metadata_title(document: Any) -> str:
    title = str(document.get_metadata_value("Title") or "").strip()
    return (
        ""
        if title.casefold().endswith((".dvi", ".doc", ".docx", ".tex", ".pdf"))
        or title.casefold() in ("untitled", "title")
        else title
    )


def _largest(page: Any, text_page: Any) -> str:
    """Return the lines in the largest type in the upper half of a page, or "" if it has no words."""
    import ctypes  # noqa: PLC0415

    import pypdfium2.raw as pdfium  # noqa: PLC0415

    middle = page.get_height() / 2
    count = min(text_page.count_chars(), 4000)
    sized = list[tuple[float, str]]()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(count):
        size = round(pdfium.FPDFText_GetFontSize(text_page, index), 1)
        character = chr(pdfium.FPDFText_GetUnicode(text_page, index))
        pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        if character.isspace():
            sized.append((-1.0, " "))
            continue
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        if bottom.value < middle or abs(angle) > 0.1:  # arXiv's stamp is rotated, in the margin
            continue
        sized.append((size, character))
    for best in sorted({size for size, _ in sized if size > 0}, reverse=True):
        text = "".join(character for size, character in sized if size in (best, -1.0))
        if sum(map(str.isalpha, text)) >= _LEAST_OF_TITLE:
            return " ".join(text.split())[:300]
    return ""


def _annotated(page: Any) -> Iterator[str]:
    """Yield the targets of the links on a page."""
    import ctypes  # noqa: PLC0415

    import pypdfium2.raw as pdfium  # noqa: PLC0415

    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        length = pdfium.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        buffer = ctypes.create_string_buffer(min(length, 4096))
        pdfium.FPDFAction_GetURIPath(page.pdf, action, buffer, len(buffer))
        address = buffer.value.decode("utf-8", "replace")
        if address.startswith(("http://", "https://")):
            yield address
