"""Unknown short links: how each of the known services answers. `Internet.chain` makes existing ones.

aka.ms redirects unknown links to a search engine; that is from memory, as are the others' 404s.
"""

from collections.abc import Mapping

from tests.world.messages import Handler, Reply, Request, html, redirect

_UNKNOWN = ("bit.ly", "tinyurl.com", "t.co", "goo.gl", "git.io", "rb.gy")


class ShortLinks:
    """The services."""

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        known: dict[str, Handler] = {"aka.ms": _to_search, "www.bing.com": _search}
        return known | dict.fromkeys(_UNKNOWN, _unknown)


def _to_search(request: Request) -> Reply:
    return redirect(f"https://www.bing.com/?ref=aka&shorturl={request.path[1:]}", 302)


def _search(_: Request) -> Reply:
    return html("<title>Search - Microsoft Bing</title>")


def _unknown(_: Request) -> Reply:
    return html("<title>Not Found</title>", 404)
