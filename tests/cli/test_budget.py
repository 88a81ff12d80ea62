"""`linkscan scan --budget`: a run stops when it is spent and says so, and the next one continues."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from linkscan.cli.options import Budget
from tests.command import linkscan
from tests.world.breakages import hang
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

NAMES = [f"https://gitlab.com/lab/tool{number}" for number in range(6)]
PAPERS = "".join(
    json.dumps({"id": url[-1], "title": f"Paper {url[-1]}", "abstract": f"Our code is available at {url}."}) + "\n"
    for url in NAMES
)


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    for url in NAMES:
        world.gitlab.repository(url.removeprefix("https://gitlab.com/"), files={"main.py": PROGRAM})
    with serve(world):
        yield world


def scan(world: World, folder: Path, *arguments: str, text: str = PAPERS) -> tuple[int, dict[str, Any]]:
    ran = linkscan(
        "scan", "-", "--name=a", "--quiet", *arguments, environment=world.environ(), folder=folder, text=text
    )
    return ran.returncode, json.loads((world.folder / "reports/a/report.json").read_text())


def test_run_stops_when_its_budget_is_spent_and_the_next_ones_continue(world: World, tmp_path: Path) -> None:
    known, spent = [], []
    for _ in range(12):
        before = world.count()
        code, report = scan(world, tmp_path, "--budget", "requests=4")
        spent.append(world.count() - before)
        known.append([paper["id"] for paper in report["papers"] if paper["verdict"] == "available"])
        assert {paper["verdict"] for paper in report["papers"]} <= {"available", "unverified"}
        if code == 0:
            break
        assert code == 3
        assert report["incomplete"][-1].startswith("budget spent: ")
    assert max(spent) <= 4
    assert len(known) > 2
    assert len(known[-1]) == len(NAMES)


def test_run_stops_at_its_time_limit(world: World, tmp_path: Path) -> None:
    world.fault("https://slow.example.org/", hang())
    slow = {"id": "s", "title": "Slow", "abstract": "Code is at https://slow.example.org/."}
    code, report = scan(world, tmp_path, "--budget", "time=3s", "--timeout=60", text=PAPERS + json.dumps(slow))
    assert code == 3
    assert report["incomplete"][0] == "budget spent: time limit of 3 s reached"
    assert {paper["verdict"] for paper in report["papers"]} <= {"available", "unverified"}


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("requests=500", {"budget_requests": 500}),
        ("time=10m", {"budget_time": 600}),
        ("requests=5, time=90", {"budget_requests": 5, "budget_time": 90}),
    ],
)
def test_a_budget_is_read(text: str, settings: dict[str, float]) -> None:
    assert Budget().convert(text, None, None) == settings


@pytest.mark.parametrize("text", ["", "500", "requests=0", "requests=many", "time=", "money=5"])
def test_invalid_budget_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter):
        Budget().convert(text, None, None)
