r"""Paths with drive letters and backslashes, as `C:\papers\june.txt:3`: a file on POSIX may be called so too."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linkscan.papers import load_papers

ROOT = Path(__file__).parents[2]
NAME = r"C:\papers\new, 100%\june.bib"
ENTRY = "@article{%s, title={%s}, abstract={We present it. Code will be released at https://github.com/lab/%s.}}\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the file is made under that name in the present folder")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_text(ENTRY % ("a", "A Tool for Many Things", "a") + ENTRY % ("b", "A Map of Things", "b"))
    return tmp_path


def test_a_paper_comes_from_file_and_line(folder: Path) -> None:
    assert [paper.source for paper in load_papers(NAME)] == [(f"{NAME}:1",), (f"{NAME}:2",)]


def test_the_same_file_twice_is_one_row_a_paper(folder: Path) -> None:
    """Two records of one file are two papers; the file name ends at the last colon."""
    ran = subprocess.run(
        [sys.executable, "-m", "linkscan", "extract", NAME, NAME],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    sources = [json.loads(line)["source"] for line in ran.stdout.splitlines()]
    assert [source[0] for source in sources] == [f"{NAME}:1", f"{NAME}:2"]


def test_unreadable_record_is_reported_with_its_line(folder: Path) -> None:
    (folder / NAME).write_text("")
    ran = subprocess.run(
        [sys.executable, "-m", "linkscan", "extract", NAME],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr.startswith(f"linkscan: {NAME}:1: ")) == (2, True), ran.stderr
