"""The repositories of one forge, by name and id, with their former names."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.world.git_objects import File
from tests.world.repositories import Repository


@dataclass(frozen=True, slots=True)
class Moved:
    """A former name that redirects to a new one."""

    to: Repository


class Shelf:
    """The repositories of a forge; names are case-insensitive, and private repositories are not found."""

    def __init__(self, first_id: int) -> None:
        self.by_id: dict[int, Repository] = {}
        self._by_name: dict[str, Repository] = {}
        self._renamed: dict[str, str] = {}
        self._ids = count(first_id)

    def repository(
        self, name: str, files: Mapping[str, File] | None = None, *, fork_of: str | None = None, **facts: Any
    ) -> Repository:
        """Add a repository; `facts` are the fields of `Repository`."""
        parent = self._by_name.get(fork_of.lower()) if fork_of else None
        if fork_of and parent is None:
            raise ValueError(f"{name} cannot be a fork of {fork_of}: describe that one first")
        repository = Repository(name=name, id=next(self._ids), files=files or {}, parent=parent, **facts)
        self.by_id[repository.id] = repository
        self._by_name[name.lower()] = repository
        return repository

    def empty(self, name: str, **facts: Any) -> Repository:
        """Add an empty repository, which nobody has pushed to."""
        return self.repository(name, **facts)

    def renamed(self, old: str, *, to: str) -> None:
        """Redirect an old name to a new one."""
        self._renamed[old.lower()] = to.lower()

    def remove(self, name: str) -> None:
        """Delete a repository."""
        del self.by_id[self._by_name.pop(name.lower()).id]

    def find(self, name: str) -> Repository | Moved | None:
        """Return what a name stands for."""
        found = self._by_name.get(name.lower())
        if found is not None:
            return None if found.private else found
        target = self._renamed.get(name.lower())
        moved = self.find(target) if target else None
        return Moved(moved) if isinstance(moved, Repository) else moved

    def numbered(self, number: str) -> Repository | None:
        """Find a repository by its id."""
        found = self.by_id.get(int(number)) if number.isdigit() else None
        return None if found is None or found.private else found

    def repositories_of(self, owner: str) -> list[Repository]:
        """List the public repositories of an owner."""
        return [it for it in self._by_name.values() if it.owner.lower() == owner.lower() and not it.private]
