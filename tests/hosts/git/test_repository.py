"""Examining a repository takes at most three requests. The server is git itself."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.git.pack import GitObject, object_name
from linkscan.hosts.git.repository import (
    FIRST,
    MOST_FILES,
    ResolvedPath,
    TreeSnapshot,
    follow,
    list_files,
    notice_of,
    read_tree,
    read_tree_snapshot,
    readme_of,
    root_of,
)
from linkscan.hosts.git.wire import pkt_line
from linkscan.models import File, Request, Response
from tests.hosts.flows import hold
from tests.hosts.git.conftest import Server

BLOB = GitObject("blob", b"print(1)\n")


def tree(**entries: GitObject | str) -> GitObject:
    """Return a tree; a string names a missing object: a folder, or a submodule after `@`."""
    data = b""
    for name, what in entries.items():
        oid = object_name(what) if isinstance(what, GitObject) else what.removeprefix("@")
        is_folder = isinstance(what, str) or what.kind == "tree"
        mode = b"160000" if isinstance(what, str) and what[0] == "@" else (b"40000" if is_folder else b"100644")
        data += mode + b" " + name.encode() + b"\0" + bytes.fromhex(oid)
    return GitObject("tree", data)


def known(*objects: GitObject) -> dict[str, GitObject]:
    return {object_name(obj): obj for obj in objects}


INNER = tree(main=BLOB)
ROOT = tree(src=INNER, other="1" * 40, lib="@" + "2" * 40)
THINGS = known(BLOB, INNER, ROOT)


def test_files_are_listed_with_what_is_known_of_them() -> None:
    listing = list_files(THINGS, object_name(ROOT))
    assert {file for _, file in listing.values()} == {
        File("lib", is_submodule=True),
        File("src/main", size=9),
        File("other/"),
    }


def test_shebang_of_a_file_without_extension_is_read() -> None:
    script, text = GitObject("blob", b"#!/usr/bin/env python3\nprint(1)\n"), GitObject("blob", b"# Notes\n")
    root = GitObject("tree", tree(tool=script, notes=text).data + tree(**{"a.txt": script}).data)
    listing = list_files(known(script, text, root), object_name(root))
    assert {path: file.interpreter for path, (_, file) in listing.items()} == {
        "tool": "python3",
        "notes": None,
        "a.txt": None,
    }


def test_tree_bomb_ends() -> None:
    level, objects = BLOB, known(BLOB)
    for _ in range(20):
        level = tree(a=level, b=level, c=level)
        objects |= known(level)
    assert len(list_files(objects, object_name(level))) <= MOST_FILES


def test_a_wide_tree_of_wide_trees_is_no_wider_than_the_rest() -> None:
    """A hundred names in each of four levels are a hundred million files from a few kilobytes."""
    level, objects = BLOB, known(BLOB)
    for _ in range(4):
        level = tree(**{f"n{number}": level for number in range(100)})
        objects |= known(level)
    listing = list_files(objects, object_name(level))
    assert len(listing) <= MOST_FILES
    assert any(path.endswith("/") for path in listing)  # unopened folders are listed


def test_a_folder_of_very_many_files_hides_none_of_the_others() -> None:
    """Code is listed first; the rest is an unopened folder."""
    data = tree(**{f"n{number:05}.json": "@" + "1" * 40 for number in range(MOST_FILES - 2)})
    source = tree(train=BLOB)
    root = tree(data=data, src=tree(deep=source))
    listing = list_files(known(BLOB, data, source, tree(deep=source), root), object_name(root))
    assert "src/deep/train" in listing
    assert len(listing) <= MOST_FILES


def test_endlessly_nested_tree_ends() -> None:
    """Overlong paths would cost the square of the depth."""
    level, objects = BLOB, known(BLOB)
    for _ in range(3000):
        level = tree(**{"d" * 50: level})
        objects |= known(level)
    [path] = list_files(objects, object_name(level))
    assert path.endswith("/")
    assert len(path) < 5000


def test_a_path_is_followed_as_far_as_the_trees_go() -> None:
    root = object_name(ROOT)
    assert follow(THINGS, root, ()) == ResolvedPath(root, is_folder=True, is_known=True)
    assert follow(THINGS, root, ("src",)) == ResolvedPath(object_name(INNER), is_folder=True, is_known=True)
    assert follow(THINGS, root, ("src", "main")) == ResolvedPath(object_name(BLOB), is_folder=False, is_known=True)
    assert follow(THINGS, root, ("other", "deep")) == ResolvedPath("1" * 40, is_folder=True, is_known=False)
    assert follow(THINGS, root, ("src", "main", "deeper")) is None
    assert follow(THINGS, root, ("nowhere",)) is None


def test_the_root_of_a_commit_is_found_behind_its_tags() -> None:
    commit = GitObject("commit", b"tree " + object_name(ROOT).encode() + b"\nauthor me\n")
    tag = GitObject("tag", b"object " + object_name(commit).encode() + b"\ntype commit\n")
    objects = known(commit, tag)
    assert root_of(objects, object_name(tag)) == object_name(ROOT)
    assert root_of(objects, object_name(ROOT)) is None


@given(st.binary(max_size=200))
def test_entries_of_a_tree_are_of_its_bytes(noise: bytes) -> None:
    """Whatever the bytes are."""
    assert all(bytes.fromhex(entry.oid) in noise for entry in read_tree(GitObject("tree", noise)))


REMOTE = "https://git.example.org/lab/tool.git"
CODE = "print('hello')\n" * 100


def look(response: Callable[[Request], Response], inside: tuple[str, ...] = ()) -> tuple[TreeSnapshot, list[Request]]:
    """Read the repository; return the snapshot and the requests."""
    snapshot, rounds = hold(read_tree_snapshot(REMOTE, inside), response)
    return snapshot, [request for requests in rounds for request in requests]


def test_files_and_readme_come_in_two_requests(server: Server) -> None:
    server.create("lab/tool")
    files = {"README.md": "# Tool", "src/deep/main.py": CODE, "big.bin": "x" * 100_000}
    server.commit("lab/tool", {**files, **{f"src/m{number}.py": CODE + str(number) for number in range(5)}})
    snapshot, asked = look(server.response)
    assert {file.path for file in snapshot.files or ()} == {
        *files,
        *(f"src/m{number}.py" for number in range(5)),
    }
    assert File("big.bin") in (snapshot.files or ())
    assert readme_of(snapshot.texts) == "# Tool"
    assert [request.method for request in asked] == ["GET", "POST"]
    assert sum(len(response.body) for response in snapshot.responses) < 10_000


def test_a_server_that_sends_everything_is_read_up_to_the_limit(server: Server) -> None:
    server.create("lab/tool", lazily=False)
    server.commit("lab/tool", {"README.md": "# Tool", "src/main.py": CODE, "z.bin": "x" * 100})

    def tight(request: Request) -> Response:
        return server.response(request._replace(max_body=500))

    snapshot, _ = look(tight)
    assert {file.path for file in snapshot.files or ()} == {"README.md", "src/main.py", "z.bin"}


def test_an_empty_repository_is_certain_after_one_request(server: Server) -> None:
    server.create("lab/tool")
    snapshot, asked = look(server.response)
    assert (snapshot.files, snapshot.exists, len(asked)) == ((), True, 1)


def test_a_missing_repository_costs_one_request(server: Server) -> None:
    snapshot, asked = look(server.response)
    assert (snapshot.advert, snapshot.files, len(asked)) == (None, None, 1)


def test_empty_branch_leads_to_the_others(server: Server) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"train.py": CODE}, "dev")
    server.commit("lab/tool", {"page.py": CODE}, "gh-pages")
    server.commit("lab/tool", {"README.md": "see the other branch"})
    snapshot, asked = look(server.response)
    assert {file.path for file in snapshot.files or ()} == {"README.md", "(branch dev)/train.py"}
    assert len(asked) == 3


def test_little_code_is_read_as_well(server: Server) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"README.md": "# Tool", "main.py": "# The code will be released soon.\n"})
    snapshot, asked = look(server.response)
    assert File("main.py", 34) in (snapshot.files or ())
    assert notice_of(snapshot.texts) == "# The code will be released soon."
    assert len(asked) == 2


def test_sizes_are_requested_if_they_decide(server: Server) -> None:
    """For files that may be nearly empty, data, and unknown kinds, in the same request."""
    server.create("lab/tool")
    server.commit(
        "lab/tool", {"README.md": "# T", "a.py": "#", "b.py": "", "c.py": "x", "d.py": "y", "data.csv": "1,2"}
    )
    snapshot, asked = look(server.response)
    assert {file.path: file.size for file in snapshot.files or ()} == {
        "README.md": 3, "a.py": 1, "b.py": 0, "c.py": 1, "d.py": 1, "data.csv": 3,
    }  # fmt: skip
    assert len(asked) == 2
    assert snapshot.texts.keys() == {"README.md", "a.py", "b.py", "c.py", "d.py"}


def test_a_long_readme_takes_a_third_request(server: Server) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"README.md": "# Tool " + "word " * FIRST, "main.py": CODE})
    snapshot, asked = look(server.response)
    assert (readme_of(snapshot.texts) or "").startswith("# Tool word")
    assert len(asked) == 3


@pytest.mark.parametrize(
    "message", ["GitHub is temporarily limiting some unauthenticated downloads.", "Down for maintenance", "not our ref"]
)
def test_failing_server_is_not_requested_again(server: Server, message: str) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"main.py": CODE})

    def respond(request: Request) -> Response:
        if request.method == "GET":
            return server.response(request)
        return Response(request.url, 200, body=pkt_line(b"ERR " + message.encode()))

    snapshot, asked = look(respond)
    assert (snapshot.exists, snapshot.files, len(asked)) == (True, None, 2)


def test_server_without_a_size_filter_gets_a_second_request(server: Server) -> None:
    server.create("lab/tool")
    server.git("lab/tool", "config", "uploadpackfilter.blob:limit.allow", "false")
    server.commit("lab/tool", {"README.md": "# T", "data.csv": "1,2"})
    snapshot, asked = look(server.response)
    assert readme_of(snapshot.texts) == "# T"
    assert len(asked) == 4


def test_an_emptied_branch_is_empty_whatever_lies_on_others(server: Server) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"main.py": CODE}, "old")
    server.commit("lab/tool", {})
    snapshot, _ = look(server.response)
    assert snapshot.files == ()


def test_submodules_are_named_with_their_addresses(server: Server) -> None:
    server.create("lab/tool")
    address = "https://github.com/lab/core"
    commit = server.commit("lab/tool", {".gitmodules": f'[submodule "core"]\n\tpath = core\n\turl = {address}\n'})
    server.git("lab/tool", "update-index", "--add", "--cacheinfo", f"160000,{commit},core")
    server.git("lab/tool", "commit", "--quiet", "--message", "core")
    snapshot, _ = look(server.response)
    assert File("core", is_submodule=True) in (snapshot.files or ())
    assert address in snapshot.texts[".gitmodules"]


@pytest.mark.parametrize(
    ("inside", "exists", "paths"),
    [
        pytest.param("main", True, {"README.md", "src/a.py", "src/deep/b.py"}, id="the branch itself"),
        pytest.param("main/src", True, {"a.py", "deep/b.py"}, id="a folder"),
        pytest.param("main/src/a.py", True, {"a.py"}, id="a file"),
        pytest.param("feature/x", True, {"new.py"}, id="a branch with a slash"),
        pytest.param("v1/src", True, {"a.py", "deep/b.py"}, id="a tag"),
        pytest.param("COMMIT/src/deep", True, {"b.py"}, id="a commit"),
        pytest.param("main/nowhere", False, None, id="a path that is not there"),
        pytest.param("nobranch/src", False, None, id="a branch that is not there"),
        pytest.param("abc1234/src", None, None, id="an abbreviated commit cannot be told"),
    ],
)
def test_a_path_within_is_looked_up(server: Server, inside: str, exists: bool | None, paths: set[str] | None) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"new.py": CODE}, "feature/x")
    commit = server.commit("lab/tool", {"README.md": "# Tool", "src/a.py": CODE, "src/deep/b.py": CODE})
    server.git("lab/tool", "tag", "--annotate", "v1", "--message", "one")
    parts = tuple(inside.replace("COMMIT", commit).split("/"))
    snapshot, _ = look(server.response, parts)
    assert snapshot.exists is exists
    assert (None if snapshot.files is None else {file.path for file in snapshot.files}) == paths


def test_folders_missing_from_a_truncated_answer_are_requested(server: Server) -> None:
    server.create("lab/tool")
    files = {f"a{number:03}/x{number}.py": CODE + str(number) for number in range(200)}
    server.commit("lab/tool", {**files, "z/deep/er/main.py": CODE})

    def tight(request: Request) -> Response:
        return server.response(request._replace(max_body=7000 if request.method == "POST" else request.max_body))

    snapshot, asked = look(tight, ("main", "z", "deep"))
    assert [file.path for file in snapshot.files or ()] == ["er/main.py"]
    assert len(asked) <= 7


def test_small_files_that_fill_an_answer_do_not_hide_folders(server: Server) -> None:
    """Files and folders are mixed: if files fill the response, the folders are requested alone."""
    server.create("lab/tool")
    noise = random.Random(1)
    files = {f"a{number:03}/note.md": noise.randbytes(2000).hex() for number in range(60)}
    server.commit("lab/tool", {**files, "z/main.py": CODE})

    def tight(request: Request) -> Response:
        return server.response(request._replace(max_body=20_000 if request.method == "POST" else request.max_body))

    snapshot, asked = look(tight)
    assert {file.path for file in snapshot.files or ()} == {*files, "z/main.py"}
    assert len(asked) <= 4


def test_folders_missing_from_a_complete_pack_are_requested(server: Server) -> None:
    """The unpacked size is limited, too: repetitive files reach it before they fill a response."""
    server.create("lab/tool")
    noise = random.Random(1)
    files = {f"a{number:03}/note.md": noise.randbytes(2000).hex() for number in range(60)}
    server.commit("lab/tool", {**files, "z/main.py": CODE})
    limits = iter([20_000])

    def lossy(request: Request) -> Response:
        limit = next(limits, request.max_body) if request.method == "POST" else request.max_body
        return server.response(request._replace(max_body=limit))._replace(truncated=False)

    snapshot, asked = look(lossy)
    assert {file.path for file in snapshot.files or ()} == {*files, "z/main.py"}
    assert len(asked) <= 4


def test_the_address_that_answered_in_the_end_is_kept(server: Server) -> None:
    server.create("new/name")
    server.commit("new/name", {"main.py": CODE})

    def moved(request: Request) -> Response:
        address = request.url.replace("lab/tool", "new/name")
        return server.response(request._replace(url=address))

    snapshot, asked = look(moved)
    assert snapshot.remote == "https://git.example.org/new/name.git"
    assert all("new/name" in request.url for request in asked[1:])


@pytest.mark.parametrize("status", [500, 403])
def test_a_refused_fetch_leaves_the_files_open(server: Server, status: int) -> None:
    server.create("lab/tool")
    server.commit("lab/tool", {"main.py": CODE})

    def stubborn(request: Request) -> Response:
        return Response(request.url, status) if request.method == "POST" else server.response(request)

    snapshot, _ = look(stubborn)
    assert (snapshot.exists, snapshot.files) == (True, None)
