"""OpenDocument spreadsheets (.ods), as LibreOffice and Google write them: every sheet whose first rows name columns.

OpenDocument 1.3, part 3, section 9: rows and cells say how often they come, and cells that others cover are marked.
The content is one XML document. It is read with the reader of XML here, each row a record, within its bounds on sizes
and depths. python-calamine, which reads .ods too, allocates every cell between the first and the last.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.containers import HARMLESS_DOCUMENT, SPREADSHEET, member_of
from linkscan.papers.input_file import InputFile
from linkscan.papers.sheet import MOST_COLUMNS, Sheet, papers_of
from linkscan.papers.xml.tree import Element, records

if TYPE_CHECKING:
    from typing import BinaryIO

_CONTENT = "content.xml"
_ROOTS = ("document-content", "document")
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0\n"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0\n"
_SPACES = ("s", "tab", "line-break")


def sniff(head: str) -> bool:
    """Return whether its first member says so."""
    return head.startswith("PK\x03\x04") and SPREADSHEET.decode() in head[:128]


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper, or what is wrong, of each row of each sheet; InputError for a broken or hostile spreadsheet."""
    with source.file() as file:
        found = False
        for title, rows in groupby(_rows(file, source), _sheet_of):
            for entry in papers_of(_numbered(rows), Sheet(source, title)):
                found = True
                yield entry
        if not found:
            raise source.error(1, "no sheet with columns of titles or abstracts; name them in its first row")


def _rows(file: "BinaryIO", source: InputFile) -> Iterator[Element]:
    """Yield the rows of all sheets."""
    try:
        with ZipFile(file) as archive:
            member = member_of(source.name, archive, archive.getinfo(_CONTENT), HARMLESS_DOCUMENT)
            if isinstance(member, InputError):
                raise member
            content = InputFile(*member)
            if not content.is_text:
                raise source.error(1, "an encrypted spreadsheet; save it without a password")
            yield from records(content, lambda name, _space: name in _ROOTS, frozenset({"table-row"}))
    except (BadZipFile, KeyError, OSError, EOFError, NotImplementedError) as error:
        raise source.error(1, f"a damaged spreadsheet ({error}); save it again, or as CSV") from None


def _sheet_of(row: Element) -> str:
    """Return the name of the sheet that a row is of."""
    return next((attributes.get(f"{_TABLE}name", "") for name, attributes in row.above if name == "table"), "")


def _numbered(rows: Iterable[Element]) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row with its number; a repeated row is yielded once."""
    number = 1
    for row in rows:
        yield number, _cells(row)
        number += _count(row, "number-rows-repeated")


def _cells(row: Element) -> list[str]:
    cells: list[str] = []
    for cell in row.children("table-cell", "covered-table-cell"):
        room = MOST_COLUMNS - len(cells)
        cells += [_told(cell)] * min(room, _count(cell, "number-columns-repeated"))
    return cells


def _count(element: Element, name: str) -> int:
    told = element.attributes.get(f"{_TABLE}{name}", "")
    return max(1, int(told)) if told.isdecimal() and len(told) < len("1048576") + 1 else 1


def _told(cell: Element) -> str:
    """Return a cell as text: a date as ISO 8601, a number as it is, and the paragraphs that it shows of all else."""
    told = cell.attributes
    date = told.get(f"{_OFFICE}date-value", "").removesuffix("T00:00:00")
    return date or told.get(f"{_OFFICE}value") or "\n".join(_text(each) for each in cell.children("p"))


def _text(element: Element) -> str:
    """Return the text of a paragraph with its spaces and breaks, which are elements."""
    parts = (
        part if isinstance(part, str) else " " if part.name in _SPACES else _text(part) for part in element.content
    )
    return "".join(parts)
