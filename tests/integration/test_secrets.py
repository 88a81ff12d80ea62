"""A token goes to its own API over TLS and nowhere else: neither to another host nor into any file."""

import gzip
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.runs import finish, run, start
from tests.world.breakages import garbage
from tests.world.faults import Fault, redirect, status
from tests.world.messages import Request, text
from tests.world.messages import redirect as send_to
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
    """Tokens for three hosts, and two more for one of them, one of which is invalid."""
    (tmp_path / "papers.md").write_text(PAPERS)
    own = {"LINKSCAN_CACHE": str(tmp_path / "cache"), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
    tokens = f"{world.github.token()}, {WRONG} {world.github.token()}"
    others = {"GITLAB_TOKEN": world.gitlab.token(), "HF_TOKEN": world.huggingface.token()}
    return {**world.environ(), **own, "GITHUB_TOKENS": tokens, **others}


HOSTS = {"api.github.com": "GITHUB_TOKENS", "gitlab.com": "GITLAB_TOKEN", "huggingface.co": "HF_TOKEN"}


def secrets_of(environment: dict[str, str], host: str) -> list[str]:
    """Return the secrets for one host only."""
    return environment[HOSTS[host]].replace(",", " ").split()


def secrets(environment: dict[str, str]) -> list[bytes]:
    """The secrets that must not appear anywhere."""
    return [secret.encode() for host in HOSTS for secret in secrets_of(environment, host)]


def everything(folder: Path) -> Iterator[bytes]:
    """Read all written files, decompressed where necessary."""
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def sent_in(request: Request) -> str:
    """Return the credential in a request."""
    return request.headers.get("authorization", "") + request.headers.get("private-token", "")


TROUBLE: dict[str, Callable[[str], Fault]] = {
    "500": lambda _: status(500),
    "garbage": lambda _: garbage(),
    "a redirect to a stranger": lambda _: redirect("https://thief.example.org/"),
    "a redirect to plain http": lambda host: redirect(f"http://{host}/x", 307),
    "an echo of the question": lambda _: lambda request, _honest: text(str(request.headers), 403),
    "an echo in a header": lambda _: lambda request, _honest: text("no", 403, {"x-you-sent": str(request.headers)}),
    "an echo in a redirect": lambda _: lambda request, _honest: send_to(f"/?{sent_in(request)}"),
    "an echo in broken HTTP": lambda _: (
        lambda request, _honest: (
            lambda wire: wire.send(f"HTTP/1.1 2{sent_in(request)}\r\n{sent_in(request)}\r\n\r\n".encode())
        )
    ),
}
each_trouble = pytest.mark.parametrize("name", [None, *TROUBLE])


def befall(world: World, name: str | None) -> None:
    """Let all three APIs fail in the same way."""
    world.page("https://thief.example.org/", "<title>Thank you</title>")
    for host in HOSTS if name else ():
        world.fault(host, TROUBLE[name or ""](host))


@each_trouble
def test_tokens_are_neither_written_nor_printed(
    world: World, environment: dict[str, str], tmp_path: Path, name: str | None
) -> None:
    """Reports, recording, cache, ledger, output; whatever the API responds to the authenticated request."""
    befall(world, name)
    arguments = ("scan", "papers.md", "--verbose", "--retries=0", "--record", "run.warc.gz", "--name=a")
    _, said = run(environment, tmp_path, *arguments)
    assert "Traceback" not in said
    found = [*everything(tmp_path), said.encode()]
    assert len(found) > 5
    for secret in secrets(environment):
        assert not any(secret in data for data in found)


@each_trouble
def test_tokens_go_to_their_own_host_over_tls(
    world: World, environment: dict[str, str], tmp_path: Path, name: str | None
) -> None:
    befall(world, name)
    run(environment, tmp_path, "scan", "papers.md", "--retries=0")
    for host in HOSTS:
        known = secrets_of(environment, host)
        signed = [seen for seen in world.requests() if any(secret in str(seen.headers) for secret in known)]
        assert {(seen.host, seen.scheme) for seen in signed} == {(host, "https")}
        assert not any(secret in seen.path for seen in world.requests() for secret in known)


@pytest.mark.parametrize("variable", ["GITHUB_TOKENS", "GITHUB_TOKEN"])
def test_wrong_token_is_reported_by_its_variable_only(
    environment: dict[str, str], tmp_path: Path, variable: str
) -> None:
    del environment["GITHUB_TOKENS"]
    environment[variable] = WRONG
    code, said = run(environment, tmp_path, "scan", "papers.md")
    assert code == 3
    assert variable in said
    assert WRONG not in said


def test_a_run_that_ends_by_an_error_leaves_nothing_open(environment: dict[str, str], tmp_path: Path) -> None:
    """Open connections are closed before the event loop when the token turns out to be wrong."""
    del environment["GITHUB_TOKENS"]
    watched = {"GITHUB_TOKEN": WRONG, "PYTHONWARNINGS": "always::ResourceWarning"}
    code, said = run({**environment, **watched}, tmp_path, "scan", "papers.md")
    assert code == 3
    assert "ResourceWarning" not in said


def test_one_wrong_token_of_several_is_reported_and_left_out(environment: dict[str, str], tmp_path: Path) -> None:
    """By its number; the run is complete without it."""
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
    """The process list shows arguments to everybody: no option takes a token, and none is passed on."""
    _, said = run(environment, tmp_path, "scan", "--help")
    assert not re.search(r"--[a-z-]*token", said)
    process = start(environment, tmp_path, "scan", "papers.md")
    commands = subprocess.run(["ps", "-eo", "args"], capture_output=True, check=True).stdout
    finish(process)
    for secret in secrets(environment):
        assert secret not in commands


STRANGERS = (
    "https://gitlab.com/api/v4/projects/5/variables",
    "https://gitlab.com/api/v4/user",
    "https://api.github.com/search/code?q=password",
    "https://api.github.com/repositories/7/contents/.env",
    "https://api.github.com/repos/lab/secret/contents/.env",
    "https://api.github.com/gists/0123456789abcdef0123",
    "https://api.github.com/graphql?query={viewer{login}}",
    "https://huggingface.co/api/whoami-v2?x=1",
    "https://huggingface.co/api/models/lab/secret?x=1",
)


@pytest.mark.parametrize("where", ["the text", "a redirect", "a refresh", "a code link"])
def test_other_hosts_never_get_a_credential(
    world: World, environment: dict[str, str], tmp_path: Path, where: str
) -> None:
    """Only requests composed by the flow of a host are authenticated, whatever an address looks like."""
    links = []
    for number, url in enumerate(STRANGERS):
        page = f"https://page-{number}.example.org/x"
        match where:
            case "the text":
                page = url
            case "a redirect":
                world.fault(f"page-{number}.example.org", redirect(url))
            case "a refresh":
                world.page(page, f"<title>Moved</title><meta http-equiv=refresh content='0;url={url}'>")
            case _:
                world.page(page, f"<title>Tool</title><h1>Tool</h1><a href='{url}'>Code</a>")
        links.append(page)
    run(environment, tmp_path, "check", "--retries=0", *links)
    paths = {url.split("/", 3)[3] for url in STRANGERS}
    known = [secret for host in HOSTS for secret in secrets_of(environment, host)]
    signed = [seen.path.lstrip("/") for seen in world.requests() if any(one in str(seen.headers) for one in known)]
    assert not paths & set(signed)
    assert not any("secret" in path or ".env" in path or "variables" in path for path in signed)


def test_login_credentials_go_only_to_the_login_and_are_written_nowhere(world: World, tmp_path: Path) -> None:
    """Nor is the token that they are exchanged for, which the next run requests again."""
    password = "correct horse, b\u00e4ttery"
    world.openreview.account("ada@example.org", password)
    world.openreview.note("Venue/2026", "A Tool", "Code is available at https://github.com/lab/tool.")
    own = {"LINKSCAN_CACHE": str(tmp_path / "cache"), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
    login = {"OPENREVIEW_USERNAME": "ada@example.org", "OPENREVIEW_PASSWORD": password}
    environment = {**world.environ(), **own, **login}
    for number in range(2):
        command = ("scan", "openreview:Venue/2026", "--record", str(tmp_path / f"{number}.warc.gz"), "--verbose")
        code, said = run(environment, tmp_path, *command)
        assert (code, world.count("api2.openreview.net")) == (0, 2 * (number + 1))
        for secret in (password, "battery", "b\u00e4ttery", *world.openreview.tokens):
            assert secret not in said
            assert all(secret.encode() not in data for data in everything(tmp_path))
    with_token = [seen.line for seen in world.requests("api2.openreview.net") if "authorization" in seen.headers]
    assert [line.partition("?")[0] for line in with_token] == ["GET /notes"] * 2


def test_wrong_password_is_reported_by_its_variable_only(world: World, tmp_path: Path) -> None:
    world.openreview.account("ada@example.org", "right")
    login = {"OPENREVIEW_USERNAME": "ada@example.org", "OPENREVIEW_PASSWORD": "hunter2hunter2"}
    own = {"LINKSCAN_CACHE": str(tmp_path / "cache"), "LINKSCAN_REPORTS": str(tmp_path / "reports")}
    code, said = run({**world.environ(), **own, **login}, tmp_path, "scan", "openreview:Venue/2026")
    assert code == 3
    assert "OPENREVIEW_PASSWORD" in said
    assert "hunter2" not in said
