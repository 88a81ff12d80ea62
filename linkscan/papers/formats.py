"""The formats by name. A new one is a module with `sniff` and `load`, and a line here.

A module is loaded when it is first asked, so that `--help` can list the names at no cost.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from linkscan.errors import InputError, SettingsError

if TYPE_CHECKING:
    from linkscan.models import Paper
    from linkscan.papers.source import Source


class Format(Protocol):
    """How papers are written down."""

    def sniff(self, head: str) -> bool:
        """Return whether an input that begins with `head` is of this format, if it is of none named earlier."""

    def load(self, source: "Source") -> Iterator["Paper | InputError"]:
        """Yield each paper, or why an entry is none; raise InputError when there is no going on."""


_BINARY = {"parquet": "parquet", "pdf": "pdf", "xlsx": "spreadsheet"}
"""Formats of binary inputs: name and module. They are given the first bytes as Latin-1."""

# In the order in which they are asked: the telling ones first, the one that takes any prose last.
_TEXTS = {
    "noteexpress": "tagged.note_express",
    "jsonl": "jsonl",
    "json": "json",
    "xml": "xml",
    "ris": "tagged.ris",
    "nbib": "tagged.medline",
    "enw": "tagged.endnote",
    "wos": "tagged.web_of_science",
    "ovid": "tagged.ovid",
    "refworks": "tagged.refworks",
    "pubmed-text": "pubmed_text",
    "cff": "citation_file",
    "latex": "latex_document",
    "markdown-document": "markdown_document",
    "bibtex": "bibtex",
    "arxiv-mail": "arxiv_mail",
    "daily-papers": "daily_papers",
    "labelled": "tagged.labelled",
    "csv": "csv",
    "markdown": "markdown",
    "text": "text",
}

_OPENINGS: Mapping[str, str] = {"jsonl": "{", "json": "{[", "xml": "<"}
"""With which characters inputs of a format begin; its module is large, and not loaded for any other."""

FORMER = {"arxiv-jsonl": "jsonl", "arxiv-atom": "xml"}
"""Names that formats had, and the name of the format that reads them now."""


class _Formats(Mapping[str, Format]):
    """Formats by name, each loaded when it is asked for."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> Format:
        return cast(Format, import_module(f"linkscan.papers.{self._modules[name]}"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


FORMATS: Mapping[str, Format] = _Formats({**_BINARY, **_TEXTS})


def named(name: str) -> Format:
    """Return the format of that name, or of that former name; raise SettingsError when there is none."""
    known = FORMER.get(name, name)
    if known not in FORMATS:
        raise SettingsError(f"format: there is no {name!r}; allowed are {', '.join(FORMATS)}")
    return FORMATS[known]


def told_by_content(source: "Source") -> Format:
    """Return the first format that knows the head of `source`; raise InputError when none does, and say what it is."""
    opening = _opening(source.head)
    for name in _TEXTS if source.is_text else _BINARY:
        if opening not in _OPENINGS.get(name, opening):
            continue
        if FORMATS[name].sniff(source.head):
            return FORMATS[name]
    from linkscan.papers.unread import name_of  # noqa: PLC0415 - only for what is refused

    raise source.error(1, name_of(source.head, is_text=source.is_text))


def _opening(head: str) -> str:
    """Return the first character that is neither white space nor a byte order mark; empty where there is none."""
    return next((sign for sign in head if not (sign.isspace() or sign == "\ufeff")), "")
