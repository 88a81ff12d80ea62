"""What GitHub's REST API tells of a repository: https://docs.github.com/rest/repos/repos#get-a-repository."""

from pydantic import BaseModel, ValidationError

from linkscan.forges.github.addresses import API
from linkscan.models import Answer, Metadata, Question

_HEADERS = (("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28"))


class _License(BaseModel):
    spdx_id: str | None = None


class _Parent(BaseModel):
    full_name: str | None = None


class Repository(BaseModel):
    """The schema `full-repository` of `@octokit/openapi`, as much of it as linkscan reports."""

    id: int
    full_name: str
    description: str | None = None
    homepage: str | None = None
    stargazers_count: int | None = None
    forks_count: int | None = None
    subscribers_count: int | None = None  # `watchers_count` repeats the stars
    open_issues_count: int | None = None
    license: _License | None = None
    language: str | None = None
    topics: tuple[str, ...] | None = None
    default_branch: str | None = None
    created_at: str | None = None
    pushed_at: str | None = None
    archived: bool | None = None
    disabled: bool | None = None
    fork: bool | None = None
    parent: _Parent | None = None
    size: int | None = None

    def metadata(self) -> Metadata:
        """Give what was told in the words of the report."""
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


def ask_repository(owner: str, name: str) -> Question:
    """Ask for the description of a repository."""
    return Question(f"https://{API}/repos/{owner}/{name}", headers=_HEADERS)


def read_repository(answer: Answer) -> Repository | None:
    """Read the description; None where the answer is another."""
    if answer.status != 200:
        return None
    try:
        return Repository.model_validate_json(answer.body)
    except ValidationError:
        return None
