"""linkscan as a separate process that may be killed, and the files that it leaves behind."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.command import linkscan

ROOT = Path(__file__).parents[2]


def start(
    environment: Mapping[str, str], folder: Path, *arguments: str, under: Sequence[str] = ()
) -> subprocess.Popen[str]:
    """Start linkscan in `folder`, `under` a program that starts others."""
    return subprocess.Popen(
        [*under, sys.executable, "-m", "linkscan", *arguments],
        env={**environment, "PYTHONPATH": str(ROOT)},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the end; return the exit code and all output."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out + err


def run(environment: Mapping[str, str], folder: Path, *arguments: str) -> tuple[int, str]:
    """Run linkscan to its end; return the exit code and all output."""
    ran = linkscan(*arguments, environment=environment, folder=folder)
    return ran.returncode, ran.stdout + ran.stderr


def report(folder: Path, name: str) -> Any:
    """Read a report as JSON."""
    return json.loads((folder / "reports" / name / "report.json").read_text())


def assert_nothing_is_broken(folder: Path) -> None:
    """Check that the databases are intact, nothing was quarantined, and every report is complete."""
    assert not list(folder.glob("cache/*.broken-*"))
    for database in (folder / "cache/answers/cache.db", folder / "reports/ledger.sqlite"):
        if database.exists():
            connection = sqlite3.connect(database)
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), database
            connection.close()
    for target in (folder / "reports").glob("[!.]*/"):
        if not target.is_dir():
            continue
        files = {path.name for path in target.iterdir()}
        assert {"report.json", "report.md", "papers.csv", "links.csv", "claims.csv"} <= files, target
        json.loads((target / "report.json").read_text())


def kept(folder: Path) -> int:
    """Return the number of responses in the cache, 0 if there is none yet."""
    database = folder / "cache/answers/cache.db"
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as connection:
        try:
            (count,) = connection.execute("SELECT COUNT(*) FROM Cache").fetchone()
        except sqlite3.OperationalError:  # it is being created
            return 0
    return int(count)
