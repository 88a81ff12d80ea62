"""With a token: two queries for a repository, partial responses, second opinions."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from linkscan.content.file_kinds import MORE
from linkscan.hosts import github
from linkscan.hosts.github.graphql_schema import RepositoryNode
from linkscan.models import Failure, File, Health, Request, Response
from tests.hosts.flows import Asked, Tokens, data, inspect

DATA = Path(__file__).parents[1] / "data"
REPOSITORIES = json.loads((DATA / "github_cards.json").read_text())
CONTENTS = json.loads((DATA / "github_contents.json").read_text())
GRAPHQL = "https://api.github.com/graphql"
ACCESS = Tokens(frozenset({"api.github.com"}))
NAMES = ("lab/tool", "lab/soon", "lab/empty", "lab/missing", "old/name")
NOWHERE: Callable[[Request], Response] = lambda request: Response(request.url, 404)  # noqa: E731 - a default


def send(
    names: tuple[str, ...],
    graphql: Callable[[Mapping[str, Any]], Response],
    others: Callable[[Request], Response] = NOWHERE,
) -> Asked:
    """Inspect repositories; `graphql` gets the parsed query, `others` answers everything else."""

    def response(request: Request) -> Response:
        return graphql(json.loads(request.body)) if request.url == GRAPHQL else others(request)

    return inspect(github, [f"https://github.com/{name}" for name in names], response, ACCESS)


def recorded(request: Mapping[str, Any]) -> Response:
    """Respond with the part of the recording about the repository."""
    kept = REPOSITORIES if "...Card" in request["query"] else CONTENTS
    name = f"{request['variables']['r0o']}/{request['variables']['r0n']}"
    number = NAMES.index(name) if kept is REPOSITORIES else ("lab/tool", "lab/soon", "old/name").index(name)
    told = kept["data"][f"r{number}"]
    errors = [error | {"path": ["r0"]} for error in kept.get("errors", []) if told is None]
    return data({"data": {"r0": told}} | ({"errors": errors} if errors else {}), GRAPHQL)


@pytest.fixture(scope="module")
def asked() -> Asked:
    return send(NAMES, recorded)


def facts(asked: Asked, name: str) -> Any:
    return asked.facts[f"github:{name}"]


def test_two_queries_and_a_second_opinion_are_sent(asked: Asked) -> None:
    assert [len(requests) for requests in asked.rounds] == [5, 4]
    assert set(asked.urls) == {GRAPHQL, "https://github.com/lab/missing"}


def test_tree_of_a_commit_is_requested_by_its_hash(asked: Asked) -> None:
    """So that the response stays valid, and only the first query is sent again."""
    cards, contents = asked.rounds[0], [request for request in asked.rounds[1] if request.url == GRAPHQL]
    assert not any(request.is_immutable for request in cards)
    assert all(request.is_immutable for request in contents)


def test_metadata_use_the_names_of_the_report(asked: Asked) -> None:
    told = facts(asked, "lab/tool").metadata
    assert (told.full_name, told.id, told.stars, told.forks, told.watchers, told.open_issues) == (
        "lab/tool", "1300192", 120, 7, 5, 4,
    )  # fmt: skip
    assert (told.language, told.languages, told.topics) == ("Python", ("Python", "Cuda"), ("nerf", "vision"))
    assert (told.license, told.default_branch, told.size_kb, told.latest_release) == ("MIT", "main", 2048, "v1.0")
    assert (told.fork, told.parent, told.archived) == (True, "other/tool", False)
    assert (told.created_at, told.pushed_at) == ("2023-01-15T09:30:00Z", "2024-05-01T12:00:00Z")
    assert told.files == ("README.md", "assets", "data", "src", "train.py")


def test_top_level_code_suffices_and_data_folders_are_opened(asked: Asked) -> None:
    assert set(facts(asked, "lab/tool").files) == {
        File("README.md", 1200),
        File("assets/"),
        File("src/"),
        File("train.py", 9000),
        File("data/train.csv", 5000),
        File("(release v1.0)/model.pth", 1048576),
    }
    assert facts(asked, "lab/tool").readme == "# Tool\n"


def test_empty_top_level_leads_to_folders_and_branches(asked: Asked) -> None:
    soon = facts(asked, "lab/soon")
    assert {file.path for file in soon.files} == {
        "LICENSE",
        "README.md",
        "assets/logo.png",
        "code/main.py",
        "(branch dev)/model/net.py",
    }
    assert soon.readme == "# Soon\nCode coming soon!\n"


def test_an_empty_repository_is_there(asked: Asked) -> None:
    assert (facts(asked, "lab/empty").health, facts(asked, "lab/empty").files) == (Health.OK, ())


def test_missing_repository_is_gone_if_the_page_agrees(asked: Asked) -> None:
    missing = facts(asked, "lab/missing")
    assert (missing.health, missing.status_code) == (Health.GONE, 404)
    assert missing.reason == "no public repository: GitHub's API and the page both say so"


def test_renamed_repository_is_moved_and_keeps_its_id(asked: Asked) -> None:
    moved = facts(asked, "old/name")
    assert (moved.health, moved.canonical) == (Health.MOVED, "https://github.com/newlab/newname")
    assert "id 1300195" in moved.reason


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(data({"errors": [{"type": "RATE_LIMITED"}]}), id="limited, with 200"),
        pytest.param(data({"data": {"r0": None}, "errors": [{"type": "FORBIDDEN", "path": ["r0"]}]}), id="forbidden"),
        pytest.param(data({"data": {"r0": None}}), id="null without a word"),
        pytest.param(data({"data": {"r0": {"nameWithOwner": 7}}}), id="another shape"),
        pytest.param(data(b"<html>hotel"), id="a portal"),
        pytest.param(Response(GRAPHQL, 401), id="a token that is refused"),
        pytest.param(Response(GRAPHQL, 502), id="alone and still too much"),
        pytest.param(data({"errors": [{"type": "RESOURCE_LIMITS_EXCEEDED"}]}), id="too heavy"),
        pytest.param(Response(GRAPHQL, failure=Failure.LIMITED), id="still limited"),
    ],
)
def test_git_answers_what_graphql_cannot(reply: Response) -> None:
    asked = send(("lab/tool",), lambda _: reply, lambda request: Response(request.url, 503))
    assert asked.urls[-1] == "https://github.com/lab/tool.git/info/refs?service=git-upload-pack"
    assert asked.only.health is Health.UNREACHABLE


@pytest.mark.parametrize(
    ("page", "git", "health", "reason"),
    [
        pytest.param(404, None, Health.GONE, "API and the page both say so", id="the page agrees"),
        pytest.param(451, None, Health.GONE, "blocked", id="blocked"),
        pytest.param(429, 401, Health.GONE, "API and git both say so", id="the page is limited, git agrees"),
        pytest.param(429, 503, Health.UNREACHABLE, "API says no; the page", id="nobody else can tell"),
        pytest.param(429, 403, Health.UNREACHABLE, "API says no; the page", id="a wall is no second opinion"),
        pytest.param(200, 401, Health.RESTRICTED, "but git refuses access", id="the page is there"),
    ],
)
def test_missing_needs_a_second_opinion(page: int, git: int | None, health: Health, reason: str) -> None:
    error = {"type": "NOT_FOUND", "path": ["r0"], "message": "Could not resolve to a Repository"}

    def others(request: Request) -> Response:
        return Response(request.url, git if "info/refs" in request.url else page)

    asked = send(("lab/tool",), lambda _: data({"data": {"r0": None}, "errors": [error]}), others)
    assert asked.only.health is health
    assert reason in asked.only.reason


def test_a_disabled_repository_is_gone() -> None:
    node = REPOSITORIES["data"]["r0"] | {"isDisabled": True}
    assert send(("lab/tool",), lambda _: data({"data": {"r0": node}})).only.health is Health.GONE


def test_repository_visible_only_to_the_token_is_restricted_without_details() -> None:
    node = REPOSITORIES["data"]["r0"] | {"isPrivate": True, "description": "a secret"}
    asked = send(("lab/tool",), lambda _: data({"data": {"r0": node}}))
    assert asked.only.health is Health.RESTRICTED
    assert (asked.only.files, asked.only.readme, asked.only.metadata) == (None, None, None)
    assert len(asked.urls) == 1


@pytest.mark.parametrize(
    ("path", "objects", "health", "files"),
    [
        (
            "tree/main/src",
            {"x0": {"oid": "5" * 40, "entries": [{"name": "a.py", "type": "blob", "size": 9000}]}},
            Health.OK,
            {"a.py"},
        ),
        ("tree/feature/x", {"x0": None, "x1": {"entries": []}}, Health.OK, set()),
        ("blob/main/a.py", {"x0": {"byteSize": 9000}}, Health.OK, {"a.py"}),
        ("tree/main/nowhere", {"x0": None, "x1": None}, Health.GONE, None),
    ],
)
def test_a_path_is_looked_up_wherever_the_branch_may_end(
    path: str, objects: Mapping[str, Any], health: Health, files: set[str] | None
) -> None:
    node = REPOSITORIES["data"]["r0"] | {"latestRelease": None} | objects
    asked = send((f"lab/tool/{path}",), lambda _: data({"data": {"r0": node}}))
    told = asked.only.files
    assert asked.only.health is health
    assert (None if told is None else {file.path for file in told}) == files


def test_a_path_that_graphql_lacks_gets_a_second_opinion() -> None:
    node = REPOSITORIES["data"]["r0"] | {"x0": None}

    def others(request: Request) -> Response:
        return Response(request.url, 503 if "info/refs" in request.url else 200)

    asked = send(("lab/tool/tree/main",), lambda _: data({"data": {"r0": node}}), others)
    assert asked.urls[1:] == [
        "https://github.com/lab/tool/tree/main",
        "https://github.com/lab/tool.git/info/refs?service=git-upload-pack",
    ]
    assert asked.only.health is Health.UNREACHABLE


def test_a_link_to_a_document_leaves_the_code_open() -> None:
    node = REPOSITORIES["data"]["r0"] | {"latestRelease": None, "x0": {"byteSize": 99}}
    asked = send(("lab/tool/blob/main/paper.pdf",), lambda _: data({"data": {"r0": node}}))
    assert (asked.only.health, asked.only.files) == (Health.OK, None)


def test_gists_and_owners_are_requested_outside_the_batch() -> None:
    asked = inspect(
        github,
        ["https://github.com/lab/tool", "https://github.com/lab", "https://gist.github.com/0123456789abcdef"],
        lambda request: recorded(json.loads(request.body)) if request.url == GRAPHQL else Response(request.url, 404),
        ACCESS,
    )
    assert [len(requests) for requests in asked.rounds] == [3, 2]
    assert [told.health for told in asked.facts.values()] == [Health.OK, Health.GONE, Health.GONE]


@pytest.mark.parametrize(("count", "last"), [(19, "(release v1)/18.csv"), (20, f"(release v1)/{MORE}")])
def test_unlisted_assets_count_as_an_unopened_folder(count: int, last: str) -> None:
    assets = {"nodes": [{"name": f"{number}.csv", "size": 9} for number in range(count)]}
    node = RepositoryNode.model_validate({"latestRelease": {"tagName": "v1", "releaseAssets": assets}})
    assert node.released_files[-1].path == last
