"""Helpers to read JSON objects of unknown content. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def objects(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list, or a single object."""
    if isinstance(value, Mapping):
        yield value
    elif isinstance(value, list):
        yield from (part for part in value if isinstance(part, Mapping))


def inner(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the object under `name`, or an empty one."""
    value = record.get(name)
    return value if isinstance(value, Mapping) else {}


def first(parts: Iterable[Mapping[str, Any]], name: str, **wanted: str) -> Any:
    """Return the value of `name` in the first object that has it and matches everything wanted, ignoring case."""
    for part in parts:
        if part.get(name) and all(str(part.get(key)).casefold() == value.casefold() for key, value in wanted.items()):
            return part[name]
    return None


def told(**fields: object) -> dict[str, object]:
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
