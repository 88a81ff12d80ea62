"""Git's smart HTTP, by git itself: `git http-backend`, run as CGI (git help http-backend)."""

import asyncio
import contextlib
import os
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from pathlib import Path

from tests.world.git_objects import write_bare
from tests.world.messages import Reply, Request
from tests.world.repositories import Repository

_AT_ONCE = 8  # processes; more only get in each other's way
_PIECE = 64 * 1024

# docs.github.com does not list what its git server allows; partial clones of any filter and fetching of any
# reachable object are what `git clone --filter` and `git fetch origin <oid>` show it to allow.
_CONFIG = {
    "uploadpack.allowFilter": "true",
    "uploadpack.allowAnySHA1InWant": "true",
    "safe.directory": "*",
    "gc.auto": "0",
}


class GitServer:
    """Serves repositories out of a folder, where each is written when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._written: dict[int, str] = {}

    async def answer(self, request: Request, repository: Repository, service: str) -> Reply:
        """Answer one request; `service` is the part of the path behind the repository, with its slash."""
        name = self._written.get(id(repository)) or self._write(repository)
        await self._slots.acquire()
        process = await asyncio.create_subprocess_exec(
            "git",
            "http-backend",
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._environ(request, repository, name + service),
        )
        pieces = self._run(process, request.body)
        head = await anext(pieces)
        lines = [line.partition(": ") for line in head.decode("latin-1").strip().splitlines()]
        headers = [(key.lower(), value) for key, _, value in lines if key.lower() != "status"]
        status = next((int(value[:3]) for key, _, value in lines if key.lower() == "status"), 200)
        return Reply(status, tuple(headers), pieces)

    def _write(self, repository: Repository) -> str:
        name = f"/{len(self._written)}.git"
        place = Path(f"{self._folder}{name}")
        write_bare(place, repository.snapshots, repository.tags, repository.default_branch)
        self._written[id(repository)] = name
        return name

    def _environ(self, request: Request, repository: Repository, path: str) -> dict[str, str]:
        config = dict(_CONFIG)
        if repository.filters is not None:
            config["uploadpackfilter.allow"] = "false"
            config["uploadpack.allowFilter"] = "true" if repository.filters else "false"
            for kind in repository.filters:
                name, _, depth = kind.partition(":")
                is_tree = name == "tree"
                config[f"uploadpackfilter.{name if is_tree else kind}.allow"] = "true"
                if is_tree:
                    config["uploadpackfilter.tree.maxDepth"] = depth
        settings = {"GIT_CONFIG_COUNT": str(len(config))}
        for number, (key, value) in enumerate(config.items()):
            settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        return settings | {
            "PATH": os.environ.get("PATH", os.defpath),
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

    async def _run(self, process: Process, body: bytes) -> AsyncGenerator[bytes, None]:
        """Give the CGI head first, then the body as it comes."""
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(body)
            with contextlib.suppress(ConnectionError):
                await process.stdin.drain()
            process.stdin.close()
            yield await process.stdout.readuntil(b"\r\n\r\n")
            while piece := await process.stdout.read(_PIECE):
                yield piece
        except (GeneratorExit, asyncio.CancelledError):  # the client went away
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            raise
        finally:
            await process.wait()
            self._slots.release()


def split_git(path: str) -> tuple[str, str] | None:
    """Part the path of a git request in the repository's name and the service; None for anything else."""
    for service in ("/info/refs", "/git-upload-pack"):
        if path.endswith(service):
            return path.removesuffix(service).strip("/").removesuffix(".git"), service
    return None
