"""Properties of all facts, whatever the responses."""

import json
import math
from dataclasses import asdict
from urllib.parse import urlsplit

from linkscan import content
from linkscan.http.responses import GONE
from linkscan.models import Asset, Content, Facts, Failure, Health, Kind, Request, Response
from linkscan.urls import parse_url

Asked = list[tuple[Request, Response]]
_ALIVE = (Health.OK, Health.MOVED)
_GITHUB = tuple(f"https://{host}/" for host in ("github.com", "api.github.com", "gist.github.com"))


def assert_lawful(facts: Facts, asked: Asked) -> None:
    """Check facts against all requests for them (and for their neighbours)."""
    assert isinstance(facts.health, Health)
    assert facts.kind is None or isinstance(facts.kind, Kind)
    assert facts.reason
    if facts.health is Health.GONE:
        assert any(may_say_no(request, response) for request, response in asked), facts.reason
    if facts.health in _ALIVE:
        assert any(response.failure is None for _, response in asked), facts.reason
    for url in (facts.canonical, *facts.leads):
        assert url is None or parse_url(url), url
    assert all(file.size is None or isinstance(file.size, int) for file in facts.files or ())
    assert math.isfinite(facts.asked_at)
    json.dumps(facts._asdict(), default=asdict, ensure_ascii=False).encode()
    for asset, held in content.judge(facts.files, facts.readme, facts.notice).items():
        assert isinstance(asset, Asset)
        assert isinstance(held.content, Content)
        assert held.reason


def may_say_no(request: Request, response: Response) -> bool:
    """Return whether a response can be a denial by the host, which no failure is."""
    if response.failure is not None:
        return response.failure is Failure.NO_SUCH_HOST
    is_blocked = response.status == 403 and b"block" in response.body  # as by GitHub before 451
    is_blocked |= response.status == 451 and request.url.startswith(_GITHUB)
    return is_blocked or response.status in {*GONE, *request.final_on} or 200 <= (response.status or 0) < 400


def assert_askable(request: Request) -> None:
    """Check that a request can be sent: a web address, a method, single-line headers."""
    address = parse_url(request.url)
    assert address is not None, request.url
    assert address.scheme in ("http", "https"), request.url
    assert urlsplit(request.url).hostname, request.url
    assert request.method in ("GET", "HEAD", "POST")
    assert all("\n" not in name + value and "\r" not in name + value for name, value in request.headers)
    assert request.max_body > 0
