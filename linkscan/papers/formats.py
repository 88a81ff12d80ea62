"""Input formats by name. A new format is a module with `sniff` and `load`, and a line here.

Modules are imported on first use, so that `--help` can list the names at no cost.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from linkscan.errors import InputError, SettingsError

if TYPE_CHECKING:
    from linkscan.models import Paper
    from linkscan.papers.input_file import InputFile


class Format(Protocol):
    """An input format."""

    def sniff(self, head: str) -> bool:
        """Return whether an input that begins with `head` is in this format, given that no earlier format matched."""

    def load(self, source: "InputFile") -> Iterator["Paper | InputError"]:
        """Yield each paper, or why an entry is not one. Raise InputError if reading cannot go on."""


_BINARY = {"parquet": "parquet", "pdf": "pdf", "ods": "ods", "xlsx": "spreadsheet"}
"""Binary formats: name and module. They are given the first bytes decoded as Latin-1."""

# In the order in which they are tried: unambiguous ones first, prose last.
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
    "yaml": "yaml_list",
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

_OPENINGS: Mapping[str, str] = {"jsonl": "{", "json": "{[", "xml": "<", "markdown-document": "-"}
_MARKS: Mapping[str, tuple[str, ...]] = {
    "noteexpress": ("{Reference Type}",),
    "ris": ("TY",),
    "nbib": ("PMID", "OWN"),
    "enw": ("%",),
    "wos": ("\nPT", "\nFN", "\nVR", "\nEF"),
    "refworks": ("\nRT",),
    "ovid": ("<",),
    "pubmed-text": ("PMID: ",),
    "cff": ("cff-version:",),
    "yaml": ("- ",),
    "latex": ("\\document", "\\begin{"),
    "bibtex": ("@",),
    "arxiv-mail": ("\n\\\\",),
    "markdown": tuple(f"\n{character}" for character in " #*+-0123456789"),
}
"""First characters, and parts, of the head of every input in a format. Other inputs do not import its module.

An input in a format in `_MARKS` has one of the parts; its first line counts as one behind a line break.
"""

FORMER = {"arxiv-jsonl": "jsonl", "arxiv-atom": "xml"}
"""Former names of formats, with their current names."""


class _Formats(Mapping[str, Format]):
    """Formats by name, each imported on first use."""

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
    """Return the format with a current or former name. Raise SettingsError if there is none."""
    known = FORMER.get(name, name)
    if known not in FORMATS:
        raise SettingsError(f"format: there is no {name!r}; allowed are {', '.join(FORMATS)}")
    return FORMATS[known]


def told_by_content(source: "InputFile") -> Format:
    """Return the first format that recognises the head of `source`. Raise InputError, with a guess, if none does."""
    opening, lines = _opening(source.head), "\n" + source.head.removeprefix("\ufeff")
    for name in _TEXTS if source.is_text else _BINARY:
        marks = _MARKS.get(name)
        if opening not in _OPENINGS.get(name, opening) or (marks and not any(mark in lines for mark in marks)):
            continue
        if FORMATS[name].sniff(source.head):
            return FORMATS[name]
    from linkscan.papers.unread import name_of  # noqa: PLC0415 - only for what is refused

    raise source.error(1, name_of(source.head, is_text=source.is_text))


def _opening(head: str) -> str:
    """Return the first character that is neither white space nor a byte order mark, or an empty string."""
    return next((sign for sign in head if not (sign.isspace() or sign == "\ufeff")), "")
