"""`linkscan extract` with papers from services: only then is the network used and announced; recordings need none."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import linkscan
from tests.world.faults import bot_wall
from tests.world.world import World, serve

OUT = "Code is available at https://github.com/lab/tool."


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World()
    for number in range(1, 4):
        world.arxiv.paper(f"2401.0000{number}", f"A Tool of Number {number}", abstract=OUT)
    with serve(world):
        yield world


@pytest.fixture
def environment(world: World, tmp_path: Path) -> dict[str, str]:
    return {**world.environ(), "LINKSCAN_CACHE": str(tmp_path / "cache")}


def test_papers_of_services_are_read_and_the_network_is_announced(
    world: World, environment: dict[str, str], tmp_path: Path
) -> None:
    ran = linkscan("extract", "2401.00001", "arxiv:2401.00002", environment=environment, folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == ["2401.00001", "2401.00002"]
    assert "linkscan: uses the network for arxiv:2401.00001, arxiv:2401.00002" in ran.stderr


def test_file_is_read_without_network_or_notice(world: World, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text(json.dumps({"title": "A Tool", "abstract": OUT}) + "\n")
    before = world.count()
    ran = linkscan("extract", "papers.jsonl", environment=environment, folder=tmp_path)
    assert (ran.returncode, ran.stderr, world.count()) == (0, "", before)


def test_a_recording_answers_without_the_network(world: World, environment: dict[str, str], tmp_path: Path) -> None:
    first = linkscan("extract", "arxiv:2401.00001", "--record", "one.warc.gz", environment=environment, folder=tmp_path)
    before = world.count()
    again = linkscan("extract", "arxiv:2401.00001", "--replay", "one.warc.gz", environment=environment, folder=tmp_path)
    assert (again.stdout, again.returncode, world.count()) == (first.stdout, 0, before)
    assert "linkscan: answers from one.warc.gz for arxiv:2401.00001" in again.stderr
    other = linkscan("extract", "arxiv:2401.00003", "--replay", "one.warc.gz", environment=environment, folder=tmp_path)
    assert (other.stdout, other.returncode) == ("", 3)


def test_budget_stops_it_and_what_was_read_is_written(
    world: World, environment: dict[str, str], tmp_path: Path
) -> None:
    queries = [f"arxiv:2401.0000{number}" for number in (1, 2, 3)]
    ran = linkscan("extract", *queries, "--budget", "requests=1", environment=environment, folder=tmp_path)
    assert (len(ran.stdout.splitlines()), ran.returncode) == (1, 3)
    assert ran.stderr.count("was not read to the end") == 2


def test_unqueried_service_makes_it_incomplete(world: World, environment: dict[str, str], tmp_path: Path) -> None:
    before = world.count()
    ran = linkscan("extract", "arxiv:2401.00001", "--offline", environment=environment, folder=tmp_path)
    assert (ran.stdout, ran.returncode, world.count()) == ("", 3, before)
    assert "linkscan: incomplete: arxiv:2401.00001 was not read to the end" in ran.stderr


def test_refusal_of_a_service_is_reported_and_files_are_still_read(
    world: World, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "papers.jsonl").write_text(json.dumps({"title": "A Tool", "abstract": OUT}) + "\n")
    hosts = ("export.arxiv.org", "oaipmh.arxiv.org")
    for host in hosts:
        world.fault(host, bot_wall())
    ran = linkscan("extract", "arxiv:2401.00001", "papers.jsonl", environment=environment, folder=tmp_path)
    for host in hosts:
        world.heal(host)
    assert ran.returncode == 3
    assert [json.loads(line)["title"] for line in ran.stdout.splitlines()] == ["A Tool"]


@pytest.mark.parametrize("command", ["extract", "scan"])
def test_refused_input_sends_no_request_and_leaves_no_recording(
    world: World, environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    before = world.count()
    ran = linkscan(
        command, "arxiv:2401.00001", "no-such.bib", "--record", "run.warc.gz", environment=environment, folder=tmp_path
    )
    assert ran.returncode == 2, ran.stderr
    assert list(tmp_path.glob("run.warc*")) == []
    assert world.count() == before


def test_an_input_that_turns_out_to_be_unreadable_leaves_no_recording(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    ran = linkscan(
        "scan",
        "arxiv:2401.00001",
        "broken.parquet",
        "--record",
        "run.warc.gz",
        environment=environment,
        folder=tmp_path,
    )
    assert ran.returncode == 2, ran.stderr
    assert list(tmp_path.glob("run.warc*")) == []


def test_truncated_file_gives_its_papers_and_is_incomplete(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "papers.json").write_text(f'[{{"title": "A Tool", "abstract": "{OUT}"}}, {{"title": "An')
    ran = linkscan("extract", "papers.json", environment=environment, folder=tmp_path)
    assert ran.returncode == 3
    assert [json.loads(line)["title"] for line in ran.stdout.splitlines()] == ["A Tool"]
    assert "linkscan: incomplete: papers.json:1: not JSON" in ran.stderr
