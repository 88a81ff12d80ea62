"""Git itself, against the world: what real clients see, and the bytes sent."""

import asyncio
import shutil
import ssl
from pathlib import Path

import aiohttp
import httpx
import pytest

from tests.world import World, reset

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]

FILES = {"README.md": "# Tool", "src/main.py": "print(1)\n", "src/deep/x.py": "pass\n"}


async def git(world: World, *arguments: str, folder: Path | None = None) -> tuple[int, str]:
    """Run git with the world as its proxy; return its exit code and output."""
    environment = {
        **world.proxy_environ(),
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    process = await asyncio.create_subprocess_exec(
        "git", *arguments, env=environment, cwd=folder,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def test_refs_are_listed(world: World) -> None:
    """Branches and tags, HEAD first; nothing in an empty repository."""
    tool = world.github.repository("lab/tool", FILES, branches={"dev": {"a.py": ""}}, releases=("v1",))
    world.github.empty("lab/empty")
    code, said = await git(world, "ls-remote", "https://github.com/lab/tool")
    names = [line.split("\t")[1] for line in said.splitlines()]
    assert (code, names) == (0, ["HEAD", "refs/heads/dev", "refs/heads/main", "refs/tags/v1"])
    assert tool.head is not None
    assert said.startswith(tool.head.commit)
    assert await git(world, "ls-remote", "https://github.com/lab/empty.git") == (0, "")


async def test_a_shallow_clone_without_blobs(world: World, tmp_path: Path) -> None:
    """Trees only, read without a further request; git's own check accepts the objects."""
    world.github.repository("lab/tool", FILES, submodules={"lib": "https://github.com/other/lib"})
    url = "https://github.com/lab/tool"
    code, said = await git(world, "clone", "--bare", "--filter=blob:none", "--depth=1", url, "bare", folder=tmp_path)
    assert code == 0, said
    before = world.count("github.com")
    _, listing = await git(world, "ls-tree", "-r", "--name-only", "HEAD", folder=tmp_path / "bare")
    assert listing.split() == [".gitmodules", "README.md", "lib", "src/deep/x.py", "src/main.py"]
    assert world.count("github.com") == before
    _, missing = await git(world, "rev-list", "--objects", "--missing=print", "HEAD", folder=tmp_path / "bare")
    assert missing.count("?") == 4
    code, said = await git(world, "clone", url, "whole", folder=tmp_path)
    assert code == 0, said
    assert (tmp_path / "whole" / "src" / "main.py").read_text() == "print(1)\n"
    code, said = await git(world, "fsck", "--strict", folder=tmp_path / "whole")
    assert code == 0, said


async def test_renamed_missing_and_blocked(world: World) -> None:
    """Git follows a rename; missing and private ask for a password; blocked ones refuse."""
    world.github.repository("lab/tool", FILES)
    world.github.repository("lab/secret", FILES, private=True)
    world.github.renamed("old/name", to="lab/tool")
    world.github.blocked("bad/films")
    code, said = await git(world, "ls-remote", "https://github.com/old/name")
    assert (code, "redirecting to https://github.com/lab/tool.git/" in said) == (0, True)
    for name in ("lab/never", "lab/secret"):
        code, said = await git(world, "ls-remote", f"https://github.com/{name}")
        assert (code, "could not read Username" in said) == (128, True)
    code, said = await git(world, "ls-remote", "https://github.com/bad/films")
    assert (code, "451" in said) == (128, True)


@pytest.mark.parametrize(
    ("filters", "asked", "is_allowed"),
    [
        (None, "blob:none", True),
        (None, "tree:0", True),
        (("tree:0",), "tree:0", True),
        (("tree:0",), "tree:1", False),
        (("tree:0",), "blob:none", False),
        (("blob:none",), "blob:none", True),
        (("blob:none",), "tree:0", False),
    ],
)
async def test_a_server_may_allow_only_some_filters(
    world: World, tmp_path: Path, filters: tuple[str, ...] | None, asked: str, is_allowed: bool
) -> None:
    """As some hosts do."""
    world.gitlab_at("git.example.org").repository("lab/tool", FILES, filters=filters)
    url = "https://git.example.org/lab/tool.git"
    code, said = await git(world, "clone", "--bare", f"--filter={asked}", "--depth=1", url, str(tmp_path / "copy"))
    assert (code == 0) is is_allowed, said
    assert is_allowed or "filter" in said


async def test_a_server_may_know_no_filters(world: World, tls: ssl.SSLContext) -> None:
    """Then `filter` is not among its capabilities."""
    world.github.repository("lab/plain", FILES, filters=())
    world.github.repository("lab/tool", FILES)
    async with httpx.AsyncClient(proxy=world.proxy, verify=tls) as client:
        advertised = {}
        for name in ("plain", "tool"):
            url = f"https://github.com/lab/{name}.git/info/refs?service=git-upload-pack"
            answer = await client.get(url, headers={"git-protocol": "version=2"})
            assert answer.headers["content-type"] == "application/x-git-upload-pack-advertisement"
            advertised[name] = next(line for line in answer.text.split("\n") if "fetch=" in line)
    assert "filter" not in advertised["plain"]
    assert "filter" in advertised["tool"]


async def test_any_object_may_be_requested(world: World, client: aiohttp.ClientSession) -> None:
    """A blob by its name alone (uploadpack.allowAnySHA1InWant), in one request of protocol 2."""
    tool = world.github.repository("lab/tool", FILES)
    assert tool.head is not None
    readme = tool.readme(tool.head)
    assert readme is not None
    lines = [f"want {readme.oid}\n", "done\n"]
    body = "0011command=fetch0001" + "".join(f"{len(line) + 4:04x}{line}" for line in lines) + "0000"
    headers = {"git-protocol": "version=2", "content-type": "application/x-git-upload-pack-request"}
    url = "https://github.com/lab/tool.git/git-upload-pack"
    async with client.post(url, data=body.encode(), headers=headers) as answer:
        assert b"PACK" in await answer.read()


async def test_a_gist_is_a_repository(world: World) -> None:
    """By its number alone, or below its owner."""
    world.github.gist("abc123", {"run.py": "print(1)"})
    for url in ("https://gist.github.com/abc123.git", "https://gist.github.com/someone/abc123.git"):
        code, said = await git(world, "ls-remote", url)
        assert (code, said.count("refs/heads/main")) == (0, 1)
    code, _ = await git(world, "ls-remote", "https://gist.github.com/never.git")
    assert code == 128


async def test_capability_advertisement_is_independent_of_the_repository(tls: ssl.SSLContext) -> None:
    """So git is run for it once and not a thousand times."""
    said = []
    for name in ("lab/tool", "lab/empty"):
        async with World() as world, httpx.AsyncClient(proxy=world.proxy, verify=tls) as client:
            world.github.repository("lab/tool", FILES, releases=("v1",))
            world.github.empty("lab/empty")
            url = f"https://github.com/{name}.git/info/refs?service=git-upload-pack"
            said.append((await client.get(url, headers={"git-protocol": "version=2"})).content)
    assert said[0] == said[1]
    assert b"ls-refs" in said[0]


async def test_faults_affect_git_as_well(world: World) -> None:
    """A connection that breaks in the middle of a pack."""
    world.github.repository("lab/tool", FILES)
    world.fault("https://github.com/lab/tool/git-upload-pack", reset(after=150), methods=("POST",))
    code, said = await git(world, "ls-remote", "https://github.com/lab/tool")
    assert code == 128, said


async def test_a_thousand_repositories_are_ready_at_once(world: World, client: aiohttp.ClientSession) -> None:
    """They are set up in no time, and each is written on its first request."""
    for number in range(1000):
        world.github.repository(f"lab/tool{number}", {**FILES, "n.py": str(number)})
    code, said = await git(world, "ls-remote", "https://github.com/lab/tool999")
    assert (code, said.count("\n")) == (0, 2)
