"""Parquet (https://parquet.apache.org): a table whose columns are named as those of CSV and JSON Lines are."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from linkscan.errors import InputError, SettingsError
from linkscan.models import Paper
from linkscan.papers.records import columns, to_paper
from linkscan.papers.source import TABLE, Source

_ROWS = 1000  # held at once
_PIECE = 1 << 20  # bytes read of a column at once, of which a row group may have hundreds of millions


def sniff(head: str) -> bool:
    """A table begins, and ends, with the word that stands for it."""
    return head == TABLE


def load(source: Source) -> Iterator[Paper | InputError]:
    """Give the paper, or what is wrong, of each row; `file:7` is the seventh. InputError for a broken table."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra of 150 MB
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError:
        raise SettingsError(
            f"{source.name}: Parquet needs pyarrow, which the extra `parquet` brings: pip install '.[parquet]'"
        ) from None
    try:
        table = parquet.ParquetFile(source.table(), buffer_size=_PIECE)
        yield from _papers(table, source)
    except (pa.ArrowException, OSError) as error:
        raise source.error(1, f"not a whole Parquet table ({error}); fetch it again") from None


def _papers(table: Any, source: Source) -> Iterator[Paper | InputError]:
    names = tuple(table.schema_arrow.names)
    found = columns(names)
    if found.abstract is None and not found.wrappers:
        shown = ", ".join(name[:40] for name in names[:12])
        raise source.error(1, f'no column of abstracts among: {shown}; name it "abstract" or "summary"')
    row = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=sorted(found.used())):
        for record in batch.to_pylist():
            row += 1
            yield to_paper({name: _told(value) for name, value in record.items()}, source, row)


def _told(value: object) -> object:
    """Give a date as the text that it is in other formats."""
    return value.isoformat() if isinstance(value, date) else value
