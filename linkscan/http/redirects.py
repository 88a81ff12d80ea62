"""Redirects, followed one by one: each is a separate request to the middleware below.

Each request of a chain is therefore guarded, rate limited by its own host, cached and recorded separately, and no
credential is passed on to another host. Cookies last as long as the chain.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from linkscan.http.clock import Clock
from linkscan.http.cookies import CookieJar
from linkscan.http.protocol import Client
from linkscan.models import CacheMode, Failure, Redirect, Request, Response
from linkscan.settings import Settings
from linkscan.urls import join_url, parse_url

REDIRECTS = frozenset({301, 302, 303, 307, 308})  # RFC 9110 15.4; 300 and 304 name no single next URL
_BODY_HEADERS = frozenset({"content-type", "content-length", "content-encoding"})
_CREDENTIAL_HEADERS = frozenset({"authorization", "private-token", "cookie"})


class RedirectMiddleware:
    """Returns the response at the end of the chain, with the chain in `redirects`.

    A loop, a chain longer than `max_redirects`, and a `Location` that is not a URL or that the user excludes are
    failures with a detail, not exceptions. No URL is requested twice with the same method and cookies. In the
    response, `asked_at` is the earliest of the chain, `elapsed_ms` the sum, and `attempts` 1 plus all retries. A whole
    chain waits no longer for rate limits than a single request may.
    """

    def __init__(self, client: Client, settings: Settings, clock: Clock) -> None:
        self._client = client
        self._settings = settings
        self._clock = clock
        self._excluded = [re.compile(pattern) for pattern in settings.exclude]

    async def send(self, request: Request) -> Response:
        """Send, and follow redirects."""
        url = _without_fragment(request.url)
        if url != request.url:
            request = request._replace(url=url)
        if request.found_on is not None and (reason := self._exclusion(url)) is not None:
            return Response(url, failure=Failure.EXCLUDED, detail=reason, asked_at=self._clock.now(), attempts=0)
        started = self._clock.ticks()
        if request.cookies:
            request = _with_cookies(request, CookieJar(request.cookies).header_for(url))
        response = await self._client.send(request)
        is_end = response.status not in REDIRECTS or "location" not in response.headers
        if is_end and not request.cookies and "set-cookie" not in response.headers:
            return response
        chain = await self._follow(_Chain(request, response, started))
        if chain.is_stale:  # a cached response set cookies without their values, and a later host was sent them
            request = request._replace(cache=CacheMode.RELOAD)
            chain = await self._follow(_Chain(request, await self._client.send(request), started))
        return chain.result()

    async def _follow(self, chain: "_Chain") -> "_Chain":
        while chain.step():
            if (reason := self._exclusion(chain.request.url)) is not None:
                chain.fail(Failure.EXCLUDED, reason, chain.request.url)
            elif len(chain.redirects) > self._settings.max_redirects:
                chain.fail(Failure.TOO_MANY_REDIRECTS, f"more than {self._settings.max_redirects}")
            else:
                left = self._settings.max_wait * max(1, self._settings.retries) - (self._clock.ticks() - chain.started)
                chain.add(await self._client.send(chain.request._replace(max_wait=max(0.0, left))))
        return chain

    def _exclusion(self, url: str) -> str | None:
        return next((f"matches --exclude {each.pattern}" for each in self._excluded if each.search(url)), None)


@dataclass(slots=True)
class _Chain:
    """The requests and responses of one chain so far; a `failure` ends it."""

    request: Request
    response: Response
    started: float
    redirects: list[Redirect] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    failure: Response | None = None
    is_stale: bool = False
    lacks_cookie: bool = False
    jar: CookieJar = field(init=False)
    seen: set[tuple[str, str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.jar = CookieJar(self.request.cookies)
        self.lacks_cookie = self.jar.lacks_cookie_for(self.request.url)
        self.seen.add((self.request.method, self.request.url, ""))
        self.add(self.response)

    def add(self, response: Response) -> None:
        """Add the response to the last request, and the cookies it sets."""
        self.is_stale = self.is_stale or (self.jar.is_blank_for(self.request.url) and not response.from_cache)
        self.response = response
        self.responses.append(response)
        self.jar.learn(self.request.url, response)

    def step(self) -> bool:
        """Prepare the next request; return False at the end of the chain."""
        if self.failure:
            return False
        status, location = self.response.status, self.response.headers.get("location")
        if status not in REDIRECTS or not location or status is None:
            return False
        url = join_url(self.request.url, location)
        self.redirects.append(Redirect(self.request.url, status, url or location))
        if url is None:
            self.fail(Failure.PROTOCOL, f"redirect to an invalid URL: {location[:200]}")
            return False
        request = _next_request(self.request, status, _without_fragment(url))
        cookies = self.jar.header_for(request.url)
        self.request = _with_cookies(request, cookies)
        self.lacks_cookie = self.jar.lacks_cookie_for(request.url)
        if (key := (request.method, request.url, cookies)) in self.seen:
            self.fail(Failure.REDIRECT_LOOP, " -> ".join([*(redirect.url for redirect in self.redirects), url]))
            return False
        self.seen.add(key)
        return True

    def fail(self, failure: Failure, detail: str, url: str | None = None) -> None:
        """End the chain with a failure."""
        url = url or self.responses[-1].url
        self.failure = Response(url, failure=failure, detail=detail, asked_at=self.responses[0].asked_at)

    def result(self) -> Response:
        """Return the end of the chain, with the cost of all its responses."""
        responses: Sequence[Response] = self.responses
        return (self.failure or self.response)._replace(
            redirects=tuple(self.redirects),
            asked_at=min(each.asked_at for each in responses),
            elapsed_ms=sum(each.elapsed_ms for each in responses),
            attempts=1 + sum(max(0, each.attempts - 1) for each in responses),
            from_cache=all(each.from_cache for each in responses),
            cookies=self.jar.learned,
            lacks_cookie=self.lacks_cookie,
        )


def _without_fragment(url: str) -> str:
    """Return a normalised URL without its fragment; an invalid URL is returned as it is, for the guard to refuse."""
    address = parse_url(url)
    return url if address is None else address.href.partition("#")[0]


def _with_cookies(request: Request, cookies: str) -> Request:
    return request._replace(headers=(*request.headers, ("cookie", cookies))) if cookies else request


def _next_request(request: Request, status: int, url: str) -> Request:
    """Return the request that a redirect leads to (RFC 9110 15.4; POST becomes GET, as in all browsers)."""
    here, there = parse_url(request.url), parse_url(url)
    method, body, auth = request.method, request.body, request.auth
    headers = tuple(pair for pair in request.headers if pair[0].lower() != "cookie")
    if (status == 303 and method not in ("GET", "HEAD")) or (status in (301, 302) and method == "POST"):
        method, body = "GET", b""
        headers = tuple(pair for pair in headers if pair[0].lower() not in _BODY_HEADERS)
    if here is None or there is None or (here.scheme, here.host, here.port) != (there.scheme, there.host, there.port):
        headers = tuple(pair for pair in headers if pair[0].lower() not in _CREDENTIAL_HEADERS)
        auth = None
    return request._replace(url=url, method=method, body=body, headers=headers, auth=auth)
