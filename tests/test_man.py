"""The man page: generated from the current help, in the wheel, and without warnings by man."""

import runpy
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
MADE: dict[str, Any] = runpy.run_path(str(ROOT / "scripts/make_man.py"))
PAGE: Path = MADE["PAGE"]
NO_MAN = "no man: install the Debian package man-db"


def test_page_is_generated_from_the_current_help() -> None:
    assert PAGE.read_text("utf-8") == MADE["page"](), "run `python scripts/make_man.py`"


def test_wheel_installs_it_where_man_looks() -> None:
    """Files in the data folder of a wheel are installed to the root of the environment (PEP 427)."""
    backend = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["uv"]["build-backend"]
    assert PAGE.relative_to(ROOT / backend["data"]["data"]) == Path("share/man/man1/linkscan.1")


@pytest.mark.skipif(shutil.which("man") is None, reason=NO_MAN)
def test_man_shows_every_command_and_option() -> None:
    shown = subprocess.run(
        ["man", "--warnings", "-l", str(PAGE)],
        env={"MANWIDTH": "200", "MANPAGER": "cat", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stderr == ""
    for words in (
        "linkscan scan [OPTIONS] INPUT...",
        "linkscan cache clear",
        "--replay FILE.warc.gz",
        "--fail-on LIST",
        "EXIT STATUS",
    ):
        assert words in shown.stdout


@pytest.mark.parametrize(
    ("text", "written"), [(".so /etc/passwd", r"\&.so /etc/passwd"), ("a\n'b", "a\n\\&'b"), (r"\b--x", r"\eb\-\-x")]
)
def test_no_text_is_taken_for_a_roff_request(text: str, written: str) -> None:
    assert MADE["escaped"](text) == written
