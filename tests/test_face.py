"""The public interface of the library: every name exists and is imported lazily."""

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
def test_help_and_reading_import_nothing_heavy(arguments: list[str]) -> None:
    loaded = {name.split(".")[0] for name in modules_of(*arguments)}
    assert "click" in loaded
    assert not loaded & set(HEAVY)


@pytest.mark.parametrize("address", ["https://localhost:1", "https://github.com/a/b"])
def test_checking_an_address_imports_no_paper_formats(address: str) -> None:
    loaded = {".".join(name.split(".")[:3]) for name in modules_of("check", "--offline", address)}
    assert "linkscan.checking" in loaded
    assert not loaded & {"linkscan.text", "linkscan.papers.records", "linkscan.sources", "linkscan.history.reader"}


@pytest.mark.parametrize("arguments", [[], ["--offline"], ["--cache", "cache"]])
def test_commands_without_requests_load_neither_sockets_nor_validators(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Importing those takes half of a check of one address: 0.2 s of 0.4."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    loaded = {name.split(".")[0] for name in modules_of("check", "https://localhost:1", *arguments, folder=tmp_path)}
    assert {"asyncio", "diskcache"} <= loaded
    assert not loaded & {"aiohttp", "httpx", "pydantic", "pydantic_core", "tenacity", "rich", "warcio"}


def modules_of(*arguments: str, folder: Path = ROOT) -> set[str]:
    """Return the modules that a command has loaded when it ends."""
    program = """
import atexit, runpy, sys
atexit.register(lambda: print("loaded:", *sys.modules, file=sys.stderr))
runpy.run_module("linkscan", run_name="__main__")
"""
    command = [sys.executable, "-c", program, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder).stderr
    return set(told.rpartition("loaded:")[2].split())


@pytest.mark.parametrize(
    ("old", "new"), [("Evidence", "LinkResult"), ("Finding", "ClaimResult"), ("Record", "PaperResult")]
)
def test_deprecated_name_is_the_new_one_and_warns(old: str, new: str) -> None:
    with pytest.warns(DeprecationWarning, match=f"linkscan.{old} is now linkscan.{new}"):
        assert getattr(linkscan, old) is getattr(linkscan, new)
    assert old not in linkscan.__all__
