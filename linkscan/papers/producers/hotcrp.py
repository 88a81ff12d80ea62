"""HotCRP submissions, as JSON downloaded from its search page: `pid`, and fields of the site in `options`."""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.producers.shape import inner, told


def knows(names: frozenset[str]) -> bool:
    return "pid" in names and "title" in names


def fields(record: Mapping[str, Any]) -> Mapping[str, Any]:
    rest = {name: value for name, value in record.items() if name != "options"}
    return {**inner(record, "options"), **rest} | told(id=record.get("pid"))
