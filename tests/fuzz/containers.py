"""Containers: any bytes are a file, contain files, or are refused; expansion is bounded."""

import bz2
import gzip
import io
import zipfile

import zstandard

from linkscan.errors import InputError
from linkscan.papers.containers import HARMLESS, MOST_EXPANSION, unpacked
from tests.fuzz.bounds import in_time

_PAPERS = b'{"title": "A", "abstract": "We release code."}\n' * 20


def _zipped(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a/papers.jsonl", _PAPERS)
        archive.writestr("__MACOSX/._a", b"")
    return out.getvalue()


SEEDS = (
    gzip.compress(_PAPERS),
    gzip.compress(bytes(1 << 20)),
    bz2.compress(_PAPERS),
    zstandard.compress(_PAPERS),
    _zipped(zipfile.ZIP_DEFLATED),
    _zipped(zipfile.ZIP_STORED),
    _PAPERS,
)
WORDS = (
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"BZh9",
    b"\x28\xb5\x2f\xfd",
    b"mimetype",
    b"\xff\xff",
)


def attack(data: bytes) -> None:
    """Unpack `data`, and read its contents."""
    refused = ""
    with in_time(len(data) * MOST_EXPANSION):
        try:
            for file in unpacked("input", io.BytesIO(data)):
                if isinstance(file, tuple):
                    assert _length(file[1].read) <= HARMLESS + MOST_EXPANSION * len(data)
        except InputError as error:
            refused = str(error)
    assert refused.startswith("input" if refused else "")


def _length(read: object) -> int:
    assert callable(read)
    length = 0
    while piece := read(1 << 16):
        length += len(piece)
    return length
