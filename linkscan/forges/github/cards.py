"""The GraphQL answers: what they tell of each repository, and what they could not tell.

GraphQL answers 200 with `errors` beside partial data
(https://docs.github.com/graphql/guides/forming-calls-with-graphql and, for the limits,
https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from linkscan.models import Answer, Failure, File, Metadata


class _Told(BaseModel):
    """Part of an answer; all of it may be missing."""

    model_config = ConfigDict(alias_generator=to_camel)


class Entry(_Told):
    """One line of a tree; `object` is there for folders that were opened."""

    name: str
    type: str
    size: int | None = None
    object: "Thing | None" = None


class Thing(_Told):
    """What an expression leads to: a tree has entries, a blob a size and perhaps a text."""

    entries: tuple[Entry, ...] | None = None
    byte_size: int | None = None
    text: str | None = None


class _Count(_Told):
    total_count: int


class _Name(_Told):
    name: str


class _Topic(_Told):
    topic: _Name


class _Names(_Told):
    nodes: tuple[_Name | None, ...] | None = None

    def all(self) -> tuple[str, ...]:
        return tuple(node.name for node in self.nodes or () if node)


class _Topics(_Told):
    nodes: tuple[_Topic | None, ...] | None = None


class _Submodule(_Told):
    git_url: str


class _Submodules(_Told):
    nodes: tuple[_Submodule | None, ...] | None = None


class _License(_Told):
    spdx_id: str | None = None


class _FullName(_Told):
    name_with_owner: str


class _Asset(_Told):
    name: str
    size: int | None = None


class _Assets(_Told):
    nodes: tuple[_Asset | None, ...] | None = None


class _Release(_Told):
    tag_name: str
    release_assets: _Assets = _Assets()


class Card(_Told):
    """A repository as https://docs.github.com/graphql/reference/objects#repository describes it."""

    model_config = ConfigDict(alias_generator=to_camel, extra="allow")

    name_with_owner: str | None = None
    database_id: int | None = None
    description: str | None = None
    homepage_url: str | None = None
    created_at: str | None = None
    pushed_at: str | None = None
    disk_usage: int | None = None
    stargazer_count: int | None = None
    fork_count: int | None = None
    is_archived: bool | None = None
    is_disabled: bool | None = None
    is_empty: bool | None = None
    is_fork: bool | None = None
    lock_reason: str | None = None
    watchers: _Count | None = None
    issues: _Count | None = None
    pull_requests: _Count | None = None
    license_info: _License | None = None
    primary_language: _Name | None = None
    languages: _Names | None = None
    repository_topics: _Topics | None = None
    default_branch_ref: _Name | None = None
    parent: _FullName | None = None
    latest_release: _Release | None = None
    refs: _Names | None = None
    submodules: _Submodules | None = None
    top: Thing | None = None

    def thing(self, alias: str) -> Thing | None:
        """Give what was asked for under an alias (`x0`, `t0`, `d0`); None where there is no such path."""
        try:
            return Thing.model_validate((self.model_extra or {}).get(alias))
        except ValidationError:
            return None

    @property
    def branches(self) -> tuple[str, ...]:
        """The names of some branches."""
        return self.refs.all() if self.refs else ()

    def metadata(self) -> Metadata:
        """Give what was told in the words of the report; issues count pull requests, as REST does."""
        open_issues = (
            self.issues.total_count + self.pull_requests.total_count
            if self.issues and self.pull_requests
            else None
        )
        topics = self.repository_topics.nodes if self.repository_topics else None
        return Metadata(
            full_name=self.name_with_owner,
            id=None if self.database_id is None else str(self.database_id),
            description=self.description,
            homepage=self.homepage_url or None,
            stars=self.stargazer_count,
            forks=self.fork_count,
            watchers=self.watchers.total_count if self.watchers else None,
            open_issues=open_issues,
            license=self.license_info.spdx_id if self.license_info else None,
            language=self.primary_language.name if self.primary_language else None,
            languages=self.languages.all() if self.languages else None,
            topics=None if topics is None else tuple(topic.topic.name for topic in topics if topic),
            default_branch=self.default_branch_ref.name if self.default_branch_ref else None,
            created_at=self.created_at,
            pushed_at=self.pushed_at,
            archived=self.is_archived,
            fork=self.is_fork,
            parent=self.parent.name_with_owner if self.parent else None,
            size_kb=self.disk_usage,
            latest_release=self.latest_release.tag_name if self.latest_release else None,
            files=tuple(entry.name for entry in self.top.entries) if self.top and self.top.entries else None,
        )


class _Error(_Told):
    type: str | None = None
    message: str = ""
    path: tuple[str | int, ...] = ()


class _Body(_Told):
    data: Mapping[str, Any] | None = None
    errors: tuple[_Error, ...] = ()


class Miss(Enum):
    """Why GraphQL told nothing of a repository."""

    MISSING = "there is no such public repository"
    UNTOLD = "could not be told"
    TOO_MUCH = "was asked for together with too many others"


_TOO_MUCH = ("MAX_NODE_LIMIT_EXCEEDED", "RESOURCE_LIMITS_EXCEEDED", "EXCESSIVE_PAGINATION", "TIMEOUT")
_OVERLOAD = (Failure.TIMEOUT, Failure.RESET)


def read_cards(answer: Answer, count: int) -> list[Card | Miss]:
    """Read one answer on `count` repositories; whatever is not told of one is a `Miss`."""
    if answer.status in (500, 502, 503, 504) or answer.failure in _OVERLOAD or answer.truncated:
        return [Miss.TOO_MUCH] * count
    try:
        body = _Body.model_validate_json(answer.body if answer.status == 200 else b"{}")
    except ValidationError:
        return [Miss.UNTOLD] * count
    general = next((_reason(error) for error in body.errors if not error.path), Miss.UNTOLD)
    reasons = {str(error.path[0]): _reason(error) for error in body.errors if error.path}
    return [
        _card((body.data or {}).get(name), reasons.get(name), general, alone=count == 1)
        for name in (f"r{number}" for number in range(count))
    ]


def _card(told: Any, reason: Miss | None, general: Miss, *, alone: bool) -> Card | Miss:
    """Read what was told of one repository; half a card is asked for again with fewer beside it."""
    try:
        card = None if told is None else Card.model_validate(told)
    except ValidationError:
        return Miss.UNTOLD
    if card is None:
        return reason or general
    return Miss.TOO_MUCH if reason is Miss.TOO_MUCH and not alone else card


def _reason(error: _Error) -> Miss:
    if error.type == "NOT_FOUND" and len(error.path) == 1:
        return Miss.MISSING
    if (
        error.type in _TOO_MUCH
        or "resource limit" in error.message.lower()
        or "timedout" in error.message.lower()
    ):
        return Miss.TOO_MUCH
    return Miss.UNTOLD


def files_of(entries: Sequence[Entry], prefix: str = "") -> Iterator[File]:
    """List the files of an answer; a folder that was not opened ends in `/`."""
    for entry in entries:
        path = prefix + entry.name
        if entry.type == "tree":
            inner = entry.object.entries if entry.object else None
            if inner is None:
                yield File(path + "/")
            else:
                yield from files_of(inner, path + "/")
        else:
            yield File(path, entry.size, is_submodule=entry.type == "commit")
