"""Pages below a repository are examined: with a token in the same query, without one at their own address."""

import json

import pytest

from linkscan.hosts import github
from linkscan.models import Failure, Health, Redirect, Request, Response
from tests.hosts.flows import Asked, Tokens, data, inspect
from tests.hosts.git_replies import git_replies

HOME = "https://github.com/lab/tool"
GRAPHQL = "https://api.github.com/graphql"
FILES = {"README.md": "# Tool", "main.py": "print(1)\n" * 60}
CARD = {
    "nameWithOwner": "lab/tool",
    "isEmpty": False,
    "top": {"oid": "0" * 40, "entries": [{"name": "main.py", "type": "blob", "size": 900}]},
}
TOKENS = Tokens(frozenset({"api.github.com"}))
OK, GONE, UNREACHABLE = Health.OK, Health.GONE, Health.UNREACHABLE


def by_api(path: str, extra: object, page: Response | None = None) -> Asked:
    """Examine a page with a token: GraphQL returns the repository, and `extra` under the alias of the page."""

    def reply(request: Request) -> Response:
        if request.url == GRAPHQL:
            return data({"data": {"r0": {**CARD, **(extra if isinstance(extra, dict) else {})}}}, GRAPHQL)
        assert page is not None, f"asked for {request.url}"
        return page

    return inspect(github, [f"{HOME}/{path}"], reply, TOKENS)


def by_git(path: str, page: Response | None) -> Asked:
    """Examine a page without a token."""
    url = f"{HOME}/{path}"
    replies = {
        **git_replies(f"{HOME}.git", FILES),
        "https://api.github.com/repos/lab/tool": Response("", failure=Failure.LIMITED),
    }
    if page is not None:
        replies[url] = page
    return inspect(github, [url], replies)


PAGES = [
    "releases/tag/v9.9",
    "releases/download/v1.0/x.zip",
    "issues/1",
    "pull/777",
    "discussions/4",
    "wiki/Nope",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("response", "health"),
    [
        (Response("", 404), GONE),
        (Response("", 410), GONE),
        (Response("", 200), OK),
        (Response("", 429), UNREACHABLE),
        (Response("", 503), UNREACHABLE),
        (Response("", failure=Failure.TIMEOUT), UNREACHABLE),
    ],
)
def test_a_page_is_there_if_its_host_shows_it(path: str, response: Response, health: Health) -> None:
    """Formerly, every page below an existing repository counted as existing."""
    assert by_git(path, response).only.health is health
    assert by_api(path, {"subpage": None}, response).only.health is health


@pytest.mark.parametrize("path", PAGES)
def test_missing_page_below_a_repository_is_named(path: str) -> None:
    reason = f"the repository is there, but {path} is not"
    assert by_git(path, Response("", 404)).only.reason == reason
    assert by_api(path, {"subpage": None}, Response("", 404)).only.reason == reason


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("releases/tag/v1.0", {"tagName": "v1.0"}),
        (
            "releases/download/v1.0/x.zip",
            {"tagName": "v1.0", "releaseAssets": {"nodes": [{"name": "x.zip", "size": 5}]}},
        ),
        ("issues/1", {"__typename": "Issue"}),
        ("pull/7", {"__typename": "PullRequest"}),
    ],
)
def test_with_a_token_the_same_query_decides(path: str, told: dict[str, object]) -> None:
    asked = by_api(path, {"subpage": told})
    assert asked.only.health is OK
    assert set(asked.urls) == {GRAPHQL}
    query = json.loads(asked.rounds[0][0].body)
    assert "subpage:" in query["query"]
    assert set(path.replace("releases", "").split("/")) & {str(value) for value in query["variables"].values()}


def test_an_asset_that_its_release_does_not_have_is_looked_up() -> None:
    told = {"subpage": {"tagName": "v1.0", "releaseAssets": {"nodes": []}}}
    assert by_api("releases/download/v1.0/x.zip", told, Response("", 404)).only.health is GONE


@pytest.mark.parametrize(("name", "is_listed"), [("code.zip", True), ("paper.pdf", False)])
def test_an_asset_holds_what_its_name_says(name: str, is_listed: bool) -> None:
    path = f"releases/download/v1.0/{name}"
    told = {"subpage": {"tagName": "v1.0", "releaseAssets": {"nodes": [{"name": name, "size": 5}]}}}
    for facts in (by_api(path, told).only, by_git(path, Response("", 200)).only):
        assert [file.path for file in facts.files or ()] == ([name] if is_listed else [])


@pytest.mark.parametrize("where", ["https://github.com/lab/tool/wiki", "https://github.com/lab/tool"])
def test_a_wiki_page_that_is_sent_to_the_wiki_is_gone(where: str) -> None:
    url = f"{HOME}/wiki/Nope"
    assert by_git("wiki/Nope", Response(where, 200, redirects=(Redirect(url, 302, where),))).only.health is GONE
    moved = "https://github.com/new/name/wiki/Nope"
    assert by_git("wiki/Nope", Response(moved, 200, redirects=(Redirect(url, 301, moved),))).only.health is OK


@pytest.mark.parametrize("path", ["archive/refs/heads/main.zip", "archive/main.tar.gz"])
def test_an_archive_holds_the_files_of_its_ref(path: str) -> None:
    facts = by_git(path, None).only
    assert facts.health is OK
    assert {file.path for file in facts.files or ()} == set(FILES)


@pytest.mark.parametrize("path", ["archive/refs/tags/v7.0.zip", "archive/v7.0.tar.gz"])
def test_archive_of_an_unknown_ref_is_gone(path: str) -> None:
    assert by_git(path, None).only.health is GONE
    assert by_api(path, {}, Response("", 404)).only.health is GONE


@pytest.mark.parametrize(("status", "health"), [(404, GONE), (200, OK), (429, UNREACHABLE)])
def test_abbreviated_commit_is_looked_up_on_its_page(status: int, health: Health) -> None:
    assert by_git("commit/abcdef0", Response("", status)).only.health is health


def test_an_archive_is_looked_up_by_its_whole_ref() -> None:
    asked = by_api("archive/refs/heads/feature/x.zip", {"x0": {"oid": "1" * 40, "entries": []}})
    assert "feature/x:" in json.loads(asked.rounds[0][0].body)["variables"].values()
