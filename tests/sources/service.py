"""A fake service that answers the requests of a flow, and records them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

from linkscan.models import Failure, Request, Response
from linkscan.sources import SourceFlow, SourceResult, Window

TODAY = date(2026, 11, 29)


@dataclass
class Service:
    """Answers each request with the result of `reply`: a body (text, or an object as JSON) or a whole response."""

    reply: Callable[[str, dict[str, str]], Any]
    urls: list[str] = field(default_factory=list)

    def run(self, flow: SourceFlow) -> SourceResult:
        """Return the result of a flow."""
        try:
            requests = next(flow)
            while True:
                requests = flow.send([self._answer(request) for request in requests])
        except StopIteration as end:
            result: SourceResult = end.value
            return result

    def _answer(self, request: Request) -> Response:
        self.urls.append(request.url)
        parts = urlsplit(request.url)
        parameters = {name: values[0] for name, values in parse_qs(parts.query).items()}
        answer = self.reply(parts.path, parameters)
        if isinstance(answer, Response):
            return answer
        body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        return Response(request.url, 200, body=body)


def window(since: date | None = None, limit: int = 10_000) -> Window:
    return Window(TODAY, since, limit)


def refusal(status: int = 403, body: bytes = b"") -> Response:
    return Response("https://service.test/", status, body=body)


def failure(cause: Failure) -> Response:
    return Response("https://service.test/", failure=cause, detail="")
