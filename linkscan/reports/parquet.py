"""Render Parquet: the three tables with the columns of the CSV files, typed. Pure.

Read it with any engine: `pandas.read_parquet`, DuckDB, Spark. Unknown values are null, and so are times of a host that
are not in ISO 8601.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from linkscan.reports.escaping import valid
from linkscan.reports.report import Report
from linkscan.reports.tables import Cell, Table, columns_of

GROUP = 10_000
"""Rows in a row group, which are held as Python objects at the same time."""


def papers(report: Report) -> bytes:
    """Return `papers.parquet`."""
    return render(report, "papers")


def links(report: Report) -> bytes:
    """Return `links.parquet`."""
    return render(report, "links")


def claims(report: Report) -> bytes:
    """Return `claims.parquet`."""
    return render(report, "claims")


def render(report: Report, table: Table) -> bytes:
    """Return one table with the columns of `tables.columns_of`; lists are lists of strings."""
    import pyarrow as pa  # noqa: PLC0415 - an extra of 150 MB
    from pyarrow import parquet  # noqa: PLC0415

    types = {
        str: pa.string(),
        int: pa.int64(),
        bool: pa.bool_(),
        datetime: pa.timestamp("ms", "UTC"),
        tuple: pa.list_(pa.string()),
    }
    columns = columns_of(table, report.papers)
    schema = pa.schema([(column.name, types[column.kind]) for column in columns])
    out, rows = pa.BufferOutputStream(), report.each_row(table)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            cells = [_values((row[column.name] for row in group), column.kind) for column in columns]
            arrays = [pa.array(values, field.type) for values, field in zip(cells, schema, strict=True)]
            writer.write_table(pa.table(arrays, schema=schema))
    return bytes(out.getvalue().to_pybytes())


def _values(cells: Iterable[Cell], kind: type) -> list[Any]:
    if kind is datetime:
        return [None if cell is None else _moment(str(cell)) for cell in cells]
    if kind is tuple:
        return [[valid(item) for item in cell] if isinstance(cell, list) else None for cell in cells]
    return [valid(cell) if isinstance(cell, str) else cell for cell in cells]


def _moment(text: str) -> datetime | None:
    """Parse ISO 8601, in UTC if there is no time zone; return None if it is not a time."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # not a time, or out of range
        return None
