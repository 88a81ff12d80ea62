"""GraphQL queries, single and merged. Names from papers are passed as variables, never put into the query's text.

Fields: https://docs.github.com/graphql/reference/objects#repository, checked in the tests against the schema
that GitHub publishes (npm `@octokit/graphql-schema`). Cost and limits:
https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api. A query of 100
repositories costs 8 points of 5,000 an hour and counts 10,000 nodes of 500,000. GraphQL has no conditional requests,
but a hundred stale responses are refreshed in one request, where REST takes one each to confirm that nothing changed.

GraphQL answers 200 with `errors` beside partial data. An error about a resource limit may concern a single alias
(https://github.com/anuraghazra/github-readme-stats/pull/4916).
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import ValidationError

from linkscan.hosts.github.addresses import API
from linkscan.hosts.github.graphql_schema import MOST_ASSETS, MOST_BRANCHES, Node, RepositoryNode
from linkscan.hosts.github.subpages import Subpage
from linkscan.http.responses import is_marked_private, read_json
from linkscan.http.schemas import Lenient
from linkscan.models import ANY_TOKEN, BatchItem, Failure, Request, Response

_MAX_BODY_EACH = 1 << 22  # bytes of response per repository
_MAX_BODY = 1 << 25  # bytes of response per query; a batch that exceeds them is halved
_OVERLOAD = (502, 504, Failure.TIMEOUT, Failure.RESET)  # GitHub aborts queries that take longer than ten seconds

_REPOSITORY = """
fragment Card on Repository {
  databaseId nameWithOwner description homepageUrl createdAt pushedAt diskUsage stargazerCount forkCount
  isArchived isDisabled isEmpty isFork isPrivate
  watchers { totalCount }
  issues(states: OPEN) { totalCount }
  pullRequests(states: OPEN) { totalCount }
  licenseInfo { spdxId }
  primaryLanguage { name }
  languages(first: 20, orderBy: {field: SIZE, direction: DESC}) { nodes { name } }
  repositoryTopics(first: 20) { nodes { topic { name } } }
  defaultBranchRef { name }
  parent { nameWithOwner isPrivate }
  latestRelease { tagName releaseAssets(first: MOST_ASSETS) { nodes { name size } } }
  refs(refPrefix: "refs/heads/", first: MOST_BRANCHES) { nodes { name target { oid } } }
  tags: refs(refPrefix: "refs/tags/", first: 1, orderBy: {field: TAG_COMMIT_DATE, direction: DESC}) { nodes { name } }
  submodules(first: 20) { nodes { gitUrl } }
  top: object(expression: "HEAD:") { ... on Tree { oid ...Entries } }
}
fragment Entries on Tree { entries { name type size } }
""".replace("MOST_ASSETS", str(MOST_ASSETS)).replace("MOST_BRANCHES", str(MOST_BRANCHES))
_DEEPER = """
fragment Deeper on Tree {
  entries {
    name type size object { ... on Tree { entries {
      name type size object { ... on Tree { entries { name type size object { ... on Tree { ...Entries } } } } }
    } } }
  }
}
fragment Entries on Tree { entries { name type size } }
"""
_OBJECT = "__typename ... on Tree { oid ...Entries } ... on Blob { byteSize }"
_TEXT = "... on Blob { byteSize text }"
_FOLDER = "... on Tree { ...Deeper }"
_BY_CONTENT = re.compile(r"[0-9a-f]{40}:.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Selection:
    """One repository, and the objects to look up, files to read and folders to list in it, such as `HEAD:src`."""

    owner: str
    name: str
    objects: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    subpage: Subpage | None = None


def repositories_query(payloads: Sequence[Selection]) -> Request:
    """Return the query for the repositories' metadata and top-level trees, under the aliases `r0`, `r1` and so on."""
    return _build_query(payloads, _REPOSITORY, "...Card")


def contents_query(payloads: Sequence[Selection]) -> Request:
    """Return the query for READMEs and folders whose names the first query returned."""
    return _build_query(payloads, _DEEPER, "")


def _build_query(payloads: Sequence[Selection], fragments: str, common: str) -> Request:
    variables: dict[str, str | int] = {}
    bodies = [_selection(number, payload, common, variables) for number, payload in enumerate(payloads)]
    declared = ", ".join(
        f"${name}: {'Int' if isinstance(value, int) else 'String'}!" for name, value in variables.items()
    )
    text = f"query ({declared}) {{\n" + "\n".join(bodies) + "\n}" + _used_fragments(fragments, bodies)
    return Request(
        f"https://{API}/graphql",
        "POST",
        headers=(("Content-Type", "application/json"),),
        body=json.dumps({"query": text, "variables": variables}).encode(),
        max_body=min(_MAX_BODY_EACH * len(payloads), _MAX_BODY),
        final_on=_OVERLOAD if len(payloads) > 1 else (),
        auth=ANY_TOKEN,
        is_immutable=not common and all(map(_is_named_by_content, payloads)),
    )


def _is_named_by_content(payload: Selection) -> bool:
    """Return whether all objects are addressed by the hash of a tree or commit, so that their contents never change."""
    return payload.subpage is None and all(
        _BY_CONTENT.fullmatch(name) for name in (*payload.objects, *payload.texts, *payload.folders)
    )


def _selection(number: int, payload: Selection, common: str, variables: dict[str, str | int]) -> str:
    """Return the field that selects one repository, and add its names to `variables`."""
    alias = f"r{number}"
    variables[f"{alias}o"], variables[f"{alias}n"] = payload.owner, payload.name
    fields = [common]
    for letter, paths, selection in (
        ("x", payload.objects, _OBJECT),
        ("t", payload.texts, _TEXT),
        ("d", payload.folders, _FOLDER),
    ):
        for target, path in enumerate(paths):
            variables[f"{alias}{letter}{target}"] = path
            fields.append(f"{letter}{target}: object(expression: ${alias}{letter}{target}) {{ {selection} }}")
    fields.append(_subpage(alias, payload.subpage, variables) if payload.subpage else "")
    inner = " ".join(filter(None, fields))
    return f"{alias}: repository(owner: ${alias}o, name: ${alias}n, followRenames: true) {{ {inner} }}"


def _subpage(alias: str, subpage: Subpage, variables: dict[str, str | int]) -> str:
    """Return the field that looks up a release, asset, issue or pull request; empty for any other subpage."""
    if subpage.number is not None:
        variables[f"{alias}i"] = subpage.number
        return f"subpage: issueOrPullRequest(number: ${alias}i) {{ __typename }}"
    if subpage.tag is None:
        return ""
    variables[f"{alias}e"] = subpage.tag
    assets = ""
    if subpage.asset is not None:
        variables[f"{alias}a"] = subpage.asset
        assets = f"releaseAssets(first: 1, name: ${alias}a) {{ nodes {{ name size }} }}"
    return f"subpage: release(tagName: ${alias}e) {{ tagName {assets} }}"


def _used_fragments(fragments: str, bodies: Iterable[str]) -> str:
    """Return the fragments that are used; GraphQL rejects a query that defines any other."""
    text, parts = "\n".join(bodies), [part for part in fragments.split("fragment ") if part.strip()]
    named: Mapping[str, str] = {part.split()[0]: "\nfragment " + part.rstrip() for part in parts}
    used: list[str] = []
    for name, part in named.items():
        if f"...{name}" in text:
            used.append(part)
            text += part
    return "".join(used)


MOST = 100
"""Repositories per query. With two queries per hundred, a thousand repositories take twenty requests."""

_LIMIT_ERRORS = ("MAX_NODE_LIMIT_EXCEEDED", "RESOURCE_LIMITS_EXCEEDED", "EXCESSIVE_PAGINATION", "TIMEOUT")


class LookupFailure(Enum):
    """Why GraphQL returned nothing about a repository."""

    MISSING = "there is no such public repository"
    UNTOLD = "could not be told"


class _Error(Node):
    type: Lenient[str] = None
    message: Lenient[str] = None
    path: Lenient[tuple[str | int, ...]] = None


class _Body(Node):
    data: Lenient[Mapping[str, Any]] = None
    errors: Lenient[tuple[_Error, ...]] = None


class QueryKind(Enum):
    """A kind of query that can be merged for many repositories: a `models.Batch`."""

    REPOSITORIES = "what they are, and what stands at their top"
    CONTENTS = "READMEs and folders"

    @property
    def max_size(self) -> int:
        """The number of repositories that one query may contain."""
        return MOST

    def merge(self, payloads: Sequence[Selection]) -> Request:
        """Return one query for several repositories."""
        return (repositories_query if self is QueryKind.REPOSITORIES else contents_query)(payloads)

    def split(self, response: Response, count: int) -> Sequence[Response | None]:
        """Split a merged response into one response for each repository.

        An error response is returned for each. None stands for a repository whose data were cut by a resource limit.
        """
        body = read_json(response, _Body) if response.status == 200 else None
        errors = (body.errors if body else None) or ()
        if body is None or count == 1:
            return [response] * count
        if any(not error.path and _is_limit_error(error) for error in errors):
            return [None] * count
        return [_extract_response(response, body.data or {}, errors, f"r{number}") for number in range(count)]


def query(kind: QueryKind, payload: Selection) -> Request:
    """Return the request for one repository, which the client may merge with others."""
    return kind.merge([payload])._replace(batch_item=BatchItem(kind, payload), is_private=is_marked_private)


def read_repository_node(response: Response) -> RepositoryNode | LookupFailure:
    """Return the data on one repository, or why there are none."""
    body = (read_json(response, _Body) if response.status == 200 else None) or _Body()
    node = (body.data or {}).get("r0")
    if node is None:
        is_missing = any(error.type == "NOT_FOUND" and error.path == ("r0",) for error in body.errors or ())
        return LookupFailure.MISSING if is_missing else LookupFailure.UNTOLD
    try:
        return RepositoryNode.model_validate(node)
    except ValidationError:
        return LookupFailure.UNTOLD


def _extract_response(
    response: Response, data: Mapping[str, Any], errors: Sequence[_Error], name: str
) -> Response | None:
    """Return the part of a response about one repository; None if it was cut by a resource limit."""
    node = data.get(name)
    own = [error for error in errors if (error.path[0] == name if error.path else node is None)]
    if any(error.path and _is_limit_error(error) for error in own):
        return None
    body: dict[str, Any] = {"data": {"r0": node}}
    if own:
        body["errors"] = [
            {"type": error.type, "message": error.message or "", "path": ["r0", *(error.path or ())[1:]]}
            for error in own
        ]
    return response._replace(body=json.dumps(body, separators=(",", ":")).encode())


def _is_limit_error(error: _Error) -> bool:
    """Return whether an error means that the query exceeded a limit, so that a smaller one may succeed.

    If GitHub aborted the query after ten seconds, the error has no type, only a message that "this may be the result of
    a timeout" (https://github.com/gayanvoice/top-github-users/issues/107).
    """
    return error.type is None or error.type in _LIMIT_ERRORS
