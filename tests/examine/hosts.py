"""A simulated internet in which hosts lead to each other, and papers with all kinds of addresses in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from linkscan.models import Paper
from linkscan.reports.report import Report
from tests.world.world import World

PAGES, REPOSITORIES, CROWD = 30, 15, 20
LONG = "<p>What we did, and how, and why, and what came of it.</p>\n" * 400
"""Filler that makes a page large enough for a worker."""
CODE = {"README.md": "# Tool", "main.py": "print('a line of code')\n" * 40}


def describe(world: World) -> dict[str, str]:
    """Set up the world; return a token for GitHub's API."""
    for number in range(REPOSITORIES):
        world.github.repository(f"lab/tool{number}", CODE, stars=number)
    world.github.repository("lab/soon", {"README.md": "Code coming soon."})
    world.github.renamed("lab/before", to="lab/tool1")
    world.huggingface.model("lab/weights", {"config.json": "{}", "model.safetensors": "0" * 4096})
    for number in range(PAGES):
        home = f"https://home{number}.example.org/"
        world.page(home, f"<h1>Project {number}</h1><a href='https://github.com/lab/tool{number % 25}'>Code</a>{LONG}")
        world.chain(f"https://old{number}.example.net/", home)
    for number in range(CROWD):
        world.page(f"https://crowd.example.com/{number}", f"<h1>Page {number}</h1>{LONG}")
    return {"token": world.github.token()}


ADDRESSES = (
    *(f"https://home{number}.example.org/" for number in range(0, PAGES, 2)),
    *(f"https://old{number}.example.net/" for number in range(1, PAGES, 2)),
    *(f"https://crowd.example.com/{number}" for number in range(CROWD)),
    *(f"https://github.com/lab/tool{number}" for number in range(0, 30, 3)),
    "https://github.com/lab/soon",
    "https://github.com/lab/before",
    "https://github.com/lab/never",
    "https://huggingface.co/lab/weights",
    "https://crowd.example.com/no-such-page",
)
PAPERS = tuple(
    Paper(str(number), f"Paper {number}", abstract=f"Our code is available at {address}.")
    for number, address in enumerate(ADDRESSES)
)


@dataclass(frozen=True)
class Run:
    """The reports of a run, and the number of requests to each host."""

    report: Any
    asked: Mapping[str, int]


def write_papers(folder: Path) -> None:
    """Write the papers as `papers.jsonl`."""
    lines = (json.dumps({"id": paper.id, "title": paper.title, "abstract": paper.abstract}) for paper in PAPERS)
    (folder / "papers.jsonl").write_text("\n".join(lines))


def timeless(report: Report) -> Report:
    """Return a report without what differs between runs: times, durations, and cache use."""
    links = tuple(replace(link, checked_at=None, elapsed_ms=0, from_cache=False) for link in report.links)
    return replace(report, generated_at="", run=None, links=links)


def singly(asked: Mapping[str, int]) -> Mapping[str, int]:
    """Leave out GraphQL, whose batch sizes depend on timing."""
    return {host: count for host, count in asked.items() if host != "api.github.com"}
