"""Papers from the services that publish them: `name:query` on the command line, as in `arxiv:cs.CL`.

A source is a module that satisfies `base.Source` and a line in `SOURCES`. It is pure: its requests go through the
client, so that rate limits, cache, budget, recording and the guard hold for it as for all others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import cast

from linkscan.errors import InputError
from linkscan.sources import addresses
from linkscan.sources.base import Source, SourceFlow, SourceResult, Window
from linkscan.urls import Url

__all__ = [
    "NAMES",
    "Query",
    "Source",
    "SourceFlow",
    "SourceResult",
    "Window",
    "parse_query",
    "query_at",
    "source_named",
]

SOURCES: Mapping[str, str] = {
    "hf": "hugging_face",
    "arxiv": "arxiv",
    "acl": "acl",
    "pubmed": "pubmed",
    "europepmc": "europe_pmc",
    "crossref": "crossref",
    "openalex": "openalex",
    "s2": "semantic_scholar",
    "biorxiv": "biorxiv:BIORXIV",
    "medrxiv": "biorxiv:MEDRXIV",
    "openreview": "openreview",
}
"""Every source by name: the module that reads it, or an object in one. Loaded when it is first asked for."""

NAMES = tuple(SOURCES)

CREDENTIALS: Mapping[str, str] = {
    "hf": "HF_TOKEN",
    "pubmed": "NCBI_API_KEY",
    "openalex": "OPENALEX_API_KEY",
    "s2": "S2_API_KEY",
    "openreview": "OPENREVIEW_USERNAME and OPENREVIEW_PASSWORD",
}
"""The environment variable with which a service lets its caller in, or allows more."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a source, as it was given: `arxiv` and `cs.CL`."""

    source: str
    text: str

    def __str__(self) -> str:
        """Return it as a user writes it, `source:text`; reports name a paper's origin so."""
        return f"{self.source}:{self.text}"

    def last_day(self) -> date | None:
        """Return the last day of the time that it names; None if it names none."""
        return source_named(self.source).last_day(self.text)

    def is_incremental(self) -> bool:
        """Return whether it means what is new since the last run that read it."""
        return source_named(self.source).is_incremental(self.text)

    def flow(self, window: Window) -> SourceFlow:
        """Return the flow that reads its papers."""
        return source_named(self.source).flow(self.text, window)


def parse_query(text: str) -> Query | None:
    """Return the query that an input names; None when it names no source, and so a file.

    Raises InputError when the source does not understand the query.
    """
    name, colon, query = text.strip().partition(":")
    name, query = name.casefold(), query.strip()
    if not colon or name not in SOURCES:
        return None
    try:
        query.encode()
    except UnicodeEncodeError:  # bytes of a command line that are no text
        raise InputError(f"{text.encode('utf-8', 'replace').decode()}: a query is text in UTF-8") from None
    source_named(name).check(query)
    return Query(name, query)


def query_at(address: Url) -> Query | None:
    """Return the query that an address means: a paper's at arXiv, a list's at Hugging Face; None for any other."""
    said = addresses.query_at(address)
    try:
        return parse_query(said) if said else None
    except InputError:  # a page of that site that is no paper's
        return None


@cache
def source_named(name: str) -> Source:
    """Return a source by its name."""
    module, _, attribute = SOURCES[name].partition(":")
    loaded = import_module(f"linkscan.sources.{module}")
    return cast(Source, getattr(loaded, attribute) if attribute else loaded)
