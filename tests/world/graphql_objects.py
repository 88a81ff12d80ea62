"""Git's objects as GitHub's GraphQL shows them: references, commits, trees and what is in them."""

from pathlib import PurePosixPath
from typing import Any

from tests.world.github_json import node_id
from tests.world.graphql_nodes import Field, Thing, page
from tests.world.repositories import LANGUAGES, Repository

BLOB_LIMIT = 512_000  # bytes of a blob's text; a longer one is cut


def submodule(it: Repository, path: str) -> dict[str, Any]:
    """Return the address of a submodule."""
    entry = it.head.find(path) if it.head else None
    oid = entry.oid if entry else None
    return {
        "name": path,
        "path": path,
        "gitUrl": it.submodules[path],
        "branch": None,
        "subprojectCommitOid": oid,
    }


def _entries(thing: Thing) -> list[Thing]:
    assert thing.entry is not None
    prefix = f"{thing.path}/" if thing.path else ""
    return [Thing(thing.repository, thing.shot, prefix + entry.name, entry) for entry in thing.entry.entries]


def _text(thing: Thing) -> str | None:
    assert thing.entry is not None
    data = thing.shot.read(thing.entry)
    return None if b"\0" in data else data[:BLOB_LIMIT].decode(errors="replace")


def _line(commit: Thing, path: str) -> Thing | None:
    entry = commit.shot.find(path)
    return None if entry is None else Thing(commit.repository, commit.shot, path, entry)


def _line_count(thing: Thing) -> int | None:
    assert thing.entry is not None
    return (_text(thing) or "").count("\n") if thing.entry.kind == "blob" else None


FIELDS: dict[str, dict[str, Field]] = {
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
        "submodule": lambda it, _: submodule(it.repository, it.path) if it.entry.kind == "commit" else None,
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
}
