"""`--keep`: an unknown column is reported, with a suggestion."""

import json
from pathlib import Path

import pytest

from linkscan.inputs.loading import load_papers
from linkscan.papers.keep import Keep
from tests.papers.conftest import DATA

RECORD = {"title": "T", "abstract": "A text.", "Track": "main", "decision": ""}


def notes(keep: Keep, *inputs: object) -> tuple[str, ...]:
    """Load inputs completely, and return the notes about columns."""
    for each in inputs:
        list(load_papers(each, keep=keep))  # type: ignore[arg-type] # of any type
    return keep.notes()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("track", "Decision"), ()),  # a column may be empty, and in any spelling
        (("all",), ()),
        ((), ()),
        (("trak",), ("--keep: the inputs have no column 'trak'; did you mean Track?",)),
        (("decission", "track"), ("--keep: the inputs have no column 'decission'; did you mean decision?",)),
        (("contrast",), ("--keep: the inputs have no column 'contrast'; there are title, abstract, Track, decision",)),
        (("x",), ("--keep: the inputs have no column 'x'; there are title, abstract, Track, decision",)),
    ],
)
def test_unknown_column_is_reported(names: tuple[str, ...], told: tuple[str, ...]) -> None:
    assert notes(Keep(names), [RECORD]) == told


def test_a_column_of_one_input_is_enough(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(json.dumps(RECORD))
    assert notes(Keep(("track", "issn")), tmp_path / "one.jsonl", DATA / "zotero.csv") == ()


def test_only_some_of_many_columns_are_listed() -> None:
    wide = {**RECORD, **{f"score {number}": 1 for number in range(20)}}
    (note,) = notes(Keep(("x",)), [wide])
    assert note.endswith("score 7 and 12 more")


def test_prose_has_no_columns(tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("A Tool\n\nWe present a tool. Code is at https://github.com/lab/tool.\n")
    assert notes(Keep(("track",)), tmp_path / "dump.txt") == (
        "--keep: the inputs have no column 'track'; they have no columns",
    )


@pytest.mark.parametrize(
    "file", ["zotero.csv", "crossref.json", "scopus.ris", "refworks.txt", "references.bib", "xml/data/dblp.xml"]
)
def test_authors_are_kept_whatever_the_producer_calls_them(file: str) -> None:
    path = DATA / file if (DATA / file).exists() else next(DATA.parent.rglob(Path(file).name))
    keep = Keep(("authors",))
    assert any(paper.kept.get("authors") for paper in load_papers(path, keep=keep))
    assert keep.notes() == ()
