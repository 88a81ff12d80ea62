"""Find the git repository that a page is the face of, where the page declares it for machines."""

import re
from collections.abc import Iterator

from linkscan.hosts.html.page import Page
from linkscan.urls import Url, parse_url

_GO_IMPORT = re.compile(r"(?P<prefix>\S+)\s+git\s+(?P<remote>https://\S+)")


def remote_of(page: Page, address: Url) -> str | None:
    """Return the address at which git finds the repository that the page at `address` shows, or None.

    cgit and gitweb say `rel="vcs-git"` (https://joeyh.name/rfc/rel-vcs/), Gitea says `go-import`
    (https://go.dev/ref/mod#vcs-find), GitLab names itself and its project by its path.
    """
    return next((remote for remote in _declared(page, address) if _is_on_its_host(remote, address)), None)


def _declared(page: Page, address: Url) -> Iterator[str]:
    yield from (url for relation, url in page.relations if "vcs-git" in relation.split())
    imported = _GO_IMPORT.fullmatch(page.meta.get("go-import", "").strip())
    if imported is not None:
        yield imported["remote"]
    project = address.path.partition("/-/")[0].strip("/")
    if page.meta.get("og:site_name") == "GitLab" and "/" in project:
        yield f"https://{address.host}/{project.removesuffix('.git')}.git"


def _is_on_its_host(remote: str, address: Url) -> bool:
    """Return whether a remote is the page's own: pages of Go modules name other people's hosts."""
    there = parse_url(remote)
    return there is not None and there.scheme == "https" and there.host == address.host
