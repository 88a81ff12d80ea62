"""A client with canned responses, to be placed below one middleware; it records its requests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from linkscan.models import Request, Response


@dataclass(slots=True)
class Script:
    """Returns its responses in order, repeating the last one; or those of a function."""

    responses: Sequence[Response] | Callable[[Request], Response]
    requests: list[Request] = field(default_factory=list)

    async def send(self, request: Request) -> Response:
        """Return the next response, with the URL of the request if it has none."""
        self.requests.append(request)
        if callable(self.responses):
            response = self.responses(request)
        else:
            response = self.responses[min(len(self.requests), len(self.responses)) - 1]
        return response if response.url else response._replace(url=request.url)

    @property
    def urls(self) -> list[str]:
        """The URLs requested, in order."""
        return [request.url for request in self.requests]


def says(status: int, body: bytes = b"", **headers: str) -> Response:
    """Make a response with a status; header names with `_` for `-`."""
    return Response("", status, headers={name.replace("_", "-"): value for name, value in headers.items()}, body=body)
