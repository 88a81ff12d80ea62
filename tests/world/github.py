"""GitHub: what is there. How it is told: `github_api.py` and below, `github_web.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.world.git_objects import File
from tests.world.repositories import Repository


@dataclass(frozen=True, slots=True)
class Blocked:
    """A repository taken away by GitHub's staff: reason `dmca` or `tos`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A name that leads to another."""

    to: Repository


@dataclass(frozen=True, slots=True)
class Gist:
    """A handful of files under a number."""

    id: str
    owner: str
    files: Mapping[str, File] = field(default_factory=dict)


Found = Repository | Moved | Blocked | None


class GitHub:
    """The repositories, gists and tokens of one GitHub; names are found whatever their case."""

    def __init__(self) -> None:
        self.by_id: dict[int, Repository] = {}
        self.gists: dict[str, Gist] = {}
        self.tokens: dict[str, int] = {}
        self._by_name: dict[str, Repository | Blocked] = {}
        self._renamed: dict[str, str] = {}
        self._organizations: set[str] = set()
        self._owners: dict[str, str] = {}
        self._ids = count(600_000_001)

    def repository(
        self, name: str, files: Mapping[str, File] | None = None, *, fork_of: str | None = None, **facts: Any
    ) -> Repository:
        """Put a repository there; `facts` are the fields of `Repository`."""
        parent = self.find(fork_of) if fork_of else None
        if fork_of and not isinstance(parent, Repository):
            raise ValueError(f"{name} cannot be a fork of {fork_of}: describe that one first")
        facts["parent"] = parent
        repository = Repository(name=name, id=next(self._ids), files=files or {}, **facts)
        self.by_id[repository.id] = repository
        self._by_name[name.lower()] = repository
        self._owners[repository.owner.lower()] = repository.owner
        if repository.organization:
            self._organizations.add(repository.owner.lower())
        return repository

    def empty(self, name: str, **facts: Any) -> Repository:
        """Put a repository there that nobody has pushed to."""
        return self.repository(name, **facts)

    def renamed(self, old: str, *, to: str) -> None:
        """Let an old name lead to a new one."""
        self._renamed[old.lower()] = to.lower()

    def blocked(self, name: str, *, reason: str = "dmca") -> None:
        """Let GitHub's staff take a repository away (`dmca` or `tos`)."""
        self._by_name[name.lower()] = Blocked(reason)
        self._owners.setdefault(name.partition("/")[0].lower(), name.partition("/")[0])

    def remove(self, name: str) -> None:
        """Let a repository be deleted."""
        gone = self._by_name.pop(name.lower())
        if isinstance(gone, Repository):
            del self.by_id[gone.id]

    def gist(self, number: str, files: Mapping[str, File], *, owner: str = "someone") -> Gist:
        """Put a gist there."""
        self.gists[number] = Gist(number, owner, files)
        self._owners.setdefault(owner.lower(), owner)
        return self.gists[number]

    def owner(self, login: str, *, organization: bool = False) -> None:
        """Put a user or an organisation there, with or without repositories."""
        self._owners[login.lower()] = login
        if organization:
            self._organizations.add(login.lower())

    def token(self, *, limit: int = 5000) -> str:
        """Hand out a token that is good for so many requests an hour; any other is refused."""
        token = f"ghp_{len(self.tokens):036d}"
        self.tokens[token] = limit
        return token

    def find(self, name: str) -> Found:
        """Find what a name stands for; private ones are not there for strangers."""
        key = name.lower()
        found = self._by_name.get(key)
        if found is None and key in self._renamed:
            target = self.find(self._renamed[key])
            return Moved(target) if isinstance(target, Repository) else target
        return None if isinstance(found, Repository) and found.private else found

    def login(self, name: str) -> tuple[str, bool] | None:
        """Find an owner: the name as it is written, and whether it is an organisation."""
        written = self._owners.get(name.lower())
        return None if written is None else (written, name.lower() in self._organizations)

    def repositories_of(self, owner: str) -> list[Repository]:
        """List the public repositories of an owner."""
        mine = [found for key, found in self._by_name.items() if key.partition("/")[0] == owner.lower()]
        return [found for found in mine if isinstance(found, Repository) and not found.private]
