"""Targets with an identifier: DOIs, arXiv papers, videos, anonymous repositories."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts import anonymous, arxiv, doi, youtube
from linkscan.models import Facts, Failure, File, Health, Kind, Metadata, Response
from tests.hosts.flows import Asked, Tokens, data, failed, hold, inspect, page, place_of

DOI = "https://doi.org/api/handles/10.1000/xyz?type=URL"
TARGET = "https://publisher.org/paper"


def resolve(response: Response) -> Facts:
    return inspect(doi, ["https://doi.org/10.1000/xyz"], {DOI: response}).only


def handle(code: int, *values: Any, status: int = 200) -> Response:
    return data({"responseCode": code, "handle": "10.1000/xyz", "values": list(values)}, status=status)


URL_VALUE = {"index": 1, "type": "URL", "data": {"format": "string", "value": TARGET}, "ttl": 86400}


def test_doi_resolves_to_its_target() -> None:
    facts = resolve(handle(1, {"index": 100, "type": "HS_ADMIN", "data": {"format": "admin", "value": {}}}, URL_VALUE))
    assert (facts.health, facts.leads, facts.final_url) == (Health.OK, (TARGET,), TARGET)
    assert facts.metadata == Metadata(id="10.1000/xyz")


@pytest.mark.parametrize(
    ("response", "health", "reason"),
    [  # https://www.doi.org/doi-handbook/HTML/rest-api-response-format.html
        (handle(100, status=404), Health.GONE, "no such DOI"),
        (handle(200), Health.OK, "without a URL"),
        (handle(1), Health.OK, "without a URL"),
        (handle(1, {"type": "URL", "data": {"value": "ftp://x.org/"}}), Health.OK, "without a URL"),
        (handle(2, status=500), Health.UNREACHABLE, "500"),
        (handle(7), Health.UNREACHABLE, "answered 7"),
        (Response("", 404), Health.GONE, "404"),
        (Response("", 429, Failure.LIMITED), Health.UNREACHABLE, "rate limit"),
        (page("<title>Hotel</title>"), Health.UNREACHABLE, "unexpected content"),
        (data(b"[]"), Health.UNREACHABLE, "unexpected content"),
        (failed(Failure.DNS), Health.UNREACHABLE, "name lookup"),
        (failed(Failure.NO_SUCH_HOST), Health.UNREACHABLE, "does not exist"),
    ],
)
def test_other_answers_of_the_resolver(response: Response, health: Health, reason: str) -> None:
    facts = resolve(response)
    assert (facts.health, facts.leads) == (health, ())
    assert reason in facts.reason


ABS = "https://arxiv.org/abs/2401.00001"


@pytest.mark.parametrize(
    ("response", "health"),
    [
        (page("<title>[2401.00001] A Tool</title>", ABS), Health.OK),
        (page("<title>Not found</title>", ABS, status=404), Health.GONE),
        (page("", ABS, status=403), Health.RESTRICTED),
        (page("", ABS, status=503), Health.UNREACHABLE),
        (failed(Failure.NO_SUCH_HOST), Health.UNREACHABLE),
    ],
)
def test_a_paper_is_there_or_not(response: Response, health: Health) -> None:
    facts = inspect(arxiv, ["https://arxiv.org/pdf/2401.00001v3.pdf"], {ABS: response}).only
    assert facts.health is health
    assert facts.leads == ()  # code named by a cited paper belongs to that paper


VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
OEMBED = "https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DdQw4w9WgXcQ&format=json"


@pytest.mark.parametrize(
    ("response", "health", "reason"),
    [
        (data({"title": "A talk", "author_name": "Lab"}), Health.OK, "A talk"),
        (Response("", 400, body=b"Bad Request"), Health.GONE, "not a valid video id"),
        (Response("", 404, body=b"Not Found"), Health.GONE, "no such video"),
        (Response("", 401, body=b"Unauthorized"), Health.RESTRICTED, "embedding is disabled"),
        (Response("", 403, body=b"Forbidden"), Health.RESTRICTED, "private"),
        (Response("", 200, body=b"Forbidden"), Health.UNREACHABLE, "unexpected content"),  # ruby-oembed#79
        (Response("", 429), Health.UNREACHABLE, "429"),
        (page("<title>Before you continue</title>"), Health.UNREACHABLE, "unexpected content"),
    ],
)
def test_a_video_is_there_by_its_embedding(response: Response, health: Health, reason: str) -> None:
    facts = inspect(youtube, ["https://youtu.be/dQw4w9WgXcQ?t=10"], {OEMBED: response}).only
    assert (facts.health, facts.final_url) == (health, VIDEO)
    assert reason in facts.reason


ANONYMOUS = "https://anonymous.4open.science/r/Tool-1A2B"
API = "https://anonymous.4open.science/api/repo/Tool-1A2B"
OPTIONS: dict[str, Any] = {
    "url": None,
    "lastUpdateDate": "2024-05-01T00:00:00.000Z",
    "hasSubmodules": False,
    "truncatedFolders": [],
}


def anonymously(**replies: Response) -> Asked:
    return inspect(anonymous, [ANONYMOUS], {f"{API}/{path}": response for path, response in replies.items()})


def test_an_anonymous_repository_is_there_with_its_files() -> None:
    files = data([{"name": "src", "path": ""}, {"name": "run.py", "path": "", "size": 30}])
    asked = anonymously(options=data(OPTIONS), files=files)
    assert (asked.only.health, asked.only.files) == (Health.OK, (File("src/"), File("run.py", 30)))
    assert asked.only.metadata == Metadata(pushed_at="2024-05-01T00:00:00.000Z")
    assert len(asked.urls) == 2


def test_folders_are_opened_only_while_no_code_is_seen() -> None:
    top = data([{"name": "src", "path": ""}, {"name": "README.md", "path": "", "size": 30}])
    inner = data([{"name": "run.py", "path": "src", "size": 9}])
    asked = anonymously(**{"options": data(OPTIONS), "files": top, "files?path=src": inner})
    assert asked.only.files == (File("README.md", 30), File("src/run.py", 9))
    closed = anonymously(**{"options": data(OPTIONS), "files": top, "files?path=src": Response("", 500)})
    assert closed.only.files == (File("src/"), File("README.md", 30))


def test_an_expired_repository_may_be_open_now() -> None:
    facts = anonymously(options=data({**OPTIONS, "url": "https://github.com/lab/tool"})).only
    assert (facts.health, facts.canonical) == (Health.MOVED, "https://github.com/lab/tool")
    assert facts.leads == ("https://github.com/lab/tool",)


@pytest.mark.parametrize(
    ("response", "health"),
    [
        (data({"error": "repository_expired"}, status=410), Health.GONE),
        (data({"error": "repo_not_found"}, status=404), Health.GONE),
        (data({"error": "whatever_it_says_next_year"}, status=404), Health.GONE),
        (data({"error": "repository_not_ready"}, status=425), Health.UNREACHABLE),
        (data({"error": "rate_limited"}, status=425), Health.UNREACHABLE),
        (data({"error": "repository_not_accessible"}, status=500), Health.UNREACHABLE),
        (data({"error": "repository_expired"}), Health.GONE),
        (page("<title>Anonymous GitHub</title>"), Health.UNREACHABLE),
        (Response("", 403), Health.RESTRICTED),
        (failed(Failure.TIMEOUT), Health.UNREACHABLE),
    ],
)
def test_service_explains_an_unavailable_repository(response: Response, health: Health) -> None:
    assert anonymously(options=response).only.health is health


@pytest.mark.parametrize("files", [Response("", 500), data({"error": "x"}), data(b"["), page("<html>")])
def test_unreported_files_are_unknown(files: Response) -> None:
    assert anonymously(options=data(OPTIONS), files=files).only.files is None


ADDRESSES = [
    (doi, "https://doi.org/10.1145/3292500.3330701", "doi:10.1145/3292500.3330701", Kind.PAPER),
    (doi, "https://dx.doi.org/10.1000/XYZ", "doi:10.1000/xyz", Kind.PAPER),
    (doi, "https://doi.org/10.5061/dryad.abc", "doi:10.5061/dryad.abc", Kind.ARCHIVE),
    (doi, "https://doi.org/10.1016/S0140-6736(20)30183-5", "doi:10.1016/s0140-6736(20)30183-5", Kind.PAPER),
    (doi, "https://doi.org/", None, None),
    (doi, "https://www.doi.org/the-identifier/what-is-a-doi", None, None),
    (arxiv, "https://arxiv.org/abs/2401.00001", "arxiv:2401.00001", Kind.PAPER),
    (arxiv, "http://export.arxiv.org/pdf/cs/0101001v2.pdf", "arxiv:cs/0101001", Kind.PAPER),
    (arxiv, "https://arxiv.org/html/2401.00001v1", "arxiv:2401.00001", Kind.PAPER),
    (arxiv, "https://doi.org/10.48550/arXiv.2401.00001", "arxiv:2401.00001", Kind.PAPER),
    (arxiv, "https://arxiv.org/list/cs.CL/recent", None, None),
    (arxiv, "https://arxiv.org/", None, None),
    (youtube, VIDEO + "&list=PL1&t=5s", "youtube:dQw4w9WgXcQ", Kind.VIDEO),
    (youtube, "https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ", "youtube:dQw4w9WgXcQ", Kind.VIDEO),
    (youtube, "https://www.youtube.com/embed/dQw4w9WgXcQ", "youtube:dQw4w9WgXcQ", Kind.VIDEO),
    (youtube, "https://www.youtube.com/shorts/dQw4w9WgXcQ", "youtube:dQw4w9WgXcQ", Kind.VIDEO),
    (youtube, "https://www.youtube.com/@lab", None, None),
    (youtube, "https://www.youtube.com/playlist?list=PL1", None, None),
    (anonymous, "https://anonymous.4open.science/r/Tool-1A2B/README.md", "anonymous:tool-1a2b", Kind.REPOSITORY),
    (anonymous, "https://anonymous.4open.science/repository/abc-def/", "anonymous:abc-def", Kind.REPOSITORY),
    (anonymous, "https://anonymous.4open.science/", None, None),
]


@pytest.mark.parametrize(("host", "url", "key", "kind"), ADDRESSES)
def test_address_contains_an_identifier(host: Any, url: str, key: str | None, kind: Kind | None) -> None:
    if key is None:
        with pytest.raises(AssertionError, match="not known"):
            place_of(host, url)
    else:
        target = place_of(host, url)
        assert (target.key, target.kind) == (key, kind)


@pytest.mark.parametrize(
    ("host", "url"), [(doi, "https://doi.org/10.1000/xyz"), (arxiv, ABS), (youtube, VIDEO), (anonymous, ANONYMOUS)]
)
@given(body=st.binary(max_size=200), status=st.sampled_from([200, 302, 401, 403, 404, 410, 425, 500]))
def test_any_answer_becomes_facts(host: Any, url: str, body: bytes, status: int) -> None:
    target = place_of(host, url)
    facts, _ = hold(host.flow(target, Tokens()), lambda request: Response(request.url, status, body=body))
    assert facts.reason
