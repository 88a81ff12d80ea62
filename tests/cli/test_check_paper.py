"""`linkscan check` of a paper: an author sees, claim by claim, what a reviewer will find."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import linkscan
from tests.reports.browsing import CHROMIUM, NO_CHROMIUM, chromium
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

PAPER = r"""
\documentclass{article}
\title{A Tool for Things}
\begin{document}
\maketitle
\begin{abstract}
We present a tool for things of many kinds. Our code is available at \url{https://github.com/lab/tool}.
The data will be released upon acceptance of this paper.
\end{abstract}
\section{Introduction} Earlier work is at \url{https://github.com/lab/empty}.
\end{document}
"""


def test_each_claim_has_a_verdict_and_each_repository_its_missing_items(tmp_path: Path) -> None:
    world = World()
    world.github.repository("lab/tool", files={"README.md": "# Tool", "train.py": PROGRAM})
    world.github.empty("lab/empty")
    (tmp_path / "paper.tex").write_text(PAPER)
    with serve(world):
        ran = linkscan("check", "paper.tex", environment=world.environ(), folder=tmp_path)
        failing = linkscan(
            "check", "-q", "paper.tex", "--fail-on", "gone", environment=world.environ(), folder=tmp_path
        )
    lines = ran.stdout.splitlines()
    assert lines[0] == "A Tool for Things: available"
    assert "  code, released: available https://github.com/lab/tool" in lines
    assert "      “Our code is available at https://github.com/lab/tool.”" in lines
    assert "  data, promised: unlinked" in lines
    assert "  https://github.com/lab/empty: empty: no files" in lines
    assert any("points of the checklist; not found: " in line and "license" in line for line in lines)
    assert (ran.returncode, failing.returncode) == (0, 0)


ABSTRACT = (
    "We present a tool for things of many kinds. It does them well. Our code is available at "
    "https://github.com/lab/tool. The data will be released upon acceptance of this paper."
)
PAGE = f"""
<title>A Tool for Things</title>
<style>main {{ columns: 2; text-align: justify; hyphens: auto }}</style>
<body lang=en><h1>A Tool for Things</h1><p>A. Author, University of Somewhere</p>
<main><h2>Abstract</h2><p>{ABSTRACT}</p>
<h2>1 Introduction</h2><p>{"Things are many, and tools for them are few, which is what we change. " * 40}</p>
<h2>References</h2><p>[1] B. Other. Another tool. https://github.com/other/tool</p></main>
"""


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World()
    world.github.repository("lab/tool", files={"README.md": "# Tool", "train.py": PROGRAM})
    world.arxiv.paper("2401.00001", "A Tool for Things", abstract=ABSTRACT, comment="https://pages.example.org/gone")
    world.page("https://pages.example.org/gone", "Gone", status=410)
    with serve(world):
        yield world


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_a_pdf_is_read_in_its_columns(world: World, tmp_path: Path) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(PAGE)
        page.pdf(path=tmp_path / "paper.pdf", format="A4")
    ran = linkscan("check", "paper.pdf", environment=world.environ(), folder=tmp_path)
    lines = ran.stdout.splitlines()
    assert lines[0] == "A Tool for Things: available"
    assert "  code, released: available https://github.com/lab/tool" in lines
    assert "  data, promised: unlinked" in lines
    assert "other/tool" not in ran.stdout
    assert ran.returncode == 0


@pytest.mark.parametrize("given", ["arxiv:2401.00001", "2401.00001v1"])
def test_a_paper_of_arxiv_is_checked_by_its_identifier(world: World, tmp_path: Path, given: str) -> None:
    """Its links are checked, too; gone ones are reported even outside claims."""
    ran = linkscan("check", given, environment=world.environ(), folder=tmp_path)
    lines = ran.stdout.splitlines()
    assert lines[0].startswith("ok           https://arxiv.org/abs/2401.00001")
    assert lines[0].endswith("the paper is there")
    assert lines[1].startswith("A Tool for Things (http")
    assert "  code, released: available https://github.com/lab/tool" in lines
    assert any(line.startswith("  https://pages.example.org/gone: gone: ") for line in lines)
    assert ran.returncode == 0


def test_addresses_and_papers_are_checked_together(world: World, tmp_path: Path) -> None:
    world.github.empty("lab/empty")
    (tmp_path / "paper.tex").write_text(PAPER)
    given = ("github.com/lab/never", "paper.tex", "--fail-on", "gone")
    ran = linkscan("check", *given, environment=world.environ(), folder=tmp_path)
    assert ran.stdout.startswith("gone         https://github.com/lab/never")
    assert "\nA Tool for Things: available\n" in ran.stdout
    assert ran.returncode == 1
    ran = linkscan("check", "--json", *given, environment=world.environ(), folder=tmp_path)
    link, paper = map(json.loads, ran.stdout.splitlines())
    assert (link["health"], paper["verdict"]) == ("gone", "available")


def test_paper_unknown_to_arxiv_is_reported(world: World, tmp_path: Path) -> None:
    ran = linkscan("check", "arxiv:2401.99999", "--fail-on", "gone", environment=world.environ(), folder=tmp_path)
    assert ran.stdout.startswith("gone         https://arxiv.org/abs/2401.99999")
    assert "arxiv:2401.99999: 0 papers" in ran.stderr
    assert ran.returncode == 1


def test_unreadable_paper_makes_the_check_incomplete(world: World, tmp_path: Path) -> None:
    environment = world.environ() | {"LINKSCAN_CACHE": str(tmp_path / "cache")}
    ran = linkscan("check", "2401.00001", "--offline", environment=environment, folder=tmp_path)
    assert ran.returncode == 3
    assert "linkscan: incomplete: " in ran.stderr
