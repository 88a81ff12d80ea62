"""Examine a repository without a token: contents over git, metadata over REST while the quota lasts.

An existing repository takes two git requests, one for the refs and one for the trees with small files, and a third if
the README is long. REST is requested once per repository for its metadata, and once more for the latest release if
there are tags but no code, since git does not know a release's files. Without a token GitHub answers 60 REST requests
an hour (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api), after which the client returns
`Failure.LIMITED` at once and the fields stay null. So a few links get complete metadata, and a large run gets it for
its first sixty repositories at most; health and content are determined for all of them alike. For the rest, licence,
languages, dates and tags are derived from git (`git.metadata`). Stars are not read from the web page: GitHub has
limited requests without an account since May 2025 (its changelog, "Updated rate limits for unauthenticated requests"),
and a page costs more than everything git provides.
"""

from dataclasses import replace

from linkscan.content.code_links import leads_of
from linkscan.content.file_kinds import FileKind, holds_code, kind_of
from linkscan.hosts.git.metadata import complete, tags_of
from linkscan.hosts.git.repository import TreeSnapshot, notice_of, read_tree_snapshot, readme_of
from linkscan.hosts.git.wire import RefAdvertisement
from linkscan.hosts.github.addresses import API, SITE, inside, names
from linkscan.hosts.github.status import MISSING, blocked, found, no_data_for
from linkscan.hosts.github.subpages import Existence, existence_by_page, page_url, subpage_of
from linkscan.http.flows import RequestFlow
from linkscan.http.rate_limit_headers import says_limited
from linkscan.http.responses import (
    PRIVATE,
    is_marked_private,
    read_json,
    says_missing,
    skip_cause_of,
    with_provenance_of,
)
from linkscan.http.schemas import Lenient, Schema
from linkscan.models import ANY_TOKEN, Facts, File, Health, Kind, Metadata, Request, Response, Target

_HEADERS = (("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28"))


class _License(Schema):
    spdx_id: Lenient[str] = None


class _Parent(Schema):
    full_name: Lenient[str] = None
    private: Lenient[bool] = None


class Repository(Schema):
    """The fields of the schema `full-repository` (npm `@octokit/openapi`) that linkscan reports."""

    id: int
    full_name: str
    description: Lenient[str] = None
    homepage: Lenient[str] = None
    stargazers_count: Lenient[int] = None
    forks_count: Lenient[int] = None
    subscribers_count: Lenient[int] = None  # `watchers_count` repeats the stars
    open_issues_count: Lenient[int] = None
    license: Lenient[_License] = None
    language: Lenient[str] = None
    topics: Lenient[tuple[str, ...]] = None
    default_branch: Lenient[str] = None
    created_at: Lenient[str] = None
    pushed_at: Lenient[str] = None
    archived: Lenient[bool] = None
    disabled: Lenient[bool] = None
    fork: Lenient[bool] = None
    parent: Lenient[_Parent] = None
    size: Lenient[int] = None
    private: Lenient[bool] = None

    def metadata(self) -> Metadata:
        """Return the metadata for the report."""
        return Metadata(
            full_name=self.full_name,
            id=str(self.id),
            description=self.description,
            homepage=self.homepage or None,
            stars=self.stargazers_count,
            forks=self.forks_count,
            watchers=self.subscribers_count,
            open_issues=self.open_issues_count,
            license=self.license.spdx_id if self.license else None,
            language=self.language,
            topics=self.topics,
            default_branch=self.default_branch,
            created_at=self.created_at,
            pushed_at=self.pushed_at,
            archived=self.archived,
            fork=self.fork,
            parent=self.parent.full_name if self.parent and not self.parent.private else None,
            size_kb=self.size,
        )


def rest_request(owner: str, name: str) -> Request:
    """Return the request for a repository's metadata."""
    url = f"https://{API}/repos/{owner}/{name}"
    return Request(url, headers=_HEADERS, auth=ANY_TOKEN, is_private=is_marked_private)


class _Asset(Schema):
    name: str
    size: Lenient[int] = None


class _Release(Schema):
    tag_name: str
    assets: tuple[_Asset, ...]


def release_request(owner: str, name: str) -> Request:
    """Return the request for the latest release: https://docs.github.com/rest/releases/releases.

    It is sent without a token, which might reveal the files of a private repository.
    """
    return Request(f"https://{API}/repos/{owner}/{name}/releases/latest", headers=_HEADERS)


def _may_be_released(target: Target, snapshot: TreeSnapshot) -> bool:
    """Return whether the code that the tree lacks may be in the assets of a release, which git does not know."""
    is_bare = bool(snapshot.files) and not any(holds_code(file.path) for file in snapshot.files or ())
    return is_bare and not target.path and bool(tags_of(snapshot))


def _with_release(facts: Facts, response: Response) -> Facts:
    """Return the facts with the files of the latest release added; if these are unknown, an unopened folder."""
    if not facts.files:
        return facts
    release = read_json(response, _Release) if response.status == 200 else None
    if release is None:
        is_none = response.failure is None and response.status in MISSING
        released: tuple[File, ...] = () if is_none else (File("(latest release)/"),)
    else:
        released = tuple(File(f"(release {release.tag_name})/{asset.name}", asset.size) for asset in release.assets)
    cost = facts._replace(
        attempts=facts.attempts + response.attempts, elapsed_ms=facts.elapsed_ms + response.elapsed_ms
    )
    return cost._replace(files=(*(facts.files or ()), *released), skip_cause=skip_cause_of(response))


def read_repository(response: Response) -> Repository | None:
    """Return the metadata in a REST response; None if it is an error or unreadable."""
    return read_json(response, Repository) if response.status == 200 else None


NO = (401, *MISSING)
"""Statuses by which git refuses; it answers 401 for missing and private repositories alike."""

PAGE_LIMIT = 1 << 16
_WORTH_JUDGING = (FileKind.CODE, FileKind.SCRIPT, FileKind.DATA, FileKind.WEIGHTS, FileKind.ARCHIVE)


def remote_of(target: Target) -> str:
    """Return the remote URL of a repository."""
    return f"{SITE}/{'/'.join(names(target))}.git"


def inspect_by_git(target: Target) -> RequestFlow[Facts]:
    """Examine a repository without a token."""
    snapshot = yield from read_tree_snapshot(remote_of(target), inside(target))
    first = snapshot.responses[0]
    if snapshot.advert is not None:
        current_names = _current_names(target, snapshot)
        is_subpage, more = subpage_of(target.path) is not None, list[Request]()
        if is_subpage:
            more = [Request(page_url(target), max_body=PAGE_LIMIT)]
        elif _may_be_released(target, snapshot):
            more = [release_request(*current_names)]
        responses = yield [rest_request(*current_names), *more]
        facts = _read(target, snapshot, snapshot.advert, responses[0])
        if is_subpage:
            return _with_subpage(target, facts, responses[1])
        facts = _with_release(facts, responses[1]) if more else facts
        return facts if snapshot.exists or facts.health is Health.GONE else (yield from _look_for_path(target, facts))
    is_no = first.status in (*NO, 403) or says_missing(first)  # a 403 may be a bot wall or a rate limit
    if not is_no or blocked(first):
        return no_data_for(target, first, "git")
    responses = yield [page_request(target)]
    return with_provenance_of(target, [first, *responses], compare(target, responses[0], "git"))


def _with_subpage(target: Target, facts: Facts, page: Response) -> Facts:
    """Return the facts of a subpage, given those of its repository and the response to a request for the subpage."""
    if not facts.health.is_alive:
        return facts
    existence = existence_by_page(target, page)
    if existence is Existence.NO:
        return with_provenance_of(target, [page], not_in_it(target, facts.metadata))
    if existence is Existence.NOT_TOLD:
        return no_data_for(target, page, "the page")
    if target.kind is not Kind.FILE:
        return facts
    files = (File(target.path.rpartition("/")[2]),)
    return facts._replace(files=worth_judging(target, files), readme=None, notice=None, leads=())


def page_request(target: Target) -> Request:
    """Return the request for a repository's web page, the second opinion on whether it exists."""
    return Request(f"{SITE}/{'/'.join(names(target))}", max_body=PAGE_LIMIT)


def compare(target: Target, page: Response, channel: str) -> Facts:
    """Return the facts of a repository that `channel` reported as missing or private, judging by its web page."""
    if page.status in MISSING and says_limited(page):
        return with_provenance_of(target, [page], Facts(Health.UNREACHABLE, "the page: rate limit still closed"))
    if page.status in MISSING:
        reason = f"no public repository: {channel} and the page both say so"
        return Facts(Health.GONE, reason, status_code=page.status)
    if page.status == 200 and not blocked(page):
        return Facts(Health.RESTRICTED, f"the page exists, but {channel} refuses access", status_code=200)
    facts = no_data_for(target, page, "the page")
    return facts if blocked(page) else facts._replace(reason=f"{channel} says no; {facts.reason}")


def _read(target: Target, snapshot: TreeSnapshot, advert: RefAdvertisement, rest: Response) -> Facts:
    """Return the facts from git and REST combined."""
    if (
        snapshot.files and not inside(target) and advert.is_unborn
    ):  # GitHub shows only HEAD's branch, so it presents this repository as empty
        snapshot = replace(snapshot, files=(), texts={}, commit=None)
    described = read_repository(rest)
    responses = [*snapshot.responses, rest] if described else list(snapshot.responses)
    now = _current_names(target, snapshot)
    full_name = described.full_name if described else ("/".join(now) if now != names(target) else None)
    known = described.metadata() if described else Metadata(full_name=full_name, default_branch=advert.default_branch)
    if described and described.private:  # made private since: the response from git came from the cache
        return with_provenance_of(target, responses, PRIVATE)
    if described and described.disabled:
        return with_provenance_of(target, responses, Facts(Health.GONE, "disabled by GitHub's staff", metadata=known))
    if snapshot.exists is False:
        return with_provenance_of(target, responses, not_in_it(target, known))
    known = complete(known, snapshot, is_whole=not inside(target))
    if not inside(target):
        known = replace(known, files=top_level(snapshot.files))
    facts = found(target, known, full_name)._replace(
        files=worth_judging(target, snapshot.files),
        readme=readme_of(snapshot.texts),
        notice=notice_of(snapshot.texts),
        tags=tags_of(snapshot),
        leads=leads_of(snapshot.files, readme_of(snapshot.texts), snapshot.texts.get(".gitmodules")),
    )
    return with_provenance_of(target, responses, facts)


def not_in_it(target: Target, known: Metadata | None) -> Facts:
    """Return the facts for a path that does not exist in its repository."""
    return Facts(Health.GONE, f"the repository is there, but {target.path} is not", metadata=known)


def _look_for_path(target: Target, facts: Facts) -> RequestFlow[Facts]:
    """Request the page of a path that git could not resolve (an abbreviated commit, a truncated response)."""
    responses = yield [Request(target.canonical, max_body=PAGE_LIMIT)]
    if responses[0].status == 200:
        return facts
    if responses[0].status in MISSING:
        return with_provenance_of(target, responses, not_in_it(target, facts.metadata))
    return no_data_for(target, responses[0], "the page")


def _current_names(target: Target, snapshot: TreeSnapshot) -> tuple[str, str]:
    """Return owner and name in the remote URL after redirects."""
    tail = snapshot.remote.removeprefix(SITE + "/").removesuffix(".git").split("/")
    is_here = snapshot.remote.startswith(SITE + "/") and len(tail) == 2
    return (tail[0], tail[1]) if is_here else names(target)


def top_level(files: tuple[File, ...] | None) -> tuple[str, ...] | None:
    """Return the top-level names in a list of files, without releases and other branches; None if unknown."""
    if files is None:
        return None
    return tuple(dict.fromkeys(file.path.partition("/")[0] for file in files if not file.path.startswith("(")))


def worth_judging(target: Target, files: tuple[File, ...] | None) -> tuple[File, ...] | None:
    """Return the files; None for a single document, which says nothing about a paper's code."""
    is_document = target.kind is Kind.FILE and not any(kind_of(file.path) in _WORTH_JUDGING for file in files or ())
    return None if is_document else files
