"""`linkscan doctor`: what is well and what is not, and whether a run would be whole."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkscan.cli import cli
from tests.world.world import World, serve


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with serve(World()) as world:
        yield world


@pytest.fixture
def environment(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A user's environment in the world, with a folder of their own and no tokens."""
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    for name, value in world.environ().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LINKSCAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LINKSCAN_REPORTS", str(tmp_path / "reports"))
    return monkeypatch


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", *arguments])


def line(ran: Result, subject: str) -> str:
    [found] = [line for line in ran.stdout.splitlines() if line[6:].startswith(subject)]
    return found


def test_all_is_well(environment: pytest.MonkeyPatch) -> None:
    ran = doctor()
    assert ran.exit_code == 0, ran.output
    assert line(ran, "network").startswith("ok    network             reached github.com in ")
    assert line(ran, "cache folder").startswith("ok")
    assert line(ran, "GITHUB_TOKEN").startswith("note  GITHUB_TOKEN        not set: api.github.com")
    assert "bad" not in {line.split()[0] for line in ran.stdout.splitlines()}


def test_a_good_token_tells_what_is_left_of_its_limit(world: World, environment: pytest.MonkeyPatch) -> None:
    environment.setenv("GITHUB_TOKEN", token := world.github.token())
    ran = doctor()
    assert re.search(r"accepted by api.github.com, \d{4} requests left until 20\d\d-", line(ran, "GITHUB_TOKEN"))
    assert token not in ran.output


def test_a_rejected_token_is_bad_and_the_others_are_still_looked_at(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("GITHUB_TOKEN", "ghp_wrong")
    ran = doctor()
    assert ran.exit_code == 3
    assert line(ran, "GITHUB_TOKEN").startswith("bad   GITHUB_TOKEN        api.github.com rejected the token")
    assert "HF_TOKEN" in ran.stdout
    assert "ghp_wrong" not in ran.output


def test_no_network_is_bad(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("LINKSCAN_RESOLVE", '{"*": "servfail"}')
    ran = doctor("--retries=0")
    assert ran.exit_code == 3
    assert "nothing at all can be reached" in line(ran, "network")


def test_offline_asks_nobody(world: World, environment: pytest.MonkeyPatch) -> None:
    before = world.count()
    ran = doctor("--offline")
    assert (ran.exit_code, world.count()) == (0, before)
    assert "not asked: offline" in line(ran, "network")


def test_a_folder_that_cannot_be_is_bad(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    environment.setenv("LINKSCAN_REPORTS", str(tmp_path / "file" / "reports"))
    ran = doctor("--offline")
    assert ran.exit_code == 3
    assert line(ran, "reports folder").endswith("is not a folder")


def test_a_damaged_cache_is_a_note(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cache" / "answers").mkdir(parents=True)
    (tmp_path / "cache" / "answers" / "cache.db").write_bytes(b"not a database" * 100)
    ran = doctor("--offline")
    assert ran.exit_code == 0
    assert any(told.startswith("note  cache  ") and "damaged" in told for told in ran.stdout.splitlines())
