"""The Wayback Machine: availability, CDX, copies.

Shapes: archive.org/help/wayback_api.php, github.com/internetarchive/wayback (cdx-server). CDX takes 24
a minute (edgi-govdata-archiving/wayback 0.5.1).
"""

from collections.abc import Callable, Mapping

from tests.world.messages import Handler, Reply, Request, as_json, html, text
from tests.world.quotas import Quota

CDX_PER_MINUTE = 24


class Wayback:
    """The copies of archive.org."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._copies: dict[str, list[tuple[str, int]]] = {}
        self._quota = Quota(CDX_PER_MINUTE, 60, now)

    def copy(self, url: str, *, at: str = "20240501120000", status: int = 200) -> str:
        """Add a copy of an address, taken at `at` (YYYYMMDDhhmmss); return the copy's address."""
        self._copies.setdefault(_bare(url), []).append((at, status))
        return f"http://web.archive.org/web/{at}/{url}"

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"archive.org": self._available, "web.archive.org": self._web}

    def _available(self, request: Request) -> Reply:
        if request.path != "/wayback/available":
            return html("<title>Internet Archive</title>")
        url = request.query.get("url", "")
        copies = [copy for copy in self._copies.get(_bare(url), []) if copy[1] == 200]
        if not copies:
            return as_json({"url": url, "archived_snapshots": {}})
        at, status = max(copies)
        closest = {
            "status": str(status),
            "available": True,
            "url": f"http://web.archive.org/web/{at}/{url}",
            "timestamp": at,
        }
        return as_json({"url": url, "archived_snapshots": {"closest": closest}})

    def _web(self, request: Request) -> Reply:
        if request.path == "/cdx/search/cdx":
            return self._index(request)
        _, _, rest = request.target.removeprefix("/web/").partition("/")
        known = _bare(rest) in self._copies
        return html("<title>A copy</title>") if known else html("<title>Wayback Machine</title>", 404)

    def _index(self, request: Request) -> Reply:
        if self._quota.spend("").is_over:
            return text("Too Many Requests", 429)
        url = request.query.get("url", "")
        wanted = request.query.get("filter", "").removeprefix("statuscode:")
        rows = [copy for copy in sorted(self._copies.get(_bare(url), [])) if wanted in ("", str(copy[1]))]
        limit = int(request.query.get("limit", 0))
        rows = rows[limit:] if limit < 0 else rows[: limit or None]
        table = [[at, url, str(status)] for at, status in rows]
        return as_json([["timestamp", "original", "statuscode"], *table] if table else [])


def _bare(url: str) -> str:
    """Return an address as the index writes it: without scheme, `www.` and final slash."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url
