"""Repositories named by other records of a paper; shapes as recorded from the services."""

from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.examine.discovery import arxiv_links, find_number, hub_links, openreview_links
from linkscan.examine.look_up import LookUp
from linkscan.models import Channel, Failure, PaperRef, Response, ThirdPartyLink
from tests.hosts.flows import data, failed, hold, page

TITLE = "A Tool for Tools"
HUB = "https://huggingface.co/api/papers/2401.00001"
REPO = "https://github.com/lab/tool"
PAPER: dict[str, Any] = {"id": "2401.00001", "title": TITLE, "githubRepo": REPO, "githubRepoAddedBy": "user"}
KNOWN = PaperRef("1", TITLE, arxiv_id="2401.00001")
UNKNOWN = PaperRef("1", TITLE)
NOTHING = data({"error": "Paper not found"}, status=404)
SOMEBODY = ThirdPartyLink(
    REPO,
    "https://huggingface.co/papers/2401.00001",
    "somebody who signed in at Hugging Face",
    channel=Channel.HUGGING_FACE,
)


def feed(*entries: tuple[str, str, str], total: int | None = None, status: int = 200) -> Response:
    """A response of arXiv's API: id, abstract and comment of each paper, and the total that it reports."""
    told = "".join(
        f"<entry><id>http://arxiv.org/abs/{number}v2</id><title>{TITLE}</title><summary>{escape(abstract)}</summary>"
        f'<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">{escape(comment)}</arxiv:comment></entry>'
        for number, abstract, comment in entries
    )
    count = len(entries) if total is None else total
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
    told += f"<opensearch:totalResults>{count}</opensearch:totalResults>"
    body = f'<?xml version="1.0"?><feed {names}>{told}</feed>'
    return Response("https://export.arxiv.org/api/query", status, body=body.encode())


API = "https://export.arxiv.org/api/query?id_list=2401.00001,2401.00002&max_results=2"
OAI = "https://oaipmh.arxiv.org/oai?verb=GetRecord&metadataPrefix=arXiv&identifier=oai:arXiv.org:2401.00002"


def at_arxiv(comment: str, abstract: str = "We build tools.") -> list[tuple[str, str]]:
    found, _ = hold(arxiv_links(["2401.00001"]), lambda _: feed(("2401.00001", abstract, comment)))
    return [(link.url, link.by) for link in found["2401.00001"].found]


@pytest.mark.parametrize(
    "comment",
    [
        f"10 pages. Code: {REPO}",
        f"Our code is available at {REPO}",
        f"10 pages, 3 figures, {REPO}",
        f"ACL 2024; {REPO}",
    ],
)
def test_a_comment_of_the_authors_names_their_repository(comment: str) -> None:
    assert at_arxiv(comment) == [(REPO, "its authors, in their comment at arXiv")]


@pytest.mark.parametrize("comment", ["10 pages", "See https://example.org/talk", "Code will be released", ""])
def test_comment_without_a_repository_names_none(comment: str) -> None:
    assert at_arxiv(comment) == []


def test_the_abstract_at_arxiv_counts_by_its_claims_alone() -> None:
    assert at_arxiv("", f"Our code is available at {REPO}.") == [(REPO, "its authors, in the abstract at arXiv")]
    assert at_arxiv("", f"We improve on the tool of others ({REPO}).") == []


def test_a_hundred_papers_are_one_request_and_each_gets_its_own() -> None:
    numbers = [f"2401.{number:05}" for number in range(120)]
    asked: list[tuple[int, int | None]] = []

    def reply(request: Any) -> Response:
        asked.append((request.url.count("2401."), request.max_body))
        return feed(*((number, "We.", f"Code: https://github.com/lab/{number}") for number in reversed(numbers)))

    found, _ = hold(arxiv_links(numbers), reply)
    assert {number: told.found[0].url for number, told in found.items()} == {
        number: f"https://github.com/lab/{number}" for number in numbers
    }
    assert sorted(asked) == [(20, 16_777_216), (100, 16_777_216)]


@pytest.mark.parametrize(
    ("failure", "requests"),
    [(Failure.TIMEOUT, 2), (Failure.OFFLINE, 1), (Failure.BUDGET, 1), (Failure.NOT_RECORDED, 1)],
)
def test_second_interface_of_arxiv_is_not_queried_if_the_first_was_not(failure: Failure, requests: int) -> None:
    _, rounds = hold(arxiv_links(["2401.00001"]), lambda _: failed(failure))
    assert sum(map(len, rounds)) == requests


def test_paper_omitted_from_an_incomplete_answer_of_arxiv_stays_open() -> None:
    entry = ("2401.00001", "We.", f"Code: {REPO}")
    for total, is_open in ((1, False), (2, True)):
        answer = feed(entry, total=total)
        told, _ = hold(arxiv_links(["2401.00001", "2401.00002"]), {API: answer, OAI: failed(Failure.TIMEOUT)})
        assert told["2401.00001"] == LookUp(told["2401.00001"].found)
        assert (told["2401.00002"].gap is not None) is is_open


def test_arxiv_error_names_no_repository() -> None:
    told, _ = hold(arxiv_links(["2401.00001"]), lambda _: feed(("2401.00001", "We.", f"Code: {REPO}"), status=500))
    assert told["2401.00001"].found == ()


@pytest.mark.parametrize(
    ("refusal", "count", "requests", "is_open"),
    [
        (Response("", 400), 4, 7, False),  # each half, and then each single one
        (Response("", 400), 1, 1, False),
        (Response("", 400, Failure.RESET), 4, 2, True),  # the other interface is queried, which fails too
        (Response("", 401), 4, 2, True),
    ],
)
def test_a_list_that_arxiv_refuses_is_halved(refusal: Response, count: int, requests: int, *, is_open: bool) -> None:
    numbers = [f"2401.{number:05}" for number in range(count)]
    told, rounds = hold(arxiv_links(numbers), lambda _: refusal)
    assert len(rounds) == requests
    assert {told[number].gap is not None for number in numbers} == {is_open}


def record(number: str, comment: str) -> Response:
    """A response of arXiv's OAI-PMH: one record."""
    told = f"<id>{number}</id><title>{TITLE}</title><comments>{comment}</comments><abstract>We.</abstract>"
    told = f'<record><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/">{told}</arXiv></metadata></record>'
    return oai(f"<GetRecord>{told}</GetRecord>")


def oai(told: str) -> Response:
    body = f'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{told}</OAI-PMH>'
    return Response("https://oaipmh.arxiv.org/oai", 200, body=body.encode())


@pytest.mark.parametrize("trouble", [failed(Failure.TIMEOUT), oai("<error code='badArgument'>?</error>")])
def test_records_are_requested_individually_until_that_fails_too(trouble: Response) -> None:
    numbers = [f"2401.0000{number}" for number in range(1, 5)]
    answers = iter(
        [
            failed(Failure.TIMEOUT),
            record("2401.00001", f"Code: {REPO}"),
            oai("<error code='idDoesNotExist'>none</error>"),
            trouble,
        ]
    )
    told, _ = hold(arxiv_links(numbers), lambda _: next(answers))
    assert [len(told[number].found) for number in numbers] == [1, 0, 0, 0]
    assert [told[number].gap is not None for number in numbers] == [False, False, True, True]


@pytest.mark.parametrize(("count", "requests"), [(20, 2), (21, 1)])
def test_only_a_few_records_are_requested_individually(count: int, requests: int) -> None:
    numbers = [f"2401.{number:05}" for number in range(count)]
    _, rounds = hold(arxiv_links(numbers), lambda _: failed(Failure.TIMEOUT))
    assert len(rounds) == requests


@pytest.mark.parametrize(
    "answer", [failed(Failure.TIMEOUT), page("<title>Hotel</title>"), data({"error": "x"}, status=429), data(b"<feed")]
)
def test_failure_of_arxiv_names_no_repository(answer: Response) -> None:
    told, _ = hold(arxiv_links(["2401.00001"]), lambda _: answer)
    assert told["2401.00001"].found == ()
    assert told["2401.00001"].gap is not None


@pytest.mark.parametrize(
    ("answer", "links", "is_open"),
    [
        (data(PAPER), (SOMEBODY,), False),
        (data({**PAPER, "githubRepo": "lab/tool"}), (SOMEBODY,), False),
        (data({**PAPER, "githubRepo": None}), (), False),
        (data({**PAPER, "githubRepo": "https://example.org/"}), (), False),
        (data({**PAPER, "githubRepo": "javascript:alert(1)"}), (), False),
        (NOTHING, (), False),
        (failed(Failure.LIMITED), (), True),
        (data(b"{"), (), True),
    ],
)
def test_hugging_face_links_papers_to_repositories(
    answer: Response, links: tuple[ThirdPartyLink, ...], is_open: bool
) -> None:
    told, _ = hold(hub_links("2401.00001"), {HUB: answer})
    assert (told.found, told.gap is not None) == (links, is_open)


def test_machine_made_link_is_a_guess() -> None:
    told, _ = hold(hub_links("2401.00001"), {HUB: data({**PAPER, "githubRepoAddedBy": "auto"})})
    (link,) = told.found
    assert link.is_guess


def test_paper_without_an_arxiv_id_is_found_by_its_title() -> None:
    hits = data([{"paper": {"id": "2402.99999", "title": f"{TITLE}, Revisited"}}, {"paper": PAPER}])
    number, rounds = hold(find_number(UNKNOWN), lambda _: hits)
    assert (number.found, rounds[0][0].url.partition("q=")[2]) == ("2401.00001", "A%20Tool%20for%20Tools")


def test_search_uses_the_start_of_a_long_title() -> None:
    _, rounds = hold(find_number(PaperRef("1", "x" * 300)), lambda _: data([]))
    assert rounds[0][0].url.partition("q=")[2] == "x" * 200


def test_paper_with_an_arxiv_id_is_not_searched_for() -> None:
    assert hold(find_number(KNOWN), {}) == (LookUp("2401.00001"), [])


@pytest.mark.parametrize(
    "hits",
    [
        data([]),
        data([{"paper": {"id": "2402.99999", "title": f"{TITLE}, Revisited"}}]),
        data([{"paper": {"id": "not a number", "title": TITLE}}]),
        data({"error": "x"}),
        page("<html>"),
        failed(Failure.OFFLINE),
    ],
)
def test_a_similar_title_is_another_paper(hits: Response) -> None:
    assert hold(find_number(UNKNOWN), lambda _: hits)[0].found is None


def note(title: str, **content: str) -> dict[str, Any]:
    told = {"title": title, "abstract": "We build tools.", **content}
    return {"id": "n1", "forum": "n1", "cdate": 1, "content": {name: {"value": value} for name, value in told.items()}}


def at_openreview(*notes: dict[str, Any]) -> list[tuple[str, str, str]]:
    told, _ = hold(openreview_links(UNKNOWN), lambda _: data({"notes": list(notes), "count": len(notes)}))
    return [(link.url, link.source, link.by) for link in told.found]


def test_the_record_at_openreview_has_a_field_for_code() -> None:
    assert at_openreview(note(TITLE, code=REPO)) == [
        (REPO, "https://openreview.net/forum?id=n1", "its authors, under code at OpenReview")
    ]


@pytest.mark.parametrize(
    "record", [note(f"{TITLE}, Revisited", code=REPO), note(TITLE, code="https://anonymous.example.org/"), note(TITLE)]
)
def test_other_title_or_missing_repository_at_openreview_names_no_repository(record: dict[str, Any]) -> None:
    assert [link for link in at_openreview(record) if link[0] == REPO] == []


@pytest.mark.parametrize(
    ("answer", "is_open"),
    [
        (data({"notes": []}), False),
        (data({"notes": [note(TITLE, code=REPO)]}, status=500), True),
        (data({"hello": "world"}), True),
        (failed(Failure.TIMEOUT), True),
    ],
)
def test_invalid_answer_of_openreview_names_no_repository_and_leaves_a_gap(answer: Response, *, is_open: bool) -> None:
    told, _ = hold(openreview_links(UNKNOWN), lambda _: answer)
    assert (told.found, told.gap is not None) == ((), is_open)


@given(st.text(max_size=30), st.binary(max_size=200), st.sampled_from([200, 404, 500]))
def test_arbitrary_answers_name_no_repository_and_failures_leave_a_gap(title: str, body: bytes, status: int) -> None:
    def reply(request: Any) -> Response:
        return Response(request.url, status, headers={"content-type": "text/html"}, body=body)

    paper = PaperRef("1", title + "\ud800")
    assert hold(find_number(paper), reply)[0].found is None
    (arxiv,) = hold(arxiv_links(["2401.00001"]), reply)[0].values()
    hub, openreview = (hold(flow, reply)[0] for flow in (hub_links("2401.00001"), openreview_links(paper)))
    assert [told.found for told in (arxiv, hub, openreview)] == [(), (), ()]
    assert status != 500 or (arxiv.gap and hub.gap)
