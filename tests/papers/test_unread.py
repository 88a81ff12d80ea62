"""What is not read is refused, and named: nothing is made a paper of because it is text."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import Load

OTHERS = {
    "an HTML page": "<!-- saved -->\n<!DOCTYPE html>\n<html><body><p>We release our code.</p></body></html>",
    "an RTF document": r"{\rtf1\ansi We release our code. We do.}",
    "PostScript": "%!PS-Adobe-3.0\n%%Title: A Tool\n",
    "a mail": "From: ada@example.org\nSubject: papers\n\nWe release our code. It is good.\n",
    "RDF": '@prefix dc: <http://purl.org/dc/terms/> .\n<https://a.org/1> dc:title "A Tool" .\n',
    "SQL": "-- dump\nCREATE TABLE papers (id INTEGER, title TEXT);\nINSERT INTO papers VALUES (1, 'A Tool');\n",
    "YAML, or another list of names and values": "title: A Tool\nabstract_text: We release it.\nyear: 2024\n",
    "a file of settings (INI, TOML)": "[papers]\nkey = value\nother = 7\n",
    "source code": "#!/usr/bin/env python\nimport os\n\ndef main():\n    return os.getcwd()\n\nmain()\n",
    "a list of addresses": "https://github.com/example/one\nhttps://github.com/example/two\n",
    "tagged records of a kind that is not read": "Record #1\nID: CN-1\nAU: Doe\nTI: A Tool\nAB: We.\nYR: 2024\n",
    "a file of LaTeX's own": "\\relax\n\\citation{x}\n\\bibstyle{plain}\n",
}


@pytest.mark.parametrize(("name", "content"), OTHERS.items(), ids=OTHERS)
def test_another_format_is_named(load: Load, name: str, content: str) -> None:
    with pytest.raises(InputError) as raised:
        load(content)
    said = str(raised.value)
    assert said.startswith(f"input:1: {name}, which is not read; ")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "an old Office file (.xls, .doc)"),
        (b"SQLite format 3\0" + bytes(99), "an SQLite database"),
        (b"\x89HDF\r\n\x1a\n" + bytes(99), "an HDF5 file"),
        (b"\x80\x04\x95" + bytes(99), "a Python pickle"),
    ],
)
def test_another_binary_format_is_named(load: Load, content: bytes, name: str) -> None:
    with pytest.raises(InputError) as raised:
        load(content)
    assert str(raised.value).startswith(f"input:1: {name}, which is not read; ")


@pytest.mark.parametrize(
    "content",
    ["x = 3; y = 4;\nz = x + y;\n", "123 456\n789 012\n", "a;b\n1\n2\n\n\n", "----\n====\n"],
    ids=["statements", "numbers", "fragments", "rules"],
)
def test_what_has_no_name_is_refused_too(load: Load, content: str) -> None:
    with pytest.raises(InputError):
        load(content)
