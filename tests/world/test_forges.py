"""GitLab, Gitea, Bitbucket and Hugging Face: each state as their APIs, pages and git report it."""

import asyncio
import json
import shutil
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from tests.world import World
from tests.world.shelf import Shelf

pytestmark = pytest.mark.anyio

FILES = {"README.md": "# Tool", "src/main.py": "print(1)\n"}


@pytest.fixture
def forges(world: World) -> World:
    """The same repositories on three forges, and Hugging Face's own kinds."""
    world.gitlab.repository("group/sub/deep", FILES)
    world.gitea_at("git.uni.example").repository("lab/own", FILES)
    for shelf in (world.gitlab, world.codeberg, world.bitbucket):
        assert isinstance(shelf, Shelf)
        shelf.repository("lab/tool", FILES, stars=5, forks=2, license="MIT", topics=("nlp",), description="A tool")
        shelf.repository("me/tool", FILES, fork_of="lab/tool", archived=True)
        shelf.empty("lab/empty")
        shelf.repository("lab/secret", FILES, private=True)
        shelf.renamed("old/name", to="lab/tool")
    hub = world.huggingface
    model = hub.model("lab/net", {"README.md": "# Net", "model.safetensors": "x"}, downloads=7, likes=3, license="mit")
    hub.dataset("lab/rows", {"data/train.csv": "a,b"}, downloads=9)
    hub.space("lab/demo", {"app.py": "print(1)"}, stage="BUILD_ERROR")
    hub.model("lab/gated", {"weights.bin": "x"}, gated="manual")
    hub.model("lab/bare")
    hub.model("lab/off", disabled=True)
    hub.model("lab/secret", private=True)
    hub.renamed("net", to=model)
    hub.collection("lab/nets-65f0", "Nets", model)
    hub.paper("2401.00001", "A paper", github="https://github.com/lab/tool", models=("lab/net",))
    return world


async def ask(client: aiohttp.ClientSession, url: str, **headers: str) -> tuple[int, Any, dict[str, str]]:
    """Send a request; return status, JSON (or text) and headers."""
    async with client.get(url, headers=headers, allow_redirects=False) as answer:
        body = await answer.text()
        is_json = "json" in answer.content_type and body
        told = {name.lower(): value for name, value in answer.headers.items()}
        return answer.status, json.loads(body) if is_json else body, told


LAB = "https://gitlab.com/api/v4/projects"
BERG = "https://codeberg.org/api/v1/repos"
BUCKET = "https://api.bitbucket.org/2.0/repositories"
HUB = "https://huggingface.co"


@pytest.mark.parametrize(
    ("url", "status", "told"),
    [
        (
            f"{LAB}/lab%2Ftool",
            200,
            lambda it: (it["star_count"], it["topics"], it["empty_repo"]) == (5, ["nlp"], False),
        ),
        (f"{LAB}/lab%2Ftool", 200, lambda it: "license" not in it),
        (f"{LAB}/lab%2Ftool?license=true", 200, lambda it: it["license"]["key"] == "mit"),
        (f"{LAB}/me%2Ftool", 200, lambda it: it["forked_from_project"]["path_with_namespace"] == "lab/tool"),
        (f"{LAB}/lab%2Fempty", 200, lambda it: (it["empty_repo"], it["default_branch"]) == (True, None)),
        (f"{LAB}/group%2Fsub%2Fdeep", 200, lambda it: it["path_with_namespace"] == "group/sub/deep"),
        (f"{LAB}/lab%2Fnever", 404, lambda it: it == {"message": "404 Project Not Found"}),
        (f"{LAB}/lab%2Fsecret", 404, lambda it: it == {"message": "404 Project Not Found"}),
        (f"{LAB}/old%2Fname", 301, lambda it: it["message"] == "Moved Permanently"),
        (f"{LAB}/lab%2Ftool/repository/tree", 200, lambda it: [one["path"] for one in it] == ["README.md", "src"]),
        (f"{LAB}/lab%2Ftool/repository/tree?recursive=true", 200, lambda it: it[-1]["path"] == "src/main.py"),
        (f"{LAB}/lab%2Ftool/repository/tree?path=src", 200, lambda it: it[0]["path"] == "src/main.py"),
        (f"{LAB}/lab%2Fempty/repository/tree", 404, lambda it: it == {"message": "404 Tree Not Found"}),
        (f"{LAB}/lab%2Ftool/repository/files/src%2Fmain.py/raw", 200, lambda it: it == "print(1)\n"),
        (f"{LAB}/lab%2Ftool/languages", 200, lambda it: it == {"Python": 100}),
        ("https://gitlab.com/lab/tool", 200, lambda it: "lab / tool" in it),
        ("https://gitlab.com/lab/tool/-/tree/main/src", 200, lambda it: True),
        ("https://gitlab.com/lab/tool/-/tree/main/never", 404, lambda it: True),
        ("https://gitlab.com/lab/never", 302, lambda it: True),
        ("https://gitlab.com/old/name", 301, lambda it: True),
        (f"{BERG}/lab/tool", 200, lambda it: (it["stars_count"], it["archived_at"][:4]) == (5, "1970")),
        (f"{BERG}/me/tool", 200, lambda it: (it["parent"]["full_name"], it["archived"]) == ("lab/tool", True)),
        (f"{BERG}/lab/empty", 200, lambda it: it["empty"]),
        (f"{BERG}/lab/never", 404, lambda it: it["message"] == "The target couldn't be found."),
        (f"{BERG}/lab/secret", 404, lambda it: True),
        (f"{BERG}/old/name", 301, lambda it: True),
        (f"{BERG}/lab/tool/git/trees/main?recursive=true", 200, lambda it: it["tree"][-1]["path"] == "src/main.py"),
        (f"{BERG}/lab/tool/contents", 200, lambda it: [one["type"] for one in it] == ["file", "dir"]),
        (f"{BERG}/lab/tool/raw/README.md", 200, lambda it: it == "# Tool"),
        (
            "https://git.uni.example/api/v1/repos/lab/own",
            200,
            lambda it: it["clone_url"] == "https://git.uni.example/lab/own.git",
        ),
        ("https://codeberg.org/lab/never", 404, lambda it: True),
        ("https://codeberg.org/old/name", 307, lambda it: True),
        (f"{BUCKET}/lab/tool", 200, lambda it: (it["mainbranch"]["name"], it["language"]) == ("main", "python")),
        (f"{BUCKET}/me/tool", 200, lambda it: it["parent"]["full_name"] == "lab/tool"),
        (f"{BUCKET}/lab/empty", 200, lambda it: it["mainbranch"] is None),
        (f"{BUCKET}/lab/never", 404, lambda it: "does not exist or you do not have access" in it["error"]["message"]),
        (f"{BUCKET}/lab/tool/src", 302, lambda it: True),
        (f"{BUCKET}/lab/tool/src/main/?max_depth=5", 200, lambda it: it["values"][-1]["path"] == "src/main.py"),
        (f"{BUCKET}/lab/tool/forks", 200, lambda it: it["size"] == 2),
        ("https://bitbucket.org/lab/tool", 200, lambda it: True),
        ("https://bitbucket.org/lab/never", 404, lambda it: True),
        (f"{HUB}/api/models/lab/net", 200, lambda it: (it["downloads"], it["gated"], it["likes"]) == (7, False, 3)),
        (f"{HUB}/api/models/lab/net", 200, lambda it: len(it["siblings"]) == 3),
        (f"{HUB}/api/models/lab/bare", 200, lambda it: it["siblings"] == [{"rfilename": ".gitattributes"}]),
        (f"{HUB}/api/datasets/lab/rows", 200, lambda it: it["siblings"][-1] == {"rfilename": "data/train.csv"}),
        (f"{HUB}/api/spaces/lab/demo", 200, lambda it: it["runtime"]["stage"] == "BUILD_ERROR"),
        (f"{HUB}/api/models/lab/gated", 200, lambda it: it["gated"] == "manual"),
        (f"{HUB}/lab/gated/resolve/main/weights.bin", 401, lambda it: "is restricted" in it["error"]),
        (f"{HUB}/api/models/lab/off", 403, lambda it: it["error"] == "Access to this resource is disabled."),
        (f"{HUB}/api/models/lab/never", 401, lambda it: it["error"] == "Invalid username or password."),
        (f"{HUB}/api/models/lab/secret", 401, lambda it: True),
        (f"{HUB}/api/datasets/lab/net", 401, lambda it: True),
        (f"{HUB}/api/models/lab/net/tree/main", 200, lambda it: it[1]["path"] == "README.md"),
        (f"{HUB}/api/models/lab/net/tree/v9", 404, lambda it: True),
        (f"{HUB}/lab/net", 200, lambda it: True),
        (f"{HUB}/lab/net/blob/main/README.md", 200, lambda it: True),
        (f"{HUB}/lab/net/resolve/main/README.md", 200, lambda it: it == "# Net"),
        (f"{HUB}/lab/net/resolve/main/never", 404, lambda it: True),
        (f"{HUB}/datasets/lab/rows", 200, lambda it: True),
        (f"{HUB}/spaces/lab/demo/tree/main", 200, lambda it: True),
        (f"{HUB}/api/papers/2401.00001", 200, lambda it: it["githubRepo"] == "https://github.com/lab/tool"),
        (f"{HUB}/api/papers/2401.99999", 404, lambda it: True),
        (f"{HUB}/api/papers/search?q=a+paper", 200, lambda it: it[0]["paper"]["id"] == "2401.00001"),
        (f"{HUB}/papers/2401.00001", 200, lambda it: True),
        (f"{HUB}/api/collections/lab/nets-65f0", 200, lambda it: it["items"][0]["id"] == "lab/net"),
        (f"{HUB}/collections/lab/never-1", 404, lambda it: True),
        ("https://hf.co/lab/net", 301, lambda it: True),
    ],
)
async def test_states(
    forges: World, client: aiohttp.ClientSession, url: str, status: int, told: Callable[[Any], bool]
) -> None:
    """One address, its status, and what the body says."""
    answered, body, _ = await ask(client, url)
    assert (answered, told(body)) == (status, True), body


@pytest.mark.parametrize(
    ("url", "location"),
    [
        (f"{LAB}/old%2Fname", "https://gitlab.com/api/v4/projects/40000002"),
        ("https://gitlab.com/lab/secret", "https://gitlab.com/users/sign_in"),
        ("https://gitlab.com/old/name/-/tree/main", "https://gitlab.com/lab/tool/-/tree/main"),
        (f"{BERG}/old/name", "/api/v1/repos/lab/tool"),
        (f"{HUB}/api/models/net", "/api/models/lab/net"),
        (f"{HUB}/net/resolve/main/a", "/lab/net/resolve/main/a"),
        (f"{HUB}/LAB/Net", "/lab/net"),
    ],
)
async def test_moved(forges: World, client: aiohttp.ClientSession, url: str, location: str) -> None:
    """Where each redirects; Hugging Face gives only a path."""
    _, _, headers = await ask(client, url)
    assert headers["location"] == location


async def test_tokens_of_gitlab(forges: World, client: aiohttp.ClientSession) -> None:
    """A wrong one is 401, an empty header hides everything, a valid one has its own quota."""
    url = f"{LAB}/lab%2Ftool"
    status, _, anonymous = await ask(client, url)
    assert (status, anonymous["ratelimit-limit"], anonymous["ratelimit-remaining"]) == (200, "500", "499")
    assert (await ask(client, url, **{"private-token": ""}))[0] == 404
    assert (await ask(client, url, **{"private-token": "wrong"}))[:2] == (401, {"message": "401 Unauthorized"})
    _, _, known = await ask(client, url, **{"private-token": forges.gitlab.token()})
    assert known["ratelimit-limit"] == "2000"
    assert (await ask(client, "https://gitlab.com/api/v4/user"))[0] == 401


async def test_tokens_of_hugging_face(forges: World, client: aiohttp.ClientSession) -> None:
    """Missing is a 404 when signed in; a bad token is reported for every request."""
    good = {"authorization": f"Bearer {forges.huggingface.token()}"}
    status, _, headers = await ask(client, f"{HUB}/api/models/lab/never", **good)
    assert (status, headers["x-error-code"]) == (404, "RepoNotFound")
    status, body, _ = await ask(client, f"{HUB}/api/models/lab/net", authorization="Bearer bad")
    assert (status, body["error"]) == (401, "Invalid credentials in Authorization header")
    assert (await ask(client, f"{HUB}/api/whoami-v2", **good))[0] == 200
    _, _, headers = await ask(client, f"{HUB}/api/models/lab/net")
    assert headers["ratelimit-policy"] == '"fixed window";"api";q=500;w=300'


@pytest.mark.parametrize(
    ("url", "allowed", "refused"),
    [
        (f"{HUB}/lab/net", 100, 429),
        (f"{BUCKET}/lab/tool", 60, 429),
        (f"{LAB}/lab%2Ftool", 500, 429),
    ],
)
async def test_limits(forges: World, client: aiohttp.ClientSession, url: str, allowed: int, refused: int) -> None:
    """A number without a token, then no more."""

    async def status() -> int:
        return (await ask(client, url))[0]

    answers = await asyncio.gather(*(status() for _ in range(allowed)))
    assert set(answers) == {200}
    assert await status() == refused


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("host", ["gitlab.com", "codeberg.org", "bitbucket.org"])
async def test_git_is_spoken_everywhere(forges: World, client: aiohttp.ClientSession, host: str) -> None:
    """Protocol 2 for what exists, a request for a password otherwise."""
    tail = "info/refs?service=git-upload-pack"
    async with client.get(f"https://{host}/lab/tool.git/{tail}", headers={"git-protocol": "version=2"}) as answer:
        assert b"version 2" in await answer.read()
    async with client.get(f"https://{host}/lab/secret.git/{tail}") as answer:
        assert (answer.status, answer.headers["www-authenticate"][:5]) == (401, "Basic")
