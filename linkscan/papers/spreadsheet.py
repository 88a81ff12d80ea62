"""Excel workbooks (.xlsx): every sheet whose first rows name columns, read as CSV is; `file.xlsx:Sheet1:7` is a row.

Read through openpyxl (an extra), row by row: 16,000 rows of five cells a second. python-calamine 0.9 was measured:
seven times as fast, but it allocates every cell between the first and the last, and two cells in opposite corners are
17 thousand million. What the archive unpacks to is counted first.
"""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import IO, Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from linkscan.errors import InputError, SettingsError, needs
from linkscan.models import Paper
from linkscan.papers.containers import HARMLESS_DOCUMENT, MOST_EXPANSION
from linkscan.papers.input_file import InputFile
from linkscan.papers.sheet import MOST_COLUMNS, Sheet, papers_of

_LARGEST = 1 << 28  # bytes of all parts, unpacked; openpyxl holds the texts of all cells
_MOST_MARKS = 4 * 16_384  # ends of elements in a row: Excel's sheets have 16,384 columns
_DECLARATION = b"<!DOCTYPE"


def sniff(head: str) -> bool:
    """Return whether it is a zip archive, which `containers` passes on whole only if it is a workbook."""
    return head.startswith("PK\x03\x04")


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper, or what is wrong, of each row of each sheet; InputError for a broken or hostile workbook."""
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise SettingsError(needs(f"{source.name}: an Excel workbook", "openpyxl")) from None
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")  # of styles and extensions
    with source.file() as file:
        _check_size(file, source)
        try:
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:  # noqa: BLE001 - it has no error of its own for damaged workbooks
            raise source.error(1, f"a damaged Excel workbook ({_why(error)}); save it again, or as CSV") from None
        found = False
        for sheet in workbook.worksheets:
            for entry in _sheet(sheet, source):
                found = True
                yield entry
        if not found:
            raise source.error(1, "no sheet with columns of titles or abstracts; name them in its first row")


def _why(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _check_size(file: BinaryIO, source: InputFile) -> None:
    """Unpack every part once, and count: what a part declares may be a lie."""
    size = file.seek(0, 2)
    unpacked = 0
    try:
        with ZipFile(file) as archive:
            for info in archive.infolist():
                with archive.open(info) as part:
                    cells = _Cells(source) if "worksheets/" in info.filename else None
                    unpacked += _length(part, _LARGEST - unpacked, cells)
                if unpacked >= _LARGEST or (unpacked > HARMLESS_DOCUMENT and unpacked > MOST_EXPANSION * size):
                    raise source.error(1, "unpacks to far more than its size; save the sheet as CSV")
    except (BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise source.error(1, f"a damaged Excel workbook ({_why(error)}); save it again, or as CSV") from None
    file.seek(0)


def _length(part: IO[bytes], most: int, cells: "_Cells | None") -> int:
    length = 0
    while length <= most and (piece := part.read(1 << 20)):
        length += len(piece)
        if _DECLARATION in piece:
            raise ValueError("it declares XML entities")
        if cells:
            cells.feed(piece)
    return length


class _Cells:
    """Counts the cells of each row of a sheet: openpyxl holds a row whole, however few columns are asked for."""

    def __init__(self, source: InputFile) -> None:
        self._source, self._count = source, 0

    def feed(self, piece: bytes) -> None:
        """Count in a further piece of the sheet; raise InputError for a row that Excel has no columns for."""
        above, *rows = piece.split(b"<row")
        self._add(above)
        for row in rows:
            self._count = 0
            self._add(row)

    def _add(self, part: bytes) -> None:
        self._count += part.count(b"</c>") + part.count(b"</v>") + part.count(b"/>")
        if self._count > _MOST_MARKS:
            raise self._source.error(1, "a row with more cells than a sheet has columns; save the sheet as CSV")


def _sheet(sheet: Any, source: InputFile) -> Iterator[Paper | InputError]:
    try:
        sheet.reset_dimensions()  # which programs get wrong, as with "A1" for any sheet
        yield from papers_of(_rows(sheet), Sheet(source, sheet.title))
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        yield source.error(1, f"the sheet {sheet.title[:40]!r} breaks off ({_why(error)}); save it again, or as CSV")


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet with their numbers; rows that the file omits are one empty row."""
    above: Sequence[object] = ()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if row is not above:
            yield number, [_told(cell) for cell in row[:MOST_COLUMNS]]
        above = row


def _told(cell: object) -> str:
    """Return a cell as text; a number of a whole without its `.0`, a date as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
