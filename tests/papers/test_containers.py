"""Compressed files and archives: unpacked while read, with named members and bounded size."""

import bz2
import gzip
import io
import lzma
import os
import random
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from linkscan.errors import InputError, SettingsError
from linkscan.papers import load_papers
from tests.papers.conftest import DATA, Load
from tests.papers.documents import pdf, workbook

PAPER = b'{"title": "T", "abstract": "A"}\n'
WORKBOOK = workbook({"S": [["title", "abstract"], ["T", "A"]]})


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, zstandard.compress], ids=["gzip", "bzip2", "zstd"])
@pytest.mark.parametrize("name", ["scopus.ris", "pubmed.xml", "references.bib", "arxiv.jsonl", "openalex.json"])
def test_compressed_files_are_read_directly(load: Load, pack: type, name: str) -> None:
    content = (DATA / name).read_bytes()
    assert [paper.source[0] for paper in load(pack(content)).papers] == [
        paper.source[0] for paper in load(content).papers
    ]


def test_concatenated_compressed_members_are_read(load: Load) -> None:
    """As made by `cat a.gz b.gz` or pigz."""
    assert load(gzip.compress(PAPER) + gzip.compress(PAPER)).lines == [1, 2]
    assert load(zstandard.compress(PAPER) + zstandard.compress(PAPER)).lines == [1, 2]


def test_files_that_are_read_from_their_end(load: Load) -> None:
    assert load(gzip.compress(WORKBOOK)).titles == ["T"]
    assert load(gzip.compress(pdf([[(20.0, 700, "A Title of a PDF")]]))).titles == ["A Title of a PDF"]


def test_a_packed_pipe_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(gzip.compress(PAPER))
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert [paper.source for paper in load_papers("-")] == [("<stdin>:1",)]


def test_a_zip_archive_is_its_files(load: Load) -> None:
    """Each is named; members that cannot be read are reported and do not affect the others."""
    files = {
        "dump/papers.jsonl": PAPER,
        "__MACOSX/dump/._papers.jsonl": b"\0\5\x16",
        "dump/": b"",
        "dump/readme.html": b"<!DOCTYPE html><html></html>",
        "dump/more.ris": b"TY  - JOUR\nTI  - U\nER  - \n",
        "dump/accepted.xlsx": WORKBOOK,
    }
    loaded = load(zipped(files))
    assert [paper.source[0] for paper in loaded.papers] == [
        "input/dump/papers.jsonl:1",
        "input/dump/more.ris:1",
        "input/dump/accepted.xlsx:S:2",
    ]
    assert [said.partition(",")[0] for said in loaded.skipped] == ["input/dump/readme.html:1: an HTML page"]


def encrypted() -> bytes:
    content = bytearray(zipped({"a": PAPER}))
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (gzip.compress(PAPER * 99)[:20], "a damaged or incomplete archive"),
        (gzip.compress(PAPER * 99)[:11] + b"\xff" * 60, "a damaged or incomplete archive"),
        (bz2.compress(PAPER * 99)[:30], "a damaged or incomplete archive"),
        (zstandard.compress(PAPER)[:6] + b"\xff" * 20, "a damaged or incomplete archive"),
        (zipped({"a": PAPER})[:-30], "a damaged or incomplete archive"),
        (lzma.compress(PAPER), "compressed with xz; unpack it first"),
        (zipped({"word/document.xml": b"<w/>"}), "a Word document; save its text"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "an OpenDocument file"),
        (zipped({"xl/workbook.bin": b""}), "a binary Excel workbook; save it"),
        (zipped({"a/": b""}), "no papers in it"),
        (encrypted(), "encrypted; unpack it first"),
        (zipped({"inner.gz": gzip.compress(PAPER)}), "an archive inside an archive"),
        (zipped({f"{n}.txt": b"" for n in range(10_001)}), "an archive of over 10000 files"),
    ],
    ids=["cut gzip", "bad gzip", "cut bzip2", "bad zstd", "cut zip", "xz", "docx", "odt", "xlsb", "empty zip",
         "encrypted", "nested", "many files"],
)  # fmt: skip
def test_unreadable_archives_are_refused(load: Load, content: bytes, said: str) -> None:
    with pytest.raises(InputError) as raised:
        load(content)
    where, _, what = str(raised.value).partition(":1: ")
    assert where.startswith("input")
    assert what.startswith(said)


@pytest.mark.parametrize("compress", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_papers_of_a_truncated_archive_are_kept(load: Load, compress: Callable[[bytes], bytes]) -> None:
    """And the truncation is reported."""
    noise = random.Random(1)
    lines = [f'{{"title": "T{n}", "abstract": "{noise.randbytes(400).hex()}"}}\n'.encode() for n in range(999)]
    packed = compress(b"".join(lines))
    loaded = load(packed[: len(packed) * 2 // 3])
    assert loaded.titles == [f"T{number}" for number in range(len(loaded.titles))]
    assert 500 < len(loaded.titles) < 700
    assert loaded.skipped[-1].startswith("input:1: a damaged or incomplete archive")


def test_a_tar_archive_is_named(load: Load) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.add(DATA / "scopus.ris", "scopus.ris")
    with pytest.raises(InputError, match=r"^input:1: a tar archive; unpack it first"):
        load(out.getvalue())


@pytest.mark.parametrize(
    "pack",
    [gzip.compress, bz2.compress, zstandard.compress, lambda content: zipped({"a.jsonl": content})],
    ids=["gzip", "bzip2", "zstd", "zip"],
)
@pytest.mark.parametrize("line", [b"", b"title,abstract", b" " * 99_999])
def test_bombs_are_refused_when_they_expand(load: Load, pack: type, line: bytes) -> None:
    """Two megabytes of long or empty lines in less than a hundred bytes of bzip2."""
    content = (line + b"\n") * (2_000_000 // (len(line) + 1))
    with pytest.raises(InputError, match=r"^input(/a.jsonl)?:1: expands to more than 200 times its size"):
        load(pack(PAPER + content))


def test_zip_archive_with_a_false_size(load: Load) -> None:
    content = bytearray(zipped({"a.jsonl": PAPER * 1000}))
    at = content.index(b"PK\1\2")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(InputError, match=r"^input/a\.jsonl:1: "):
        load(bytes(content))


def test_missing_extra_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(SettingsError, match=r"zstd needs zstandard, which is not installed"):
        load(zstandard.compress(PAPER))


def test_names_of_members_are_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"\x1b[31m.jsonl": PAPER}))
    [paper] = load_papers(path)
    assert paper.source == (rf"{path}/\x1b[31m.jsonl:1",)
