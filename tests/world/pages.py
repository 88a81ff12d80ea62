"""Plain pages at given addresses."""

from urllib.parse import urlsplit

from tests.world.messages import Handler, Outcome, Reply, Request, html, redirect

_PORTS = {"http": 80, "https": 443}
NOT_FOUND = html("<title>404 Not Found</title><h1>Not Found</h1>", 404)


class Pages:
    """All pages of a world. A host with pages answers 404 elsewhere, and redirects from http to https."""

    def __init__(self) -> None:
        self.plain_ports: set[tuple[str, int]] = set()  # hosts and ports that speak http on unusual ports
        self._by_host: dict[str, dict[tuple[str, int, str], Reply | Handler]] = {}

    def add(self, url: str, answer: Reply | Handler) -> None:
        """Set the reply for an address; a query string is part of it if there is one."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError(f"{url!r} is no http(s) address")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        port = parts.port or _PORTS[parts.scheme]
        self._by_host.setdefault(parts.hostname, {})[parts.scheme, port, target] = answer
        if parts.scheme == "http" and port != _PORTS["http"]:
            self.plain_ports.add((parts.hostname, port))

    def knows(self, host: str) -> bool:
        """Return whether a host has any page."""
        return host in self._by_host

    def find(self, request: Request) -> Reply | Handler | None:
        """Return the reply for an address: with its query string, or else without."""
        pages = self._by_host.get(request.host)
        if pages is None:
            return None
        bare = request.target.partition("?")[0]
        for target in dict.fromkeys((request.target, bare)):
            if (found := pages.get((request.scheme, request.port, target))) is not None:
                return found
            if request.scheme == "http" and ("https", 443, target) in pages:
                return redirect(f"https://{request.host}{request.target}", 301)
        return None


def missing(_: Request) -> Outcome:
    """Answer for the other paths of a host with pages."""
    return NOT_FOUND
