"""Common to all tagged formats: records, wrapped lines, irrelevant lines."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import DATA, Load


def test_wrapped_line_continues_its_field(load: Load) -> None:
    loaded = load("TY  - JOUR\nTI  - A Tool\nAB  - We release\nour code.\nER  - \n")
    assert loaded.abstracts == ["We release\nour code."]


def test_a_record_without_an_end_ends_before_the_next(load: Load) -> None:
    loaded = load("TY  - JOUR\nTI  - A Tool\nTY  - JOUR\nTI  - Another\n")
    assert (loaded.titles, loaded.lines) == (["A Tool", "Another"], [1, 3])


def test_lines_outside_records_are_reported_and_records_kept(load: Load) -> None:
    loaded = load("TY  - JOUR\nTI  - A Tool\nER  - \nfive results\nTY  - JOUR\nTI  - Another\nER  - \n")
    assert loaded.titles == ["A Tool", "Another"]
    assert loaded.skipped == ["input:4: not a line of RIS; correct or remove it"]


def test_record_with_neither_title_nor_abstract_is_reported(load: Load) -> None:
    loaded = load("TY  - JOUR\nPY  - 2024\nER  - \nTY  - JOUR\nTI  - A Tool\nER  - \n")
    assert [said.partition(" among")[0] for said in loaded.skipped] == ["input:1: no title and no abstract"]


def test_a_record_of_a_million_fields_is_refused(load: Load) -> None:
    with pytest.raises(InputError, match="input:1: a record has no end"):
        load("TY  - JOUR\n" + "AU  - A\n" * 200_000)


@pytest.mark.parametrize("name", ["scopus.ris", "pubmed.nbib", "endnote.enw", "savedrecs.txt", "ovid.txt"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_every_format_is_known_with_a_mark_and_windows_line_ends(load: Load, name: str, encoding: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    loaded = load(text.strip("\n").replace("\n", "\r\n").encode(encoding))
    assert loaded.titles == load(DATA / name).titles


@pytest.mark.parametrize(
    "above",
    ["1.\n", "\n\n", "Record #1 of 2\n", 'Provider: Example\nContent: text/plain; charset="UTF-8"\n\n', "----\n1 .\n"],
    ids=["number", "blank lines", "record", "provider", "rule"],
)
def test_text_above_and_between_records_is_skipped(load: Load, above: str) -> None:
    records = [f"{above}TY  - JOUR\nTI  - {title}\nER  - \n" for title in ("A Tool", "Another")]
    loaded = load("\n".join(records))
    assert (loaded.titles, loaded.skipped) == (["A Tool", "Another"], [])


def test_fields_after_an_end_begin_no_record(load: Load) -> None:
    """As Ovid writes the name of the journal."""
    loaded = load("TY  - JOUR\nTI  - A Tool\nER  -\nNL  - J Ex\n\nTY  - JOUR\nTI  - Another\nER  -\n")
    assert (loaded.titles, loaded.skipped) == (["A Tool", "Another"], [])


def test_a_first_record_may_be_long(load: Load) -> None:
    """Scopus puts all references into the notes, each on a line of its own."""
    references = "".join(
        f"Example, A., Sample, B., A tool, (2020) J. Ex., {number}, pp. 1-9;\n" for number in range(300)
    )
    loaded = load(
        f"TY  - JOUR\nTI  - A Tool\nAB  - We release it.\nPY  - 2024\nN1  - References:\n{references}ER  - \n"
    )
    assert (loaded.titles, loaded.abstracts) == (["A Tool"], ["We release it."])


@pytest.mark.parametrize(
    "record",
    [
        "TI- A tool for things: we release it\nAU- Example, Ada\nPY- 1992\nDT- TXT\n",
        "--AU-- Example, A.\n--TI-- A tool for things\n--YP-- 1996\n--AB-- We release our code. It is good.\n",
        "TI ~ A tool for things\nAU ~ Example, Ada\nAB ~ We release our code. It is good.\nPY ~ 2000\n",
    ],
    ids=["hyphen", "rules", "tilde"],
)
def test_unknown_tags_are_not_text(load: Load, record: str) -> None:
    with pytest.raises(InputError, match="input:1: tagged records of an unknown kind, which is not read"):
        load(record)


def test_last_record_without_an_end_is_read_and_reported(load: Load) -> None:
    """The file may be cut off."""
    loaded = load("TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nAB  - We rel")
    assert loaded.titles == ["A", "B"]
    assert loaded.skipped == ["input:4: a record has no end, unlike the others; is the file cut off?"]
