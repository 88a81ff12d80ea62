"""`make bench` reports what has become slower than the stored ratios."""

import json

import pytest

from benchmarks.baseline import CHECKING, PAGE, STORED, TOLERANCE, compare
from benchmarks.startup import COMMANDS


@pytest.mark.parametrize(
    ("today", "is_regression"),
    [(0.5, False), (2.0, False), (2.0 * TOLERANCE, False), (2.0 * TOLERANCE + 0.01, True), (9.0, True)],
)
def test_a_ratio_well_above_the_stored_one_is_a_regression(today: float, is_regression: bool) -> None:
    (row,) = compare({"start": today}, {"start": 2.0})
    assert row.is_regression is is_regression
    assert ("slower" in str(row)) is is_regression


def test_measurement_without_a_stored_ratio_is_no_regression() -> None:
    (row,) = compare({"new": 99.0}, {"start": 2.0})
    assert not row.is_regression
    assert row.stored is None


def test_every_measurement_has_a_stored_ratio() -> None:
    measured = {*(f"start: {' '.join(command)}" for command in COMMANDS), CHECKING, PAGE}
    assert json.loads(STORED.read_text(encoding="utf-8")).keys() == measured
