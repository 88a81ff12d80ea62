"""Nested forms in a PDF: exponential ones are detected, lists of forms are accepted."""

import io
import zlib

import pytest

from linkscan.papers.pdf_forms import draws_too_many_forms

LEAF = b"BT /F1 12 Tf 50 700 Td (Hello) Tj ET\n"


def pdf(contents: list[bytes], *, inherits: bool = False, is_packed: bool = False) -> bytes:
    """Write a PDF: the content of its page, and of forms of which each is `X1`, `X2`, ... to the one before."""
    resources = b"/Resources << /XObject << /X1 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 " + (resources if inherits else b"") + b" >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + (b"" if inherits else resources) + b" >>",
    ]
    for number, content in enumerate(contents):
        named = b"/X%d %d 0 R" % (number + 1, number + 5) if number + 1 < len(contents) else b""
        kind = b"/Type /XObject /Subtype /Form /Resources << /XObject << " + named + b" >> >>" if number else b""
        packed = zlib.compress(content) if is_packed else content
        objects.append(b"<< " + kind + b" /Length %d >>\nstream\n" % len(packed) + packed + b"\nendstream")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    for number, each in enumerate(objects, 1):
        out.write(b"%d 0 obj\n" % number + each + b"\nendobj\n")
    return out.getvalue()


def nested(times: int, depth: int) -> list[bytes]:
    return [b"/X1 Do\n", *(b"/X%d Do\n" % (number + 2) * times for number in range(depth)), LEAF]


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("inherits", [False, True], ids=["its own", "inherited"])
def test_exponential_forms_are_detected(*, inherits: bool, is_packed: bool) -> None:
    assert draws_too_many_forms(pdf(nested(10, 8), inherits=inherits, is_packed=is_packed))


def test_figure_of_many_points_is_accepted() -> None:
    """Each point is a form that its content draws by a command of its own."""
    assert not draws_too_many_forms(pdf([b"/X1 Do\n", b"/X2 Do\n" * 50_000, LEAF]))


def test_a_few_nested_forms_are_accepted() -> None:
    assert not draws_too_many_forms(pdf(nested(10, 2)))


def test_recursive_forms_end() -> None:
    loop = pdf(nested(10, 3)).replace(b"/X4 7 0 R", b"/X4 5 0 R")
    assert not draws_too_many_forms(loop)


def test_damaged_objects_are_skipped() -> None:
    assert not draws_too_many_forms(
        b"%PDF-1.4\n1 0 obj\n<< /Form /ObjStm /First 9 >>\nstream\nx y\nendstream 2 0 obj <<"
    )
