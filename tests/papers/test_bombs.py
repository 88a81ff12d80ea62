"""Small inputs that would take far more memory than their size: memory is bounded in every format."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import FORMATS, load_papers
from linkscan.papers.containers import unpacked
from linkscan.papers.formats import told_by_content
from linkscan.papers.input_file import InputFile
from tests.papers.documents import workbook

MOST = 64 << 20
LOADED = tuple(FORMATS.values())  # loaded now, so that modules do not count as memory of the input


def table(rows: int, length: int) -> bytes:
    """Return a Parquet file in which one long text, stored once, is the abstract of every row."""
    abstracts = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), ["x" * length])
    out = io.BytesIO()
    parquet.write_table(
        pa.table({"title": ["t"] * rows, "abstract": abstracts}), out, compression="zstd", store_schema=False
    )
    return out.getvalue()


def atom(inside: bytes) -> bytes:
    return b'<feed xmlns="http://www.w3.org/2005/Atom">' + inside


def listed(values: int) -> bytes:
    """Return a Parquet file of one paper with that many abstracts, which are all the same."""
    abstracts = pa.array([["x"] * values], pa.list_(pa.string()))
    out = io.BytesIO()
    parquet.write_table(pa.table({"title": ["t"], "abstract": abstracts}), out, compression="zstd")
    return out.getvalue()


def wide_sheet(cells: int) -> bytes:
    """Return a workbook with a row of that many cells, more than Excel has columns for."""
    plain = zipfile.ZipFile(io.BytesIO(workbook({"papers": [["title", "abstract"]]})))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for info in plain.infolist():
            row = b"<row>" + b"<c><v>1</v></c>" * cells + b"</row></sheetData>"
            packed.writestr(info, plain.read(info).replace(b"</sheetData>", row))
    return out.getvalue()


MANY = 100_000
STRINGS = b"@string{s0={xxxxxxxx}}\n" + b"".join(
    b"@string{s%d = s%d # s%d # s%d}\n" % (number, number - 1, number - 1, number - 1) for number in range(1, 20)
)
BOMBS: dict[str, Callable[[], bytes]] = {  # each is built on demand
    "entries on one line": lambda: b"@article{k,title={t},abstract={x}}\n" + b"@a{" * MANY,
    "braces": lambda: b"@article{a, title={" + b"{" * MANY,
    "strings of strings": lambda: STRINGS + b"@article{k, title={t}, abstract=" + b" # ".join([b"s19"] * 10_000) + b"}",
    "words of one letter": lambda: b"Xx " * MANY,
    "names": lambda: b"A B, " * MANY,
    "one line": lambda: b'{"title":"t","abstract":"' + b"x" * (30 << 20),
    "keys": lambda: b"{" + b",".join(b'"k%d":{"x":1}' % n for n in range(2 * MANY)) + b"}",
    "brackets": lambda: b"[" * MANY,
    "a number": lambda: b'[{"title":"t","abstract":"x","year":' + b"9" * MANY + b"}]",
    "elements": lambda: atom(b"<entry>" + b"<a/>" * (3 * MANY)),
    "empty entries": lambda: atom(b"<entry><id>a</id></entry>" * 12_000),
    "attributes": lambda: atom(b"<entry " + b" ".join(b'a%d="x"' % n for n in range(MANY)) + b">"),
    "a comment": lambda: atom(b"<!--" + b"x" * (30 << 20)),
    "columns": lambda: b"title,abstract," + b",".join(b"c%d" % n for n in range(MANY)) + b"\nt,x\n",
    "an open quote": lambda: b'title,abstract\n"' + (b"x" * 999 + b"\n") * 18_000,
    "fences": lambda: b"# t\n\n" + b"```\n" * MANY,
    "list items": lambda: b"# P\n\n" + b"- [a](https://a.b/c) **x** text\n" * (MANY // 10),
    "tags of authors": lambda: b"TY  - JOUR\n" + b"AU  - A\n" * MANY,
    "fields of an entry": lambda: b"@article{k, " + b",".join(b"f%d={x}" % n for n in range(2 * MANY)) + b"}",
    "cells of a row": lambda: b"title,abstract\nt," + b"x," * (5 * MANY),
    "fields of a catalogue": lambda: (
        b'<record xmlns="http://www.loc.gov/MARC21/slim">' + b"<datafield><subfield>x</subfield></datafield>" * MANY
    ),
    "elements without a declared prefix": lambda: b"<zs:feed>" + b"<zs:entry b:c='d'>" * (3 * MANY),
    "front matter": lambda: b"---\ntitle: x\nabstract: y\n---\n" + b"# Summary\n" * MANY,
    "cells of a sheet": lambda: wide_sheet(2 * MANY),
    "rows of a dictionary": lambda: table(20 * MANY, 30),
    "values of a list": lambda: listed(50 * MANY),
    "texts in a dictionary": lambda: table(500, 5_000_000),
    "long texts": lambda: table(3, 100_000_000),
}  # fmt: skip


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_memory_is_bounded(make: Callable[[], bytes]) -> None:
    """64 MiB plus a small multiple of one record, which is at most the input itself."""
    content = make()
    tracemalloc.start()
    try:
        for file in unpacked("input", io.BytesIO(content)):
            assert isinstance(file, tuple)
            source = InputFile(*file)
            for _ in told_by_content(source).load(source):
                pass
    except InputError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < MOST + 4 * len(content)


@pytest.mark.parametrize("name", ["rows of a dictionary", "values of a list", "cells of a sheet", "fields of an entry"])
def test_declared_size_is_checked_before_reading(name: str, tmp_path: Path) -> None:
    """A file that declares far more than it can contain is refused."""
    path = tmp_path / "input"
    path.write_bytes(BOMBS[name]())
    papers: list[Paper] = []
    with pytest.raises(InputError, match=r"values in|more cells than|fields in"):
        papers.extend(load_papers(path))
    assert papers == []
