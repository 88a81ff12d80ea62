"""Inputs: any file loads in any format, or is refused with its line."""

import io
import json
import logging

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import FORMATS, merge
from linkscan.papers.formats import told_by_content
from linkscan.papers.source import Source
from tests.fuzz.bounds import in_time, stretched

_NAMES = (None, *FORMATS)
_ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2301.00001v1</id>
<title>A Tool</title><summary>We release code.</summary></entry></feed>"""
_SAMPLES = (
    ("arxiv-jsonl", '{"id": "2301.00001", "title": "A", "abstract": "We release code.", "categories": "cs.LG"}\n'),
    ("jsonl", '{"id": "1", "title": "A", "abstract": "Code at https://a.org/b."}\n{"title": "B", "summary": "x"}\n'),
    ("json", '[{"title": "A Tool", "abstract": "We release code.", "doi": "10.1000/1"}]'),
    ("arxiv-atom", _ATOM),
    (
        "bibtex",
        "@article{a, title = {A {T}ool}, abstract = {We {\\'e} release}, url = {https://a.org}, note = x # {y}}",
    ),
    (
        "daily-papers",
        "Subscribe\n\nA Tool for Things\n\nWe release code.\n\nbyAK and the research community\n\nNov 20\n",
    ),
    ("csv", 'id,title,abstract\n1,A,"We release, code"\n'),
    ("markdown", "# A Tool\n\nCode is [here](https://a.org).\n\n- **B**: We release.\n"),
    ("text", "A Tool\n\nWe release code.\n"),
)
SEEDS = (
    *(bytes([_NAMES.index(name)]) + text.encode() for name, text in _SAMPLES),
    *(
        b"\0" + text.encode(encoding)
        for (_, text), encoding in zip(_SAMPLES, ("utf-8", "utf-16", "utf-32") * 3, strict=True)
    ),
    *(bytes([number]) + b"\x1b\x1b[\x1b" for number in range(len(_NAMES))),
    *(bytes([number]) + b"\x1b\x1ba \n\x1b" for number in range(len(_NAMES))),
    b"\5\x1b@a{b, c = \x1b{\x1b",
    b"\4\x1b<feed \x1bxmlns:a='b' \x1b/>",
    b"\x08\x1b# \x1b*_`\x1b",
    b'\7\x1ba,"\x1b""\x1b',
)
WORDS = (
    *(
        b'{"title": "',
        b'"abstract": "',
        b'"id": ',
        b"@article{",
        b"@string{",
        b"@comment",
        b"title = {",
        b"abstract = ",
    ),
    *(b"<entry>", b"</entry>", b"<feed xmlns=", b"<summary>", b"<!DOCTYPE x [", b"<!ENTITY a '", b"&a;", b"<![CDATA["),
    *(b"title,abstract\n", b'""', b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0", b"\r\n", b"\x85", b"\xe2\x80\xa8"),
    *(
        b"Subscribe\n",
        b"byAK",
        b"\n\n",
        b"# ",
        b"- **",
        b"```",
        b"|",
        b"](http://",
        b"\\'{e}",
        b"\\url{",
        b"$",
        b"\\u0000",
    ),
    *(b"\\ud800", b"1e999", b"NaN", b"10.1000/1", b"arXiv:2301.00001v2"),
)
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def attack(data: bytes) -> None:
    """Load the rest of `data` in the format that its first byte names."""
    name, content = _NAMES[data[0] % len(_NAMES)] if data else None, stretched(data[1:])
    with in_time(len(content)):
        try:
            source = Source("input", io.BytesIO(content))
            entries = [*(FORMATS[name] if name else told_by_content(source)).load(source)]
        except InputError as error:
            entries = [error]
        papers = merge([entry for entry in entries if isinstance(entry, Paper)])
    for paper in papers:
        assert paper.id
        assert "\n" not in paper.title
        assert paper.abstract
        assert all(target.startswith("input:") for target in paper.source)
        json.dumps([paper.id, paper.title, paper.abstract, paper.doi, paper.arxiv_id], ensure_ascii=False).encode()
    assert all(str(entry).startswith("input:") for entry in entries if isinstance(entry, InputError))
