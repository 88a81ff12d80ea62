"""Render Parquet: the three tables with the columns of the CSV files, each of its own type. Pure.

Read it with any engine: `pandas.read_parquet`, DuckDB, Spark. What is "not told" is null; so is a moment that a
host tells in other words than ISO 8601.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from linkscan.reports.escaping import valid
from linkscan.reports.report import Report
from linkscan.reports.tables import Cell, Table, columns_of

GROUP = 10_000
"""Rows of a row group: what is held as Python objects at once."""


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
    """Return one table; the columns are those of `tables.columns_of`, lists are lists."""
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
    """Read ISO 8601; without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # no time, or none of a year that there is
        return None
