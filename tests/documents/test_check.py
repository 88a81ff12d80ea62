"""From files to the addresses that are requested."""

from pathlib import Path

import pytest

from linkscan.documents.check import addresses, find
from linkscan.documents.files import Document
from linkscan.documents.reference import Scope


@pytest.mark.parametrize(
    ("content", "url"),
    [
        (b"[x](https://lab.org/caf\xe9)", "https://lab.org/caf\u00e9"),
        ("[x](https://lab.org/caf\u00e9)".encode(), "https://lab.org/caf\u00e9"),
        (b"See https://lab.org/l\xf8 now", "https://lab.org/l\u00f8"),
        ("\u00e9t\u00e9 https://lab.org/".encode() + b"\xe9", "https://lab.org/\u00e9"),
    ],
)
def test_bytes_that_are_not_utf_8_are_read_as_latin_1(content: bytes, url: str) -> None:
    """As browsers do with pages of old editors; otherwise the address would be wrong."""
    document = Document(Path("a.md"), content.decode("utf-8", "surrogateescape"))
    assert addresses([find(document, Scope.PROSE)]) == [url]
