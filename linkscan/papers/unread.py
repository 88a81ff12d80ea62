"""Files that are not read: what they look like, and what to do. Data and pure functions.

Nothing here decides what is read: a file gets here when no format knows it.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file by how it begins, with its name and what to do instead."""

    start: re.Pattern[str]
    name: str
    advice: str


def _kind(start: str, name: str, advice: str) -> Kind:
    return Kind(re.compile(start), name, advice)


_START = 4096  # characters
_EXPORT = "export the list as RIS, BibTeX or CSV"
_PAPERS = "give a file with titles and abstracts"

BINARIES = (
    _kind(
        r"\xd0\xcf\x11\xe0", "an old Office file (.xls, .doc)", "save the table as .xlsx or CSV, or the text as .txt"
    ),
    _kind(r"SQLite format 3", "an SQLite database", "export the table as CSV"),
    _kind(r"\x89PNG|\xff\xd8\xff|GIF8|RIFF", "a picture, sound or video", _PAPERS),
    _kind(r"\x89HDF", "an HDF5 file", "export the table as CSV or Parquet"),
    _kind(r"ARROW1|FEA1", "an Arrow or Feather file", "write it as Parquet"),
    _kind(r"Obj\x01", "an Avro file", "export it as JSON Lines"),
    _kind(r"ORC", "an ORC file", "write it as Parquet"),
    _kind(r"\x80[\x02-\x05]", "a Python pickle", "write the records as JSON Lines"),
    _kind(r"\x7fELF|MZ", "a program", _PAPERS),
    _kind(r"\d{5}[acdnp][a-z][a-z ]", "MARC 21", _EXPORT),
)

SURE = (
    _kind(r"\{\\rtf", "an RTF document", "save its text as .txt"),
    _kind(r"%!PS", "PostScript", "give the paper as PDF"),
    _kind(r"@prefix |@base |PREFIX |<[^>\s]+> <[^>\s]+> ", "RDF", _EXPORT),
    _kind(r"LEADER |=LDR  ", "MARC in text", _EXPORT),
    _kind(r"\d{5}[acdnp][a-z][a-z ]", "MARC 21", _EXPORT),
    _kind(r"\\relax\b|\\bibstyle|\\begin\{thebibliography\}", "a file of LaTeX's own", "give the .bib or .tex file"),
    _kind(
        r"(?i)(?:--.*\n|\s)*(?:CREATE TABLE|INSERT INTO|DROP TABLE|BEGIN TRANSACTION)", "SQL", "export the table as CSV"
    ),
    _kind(r"BEGIN:V", "a calendar or an address book", _PAPERS),
)
"""Kinds that no text of titles and abstracts begins like."""

TEXTS = (
    _kind(
        r"(?is)(?:<!--.*?-->\s*)?<!doctype html|<html|<head|<body|<div|<table|<p>",
        "an HTML page",
        "save the list of papers in a format that databases export (RIS, BibTeX, CSV)",
    ),
    *SURE,
    _kind(
        r"(?m)(?:(?:From|Received|Return-Path|Message-ID|Delivered-To): ?.*\n)",
        "a mail",
        "give the text of the mail alone",
    ),
    _kind(r"#!|(?:import|from) [\w.]+(?: import|\n| as)|package |#include|using ", "source code", _PAPERS),
    _kind(
        r"(?:(?:https?://|www\.)\S+\s*){1,3}(?:\n|$)", "a list of addresses", "check addresses with `linkscan check`"
    ),
    _kind(r"<", "markup of a kind that is not read", _EXPORT),
    _kind(
        r"---\s*\n|%YAML|[\w-]+:\s*\n\s+- |[\w-]+: \S.*\n[\w-]+: ",
        "YAML, or another list of names and values",
        "give it as JSON, CSV or BibTeX",
    ),
    _kind(r"\[[\w. -]+\]\s*\n[\w-]+\s*=", "a file of settings (INI, TOML)", _PAPERS),
    _kind(r"(?:.*\n){0,2}[A-Z][A-Z0-9]{1,3} {0,2}[-:] ", "tagged records of a kind that is not read", _EXPORT),
)


def is_another(head: str) -> bool:
    """Return whether a text surely is of a kind that is not read, however much prose there is in it."""
    start = head.lstrip("\ufeff \t\r\n")[:_START]
    return any(kind.start.match(start) for kind in SURE)


def name_of(head: str, *, is_text: bool) -> str:
    """Return what an input that no format knows looks like, and what to do.

    >>> name_of("<!DOCTYPE html><html>", is_text=True).partition(";")[0]
    'an HTML page, which is not read'
    """
    start = head.lstrip("\ufeff \t\r\n")[:_START] if is_text else head[:512]
    for kind in TEXTS if is_text else BINARIES:
        if kind.start.match(start):
            return f"{kind.name}, which is not read; {kind.advice}"
    if is_text:
        return "no format that is read here, and no text of titles and abstracts; name its format with --format-in"
    return "a binary file of no kind that is read here; give one of the formats that `--help` names"
