"""The contents of GitHub. `github_api.py` and the modules it uses, and `github_web.py`, serve them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.world.git_objects import File
from tests.world.repositories import Repository
from tests.world.shelf import Moved, Shelf


@dataclass(frozen=True, slots=True)
class Blocked:
    """A repository blocked by GitHub's staff: reason `dmca` or `tos`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gist:
    """A few files under an id; for git a repository like any other."""

    id: str
    owner: str
    files: Mapping[str, File]
    repository: Repository


Found = Repository | Moved | Blocked | None


class GitHub(Shelf):
    """The repositories, owners, gists and tokens of one GitHub."""

    def __init__(self) -> None:
        super().__init__(first_id=600_000_001)
        self.gists: dict[str, Gist] = {}
        self.tokens: dict[str, int] = {}
        self.tokens_see_private = False
        self._blocked: dict[str, Blocked] = {}
        self._owners: dict[str, tuple[str, bool]] = {}

    def repository(
        self, name: str, files: Mapping[str, File] | None = None, *, fork_of: str | None = None, **facts: Any
    ) -> Repository:
        """Add a repository; `facts` are the fields of `Repository`."""
        repository = super().repository(name, files, fork_of=fork_of, **facts)
        self.owner(repository.owner, organization=repository.organization)
        return repository

    def blocked(self, name: str, *, reason: str = "dmca") -> None:
        """Let GitHub's staff block a repository (`dmca` or `tos`)."""
        self._blocked[name.lower()] = Blocked(reason)
        self.owner(name.partition("/")[0])

    def gist(self, number: str, files: Mapping[str, File], *, owner: str = "someone") -> Gist:
        """Add a gist."""
        self.gists[number] = Gist(number, owner, files, Repository(name=f"{owner}/{number}", id=0, files=files))
        self.owner(owner)
        return self.gists[number]

    def owner(self, login: str, *, organization: bool = False) -> None:
        """Add a user or an organisation, with or without repositories."""
        self._owners.setdefault(login.lower(), (login, organization))

    def token(self, *, limit: int = 5000) -> str:
        """Issue a token with a number of requests an hour; any other is rejected."""
        token = f"ghp_{len(self.tokens):036d}"
        self.tokens[token] = limit
        return token

    def look_up(self, name: str) -> Found:
        """Return what a name stands for, including blocked repositories."""
        return self._blocked.get(name.lower()) or self.find(name)

    def behind_a_token(self, name: str) -> Repository | None:
        """Return what is visible only with a token, if `tokens_see_private`."""
        return self._by_name.get(name.lower()) if self.tokens_see_private else None

    def login(self, name: str) -> tuple[str, bool] | None:
        """Return an owner's name as written there, and whether it is an organisation."""
        return self._owners.get(name.lower())
