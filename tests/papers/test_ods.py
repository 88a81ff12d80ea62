"""OpenDocument spreadsheets: rows of every sheet that names its columns, cells that cover others, and damage."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import Load
from tests.papers.documents import row, spreadsheet

NAMES = row("ID", "Title", "Abstract", "Published", "Track")
DATE = (
    '<table:table-cell office:value-type="date" office:date-value="2026-01-31T00:00:00"><text:p>31 Jan</text:p>'
    "</table:table-cell>"
)
NUMBER = '<table:table-cell office:value-type="float" office:value="12"><text:p>12,00</text:p></table:table-cell>'
COVERED = "<table:covered-table-cell/>"
EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'


def test_rows_of_all_sheets_with_papers(load: Load) -> None:
    """A heading may precede the column names, cells may be merged; other sheets are ignored."""
    paragraphs = "<text:p>We read<text:s/>charts.</text:p><text:p>It<text:line-break/>works.</text:p>"
    text = f"<table:table-cell>{paragraphs}</table:table-cell>"
    accepted = [
        row("Accepted papers", COVERED, COVERED, EMPTY),
        row(EMPTY, attributes='table:number-rows-repeated="3"'),
        NAMES,
        row(NUMBER, "Lantern", text, DATE, "main"),
        row("13", "Counting", "", "", COVERED),
        row(EMPTY, attributes='table:number-rows-repeated="1048000"'),
    ]
    sheets = {
        "Accepted": "".join(accepted),
        "Rooms": row("Room", "Seats") + row("A", "1"),
        "More": NAMES + row("1", "Owls"),
    }
    lantern, counting, owls = load(spreadsheet(sheets), keep=["track"]).papers
    assert (lantern.id, lantern.title, lantern.published) == ("12", "Lantern", "2026-01-31")
    assert lantern.abstract == "We read charts.\nIt works."
    assert (lantern.kept, lantern.source) == ({"track": "main"}, ("input:Accepted:6",))
    assert (counting.id, counting.abstract, counting.source) == ("13", "", ("input:Accepted:7",))
    assert owls.source == ("input:More:2",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (spreadsheet({"Rooms": row("Room", "Seats") + row("A", "1")}), "no sheet with columns of titles or abstracts"),
        (spreadsheet({"S": NAMES}, kind="application/vnd.oasis.opendocument.text"), "an OpenDocument file; save"),
        (spreadsheet({"S": NAMES})[:400], "a damaged or incomplete archive"),
        (spreadsheet({"S": "</table:table>"}), "not XML"),
        (spreadsheet({"S": "<a>" * 300}), "nested too deeply"),
    ],
    ids=["other things", "text", "cut off", "not closed", "depth"],
)
def test_other_spreadsheets_are_refused(load: Load, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=rf"^input[\w./]*:1: {said}"):
        load(content)


def test_rows_above_damage_are_kept(load: Load) -> None:
    loaded = load(spreadsheet({"S": NAMES + row("1", "Lantern") + "<table:table-row><b"}))
    assert loaded.titles == ["Lantern"]
    assert loaded.skipped[0].startswith("input:1: not XML")
