"""Turn the rows of a sheet into papers; the header is searched for in the first rows. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns, in_words, is_known
from linkscan.papers.input_file import InputFile
from linkscan.papers.records import begins_table, names_table, to_paper

MOST_COLUMNS = 500
_TRIED = 20  # rows above the header, in which people write headings


class Sheet(InputFile):
    """A sheet of a workbook, for places such as `file.xlsx:Sheet1:7`."""

    def __init__(self, workbook: InputFile, title: str) -> None:
        """Take the title of a sheet; its rows are not read through this class."""
        self.name = f"{workbook.name}:{title}"
        self.keep = workbook.keep


def papers_of(rows: Iterable[tuple[int, Sequence[str]]], sheet: Sheet) -> Iterator[Paper | InputError]:
    """Yield the paper of each row below the header, or what is wrong with it; nothing for a sheet without a header.

    `rows` are numbers with cells. The header may be repeated, and another table with other columns may follow.
    """
    header: list[str] = []
    is_first = True
    for number, cells in rows:
        if not any(cells):
            continue
        if _names_columns(cells, header) or (is_first and names_table(columns(tuple(in_words(_told(cells)))))):
            header = in_words([cell.strip() for cell in cells])
        elif header:
            yield to_paper(dict(zip(header, cells, strict=False)), sheet, number)
        elif number > _TRIED:
            return
        is_first = False


def _names_columns(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Return whether a row is a header; after the first header, only a row that begins with a known name may be one."""
    return (not header or is_known(cells[0].strip())) and begins_table(cells)


def _told(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell]
