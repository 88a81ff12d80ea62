"""`linkscan check --files`: findings with positions, fixes on request, in the formats of other tools."""

import json
import os
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from linkscan.cli import check, cli
from linkscan.documents import render
from linkscan.documents.occurrence import FINDINGS
from linkscan.models import Health, Kind, LinkResult
from tests.command import linkscan
from tests.world.programs import PROGRAM
from tests.world.world import World, serve


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    world = World()
    world.github.repository("lab/tool", files={"main.py": PROGRAM})
    world.github.repository("lab/renamed", files={"main.py": PROGRAM, "docs/a.md": "# A"})
    world.github.renamed("lab/old", to="lab/renamed")
    world.github.repository("lab/soon", files={"README.md": "# Soon\n\nCode coming soon."})
    world.page("https://pages.example.org/there", "<h1>A page</h1><p>It is there, with words on it.</p>")
    world.page("https://pages.example.org/gone", "Gone", status=410)
    with serve(world):
        yield world


def run(world: World, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return linkscan("check", "--files", *arguments, environment=world.environ(), folder=folder)


TEXT = """# A list

- [there](https://pages.example.org/there) and [gone](https://pages.example.org/gone)
- [old](https://github.com/lab/old), [soon](https://github.com/lab/soon)
- [a file](docs/there.md#a-heading), [no file](docs/lost.md), [no anchor](docs/there.md#lost), [here](#a-list)

`https://pages.example.org/gone/inline` <!-- https://pages.example.org/gone/comment -->

```sh
curl https://pages.example.org/gone/code
```
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/there.md").write_text("# A heading\n")
    (tmp_path / "README.md").write_text(TEXT)
    return tmp_path


def test_only_findings_are_printed_with_their_positions(world: World, folder: Path) -> None:
    ran = run(world, folder, "README.md")
    lines = [line.partition(" (")[0] for line in ran.stdout.splitlines()]
    assert lines == [
        "README.md:3:55: gone https://pages.example.org/gone",
        "README.md:4:9: moved https://github.com/lab/old -> https://github.com/lab/renamed",
        "README.md:4:45: placeholder https://github.com/lab/soon",
        "README.md:5:48: missing docs/lost.md",
        "README.md:5:75: missing docs/there.md#lost",
    ]
    assert "8 links: 3 ok, 1 gone, 2 missing, 1 placeholder, 1 moved, in 1 file" in ran.stderr
    assert ran.returncode == 0


def test_files_without_a_link_are_counted(world: World, folder: Path) -> None:
    (folder / "empty.md").touch()
    ran = run(world, folder, "docs", "empty.md")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "0 links, in 2 files\n")


def test_verbose_prints_every_link_and_quiet_only_failures(world: World, folder: Path) -> None:
    assert len(run(world, folder, "-v", "README.md").stdout.splitlines()) == 8
    ran = run(world, folder, "-q", "README.md", "--fail-on", "gone")
    assert (len(ran.stdout.splitlines()), ran.stderr, ran.returncode) == (1, "", 1)


@pytest.mark.parametrize("word", ["gone", "moved", "placeholder", "missing"])
def test_each_finding_can_fail_a_build(world: World, folder: Path, word: str) -> None:
    assert run(world, folder, "README.md", "--fail-on", word).returncode == 1


def test_code_and_comments_are_checked_on_request(world: World, folder: Path) -> None:
    ran = run(world, folder, "README.md", "--include-verbatim")
    assert ran.stdout.count("pages.example.org/gone/") == 3


@pytest.mark.parametrize("names", [["."], ["**/*.md"], ["README.md", "docs"]])
def test_folders_and_patterns_lead_to_files(world: World, folder: Path, names: list[str]) -> None:
    (folder / ".hidden").mkdir()
    (folder / ".hidden/a.md").write_text("https://pages.example.org/gone")
    assert "in 2 files" in run(world, folder, "-v", *names).stderr or "in 1 file" in run(world, folder, *names).stderr
    assert ".hidden" not in run(world, folder, *names).stdout


@pytest.mark.parametrize("name", ["nowhere", "*.nothing", "empty", "book.xlsx"])
def test_checking_nothing_fails(world: World, folder: Path, name: str) -> None:
    (folder / "empty").mkdir()
    (folder / "book.xlsx").write_bytes(b"PK\3\4\0\0")
    ran = run(world, folder, name)
    assert ran.returncode == 2
    assert name in ran.stderr


def test_missing_network_is_reported_once(folder: Path, tmp_path: Path) -> None:
    environment = {"LINKSCAN_RESOLVE": '{"*": "servfail"}', "LINKSCAN_CACHE": str(tmp_path / "cache")}
    ran = linkscan("check", "--files", "README.md", "-q", "--retries=0", environment=environment, folder=folder)
    assert ran.returncode == 3
    (line,) = ran.stderr.splitlines()
    assert line.startswith("linkscan: incomplete: 4 addresses: no results: no host can be reached")
    assert "HTTPS_PROXY" in line


def test_no_cache_is_left_in_the_repository(
    world: World, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    environment = {**world.environ(), "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("home"))}
    environment.pop("LINKSCAN_CACHE", None)
    before = sorted(path.name for path in folder.iterdir())
    assert linkscan("check", "--files", "README.md", environment=environment, folder=folder).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == before


FIXED = {
    "a.md": ("[a](https://github.com/lab/old/blob/main/docs/a.md#x) `https://github.com/lab/old`\r\n\xa0é", "utf-8"),
    "b.rst": ("`a <https://github.com/lab/old>`_ and https://github.com/lab/old.\n", "utf-8-sig"),
    "c.bib": ("@misc{a,\n  url = {https://github.com/lab/old},\n}", "utf-8"),
    "d.html": ("<a href='https://github.com/lab/old'>x</a><pre>https://github.com/lab/old</pre>", "utf-16"),
    "e.txt": ("see https://github.com/lab/old", "utf-8"),
}


@pytest.mark.parametrize("name", FIXED)
def test_fix_writes_the_new_address_and_changes_nothing_else(world: World, tmp_path: Path, name: str) -> None:
    text, encoding = FIXED[name]
    (tmp_path / name).write_bytes(text.encode(encoding))
    (tmp_path / name).chmod(0o640)
    dry = run(world, tmp_path, name, "--fix", "--dry-run")
    assert (tmp_path / name).read_bytes() == text.encode(encoding)
    is_fixable = name != "e.txt"
    assert ("+++ b/" in dry.stdout) is is_fixable
    ran = run(world, tmp_path, name, "--fix", "--fail-on", "moved")
    assert is_fixable is (
        f"linkscan: {name}: {'2 addresses' if name == 'b.rst' else '1 address'} replaced" in ran.stderr
    )
    kept = {"a.md": 1, "d.html": 1}.get(name, 0)
    whole = text.split("`https") if name == "a.md" else text.split("<pre>") if name == "d.html" else [text]
    new = whole[0].replace("lab/old", "lab/renamed") if is_fixable else text
    expected = new + ("`https" + whole[1] if name == "a.md" else "<pre>" + whole[1] if name == "d.html" else "")
    assert (tmp_path / name).read_bytes() == expected.encode(encoding)
    assert expected.count("lab/old") == (kept if is_fixable else 1)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o640
    assert ran.returncode == (0 if is_fixable else 1)


def test_undecodable_bytes_survive_a_fix(world: World, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(
        b"\xff\xfe-ish \x80 https://github.com/lab/old \x81\n".replace(b"\xff\xfe", b"\xff")
    )
    run(world, tmp_path, "a.md", "--fix")
    assert (tmp_path / "a.md").read_bytes() == b"\xff-ish \x80 https://github.com/lab/renamed \x81\n"


def _saved(file: Path) -> None:
    file.write_text("a new first line\n" + file.read_text())


def _removed(file: Path) -> None:
    file.unlink()


def _made_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize("befalls", [_saved, _removed, _made_a_pipe])
def test_a_file_that_changes_while_its_addresses_are_requested_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, befalls: Callable[[Path], None]
) -> None:
    """As when an editor saves it: the new address would be written at an old position."""
    old, new = "https://github.com/lab/old", "https://github.com/lab/renamed"
    file = tmp_path / "a.md"
    file.write_text(f"[a]({old})\n")
    (tmp_path / "b.md").write_text(f"[b]({old})\n")

    def checked(*_: object, **__: object) -> tuple[tuple[LinkResult, ...], None]:
        befalls(file)
        return (LinkResult(old, old, canonical=new, kind=Kind.REPOSITORY, health=Health.MOVED),), None

    monkeypatch.setattr("linkscan.cli.check_files.check", checked)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(cli, ["check", "--files", "a.md", "b.md", "--fix", "--fail-on", "moved"])
    assert ran.exit_code == 1
    assert "a.md: changed since it was read" in ran.output
    assert not file.is_file() or file.read_text() == f"a new first line\n[a]({old})\n"
    assert (tmp_path / "b.md").read_text() == f"[b]({new})\n"


IGNORE = """
[[ignore]]
url = "https://pages.example.org/*"
reason = "under repair"
until = 2999-01-01

[[ignore]]
url = "https://github.com/lab/old"
reason = "kept on purpose"
until = 2020-01-01

[[ignore]]
url = "https://nowhere.example.org/"
reason = "gone from the list"
"""


def test_ignored_links_are_not_reported_until_their_expiry(world: World, folder: Path) -> None:
    (folder / ".linkscan-ignore.toml").write_text(IGNORE)
    ran = run(world, folder, "README.md", "--fail-on", "gone")
    assert ran.returncode == 0
    assert "gone" not in ran.stdout
    assert "README.md:4:9: moved" in ran.stdout
    assert "was ignored until 2020-01-01 (kept on purpose), which has passed" in ran.stderr
    assert "https://nowhere.example.org/ is ignored (gone from the list), but is in none of these files" in ran.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[ignore]]\nurl = "x"', "other.toml:1: [[ignore]] 1: reason: missing"),
        ("[[ignored]]", "ignored"),
        ("[[ignore", "not valid TOML"),
    ],
)
def test_invalid_ignore_file_is_reported(world: World, folder: Path, text: str, says: str) -> None:
    (folder / "other.toml").write_text(text)
    ran = run(world, folder, "README.md", "--ignore", "other.toml")
    assert ran.returncode == 2
    assert "other.toml" in ran.stderr
    assert says in ran.stderr


def test_the_formats_are_those_of_the_renderers() -> None:
    assert tuple(render.FORMATS) == check.FORMATS


def test_fail_on_accepts_every_kind_of_finding() -> None:
    assert set(check.FAILURES) == {state.value for state in FINDINGS}


def test_json_has_an_object_for_each_finding(world: World, folder: Path) -> None:
    found = json.loads(run(world, folder, "README.md", "--format", "json").stdout)
    assert [each["state"] for each in found] == ["gone", "moved", "placeholder", "missing", "missing"]
    assert found[1]["new"] == "https://github.com/lab/renamed"
    assert found[0].keys() == {"file", "line", "column", "url", "state", "reason", "new"}


def test_annotations_name_the_lines(world: World, folder: Path) -> None:
    lines = run(world, folder, "README.md", "--format", "github").stdout.splitlines()
    assert lines[0].startswith("::error file=README.md,line=3,col=55,title=link gone::https://pages.example.org/gone: ")
    assert lines[1].startswith("::warning file=README.md,line=4,col=9,title=link moved::")


def test_markdown_is_a_list_by_file(world: World, folder: Path) -> None:
    told = run(world, folder, "README.md", "--format", "markdown").stdout
    assert "## README.md" in told
    assert "- line 3: **gone** [" in told


def test_sarif_points_at_each_address(world: World, folder: Path) -> None:
    (made,) = json.loads(run(world, folder, "README.md", "--format", "sarif").stdout)["runs"]
    result = made["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (3, 55, 85)
    assert TEXT.splitlines()[2][54:84] == "https://pages.example.org/gone"
    rules = made["tool"]["driver"]["rules"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in made["results"])


def test_junit_has_a_case_for_every_link(world: World, folder: Path) -> None:
    suites = ET.fromstring(run(world, folder, "README.md", "--format", "junit").stdout)
    (suite,) = suites.findall("testsuite")
    assert (suite.get("tests"), suite.get("failures")) == ("8", "5")
    assert len(suite.findall("testcase/failure")) == 5


def test_a_name_that_looks_like_an_option_is_a_file(world: World, folder: Path) -> None:
    """The hook ends its options with `--`, so that a file called --config=evil.md configures nothing."""
    (folder / "--config=evil.md").write_text("https://pages.example.org/gone")
    ran = run(world, folder, "--fail-on", "gone", "--", "--config=evil.md")
    assert ran.returncode == 1
    assert "--config=evil.md:1:1: gone" in ran.stdout


def test_file_names_and_addresses_cannot_inject_workflow_commands(world: World, folder: Path) -> None:
    (folder / "##[stop-commands]x.md").write_text("https://pages.example.org/gone")
    for output_format in ("text", "github"):
        assert "##[" not in run(world, folder, "##[stop-commands]x.md", "--format", output_format).stdout
