"""The tables as Parquet: the columns of the CSV files with native types."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from linkscan.models import Metadata
from linkscan.reports import parquet as report_parquet
from linkscan.reports.report import Report
from linkscan.reports.tables import COLUMNS, Table

TABLES: tuple[Table, ...] = ("papers", "links", "claims")


@pytest.mark.parametrize("table", TABLES)
def test_the_cells_are_those_of_the_other_formats(report: Report, table: Table) -> None:
    read = parquet.read_table(io.BytesIO(report_parquet.render(report, table)))
    moments = {column.name for column in COLUMNS[table] if column.kind is datetime}
    assert read.column_names == [column.name for column in COLUMNS[table]]
    assert [{name: cell for name, cell in row.items() if name not in moments} for row in read.to_pylist()] == [
        {name: cell for name, cell in row.items() if name not in moments} for row in report.to_rows(table)
    ]


def test_a_long_table_is_written_in_groups(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_parquet, "GROUP", 2)
    written = parquet.ParquetFile(io.BytesIO(report_parquet.papers(report)))
    assert written.num_row_groups == (len(report.papers) + 1) // 2
    assert written.read()["id"].to_pylist() == [paper.id for paper in report.papers]


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("url", pa.string()),
        ("status_code", pa.int64()),
        ("from_cache", pa.bool_()),
        ("checked_at", pa.timestamp("ms", "UTC")),
        ("stars", pa.int64()),
        ("archived", pa.bool_()),
        ("topics", pa.list_(pa.string())),
        ("pushed_at", pa.timestamp("ms", "UTC")),
    ],
)
def test_a_column_has_its_type_even_if_nothing_is_told(report: Report, column: str, kind: pa.DataType) -> None:
    for each in (report, replace(report, links=())):
        assert parquet.read_table(io.BytesIO(report_parquet.links(each))).schema.field(column).type == kind


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("2026-01-31T10:00:00Z", datetime(2026, 1, 31, 10, tzinfo=UTC)),
        ("2026-01-31T10:00:00+02:00", datetime(2026, 1, 31, 8, tzinfo=UTC)),
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
        ("yesterday", None),
        (None, None),
    ],
)
def test_a_moment_is_a_moment_in_utc_or_null(report: Report, told: str | None, read: datetime | None) -> None:
    link = replace(report.links[0], metadata=Metadata(pushed_at=told))
    table = parquet.read_table(io.BytesIO(report_parquet.links(replace(report, links=(link,)))))
    assert table["pushed_at"].to_pylist() == [read]


def test_half_a_surrogate_pair_is_no_reason_to_fail(report: Report) -> None:
    odd = replace(report, papers=(replace(report.papers[0], title="half a pair \ud800"),))
    assert parquet.read_table(io.BytesIO(report_parquet.papers(odd)))["title"].to_pylist() == ["half a pair \ufffd"]
