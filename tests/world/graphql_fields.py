"""GitHub's GraphQL types, field by field. One without a row is one that this world cannot tell."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from tests.world.github_json import node_id
from tests.world.graphql_nodes import Arguments, Branch, Owner, Page, Root, Thing, WorldlyError, cursor, page
from tests.world.repositories import LANGUAGES, Repository
from tests.world.shelf import Moved

Field = Callable[[Any, Arguments], Any]

BLOB_LIMIT = 512_000  # bytes of a blob's text; a longer one is cut


def _repository(root: Root, arguments: Arguments) -> Repository:
    name = f"{arguments['owner']}/{arguments['name']}"
    found = root.github.look_up(name)
    if isinstance(found, Moved) and arguments.get("followRenames", True):
        return found.to
    if not isinstance(found, Repository):
        raise WorldlyError("NOT_FOUND", f"Could not resolve to a Repository with the name '{name}'.")
    return found


def _owner(root: Root, arguments: Arguments, kind: str) -> Owner | None:
    found = root.github.login(arguments["login"])
    is_fit = found is not None and kind in ("", "Organization" if found[1] else "User")
    if found is None or not is_fit:
        if not kind:
            return None
        article = "an" if kind == "Organization" else "a"
        message = f"Could not resolve to {article} {kind} with the login of '{arguments['login']}'."
        raise WorldlyError("NOT_FOUND", message)
    return Owner(*found)


def _object(it: Repository, arguments: Arguments) -> Thing | None:
    expression = arguments.get("expression") or arguments.get("oid") or "HEAD"
    ref, colon, path = expression.partition(":")
    shot = it.at(ref)
    if shot is None:
        return None
    if not colon:
        return Thing(it, shot, "", shot.tree if ref == shot.tree.oid else None)
    entry = shot.find(path)
    return None if entry is None or entry.kind == "commit" else Thing(it, shot, path.strip("/"), entry)


def _branches(it: Repository) -> list[Branch]:
    return [Branch(it, "refs/heads/", name, shot) for name, shot in it.snapshots.items()]


def _refs(it: Repository, arguments: Arguments) -> Page:
    if arguments["refPrefix"] == "refs/tags/" and it.head:
        return page([Branch(it, "refs/tags/", tag, it.head) for tag in it.tags], arguments)
    return page(_branches(it) if arguments["refPrefix"] == "refs/heads/" else [], arguments)


def _ref(it: Repository, arguments: Arguments) -> Branch | None:
    wanted = arguments["qualifiedName"].removeprefix("refs/heads/")
    return next((branch for branch in _branches(it) if branch.name == wanted), None)


def _entries(thing: Thing) -> list[Thing]:
    assert thing.entry is not None
    prefix = f"{thing.path}/" if thing.path else ""
    return [Thing(thing.repository, thing.shot, prefix + entry.name, entry) for entry in thing.entry.entries]


def _text(thing: Thing) -> str | None:
    assert thing.entry is not None
    data = thing.shot.read(thing.entry)
    return None if b"\0" in data else data.decode(errors="replace")


def _module(it: Repository, path: str) -> dict[str, Any]:
    entry = it.head.find(path) if it.head else None
    oid = entry.oid if entry else None
    return {
        "name": path,
        "path": path,
        "gitUrl": it.submodules[path],
        "branch": None,
        "subprojectCommitOid": oid,
    }


def _line(commit: Thing, path: str) -> Thing | None:
    entry = commit.shot.find(path)
    return None if entry is None else Thing(commit.repository, commit.shot, path, entry)


def _line_count(thing: Thing) -> int | None:
    assert thing.entry is not None
    return (_text(thing) or "").count("\n") if thing.entry.kind == "blob" else None


def _license(it: Repository, _: Arguments) -> dict[str, Any] | None:
    if it.license is None:
        return None
    is_other = it.license == "NOASSERTION"
    key = "other" if is_other else it.license.lower()
    name = "Other" if is_other else f"{it.license} License"
    url = None if is_other else f"http://choosealicense.com/licenses/{key}/"
    spdx = it.license
    return {
        "key": key,
        "name": name,
        "spdxId": spdx,
        "url": url,
        "pseudoLicense": is_other,
        "id": node_id("L", len(key)),
    }


def _release(it: Repository, tag: str) -> dict[str, Any]:
    url = f"https://github.com/{it.name}/releases/tag/{tag}"
    latest = tag == it.releases[0]
    return {
        "id": node_id("RE", it.id),
        "databaseId": it.id,
        "tagName": tag,
        "name": tag,
        "url": url,
        "description": "",
        "createdAt": it.pushed,
        "publishedAt": it.pushed,
        "isLatest": latest,
        "isDraft": False,
        "isPrerelease": False,
    }


def _languages(it: Repository, arguments: Arguments) -> Page:
    return page(list(it.languages.items()), arguments, sum(it.languages.values()))


FIELDS: dict[str, dict[str, Field]] = {
    "Query": {
        "repository": _repository,
        "repositoryOwner": lambda it, given: _owner(it, given, ""),
        "user": lambda it, given: _owner(it, given, "User"),
        "organization": lambda it, given: _owner(it, given, "Organization"),
        "viewer": lambda _, __: Owner("world", is_organization=False),
        "rateLimit": lambda it, _: it,
    },
    "RateLimit": {
        "cost": lambda it, _: it.cost,
        "limit": lambda it, _: it.standing.limit,
        "remaining": lambda it, _: it.standing.remaining - it.cost,
        "used": lambda it, _: it.standing.used + it.cost,
        "resetAt": lambda it, _: it.reset_at,
        "nodeCount": lambda it, _: it.nodes,
    },
    "Repository": {
        "id": lambda it, _: node_id("R", it.id),
        "databaseId": lambda it, _: it.id,
        "name": lambda it, _: it.short,
        "nameWithOwner": lambda it, _: it.name,
        "owner": lambda it, _: Owner(it.owner, it.organization),
        "url": lambda it, _: f"https://github.com/{it.name}",
        "resourcePath": lambda it, _: f"/{it.name}",
        "sshUrl": lambda it, _: f"git@github.com:{it.name}.git",
        "description": lambda it, _: it.description,
        "homepageUrl": lambda it, _: it.homepage,
        "createdAt": lambda it, _: it.created,
        "pushedAt": lambda it, _: it.pushed if it.head else None,
        "updatedAt": lambda it, _: it.updated,
        "archivedAt": lambda it, _: it.updated if it.archived else None,
        "isArchived": lambda it, _: it.archived,
        "isDisabled": lambda it, _: it.disabled,
        "isEmpty": lambda it, _: it.head is None,
        "isFork": lambda it, _: it.parent is not None,
        "isInOrganization": lambda it, _: it.organization,
        "isLocked": lambda it, _: it.locked is not None,
        "lockReason": lambda it, _: it.locked,
        "isMirror": lambda it, _: it.mirror_of is not None,
        "mirrorUrl": lambda it, _: it.mirror_of,
        "isPrivate": lambda it, _: it.private,
        "isTemplate": lambda it, _: it.template,
        "visibility": lambda it, _: "PRIVATE" if it.private else "PUBLIC",
        "diskUsage": lambda it, _: it.size_kb,
        "stargazerCount": lambda it, _: it.stars,
        "stargazers": lambda it, given: Page((), 0, it.stars),
        "watchers": lambda it, given: Page((), 0, it.watchers),
        "forkCount": lambda it, _: it.forks,
        "parent": lambda it, _: it.parent,
        "issues": lambda it, given: Page((), 0, it.issues if "OPEN" in given.get("states", ["OPEN"]) else 0),
        "pullRequests": lambda _, __: Page((), 0, 0),
        "licenseInfo": _license,
        "primaryLanguage": lambda it, _: it.main_language,
        "languages": _languages,
        "repositoryTopics": lambda it, given: page(it.topics, given),
        "defaultBranchRef": lambda it, _: next(iter(_branches(it)), None),
        "ref": _ref,
        "refs": _refs,
        "object": _object,
        "releases": lambda it, given: page([_release(it, tag) for tag in it.releases], given),
        "latestRelease": lambda it, _: _release(it, it.releases[0]) if it.releases else None,
        "release": lambda it, given: _release(it, given["tagName"]) if given["tagName"] in it.releases else None,
        "submodules": lambda it, given: page([_module(it, path) for path in it.submodules], given),
    },
    "User": {
        "id": lambda it, _: node_id("U", len(it.login)),
        "login": lambda it, _: it.login,
        "name": lambda it, _: it.login,
        "url": lambda it, _: f"https://github.com/{it.login}",
        "resourcePath": lambda it, _: f"/{it.login}",
    },
    "Ref": {
        "id": lambda it, _: node_id("REF", it.repository.id),
        "name": lambda it, _: it.name,
        "prefix": lambda it, _: it.prefix,
        "repository": lambda it, _: it.repository,
        "target": lambda it, _: Thing(it.repository, it.shot),
    },
    "Commit": {
        "oid": lambda it, _: it.shot.commit,
        "abbreviatedOid": lambda it, _: it.shot.commit[:7],
        "message": lambda _, __: "Initial commit",
        "messageHeadline": lambda _, __: "Initial commit",
        "committedDate": lambda it, _: it.repository.pushed,
        "authoredDate": lambda it, _: it.repository.pushed,
        "history": lambda it, given: page([it], given),
        "tree": lambda it, _: Thing(it.repository, it.shot, "", it.shot.tree),
        "file": lambda it, given: _line(it, given["path"]),
        "repository": lambda it, _: it.repository,
    },
    "Tree": {
        "oid": lambda it, _: it.entry.oid,
        "abbreviatedOid": lambda it, _: it.entry.oid[:7],
        "entries": lambda it, _: _entries(it),
        "repository": lambda it, _: it.repository,
    },
    "TreeEntry": {
        "name": lambda it, _: it.entry.name,
        "path": lambda it, _: it.path,
        "type": lambda it, _: it.entry.kind,
        "mode": lambda it, _: int(it.entry.mode, 8),
        "oid": lambda it, _: it.entry.oid,
        "size": lambda it, _: it.entry.size or 0,
        "extension": lambda it, _: PurePosixPath(it.path).suffix,
        "isGenerated": lambda _, __: False,
        "lineCount": lambda it, _: _line_count(it),
        "language": lambda it, _: LANGUAGES.get(PurePosixPath(it.path).suffix),
        "object": lambda it, _: None if it.entry.kind == "commit" else it,
        "submodule": lambda it, _: _module(it.repository, it.path) if it.entry.kind == "commit" else None,
        "repository": lambda it, _: it.repository,
    },
    "Blob": {
        "oid": lambda it, _: it.entry.oid,
        "abbreviatedOid": lambda it, _: it.entry.oid[:7],
        "byteSize": lambda it, _: it.entry.size,
        "isBinary": lambda it, _: _text(it) is None,
        "isTruncated": lambda it, _: len(it.shot.read(it.entry)) > BLOB_LIMIT,
        "text": lambda it, _: _text(it),
        "repository": lambda it, _: it.repository,
    },
    "Language": {
        "id": lambda it, _: node_id("LA", len(it)),
        "name": lambda it, _: it,
    },
    "LanguageConnection": {
        "nodes": lambda it, _: [name for name, _ in it.nodes],
        "edges": lambda it, _: it.edges,
        "totalCount": lambda it, _: it.total,
        "totalSize": lambda it, _: it.size,
        "pageInfo": lambda it, _: it,
    },
    "LanguageEdge": {
        "node": lambda it, _: it.node[0],
        "size": lambda it, _: it.node[1],
        "cursor": lambda it, _: it.cursor,
    },
    "RepositoryTopic": {
        "topic": lambda it, _: it,
        "url": lambda it, _: f"https://github.com/topics/{it}",
    },
    "Topic": {"name": lambda it, _: it},
    "PageInfo": {
        "startCursor": lambda it, _: cursor(it.start) if it.nodes else None,
        "endCursor": lambda it, _: cursor(it.start + len(it.nodes) - 1) if it.nodes else None,
        "hasNextPage": lambda it, _: it.start + len(it.nodes) < it.total,
        "hasPreviousPage": lambda it, _: it.start > 0,
    },
}
FIELDS["Organization"] = FIELDS["User"]
_CONNECTION: dict[str, Field] = {
    "nodes": lambda it, _: it.nodes,
    "edges": lambda it, _: it.edges,
    "totalCount": lambda it, _: it.total,
    "pageInfo": lambda it, _: it,
}
_EDGE: dict[str, Field] = {"node": lambda it, _: it.node, "cursor": lambda it, _: it.cursor}


def field_of(kind: str, name: str, source: Any) -> Field | None:
    """Find what tells a field of a type; None if nothing does."""
    if isinstance(source, Mapping):
        return (lambda it, _: it[name]) if name in source else None
    if kind not in FIELDS and kind.endswith("Connection"):
        return _CONNECTION.get(name)
    if kind not in FIELDS and kind.endswith("Edge"):
        return _EDGE.get(name)
    return FIELDS.get(kind, {}).get(name)
