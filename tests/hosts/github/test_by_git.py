"""Without a token: content from git, a second opinion from the page, metadata from REST within its limit."""

import json
from pathlib import Path

import pytest

from linkscan.hosts import github
from linkscan.hosts.git.wire import pkt_line
from linkscan.models import Failure, Health, Request, Response
from tests.hosts.flows import Asked, inspect

DATA = Path(__file__).parents[1] / "data"
REPOSITORY = (DATA / "github_repository.json").read_bytes()
BLOCKED = (DATA / "github_blocked.json").read_bytes()
REMOTE, PAGE, REST = (
    "https://github.com/lab/tool.git/info/refs?service=git-upload-pack",
    "https://github.com/lab/tool",
    "https://api.github.com/repos/lab/tool",
)
EMPTY = (
    pkt_line(b"# service=git-upload-pack\n") + b"0000" + pkt_line(b"0" * 40 + b" capabilities^{}\0filter\n") + b"0000"
)
Replies = dict[str, Response]


def look(replies: Replies, url: str = "https://github.com/lab/tool") -> Asked:
    return inspect(github, [url], replies)


def test_an_empty_repository_is_there_and_holds_nothing() -> None:
    asked = look({REMOTE: Response(REMOTE, 200, body=EMPTY), REST: Response(REST, 200, body=REPOSITORY)})
    facts = asked.only
    assert (facts.health, facts.files, facts.final_url) == (Health.OK, (), PAGE)
    assert facts.reason == "the repository is archived by its owners"
    assert asked.urls == [REMOTE, REST]


def test_metadata_come_from_rest() -> None:
    facts = look({REMOTE: Response(REMOTE, 200, body=EMPTY), REST: Response(REST, 200, body=REPOSITORY)}).only
    told = facts.metadata
    assert told is not None
    assert (told.full_name, told.id, told.stars, told.watchers, told.open_issues) == ("lab/tool", "1300192", 120, 5, 4)
    assert (told.license, told.topics, told.size_kb, told.parent) == ("MIT", ("nerf", "vision"), 2048, "other/tool")
    assert (told.archived, told.homepage, told.languages, told.files) == (True, None, None, ())


def test_formerly_public_repository_is_restricted() -> None:
    """Git's response is cached, and the description is what a token sees today."""
    rest = Response(REST, 200, body=json.dumps({**json.loads(REPOSITORY), "private": True}).encode())
    facts = look({REMOTE: Response(REMOTE, 200, body=EMPTY, from_cache=True), REST: rest}).only
    assert (facts.health, facts.metadata, facts.files) == (Health.RESTRICTED, None, None)


@pytest.mark.parametrize("rest", [Response(REST, failure=Failure.LIMITED), Response(REST, 403), Response(REST, 200)])
def test_fields_missing_from_rest_are_null(rest: Response) -> None:
    facts = look({REMOTE: Response(REMOTE, 200, body=EMPTY), REST: rest}).only
    told = facts.metadata
    assert told is not None
    assert facts.health is Health.OK
    assert (told.full_name, told.id, told.stars, told.pushed_at, told.archived) == (None,) * 5


@pytest.mark.parametrize(
    ("git", "page", "health", "reason"),
    [
        pytest.param(401, 404, Health.GONE, "git and the page both say so", id="missing or private"),
        pytest.param(404, 404, Health.GONE, "both say so", id="missing, by another server"),
        pytest.param(401, 200, Health.RESTRICTED, "but git refuses access", id="they disagree"),
        pytest.param(401, 429, Health.UNREACHABLE, "git says no; the page: rate limit", id="the page is limited"),
        pytest.param(401, 503, Health.UNREACHABLE, "git says no; the page", id="the page fails"),
        pytest.param(401, 451, Health.GONE, "blocked by GitHub: dmca", id="blocked"),
        pytest.param(403, 404, Health.GONE, "both say so", id="git forbids"),
    ],
)
def test_denial_needs_a_second_opinion(git: int, page: int, health: Health, reason: str) -> None:
    body = BLOCKED if page == 451 else b""
    asked = look({REMOTE: Response(REMOTE, git), PAGE: Response(PAGE, page, body=body)})
    assert asked.only.health is health
    assert reason in asked.only.reason
    assert asked.urls == [REMOTE, PAGE]


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize(
    "words",
    [
        b"You have exceeded a secondary rate limit.",
        b"You have triggered an abuse detection mechanism.",
        b'{"documentation_url": "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api"}',
    ],
)
def test_rate_limit_page_is_no_second_opinion(status: int, words: bytes) -> None:
    asked = look({REMOTE: Response(REMOTE, 401), PAGE: Response(PAGE, status, body=words)})
    assert asked.only.health is Health.UNREACHABLE


@pytest.mark.parametrize("response", [Response("", 503), Response("", 429), Response("", failure=Failure.TLS)])
def test_failure_is_never_gone_and_ends_the_requests(response: Response) -> None:
    asked = look({REMOTE: response})
    assert asked.only.health is Health.UNREACHABLE
    assert asked.urls == [REMOTE]


def test_a_redirect_of_git_is_a_rename() -> None:
    new = "https://github.com/new/name"
    moved = Response(f"{new}.git/info/refs?service=git-upload-pack", 200, body=EMPTY)
    asked = look({REMOTE: moved, "https://api.github.com/repos/new/name": Response("", failure=Failure.LIMITED)})
    facts = asked.only
    assert (facts.health, facts.canonical, facts.final_url) == (Health.MOVED, new, new)
    assert facts.metadata is not None
    assert facts.metadata.full_name == "new/name"


def test_a_disabled_repository_is_gone() -> None:
    described = json.loads(REPOSITORY) | {"disabled": True}
    rest = Response(REST, 200, body=json.dumps(described).encode())
    assert look({REMOTE: Response(REMOTE, 200, body=EMPTY), REST: rest}).only.health is Health.GONE


def test_a_path_in_an_empty_repository_is_gone() -> None:
    replies = {REMOTE: Response(REMOTE, 200, body=EMPTY), REST: Response(REST, 404)}
    facts = look(replies, "https://github.com/lab/tool/tree/main/src").only
    assert (facts.health, facts.reason) == (Health.GONE, "the repository is there, but tree/main/src is not")


HEAD = (
    pkt_line(b"# service=git-upload-pack\n") + b"0000" + pkt_line(b"1" * 40 + b" refs/heads/main\0filter\n") + b"0000"
)


@pytest.mark.parametrize(
    ("page", "health", "reason"),
    [
        pytest.param(200, Health.OK, "the repository is there", id="the page shows it"),
        pytest.param(404, Health.GONE, "but tree/abc1234 is not", id="the page does not"),
        pytest.param(429, Health.UNREACHABLE, "the page: rate limit", id="the page is limited"),
    ],
)
def test_page_answers_for_a_path_that_git_cannot_look_up(page: int, health: Health, reason: str) -> None:
    url = "https://github.com/lab/tool/tree/abc1234"
    facts = look(
        {REMOTE: Response(REMOTE, 200, body=HEAD), REST: Response(REST, 404), url: Response(url, page)}, url
    ).only
    assert facts.health is health
    assert reason in facts.reason


GIST = "https://gist.github.com/0123456789abcdef"


@pytest.mark.parametrize(
    ("git", "page", "health"),
    [(401, 404, Health.GONE), (404, 200, Health.RESTRICTED), (404, 500, Health.UNREACHABLE)],
)
def test_a_gist_gets_a_second_opinion_too(git: int, page: int, health: Health) -> None:
    refs = f"{GIST}.git/info/refs?service=git-upload-pack"
    assert look({refs: Response(refs, git), GIST: Response(GIST, page)}, GIST).only.health is health


def test_a_gist_is_a_git_repository() -> None:
    refs = f"{GIST}.git/info/refs?service=git-upload-pack"
    facts = look({refs: Response(refs, 200, body=EMPTY)}, GIST).only
    assert (facts.health, facts.files, facts.final_url) == (Health.OK, (), GIST)


@pytest.mark.parametrize(
    ("status", "health"),
    [(200, Health.OK), (404, Health.GONE), (429, Health.UNREACHABLE), (503, Health.UNREACHABLE)],
)
def test_an_owner_is_a_page(status: int, health: Health) -> None:
    def response(request: Request) -> Response:
        return Response(request.url, status)

    asked = inspect(github, ["https://github.com/lab"], response)
    assert asked.only.health is health
    assert asked.only.files is None


def error(message: str) -> bytes:
    return pkt_line(b"ERR " + message.encode())


SERVICE = pkt_line(b"# service=git-upload-pack\n") + b"0000"
LIMIT = (
    "GitHub is temporarily limiting some unauthenticated downloads to protect the stability of the platform. "
    "Please retry later or authenticate."
)
BLOCKS = [
    "Access to this repository has been disabled by GitHub staff due to a violation of GitHub's terms of service.",
    "Repository unavailable due to DMCA takedown.\n\nSee the takedown notice for more details:",
]


@pytest.mark.parametrize("start", [b"", SERVICE])
@pytest.mark.parametrize(
    ("message", "page", "health", "reason"),
    [
        pytest.param(LIMIT, None, Health.UNREACHABLE, "git: rate limit still closed", id="limited"),
        pytest.param("Down for maintenance", None, Health.UNREACHABLE, "says “Down for maintenance”", id="maintenance"),
        pytest.param("quux", None, Health.UNREACHABLE, "it says “quux”", id="anything else"),
        pytest.param("access denied or repository not exported: /l", 404, Health.GONE, "both say so", id="denied"),
        pytest.param(
            "Repository not found.", 200, Health.RESTRICTED, "but git refuses access", id="not found, yet a page"
        ),
        pytest.param(BLOCKS[0], None, Health.GONE, "blocked by GitHub: Access to this", id="disabled"),
        pytest.param(BLOCKS[1], None, Health.GONE, "blocked by GitHub: Repository unavailable", id="takedown"),
    ],
)
def test_an_error_with_a_good_status_means_what_it_says(
    start: bytes, message: str, page: int | None, health: Health, reason: str
) -> None:
    """An error advertisement without refs was taken for an empty repository."""
    replies = {REMOTE: Response(REMOTE, 200, body=start + error(message))}
    if page is not None:
        replies[PAGE] = Response(PAGE, page)
    asked = look(replies)
    assert asked.only.health is health
    assert reason in asked.only.reason
    assert asked.only.files is None


@pytest.mark.parametrize("status", [403, 451])
@pytest.mark.parametrize("words", BLOCKS)
def test_block_is_recognised_by_the_words_of_git(status: int, words: str) -> None:
    asked = look({REMOTE: Response(REMOTE, status, body=words.encode())})
    assert asked.only.health is Health.GONE
    assert asked.only.reason.startswith("blocked by GitHub: ")


@pytest.mark.parametrize("status", [200, 403, 404, 451])
@pytest.mark.parametrize("words", BLOCKS)
def test_block_is_recognised_by_the_words_of_the_page(status: int, words: str) -> None:
    body = f"<title>Repository unavailable</title><h3>{words}</h3>".encode()
    asked = look({REMOTE: Response(REMOTE, 403), PAGE: Response(PAGE, status, body=body)})
    assert asked.only.health is Health.GONE


@pytest.mark.parametrize(
    ("message", "page", "health"),
    [
        pytest.param("upload-pack: not our ref " + "2" * 40, None, Health.GONE, id="git knows of no such commit"),
        pytest.param(LIMIT, 200, Health.OK, id="git is limited, the page shows it"),
        pytest.param(LIMIT, 429, Health.UNREACHABLE, id="both are limited"),
    ],
)
def test_a_commit_by_its_full_name_is_there_or_not(message: str, page: int | None, health: Health) -> None:
    url = f"https://github.com/lab/tool/tree/{'2' * 40}"
    fetch = "https://github.com/lab/tool.git/git-upload-pack"
    replies = {
        REMOTE: Response(REMOTE, 200, body=HEAD),
        fetch: Response(fetch, 200, body=error(message)),
        REST: Response(REST, 404),
    }
    if page is not None:
        replies[url] = Response(url, page)
    assert look(replies, url).only.health is health


def test_a_fetch_that_is_limited_leaves_open_what_is_there() -> None:
    fetch = "https://github.com/lab/tool.git/git-upload-pack"
    replies = {
        REMOTE: Response(REMOTE, 200, body=HEAD),
        fetch: Response(fetch, 200, failure=Failure.LIMITED, body=error(LIMIT)),
        REST: Response(REST, 404),
    }
    facts = look(replies).only
    assert (facts.health, facts.files) == (Health.OK, None)
