"""`linkscan cache`: its contents and removals; nothing else in the folder is touched."""

import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from linkscan.cli import cache, cli
from linkscan.http.cache.admin import cache_stats
from linkscan.http.cache.disk import KEPT_FOR, open_disk
from linkscan.http.cache.store import serialize
from linkscan.models import Response

DAY = 86_400.0


def fill(folder: Path, *ages: float) -> None:
    """Store a response of each age, in days."""
    disk = open_disk(folder / "answers")
    for number, age in enumerate(ages):
        disk.set(f"key{number}", serialize(Response("https://a.org/", status=200)), expire=KEPT_FOR - age * DAY)
    disk.close()


def run(*arguments: str) -> str:
    ran = CliRunner().invoke(cli, ["cache", *arguments])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_info_counts_and_changes_nothing(tmp_path: Path) -> None:
    fill(tmp_path, 0, 0, 0)
    told = run("info", "--cache", str(tmp_path))
    assert "answers  3" in told
    assert time.strftime("newest   %Y-%m-%d") in told
    assert cache_stats(tmp_path).responses == 3


def test_info_creates_no_cache(tmp_path: Path) -> None:
    assert "answers  0" in run("info", "--cache", str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_info_reports_damage_and_repairs_nothing(tmp_path: Path) -> None:
    fill(tmp_path, 0)
    database = tmp_path / "answers" / "cache.db"
    database.write_bytes(b"not a database" * 100)
    assert "damaged  file is not a database" in run("info", "--cache", str(tmp_path))
    assert database.exists()


def test_prune_removes_old_answers_and_quarantined_files(tmp_path: Path) -> None:
    fill(tmp_path, 0, 20, 40)
    fill(tmp_path / "x", 0)
    (tmp_path / "x" / "answers").rename(tmp_path / "answers.broken-20260101T000000")
    assert run("prune", "--cache", str(tmp_path), "--older-than", "30d") == "1 answer removed\n"
    assert run("prune", "--cache", str(tmp_path), "--older-than", "10d") == "1 answer removed\n"
    assert (cache_stats(tmp_path).responses, cache_stats(tmp_path).broken) == (1, ())


def test_prune_while_a_run_holds_the_cache_says_so(tmp_path: Path) -> None:
    fill(tmp_path, 40)
    disk = open_disk(tmp_path / "answers")
    with disk.transact():
        ran = CliRunner().invoke(cli, ["cache", "prune", "--cache", str(tmp_path)])
    disk.close()
    assert "is another run using it?" in str(ran.exception)


def test_clear_removes_the_answers_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path, 0, 1)
    (tmp_path / "mine.txt").write_text("keep me")
    assert run("clear", "--cache", str(tmp_path)) == "2 answers removed\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_clear_leaves_other_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "thesis.tex").write_text("years of work")
    run("clear", "--cache", str(tmp_path))
    assert (tmp_path / "answers" / "thesis.tex").exists()


def test_the_age_is_that_of_the_store() -> None:
    assert cache.KEPT_FOR == KEPT_FOR


@pytest.mark.parametrize(("count", "words"), [(12, "12 bytes"), (1500, "1.5 kB"), (2_500_000, "2.5 MB")])
def test_size_is_printed_in_a_fitting_unit(count: int, words: str) -> None:
    assert cache.size(count) == words
