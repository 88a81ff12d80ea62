"""Checking the schema of a ledger before running any of its SQL, since it may come from an untrusted folder.

Views, triggers, generated columns and index expressions are executed by reading and writing, and may run for ever
(https://www.sqlite.org/security.html, "Untrusted SQLite Database Files").
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_COMMENT = re.compile(r"--[^\n]*")
_MADE = re.compile(r"CREATE (?P<kind>TABLE|INDEX|VIEW) (?P<name>\w+)")
_TABLE = re.compile(r"(?P<head>[^(]*)\((?P<body>.*)\)(?P<tail>[^)]*)", re.DOTALL)
_COMMA = re.compile(r",(?![^(]*\))")  # outside parentheses, which are never nested in our schema
_SCHEMA = "SELECT type, name, sql FROM sqlite_schema"
_OF_SQLITE = re.compile(r"sqlite_(?:autoindex_\w+|stat\d)")
"""The automatic indexes of keys and the statistics tables of ANALYZE, neither of which contain SQL."""


@dataclass(frozen=True, slots=True)
class _SchemaObject:
    """What a statement creates: its kind and name, and the parts of its definition in any order."""

    kind: str
    name: str
    parts: frozenset[str]


def strange_object(connection: sqlite3.Connection, statements: Iterable[str]) -> str | None:
    """Return the kind and name of the first object in a database that `statements` do not create, or None.

    A table of an earlier schema may lack columns.
    """
    ours: Mapping[str, _SchemaObject] = {
        made.name: made for statement in statements if (made := _created_object(statement))
    }
    for kind, name, sql in connection.execute(_SCHEMA):
        if _OF_SQLITE.fullmatch(str(name)) and kind in ("index", "table"):
            continue
        made = _created_object(sql) if isinstance(sql, str) else None
        own = ours.get(str(name))
        if made is None or own is None or (made.kind.lower(), made.name) != (kind, name) or not _matches(made, own):
            return f"{kind} {name}"
    return None


def _matches(made: _SchemaObject, own: _SchemaObject) -> bool:
    """Return whether `made` is `own`, except that a table may lack columns."""
    return made.kind == own.kind and (made.parts == own.parts or (own.kind == "TABLE" and made.parts <= own.parts))


def _created_object(statement: str) -> _SchemaObject | None:
    """Return the object that a statement creates, or None if a ledger has no objects of that kind."""
    text = " ".join(_COMMENT.sub("", statement).split()).removesuffix(";")
    named = _MADE.match(text)
    if named is None:
        return None
    table = _TABLE.fullmatch(text) if named["kind"] == "TABLE" else None
    parts = [table["head"], *_COMMA.split(table["body"]), table["tail"]] if table else [text]
    return _SchemaObject(named["kind"], named["name"], frozenset(" ".join(part.split()) for part in parts))
