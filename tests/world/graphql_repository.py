"""A repository, its owner and the rate limit, as GitHub's GraphQL shows them."""

from typing import Any

from tests.world.github_json import node_id
from tests.world.graphql_nodes import Arguments, Branch, Field, Owner, Page, Root, Thing, WorldlyError, page
from tests.world.graphql_objects import submodule
from tests.world.repositories import Repository
from tests.world.shelf import Moved


def _repository(root: Root, arguments: Arguments) -> Repository:
    name = f"{arguments['owner']}/{arguments['name']}"
    found = root.github.look_up(name) or root.github.behind_a_token(name)
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


def _number(it: Repository, given: Arguments) -> dict[str, str] | None:
    kind = it.numbers.get(given["number"])
    return {"__typename": {"issues": "Issue", "pull": "PullRequest"}[kind]} if kind else None


def _release(it: Repository, tag: str) -> dict[str, Any]:
    url = f"https://github.com/{it.name}/releases/tag/{tag}"
    latest = tag == it.releases[0]
    assets = [{"name": name, "size": size} for name, size in it.released.items()] if latest else []
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
        "releaseAssets": lambda _, given: page(
            [asset for asset in assets if given.get("name", asset["name"]) == asset["name"]], given
        ),
    }


def _languages(it: Repository, arguments: Arguments) -> Page:
    return page(list(it.languages.items()), arguments, sum(it.languages.values()))


_OWNER: dict[str, Field] = {
    "id": lambda it, _: node_id("U", len(it.login)),
    "login": lambda it, _: it.login,
    "name": lambda it, _: it.login,
    "url": lambda it, _: f"https://github.com/{it.login}",
    "resourcePath": lambda it, _: f"/{it.login}",
}
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
        "issueOrPullRequest": _number,
        "submodules": lambda it, given: page([submodule(it, path) for path in it.submodules], given),
    },
    "User": _OWNER,
    "Organization": _OWNER,
}
