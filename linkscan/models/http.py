"""HTTP requests and responses as linkscan sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class CacheMode(StrEnum):
    """How a request uses the response cache (Fetch standard, "cache mode")."""

    DEFAULT = "default"  # a fresh response is taken from the cache
    RELOAD = "reload"  # always sent; the response is stored (RFC 9111 5.2.1.4, no-cache)
    NO_STORE = "no-store"  # always sent; the response is neither stored nor recorded (RFC 9111 5.2.1.5)


@dataclass(frozen=True, slots=True)
class TokenRef:
    """Which credential of its host a request may carry: the number of one, counted from 1, or 0 for any."""

    credential_id: int = 0


ANY_TOKEN = TokenRef()


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request.

    Args:
        max_body: Bytes of the decoded body that are read; a longer body is cut, not refused.
        final_on: Statuses and failures that are answers to this request where they would be retried or not cached
            otherwise: git says 401 of what is not there.
        is_immutable: Whether what is requested is named by its content, so that the response stays true.
        batch_item: What of it may be merged with other requests of the same batch.
        cache: How the response cache is used.
        max_age: Seconds for which a stored response is taken at most, unless it is immutable; None leaves that to the
            cache.
        found_on: The URL of the page that sends its reader to this URL; None where a flow composed it.
        cookies: What the responses of the page's own chain set, each with the URL of its request.
        max_wait: Seconds that all its waits for limits may take together; None leaves that to the settings.
        auth: The credential it may carry. None for every address that comes from a paper, a page or a redirect:
            only a host's own flow composes requests that are signed.
        timeout: Seconds that an attempt may take at least, where a service is known to be slow.
        no_store_if: A response with one of these in its body is neither cached nor recorded: what is private.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    max_body: int = 1 << 20
    final_on: tuple["int | Failure", ...] = ()
    is_immutable: bool = False
    batch_item: "BatchItem | None" = None
    cache: CacheMode = CacheMode.DEFAULT
    max_age: float | None = None
    auth: TokenRef | None = None
    no_store_if: tuple[bytes, ...] = ()
    found_on: str | None = None
    cookies: tuple[tuple[str, str], ...] = ()
    max_wait: float | None = None
    timeout: float | None = None

    def allows_storing(self, response: "Response") -> bool:
        """Return whether the response may be cached and recorded."""
        return self.cache is not CacheMode.NO_STORE and not any(mark in response.body for mark in self.no_store_if)


class Batch(Protocol):
    """How requests of one sort are merged into one, and its response is split again. Pure."""

    @property
    def max_size(self) -> int:
        """Return how many requests are merged into one at most."""

    def merge(self, payloads: Sequence[Any]) -> Request:
        """Return one request for several payloads; a status in its `final_on` means that they were too many."""

    def split(self, response: "Response", count: int) -> Sequence["Response | None"]:
        """Return the response to each of `count` payloads, in order, as if it had been requested alone.

        None stands for a payload that was too much beside the others.
        """


@dataclass(frozen=True, slots=True)
class BatchItem:
    """The part of a request that its batch merges: `payload` is passed to `batch.merge` and to nothing else."""

    batch: Batch
    payload: Any


class Failure(StrEnum):
    """Why there is no response. Only `NO_SUCH_HOST` is a "no"; all others are "could not be told"."""

    NO_SUCH_HOST = "no such host"  # NXDOMAIN
    DNS = "name lookup failed"  # SERVFAIL, time-out of the resolver
    REFUSED = "connection refused"
    RESET = "connection broken"  # reset, closed without a response, cut short
    TLS = "certificate or TLS error"
    CERTIFICATE_DATE = "certificate expired or not yet valid"
    TIMEOUT = "no answer in time"
    PROTOCOL = "not understandable as HTTP"
    REDIRECT_LOOP = "redirect loop"
    TOO_MANY_REDIRECTS = "too many redirects"
    PROXY = "refused by the proxy"  # the user's own: it wants a password, or cannot be reached
    UNSAFE = "refused for safety"  # the SSRF guard: a private address, an odd port, another scheme
    LIMITED = "rate limit still closed"  # after the retries
    COOLDOWN = "not asked, because the host keeps failing"  # the circuit breaker of the host is open
    EXCLUDED = "left out"  # the user excludes the URL that a redirect or a page led to
    OFFLINE = "offline"  # told not to use the network, or nothing at all can be reached
    BUDGET = "budget spent"
    NOT_RECORDED = "not in the recording"


@dataclass(frozen=True, slots=True)
class Redirect:
    """One redirect: the URL that was requested, the status of the response, the URL it named."""

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True)
class Response:
    """The response to one request; `status` is None only when `failure` says why.

    A `failure` counts before the status: `LIMITED` may keep the status that said so.

    `headers` have lower-case names; repeated ones are joined with ", ". `url` is where the body came from, the end
    of `redirects`. `asked_at` is in seconds since the epoch. `elapsed_ms` counts waiting for the network, retries
    included, not waiting in a queue.
    """

    url: str
    status: int | None = None
    failure: Failure | None = None
    detail: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False
    redirects: tuple[Redirect, ...] = ()
    asked_at: float = 0.0
    elapsed_ms: int = 0
    attempts: int = 1
    from_cache: bool = False
    fresh_for: float | None = None  # seconds a stored response is fresh at most, by a judgement of what it holds
    cookies: tuple[tuple[str, str], ...] = ()  # what the responses of the chain set, for `Request.cookies`
    lacks_cookie: bool = False  # whether its host had set cookies on the way, and none went back with the request

    @property
    def sets_cookie(self) -> bool:
        """Return whether a response on the way set a cookie: what came after may depend on it."""
        return bool(self.cookies)
