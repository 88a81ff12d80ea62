"""Migrations: upgrading a ledger of an earlier schema to the current one, in place and in one transaction."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence

_STEPS: Mapping[int, tuple[Sequence[str], Sequence[str]]] = {
    1: (
        (
            "ALTER TABLE papers ADD COLUMN published TEXT",
            "ALTER TABLE papers ADD COLUMN venue TEXT",
            "ALTER TABLE claims ADD COLUMN by_hand INTEGER",
            "ALTER TABLE links ADD COLUMN stars INTEGER",
        ),
        (),
    ),
    2: (
        (
            "ALTER TABLE papers ADD COLUMN links INTEGER",
            "ALTER TABLE claims ADD COLUMN origin TEXT NOT NULL DEFAULT 'abstract'",
        ),
        ("mentions", "sources"),
    ),
}
"""The migration of each schema to the next: statements, and tables to be created as in the current schema."""


def migrate(connection: sqlite3.Connection, schema: int, present: int, statement_of: Callable[[str], str]) -> bool:
    """Upgrade a ledger of `schema` to `present` in the open transaction; return False if there is no such migration.

    `statement_of` returns the statement that creates a table.
    """
    if not all(step in _STEPS for step in range(schema, present)) or schema > present:
        return False
    for step in range(schema, present):
        statements, tables = _STEPS[step]
        for statement in (*statements, *map(statement_of, tables)):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {present:d}")
    return True
