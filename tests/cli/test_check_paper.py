"""`linkscan check paper.tex`: an author sees, claim by claim, what a reviewer will find."""

from pathlib import Path

from tests.cli.test_scan import PROGRAM, linkscan
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
\end{document}
"""


def test_each_claim_has_its_verdict_and_a_repository_what_it_lacks(tmp_path: Path) -> None:
    world = World()
    world.github.repository("lab/tool", files={"README.md": "# Tool", "train.py": PROGRAM})
    (tmp_path / "paper.tex").write_text(PAPER)
    with serve(world):
        ran = linkscan("check", "paper.tex", environment=world.environ(), folder=tmp_path)
        failing = linkscan(
            "check", "-q", "paper.tex", "--fail-on", "gone", environment=world.environ(), folder=tmp_path
        )
    lines = ran.stdout.splitlines()
    assert lines[0] == "A Tool for Things: available"
    assert "  code, released: available https://github.com/lab/tool" in lines
    assert "  data, promised: unlinked" in lines
    assert any("points of the checklist; not found: " in line and "license" in line for line in lines)
    assert (ran.returncode, failing.returncode) == (0, 0)
