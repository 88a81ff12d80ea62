"""A token goes to its own API over TLS, and nowhere else: not to another host, not into anything that is written."""

import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.under_fire.runs import finish, run, start
from tests.world.breakages import garbage
from tests.world.faults import redirect, status
from tests.world.world import World, serve

WRONG = "ghp_thisiswrongthisiswrongthisiswrong0000"

PAPERS = """# A Tool

Code is available at https://github.com/lab/tool and https://gitlab.com/lab/tool.

# A Model

Models are available at https://huggingface.co/lab/model, and a page at https://page.example.org/x.
"""


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": "print(1)\n" * 60})
    world.gitlab.repository("lab/tool", {"README.md": "# Tool", "main.py": "print(1)\n" * 60})
    world.huggingface.model("lab/model", {"README.md": "# M", "model.safetensors": "w" * 2000})
    world.page("https://page.example.org/x", "<title>X</title><a href='https://github.com/lab/tool'>Code</a>")
    with serve(world):
        yield world


@pytest.fixture
def environment(world: World, tmp_path: Path) -> dict[str, str]:
    """Two tokens that are good and one that is not."""
    (tmp_path / "papers.md").write_text(PAPERS)
    own = {"LINKSCAN_CACHE": str(tmp_path / "cache"), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
    tokens = f"{world.github.token()}, {WRONG} {world.github.token()}"
    return {**world.environ(), **own, "GITHUB_TOKENS": tokens, "HF_TOKEN": world.huggingface.token()}


def secrets(environment: dict[str, str]) -> list[bytes]:
    """What must be nowhere."""
    text = f"{environment['GITHUB_TOKENS']} {environment['HF_TOKEN']}"
    return [secret.encode() for secret in text.replace(",", " ").split()]


def everything(folder: Path) -> Iterator[bytes]:
    """Read all that was written, unpacked where it is packed."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


TROUBLE = {
    "none": None,
    "500": status(500),
    "garbage": garbage(),
    "a redirect to a stranger": redirect("https://thief.example.org/"),
    "a redirect to plain http": redirect("http://api.github.com/x", 307),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_tokens_are_in_nothing_that_is_written_or_said(
    world: World, environment: dict[str, str], tmp_path: Path, name: str
) -> None:
    """Reports, recording, cache, ledger, output; whatever the API answers to the signed request."""
    world.page("https://thief.example.org/", "<title>Thank you</title>")
    if (trouble := TROUBLE[name]) is not None:
        world.fault("api.github.com", trouble)
    arguments = ("scan", "papers.md", "--verbose", "--retries=0", "--record", "run.warc.gz", "--name=a")
    _, said = run(environment, tmp_path, *arguments)
    assert "Traceback" not in said
    found = [*everything(tmp_path), said.encode()]
    assert len(found) > 5
    for secret in secrets(environment):
        assert not any(secret in data for data in found)


@pytest.mark.parametrize("name", TROUBLE)
def test_tokens_go_to_their_own_host_over_tls(
    world: World, environment: dict[str, str], tmp_path: Path, name: str
) -> None:
    world.page("https://thief.example.org/", "<title>Thank you</title>")
    if (trouble := TROUBLE[name]) is not None:
        world.fault("api.github.com", trouble)
    run(environment, tmp_path, "scan", "papers.md", "--retries=0")
    known = [secret.decode() for secret in secrets(environment)]
    *github, hub = known
    signed = [
        (seen, secret)
        for seen in world.requests()
        for value in seen.headers.values()
        for secret in known
        if secret in value
    ]
    assert {seen.host for seen, secret in signed if secret in github} == {"api.github.com"}
    assert {seen.host for seen, secret in signed if secret == hub} <= {"huggingface.co"}
    assert {seen.scheme for seen, _ in signed} == {"https"}
    assert not any(secret in seen.path for seen in world.requests() for secret in known)


@pytest.mark.parametrize("variable", ["GITHUB_TOKENS", "GITHUB_TOKEN"])
def test_a_wrong_token_is_named_by_its_variable_only(
    environment: dict[str, str], tmp_path: Path, variable: str
) -> None:
    del environment["GITHUB_TOKENS"]
    environment[variable] = WRONG
    code, said = run(environment, tmp_path, "scan", "papers.md")
    assert code == 3
    assert variable in said
    assert WRONG not in said


def test_one_wrong_token_of_several_is_told_and_left_out(environment: dict[str, str], tmp_path: Path) -> None:
    """By its number: the run is whole without it."""
    code, said = run(environment, tmp_path, "scan", "papers.md")
    assert code == 0
    assert "api.github.com rejects credential 2 of 3: it is not used" in said
    _, said = run(environment, tmp_path, "doctor")
    told = [line for line in said.splitlines() if "GITHUB_TOKENS" in line]
    assert ["1 of 3, accepted" in told[0], "2 of 3, rejected" in told[1], "3 of 3, accepted" in told[2]] == [True] * 3
    assert "requests left until" in told[0]


@pytest.mark.parametrize("command", [("config",), ("doctor",), ("config", "--help")])
def test_no_command_shows_a_token(environment: dict[str, str], tmp_path: Path, command: tuple[str, ...]) -> None:
    _, said = run(environment, tmp_path, *command)
    for secret in secrets(environment):
        assert secret.decode() not in said


def test_no_token_is_an_argument(environment: dict[str, str], tmp_path: Path) -> None:
    """The process list shows arguments to everybody: no option takes a token, and none is handed on."""
    _, said = run(environment, tmp_path, "scan", "--help")
    assert not re.search(r"--[a-z-]*token", said)
    process = start(environment, tmp_path, "scan", "papers.md")
    commands = subprocess.run(["ps", "-eo", "args"], capture_output=True, check=True).stdout
    finish(process)
    for secret in secrets(environment):
        assert secret not in commands
