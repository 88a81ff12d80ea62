"""Inputs that would take minutes with patterns of quadratic time."""

import io
from functools import partial

import pytest

from linkscan.errors import InputError
from linkscan.papers import FORMATS
from linkscan.papers.input_file import InputFile
from tests.steps import assert_linear

HOSTILE = {
    "brackets": (b"", b"[{"),
    "quotes": (b'title,abstract\n"', b'"\n'),
    "entries": (b"", b"@a{"),
    "accents": (b"@misc{k, title={", b"{\\'"),
    "spaces": (b"a", b" "),
    "fences": (b"", b"```\n"),
    "links": (b"# ", b"[a]("),
    "stars": (b"- ", b"**a"),
    "buttons": (b"Daily Papers\n", b"Subscribe"),
    "dots": (b"Daily Papers\n1", b"."),
    "names": (b"A Title\n", b"Abc Def, "),
    "capitals": (b"A Title\n", b"A"),
    "labels": (b"", b"Title: "),
    "addresses": (b"", b"a@"),
    "not UTF-8": (b"", b"word word \xff "),
    "line ends": (b"", b"abc\r"),
    "tags": (b'<feed xmlns="http://www.w3.org/2005/Atom">', b"<a></a>"),
}


def load_as(format: str, content: bytes) -> None:  # noqa: A002 - as in the face
    """Read content as a given format, whatever it is."""
    try:
        source = InputFile("input", io.BytesIO(content))
        FORMATS[format].sniff(source.head)
        for _ in FORMATS[format].load(source):
            pass
    except InputError:
        return


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_work_is_linear_in_the_length(content: tuple[bytes, bytes]) -> None:
    start, unit = content
    for each in FORMATS:
        assert_linear(partial(load_as, each), lambda size: start + unit * (size // len(unit)), size=4096)
