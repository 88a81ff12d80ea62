"""The formats by name. A new one is a module with `sniff` and `load`, and a line here."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from linkscan.errors import InputError, SettingsError
from linkscan.models import Paper
from linkscan.papers import (
    arxiv_atom,
    arxiv_jsonl,
    bibtex,
    csv,
    daily_papers,
    json,
    jsonl,
    markdown,
    parquet,
    text,
)
from linkscan.papers.source import Source


class Format(Protocol):
    """How papers are written down."""

    def sniff(self, head: str) -> bool:
        """Tell whether an input that begins with `head` is of this format, if it is of none named earlier."""

    def load(self, source: Source) -> Iterator[Paper | InputError]:
        """Give each paper, or why an entry is none; raises InputError when there is no going on."""


# In the order in which they are asked: the telling ones first, the one that takes almost anything last.
FORMATS: Mapping[str, Format] = {
    "parquet": parquet,
    "arxiv-jsonl": arxiv_jsonl,
    "jsonl": jsonl,
    "json": json,
    "arxiv-atom": arxiv_atom,
    "bibtex": bibtex,
    "daily-papers": daily_papers,
    "csv": csv,
    "markdown": markdown,
    "text": text,
}


def named(name: str) -> Format:
    """Give the format of that name; raises SettingsError when there is none."""
    if name not in FORMATS:
        raise SettingsError(f"format: there is no {name!r}; allowed are {', '.join(FORMATS)}")
    return FORMATS[name]


def told_by_content(source: Source) -> Format:
    """Give the first format that knows the head of `source`; raises InputError when none does."""
    for each in FORMATS.values():
        if each.sniff(source.head):
            return each
    raise source.error(1, f"no format that is read here; give one of {', '.join(FORMATS)}")
