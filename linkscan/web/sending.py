"""The bottom layer: one question, one request, one answer."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from linkscan.models import Answer, Failure, Question
from linkscan.settings import Settings
from linkscan.web.bodies import Body, cap_for, read_body
from linkscan.web.clock import Clock
from linkscan.web.credentials import Credentials, unmarked
from linkscan.web.failures import failure_of
from linkscan.web.http import httpx
from linkscan.web.transport import EXACT, NO_BODY

_ENCODINGS = "gzip, deflate"  # what `bodies` can inflate under a cap
_ACCEPT = "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"
# Cookies are of no use to us and a secret between the server and its visitor.
_LEFT_OUT = {"set-cookie", "set-cookie2"}


@dataclass(frozen=True, slots=True)
class Sending:
    """Sends over the network. `Answer.hops` stays empty: redirects are answers like any other here.

    Straight through an httpx transport: what httpx's client adds (cookies, redirects, authentication) is what
    a stranger's answer must not bring about here, and takes a fifth of the time of a request.
    """

    transport: httpx.AsyncBaseTransport
    settings: Settings
    credentials: Credentials
    clock: Clock

    async def ask(self, question: Question) -> Answer:
        """Ask once, within `settings.timeout` seconds from the first byte sent to the last one read."""
        asked_at = self.clock.now()
        started = self.clock.ticks()
        status: int | None = None
        headers: dict[str, str] = {}
        body = Body(b"", is_whole=True)
        failure: Failure | None = None
        detail = ""
        try:
            async with asyncio.timeout(self.settings.timeout):
                response = await self.transport.handle_async_request(self._request(question))
                stream = cast("httpx.AsyncByteStream", response.stream)  # that of an asynchronous transport is one
                try:
                    status, headers = response.status_code, _headers(response.headers.raw)
                    body = await self._body(question, status, headers, stream)
                finally:
                    await stream.aclose()
            detail = body.trouble
        except TimeoutError:
            failure, detail = Failure.TIMEOUT, f"not answered within {self.settings.timeout:g} s"
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failure, detail = failure_of(error)
        answer = Answer(
            url=question.url,
            status=status if failure is None else None,
            failure=failure,
            detail=detail,
            headers=headers if failure is None else {},
            body=body.data,
            truncated=not body.is_whole,
            asked_at=asked_at,
            elapsed_ms=round((self.clock.ticks() - started) * 1000),
        )
        return self.credentials.hush(question, answer)

    def _request(self, question: Question) -> httpx.Request:
        # With a host of our own httpx need not decode it, at which it raises where a name is not valid
        # IDNA.
        host = question.url.split("/", 3)[2]
        headers = {
            "host": host,
            "accept": _ACCEPT,
            "accept-encoding": _ENCODINGS,
            "user-agent": self.settings.user_agent,
        }
        headers.update(unmarked(question.headers))
        if (signature := self.credentials.header_for(question)) is not None:
            headers[signature[0]] = signature[1]
        extensions = {EXACT: question.url}
        if question.body:
            return httpx.Request(
                question.method, question.url, headers=headers, content=question.body, extensions=extensions
            )
        return httpx.Request(question.method, question.url, headers=headers, stream=NO_BODY, extensions=extensions)

    async def _body(
        self, question: Question, status: int, headers: dict[str, str], stream: httpx.AsyncByteStream
    ) -> Body:
        if question.method == "HEAD":
            return Body(b"", is_whole=True)
        limit = min(question.limit, self.settings.max_bytes)
        cap = cap_for(headers.get("content-type", ""), status, limit)
        return await read_body(stream, headers.get("content-encoding", ""), cap)


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Name each header once, in lower case; of several addresses to go to, the first is taken."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name = raw_name.decode("latin-1").lower()
        value = raw_value.decode("utf-8", "replace")
        if name not in headers:
            headers[name] = value
        elif name != "location":
            headers[name] = f"{headers[name]}, {value}"
    for name in _LEFT_OUT:
        headers.pop(name, None)
    return headers
