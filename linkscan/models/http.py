"""HTTP requests and responses."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol


class CacheMode(StrEnum):
    """How a request uses the response cache (Fetch standard, "cache mode")."""

    DEFAULT = "default"  # a fresh response is taken from the cache
    RELOAD = "reload"  # always sent; the response is stored (RFC 9111 5.2.1.4, no-cache)
    NO_STORE = "no-store"  # always sent; the response is neither stored nor recorded (RFC 9111 5.2.1.5)


@dataclass(frozen=True, slots=True)
class TokenRef:
    """Which of its host's credentials a request may carry: the number of one, counted from 1, or 0 for any."""

    credential_id: int = 0


ANY_TOKEN = TokenRef()


class Request(NamedTuple):
    """One HTTP request.

    Args:
        max_body: The most bytes of the decoded body to read; a longer body is truncated, not refused.
        final_on: Statuses and failures that are final for this request, although they would otherwise be retried or
            not cached: git servers answer 401 for repositories that do not exist.
        is_immutable: Whether the URL is content-addressed, so that its response never changes.
        batch_item: The part of the request that may be merged with other requests of the same batch.
        cache: How the response cache is used.
        max_age: Seconds after which a stored response is not used, unless it is immutable; None leaves that to the
            cache.
        found_on: The URL of the page that redirects its reader to this URL; None if a flow constructed the request.
        cookies: The `Set-Cookie` lines of the redirect chain that led to that page, each with the URL of its request.
        max_wait: Seconds that all waits for rate limits may take together; None leaves that to the settings.
        auth: The credential to send. None for every address that comes from a paper, a page or a redirect: only a
            host's own flow constructs authenticated requests.
        timeout: Minimum time-out of an attempt in seconds, for services that are known to be slow.
        is_private: Tells by the body of a response whether it is private, and must be neither cached nor recorded.
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
    is_private: Callable[[bytes], bool] | None = None
    found_on: str | None = None
    cookies: tuple[tuple[str, str], ...] = ()
    max_wait: float | None = None
    timeout: float | None = None

    def allows_storing(self, response: "Response") -> bool:
        """Return whether the response may be cached and recorded."""
        is_private = self.is_private is not None and self.is_private(response.body)
        return self.cache is not CacheMode.NO_STORE and not is_private


class Batch(Protocol):
    """How requests of one kind are merged into one, and its response is split again. Pure."""

    @property
    def max_size(self) -> int:
        """Return the maximum number of requests that are merged into one."""

    def merge(self, payloads: Sequence[Any]) -> Request:
        """Return one request for several payloads; a status in its `final_on` means that they are too many."""

    def split(self, response: "Response", count: int) -> Sequence["Response | None"]:
        """Return the response to each of `count` payloads, in order, as if it had been requested alone.

        None stands for a payload that has to be requested again in a smaller batch.
        """


@dataclass(frozen=True, slots=True)
class BatchItem:
    """The part of a request that its batch merges; `payload` is only ever passed to `batch.merge`."""

    batch: Batch
    payload: Any


class Failure(StrEnum):
    """Why there is no response. Only `NO_SUCH_HOST` means "gone"; all others leave the state unknown."""

    NO_SUCH_HOST = "no such host"  # NXDOMAIN
    DNS = "name lookup failed"  # SERVFAIL, resolver time-out
    REFUSED = "connection refused"
    RESET = "connection broken"  # reset, closed without a response, truncated
    TLS = "certificate or TLS error"
    CERTIFICATE_DATE = "certificate expired or not yet valid"
    TIMEOUT = "no answer in time"
    PROTOCOL = "not understandable as HTTP"
    REDIRECT_LOOP = "redirect loop"
    TOO_MANY_REDIRECTS = "too many redirects"
    PROXY = "refused by the proxy"  # the user's own proxy requires a password, or cannot be reached
    UNSAFE = "refused for safety"  # the SSRF guard: a private address, an unusual port, another scheme
    LIMITED = "rate limit still closed"  # after all retries
    COOLDOWN = "not asked, because the host keeps failing"  # the host's circuit breaker is open
    EXCLUDED = "left out"  # the user excludes the URL that a redirect or a page leads to
    OFFLINE = "offline"  # the network must not be used, and the response is not in the cache
    BUDGET = "budget spent"
    NOT_RECORDED = "not in the recording"


@dataclass(frozen=True, slots=True)
class Redirect:
    """One redirect: the requested URL, the status of the response, and the URL that it redirects to."""

    url: str
    status: int
    location: str


_NO_HEADERS: Mapping[str, str] = {}


class Response(NamedTuple):
    """The response to one request; `status` is None only if `failure` says why.

    A `failure` takes precedence over the status, which `LIMITED` may keep.

    `headers` have lower-case names; repeated ones are joined with ", ", cookies with newlines. `url` is where the body
    came from, the end of `redirects`. `asked_at` is the time of the request, in seconds since the epoch. `elapsed_ms`
    is the time spent on the network, including retries but not waits in a queue.
    """

    url: str
    status: int | None = None
    failure: Failure | None = None
    detail: str = ""
    headers: Mapping[str, str] = _NO_HEADERS
    body: bytes = b""
    truncated: bool = False
    redirects: tuple[Redirect, ...] = ()
    asked_at: float = 0.0
    elapsed_ms: int = 0
    attempts: int = 1
    from_cache: bool = False
    fresh_for: float | None = None  # seconds for which a stored response is fresh at most, judged by its content
    cookies: tuple[tuple[str, str], ...] = ()  # the `Set-Cookie` lines of the redirect chain, for `Request.cookies`
    lacks_cookie: bool = False  # whether its host had set cookies in the chain, but the request carried none

    @property
    def sets_cookie(self) -> bool:
        """Return whether a response in the redirect chain set a cookie; later responses may depend on it."""
        return bool(self.cookies)
