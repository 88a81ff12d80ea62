"""Migrations: a ledger of an earlier schema is brought to the present one, in place and in one transaction."""

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
"""What leads from each schema to the next: statements, and tables to be made as the present schema has them."""


def migrate(book: sqlite3.Connection, schema: int, present: int, statement_of: Callable[[str], str]) -> bool:
    """Bring a ledger of `schema` to the present one, in the open transaction; return False where no way leads there.

    `statement_of` gives the statement that makes a table.
    """
    if not all(step in _STEPS for step in range(schema, present)) or schema > present:
        return False
    for step in range(schema, present):
        statements, tables = _STEPS[step]
        for statement in (*statements, *map(statement_of, tables)):
            book.execute(statement)
    book.execute(f"PRAGMA user_version = {present:d}")
    return True
