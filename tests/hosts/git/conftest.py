"""A real git server without a network: `git http-backend` is a CGI program."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from linkscan.models import Request, Response

GIT = shutil.which("git")
_PERSON = {f"GIT_{who}_{what}": "someone" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@dataclass(frozen=True)
class Server:
    """Repositories in a folder, served at `https://git.example.org/NAME.git`."""

    folder: Path

    def git(self, name: str, *arguments: str) -> str:
        """Run git in a repository."""
        command = [GIT or "git", "-C", str(self.folder / f"{name}.git"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | _PERSON)
        return done.stdout.strip()

    def create(self, name: str, *, lazily: bool = True) -> None:
        """Create an empty repository; `lazily` says whether it supports filters."""
        home = self.folder / f"{name}.git"
        home.mkdir(parents=True)
        self.git(name, "init", "--quiet", "--initial-branch=main", ".")
        self.git(name, "config", "uploadpack.allowFilter", str(lazily).lower())

    def commit(self, name: str, files: Mapping[str, str], branch: str = "main") -> str:
        """Commit files to a branch with nothing else; return the commit."""
        home = self.folder / f"{name}.git"
        self.git(name, "checkout", "--quiet", "--orphan", f"new-{branch}")
        self.git(name, "rm", "-rfq", "--ignore-unmatch", ".")
        for path, text in files.items():
            target = home / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
            self.git(name, "add", "--force", path)
        self.git(name, "commit", "--quiet", "--allow-empty", "--message", "files")
        self.git(name, "branch", "--quiet", "--force", branch)
        self.git(name, "checkout", "--quiet", branch)
        self.git(name, "branch", "--quiet", "--delete", "--force", f"new-{branch}")
        return self.git(name, "rev-parse", branch)

    def response(self, request: Request) -> Response:
        """Respond as a web server in front of `git http-backend` does, up to the limit of the request."""
        address = urlsplit(request.url)
        headers = dict(request.headers)
        surroundings = os.environ | {
            "GIT_PROJECT_ROOT": str(self.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": address.path,
            "QUERY_STRING": address.query,
            "REQUEST_METHOD": request.method,
            "CONTENT_TYPE": headers.get("Content-Type", ""),
            "GIT_PROTOCOL": headers.get("Git-Protocol", ""),
        }
        command = [GIT or "git", "http-backend"]
        done = subprocess.run(command, input=request.body, capture_output=True, check=False, env=surroundings)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        status = int(fields.get("Status", "200").split()[0])
        limit = request.max_body
        return Response(request.url, status, body=body[:limit], truncated=len(body) > limit)


@pytest.fixture
def server(tmp_path: Path) -> Server:
    """Serve an empty folder, if git is installed."""
    if GIT is None:
        pytest.skip("git is not installed")
    return Server(tmp_path)
