"""Times in readable form."""

import pytest

from linkscan.reports.times import moment


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2026-11-21T10:15:00+00:00", "2026-11-21 10:15 UTC"),
        ("2026-11-21T10:15:00+09:00", "2026-11-21 01:15 UTC"),
        ("0001-01-01T00:00:00+09:00", "0001-01-01T00:00:00+09:00"),  # before the first year in UTC
        ("yesterday", "yesterday"),
        (None, ""),
    ],
)
def test_a_time_is_shown_in_utc(iso: str | None, shown: str) -> None:
    assert moment(iso) == shown
