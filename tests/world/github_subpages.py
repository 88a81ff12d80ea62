"""The pages of github.com below a repository: releases, assets, archives, commits, issues, pull requests, the wiki."""

import re
from collections.abc import Callable

from tests.world.messages import Reply, html, redirect, reply
from tests.world.repositories import Repository

NOT_FOUND = html("<title>Page not found · GitHub</title><p>This is not the web page you are looking for.</p>", 404)
_ARCHIVE = re.compile(r"(?:refs/(?:tags|heads)/)?(.+?)\.(?:zip|tar\.gz)")


def subpage(it: Repository, word: str, rest: str) -> Reply | None:
    """Return the response for an address below a repository; None if it is not one of these pages."""
    view = _VIEWS.get(word)
    return view(it, rest) if view and rest else None


def _shown_if(it: Repository, what: str, *, is_there: bool) -> Reply:
    return html(f"<title>{what} · {it.name} · GitHub</title>") if is_there else NOT_FOUND


def _release(it: Repository, rest: str) -> Reply:
    kind, _, name = rest.partition("/")
    if kind == "tag":
        return _shown_if(it, name, is_there=name in it.releases)
    tag, _, asset = name.rpartition("/")
    is_there = kind == "download" and tag in it.releases[:1] and asset in it.released
    return reply(b"PK", "application/octet-stream") if is_there else NOT_FOUND


def _archive(it: Repository, rest: str) -> Reply:
    found = _ARCHIVE.fullmatch(rest)
    is_there = found is not None and it.at(found[1]) is not None
    return redirect(f"https://codeload.github.com/{it.name}/zip/{rest}") if is_there else NOT_FOUND


def _commit(it: Repository, rest: str) -> Reply:
    return _shown_if(it, rest, is_there=it.at(rest.partition(".")[0]) is not None)


def _numbered(kind: str) -> Callable[[Repository, str], Reply]:
    def answer(it: Repository, rest: str) -> Reply:
        number = rest.partition("/")[0]
        found = it.numbers.get(int(number)) if number.isdigit() else None
        if found is None or found == kind:
            return _shown_if(it, number, is_there=found is not None)
        return redirect(f"https://github.com/{it.name}/{found}/{number}", 301)

    return answer


def _wiki(it: Repository, rest: str) -> Reply:
    front = f"https://github.com/{it.name}"
    if rest in it.wiki:
        return _shown_if(it, rest, is_there=True)
    return redirect(f"{front}/wiki" if it.wiki else front)


_VIEWS: dict[str, Callable[[Repository, str], Reply]] = {
    "releases": _release,
    "archive": _archive,
    "commit": _commit,
    "issues": _numbered("issues"),
    "pull": _numbered("pull"),
    "wiki": _wiki,
}
