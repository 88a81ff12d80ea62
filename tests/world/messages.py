"""Messages: a request received, and a reply to send, or the raw connection to write to."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import parse_qsl, unquote

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `host` and header names are lower case; `target` is path and query as sent."""

    method: str
    scheme: str
    host: str
    port: int
    target: str
    headers: Headers
    body: bytes = b""
    proxied: bool = False
    at: float = 0.0  # seconds since the epoch by the world's clock; told to faults only

    @property
    def path(self) -> str:
        """The path without query, percent-decoded."""
        return unquote(self.target.partition("?")[0])

    @property
    def query(self) -> dict[str, str]:
        """The query's parameters; of repeated ones the last."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a browser writes them."""
        usual = {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{self.host}" + ("" if self.port == usual else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


@dataclass(frozen=True, slots=True)
class Reply:
    """A well-formed response. A body in pieces is sent chunked, unless the headers state its length."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | AsyncGenerator[bytes, None] = b""

    def adding(self, headers: Headers) -> "Reply":
        """Return the same reply with further headers."""
        return replace(self, headers=(*self.headers, *headers.items()))


class Wire(Protocol):
    """The raw connection, for responses that are not valid HTTP."""

    async def send(self, data: bytes) -> None:
        """Send bytes as they are, waiting for a slow reader."""

    def reset(self) -> None:
        """Break the connection so that the peer sees a reset."""

    def close(self) -> None:
        """Close the connection after delivering what was sent so far."""


Raw = Callable[[Wire], Awaitable[None]]
Outcome = Reply | Raw
Handler = Callable[[Request], Outcome | Awaitable[Outcome]]


async def settle(outcome: Outcome | Awaitable[Outcome]) -> Outcome:
    """Return a result, awaiting it if necessary."""
    return await outcome if isinstance(outcome, Awaitable) else outcome


def reply(body: bytes | str, kind: str, status: int = 200, headers: Headers | None = None) -> Reply:
    """Build a reply of any content type."""
    data = body.encode() if isinstance(body, str) else body
    return Reply(status, (("content-type", kind), *(headers or {}).items()), data)


def html(body: str, status: int = 200, headers: Headers | None = None) -> Reply:
    """Build a page."""
    return reply(body, "text/html; charset=utf-8", status, headers)


def text(body: str, status: int = 200, headers: Headers | None = None) -> Reply:
    """Build a plain text answer."""
    return reply(body, "text/plain; charset=utf-8", status, headers)


def as_json(value: Any, status: int = 200, headers: Headers | None = None) -> Reply:
    """Build the answer of an API."""
    return reply(json.dumps(value, separators=(",", ":")), "application/json; charset=utf-8", status, headers)


def redirect(to: str, status: int = 302, headers: Headers | None = None) -> Reply:
    """Build a redirect."""
    return html(f'<a href="{to}">Moved</a>', status, {"location": to, **(headers or {})})
