"""Examine repositories on code hosts with an API: metadata from the API, contents over git.

Shared by GitLab, Bitbucket and Gitea, whose modules define only their URLs and the schema of their responses.
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

# GitLab's rule; the other hosts are no more permissive
_NAME = re.compile(r"\w[\w.-]*", re.ASCII)  # https://docs.gitlab.com/user/reserved_names/
_SIGN_IN = re.compile(r"/(?:users/sign_in|user/login|login)\b")  # GitLab, Gitea, Bitbucket
_PAGE_LIMIT = 1 << 16
GIT_REFUSALS = (401, 403, 404, 410)
"""Statuses that git answers for a repository that is missing or private, mostly 401 for both."""


def are_valid_names(parts: Iterable[str]) -> bool:
    """Return whether all of these are valid names of owners, groups or repositories."""
    return all(map(_NAME.fullmatch, parts))


@dataclass(frozen=True, slots=True)
class RepoInfo:
    """What an API reports about a repository. `url` is the current URL of its page."""

    url: str
    metadata: Metadata
    is_empty: bool | None = None
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Subpages:
    """Patterns of the subpages of a repository: archives, which name a ref in the group `ref`, and other `routes`.

    A route is a pattern with a group `name`, and a template for the API endpoint that shows whether the subpage exists.
    """

    archive: re.Pattern[str]
    routes: tuple[tuple[re.Pattern[str], str], ...]

    def has(self, path: str) -> bool:
        """Return whether a path is a subpage."""
        return self.archive.fullmatch(path) is not None or any(pattern.fullmatch(path) for pattern, _ in self.routes)

    def request(self, path: str, api: str) -> Request | None:
        """Return the API request that shows whether a subpage exists; None for archives and other paths.

        It carries no token, which might reveal confidential issues and draft releases.
        """
        for pattern, endpoint in self.routes:
            if page := pattern.fullmatch(path):
                name = quote(unquote(page["name"]), safe="")
                return Request(f"{api}/{endpoint.format(name)}")
        return None

    def inside(self, path: str, view: int) -> tuple[str, ...]:
        """Return the segments of ref and path after the first `view` segments (1 for `tree/main/src`)."""
        archive = self.archive.fullmatch(path)
        return tuple(archive["ref"].split("/")) if archive else tuple(path.split("/")[view:])


@dataclass(frozen=True, slots=True)
class RepoEndpoints:
    """The endpoints of one repository: its API, its git remote, and the parser for the API's response."""

    request: Request
    remote: str
    home: str  # the URL of the repository's page
    inside: tuple[str, ...]  # segments of the ref and path that the target names
    read: Callable[[Response], RepoInfo | None]
    subpage: Request | None = None  # the API request for the release, issue or commit that the target names

    @property
    def host(self) -> str:
        """The origin (scheme and host) of the repository's page."""
        return "/".join(self.home.split("/", 3)[:3])


def hosted_flow(target: Target, endpoints: RepoEndpoints) -> RequestFlow[Facts]:
    """Examine a repository through its API and over git, relying on one if the other fails."""
    responses = yield [endpoints.request]
    api_response = responses[0]
    info = endpoints.read(api_response) if api_response.status == 200 and api_response.failure is None else None
    if info is None:
        return (yield from _by_git_alone(target, endpoints, api_response))
    if info.is_private:
        return with_provenance_of(target, [api_response], PRIVATE)
    if info.is_empty and not endpoints.inside:
        return with_provenance_of(target, [api_response], _found(target, endpoints, info)._replace(files=()))
    if endpoints.subpage is not None:
        facts = yield from _missing_subpage(target, endpoints.subpage)
        if facts is not None:
            return facts
    snapshot = yield from read_tree_snapshot(info.url + ".git", endpoints.inside)
    return with_provenance_of(target, [api_response, *snapshot.responses], _combine(target, endpoints, info, snapshot))


def _by_git_alone(target: Target, endpoints: RepoEndpoints, api_response: Response) -> RequestFlow[Facts]:
    """Examine a repository over git because the API refused, hit a rate limit or reported it as missing."""
    if _is_host_down(endpoints, api_response):
        return with_provenance_of(target, [api_response], _host_down_facts(endpoints, api_response))
    snapshot = yield from read_tree_snapshot(endpoints.remote, endpoints.inside)
    first = snapshot.responses[0]
    responses = [api_response, *snapshot.responses]
    if snapshot.advert is not None:
        info = RepoInfo(endpoints.home, Metadata(default_branch=snapshot.advert.default_branch))
        return with_provenance_of(
            target, responses, _combine(target, endpoints, info, snapshot)._replace(status_code=first.status)
        )
    is_denied = api_response.status in (404, 410)
    if first.status not in GIT_REFUSALS and not says_missing(first):
        denial = f"the API answered {api_response.status}; git"
        return no_data_for(target, *((first, denial) if is_denied else (api_response, "the API")))
    if not is_denied:
        return with_provenance_of(target, responses, Facts(Health.RESTRICTED, "git refuses access: missing or private"))
    page = yield [Request(endpoints.home, max_body=_PAGE_LIMIT)]
    return with_provenance_of(target, [*responses, *page], _by_page(api_response, page[0]))


def _missing_subpage(target: Target, request: Request) -> RequestFlow[Facts | None]:
    """Return the facts of a subpage that is missing, or whose existence cannot be determined; None if it exists."""
    responses = list((yield [request]))
    response = responses[0]
    if response.failure is None and response.status == 200:
        return None
    if response.failure is not None or response.status not in (404, 410):
        responses += yield [Request(target.url, max_body=_PAGE_LIMIT)]
        response = responses[-1]
        if response.failure is None and response.status == 200 and not _SIGN_IN.search(response.url):
            return None
    if response.failure is None and response.status in (404, 410):
        reason = f"the repository is there, but {target.path} is not"
        return with_provenance_of(target, responses, Facts(Health.GONE, reason, status_code=response.status))
    if response.status == 200:
        return with_provenance_of(target, responses, Facts(Health.RESTRICTED, "the page requires signing in"))
    return no_data_for(target, response, "the page")


def _by_page(api_response: Response, page: Response) -> Facts:
    """Return the facts of a target that the API and git report as missing; it may be the page of a group or user."""
    if page.status == 200 and not _SIGN_IN.search(page.url):
        return Facts(Health.OK, "a web page, not a repository", status_code=200, kind=Kind.PAGE)
    reason = "no public repository: the API and git both say so"
    return Facts(Health.GONE, reason, status_code=api_response.status)


def _is_host_down(endpoints: RepoEndpoints, api_response: Response) -> bool:
    """Return whether git would fail as the API did, because the request was refused or their host does not answer."""
    is_silent = api_response.status is None and api_response.failure is not Failure.LIMITED
    is_refused = api_response.failure in (Failure.OFFLINE, Failure.UNSAFE, Failure.BUDGET, Failure.NOT_RECORDED)
    return is_refused or (is_silent and endpoints.request.url.startswith(endpoints.host + "/"))


def _host_down_facts(endpoints: RepoEndpoints, api_response: Response) -> Facts:
    """Return the facts for a host that does not answer; only a self-hosted one can be `gone`, by its unknown name."""
    facts = no_data(api_response, "the API")
    is_gone = api_response.failure is Failure.NO_SUCH_HOST and is_self_hosted(endpoints.host.partition("://")[2])
    return Facts(*health_of(api_response)) if is_gone else Facts(facts.health, facts.reason)


def _combine(target: Target, endpoints: RepoEndpoints, info: RepoInfo, snapshot: TreeSnapshot) -> Facts:
    facts = _found(target, endpoints, info)
    if snapshot.exists is False:
        where = "/".join(endpoints.inside)
        return facts._replace(health=Health.GONE, reason=f"the repository is there, but {where} is not")
    known = complete(info.metadata, snapshot, is_whole=not endpoints.inside)
    top = None if snapshot.files is None else tuple(dict.fromkeys(_top_level(file.path) for file in snapshot.files))
    return facts._replace(
        files=snapshot.files,
        readme=readme_of(snapshot.texts),
        notice=notice_of(snapshot.texts),
        leads=leads_of(snapshot.files, readme_of(snapshot.texts), snapshot.texts.get(".gitmodules")),
        tags=tags_of(snapshot),
        metadata=known if endpoints.inside else replace(known, files=top),
    )


def _found(target: Target, endpoints: RepoEndpoints, info: RepoInfo) -> Facts:
    """Return the facts of a repository that exists, `moved` if its name has changed other than in letter case."""
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


def _top_level(path: str) -> str:
    return path.partition("/")[0]
