"""Excel workbooks: rows of every sheet that names its columns, and bombs."""

import io
import sys
import zipfile
from datetime import date, datetime

import pytest

from linkscan.errors import InputError, SettingsError
from linkscan.models import Asset
from tests.papers.conftest import Load, beside
from tests.papers.documents import workbook

ROWS: list[list[object]] = [
    ["Accepted papers of the meeting"],
    ["ID", "Title", "Abstract", "Published", "Code", "Track"],
    [12, "Lantern", "We read charts.", date(2026, 1, 31), "https://github.com/example/lantern", "main"],
    [],
    [13.0, "Counting", None, None, "n/a", "side"],
]


def test_rows_of_all_sheets_with_papers(load: Load) -> None:
    """Numbers are whole, dates are dates, a heading above the names is no matter, a sheet of other things neither."""
    content = workbook({"Accepted": ROWS, "Rooms": [["Room", "Seats"], ["A", 12]], "More": ROWS[1:3]})
    loaded = load(content, keep=["track"])
    lantern, counting, again = loaded.papers
    assert (lantern.id, lantern.published, lantern.source) == ("12", "2026-01-31", ("input:Accepted:3",))
    assert beside(lantern) == [("Code", Asset.CODE, "https://github.com/example/lantern")]
    assert lantern.kept == {"track": "main"}
    assert (counting.id, counting.abstract, counting.fields) == ("13", "", ())
    assert again.source == ("input:More:2",)


def test_row_under_merged_cells_is_reported_once(load: Load) -> None:
    """Such as one row for each review of a paper."""
    loaded = load(workbook({"Papers": [["Title", "Abstract", "Score"], ["A", "We do.", 3], [None, None, 4]]}))
    assert loaded.titles == ["A"]
    (said,) = loaded.skipped
    assert said.startswith("input:Papers:3: no title and no abstract: nothing in 'Title' and 'Abstract'; fill it in")


def test_a_workbook_without_papers_is_refused(load: Load) -> None:
    with pytest.raises(InputError, match=r"^input:1: no sheet with columns of titles or abstracts"):
        load(workbook({"Rooms": [["Room", "Seats"], ["A", 12]]}))


def changed(content: bytes, member: str, put: bytes) -> bytes:
    """Write a workbook again, one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, put if name == member else old.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize(
    "put",
    [
        HEAD + b"<row>" + b"<c/>" * 20_000_000,
        b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 50_000 + b'">]>' + HEAD + b"&a;" * 20_000,
        HEAD + b"<row",
        b"no XML",
    ],
    ids=["expands", "entities", "cut off", "junk"],
)
def test_hostile_workbooks_are_refused(load: Load, put: bytes) -> None:
    with pytest.raises(InputError, match=r"^input:1: "):
        load(changed(workbook({"S": ROWS}), SHEET, put))


def test_distant_cells_take_no_memory(load: Load) -> None:
    texts = {"A1": "title", "B1": "abstract", "A900000": "T", "XFD900000": "1"}
    cells = {at: f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'.encode() for at, text in texts.items()}
    first, last = cells["A1"] + cells["B1"], cells["A900000"] + cells["XFD900000"]
    rows = b'<row r="1">' + first + b'</row><row r="900000">' + last + b"</row>"
    content = changed(workbook({"S": ROWS}), SHEET, HEAD + rows + b"</sheetData></worksheet>")
    assert load(content).titles == ["T"]


def test_missing_extra_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(SettingsError, match=r"Excel workbook needs openpyxl, which is not installed"):
        load(workbook({"S": ROWS}))


def test_declared_size_of_a_sheet_is_ignored(load: Load) -> None:
    """Some programs write "A1" for any."""
    content = workbook({"S": [["Title", "Abstract"], ["Lantern", "We read charts."]]})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(SHEET).replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>')
    assert load(changed(content, SHEET, sheet)).titles == ["Lantern"]


def test_days_and_errors_of_formulas(load: Load) -> None:
    """A day of a sheet is a time at midnight; what says that there is no value is none."""
    rows: list[list[object]] = [["Title", "Abstract", "Due"], ["Lantern", "#N/A", datetime(2024, 3, 5)]]  # noqa: DTZ001 - as a sheet has it
    (paper,) = load(workbook({"S": rows}), keep=["Due"]).papers
    assert (paper.abstract, paper.kept) == ("", {"Due": "2024-03-05"})


def test_column_names(load: Load) -> None:
    """Two names, or one in the first row; they may come again, and a further table may have others."""
    checklist = [
        ["Section", "Item"],
        ["Title", "Identify the report."],
        ["Abstract", "Give a summary."],
        ["Aims", "Say."],
    ]
    twice: list[list[object]] = [
        ["Title", "Year"],
        ["Lantern", 2024],
        ["Title", "Year"],
        ["Owls", 2023],
        ["Authors", "Title"],
        ["B. C.", "Ice"],
    ]
    assert load(workbook({"Checklist": checklist, "S": twice})).titles == ["Lantern", "Owls", "Ice"]
    assert load(workbook({"S": [["Abstract"], ["We read charts."]]})).abstracts == ["We read charts."]
