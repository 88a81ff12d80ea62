"""The log: every request, and for each host the number of requests, the most at once, and the statuses."""

import time
from collections import Counter, defaultdict, deque
from dataclasses import dataclass

from tests.world.messages import Headers, Request


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that came in. `at` is monotonic seconds, `size` the bytes of its body."""

    at: float
    method: str
    scheme: str
    host: str
    path: str  # with query, as sent
    headers: Headers
    size: int
    proxied: bool

    @property
    def line(self) -> str:
        """The request as a short string, for comparison: `GET /lab/tool`."""
        return f"{self.method} {self.path}"


class Log:
    """Counts all requests, and keeps the last `keep`."""

    def __init__(self, keep: int) -> None:
        self.opened = 0  # connections; through the proxy a tunnel counts twice
        self._seen: deque[Seen] = deque(maxlen=keep)
        self._counts: Counter[str] = Counter()
        self._in_flight: Counter[str] = Counter()
        self._peaks: dict[str, int] = defaultdict(int)
        self._total = 0
        self._peak = 0
        self._statuses: dict[str, Counter[int]] = defaultdict(Counter)

    def begin(self, request: Request) -> None:
        """Record a request that has been received completely."""
        host = request.host
        self._counts[host] += 1
        self._in_flight[host] += 1
        self._peaks[host] = max(self._peaks[host], self._in_flight[host])
        self._total += 1
        self._peak = max(self._peak, self._total)
        if self._seen.maxlen:
            self._seen.append(
                Seen(
                    at=time.monotonic(),
                    method=request.method,
                    scheme=request.scheme,
                    host=host,
                    path=request.target,
                    headers=request.headers,
                    size=len(request.body),
                    proxied=request.proxied,
                )
            )

    def end(self, request: Request, status: int) -> None:
        """Record the response to a request; status 0 stands for anything that is not an HTTP response."""
        self._in_flight[request.host] -= 1
        self._total -= 1
        self._statuses[request.host][status] += 1

    def requests(self, host: str | None = None) -> list[Seen]:
        """Return the requests received, of one host or of all."""
        return [seen for seen in self._seen if host in (None, seen.host)]

    def count(self, host: str | None = None) -> int:
        """Count the requests, including those no longer kept."""
        return self._counts.total() if host is None else self._counts[host]

    def counts(self) -> dict[str, int]:
        """Count the requests per host."""
        return dict(self._counts)

    def peak(self, host: str | None = None) -> int:
        """Return the most requests being answered at the same time, of one host or of all."""
        return self._peak if host is None else self._peaks[host]

    def statuses(self, host: str | None = None) -> Counter[int]:
        """Count the responses by status, of one host or of all; 0 is a connection without a response."""
        if host is not None:
            return Counter(self._statuses[host])
        return sum(self._statuses.values(), Counter())

    def forget(self) -> None:
        """Reset, except for requests that are still being answered."""
        self.opened = 0
        self._seen.clear()
        self._counts.clear()
        self._peaks.clear()
        self._peak = 0
        self._statuses.clear()
