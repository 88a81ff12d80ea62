"""`linkscan scan --only changed`: the reports list changes only; the counts and the ledger stay complete."""

import json
from pathlib import Path
from typing import Any

from tests.command import linkscan
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

PAPERS = "".join(
    json.dumps({"id": name, "title": f"Paper {name}", "abstract": f"Code will be at https://github.com/lab/{name}."})
    + "\n"
    for name in ("kept", "open", "there")
)


def scan(world: World, folder: Path, *arguments: str) -> dict[str, Any]:
    given = ("scan", "-", "--name=a", "--only=changed", "--refresh", *arguments)
    ran = linkscan(*given, environment=world.environ(), folder=folder, text=PAPERS)
    assert ran.returncode == 0, ran.stderr
    report: dict[str, Any] = json.loads((world.folder / "reports/a/report.json").read_text())
    return report


def test_only_what_changed_is_listed(tmp_path: Path) -> None:
    world = World()
    world.github.repository("lab/there", files={"main.py": PROGRAM})
    with serve(world):
        first = scan(world, tmp_path)
        world.github.repository("lab/kept", files={"main.py": PROGRAM})
        second, third = scan(world, tmp_path), scan(world, tmp_path)
    assert len(first["papers"]) == 3
    assert first["notes"] == ["there is no earlier run to compare with: everything is listed"]
    assert [paper["id"] for paper in second["papers"]] == ["kept"]
    assert [link["url"] for link in second["links"]] == ["https://github.com/lab/kept"]
    assert second["summary"]["papers"] == 3
    assert second["notes"] == ["only what changed is listed: 1 of 3 papers; the counts are of all"]
    assert (third["papers"], third["changes"]) == ([], [])
