"""Properties that hold for any input."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import FORMATS, merge
from linkscan.papers.formats import told_by_content
from linkscan.papers.input_file import InputFile
from linkscan.papers.records import NOTHING, make
from tests.papers.conftest import DATA

LOADED = tuple(FORMATS.values())  # loaded now, not within the time of the first example
SAMPLES = [path.read_bytes() for path in sorted(DATA.iterdir())]
TOKENS = [b'"', b"'", b"{", b"}", b"[", b"]", b"<", b"&", b"\\", b"@", b"#", b"\n", b"\r", b",", b"\xff", b"\0", b"e"]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).filter(
    lambda text: text.strip().casefold() not in NOTHING and not set("<&") & set(text)
)
LINES = st.lists(TEXT, max_size=4).map("\n".join)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Cut a sample, insert pieces of another, and scatter significant characters."""
    content = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(content))), draw(st.integers(0, 200))
        other = draw(st.sampled_from(SAMPLES))
        put = draw(st.one_of(st.binary(max_size=8), st.sampled_from(TOKENS), st.just(other[at : at + length])))
        content = content[:at] + put * draw(st.integers(1, 3)) + content[at + length :]
    return content


@settings(deadline=None)  # the first TeX loads its parser
@given(content=st.one_of(st.binary(max_size=400), damaged()), name=st.sampled_from([None, *FORMATS]))
def test_any_bytes_load_or_are_refused(content: bytes, name: str | None) -> None:
    """No other exception is raised, and every paper can be written and merged."""
    try:
        source = InputFile("input", io.BytesIO(content))
        entries = [*(FORMATS[name] if name else told_by_content(source)).load(source)]
    except InputError as error:
        entries = [error]
    papers = [entry for entry in entries if isinstance(entry, Paper)]
    for paper in merge(papers):
        assert paper.id
        assert paper.abstract or paper.title
        assert "\n" not in paper.title
        assert all(place.startswith("input:") for place in paper.source)
        json.dumps([paper.id, paper.title, paper.abstract], ensure_ascii=False).encode()
    assert all(str(entry).startswith("input:") for entry in entries if isinstance(entry, InputError))


@st.composite
def papers(draw: st.DrawFn) -> list[Paper]:
    """Draw papers with distinct ids, as loading would make them."""
    source = InputFile("drawn", io.BytesIO(b"x"))
    drawn = draw(st.lists(st.tuples(TEXT, LINES).filter(lambda each: "".join(each).strip()), min_size=1, max_size=4))
    return [
        replace(make(source, line, title=title, abstract=abstract), id=f"p{line}")
        for line, (title, abstract) in enumerate(drawn, 1)
    ]


def as_jsonl(written: list[Paper]) -> str:
    """Write JSON Lines."""
    return "".join(
        json.dumps({"id": paper.id, "title": paper.title, "abstract": paper.abstract}) + "\n" for paper in written
    )


def as_json(written: list[Paper]) -> str:
    """Write one JSON list."""
    return json.dumps([json.loads(line) for line in as_jsonl(written).splitlines()], ensure_ascii=False, indent=1)


def as_csv(written: list[Paper]) -> str:
    """Write CSV."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["id", "title", "abstract"])
    rows.writerows([paper.id, paper.title, paper.abstract] for paper in written)
    return out.getvalue()


@pytest.mark.parametrize("write", [as_jsonl, as_json, as_csv])
@given(written=papers())
def test_written_papers_load_back_equal(write: Callable[[list[Paper]], str], written: list[Paper]) -> None:
    """In JSON Lines, JSON and CSV, detected by content."""
    if not written:
        return
    source = InputFile("drawn", io.BytesIO(write(written).encode()))
    read = list(told_by_content(source).load(source))
    assert [(p.id, p.title, p.abstract) for p in read if isinstance(p, Paper)] == [
        (p.id, p.title, p.abstract) for p in written
    ]
    assert len(read) == len(written)
