"""What an archive of data and code holds, described once for Zenodo, figshare and OSF."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """The state of a deposit."""

    OPEN = "open"
    RESTRICTED = "restricted"
    DELETED = "deleted"


@dataclass(frozen=True, kw_only=True)
class Deposit:
    """A record, an article, a project; `files` are names and sizes in bytes."""

    id: str
    title: str = "A deposit"
    files: Mapping[str, int] = field(default_factory=dict)
    kind: str = "software"
    license: str | None = None
    state: State = State.OPEN
    concept: str | None = None  # Zenodo's id for all versions
    supplements: str | None = None  # the address that the deposit is a copy of
    created: str = "2023-01-15T09:30:00.000000+00:00"
    updated: str = "2024-05-01T12:00:00.000000+00:00"
