"""Shapes of JSON by who produces them: each module makes plain named fields of one producer's records.

A producer is a module with `knows`, which tells its records by the names of their keys, and `fields`, which gives a
record the names that `columns` knows; and a line here. Records that no module knows are read by their names alone.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

from linkscan.papers.columns import columns
from linkscan.papers.producers import (
    ads,
    arxiv,
    csl,
    datacite,
    dblp,
    doaj,
    europe_pmc,
    hotcrp,
    hugging_face,
    inspire,
    openalex,
    openreview,
    papers_with_code,
    semantic_scholar,
    zotero,
)
from linkscan.papers.records import is_record

Fields = Mapping[str, Any]


class Producer(Protocol):
    """How one service writes the record of a paper."""

    def knows(self, names: frozenset[str]) -> bool:
        """Return whether an object with these keys is a record of this producer."""

    def fields(self, record: Fields) -> Fields | None:
        """Return the record under plain names; None when it is not a paper's (a review, an attachment)."""


# In the order in which they are asked: those with a key of their own first.
PRODUCERS: tuple[Producer, ...] = (
    openalex,
    papers_with_code,
    arxiv,
    hugging_face,
    doaj,
    europe_pmc,
    openreview,
    hotcrp,
    datacite,
    inspire,
    ads,
    semantic_scholar,
    dblp,
    zotero,
    csl,
)


@lru_cache(maxsize=256)
def producer_of(names: tuple[str, ...]) -> Producer | None:
    """Return the producer whose records have these keys."""
    known = frozenset(names)
    return next((each for each in PRODUCERS if each.knows(known)), None)


def record_of(value: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return the named fields of the record of a paper, whoever produced it; None for any other object."""
    if producer := producer_of(tuple(value)):
        return producer.fields(value)
    if is_record(value):
        return value
    return _wrapped(value)


def _wrapped(value: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return the one record that an object with an id of its own is wrapped around, with that id."""
    within = [part for part in value.values() if isinstance(part, Mapping)]
    if len(within) != 1 or columns(tuple(value)).id is None or not is_record(within[0]):
        return None
    return {**within[0], **{name: part for name, part in value.items() if isinstance(part, str | int)}}
