"""`linkscan check`: addresses, or links in files; the exit code is meant for hooks."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import linkscan
from tests.world.breakages import hang
from tests.world.programs import PROGRAM
from tests.world.world import World, serve


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World()
    world.github.repository("lab/tool", files={"main.py": PROGRAM})
    with serve(world):
        yield world


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["github.com/lab/tool", "--fail-on", "gone"], 0),
        (["github.com/lab/never"], 0),
        (["github.com/lab/never", "--fail-on", "gone,invalid"], 1),
        (["--files", "good.md", "--fail-on", "gone"], 0),
        (["--files", "good.md", "bad.md", "--fail-on", "gone"], 1),
        (["--files", "empty.md", "--fail-on", "gone"], 0),
        (["--files", "missing.md"], 2),
        (["good.md"], 2),
        (["lab/tool"], 2),
        (["github.com/lab/tool", "--fail-on", "dead"], 2),
    ],
)
def test_exit_code_reflects_the_findings(world: World, tmp_path: Path, arguments: list[str], code: int) -> None:
    (tmp_path / "good.md").write_text("See [the tool](https://github.com/lab/tool).\n")
    (tmp_path / "bad.md").write_bytes(b"\xff See <https://github.com/lab/never>, too.\n")
    (tmp_path / "empty.md").write_text("")
    ran = linkscan("check", "--quiet", *arguments, environment=world.environ(), folder=tmp_path)
    assert ran.returncode == code, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("said", "asked_back"),
    [
        ("lab/tool", "lab/tool: not an address; did you mean https://github.com/lab/tool?"),
        ("https//github.com/lab/tool", "did you mean https://github.com/lab/tool?"),
        ("one.txt", "one.txt: a file; `linkscan check --files one.txt` checks the links in it"),
        ("docs", "docs: a folder; `linkscan check --files docs` checks the links in it"),
        ("two.txt", "two.txt: neither a file here nor an address: there is no domain .txt"),
        (
            "hf:2026-11-28",
            "hf:2026-11-28: a query for papers, not an address; `linkscan scan hf:2026-11-28` reads them",
        ),
        ("openreview:forum=abc", "`linkscan scan openreview:forum=abc` reads them"),
        ("README.md", "README.md: neither a file here nor an address: there is no domain .md"),
        ("10.5281/", "10.5281/: neither an address, a known identifier nor a file here"),
        ("./two.txt", "./two.txt: neither an address, a known identifier nor a file here"),
    ],
)
def test_invalid_address_gets_a_suggestion_and_no_request(
    world: World, tmp_path: Path, said: str, asked_back: str
) -> None:
    (tmp_path / "one.txt").write_text("https://github.com/lab/tool\n")
    (tmp_path / "docs").mkdir()
    before = world.count()
    ran = linkscan("check", "github.com/lab/tool", said, environment=world.environ(), folder=tmp_path)
    assert ran.returncode == 2
    assert asked_back in ran.stderr
    assert world.count() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([""], "an empty address; give a URL"),
        (["github.com/lab/tool", ""], "an empty address; give a URL"),
        (["-"], "-: no address in the standard input; give one per line"),
        (["--fix", "github.com/lab/tool"], "--fix is for links in files: linkscan check --files FILE... --fix"),
        (["--format", "sarif", "github.com/lab/tool"], "--format sarif is for links in files"),
        (["--ignore", "i.toml", "github.com/lab/tool"], "--ignore is for links in files"),
        (["--include-verbatim", "github.com/lab/tool"], "--include-verbatim is for links in files"),
        (["--files", "--dry-run", "one.md"], "--dry-run is for --fix"),
    ],
)
def test_checking_nothing_or_giving_an_unused_option_fails(
    world: World, tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "one.md").write_text("<https://github.com/lab/tool>\n")
    (tmp_path / "i.toml").touch()
    before = world.count()
    ran = linkscan("check", *arguments, environment=world.environ(), folder=tmp_path, text="\n")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert says in ran.stderr
    assert world.count() == before


def test_json_is_a_format_of_addresses_too(world: World, tmp_path: Path) -> None:
    told = [
        linkscan("check", *words, "github.com/lab/tool", environment=world.environ(), folder=tmp_path).stdout
        for words in (["--format", "json"], ["--json"])
    ]
    assert [json.loads(line)["health"] for line in told] == ["ok", "ok"]


def test_invalid_line_of_standard_input_gives_a_row(world: World, tmp_path: Path) -> None:
    lines = "github.com/lab/tool\n\nlab/tool\nmailto:somebody@lab.org\ngit@github.com:lab/tool.git\n"
    ran = linkscan("check", "-", "--json", environment=world.environ(), folder=tmp_path, text=lines)
    assert ran.returncode == 0
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [(each["url"], each["health"]) for each in told] == [
        ("https://github.com/lab/tool", "ok"),
        ("lab/tool", "invalid"),
        ("mailto:somebody@lab.org", "invalid"),
    ]


def test_each_address_in_files_is_reported_once(world: World, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("https://github.com/lab/tool and https://github.com/lab/tool\n")
    ran = linkscan("check", "--files", "--json", "a.md", "a.md", environment=world.environ(), folder=tmp_path)
    assert ran.stdout.count('"url":"https://github.com/lab/tool"') == 1


def test_copies_of_gone_pages_are_shown_on_request(world: World, tmp_path: Path) -> None:
    world.software_heritage.origin("https://github.com/lab/lost")
    url = "https://github.com/lab/lost"
    silent = linkscan("check", "--quiet", url, environment=world.environ(), folder=tmp_path)
    assert "softwareheritage" not in silent.stdout
    shown = linkscan("check", "--quiet", "--archives", url, environment=world.environ(), folder=tmp_path)
    assert "; copy of 20" in shown.stdout
    assert "archive.softwareheritage.org/browse/origin" in shown.stdout


def test_archived_copies_are_shown_with_the_link_in_a_file(world: World, tmp_path: Path) -> None:
    world.software_heritage.origin("https://github.com/lab/lost-too")
    (tmp_path / "a.md").write_text("See <https://github.com/lab/lost-too>.\n")
    shown = linkscan("check", "--files", "--archives", "a.md", environment=world.environ(), folder=tmp_path)
    assert "archived copy: https://archive.softwareheritage.org/browse/origin" in shown.stdout
    silent = linkscan("check", "--files", "a.md", environment=world.environ(), folder=tmp_path)
    assert "softwareheritage" not in silent.stdout


@pytest.mark.parametrize("form", [["--json"], ["--files"]])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_stops_a_check_which_reports_what_is_known(
    world: World, tmp_path: Path, number: signal.Signals, code: int, form: list[str]
) -> None:
    world.fault("https://slow.example.org/", hang())
    urls = ["https://github.com/lab/tool", "https://slow.example.org/"]
    (tmp_path / "a.md").write_text(" ".join(f"<{url}>" for url in urls))
    given = ["a.md", "--verbose"] if form == ["--files"] else [*urls, "--verbose"]
    process = subprocess.Popen(
        [sys.executable, "-m", "linkscan", "check", *form, *given],
        env={**world.environ(), "PYTHONPATH": str(Path.cwd()), "LINKSCAN_CACHE": str(tmp_path / "cache")},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    awaited = "examining" if form == ["--files"] else "lab/tool"
    assert any(awaited in line for line in iter(process.stderr.readline, ""))
    process.send_signal(number)
    told, _ = process.communicate(timeout=10)
    assert process.returncode == code
    assert ("lab/tool" in told, "slow.example.org" in told) == (True, True)
    assert "interrupted by" in told
