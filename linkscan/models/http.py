"""What is asked of the web, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """One request to the web. `limit` caps the decoded body in bytes; a longer one is cut, not refused.

    `final_on` names what is trouble elsewhere and an answer here: git says 401 of what is not there.
    `is_immutable` says that what is asked for is named by its content, so that the answer stays true.
    `part` says what of it may be asked together with others.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    limit: int = 1 << 20
    final_on: tuple["int | Failure", ...] = ()
    is_immutable: bool = False
    part: "BatchItem | None" = None


class Batch(Protocol):
    """How questions of one sort are asked as one, and how its answer is given out again. Pure.

    `most` is how many go together. `join` makes the one question; what its `final_on` names means that so
    many were too much. `share` gives each its own answer, as if it had been asked alone, in order; None for
    what was too much beside the others.
    """

    @property
    def most(self) -> int:
        """Return how many questions make one at most."""

    def join(self, payloads: Sequence[Any]) -> Request:
        """Make one question of the wishes of several."""

    def share(self, response: "Response", count: int) -> Sequence["Response | None"]:
        """Take the answer to `count` wishes apart."""


@dataclass(frozen=True, slots=True)
class BatchItem:
    """What a question asks, in the words of its batch: `wish` is for `batch.join` and nobody else."""

    batch: Batch
    payload: Any


class Failure(StrEnum):
    """Why there is no answer. Only `NO_SUCH_HOST` is a "no"; all others are "could not be told"."""

    NO_SUCH_HOST = "no such host"  # NXDOMAIN
    DNS = "name lookup failed"  # SERVFAIL, time-out of the resolver
    REFUSED = "connection refused"
    RESET = "connection broken"  # reset, closed without an answer, cut short
    TLS = "certificate or TLS error"
    TIMEOUT = "no answer in time"
    PROTOCOL = "not understandable as HTTP"
    UNSAFE = "refused for safety"  # the guard: a private address, an odd port, another scheme
    LIMITED = "rate limit still closed"  # after the retries, or the host rests
    OFFLINE = "offline"  # asked not to use the network, or nothing at all can be reached
    BUDGET = "budget spent"
    NOT_RECORDED = "not in the recording"


@dataclass(frozen=True, slots=True)
class Redirect:
    """One redirect: the address that was asked, the status it answered, the address it named."""

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Response:
    """What the web answered to one question; `status` is None only when `failure` says why.

    A `failure` counts before the status: `LIMITED` may keep the status that closed the door.

    `headers` have lower-case names, repeated ones are joined with ", ". `url` is where the body came from,
    the end of `hops`. `elapsed_ms` counts waiting for the network, retries included, not waiting in a queue.
    """

    url: str
    status: int | None = None
    failure: Failure | None = None
    detail: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    redirects: tuple[Redirect, ...] = ()
    asked_at: float = 0.0  # seconds since the epoch
    elapsed_ms: int = 0
    attempts: int = 1
    from_cache: bool = False
