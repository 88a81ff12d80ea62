"""JSON records by producer: each module turns the records of one producer into plain named fields.

A producer is a module with `knows`, which recognises records by their keys, and `fields`, which renames fields to the
names in `columns`; and a line here. Other records are read by the names of their keys alone.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Protocol

from linkscan.papers.columns import columns
from linkscan.papers.producers import (
    ads,
    arxiv,
    cinii,
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
    """The record format of one service."""

    def knows(self, names: frozenset[str]) -> bool:
        """Return whether an object with these keys is a record from this producer."""

    def fields(self, record: Fields) -> Fields | None:
        """Return the record with plain names, or None if it is not a paper (but a review, an attachment)."""


# In the order in which they are tried: those with a unique key first.
PRODUCERS: tuple[Producer, ...] = (
    openalex,
    papers_with_code,
    arxiv,
    hugging_face,
    doaj,
    cinii,
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
    """Return the named fields of a paper's record from any producer, or None for other objects."""
    if producer := producer_of(tuple(value)):
        return producer.fields(value)
    if is_record(value):
        return value
    return _wrapped(value)


def _wrapped(value: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return the single record inside an object that has an ID of its own, together with that ID."""
    within = [part for part in value.values() if isinstance(part, Mapping)]
    if len(within) != 1 or columns(tuple(value)).id is None or not is_record(within[0]):
        return None
    return {**within[0], **{name: part for name, part in value.items() if isinstance(part, str | int)}}
