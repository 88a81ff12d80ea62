"""The contents of a repository as GitHub's REST objects (npm @octokit/openapi 23.0.2)."""

import base64

from tests.world.git_objects import Entry, Snapshot
from tests.world.github_json import API, WEB, Json, node_id, owner
from tests.world.repositories import Repository


def tree(it: Repository, shot: Snapshot, root: Entry, *, recursive: bool, limit: int) -> Json:
    """Return a tree (schema git-tree), truncated at `limit` entries and marked so."""
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
    """Return a file or a folder as an entry of a listing (schema content-directory)."""
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
    """Return a file with its content."""
    data = base64.encodebytes(shot.read(entry)).decode()
    return {**content(it, shot, path, entry), "content": data, "encoding": "base64"}


def branch(it: Repository, name: str, shot: Snapshot) -> Json:
    """Return a branch (schema short-branch)."""
    url = f"{API}/repos/{it.name}/commits/{shot.commit}"
    return {"name": name, "commit": {"sha": shot.commit, "url": url}, "protected": False}


def release(it: Repository, tag: str, number: int) -> Json:
    """Return a release (schema release)."""
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
        "assets": [_asset(it, tag, name, size) for name, size in it.released.items()],
    }


def _asset(it: Repository, tag: str, name: str, size: int) -> Json:
    """Return a file of a release (schema release-asset)."""
    number = len(name) + size
    return {
        "url": f"{API}/repos/{it.name}/releases/assets/{number}",
        "browser_download_url": f"{WEB}/{it.name}/releases/download/{tag}/{name}",
        "id": number,
        "node_id": node_id("RA", number),
        "name": name,
        "label": None,
        "state": "uploaded",
        "content_type": "application/octet-stream",
        "size": size,
        "digest": None,
        "download_count": 0,
        "created_at": it.pushed,
        "updated_at": it.pushed,
        "uploader": owner(it.owner, organization=False),
    }


def commit(it: Repository, shot: Snapshot) -> Json:
    """Return a commit (schema commit)."""
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
