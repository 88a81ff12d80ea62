"""Which fault affects which request and how often, and how names with wildcards match."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.world.faults import Fault
from tests.world.messages import Request


def patterns(host: str) -> Iterator[str]:
    """Return the patterns that cover a host, most specific first: `a.b.org`, `*.b.org`, `*.org`, `*`."""
    yield host
    rest = host
    while "." in rest:
        rest = rest.partition(".")[2]
        yield f"*.{rest}"
    yield "*"


@dataclass(slots=True)
class Trouble:
    """A fault, where it applies, and how many times more; None means always."""

    fault: Fault
    scheme: str
    target: str
    methods: tuple[str, ...]
    skip: int
    left: int | None

    def strikes(self, request: Request) -> bool:
        """Return whether this request is affected, and count it."""
        if self.left == 0 or not self._covers(request):
            return False
        if self.skip:
            self.skip -= 1
            return False
        if self.left is not None:
            self.left -= 1
        return True

    def _covers(self, request: Request) -> bool:
        if self.methods and request.method not in self.methods:
            return False
        if self.scheme not in ("", request.scheme):
            return False
        if not self.target:
            return True
        if self.target.endswith("*"):
            return request.target.startswith(self.target[:-1])
        return self.target in (request.target, request.target.partition("?")[0])


class Troubles:
    """All faults of a world, by host pattern; of several that cover a request, the first one applies."""

    def __init__(self) -> None:
        self._by_host: dict[str, list[Trouble]] = {}

    def add(self, where: str, fault: Fault, times: int | None, methods: tuple[str, ...], skip: int) -> None:
        """Attach a fault to a host (`github.com`, `*.github.io`, `*`) or an address (`https://a.b/c`, `https://a.b/c*`)."""
        scheme, host, target = "", where, ""
        if "://" in where:
            parts = urlsplit(where)
            scheme, host = parts.scheme, parts.hostname or ""
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._by_host.setdefault(host.lower(), []).append(Trouble(fault, scheme, target, methods, skip, times))

    def find(self, request: Request) -> Fault | None:
        """Return the fault that affects a request, if any."""
        if not self._by_host:
            return None
        for pattern in patterns(request.host):
            for trouble in self._by_host.get(pattern, ()):
                if trouble.strikes(request):
                    return trouble.fault
        return None

    def lift(self, host: str) -> None:
        """Remove the faults of a host."""
        self._by_host.pop(host, None)
