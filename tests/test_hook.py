"""The pre-commit hook: its entry, called as pre-commit calls it, fails on what is gone and on nothing else."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.world.faults import status
from tests.world.world import World, serve

ROOT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_it_has_what_pre_commit_asks_for() -> None:
    """https://pre-commit.com/#new-hooks: id, name, entry, language; python is installed from this checkout."""
    assert {"id", "name", "entry", "language"} <= HOOK.keys()
    assert HOOK["language"] == "python"


@pytest.mark.parametrize(
    ("page", "code"),
    [pytest.param("there", 0, id="there"), pytest.param("gone", 1, id="gone"), pytest.param("wall", 0, id="not told")],
)
def test_only_what_is_gone_fails(page: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# A page\n\nSee [this](https://pages.example.org/{page}).\n")
    world = World()
    world.page("https://pages.example.org/there", "<h1>A page</h1><p>It is there, with words on it.</p>")
    world.page("https://pages.example.org/gone", "Gone", status=410)
    world.page("https://pages.example.org/wall", "")
    world.fault("https://pages.example.org/wall", status(403))
    program, *words = shlex.split(HOOK["entry"])
    assert program == "linkscan"
    with serve(world):
        ran = subprocess.run(
            [sys.executable, "-m", "linkscan", *words, "a.md"],
            cwd=tmp_path,
            env=world.environ(),
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == code, ran.stdout + ran.stderr
