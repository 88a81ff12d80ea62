"""Inputs: any file loads in any format, or is refused with its line."""

import io
import json
import logging
from pathlib import Path

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import FORMATS, merge
from linkscan.papers.formats import told_by_content
from linkscan.papers.input_file import InputFile
from tests.fuzz.bounds import in_time, stretched

_LOADED = tuple(FORMATS.values())  # loaded now, while imports are instrumented
_NAMES = (None, *FORMATS)
_DATA = Path(__file__).parents[1] / "papers/data"
_FILES = {  # a small file of each format, and of each producer's shape of it
    "json": ("crossref", "datacite", "europe_pmc", "hugging_face", "openalex", "openreview", "zotero"),
    "xml": ("acl_anthology", "crossref", "dblp", "endnote", "mods", "oai_arxiv", "pubmed"),
}
_SAMPLES = (
    ("jsonl", '{"id": "1", "title": "A", "abstract": "Code at https://a.org/b."}\n{"title": "B", "summary": "x"}\n'),
    ("jsonl", '{"id": "2301.00001", "title": "A", "abstract": "x", "update_date": "", "authors_parsed": []}\n'),
    ("json", '[{"title": "A Tool", "abstract": "We release code.", "doi": "10.1000/1"}]'),
    *((kind, (_DATA / f"{name}.{kind}").read_text("utf-8")) for kind, names in _FILES.items() for name in names),
    ("xml", (_DATA / "jats.nxml").read_text("utf-8")),
    ("xml", (_DATA / "arxiv.rss").read_text("utf-8")),
    ("xml", (_DATA / "arxiv.atom").read_text("utf-8")),
    ("ris", (_DATA / "scopus.ris").read_text("utf-8")),
    ("nbib", (_DATA / "pubmed.nbib").read_text("utf-8")),
    ("enw", (_DATA / "endnote.enw").read_text("utf-8")),
    ("wos", (_DATA / "savedrecs.txt").read_text("utf-8")),
    ("ovid", (_DATA / "ovid.txt").read_text("utf-8")),
    ("cff", (_DATA / "CITATION.cff").read_text("utf-8")),
    ("latex", (_DATA / "paper.tex").read_text("utf-8")),
    ("xml", '<record xmlns="http://www.loc.gov/MARC21/slim"><datafield tag="245"><subfield code="a">A</subfield>'),
    ("xml", "<zs:records><zs:record><datafield tag='245'><subfield code='a'>A</subfield></datafield></zs:record>"),
    ("xml", '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Article><title>A</title></Article></r:RDF>'),
    ("noteexpress", "{Reference Type}: Journal Article\n{Title}: A\n{Author}: B\n{Abstract}：We.\n"),
    ("ovid", "<1. >\nTI  - A Tool\nAU  - Example, Ada\nAB  - We release code.\n"),
    ("markdown-document", "---\ntitle: A\nabstract: We.\nauthors:\n  - name: B\n---\n\n# Summary\n\nhttps://a.org\n"),
    (
        "bibtex",
        "@article{a, title = {A {T}ool}, abstract = {We {\\'e} release}, url = {https://a.org}, note = x # {y}}",
    ),
    ("arxiv-mail", (_DATA / "arxiv_mail.txt").read_text("utf-8")),
    (
        "daily-papers",
        "Subscribe\n\nA Tool for Things\n\nWe release code.\n\nbyAK and the research community\n\nNov 20\n",
    ),
    ("pubmed-text", "1. J Foo. 2014;1(2):3. doi: 10.1/a.\n\nA tool.\n\nExample A(1).\n\nWe release.\n\nPMID: 1\n"),
    ("labelled", "Paper 1\nTitle: A\nAuthors: B\nAbstract: We release.\n---\nTitle: C\n"),
    ("csv", 'id,title,abstract\n1,A,"We release, code"\n'),
    ("csv", 'sep=;\nTitle;Abstract;DOI\n"A";"We; release";10.1/a\n'),
    ("markdown", "# A Tool\n\nCode is [here](https://a.org).\n\n- **B**: We release.\n"),
    ("markdown", (_DATA / "paper_list.md").read_text("utf-8")),
    ("text", "A Tool\n\nWe release code.\n"),
    (
        "json",
        '{"items": [{"@type": "item", "title": "A", "dc:creator": ["B"], "prism:publicationName": "J", "@id": "x"}]}',
    ),
    ("markdown", "# L\n\n- Example, A. (2024). A study. [paper](https://a.org/1.pdf)\n@misc{a,\n title={B}}\n\n# M\n"),
    ("bibtex", "@misc{a, title={{A}}}\n\nTY  - JOUR\nTI  - B\nER  - \n\ntitle,abstract\nC,We do.\n"),
    ("yaml", "# p\n- title: A\n  abstract: >\n    We.\n  paper: https://a.org\n- title: [B\nx: y\n"),
    ("enw", "%0 Journal\n%T A\n%X We.\n\ntitle,abstract\nC,We do.\n\n# M\n"),
    ("csv", "Title,Abstract,deleted?\nA,M\u00e9.,yes\nTY  - JOUR\n"),
)
SEEDS = (
    *(bytes([_NAMES.index(name)]) + text.encode() for name, text in _SAMPLES),
    *(
        b"\0" + text.encode(encoding)
        for (_, text), encoding in zip(_SAMPLES, ("utf-8", "utf-16", "utf-32"), strict=False)
    ),
    *(bytes([number]) + b"\x1b\x1b[\x1b" for number in range(len(_NAMES))),
    *(bytes([number]) + b"\x1b\x1ba \n\x1b" for number in range(len(_NAMES))),
    *(
        bytes([_NAMES.index(name)]) + repeated
        for name, repeated in (
            ("bibtex", b"\x1b@a{b, c = \x1b{\x1b"),
            ("xml", b"\x1b<feed \x1bxmlns:a='b' \x1b/>"),
            ("xml", b"\x1b<rss><item><title>\x1b&lt;p>&amp;\x1b</title></item></rss>"),
            ("markdown", b"\x1b# \x1b*_`\x1b"),
            ("markdown", b"\x1b- \x1b[[code](\x1b"),
            ("csv", b'\x1ba,"\x1b""\x1b'),
            ("json", b'\x1b{"a": [\x1b{"b": 1},\x1b'),
            ("ris", b"\x1bTY  - JOUR\x1b\nAU  - A\x1b"),
            ("latex", b"\x1b\\title{\x1b\\thanks{\x1b"),
        )
    ),
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
            source = InputFile("input", io.BytesIO(content))
            entries = [*(FORMATS[name] if name else told_by_content(source)).load(source)]
        except InputError as error:
            entries = [error]
        papers = merge([entry for entry in entries if isinstance(entry, Paper)])
    for paper in papers:
        assert paper.id
        assert "\n" not in paper.title
        assert paper.abstract or paper.title
        assert all(target.startswith("input:") for target in paper.source)
        json.dumps([paper.id, paper.title, paper.abstract, paper.doi, paper.arxiv_id], ensure_ascii=False).encode()
    assert all(str(entry).startswith("input:") for entry in entries if isinstance(entry, InputError))
