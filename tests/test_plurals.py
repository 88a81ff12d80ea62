"""Counts and nouns agree in all messages."""

import ast
import re
from pathlib import Path

import pytest

from linkscan.plurals import agreeing, counted

PACKAGE = Path(__file__).parents[1] / "linkscan"
COUNTED = re.compile(
    r"^ (address|attempt|cache|change|claim|damaged cache|day|entr|file|host|item|link|look-up|page|paper|"
    r"promise|record|redirect|repositor|request|response|sentence|token)(e?s|ies)\b"
)
LIMITS = {"papers/containers.py", "papers/bibtex.py", "settings/fields.py"}
"""Modules with a limit of thousands in a message, which is never one."""


@pytest.mark.parametrize(("count", "words"), [(0, "0 papers"), (1, "1 paper"), (2, "2 papers")])
def test_one_is_singular(count: int, words: str) -> None:
    assert counted(count, "paper") == words


def test_irregular_plural_can_be_given() -> None:
    assert (counted(1, "entry", "entries"), counted(2, "entry", "entries")) == ("1 entry", "2 entries")
    assert (agreeing(1, "was", "were"), agreeing(0, "was", "were")) == ("was", "were")


def test_no_message_has_a_fixed_plural() -> None:
    """An f-string with a plural after a value would print `1 addresses` some day."""
    found = [
        f"{path.relative_to(PACKAGE)}:{part.lineno}: {part.value.strip()[:40]}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for before, part in zip(text.values, text.values[1:], strict=False)
        if isinstance(before, ast.FormattedValue)
        and isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and COUNTED.match(part.value)
        and not (isinstance(before.value, ast.Name) and before.value.id.isupper())
        and path.relative_to(PACKAGE).as_posix() not in LIMITS
    ]
    assert not found
