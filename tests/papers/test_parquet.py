"""Parquet: a table of papers, read batch by batch."""

import io
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.formats import told_by_content
from linkscan.papers.input_file import InputFile
from tests.papers.conftest import Load


def table(columns: dict[str, Any], **options: Any) -> bytes:
    """Write a table as Parquet."""
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out, **options)
    return out.getvalue()


TWO = table({"id": ["a1", "b2"], "title": ["Lantern", "Counting"], "abstract": ["We read charts.", "We count."]})


def test_a_given_id_is_kept_and_the_row_is_the_source(load: Load) -> None:
    assert [(paper.id, paper.title, paper.abstract, paper.source) for paper in load(TWO).papers] == [
        ("a1", "Lantern", "We read charts.", ("input:1",)),
        ("b2", "Counting", "We count.", ("input:2",)),
    ]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Title": ["T"], "SUMMARY": ["A"]}, ("T", "A", None, None)),
        ({"title": pa.array(["T"]).dictionary_encode(), "abstract": ["A"]}, ("T", "A", None, None)),
        ({"abstract": pa.array(["A"], pa.large_string()), "id": [7]}, ("", "A", None, None)),
        ({"abstract": ["A"], "id": ["2301.00001v2"], "embedding": [[0.5, 1.0]]}, ("", "A", "2301.00001", "2023-01")),
        ({"abstract": ["A"], "published": [date(2026, 1, 31)]}, ("", "A", None, "2026-01-31")),
        ({"paper": [{"id": "x", "summary": "A"}], "title": ["T"]}, ("T", "A", None, None)),
    ],
    ids=["case", "dictionary", "large strings", "arXiv, and a column of no use", "date", "struct"],
)
def test_columns_are_recognised_as_in_other_formats(
    load: Load, columns: dict[str, Any], expected: tuple[str | None, ...]
) -> None:
    (paper,) = load(table(columns)).papers
    assert (paper.title, paper.abstract, paper.arxiv_id, paper.published) == expected


def test_row_groups_and_batches_are_one_table(load: Load) -> None:
    content = table({"abstract": [f"Abstract {number}." for number in range(3210)]}, row_group_size=1500)
    papers = load(content).papers
    assert [paper.abstract for paper in papers] == [f"Abstract {number}." for number in range(3210)]
    assert papers[-1].source == ("input:3210",)


def test_row_needs_a_title_but_no_abstract(load: Load) -> None:
    loaded = load(table({"title": ["T", "U", None], "abstract": ["A", None, None]}))
    assert (loaded.titles, loaded.abstracts) == (["T", "U"], ["A", ""])
    assert [said.partition(" in ")[0] for said in loaded.skipped] == ["input:3: no title and no abstract: nothing"]


@pytest.mark.parametrize(
    ("content", "format", "message"),
    [
        (
            table({"name of it": ["T"], "pages": [3]}),
            None,
            "input:1: no column of titles or abstracts among: name of it",
        ),
        (TWO[:-20], None, "input:1: a damaged Parquet table"),
        (
            TWO[: len(TWO) // 2] + bytes(20) + TWO[len(TWO) // 2 + 20 :],
            None,
            "input:1: a damaged Parquet table",
        ),
        (b"PAR1", None, "input:1: a damaged Parquet table"),
        (b"id,abstract\n1,A\n", "parquet", "input:1: a text file, but this format is binary; leave out --format-in"),
        (TWO, "jsonl", "input:1: a binary file, not text; leave out --format-in"),
    ],
    ids=["no abstracts", "cut off", "damaged", "nothing but magic", "CSV as Parquet", "Parquet as JSON Lines"],
)
def test_other_tables_are_refused(load: Load, content: bytes, format: str | None, message: str) -> None:  # noqa: A002 - the word of the face
    with pytest.raises(InputError) as raised:
        load(content, format=format)
    assert str(raised.value).startswith(message)


def test_a_pipe_is_copied_to_be_read_from_its_end() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    source = InputFile("<stdin>", Pipe(TWO))
    assert [entry.title for entry in told_by_content(source).load(source) if isinstance(entry, Paper)] == [
        "Lantern",
        "Counting",
    ]
