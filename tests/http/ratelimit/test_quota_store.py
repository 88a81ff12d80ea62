"""The remaining quotas are known to the next run."""

import os
from pathlib import Path

import pytest

from linkscan.http.clock import Clock
from linkscan.http.ratelimit.quota_store import FILE, QuotaState, QuotaStore
from tests.http.warp import EPOCH

IN_AN_HOUR = EPOCH + 3600


@pytest.mark.anyio
async def test_next_run_reads_the_quotas(tmp_path: Path, clock: Clock) -> None:
    """Until the quota refills."""
    one = QuotaStore(tmp_path / "cache", clock)
    one.set("a anonymous", QuotaState(0, IN_AN_HOUR))
    one.save()
    two = QuotaStore(tmp_path / "cache", clock)
    assert two.get("a anonymous") == QuotaState(0, IN_AN_HOUR)
    assert two.get("b anonymous") is None
    await clock.sleep(3601)
    assert two.get("a anonymous") is None


@pytest.mark.anyio
async def test_a_kill_loses_two_seconds_at_most(tmp_path: Path, clock: Clock) -> None:
    """The file is written during the run."""
    one = QuotaStore(tmp_path, clock)
    for left in range(100, 0, -1):
        await clock.sleep(0.1)
        one.set("a", QuotaState(left, IN_AN_HOUR))
    known = QuotaStore(tmp_path, clock).get("a")
    assert known is not None
    assert known.left <= 21


@pytest.mark.anyio
async def test_two_runs_share_a_folder(tmp_path: Path, clock: Clock) -> None:
    """Neither overwrites the other; for one window the lower count holds, of two windows the later one."""
    one, two = QuotaStore(tmp_path, clock), QuotaStore(tmp_path, clock)
    one.set("only one", QuotaState(5, IN_AN_HOUR))
    one.set("both", QuotaState(3, IN_AN_HOUR))
    one.set("later", QuotaState(3, IN_AN_HOUR))
    one.save()
    two.set("only two", QuotaState(6, IN_AN_HOUR))
    two.set("both", QuotaState(9, IN_AN_HOUR + 1))
    two.set("later", QuotaState(9, IN_AN_HOUR + 60))
    two.save()
    known = QuotaStore(tmp_path, clock)
    names = ("only one", "only two", "both", "later")
    assert [known.get(name) and known.get(name).left for name in names] == [5, 6, 3, 9]  # type: ignore[union-attr]


@pytest.mark.anyio
async def test_quota_that_refills_within_a_minute_is_not_stored(tmp_path: Path, clock: Clock) -> None:
    standings = QuotaStore(tmp_path, clock)
    standings.set("a", QuotaState(0, EPOCH + 30))
    standings.save()
    assert not (tmp_path / FILE).exists()


@pytest.mark.anyio
@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"a": 3}',
        '{"a": {"left": "x", "resets_at": 1800003600}}',
        '{"a": {"left": -1, "resets_at": 1800003600}}',
        '{"a": {"left": 0, "resets_at": 1e300}}',
        '{"a": {"left": 0, "resets_at": NaN}}',
        '{"a": {"left": 0, "resets_at": 5}}',
        '{"a": ' + "[" * 5000,
    ],
)
async def test_corrupt_file_is_ignored(tmp_path: Path, clock: Clock, text: str) -> None:
    """It costs a probe, and the next file is written completely."""
    (tmp_path / FILE).write_text(text)
    standings = QuotaStore(tmp_path, clock)
    assert standings.get("a") is None
    standings.set("b", QuotaState(1, IN_AN_HOUR))
    standings.save()
    assert QuotaStore(tmp_path, clock).get("b") == QuotaState(1, IN_AN_HOUR)


@pytest.mark.anyio
async def test_unwritable_folder_does_not_fail_the_run(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("")
    standings = QuotaStore(tmp_path / "file" / "cache", clock)
    standings.set("a", QuotaState(1, IN_AN_HOUR))
    standings.save()
    assert standings.get("a") == QuotaState(1, IN_AN_HOUR)


@pytest.mark.anyio
async def test_planted_link_is_not_followed(tmp_path: Path, clock: Clock) -> None:
    """Neither in place of the file nor at any name that could be guessed: no other file is written through it."""
    mine, folder = tmp_path / "mine", tmp_path / "cache"
    mine.write_text('{"a": {"left": 0, "resets_at": 1800003600}}')
    before = mine.read_bytes()
    folder.mkdir()
    for name in (FILE, f"{FILE}.part", *(f"{FILE}.{number}.part" for number in (1, os.getpid()))):
        (folder / name).symlink_to(mine)
    store = QuotaStore(folder, clock)
    assert store.get("a") is None
    store.set("b", QuotaState(0, IN_AN_HOUR))
    store.save()
    assert mine.read_bytes() == before
    assert QuotaStore(folder, clock).get("b") == QuotaState(0, IN_AN_HOUR)
    assert (folder / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.anyio
async def test_oversized_file_is_ignored(tmp_path: Path, clock: Clock) -> None:
    state = f'{{"left": 0, "resets_at": {IN_AN_HOUR}}}'
    (tmp_path / FILE).write_text(f'{{"a": {state}}}')
    assert QuotaStore(tmp_path, clock).get("a") is not None
    (tmp_path / FILE).write_text(f'{{"a": {state}{" " * (1 << 20)}}}')
    assert QuotaStore(tmp_path, clock).get("a") is None


@pytest.mark.anyio
async def test_a_pipe_is_not_waited_for(tmp_path: Path, clock: Clock) -> None:
    os.mkfifo(tmp_path / FILE)
    assert QuotaStore(tmp_path, clock).get("a") is None
