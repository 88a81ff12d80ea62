"""Repositories on code hosts with an API: the API describes them, git says what they hold.

Shared by GitLab, Bitbucket and Gitea; each knows only its addresses and the schema of its responses.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from linkscan.code_hosts import is_self_hosted
from linkscan.content.code_links import leads_of
from linkscan.hosts.git.metadata import complete, tags_of
from linkscan.hosts.git.repository import TreeSnapshot, notice_of, read_tree_snapshot, readme_of
from linkscan.http.flows import RequestFlow
from linkscan.http.responses import (
    PRIVATE,
    health_of,
    no_data,
    no_data_for,
    says_missing,
    with_provenance_of,
)
from linkscan.models import Facts, Failure, Health, Kind, Metadata, Redirect, Request, Response, Target

_NAME = re.compile(r"\w[\w.-]*", re.ASCII)  # https://docs.gitlab.com/user/reserved_names/; the others allow no more
_SIGN_IN = re.compile(r"/(?:users/sign_in|user/login|login)\b")  # GitLab, Gitea, Bitbucket
_PAGE_LIMIT = 1 << 16
GIT_REFUSALS = (401, 403, 404, 410)
"""Statuses of git for a repository that is missing or private: it asks to sign in for both."""


def are_valid_names(parts: Iterable[str]) -> bool:
    """Return whether these can be names of owners, groups and repositories."""
    return all(map(_NAME.fullmatch, parts))


@dataclass(frozen=True, slots=True)
class RepoInfo:
    """What an API tells of a repository. `url` is the current address of its page."""

    url: str
    metadata: Metadata
    is_empty: bool | None = None
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Subpages:
    """Paths below a repository that its API knows of, and those of its archives, which name a version in `ref`.

    `routes` are shapes of paths, each with a group `name`, and the part of the API that tells whether it is there.
    """

    archive: re.Pattern[str]
    routes: tuple[tuple[re.Pattern[str], str], ...]

    def has(self, path: str) -> bool:
        """Return whether a path is one of these."""
        return self.archive.fullmatch(path) is not None or any(shape.fullmatch(path) for shape, _ in self.routes)

    def request(self, path: str, api: str) -> Request | None:
        """Return the request to the API of a repository that tells whether a page is there; None for other paths."""
        for shape, part in self.routes:
            if page := shape.fullmatch(path):
                name = quote(unquote(page["name"]), safe="")
                return Request(f"{api}/{part.format(name)}")  # a token would show confidential issues, and drafts
        return None

    def inside(self, path: str, view: int) -> tuple[str, ...]:
        """Return the parts of ref and path that a path names behind the first `view` parts: `tree/main/src`."""
        archive = self.archive.fullmatch(path)
        return tuple(archive["ref"].split("/")) if archive else tuple(path.split("/")[view:])


@dataclass(frozen=True, slots=True)
class RepoEndpoints:
    """The endpoints of one repository: its API, its git remote, and how the API's response is read."""

    request: Request
    remote: str
    home: str  # the address of its page, without what is within it
    inside: tuple[str, ...]
    read: Callable[[Response], RepoInfo | None]
    subpage: Request | None = None  # the API's word on a release, an issue, a commit that the address names

    @property
    def host(self) -> str:
        """The origin of every page on the host."""
        return "/".join(self.home.split("/", 3)[:3])


def hosted_flow(target: Target, endpoints: RepoEndpoints) -> RequestFlow[Facts]:
    """Learn of a repository by its API and by git; what one of them cannot tell, the other may."""
    responses = yield [endpoints.request]
    described = responses[0]
    info = endpoints.read(described) if described.status == 200 and described.failure is None else None
    if info is None:
        return (yield from _by_git_alone(target, endpoints, described))
    if info.is_private:
        return with_provenance_of(target, [described], PRIVATE)
    if info.is_empty and not endpoints.inside:
        return with_provenance_of(target, [described], replace(_there(target, endpoints, info), files=()))
    if endpoints.subpage is not None:
        facts = yield from _missing_subpage(target, endpoints.subpage)
        if facts is not None:
            return facts
    snapshot = yield from read_tree_snapshot(info.url + ".git", endpoints.inside)
    return with_provenance_of(target, [described, *snapshot.responses], _both(target, endpoints, info, snapshot))


def _by_git_alone(target: Target, endpoints: RepoEndpoints, described: Response) -> RequestFlow[Facts]:
    """Ask git where the API told nothing: it may be closed, rate limited, or say that there is no such repository."""
    if _host_fails(endpoints, described):
        return with_provenance_of(target, [described], _without_host(endpoints, described))
    snapshot = yield from read_tree_snapshot(endpoints.remote, endpoints.inside)
    first = snapshot.responses[0]
    responses = [described, *snapshot.responses]
    if snapshot.advert is not None:
        info = RepoInfo(endpoints.home, Metadata(default_branch=snapshot.advert.default_branch))
        return with_provenance_of(
            target, responses, replace(_both(target, endpoints, info, snapshot), status_code=first.status)
        )
    is_denied = described.status in (404, 410)
    if first.status not in GIT_REFUSALS and not says_missing(first):
        return no_data_for(target, *((first, "the API says no, git") if is_denied else (described, "the API")))
    if not is_denied:
        return with_provenance_of(
            target, responses, Facts(Health.RESTRICTED, "git asks to sign in: missing or private")
        )
    page = yield [Request(endpoints.home, max_body=_PAGE_LIMIT)]
    return with_provenance_of(target, [*responses, *page], _by_page(described, page[0]))


def _missing_subpage(target: Target, request: Request) -> RequestFlow[Facts | None]:
    """Return the facts of a page below a repository that is not there, or cannot be told; None where it is there."""
    responses = list((yield [request]))
    told = responses[0]
    if told.failure is None and told.status == 200:
        return None
    if told.failure is not None or told.status not in (404, 410):
        responses += yield [Request(target.url, max_body=_PAGE_LIMIT)]
        told = responses[-1]
        if told.failure is None and told.status == 200 and not _SIGN_IN.search(told.url):
            return None
    if told.failure is None and told.status in (404, 410):
        reason = f"the repository is there, but not {target.path} in it"
        return with_provenance_of(target, responses, Facts(Health.GONE, reason, status_code=told.status))
    if told.status == 200:
        return with_provenance_of(target, responses, Facts(Health.RESTRICTED, "the page asks to sign in"))
    return no_data_for(target, told, "the page")


def _by_page(described: Response, page: Response) -> Facts:
    """Return the facts by the page of what the API and git call missing: groups and people have pages only."""
    if page.status == 200 and not _SIGN_IN.search(page.url):
        return Facts(Health.OK, "a page, but no repository of its own", status_code=200, kind=Kind.PAGE)
    reason = "no public repository: the API and git both say so"
    return Facts(Health.GONE, reason, status_code=described.status)


def _host_fails(endpoints: RepoEndpoints, described: Response) -> bool:
    """Return whether git would fail as the API did: the host of both cannot be reached."""
    is_silent = described.status is None and described.failure is not Failure.LIMITED
    is_refused = described.failure in (Failure.OFFLINE, Failure.UNSAFE, Failure.BUDGET, Failure.NOT_RECORDED)
    return is_refused or (is_silent and endpoints.request.url.startswith(endpoints.host + "/"))


def _without_host(endpoints: RepoEndpoints, described: Response) -> Facts:
    """Return the facts of a silent host; one of a laboratory's own may be gone for good, a public service is not."""
    facts = no_data(described, "the API")
    is_gone = described.failure is Failure.NO_SUCH_HOST and is_self_hosted(endpoints.host.partition("://")[2])
    return Facts(*health_of(described)) if is_gone else Facts(facts.health, facts.reason)


def _both(target: Target, endpoints: RepoEndpoints, info: RepoInfo, snapshot: TreeSnapshot) -> Facts:
    facts = _there(target, endpoints, info)
    if snapshot.exists is False:
        where = "/".join(endpoints.inside)
        return replace(facts, health=Health.GONE, reason=f"the repository is there, but not {where} in it")
    known = complete(info.metadata, snapshot, is_whole=not endpoints.inside)
    top = None if snapshot.files is None else tuple(dict.fromkeys(_top(file.path) for file in snapshot.files))
    return replace(
        facts,
        files=snapshot.files,
        readme=readme_of(snapshot.texts),
        notice=notice_of(snapshot.texts),
        leads=leads_of(snapshot.files, readme_of(snapshot.texts), snapshot.texts.get(".gitmodules")),
        tags=tags_of(snapshot),
        metadata=known if endpoints.inside else replace(known, files=top),
    )


def _there(target: Target, endpoints: RepoEndpoints, info: RepoInfo) -> Facts:
    """Return that a repository is there, and whether it answers to another name now."""
    if info.url.rstrip("/").casefold() == endpoints.home.casefold():
        state = "archived by its owners" if info.metadata.archived else "there"
        return Facts(Health.OK, f"the repository is {state}", metadata=info.metadata)
    url = info.url + target.canonical[len(endpoints.home) :]
    return Facts(
        Health.MOVED,
        f"{endpoints.home} is now {info.url}",
        redirects=(Redirect(endpoints.home, 301, info.url),),
        canonical=url,
        metadata=info.metadata,
    )


def _top(path: str) -> str:
    return path.partition("/")[0]
