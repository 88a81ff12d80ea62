"""GitHub's REST objects, shaped as npm @octokit/openapi 23.0.2 (api.github.com.json) says."""

import base64
import zlib
from typing import Any

from tests.world.git_objects import Entry, Snapshot
from tests.world.github import GitHub
from tests.world.repositories import Repository

API = "https://api.github.com"
WEB = "https://github.com"
Json = dict[str, Any]

# The templates behind "..._url" keys, as in @octokit/fixtures (get-repository).
_REPOSITORY_URLS = {
    "archive_url": "/{archive_format}{/ref}",
    "assignees_url": "/assignees{/user}",
    "blobs_url": "/git/blobs{/sha}",
    "branches_url": "/branches{/branch}",
    "collaborators_url": "/collaborators{/collaborator}",
    "comments_url": "/comments{/number}",
    "commits_url": "/commits{/sha}",
    "compare_url": "/compare/{base}...{head}",
    "contents_url": "/contents/{+path}",
    "contributors_url": "/contributors",
    "deployments_url": "/deployments",
    "downloads_url": "/downloads",
    "events_url": "/events",
    "forks_url": "/forks",
    "git_commits_url": "/git/commits{/sha}",
    "git_refs_url": "/git/refs{/sha}",
    "git_tags_url": "/git/tags{/sha}",
    "hooks_url": "/hooks",
    "issue_comment_url": "/issues/comments{/number}",
    "issue_events_url": "/issues/events{/number}",
    "issues_url": "/issues{/number}",
    "keys_url": "/keys{/key_id}",
    "labels_url": "/labels{/name}",
    "languages_url": "/languages",
    "merges_url": "/merges",
    "milestones_url": "/milestones{/number}",
    "notifications_url": "/notifications{?since,all,participating}",
    "pulls_url": "/pulls{/number}",
    "releases_url": "/releases{/id}",
    "stargazers_url": "/stargazers",
    "statuses_url": "/statuses/{sha}",
    "subscribers_url": "/subscribers",
    "subscription_url": "/subscription",
    "tags_url": "/tags",
    "teams_url": "/teams",
    "trees_url": "/git/trees{/sha}",
    "url": "",
}
_USER_URLS = {
    "events_url": "/events{/privacy}",
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "organizations_url": "/orgs",
    "received_events_url": "/received_events",
    "repos_url": "/repos",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "url": "",
}


def node_id(kind: str, number: int) -> str:
    """Make an opaque global id."""
    return f"{kind}_{base64.b64encode(str(number).encode()).decode().rstrip('=')}"


def owner(login: str, *, organization: bool) -> Json:
    """Say who owns something (schema simple-user)."""
    number = zlib.crc32(login.lower().encode())
    return {
        "login": login,
        "id": number,
        "node_id": node_id("U", number),
        "avatar_url": f"https://avatars.githubusercontent.com/u/{number}?v=4",
        "gravatar_id": "",
        "html_url": f"{WEB}/{login}",
        "type": "Organization" if organization else "User",
        "user_view_type": "public",
        "site_admin": False,
    } | {key: f"{API}/users/{login}{tail}" for key, tail in _USER_URLS.items()}


def license_of(repository: Repository) -> Json | None:
    """Say the licence (schema license-simple); one that GitHub cannot name is `NOASSERTION`."""
    spdx = repository.license
    if spdx is None:
        return None
    if spdx == "NOASSERTION":
        return {"key": "other", "name": "Other", "spdx_id": spdx, "url": None, "node_id": "MDc6TGljZW5zZTA="}
    key = spdx.lower()
    url = f"{API}/licenses/{key}"
    return {
        "key": key,
        "name": f"{spdx} License",
        "spdx_id": spdx,
        "url": url,
        "node_id": node_id("L", len(key)),
    }


def repository(it: Repository, github: GitHub) -> Json:
    """Say all about a repository (schema full-repository)."""
    here = f"{API}/repos/{it.name}"
    found = github.login(it.owner)
    who = owner(it.owner, organization=bool(found and found[1]))
    answer: Json = {key: here + tail for key, tail in _REPOSITORY_URLS.items()}
    answer |= {
        "id": it.id,
        "node_id": node_id("R", it.id),
        "name": it.short,
        "full_name": it.name,
        "owner": who,
        "private": it.private,
        "visibility": "private" if it.private else "public",
        "html_url": f"{WEB}/{it.name}",
        "git_url": f"git://github.com/{it.name}.git",
        "ssh_url": f"git@github.com:{it.name}.git",
        "clone_url": f"{WEB}/{it.name}.git",
        "svn_url": f"{WEB}/{it.name}",
        "mirror_url": it.mirror_of,
        **_facts(it),
        **_counts(it),
    }
    if it.parent:
        answer["parent"] = answer["source"] = repository(it.parent, github)
    if who["type"] == "Organization":
        answer["organization"] = who
    return answer


def _facts(it: Repository) -> Json:
    return {
        "description": it.description,
        "homepage": it.homepage,
        "language": it.main_language,
        "license": license_of(it),
        "topics": list(it.topics),
        "default_branch": it.default_branch,
        "created_at": it.created,
        "pushed_at": it.pushed,
        "updated_at": it.updated,
        "archived": it.archived,
        "disabled": it.disabled,
        "fork": it.parent is not None,
        "is_template": it.template,
        "allow_forking": True,
        "web_commit_signoff_required": False,
        "has_issues": True,
        "has_projects": True,
        "has_downloads": True,
        "has_wiki": True,
        "has_pages": False,
        "has_discussions": False,
    }


def _counts(it: Repository) -> Json:
    return {
        "size": it.size_kb,
        "stargazers_count": it.stars,
        "watchers_count": it.stars,  # GitHub's own confusion: watchers are stars here
        "watchers": it.stars,
        "subscribers_count": it.watchers,
        "forks_count": it.forks,
        "forks": it.forks,
        "network_count": it.forks,
        "open_issues_count": it.issues,
        "open_issues": it.issues,
    }


def tree(it: Repository, shot: Snapshot, root: Entry, *, recursive: bool, limit: int) -> Json:
    """List a tree (schema git-tree); cut off at `limit` entries, and says so."""
    pairs = list(Snapshot(shot.commit, root, shot.store).walk())
    chosen = pairs if recursive else [(entry.name, entry) for entry in root.entries]
    here = f"{API}/repos/{it.name}/git"
    return {
        "sha": root.oid,
        "url": f"{here}/trees/{root.oid}",
        "tree": [_tree_line(here, path, entry) for path, entry in chosen[:limit]],
        "truncated": len(chosen) > limit,
    }


def _tree_line(here: str, path: str, entry: Entry) -> Json:
    line: Json = {"path": path, "mode": entry.mode, "type": entry.kind, "sha": entry.oid}
    if entry.kind == "blob":
        line["size"] = entry.size
    if entry.kind != "commit":
        line["url"] = f"{here}/{entry.kind}s/{entry.oid}"
    return line


def content(it: Repository, shot: Snapshot, path: str, entry: Entry) -> Json:
    """Show a file or a folder as it stands in a listing (schema content-directory)."""
    api = f"{API}/repos/{it.name}/contents/{path}?ref={it.default_branch}"
    git = f"{API}/repos/{it.name}/git/{entry.kind}s/{entry.oid}"
    web = f"{WEB}/{it.name}/{entry.kind}/{it.default_branch}/{path}"
    raw = f"https://raw.githubusercontent.com/{it.name}/{it.default_branch}/{path}"
    return {
        "name": entry.name,
        "path": path,
        "sha": entry.oid,
        "size": entry.size or 0,
        "url": api,
        "html_url": web,
        "git_url": git,
        "download_url": raw if entry.kind == "blob" else None,
        "type": "dir" if entry.kind == "tree" else "file",  # submodules too (docs.github.com/rest/repos/contents)
        "_links": {"self": api, "git": git, "html": web},
    }


def file(it: Repository, shot: Snapshot, path: str, entry: Entry) -> Json:
    """Show a file with its content."""
    data = base64.encodebytes(shot.read(entry)).decode()
    return {**content(it, shot, path, entry), "content": data, "encoding": "base64"}


def branch(it: Repository, name: str, shot: Snapshot) -> Json:
    """Say a branch (schema short-branch)."""
    url = f"{API}/repos/{it.name}/commits/{shot.commit}"
    return {"name": name, "commit": {"sha": shot.commit, "url": url}, "protected": False}


def release(it: Repository, tag: str, number: int) -> Json:
    """Say a release (schema release)."""
    here = f"{API}/repos/{it.name}/releases/{number}"
    return {
        "id": number,
        "node_id": node_id("RE", number),
        "url": here,
        "assets_url": f"{here}/assets",
        "upload_url": f"https://uploads.github.com/repos/{it.name}/releases/{number}/assets{{?name,label}}",
        "html_url": f"{WEB}/{it.name}/releases/tag/{tag}",
        "tarball_url": f"{API}/repos/{it.name}/tarball/{tag}",
        "zipball_url": f"{API}/repos/{it.name}/zipball/{tag}",
        "tag_name": tag,
        "target_commitish": it.default_branch,
        "name": tag,
        "body": "",
        "draft": False,
        "prerelease": False,
        "created_at": it.pushed,
        "published_at": it.pushed,
        "author": owner(it.owner, organization=False),
        "assets": [],
    }


def commit(it: Repository, shot: Snapshot) -> Json:
    """Say a commit (schema commit)."""
    who = owner(it.owner, organization=False)
    person = {"name": "A. Author", "email": "author@example.org", "date": it.pushed}
    here = f"{API}/repos/{it.name}"
    return {
        "sha": shot.commit,
        "node_id": node_id("C", it.id),
        "url": f"{here}/commits/{shot.commit}",
        "html_url": f"{WEB}/{it.name}/commit/{shot.commit}",
        "comments_url": f"{here}/commits/{shot.commit}/comments",
        "commit": {
            "url": f"{here}/git/commits/{shot.commit}",
            "author": person,
            "committer": person,
            "message": "Initial commit",
            "comment_count": 0,
            "tree": {"sha": shot.tree.oid, "url": f"{here}/git/trees/{shot.tree.oid}"},
        },
        "author": who,
        "committer": who,
        "parents": [],
    }
