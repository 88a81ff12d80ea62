"""api.github.com, github.com and raw files: each state of a repository, limits, and GitHub's own description."""

import base64
import json
import ssl
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import jsonschema
import pytest

from tests.world import World

pytestmark = pytest.mark.anyio

API = "https://api.github.com"
OPENAPI = json.loads(Path(__file__).with_name("github_openapi.json").read_text())


@pytest.fixture
def github(world: World) -> World:
    """One repository of each kind."""
    github = world.github
    files = {"README.md": "# Tool", "src/main.py": "print(1)\n", "src/deep/x.py": "pass\n", "LICENSE": "MIT"}
    github.repository(
        "lab/tool",
        files,
        stars=12,
        forks=3,
        watchers=2,
        license="MIT",
        topics=("nlp", "code"),
        description="A tool",
        homepage="https://tool.example.org",
        releases=("v2", "v1"),
        branches={"dev": {"README.md": "dev"}, "feature/x": {"a.py": ""}},
        submodules={"third/lib": "https://github.com/other/lib"},
        organization=True,
    )
    github.repository("me/tool", {"README.md": "mine"}, fork_of="lab/tool", archived=True)
    github.empty("lab/empty")
    github.repository("lab/secret", {"a.py": ""}, private=True)
    github.renamed("old/name", to="lab/tool")
    github.blocked("bad/films", reason="dmca")
    github.gist("abc123", {"run.py": "print(1)"})
    return world


async def ask(client: aiohttp.ClientSession, path: str, **headers: str) -> tuple[int, Any]:
    """Query the API; return status and JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.get(API + path, headers=named, allow_redirects=False) as answer:
        body = await answer.read()
        return answer.status, json.loads(body) if body else None


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/repos/lab/tool", 200, None),
        ("/repos/LAB/Tool", 200, None),
        ("/repos/lab/tool/", 404, "Not Found"),
        ("/repos/lab/never", 404, "Not Found"),
        ("/repos/lab/secret", 404, "Not Found"),
        ("/repos/old/name", 301, "Moved Permanently"),
        ("/repos/bad/films", 451, "Repository access blocked"),
        ("/repos/lab/empty/git/trees/HEAD", 409, "Git Repository is empty."),
        ("/repos/lab/empty/commits", 409, "Git Repository is empty."),
        ("/repos/lab/empty/contents/", 404, "This repository is empty."),
        ("/repos/lab/empty/contributors", 204, None),
        ("/repos/lab/tool/git/trees/never", 404, "Not Found"),
        ("/repos/lab/tool/contents/never.py", 404, "Not Found"),
        ("/repos/lab/tool/anything/else", 404, "Not Found"),
        ("/repos/me/tool/releases/latest", 404, "Not Found"),
        ("/gists/abc123", 200, None),
        ("/gists/never", 404, "Not Found"),
        ("/users/never", 404, "Not Found"),
        ("/orgs/me", 404, "Not Found"),
        ("/orgs/lab", 200, None),
    ],
)
async def test_states(
    github: World, client: aiohttp.ClientSession, path: str, status: int, message: str | None
) -> None:
    """Missing and private look the same; renamed, blocked and empty are distinct."""
    answered, body = await ask(client, path)
    assert answered == status
    if message is not None:
        assert body["message"] == message


async def test_a_renamed_repository_is_found_by_its_number(github: World, client: aiohttp.ClientSession) -> None:
    """Paths below it too, with their query string."""
    _, body = await ask(client, "/repos/old/name/git/trees/HEAD?recursive=1")
    assert body["url"].endswith("/git/trees/HEAD?recursive=1")
    status, tree = await ask(client, body["url"].removeprefix(API))
    assert (status, len(tree["tree"])) == (200, 9)


async def test_metadata_of_a_repository(github: World, client: aiohttp.ClientSession) -> None:
    """The fields that were described, including GitHub's confusion of watchers and stars."""
    _, tool = await ask(client, "/repos/lab/tool")
    told = {key: tool[key] for key in ("stargazers_count", "watchers_count", "subscribers_count", "forks_count")}
    assert told == {"stargazers_count": 12, "watchers_count": 12, "subscribers_count": 2, "forks_count": 3}
    assert (tool["license"]["spdx_id"], tool["topics"], tool["language"]) == ("MIT", ["nlp", "code"], "Python")
    _, fork = await ask(client, "/repos/me/tool")
    assert (fork["fork"], fork["archived"], fork["parent"]["full_name"]) == (True, True, "lab/tool")
    _, empty = await ask(client, "/repos/lab/empty")
    assert (empty["size"], empty["language"]) == (0, None)


async def test_trees_and_contents(github: World, client: aiohttp.ClientSession) -> None:
    """Flat or deep, by branch, by tag, of a folder, raw."""
    _, flat = await ask(client, "/repos/lab/tool/git/trees/main")
    assert [line["path"] for line in flat["tree"]] == [".gitmodules", "LICENSE", "README.md", "src", "third"]
    _, deep = await ask(client, "/repos/lab/tool/git/trees/v1?recursive=1")
    kinds = {line["path"]: (line["type"], line.get("size")) for line in deep["tree"]}
    assert kinds["src/deep/x.py"] == ("blob", 5)
    assert kinds["third/lib"] == ("commit", None)
    _, branch = await ask(client, "/repos/lab/tool/git/trees/feature%2Fx")
    assert [line["path"] for line in branch["tree"]] == ["a.py"]
    _, folder = await ask(client, "/repos/lab/tool/contents/src?ref=main")
    assert [(line["name"], line["type"]) for line in folder] == [("deep", "dir"), ("main.py", "file")]
    _, root = await ask(client, "/repos/lab/tool/contents/third")
    assert [(line["name"], line["type"], line["download_url"]) for line in root] == [("lib", "file", None)]
    _, readme = await ask(client, "/repos/lab/tool/readme")
    assert base64.b64decode(readme["content"]) == b"# Tool"
    async with client.get(f"{API}/repos/lab/tool/readme", headers={"accept": "application/vnd.github.raw"}) as raw:
        assert await raw.read() == b"# Tool"


async def test_lists_come_in_pages(github: World, client: aiohttp.ClientSession) -> None:
    """Each page has a link to the next one."""
    async with client.get(f"{API}/repos/lab/tool/branches?per_page=2") as answer:
        assert [branch["name"] for branch in await answer.json()] == ["main", "dev"]
        following = answer.links["next"]["url"]
    async with client.get(following) as answer:
        assert [branch["name"] for branch in await answer.json()] == ["feature/x"]
        assert "next" not in answer.links


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/repos/lab/tool", "full-repository"),
        ("/repos/me/tool", "full-repository"),
        ("/repos/lab/empty", "full-repository"),
        ("/repos/lab/tool/git/trees/main?recursive=1", "git-tree"),
        ("/repos/lab/tool/contents/README.md", "content-file"),
        ("/repos/lab/tool/contents", "content-directory"),
        ("/repos/lab/tool/branches", "short-branch"),
        ("/repos/lab/tool/releases", "release"),
        ("/repos/lab/tool/releases/latest", "release"),
        ("/repos/lab/tool/commits", "commit"),
        ("/repos/lab/tool/languages", "language"),
        ("/repos/lab/tool/topics", "topic"),
        ("/gists/abc123", "gist-simple"),
        ("/rate_limit", "rate-limit-overview"),
        ("/repos/lab/never", "basic-error"),
    ],
)
async def test_answers_are_as_github_describes_them(
    github: World, client: aiohttp.ClientSession, path: str, name: str
) -> None:
    """Valid by GitHub's published schema, and without invented keys."""
    _, body = await ask(client, path)
    schema = OPENAPI["$defs"][name]
    schema = schema.get("items", schema)
    validator = jsonschema.Draft202012Validator({**OPENAPI, **schema})
    for one in body if isinstance(body, list) else [body]:
        validator.validate(one)
        assert set(one) <= {*schema.get("properties", one)}


async def test_sixty_requests_an_hour_without_a_token(world: World, client: aiohttp.ClientSession) -> None:
    """Counted down in the headers; the sixty-first is refused until the reset; `/rate_limit` is free."""
    world.github.repository("lab/tool", {"a.py": ""})
    for used in range(1, 61):
        async with client.get(f"{API}/repos/lab/tool") as answer:
            assert answer.status == 200
            assert int(answer.headers["x-ratelimit-remaining"]) == 60 - used
    status, body = await ask(client, "/repos/lab/tool")
    assert (status, body["message"][:23]) == (403, "API rate limit exceeded")
    _, limits = await ask(client, "/rate_limit")
    assert limits["resources"]["core"]["remaining"] == 0
    _, limits = await ask(client, "/rate_limit", authorization=f"Bearer {world.github.token()}")
    assert limits["resources"]["core"] == limits["rate"] == {**limits["rate"], "limit": 5000, "remaining": 5000}


async def test_a_burst_is_refused(world: World, client: aiohttp.ClientSession) -> None:
    """900 points a minute: the next request hits the secondary limit, although the hourly quota is far from empty."""
    world.github.repository("lab/tool", {"a.py": ""})
    token = f"Bearer {world.github.token()}"
    for _ in range(900):
        assert (await ask(client, "/repos/lab/tool/topics", authorization=token))[0] == 200
    async with client.get(f"{API}/repos/lab/tool", headers={"authorization": token}) as answer:
        assert (answer.status, answer.headers["retry-after"]) == (403, "60")
        assert "secondary rate limit" in (await answer.json())["message"]


async def test_the_limit_opens_with_the_next_window(tls: ssl.SSLContext) -> None:
    """A token with two requests an hour, and a clock that can be set."""
    clock = [1e9]
    async with World(now=lambda: clock[0]) as world, httpx.AsyncClient(proxy=world.proxy, verify=tls) as client:
        world.github.repository("lab/tool", {"a.py": ""})
        client.headers["authorization"] = f"token {world.github.token(limit=2)}"
        statuses = [(await client.get(f"{API}/repos/lab/tool")).status_code for _ in range(3)]
        clock[0] += 3601
        statuses.append((await client.get(f"{API}/repos/lab/tool")).status_code)
    assert statuses == [200, 200, 403, 200]


async def test_unchanged_responses_are_free_with_a_token(github: World, client: aiohttp.ClientSession) -> None:
    """304 by ETag: counted without a token, not counted with one."""
    token = f"Bearer {github.github.token()}"
    async with client.get(f"{API}/repos/lab/tool", headers={"authorization": token}) as answer:
        etag, left = answer.headers["etag"], answer.headers["x-ratelimit-remaining"]
    again = {"if-none-match": etag}
    async with client.get(f"{API}/repos/lab/tool", headers={**again, "authorization": token}) as answer:
        assert (answer.status, await answer.read()) == (304, b"")
        assert answer.headers["x-ratelimit-remaining"] == left
    async with client.get(f"{API}/repos/lab/tool", headers=again) as answer:
        assert (answer.status, answer.headers["x-ratelimit-remaining"]) == (304, "59")
    github.github.remove("lab/tool")
    assert (await ask(client, "/repos/lab/tool", if_none_match=etag))[0] == 404


async def test_bad_tokens_and_missing_user_agents(github: World, client: aiohttp.ClientSession) -> None:
    """401 for everything; 403 without a user agent."""
    for path in ("/repos/lab/tool", "/rate_limit", "/graphql"):
        status, body = await ask(client, path, authorization="Bearer ghp_expired")
        assert (status, body["message"]) == (401, "Bad credentials")
    async with client.get(f"{API}/repos/lab/tool", headers={"user-agent": ""}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    ("url", "status", "location"),
    [
        ("https://github.com/lab/tool", 200, None),
        ("https://github.com/LAB/TOOL/", 200, None),
        ("https://github.com/lab/tool.git", 301, "https://github.com/lab/tool"),
        ("https://www.github.com/lab/tool", 301, "https://github.com/lab/tool"),
        ("https://github.com/lab/tool/tree/main/src", 200, None),
        ("https://github.com/lab/tool/tree/feature/x", 200, None),
        ("https://github.com/lab/tool/blob/HEAD/src/main.py", 200, None),
        ("https://github.com/lab/tool/blob/main/never.py", 404, None),
        ("https://github.com/lab/tool/tree/never", 404, None),
        ("https://github.com/lab/tool/releases", 200, None),
        ("https://github.com/lab/tool/nonsense", 404, None),
        ("https://github.com/old/name/issues", 301, "https://github.com/lab/tool/issues"),
        ("https://github.com/lab/never", 404, None),
        ("https://github.com/lab/secret", 404, None),
        ("https://github.com/bad/films", 451, None),
        ("https://github.com/lab", 200, None),
        ("https://github.com/nobody", 404, None),
        ("https://github.com/", 200, None),
        ("https://gist.github.com/someone/abc123", 200, None),
        ("https://gist.github.com/someone/never", 404, None),
        ("https://raw.githubusercontent.com/lab/tool/HEAD/README.md", 200, None),
        ("https://raw.githubusercontent.com/lab/tool/refs/heads/dev/README.md", 200, None),
        ("https://raw.githubusercontent.com/lab/tool/main/never", 404, None),
        ("https://raw.githubusercontent.com/lab/tool/main/src", 404, None),
        ("https://lab.github.io/tool/", 404, None),
    ],
)
async def test_pages(github: World, client: aiohttp.ClientSession, url: str, status: int, location: str | None) -> None:
    """As a browser sees them."""
    async with client.get(url, allow_redirects=False) as answer:
        assert (answer.status, answer.headers.get("location")) == (status, location)


async def test_explicit_page_replaces_the_default(github: World, client: aiohttp.ClientSession) -> None:
    """Pages come before hosts, on github.io and on GitHub itself."""
    github.page("https://lab.github.io/tool/", "a site")
    github.page("https://github.com/features", "features")
    for url in ("https://lab.github.io/tool/", "https://github.com/features", "https://github.com/lab/tool"):
        assert (await client.get(url)).status == 200
    assert (await client.get("https://lab.github.io/other/")).status == 404
