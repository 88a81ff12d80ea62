"""The survivors that are listed are mutants of today's code, each with a reason."""

from pathlib import Path

import pytest

from tests.mutants.__main__ import SURVIVORS
from tests.mutants.mutations import mutants

ROOT = Path(__file__).parents[2]
ROWS = [line.split("\t") for line in SURVIVORS.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_a_survivor_is_a_mutant_of_a_line_that_is_there(row: list[str]) -> None:
    name, line, old, new, reason = row
    source = (ROOT / name).read_bytes()
    lines = [each.strip() for each in source.decode().splitlines()]
    found = {(lines[each.line - 1], " ".join(each.old.split()), " ".join(each.new.split())) for each in mutants(source)}
    assert (line, old, new) in found
    assert reason
