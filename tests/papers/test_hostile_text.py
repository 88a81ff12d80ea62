"""Inputs that cost minutes when a pattern looks at everything again for every character."""

import io
import time

import pytest

from linkscan.errors import InputError
from linkscan.papers import FORMATS
from linkscan.papers.source import Source

MANY = 30_000
HOSTILE = {
    "brackets": b"[{" * MANY,
    "quotes": b'title,abstract\n"' + b'"\n' * MANY,
    "entries": b"@a{" * MANY,
    "accents": b"@misc{k, title={" + b"{\\'" * MANY + b"}, abstract={x}}",
    "spaces": b"a" + b" " * MANY + b"b",
    "fences": b"```\n" * MANY,
    "links": b"# " + b"[a](" * MANY,
    "stars": b"- " + b"**a" * MANY,
    "buttons": b"Daily Papers\n" + b"Subscribe" * MANY,
    "dots": b"Daily Papers\n1" + b"." * MANY,
    "names": b"A Title\n" + b"Abc Def, " * MANY,
    "capitals": b"A Title\n" + b"A" * MANY + b" B",
    "labels": b"Title: " * MANY,
    "addresses": b"a@" * MANY,
    "not UTF-8": b"word word \xff " * MANY,
    "line ends": b"abc\r" * MANY,
    "tags": b'<feed xmlns="http://www.w3.org/2005/Atom">' + b"<a></a>" * MANY,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_only(content: bytes) -> None:
    """Nine formats in less than ten seconds of this process, where a second would do on an idle machine."""
    begun = time.process_time()
    for each in FORMATS.values():
        try:
            source = Source("input", io.BytesIO(content))
            each.sniff(source.head)
            for _ in each.load(source):
                pass
        except InputError:
            continue
    assert time.process_time() - begun < 10
