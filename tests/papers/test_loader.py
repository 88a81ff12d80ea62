"""From paths to papers: broken records are bounded, and every file of an archive is loaded separately."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import Load

PAPER = '{"title": "T", "abstract": "A"}\n'


def test_broken_records_are_reported_and_good_ones_kept(load: Load) -> None:
    loaded = load((PAPER + "{broken}\n") * 20_000)
    assert (len(loaded.papers), len(loaded.skipped)) == (20_000, 20_000)


def test_reading_stops_after_too_many_broken_records(load: Load) -> None:
    """After ten thousand, and a hundred for each good one, the file is refused."""
    with pytest.raises(InputError, match=r"^input:\d+: .* entries of input are not papers, and 1 is\)$"):
        load(PAPER + "{broken}\n" * 200_000)
