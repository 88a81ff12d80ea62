"""Decompressed streams of a PDF: page content that would fill the memory is detected, pictures are ignored."""

import random
import zlib

from linkscan.papers.pdf_streams import unpacks_to_too_much

CONTENT = b"BT /F1 12 Tf 50 700 Td (Hello there) Tj ET\n"


def stream(packed: bytes) -> bytes:
    return b"3 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream\nendobj\n"


def test_pages_of_papers_are_accepted() -> None:
    assert not unpacks_to_too_much(b"%PDF-1.4\n" + stream(zlib.compress(CONTENT * 20_000)) * 20)


def test_long_page_content_is_detected() -> None:
    assert unpacks_to_too_much(b"%PDF-1.4\n" + stream(zlib.compress(CONTENT * 500_000)))


def test_long_twice_compressed_content_is_detected() -> None:
    assert unpacks_to_too_much(b"%PDF-1.4\n" + stream(zlib.compress(zlib.compress(CONTENT * 500_000))))


def test_picture_is_accepted() -> None:
    picture = random.Random(1).randbytes(1 << 20) * 20
    assert not unpacks_to_too_much(b"%PDF-1.4\n" + stream(zlib.compress(picture)))


def test_many_expanding_streams_are_detected() -> None:
    assert unpacks_to_too_much(b"%PDF-1.4\n" + stream(zlib.compress(bytes(8 << 20))) * 10)


def test_damaged_streams_are_skipped() -> None:
    assert not unpacks_to_too_much(b"%PDF-1.4\nstream\n" + zlib.compress(CONTENT)[:20] + b"stream\nx")
