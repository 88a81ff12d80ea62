"""The output of `linkscan schedule` runs."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.command import linkscan
from tests.world.world import World, serve


@pytest.mark.parametrize("given", [["arxiv:cs.CL", "hf:new"], ["*.jsonl", "arxiv:cs.CL"]])
def test_the_line_that_is_printed_runs(given: list[str], tmp_path: Path) -> None:
    """As by cron: in a plain shell, in another folder, without the user's PATH."""
    world = World()
    world.arxiv.paper("2611.00001", "A Plan", abstract="Our code will be released.", category="cs.CL")
    (tmp_path / "own.jsonl").write_text('{"title": "A Plan of Ours", "abstract": "Our code will be released."}\n')
    with serve(world):
        environment = {**world.environ(), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
        written = linkscan("schedule", "cron", *given, environment=environment, folder=tmp_path)
        line = written.stdout.strip().splitlines()[-1].split(None, 5)[5].replace("\\%", "%")
        shell = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path.cwd()), "SSL_CERT_FILE": str(world.certificate)}
        ran = subprocess.run(["/bin/sh", "-c", line], env=shell, cwd="/", capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    report = json.loads((tmp_path / "reports" / "latest" / "report.json").read_text())
    assert report["inputs"] == given
    assert len(report["papers"]) == (1 if "*.jsonl" in given else 0)
