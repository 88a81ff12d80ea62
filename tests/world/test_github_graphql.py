"""GraphQL: GitHub's own schema decides what may be queried, and errors have its wording."""

import os
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from graphql import build_schema, parse, print_schema, validate

from tests.world import World
from tests.world.cut_schema import cut
from tests.world.github_graphql import SCHEMA

pytestmark = pytest.mark.anyio

REPOSITORY = """
fragment facts on Repository {
  databaseId nameWithOwner url description homepageUrl isEmpty isDisabled isLocked lockReason isArchived
  archivedAt isFork isMirror isTemplate visibility createdAt pushedAt diskUsage stargazerCount forkCount
  watchers { totalCount } issues(states: OPEN) { totalCount }
  parent { nameWithOwner } licenseInfo { spdxId } primaryLanguage { name }
  languages(first: 10, orderBy: {field: SIZE, direction: DESC}) { totalSize edges { size node { name } } }
  repositoryTopics(first: 20) { nodes { topic { name } } }
  defaultBranchRef { name target { oid ... on Commit { committedDate } } }
  refs(refPrefix: "refs/heads/", first: 100) { totalCount nodes { name target { oid } } }
  latestRelease { tagName publishedAt } releases(first: 1) { totalCount }
  submodules(first: 10) { nodes { path gitUrl } }
  root: object(expression: "HEAD:") { ... on Tree { entries {
    name path type mode size extension isGenerated lineCount submodule { gitUrl }
    object { ... on Tree { entries { path type size } } } } } }
  readme: object(expression: "HEAD:README.md") { ... on Blob { text byteSize isBinary isTruncated } }
}
"""


@pytest.fixture
def github(world: World) -> World:
    """A repository with everything, an empty one, a fork."""
    github = world.github
    github.repository(
        "lab/tool",
        {"README.md": "# Tool", "src/main.py": "print(1)\n", "logo.bin": b"\0\1"},
        stars=12,
        watchers=2,
        issues=4,
        license="MIT",
        topics=("nlp",),
        releases=("v1",),
        branches={"dev": {"a.py": ""}},
        submodules={"third/lib": "https://github.com/other/lib"},
    )
    github.repository("me/tool", {"README.md": "mine"}, fork_of="lab/tool")
    github.empty("lab/empty")
    github.renamed("old/name", to="lab/tool")
    github.blocked("bad/films")
    return world


async def query(
    world: World, client: aiohttp.ClientSession, text: str, token: str | None = None, **variables: Any
) -> Any:
    """Send a query, with a valid token by default; return the JSON."""
    token = world.github.token() if token is None else token
    headers = {"authorization": f"bearer {token}"} if token else {}
    body = {"query": text, "variables": variables}
    async with client.post("https://api.github.com/graphql", json=body, headers=headers) as answer:
        return await answer.json()


async def test_all_queried_fields_of_a_repository(github: World, client: aiohttp.ClientSession) -> None:
    """One query with all the fields that show what is there."""
    text = f'{{ repository(owner: "lab", name: "tool") {{ ...facts }} }} {REPOSITORY}'
    it = (await query(github, client, text))["data"]["repository"]
    assert (it["nameWithOwner"], it["stargazerCount"], it["watchers"]["totalCount"]) == ("lab/tool", 12, 2)
    assert (it["licenseInfo"]["spdxId"], it["primaryLanguage"]["name"]) == ("MIT", "Python")
    assert it["issues"]["totalCount"] == 4
    assert it["repositoryTopics"]["nodes"] == [{"topic": {"name": "nlp"}}]
    assert [ref["name"] for ref in it["refs"]["nodes"]] == ["main", "dev"]
    assert it["latestRelease"]["tagName"] == "v1"
    assert it["submodules"]["nodes"] == [{"path": "third/lib", "gitUrl": "https://github.com/other/lib"}]
    assert it["readme"] == {"text": "# Tool", "byteSize": 6, "isBinary": False, "isTruncated": False}
    kinds = {entry["path"]: (entry["type"], entry["size"], entry["extension"]) for entry in it["root"]["entries"]}
    assert kinds["README.md"] == ("blob", 6, ".md")
    src = next(entry for entry in it["root"]["entries"] if entry["path"] == "src")
    assert src["object"]["entries"] == [{"path": "src/main.py", "type": "blob", "size": 9}]


async def test_partial_failure_keeps_the_other_results(github: World, client: aiohttp.ClientSession) -> None:
    """Missing and blocked ones are null with an error at their alias; renamed ones are followed; the status is 200."""
    names = {
        "r0": "lab/tool",
        "r1": "lab/never",
        "r2": "old/name",
        "r3": "bad/films",
        "r4": "lab/empty",
        "r5": "me/tool",
    }
    parts = [
        '{}: repository(owner: "{}", name: "{}") {{ ...facts }}'.format(alias, *name.split("/"))
        for alias, name in names.items()
    ]
    answer = await query(github, client, f"{{ {' '.join(parts)} }} {REPOSITORY}")
    told = {alias: it and it["nameWithOwner"] for alias, it in answer["data"].items()}
    assert told == {**names, "r1": None, "r2": "lab/tool", "r3": None}
    assert [(error["type"], error["path"]) for error in answer["errors"]] == [
        ("NOT_FOUND", ["r1"]),
        ("NOT_FOUND", ["r3"]),
    ]
    assert answer["errors"][0]["message"] == "Could not resolve to a Repository with the name 'lab/never'."
    assert (answer["data"]["r4"]["isEmpty"], answer["data"]["r4"]["defaultBranchRef"]) == (True, None)
    assert answer["data"]["r5"]["parent"] == {"nameWithOwner": "lab/tool"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{ repository(owner: "lab", name: "tool") { stars } }', "Cannot query field 'stars'"),
        ('{ repository(owner: "lab") { id } }', "of type 'String!' is required"),
        ("{ repository(owner: ", "Syntax Error"),
        (
            '{ repository(owner: "lab", name: "tool") { refs(refPrefix: "refs/heads/") { nodes { name } } } }',
            "provide a `first`",
        ),
        (
            '{ repository(owner: "lab", name: "tool") { refs(refPrefix: "x", first: 101) { totalCount } } }',
            "Requesting 101 records on the `refs` connection exceeds the `first` limit of 100",
        ),
        (
            """{ repositoryOwner(login: "lab") { repositories(first: 100) { nodes {
              languages(first: 100) { nodes { name } }
              refs(refPrefix: "x", first: 100) { nodes { repository {
                releases(first: 100) { nodes { name } } } } } } } } }""",
            "exceeds the maximum limit of 500000",
        ),
    ],
)
async def test_github_refuses_what_its_schema_or_its_limits_do_not_allow(
    github: World, client: aiohttp.ClientSession, text: str, complaint: str
) -> None:
    """Status 200, errors, no data."""
    answer = await query(github, client, text)
    assert complaint in answer["errors"][0]["message"]
    assert "data" not in answer


async def test_cost_is_counted_as_documented(github: World, client: aiohttp.ClientSession) -> None:
    """A point per hundred requests for connections, at least one, taken from the token's hourly points."""
    token = github.github.token(limit=5)
    one = "{ rateLimit { cost remaining nodeCount } }"
    assert (await query(github, client, one, token))["data"]["rateLimit"] == {"cost": 1, "remaining": 4, "nodeCount": 0}
    fields = "languages(first: 10) { totalSize } releases(first: 1) { totalCount }"
    repository = f'r%d: repository(owner: "lab", name: "tool") {{ {fields} }}'
    many = f"{{ rateLimit {{ cost nodeCount }} {' '.join(repository % number for number in range(100))} }}"
    assert (await query(github, client, many, token))["data"]["rateLimit"] == {"cost": 2, "nodeCount": 1100}
    await query(github, client, many, token)
    over = await query(github, client, one, token)
    assert (over["errors"][0]["type"], "data" in over) == ("RATE_LIMIT", False)


async def test_without_a_token_there_is_no_graphql(github: World, client: aiohttp.ClientSession) -> None:
    """401 in both cases, with different words."""
    text = "{ viewer { login } }"
    assert "requires you to be authenticated" in (await query(github, client, text, token=""))["message"]
    assert (await query(github, client, text, token="stale"))["message"] == "Bad credentials"
    assert (await query(github, client, text))["data"] == {"viewer": {"login": "world"}}


async def test_field_unknown_to_the_world_fails_the_test() -> None:
    """It is never a null, which would mean "there is none"."""

    async def live() -> None:
        async with World() as world, aiohttp.ClientSession() as client:
            world.github.repository("lab/tool", {"a.py": ""})
            text = '{ repository(owner: "lab", name: "tool") { viewerHasStarred } }'
            headers = {"authorization": f"bearer {world.github.token()}"}
            url = "http://api.github.com/graphql"
            await client.post(url, json={"query": text}, headers=headers, proxy=world.proxy)

    with pytest.raises(ExceptionGroup) as caught:
        await live()
    assert "Repository.viewerHasStarred" in str(caught.value.exceptions[0])


def test_the_cut_is_part_of_the_published_schema() -> None:
    """The script reproduces it, and what the extract accepts, GitHub accepts."""
    published = os.environ.get("GITHUB_GRAPHQL_SCHEMA")
    if published is None:
        pytest.skip("GITHUB_GRAPHQL_SCHEMA does not name schema.graphql of npm @octokit/graphql-schema")
    text = Path(published).read_text()
    whole = build_schema(text, assume_valid=True)  # newer graphql-core reports errors in it
    query = f'{{ repository(owner: "lab", name: "tool") {{ ...facts }} }} {REPOSITORY}'
    assert validate(whole, parse(query)) == []
    assert SCHEMA.read_text().partition("\n\n")[2] == print_schema(cut(whole)) + "\n"


def test_the_cut_names_its_source() -> None:
    """Package and version, so that it can be reproduced."""
    assert "@octokit/graphql-schema 15.26.1" in SCHEMA.read_text().partition("\n")[0]
