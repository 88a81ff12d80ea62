"""What is looked at of a ledger before any of its SQL is run: a stranger's folder may bring one along.

A view, a trigger, a generated column or the expression of an index may run for ever, and is run by reading and writing
(https://www.sqlite.org/security.html, "Untrusted SQLite Database Files").
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_COMMENT = re.compile(r"--[^\n]*")
_MADE = re.compile(r"CREATE (?P<kind>TABLE|INDEX|VIEW) (?P<name>\w+)")
_TABLE = re.compile(r"(?P<head>[^(]*)\((?P<body>.*)\)(?P<tail>[^)]*)", re.DOTALL)
_COMMA = re.compile(r",(?![^(]*\))")  # at the top: no parentheses of ours are nested
_SCHEMA = "SELECT type, name, sql FROM sqlite_schema"
_OF_SQLITE = re.compile(r"sqlite_(?:autoindex_\w+|stat\d)")
"""Indexes that SQLite makes for keys, and what ANALYZE notes; neither holds SQL of anybody."""


@dataclass(frozen=True, slots=True)
class _SchemaObject:
    """What a statement makes: its kind and name, and the parts of its text in any order."""

    kind: str
    name: str
    parts: frozenset[str]


def strange_object(book: sqlite3.Connection, statements: Iterable[str]) -> str | None:
    """Return kind and name of the first thing in a database that `statements` do not make; None where all is ours.

    A table of an earlier schema may lack columns.
    """
    ours: Mapping[str, _SchemaObject] = {made.name: made for statement in statements if (made := _made(statement))}
    for kind, name, sql in book.execute(_SCHEMA):
        if _OF_SQLITE.fullmatch(str(name)) and kind in ("index", "table"):
            continue
        made = _made(sql) if isinstance(sql, str) else None
        own = ours.get(str(name))
        if made is None or own is None or (made.kind.lower(), made.name) != (kind, name) or not _is_of(made, own):
            return f"{kind} {name}"
    return None


def _is_of(made: _SchemaObject, own: _SchemaObject) -> bool:
    """Return whether it has no part that is not ours, and lacks none but columns."""
    return made.kind == own.kind and (made.parts == own.parts or (own.kind == "TABLE" and made.parts <= own.parts))


def _made(statement: str) -> _SchemaObject | None:
    """Return what a statement makes; None where it is none of the kinds that a ledger has."""
    text = " ".join(_COMMENT.sub("", statement).split()).removesuffix(";")
    named = _MADE.match(text)
    if named is None:
        return None
    table = _TABLE.fullmatch(text) if named["kind"] == "TABLE" else None
    parts = [table["head"], *_COMMA.split(table["body"]), table["tail"]] if table else [text]
    return _SchemaObject(named["kind"], named["name"], frozenset(" ".join(part.split()) for part in parts))
