"""The face of the library: every public name is there, lazily, and means what it says."""

import subprocess
import sys
import types
from pathlib import Path

import pytest

import linkscan


@pytest.mark.parametrize("name", linkscan.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(linkscan, name)
    assert not isinstance(value, types.ModuleType)
    assert value.__doc__


@pytest.mark.parametrize("first", ["check", "scan_async", "Report"])
def test_a_name_means_the_same_whichever_is_used_first(first: str) -> None:
    code = f"from linkscan import {first}, scan, read; assert callable(scan) and callable(read)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        linkscan.no_such_name  # type: ignore[attr-defined]  # noqa: B018  # that is the test


ROOT = Path(__file__).parents[1]
HEAVY = ("httpx", "aiohttp", "pydantic", "rich", "jinja2", "diskcache", "tenacity", "warcio", "asyncio")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["scan", "--help"], ["extract", "--help"], ["extract", "examples/daily-papers.txt"]],
)
def test_help_and_reading_wait_for_nothing_heavy(arguments: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "linkscan", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stderr
    loaded = {name.split(".")[0] for name in imported(told)}
    assert "click" in loaded
    assert not loaded & set(HEAVY)


def test_checking_an_address_loads_nothing_that_reads_papers() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "linkscan", "check", "--offline", "https://github.com/a/b"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    loaded = {".".join(name.split(".")[:3]) for name in imported(told)}
    assert "linkscan.checking" in loaded
    assert not loaded & {"linkscan.text", "linkscan.papers.records", "linkscan.sources", "linkscan.history.reader"}


def imported(told: str) -> list[str]:
    """Return the modules that `-X importtime` names."""
    return [line.rpartition("|")[2].strip() for line in told.splitlines()]


@pytest.mark.parametrize(
    ("old", "new"), [("Evidence", "LinkResult"), ("Finding", "ClaimResult"), ("Record", "PaperResult")]
)
def test_a_name_of_the_first_edition_is_its_new_one_and_says_so(old: str, new: str) -> None:
    with pytest.warns(DeprecationWarning, match=f"linkscan.{old} is now linkscan.{new}"):
        assert getattr(linkscan, old) is getattr(linkscan, new)
    assert old not in linkscan.__all__
