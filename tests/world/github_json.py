"""GitHub's REST objects, shaped as npm @octokit/openapi 23.0.2 (api.github.com.json) says."""

import base64
import zlib
from typing import Any

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
    """Return an opaque global id."""
    return f"{kind}_{base64.b64encode(str(number).encode()).decode().rstrip('=')}"


def owner(login: str, *, organization: bool) -> Json:
    """Return the owner (schema simple-user)."""
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
    """Return the licence (schema license-simple); one that GitHub cannot name is `NOASSERTION`."""
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
    """Return a repository (schema full-repository)."""
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
