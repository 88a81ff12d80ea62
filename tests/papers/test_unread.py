"""What is not read is refused, and named: nothing is made a paper of because it is text."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import Load

OTHERS = {
    "the code or data of a program": "* @ada/core\n/docs/ @bo\n/src/*.c @ada @bo\n",
    "a list of packages": "# what it needs\n\nnumpy==1.26\npandas[all]>=2\nscipy\n",
    "a page in reStructuredText": "Tool\n====\n\n.. toctree::\n\n   usage\n",
    "records of a library": "000000002 LDR   L 00000nam^a2200301^i^4500\n000000002 001   L 000000002\n",
    "a log or a printed report": "====================\n1) Loading references\n====================\nDone.\n",
    "a page in Markdown without titles and abstracts": "# Poster\n\n![a](b.png)\n\n![c](d.png) [e](f.png) g.h i=j\n",
    "a list of texts in JSON": '["he", "she", "They say so."]\n',
    "PubTator's annotations": "24622518|t|Pancreatic cancer: a spotlight.\n24622518|a|We do it. It is done.\n",
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
    "tagged records of an unknown kind": "Record #1\nID: CN-1\nAU: Doe\nTI: A Tool\nAB: We.\nYR: 2024\n",
    "a LaTeX auxiliary file": "\\relax\n\\citation{x}\n\\bibstyle{plain}\n",
    "a log of TeX": "This is pdfTeX, Version 3.14 (TeX Live 2023)\n**paper.tex\nOverfull box in the paragraph.\n",
    "subtitles or lyrics": "1\n00:00:01,000 --> 00:00:04,000\nWe present a model that reads charts.\n",
    "translations of a program (gettext)": 'msgid "We release our code."\nmsgstr "Der Code ist frei."\n',
    "a manual page": ".TH TOOL 1\n.SH NAME\ntool - does things for all\n.SH DESCRIPTION\nWe release our code.\n",
    "a patch or a log of changes": "diff --git a/x b/x\n--- a/x\n+++ b/x\n-We release our code.\n+We do it later.\n",
    "a key or a certificate": "-----BEGIN CERTIFICATE-----\nMIIDdTCCAl2gAwIBAgILBAAAAAABFUtaw5Qw\n",
    "sequences or structures": ">one a protein\nMKTAYIAKQRQISFVKSHFSRQLEERLGLIEVQAPILSRV\n",
    "metadata of a package": "Metadata-Version: 2.1\nName: tool\n\nA tool that does things. It is good.\n",
    "a licence": "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy.\n",
    "a book of Project Gutenberg": "The Project Gutenberg eBook of a Whale\n\nCall me by my name. I went to sea.\n",
    "a conversation": "Ada: Did you read it?\nBob: Yes, I did. It is good.\nAda: Great, thanks.\nBob: Not at all.\n",
    "a list of references": (
        "Doe, J., & Roe, R. (2020). A tool for things. Nature, 12, 3-4.\n\n"
        "Smith, A. B. (2019). Another tool. Science, 1, 2.\n\nRoe, R. (2018). Tools. Things, 3.\n"
    ),
    "the documentation of a program": (
        "TOOL\n\nA tool for things. It is good.\n\nINSTALLATION\n\nRun the command in your shell.\n\nUSAGE\n\n"
        "Call it with a file.\n\nLICENSE\n\nSee the file of that name.\n"
    ),
    "an Org document": "#+TITLE: Notes\n* A Tool\nWe release our code. It is good.\n",
    "a diagram": 'flowchart TD\n  A["We release our code"] --> B\n',
    "a Dockerfile": "FROM python:3.11\nRUN pip install everything that we need\nCOPY . /app\n",
    "a log or a chat": "[12/05/2024, 10:31:02] Ada: Did you read it?\n[12/05/2024, 10:31:40] Bob: Yes, I did.\n",
    "a table without titles or abstracts": ",prompt\n" + 6 * '1,"a good one, as we say. It is."\n',
    "a code of conduct": "Contributor Covenant Code of Conduct\n\nWe pledge to act well. Be kind to everybody.\n",
    "a list of people": "Ada Example <ada@example.org>\nBo Sample <bo@example.org>\nand all others. Thanks.\n",
    "a change log": "Release notes\n\nWe made the tool faster. It reads charts now.\n",
}
MARKDOWN = {
    "a README": (
        "# Tool\n\nA tool. It is good.\n\n## Installation\n\nRun it.\n\n## Usage\n\nCall it.\n\n## License\n\nMIT.\n"
    ),
    "a change log": (
        "# Changes\n\n## [1.1.0] - 2024\n\n- Reads charts. It is new.\n\n## 1.0.1\n\n- Bugs.\n\n## 1.0.0\n\n- All.\n"
    ),
    "instructions": (
        "# Lantern\n\nThis is the code of our paper.\n\n## Data\n\nDownload the files to a folder of your own. "
        "Please run the script `prepare.sh` before you train.\n\n## Models\n\nPut the files where you like.\n"
    ),
    "a page of a project, with its papers": (
        "# Lantern\n\nDownload the files, and run `lantern`. You may want to install it first.\n\n"
        "- **Lantern: Reading Charts Late** [[Paper](https://arxiv.org/abs/2401.00001)]\n"
        "- **Lantern 2: Reading Charts Later** [[Paper](https://arxiv.org/abs/2401.00002)]\n"
    ),
    "parts of a page": (
        "# Oracle\n\n### 1 Reentrancy\n\nWe design two patterns that expose it. They are good.\n\n"
        "### 2 Timestamps\n\nWe define three patterns. They are good.\n\n### 3 Balance\n\nWe define one.\n"
    ),
    "a list of tools": "# Tools\n\n"
    + "".join(
        f"- [Tool {number}](https://tool{number}.org) - Does what others do, and is nice.\n" for number in range(20)
    ),
    "a notice": "# NOTICE\n\nThis product includes work of others. It is theirs, and it was given to everybody.\n",
    "a script": "#!/bin/sh\n\n# Go on only where the file is there.\n\nset -e\ncp $1 $2 || exit 1\n",
    "settings": "# The name of the tool. It is shown.\n\nname = tool\nsize = 3\n\n# The size of it all. It is kept.\n",
}
JSON = {
    "a notebook": '{"cells": [{"cell_type": "code", "outputs": [{"name": "stdout", "text": ["It is done."]}]}]}',
    "a package": '{"name": "tool", "description": "A tool. It is good.", "author": "Ada", "license": "MIT"}',
    "a chat": '[{"type": "message", "user": "U1", "text": "We release our code.", "ts": "1.2"}]',
    "a schema": '{"title": "Paper", "description": "A paper. It is good.", "type": "object"}',
    "a list of places": '[{"name": "Rome", "description": "A city. We like it.", "population": 3}]',
    "a vocabulary": '{"vocab": {"key": 1, "version": 2, "data": 3, "title": 4, "abstract": 5}}',
    "texts": '["We release our code.", "It is here: https://a.org/b. We like it."]',
    "films": '[{"title": "Alien", "year": 1979, "director": "R. S.", "summary": "It comes. They flee."}]',
    "jobs": '[{"title": "Clerk", "company": "C", "published": "2024-01-01", "description": "We seek a clerk."}]',
    "a plug-in": '{"title": "Zoom", "author": "Ada", "description": "It zooms.", "dependencies": {"a": "1"}}',
    "robots": '[{"title": "Walker", "year": 2024, "description": "It walks.", "website": "https://a.org"}]',
    "tools": '[{"name": "Lantern", "description": "It reads. It is good.", "publication": [{"pmid": 1}]}]',
    "words by number": '{"title": 3, "paper": 4, "githubRepo": 5}',
    "posts": '[{"title": "A trip", "author": "Ada", "date": "2024-01-01", "excerpt": "We went.", "slug": "a-trip"}]',
    "news": '[{"title": "It rains", "url": "https://a.org", "published_at": "2024-01-01", "content": "It does."}]',
    "books": '[{"title": "A novel", "author": "Ada", "genre": "novel", "year": 1999, "description": "They flee."}]',
    "books of a shop": '[{"isbn": "1", "author": "Ada", "title": "A novel", "reviews": {}}]',
    "books of a list": '[{"title": "A novel", "author": "Ada", "publisher": "P", "description": "They flee. All."}]',
    "awards": '[{"title": "First prize", "event": "Fair", "year": 2024}]',
    "fellowships": '[{"title": "Fellow", "institution": "University", "year": 2024}]',
    "talks": '[{"title": "How we count", "event": "Fair", "place": "Rome", "year": 2024}]',
    "an exhibition": '[{"title": "Waves", "year": 2024, "image": "a.png", "venue": "Hall", "description": "Waves."}]',
    "an evening": '[{"title": "We meet", "date": "2024-01-01", "venue": "Town hall", "startTime": "19:00"}]',
    "a degree": '[{"title": "Master", "institution": "University", "city": "Rome", "year": 2020}]',
    "labels": '{"export": {"title": "Export", "pdf": "PDF", "code": "Code"}}',
    "sections of a law": '[{"title": "Literacy", "summary": "Requires it. All of it.", "tiers": ["a"], "number": 4}]',
    "an event": '{"issue": {"title": "It fails", "events_url": "https://a.org", "repository_url": "https://b.org"}}',
    "issues": '[{"number": 3, "title": "It fails", "body": "It does.", "created_at": "2024-01-01T00:00:00Z"}]',
}
TABLES = {
    "people": "name,email,title of person\nAda,a@b.org,Dr\n",
    "goods": "id,name,description,price\n1,Mouse,A good mouse. We sell it.,10\n2,Cat,A good cat.,20\n",
    "films": "title,director,release_year,description\nAlien,R. S.,1979,It comes. They flee.\n",
    "posts": "title,author,date,slug,description\nA trip,Ada,2024-01-01,a-trip,We went. We came back.\n",
    "books": "Title,Author,ISBN,Number of Pages,My Rating\nA novel,Ada,1,300,5\n",
    "links": "name,url\nPaper Preprint,https://a.org/1.pdf\nSupplement,https://a.org/2.zip\n",
}


@pytest.mark.parametrize(
    "content", [*MARKDOWN.values(), *JSON.values(), *TABLES.values()], ids=[*MARKDOWN, *JSON, *TABLES]
)
def test_other_records_with_names_and_texts_are_refused(load: Load, content: str) -> None:
    with pytest.raises(InputError):
        load(content)


@pytest.mark.parametrize(
    "record",
    [
        '{"title": "A", "summary": "We do.", "kind": "x", "status": "y", "opened": "z", "institution": "U"}',
        '{"title": "A", "description": "We do.", "date": "2024-01-01", "year": 2024, "link": "https://arxiv.org/abs/2401.00001"}',
        '{"title": "A", "description": "We do.", "pubDate": "2024-01-01", "link": "https://www.biorxiv.org/content/10.1101/1v1"}',
        '{"title": "A", "year": 2024, "code": "https://github.com/a/b", "version": 2}',
        '{"title": "A", "abstract": "We do.", "price": 0, "company": "C"}',
        '{"name": "A", "description": "We do.", "doi": "10.1000/a", "dependencies": {}}',
        '{"title": "A", "summary": "We do."}',
        '{"title": "A", "authors": "B. C.", "venue": "V", "thumbnail": "a.png", "slug": "a", "description": "We do."}',
        '{"title": "A", "authors": "B. C.", "start": "9:00", "room": "1"}',
        '{"title": "A", "image": "a.png", "year": 2024, "pdf": "https://a.org/a.pdf", "arxiv": "2401.00001"}',
        '{"title": "A", "pdf": "papers/a.pdf"}',
        '{"title": "A", "authors": "B. C.", "year": 2024, "event": "V", "isbn": "1", "doi": "10.1000/a"}',
        '{"title": "A", "authors": "B. C.", "event": "V 2024", "place": "Rome", "year": 2024}',
        '{"title": "A", "author": "B. C.", "description": "We do.", "publisher": "P", "publicationdateyear": 2024}',
        '{"ENTRYTYPE": "book", "title": "A", "author": "B. C.", "isbn": "1", "genre": "x"}',
    ],
)
def test_record_with_fields_of_papers_is_a_paper(load: Load, record: str) -> None:
    assert load(f'{{"items": [{record}]}}').titles == ["A"]


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
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999) + "EncryptedPackage".encode("utf-16-le"),
            "an encrypted Office file",
        ),
        (b"SQLite format 3\0" + bytes(99), "an SQLite database"),
        (b"\x89HDF\r\n\x1a\n" + bytes(99), "an HDF5 file"),
        (b"\x80\x04\x95" + bytes(99), "a Python pickle"),
        (b"RDX3\nX\n" + bytes(99), "an R data file"),
        (b"\x93NUMPY\x01\0" + bytes(99), "a data file"),
        (b"\xde\x12\x04\x95" + bytes(99), "translations of a program (gettext)"),
        (b"\0\0\0\x01Bud1" + bytes(99), "a system file"),
        (b"OTTO\0" + bytes(99), "a font"),
        (b"ID3\x04" + bytes(99), "a picture, sound or video"),
        (bytes(60) + b"BOOKMOBI" + bytes(99), "an e-book"),
    ],
)
def test_another_binary_format_is_named(load: Load, content: bytes, name: str) -> None:
    with pytest.raises(InputError) as raised:
        load(content)
    assert str(raised.value).startswith(f"input:1: {name}, which is not read; ")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("123 456\n789 012\n1.5 -2e3\n", "numbers, which are not read"),
        ("lantern\nchart\nreader\nnumpy==1.2\n", "a list of words or names, which is not read"),
        (
            "# NOTICE\n\nIt was given to everybody. It is theirs.\n",
            "a note or a list without abstracts, which is not read",
        ),
    ],
)
def test_kinds_recognised_by_words_are_named(load: Load, content: str, name: str) -> None:
    with pytest.raises(InputError, match=f"^input:1: {name}"):
        load(content)


@pytest.mark.parametrize(
    "content",
    ["x = 3; y = 4;\nz = x + y;\n", "123 456\n789 012\n", "a;b\n1\n2\n\n\n", "----\n====\n"],
    ids=["statements", "numbers", "fragments", "rules"],
)
def test_unnamed_kinds_are_refused_too(load: Load, content: str) -> None:
    with pytest.raises(InputError):
        load(content)
