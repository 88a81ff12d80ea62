"""What all tagged formats have in common: records, wrapped lines, lines of no use."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import DATA, Load


def test_a_line_that_somebody_wrapped_goes_on_with_its_field(load: Load) -> None:
    loaded = load("TY  - JOUR\nTI  - A Tool\nAB  - We release\nour code.\nER  - \n")
    assert loaded.abstracts == ["We release\nour code."]


def test_a_record_without_an_end_ends_before_the_next(load: Load) -> None:
    loaded = load("TY  - JOUR\nTI  - A Tool\nTY  - JOUR\nTI  - Another\n")
    assert (loaded.titles, loaded.lines) == (["A Tool", "Another"], [1, 3])


def test_lines_outside_of_records_are_told_and_the_records_kept(load: Load) -> None:
    loaded = load("TY  - JOUR\nTI  - A Tool\nER  - \nfive results\nTY  - JOUR\nTI  - Another\nER  - \n")
    assert loaded.titles == ["A Tool", "Another"]
    assert loaded.skipped == ["input:4: no line of RIS; mend or remove it"]


def test_a_record_with_neither_title_nor_abstract_is_told(load: Load) -> None:
    loaded = load("TY  - JOUR\nPY  - 2024\nER  - \nTY  - JOUR\nTI  - A Tool\nER  - \n")
    assert [said.partition(" among")[0] for said in loaded.skipped] == ["input:1: no title and no abstract"]


def test_a_record_of_a_million_fields_is_refused(load: Load) -> None:
    with pytest.raises(InputError, match="input:1: a record without end"):
        load("TY  - JOUR\n" + "AU  - A\n" * 200_000)


@pytest.mark.parametrize("name", ["scopus.ris", "pubmed.nbib", "endnote.enw", "savedrecs.txt", "ovid.txt"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_every_format_is_known_with_a_mark_and_windows_line_ends(load: Load, name: str, encoding: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    loaded = load(text.strip("\n").replace("\n", "\r\n").encode(encoding))
    assert loaded.titles == load(DATA / name).titles
