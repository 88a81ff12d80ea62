"""anonymous.4open.science, as github.com/tdurieux/anonymous_github (repository-public.ts, 2026-08) answers.

Pages are an application that always answers 200; only the API tells. Ids are case-insensitive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.world.git_objects import Entry, File, Snapshot, snapshot
from tests.world.messages import Handler, Reply, Request, as_json, html, redirect, reply
from tests.world.repositories import LAST_PUSH
from tests.world.routes import Routes


class Phase(StrEnum):
    """The state of an anonymised repository."""

    READY = "ready"
    PREPARING = "preparing"
    ERROR = "error"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class Anonymized:
    """A repository without its name; once expired it may lead to `source` (owner/name on GitHub)."""

    files: Mapping[str, File] = field(default_factory=dict)
    phase: Phase = Phase.READY
    source: str | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The files as git has them."""
        return snapshot(self.files, LAST_PUSH)


class Anonymous:
    """The repositories of anonymous.4open.science."""

    def __init__(self) -> None:
        self._repositories: dict[str, Anonymized] = {}
        self._routes = Routes(
            {
                "/api/repo/{number}/options": self._options,
                "/api/repo/{number}/files": self._files,
                "/api/repo/{number}/files/": self._files,
                "/api/repo/{number}/file/{path*}": self._file,
            }
        )

    def repository(self, number: str, files: Mapping[str, File] | None = None, **facts: Any) -> Anonymized:
        """Add a repository; `facts` are the fields of `Anonymized`."""
        self._repositories[number.lower()] = Anonymized(files=files or {}, **facts)
        return self._repositories[number.lower()]

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for the host."""
        return {"anonymous.4open.science": lambda request: self._routes.answer(request, _application)}

    def _refusal(self, number: str) -> Reply | None:
        found = self._repositories.get(number.lower())
        if found is None:
            return _error("repository_not_found", 404)
        match found.phase:
            case Phase.EXPIRED if found.source is None:
                return _error("repository_expired", 410)
            case Phase.PREPARING:
                return _error("repository_not_ready", 425)
            case Phase.ERROR:
                return _error("repository_not_accessible", 500)
        return None

    def _options(self, _: Request, number: str) -> Reply:
        if (refusal := self._refusal(number)) is not None:
            return refusal
        found = self._repositories[number.lower()]
        is_over = found.phase is Phase.EXPIRED
        return as_json(
            {
                "url": f"https://github.com/{found.source}" if is_over else None,
                "download": False,
                "lastUpdateDate": "2024-05-01T12:00:00.000Z",
                "isAdmin": False,
                "isOwner": False,
                "hasWebsite": False,
                "truncatedFolders": [],
                "hasSubmodules": ".gitmodules" in found.files,
            }
        )

    def _files(self, request: Request, number: str) -> Reply:
        if (refusal := self._refusal(number)) is not None:
            return refusal
        found = self._repositories[number.lower()]
        if found.phase is Phase.EXPIRED:
            return redirect(f"https://github.com/{found.source}")
        path = request.query.get("path", "").strip("/")
        root = found.snapshot.find(path)
        if root is None:
            return _error("folder_not_found", 404)
        return as_json([_line(path, entry) for entry in root.entries])

    def _file(self, _: Request, number: str, path: str) -> Reply:
        if (refusal := self._refusal(number)) is not None:
            return refusal
        shot = self._repositories[number.lower()].snapshot
        entry = shot.find(path)
        if entry is None or entry.kind != "blob":
            return _error("file_not_found", 404)
        return reply(shot.read(entry), "text/plain; charset=utf-8")


def _line(folder: str, entry: Entry) -> dict[str, Any]:
    return {"name": entry.name, "path": folder} | ({} if entry.size is None else {"size": entry.size})


def _error(code: str, status: int) -> Reply:
    return as_json({"error": code}, status)


def _application(_: Request) -> Reply:
    return html("<title>Anonymous GitHub</title><div ng-view></div>")
