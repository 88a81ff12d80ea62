"""The rows of a sheet become papers: the names of the columns are looked for in its first rows. Pure."""

from collections.abc import Iterable, Iterator, Sequence

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns, in_words, is_known
from linkscan.papers.input_file import InputFile
from linkscan.papers.records import begins_table, names_table, to_paper

MOST_COLUMNS = 500
_TRIED = 20  # rows above the names of the columns, where people put a heading


class Sheet(InputFile):
    """A sheet of a workbook, as places name it: `file.xlsx:Sheet1:7`."""

    def __init__(self, workbook: InputFile, title: str) -> None:
        """Take the title as the workbook tells it; nothing is read through a sheet."""
        self.name = f"{workbook.name}:{title}"
        self.keep = workbook.keep


def papers_of(rows: Iterable[tuple[int, Sequence[str]]], sheet: Sheet) -> Iterator[Paper | InputError]:
    """Yield the paper, or what is wrong, of each row below the names of columns; nothing for a sheet without them.

    Rows are given by their numbers. The names may come again, and a further table may have others.
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
    """Return whether a row holds names of columns; below the first ones it is looked at only if it begins like some."""
    return (not header or is_known(cells[0].strip())) and begins_table(cells)


def _told(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell]
