"""`linkscan scan --overrides`: manual corrections count, and every format marks them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import linkscan
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

PAPERS = "".join(
    json.dumps({"id": name, "title": f"Paper {name}", "abstract": f"Our code is available at {url}."}) + "\n"
    for name, url in (("a", "https://github.com/lab/old"), ("b", "https://github.com/lab/never"))
)
OVERRIDES = """
[[moved]]
from = "https://github.com/lab/old"
to = "https://gitlab.com/lab/tool"
reason = "the lab told us"

[[verdict]]
paper = "b"
verdict = "available"
reason = "seen at the workshop"
"""


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    world.gitlab.repository("lab/tool", files={"main.py": PROGRAM})
    with serve(world):
        yield world


def test_overrides_count_and_are_shown(world: World, tmp_path: Path) -> None:
    (tmp_path / "overrides.toml").write_text(OVERRIDES)
    ran = linkscan(
        "scan", "-", "--name=x", "--overrides=overrides.toml", environment=world.environ(), folder=tmp_path, text=PAPERS
    )
    assert ran.returncode == 0, ran.stderr
    folder = world.folder / "reports/x"
    report = json.loads((folder / "report.json").read_text())
    assert [paper["verdict"] for paper in report["papers"]] == ["available", "available"]
    assert [(link["url"], link["health"]) for link in report["links"]] == [
        ("https://github.com/lab/old", "moved"),
        ("https://github.com/lab/never", "gone"),
    ]
    assert report["summary"]["papers_by_verdict"]["available"] == 2
    assert len(report["notes"]) == 2
    for name in ("report.md", "report.html"):
        assert "seen at the workshop" in (folder / name).read_text()


def test_missing_file_is_bad_usage(world: World, tmp_path: Path) -> None:
    ran = linkscan("scan", "-", "--overrides=no.toml", environment=world.environ(), folder=tmp_path, text=PAPERS)
    assert ran.returncode == 2
    assert "no.toml: cannot be read" in ran.stderr
