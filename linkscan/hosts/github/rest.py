"""What GitHub's REST API tells of a repository: https://docs.github.com/rest/repos/repos#get-a-repository."""

from linkscan.hosts.github.addresses import API
from linkscan.hosts.responses import Told, read_json
from linkscan.hosts.schemas import Schema
from linkscan.models import Metadata, Request, Response

_HEADERS = (("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28"))


class _License(Schema):
    spdx_id: Told[str] = None


class _Parent(Schema):
    full_name: Told[str] = None


class Repository(Schema):
    """The schema `full-repository` of npm `@octokit/openapi`, as much of it as linkscan reports."""

    id: int
    full_name: str
    description: Told[str] = None
    homepage: Told[str] = None
    stargazers_count: Told[int] = None
    forks_count: Told[int] = None
    subscribers_count: Told[int] = None  # `watchers_count` repeats the stars
    open_issues_count: Told[int] = None
    license: Told[_License] = None
    language: Told[str] = None
    topics: Told[tuple[str, ...]] = None
    default_branch: Told[str] = None
    created_at: Told[str] = None
    pushed_at: Told[str] = None
    archived: Told[bool] = None
    disabled: Told[bool] = None
    fork: Told[bool] = None
    parent: Told[_Parent] = None
    size: Told[int] = None

    def metadata(self) -> Metadata:
        """Return what was told in the words of the report."""
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
            parent=self.parent.full_name if self.parent else None,
            size_kb=self.size,
        )


def ask_repository(owner: str, name: str) -> Request:
    """Ask for the description of a repository."""
    return Request(f"https://{API}/repos/{owner}/{name}", headers=_HEADERS)


def read_repository(response: Response) -> Repository | None:
    """Read the description; None where the answer is another."""
    return read_json(response, Repository) if response.status == 200 else None
