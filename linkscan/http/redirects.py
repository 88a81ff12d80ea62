"""Redirects, followed one by one: each is a request of its own to the middleware below.

So every request of a chain is guarded, paced by its own host, cached and recorded on its own, and no credential
crosses to another host.
"""

from dataclasses import dataclass, replace

from linkscan.http.protocol import Client
from linkscan.models import Failure, Redirect, Request, Response
from linkscan.urls import join_url, parse_url

REDIRECTS = frozenset({301, 302, 303, 307, 308})  # RFC 9110 15.4; 300 and 304 name no single next URL
_BODY_HEADERS = frozenset({"content-type", "content-length", "content-encoding"})
_CREDENTIAL_HEADERS = frozenset({"authorization", "private-token", "cookie"})


@dataclass(frozen=True, slots=True)
class RedirectMiddleware:
    """Returns the response at the end of the chain, and the chain in `redirects`.

    A loop, a chain longer than `max_redirects`, or a `Location` that is not a URL are values: `PROTOCOL`, with the
    detail naming it. No URL of a loop is requested twice. In the response `asked_at` is the oldest of the chain,
    `elapsed_ms` the sum, and `attempts` 1 plus every retry on the way.
    """

    client: Client
    max_redirects: int

    async def send(self, request: Request) -> Response:
        """Send, and follow where the responses lead."""
        url = _without_fragment(request.url)
        if url != request.url:
            request = replace(request, url=url)
        response = await self.client.send(request)
        if response.status not in REDIRECTS or "location" not in response.headers:
            return response
        return await self._follow(request, response)

    async def _follow(self, request: Request, response: Response) -> Response:
        redirects: list[Redirect] = []
        responses = [response]
        seen = {(request.method, request.url)}
        while response.status in REDIRECTS and (location := response.headers.get("location")):
            url = join_url(request.url, location)
            redirects.append(Redirect(request.url, response.status, url or location))
            if url is None:
                return _broken(responses, redirects, f"redirect to an invalid URL: {location[:200]}")
            request = _next_request(request, response.status, _without_fragment(url))
            if (request.method, request.url) in seen:
                chain = " -> ".join([*(redirect.url for redirect in redirects), url])
                return _broken(responses, redirects, f"redirect loop: {chain}")
            if len(redirects) > self.max_redirects:
                return _broken(responses, redirects, f"more than {self.max_redirects} redirects")
            seen.add((request.method, request.url))
            response = await self.client.send(request)
            responses.append(response)
        return _chained(response, responses, redirects)


def _without_fragment(url: str) -> str:
    """Return the normal form of a URL as it is sent; what is no URL is left for the guard to refuse."""
    address = parse_url(url)
    return url if address is None else address.href.partition("#")[0]


def _next_request(request: Request, status: int, url: str) -> Request:
    """Return the request that a redirect leads to (RFC 9110 15.4; POST to GET as every browser does)."""
    here, there = parse_url(request.url), parse_url(url)
    method, body, headers, auth = request.method, request.body, request.headers, request.auth
    if (status == 303 and method not in ("GET", "HEAD")) or (status in (301, 302) and method == "POST"):
        method, body = "GET", b""
        headers = tuple(pair for pair in headers if pair[0].lower() not in _BODY_HEADERS)
    if here is None or there is None or (here.scheme, here.host, here.port) != (there.scheme, there.host, there.port):
        headers = tuple(pair for pair in headers if pair[0].lower() not in _CREDENTIAL_HEADERS)
        auth = None
    return replace(request, url=url, method=method, body=body, headers=headers, auth=auth)


def _chained(response: Response, responses: list[Response], redirects: list[Redirect]) -> Response:
    return replace(
        response,
        redirects=tuple(redirects),
        asked_at=min(each.asked_at for each in responses),
        elapsed_ms=sum(each.elapsed_ms for each in responses),
        attempts=1 + sum(max(0, each.attempts - 1) for each in responses),
        from_cache=all(each.from_cache for each in responses),
    )


def _broken(responses: list[Response], redirects: list[Redirect], detail: str) -> Response:
    end = Response(responses[-1].url, failure=Failure.PROTOCOL, detail=detail, asked_at=responses[0].asked_at)
    return _chained(end, responses, redirects)
