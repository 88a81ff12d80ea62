"""Papers from the services that publish them: `name:query` on the command line, as in `arxiv:cs.CL`.

A source is a module that implements `base.Source`, with an entry in `SOURCES`. It is pure: the client sends its
requests, and applies rate limits, cache, budget, recording and the SSRF guard to them as to all others.
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
"""Every source by name: the module that implements it, or an object in one; imported on first use."""

NAMES = tuple(SOURCES)

CREDENTIALS: Mapping[str, str] = {
    "hf": "HF_TOKEN",
    "pubmed": "NCBI_API_KEY",
    "openalex": "OPENALEX_API_KEY",
    "s2": "S2_API_KEY",
    "openreview": "OPENREVIEW_USERNAME and OPENREVIEW_PASSWORD",
}
"""The environment variable with the credential that a service requires, or grants a higher rate limit for."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query to a source, such as `arxiv` and `cs.CL`."""

    source: str
    text: str

    def __str__(self) -> str:
        """Return the query as written by a user, `source:text`, which is also the source of its papers in reports."""
        return f"{self.source}:{self.text}"

    def last_day(self) -> date | None:
        """Return the last day of the period that the query names, or None if it names none."""
        return source_named(self.source).last_day(self.text)

    def is_incremental(self) -> bool:
        """Return whether the query is for what is new since the last run that fetched it."""
        return source_named(self.source).is_incremental(self.text)

    def flow(self, window: Window) -> SourceFlow:
        """Return the flow that fetches the papers of the query."""
        return source_named(self.source).flow(self.text, window)


def parse_query(text: str) -> Query | None:
    """Return the query in an input, or None if it does not start with the name of a source.

    Raises InputError if the source does not understand the query.
    """
    name, colon, query = text.strip().partition(":")
    name, query = name.casefold(), query.strip()
    if not colon or name not in SOURCES:
        return None
    try:
        query.encode()
    except UnicodeEncodeError:  # a command-line argument that is not valid UTF-8
        raise InputError(f"{text.encode('utf-8', 'replace').decode()}: a query is text in UTF-8") from None
    source_named(name).check(query)
    return Query(name, query)


def query_at(address: Url) -> Query | None:
    """Return the query for the address of a paper or of a list of papers, or None for any other address."""
    text = addresses.query_at(address)
    try:
        return parse_query(text) if text else None
    except InputError:  # another page of that site
        return None


@cache
def source_named(name: str) -> Source:
    """Return a source by its name."""
    module, _, attribute = SOURCES[name].partition(":")
    loaded = import_module(f"linkscan.sources.{module}")
    return cast(Source, getattr(loaded, attribute) if attribute else loaded)
