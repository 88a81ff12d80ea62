"""Git's smart HTTP, by git itself: `git http-backend`, run as CGI (git help http-backend)."""

import asyncio
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from tests.world.git_objects import write_bare
from tests.world.messages import Reply, Request
from tests.world.repositories import Repository

_AT_ONCE = 8  # processes; more only get in each other's way

# docs.github.com does not list what its git server allows; partial clones of any filter and fetching of any
# reachable object are what `git clone --filter` and `git fetch origin <oid>` show it to allow.
_CONFIG = {
    "uploadpack.allowFilter": "true",
    "uploadpack.allowAnySHA1InWant": "true",
    "safe.directory": "*",
    "gc.auto": "0",
}


class GitServer:
    """Serves repositories from a folder; each is written on its first request."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="git")
        self._written: dict[int, str] = {}
        self._kept: list[Repository] = []  # so that no other repository gets the `id()` of a removed one
        self._advertised: dict[tuple[str, ...] | None, Reply] = {}

    async def answer(self, request: Request, repository: Repository, service: str) -> Reply:
        """Answer one request; `service` is the part of the path after the repository, with its slash.

        The capability advertisement of protocol 2 (help gitprotocol-v2) names no refs: it is the same for all
        repositories with the same configuration, so git is run for it only once.
        """
        is_general = service == "/info/refs" and "version=2" in request.headers.get("git-protocol", "")
        if is_general and (known := self._advertised.get(repository.filters)):
            return known
        name = self._written.get(id(repository)) or self._write(repository)
        environment = self._environment(request, _config(repository), name + service)
        loop = asyncio.get_running_loop()
        reply = _read_cgi(await loop.run_in_executor(self._pool, _run, environment, request.body))
        if is_general and reply.status == 200:
            self._advertised[repository.filters] = reply
        return reply

    def close(self) -> None:
        """Wait for the processes that are still running."""
        self._pool.shutdown()

    def _write(self, repository: Repository) -> str:
        name = f"/{len(self._written)}.git"
        place = Path(f"{self._folder}{name}")
        write_bare(place, repository.snapshots, repository.tags, repository.default_branch)
        self._written[id(repository)] = name
        self._kept.append(repository)
        return name

    def _environment(self, request: Request, config: dict[str, str], path: str) -> dict[str, str]:
        settings = {"GIT_CONFIG_COUNT": str(len(config))}
        for number, (key, value) in enumerate(config.items()):
            settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return settings | {
            "PATH": os.environ.get("PATH", os.defpath),  # it calls git
            "HOME": str(self._folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_PROJECT_ROOT": str(self._folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": request.headers.get("git-protocol", ""),
            "PATH_INFO": path,
            "QUERY_STRING": request.target.partition("?")[2],
            "REQUEST_METHOD": request.method,
            "CONTENT_TYPE": request.headers.get("content-type", ""),
            "CONTENT_LENGTH": str(len(request.body)),
            "HTTP_CONTENT_ENCODING": request.headers.get("content-encoding", ""),
            "REMOTE_ADDR": "127.0.0.1",
        }


def split_git(path: str) -> tuple[str, str] | None:
    """Split the path of a git request into the repository's name and the service; None for any other path."""
    for service in ("/info/refs", "/git-upload-pack"):
        if path.endswith(service):
            return path.removesuffix(service).strip("/").removesuffix(".git"), service
    return None


def _config(repository: Repository) -> dict[str, str]:
    """Return the configuration of the filters that git may use (git help config, uploadpackfilter)."""
    if repository.filters is None:
        return _CONFIG
    config = {**_CONFIG, "uploadpack.allowFilter": "true" if repository.filters else "false"}
    config["uploadpackfilter.allow"] = "false"
    for filter_ in repository.filters:
        kind, _, depth = filter_.partition(":")
        if kind == "tree":
            config |= {"uploadpackfilter.tree.allow": "true", "uploadpackfilter.tree.maxDepth": depth}
        else:
            config[f"uploadpackfilter.{filter_}.allow"] = "true"
    return config


def _run(environment: dict[str, str], body: bytes) -> bytes:
    return subprocess.run([_backend()], input=body, env=environment, stdout=subprocess.PIPE, check=False).stdout


@cache
def _backend() -> Path:
    """Return the path of the program: through `git` it would take two more processes per request."""
    found = subprocess.run(["git", "--exec-path"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return Path(found.strip()) / "git-http-backend"


def _read_cgi(output: bytes) -> Reply:
    """Split the output of a CGI program (RFC 3875 section 6) into status, headers and body."""
    head, _, body = output.partition(b"\r\n\r\n")
    fields = [line.partition(": ") for line in head.decode("latin-1").splitlines()]
    headers = {name.lower(): value for name, _, value in fields}
    status = int(headers.pop("status", "200")[:3])
    return Reply(status, tuple(headers.items()), body)
