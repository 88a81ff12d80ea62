"""Identify files that cannot be read, and advise what to do. Data and pure functions.

This applies only to files that no format recognises.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from linkscan.papers.documentation import are_passages, has_its_sections, is_documentation
from linkscan.papers.prose import is_no_prose, is_prose
from linkscan.patterns import lazy_pattern


class UnreadFormat(NamedTuple):
    """A kind of file, recognised by its beginning, with its name and advice."""

    start: re.Pattern[str]
    name: str
    advice: str


def _kind(start: str, name: str, advice: str) -> UnreadFormat:
    return UnreadFormat(lazy_pattern(start), name, advice)


_ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"
"""The stream of a password-protected document: [MS-OFFCRYPTO], section 2.3.4.4."""

_START = 4096  # characters
_EXPORT = "export the list as RIS, BibTeX or CSV"
_PAPERS = "give a file with titles and abstracts"
_TABLE = "export the table as CSV"
_PICTURE = "a picture, sound or video"

BINARIES = (
    _kind(
        r"\xd0\xcf\x11\xe0", "an old Office file (.xls, .doc)", "save the table as .xlsx or CSV, or the text as .txt"
    ),
    _kind(r"SQLite format 3", "an SQLite database", "export the table as CSV"),
    _kind(r"\x89PNG|\xff\xd8\xff|GIF8|RIFF", _PICTURE, _PAPERS),
    _kind(r"\x89HDF", "an HDF5 file", "export the table as CSV or Parquet"),
    _kind(r"ARROW1|FEA1", "an Arrow or Feather file", "write it as Parquet"),
    _kind(r"Obj\x01", "an Avro file", "export it as JSON Lines"),
    _kind(r"ORC", "an ORC file", "write it as Parquet"),
    _kind(r"\x80[\x02-\x05]", "a Python pickle", "write the records as JSON Lines"),
    _kind(r"\x7fELF|MZ|\xca\xfe\xba\xbe|\0asm|!<arch>", "a program", _PAPERS),
    _kind(r"RD[AX][23]\n|[XA]\n\0\0\0", "an R data file", "write the records as CSV"),
    _kind(
        r"CDF[\x01\x02\x05]|\x93NUMPY|MATLAB 5\.0|\$FL[23]|<stata_dta|\x00\x01\x00\x00Standard", "a data file", _TABLE
    ),
    _kind(r"\xde\x12\x04\x95|\x95\x04\x12\xde", "translations of a program (gettext)", _PAPERS),
    _kind(r"BM..|II\*\0|MM\0\*|\0\0[\x01\x02]\0|icns|AT&TFORM|P[1-6]\s|\x76\x2f\x31\x01|Y\xa6j\x95", _PICTURE, _PAPERS),
    _kind(r"FORM|ID3|\.snd|OggS|fLaC|\xff[\xfb\xf3\xf2]|Creative Voice|\0\0\0.ftyp|\x1aE\xdf\xa3", _PICTURE, _PAPERS),
    _kind(r"OTTO|\0\x01\0\0|wOF[F2]|true\0", "a font", _PAPERS),
    _kind(r"\0\0\0\x01Bud1|L\0\0\0\x01\x14\x02", "a system file", _PAPERS),
    _kind(r"\x1f\x9d|LZIP|\x04\x22M\x18", "a compressed file of another kind", "unpack it first"),
    _kind(r"[\x85\x95\x99\xc6][\x00-\x0f]", "a key or a signature", _PAPERS),
    _kind(r"(?s).{60}(?:BOOKMOBI|TEXtREAd)", "an e-book", "save its text as .txt"),
    _kind(r"\d{5}[acdnp][a-z][a-z ]", "MARC 21", _EXPORT),
)

SURE = (
    _kind(r"\{\\rtf", "an RTF document", "save its text as .txt"),
    _kind(r"%!PS", "PostScript", "give the paper as PDF"),
    _kind(r"@prefix |@base |PREFIX |<[^>\s]+> <[^>\s]+> |_:\S+ <[^>\s]+> ", "RDF", _EXPORT),
    _kind(r'\[\s*"', "a list of texts in JSON", 'write each as {"abstract": "..."}'),
    _kind(r"\d+\|[ta]\|", "PubTator's annotations", _EXPORT),
    _kind(
        r"\d{9} (?:LDR|FMT|\d{3}\S{0,2}) +L |\d{3}[A-Z@](?:/\d\d)? [$ƒ\x1f]\w", "records of a library", "export MARCXML"
    ),
    _kind(r"LEADER |=LDR  ", "MARC in text", _EXPORT),
    _kind(r"\d{5}[acdnp][a-z][a-z ]", "MARC 21", _EXPORT),
    _kind(r"\\relax\b|\\bibstyle|\\begin\{thebibliography\}", "a LaTeX auxiliary file", "give the .bib or .tex file"),
    _kind(r"This is (?:\w*TeX|\w*[Bb]ib\w*), ?Version|\*\*\S+\.tex\b", "a log of TeX", "give the .bib or .tex file"),
    _kind(
        r"(?i)(?:--.*\n|\s)*(?:CREATE TABLE|INSERT INTO|DROP TABLE|BEGIN TRANSACTION"
        r"|SELECT\s.{1,300}\sFROM\s\S+\s+(?:WHERE|JOIN|ORDER|GROUP|LIMIT|;))",
        "SQL",
        "export the table as CSV",
    ),
    _kind(
        r"%YAML|(?:[a-z][\w-]*: .*\n){2,}\Z|[\w-]+:[ \t]*\n[ \t]*- \w+:|(?:[\w-]+: .*\n){0,5}[\w-]+: [>|][-+]?[ \t]*\n",
        "YAML, or another list of names and values",
        "give it as JSON, CSV or BibTeX",
    ),
    _kind(
        r"(?:[a-z][\w-]*: .*\n){2,}\Z", "YAML, or another list of names and values", "give it as JSON, CSV or BibTeX"
    ),
    _kind(r"(?:[^<>\n]{2,60}<[^<>\s]+@[^<>\s]+>.*\n){2}", "a list of people", _PAPERS),
    _kind(r"BEGIN:V", "a calendar or an address book", _PAPERS),
    _kind(
        r"(?:(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|Delivered-To|Reply-To|MIME-Version|X-[\w-]+):"
        r" ?.*\n(?:[ \t].*\n)*){2}|From [^\s@]+@\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "
        r"|From \S+ at \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "
        r"|(?:Dear|Hi|Hello|Cher|Chère|Liebe|Lieber|Sehr geehrte|Estimad)\b[^.\n]{0,60},\s*\n",
        "a mail",
        "give the text of the mail alone",
    ),
    _kind(
        r"WEBVTT|\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> |\[Script Info\]|\[(?:ti|ar|al|by|\d\d):",
        "subtitles or lyrics",
        _PAPERS,
    ),
    _kind(r"(?:#.*\n|\s)*msgid \"", "translations of a program (gettext)", _PAPERS),
    _kind(r"(?:\.\\\"|'\\\").*\n|\.(?:TH|Dd|SH) |=(?:head1|pod|encoding)\b", "a manual page", _PAPERS),
    _kind(
        r"diff --git |--- \S.*\n\+\+\+ \S|Index: \S+\n=|From [0-9a-f]{40} |commit [0-9a-f]{40}\n|\*\*\* \S.*\n--- ",
        "a patch or a log of changes",
        _PAPERS,
    ),
    _kind(r"-----BEGIN [A-Z0-9 ]+-----", "a key or a certificate", _PAPERS),
    _kind(
        r">\S.*\n[A-Za-z*.\-]{20,}\s*\n|LOCUS {2,}|ID   \S.*\nXX|HEADER {4}|@\S.*\n[ACGTN]{20,}\n\+",
        "sequences or structures",
        _PAPERS,
    ),
    _kind(r"Metadata-Version: |Manifest-Version: |Package: \S+\n(?:\S+: .*\n){2}", "metadata of a package", _PAPERS),
    _kind(r"(?:(?:#.*)?\n)*(?:ARG \w+.*\n+)*FROM [\w./:{}$-]+(?: (?:AS|as) [\w-]+)?\s*\n", "a Dockerfile", _PAPERS),
    _kind(r"User-agent: ", "rules for robots", _PAPERS),
    _kind(
        r"(?:flowchart|graph) (?:TD|TB|LR|RL|BT)\b|sequenceDiagram|classDiagram|(?:di)?graph \w* ?\{",
        "a diagram",
        _PAPERS,
    ),
    _kind(r"#!|/\*|//|<\?php|<%|--\[\[|\{-", "source code", _PAPERS),
    _kind(
        r"[\w.+-]+ \([\w.:+~-]+\) [\w -]+; urgency="
        r"|\d{4}-\d\d-\d\d  [^<\n]*<[^<>\s]+@[^<>\s]+>\s*\n|(?i:change ?log|.{0,60}release notes|changes)\s*\n",
        "a change log",
        _PAPERS,
    ),
    _kind(
        r"(?s)(?:.{0,1500}?(?:\bPermission is hereby granted, free of charge, to any person"
        r"|\bRedistribution and use in source and binary forms|\bGNU (?:\w+ )?GENERAL PUBLIC LICENSE"
        r"|\bThis program is free software[;:] you can redistribute|\bApache License\s+Version 2\.0, January"
        r"|\bMozilla Public License Version|\bCreative Commons Legal Code"
        r"|\bCreative Commons Corporation \(|\bThis is free and unencumbered software))",
        "a licence",
        _PAPERS,
    ),
    _kind(r"(?i)#*\s*(?:contributor covenant )?code of conduct\b", "a code of conduct", _PAPERS),
    _kind(r"#\+[A-Za-z_]+:", "an Org document", "export it as Markdown"),
    _kind(r"(?s).{0,600}?\bProject Gutenberg\b", "a book of Project Gutenberg", _PAPERS),
)
"""Kinds that cannot be confused with titles and abstracts."""

TEXTS = (
    _kind(
        r"(?:(?:[#-].*)?\n)*(?:[\w.-]+(?:\[[\w, -]+\])? ?(?:[=~!<>]=|[<>@]) ?\S.*\n|[\w.-]+\n(?=[\w.-]+ ?[=~!<>]=)){2}",
        "a list of packages",
        _PAPERS,
    ),
    _kind(
        r"(?:.*\n){0,12}?(?:\.\. (?:[\w-]+::|_[\w -]+:)"
        r"|.{3,80}\n(?:={4,}|-{4,}|~{4,})\n\s*\n?.*:(?:doc|ref|mod|class|func):`)",
        "a page in reStructuredText",
        _PAPERS,
    ),
    _kind(
        r"(?:[=*-]{10,}|(?:INFO|DEBUG|WARNING|ERROR|TRACE):)[^\n]*\n",
        "a log or a printed report",
        _PAPERS,
    ),
    _kind(r"(?:#.*\n|\s)*(?:source ['\"]|gem ['\"]|gemspec\b)", "source code", _PAPERS),
    _kind(
        r"(?is)(?:<!--.*?-->\s*)?<!doctype html|<html|<head|<body|<(?:div|table|p|h[1-6]|ul|ol|span|section|a|img)\b",
        "an HTML page",
        "save the list of papers in a format that databases export (RIS, BibTeX, CSV)",
    ),
    _kind(
        r"(?:From|Received|Return-Path|Message-ID|Delivered-To): ?.*\n",
        "a mail",
        "give the text of the mail alone",
    ),
    _kind(
        r"(?:(?:[#;%!'-].*)?\n)*(?:(?:import|from) [\w.]+(?: import|;|\n| as)|import [{'\"*]|package |#include|#define"
        r"|using "
        r"|(?:library|require|source|setwd)\(|(?:def|class|function|module|program|subroutine|var|let|const|export|local)\b"
        r"|\w[\w.]*\([^)]*\)\s*[;{]?\n)",
        "source code",
        _PAPERS,
    ),
    _kind(r"(?:(?:#.*)?\n)*(?:[\w.$()/-]+ ?:?= ?.*\n|[\w.%$(){}/ -]+:(?: .*)?\n\t)", "settings or a Makefile", _PAPERS),
    _kind(
        r"Traceback \(most recent|\S+ \S+ \S+ \[\d\d/[A-Z][a-z]{2}/|[A-Z][a-z]{2} +\d\d? \d\d:\d\d:\d\d |\d:\d\d:\d\d"
        r"|\W?(?:\d{4}[-/]\d\d[-/]\d\d|\d\d?[-/.]\d\d?[-/.]\d{2,4}|[A-Z][a-z]{2}[ -]\d\d?)\W+\d\d?:\d\d",
        "a log or a chat",
        _PAPERS,
    ),
    _kind(
        r"(?:(?:https?://|www\.)\S+\s*){1,3}(?:\n|$)", "a list of addresses", "check addresses with `linkscan check`"
    ),
    _kind(r"<", "markup of an unknown kind", _EXPORT),
    _kind(
        r"---\s*\n|%YAML|[\w-]+:\s*\n\s+- |[\w-]+: \S.*\n[\w-]+: ",
        "YAML, or another list of names and values",
        "give it as JSON, CSV or BibTeX",
    ),
    _kind(
        r"(?:#.*\n|\s)*[\w.-]+:(?:[ \t]\S.*)?\n(?:\s*\n|#.*\n)*[ \t]*[\w.-]+:(?:\s|$)",
        "YAML, or another list of names and values",
        "give it as JSON, CSV or BibTeX",
    ),
    _kind(r"\[[\w. -]+\]\s*\n[\w-]+\s*=", "a file of settings (INI, TOML)", _PAPERS),
    _kind(r"(?:.*\n){0,2}[A-Z][A-Z0-9]{1,3} {0,2}[-:] ", "tagged records of an unknown kind", _EXPORT),
)


_PAGE = (
    _kind(
        r"(?:#{2,3} \S|# \S.*\n(?:\s*\n|[#>*-]|\[))",
        "a page in Markdown without titles and abstracts",
        "make each paper a heading with its abstract below, or a row or line with its link",
    ),
)
"""Tried last: READMEs and notes, which have advice of their own, begin like this too."""

_TAG = lazy_pattern(r"(?:--)?[A-Z][A-Z0-9]{1,3} {0,2}(?:--|[-~])[ \t]")
_TAGS, _TAGGED = 3, 20  # the least number of tagged lines, among so many lines


def is_another(head: str) -> bool:
    """Return whether a text certainly is of a kind that cannot be read, however much prose it contains."""
    start = _start(head)
    return any(kind.start.match(start) for kind in SURE) or _is_tagged(head)


def _is_tagged(head: str) -> bool:
    """Return whether lines begin with short tags, as in tagged formats that are not supported."""
    lines = [line for line in head.splitlines()[: 2 * _TAGGED] if line.strip()][:_TAGGED]
    return len({found[0] for line in lines if (found := _TAG.match(line))}) >= _TAGS


_SURNAME = r"[A-Z][\w'’-]+"
_INITIALS = r"(?:[A-Z]\.?[ -]?){1,3}"
_REFERENCE = lazy_pattern(
    rf"\W{{0,2}}(?:\d{{1,3}}\W{{1,2}}\s*)?(?:{_SURNAME}(?:[ -]{_SURNAME})?,? {_INITIALS}(?:[,.;&(]|and\b|et al)"
    rf"|(?:[A-Z]\. ?){{1,3}}{_SURNAME}(?:,| and\b)).{{0,400}}\b(?:19|20)\d\d"
)
_REFERENCES, _MOSTLY = 3, 0.6
_PMID = lazy_pattern(r"\bPMID: ?\d{5,}")


_LEAST_ROWS = 5
_ROWS = 50


def is_table(head: str) -> bool:
    """Return whether lines are rows of a table without columns of papers: all have as many cells as the first."""
    lines = head.splitlines()[:-1][:_ROWS]
    return len(lines) >= _LEAST_ROWS and any(_has_equal_rows(lines, sign) for sign in ",;\t|")


def _has_equal_rows(lines: Sequence[str], sign: str) -> bool:
    if sign not in lines[0]:
        return False
    try:
        rows = [row for row in csv.reader(lines, delimiter=sign) if row]
    except csv.Error:
        return False
    return len(rows) >= _LEAST_ROWS and len(rows[0]) > 1 and len({len(row) for row in rows[:-1]}) == 1


def is_references(head: str) -> bool:
    """Return whether a text is a list of references: most paragraphs begin with names and initials, and have a year."""
    lines = [line.strip() for line in head.splitlines()]
    begun = [line for above, line in pairwise(["", *lines]) if line and not above] or lines
    if len(begun) < _REFERENCES:
        begun = [line for line in lines if line]
    if len(begun) < _REFERENCES:
        return False
    found = sum(_REFERENCE.match(line[:600]) is not None for line in begun)
    return found >= _REFERENCES and found >= _MOSTLY * len(begun)


_SAID = lazy_pattern(r"([^\W\d_][\w .'-]{0,30}):\s+\S|.{2,40}\s\d\d?:\d\d(?::\d\d)?(?: ?[AP]M)?$")
_PARTS = lazy_pattern(
    r"(?i)(?:background|introduction|aims?|objectives?|purpose|methods?|results?|findings|conclusions?|title|authors?"
    r"|abstract|summary|keywords?|motivation|availability|code|data|url|doi|date)\b"
)
_HALF, _EXCHANGES = 0.5, 2


def is_conversation(head: str) -> bool:
    """Return whether most lines begin with a speaker, several of whom recur, or with a time."""
    lines = [line.strip() for line in head.splitlines()[:400] if line.strip()]
    if len(lines) < _EXCHANGES:
        return False
    found = [match for line in lines if (match := _SAID.match(line[:80]))]
    if any(match[1] and _PARTS.match(match[1]) for match in found):
        return False
    speakers = Counter(match[1] for match in found if match[1])
    again = sum(count for count in speakers.values() if count > 1) + sum(match[1] is None for match in found)
    return again >= _EXCHANGES and again >= _HALF * len(lines) and len(speakers) != 1


def _start(head: str) -> str:
    return head.lstrip("\ufeff \t\r\n")[:_START].replace("\r\n", "\n")


def name_of(head: str, *, is_text: bool) -> str:
    """Return a description of an input that no format recognises, with advice.

    >>> name_of("<!DOCTYPE html><html>", is_text=True).partition(";")[0]
    'an HTML page, which is not read'
    """
    if not is_text:
        if _ENCRYPTED in head:
            return "an encrypted Office file, which is not read; save it without a password"
        advice = "a binary file of an unsupported kind; give one of the formats that `--help` lists"
        return _first(BINARIES, head[:512]) or advice
    start = _start(head)
    return (
        _first(SURE, start)
        or _by_lines(head)
        or _first(TEXTS, start)
        or _by_words(head)
        or _first(_PAGE, start)
        or (is_no_prose(head) and f"the code or data of a program, which is not read; {_PAPERS}")
        or "neither a supported format nor a text of titles and abstracts; name its format with --format-in"
    )


def _first(kinds: Iterable[UnreadFormat], start: str) -> str:
    found = next((kind for kind in kinds if kind.start.match(start)), None)
    return f"{found.name}, which is not read; {found.advice}" if found else ""


def _by_lines(head: str) -> str:
    """Return name and advice for kinds that are recognised by many lines."""
    if _is_tagged(head):
        return f"tagged records of an unknown kind, which is not read; {_EXPORT}"
    if is_table(head):
        return 'a table without titles or abstracts, which is not read; name its columns "title" and "abstract"'
    if is_references(head) or len(_PMID.findall(head)) > 1:
        return f"a list of references, which is not read; {_EXPORT}"
    if is_conversation(head):
        return f"a conversation, which is not read; {_PAPERS}"
    if has_its_sections(line.strip() for line in head.splitlines()) or is_documentation(head):
        return f"the documentation of a program, which is not read; {_PAPERS}"
    return ""


_NUMBER = lazy_pattern(r"[-+.\d][-+.\deE]*")
_MOSTLY_NUMBERS, _MOSTLY_WORDS = 0.6, 0.8
_FEW_WORDS = 2


def _by_words(head: str) -> str:
    """Return name and advice for kinds that are recognised by their words alone, or ""."""
    lines = [line.split() for line in head.splitlines()[:200] if line.strip()]
    words = [word for line in lines for word in line]
    if words and sum(_NUMBER.fullmatch(word.strip(",;|")) is not None for word in words) > _MOSTLY_NUMBERS * len(words):
        return f"numbers, which are not read; {_PAPERS}"
    if len(lines) > 1 and sum(len(line) <= _FEW_WORDS for line in lines) > _MOSTLY_WORDS * len(lines):
        return f"a list of words or names, which is not read; {_PAPERS}"
    if is_prose(head):
        name = (
            "a passage of a paper or a book" if are_passages(head.split("\n")) else "a note or a list without abstracts"
        )
        return f"{name}, which is not read; {_PAPERS}"
    return ""
