"""arXiv's OAI-PMH interface, used if its API does not answer: sets, days, pages, errors."""

from datetime import date
from typing import Any

import pytest

from linkscan.models import Failure, Request, Response
from linkscan.sources import arxiv
from linkscan.sources.base import ProblemCause, SourceResult
from tests.sources.service import Service, failure, refusal, window

LIMITED = refusal(429, b"Rate exceeded.")


def record(number: int, submitted: str = "2026-11-27") -> str:
    return (
        f"<record><header><identifier>oai:arXiv.org:2611.{number:05}</identifier><datestamp>2026-11-28</datestamp></header>"
        f'<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2611.{number:05}</id><created>{submitted}</created>'
        f"<title>Paper {number}</title><comments>Code: https://github.com/lab/{number}</comments>"
        "<abstract>We study.</abstract></arXiv></metadata></record>"
    )


def page(*records: str, token: str = "") -> str:
    more = f"<resumptionToken expirationDate='2026-11-30T00:00:00Z'>{token}</resumptionToken>" if token else ""
    body = f"<ListRecords>{''.join(records)}{more}</ListRecords>"
    return f'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{body}</OAI-PMH>'


def error(code: str) -> str:
    return page().replace("<ListRecords></ListRecords>", f"<error code='{code}'>It says so.</error>")


def read(
    query: str, api: Any, *answers: Any, since: date | None = None, limit: int = 100
) -> tuple[SourceResult, Service]:
    """Return the result of a query, given the response of the API and those of the other interface."""
    waiting = iter(answers)
    service = Service(lambda path, _: next(waiting) if path == "/oai" else api)
    return service.run(arxiv.flow(query, window(since, limit))), service


@pytest.mark.parametrize(
    "api", [LIMITED, refusal(503), refusal(403), failure(Failure.TIMEOUT), "<!DOCTYPE html><title>Please wait</title>"]
)
def test_oai_pmh_is_used_if_the_api_does_not_answer(api: Any) -> None:
    result, service = read("cs.CL", api, page(record(1), record(2)), since=date(2026, 11, 28))
    assert [paper.id for paper in result.papers] == ["2611.00001", "2611.00002"]
    assert [field.name for field in result.papers[0].fields] == ["comments"]
    assert result.papers[0].source == ("arxiv:cs.CL",)
    assert result.problem is None
    assert service.urls[1:] == [
        "https://oaipmh.arxiv.org/oai?verb=ListRecords&metadataPrefix=arXiv&set=cs:cs:CL&from=2026-11-21"
    ]


def test_papers_only_updated_in_the_period_are_not_new() -> None:
    result, _ = read("cs.CL/2026-11", LIMITED, page(record(1), record(2, "2026-10-31"), record(3, "2024-01-01")))
    assert [paper.id for paper in result.papers] == ["2611.00001"]


def test_pages_are_followed_and_each_category_has_its_set() -> None:
    result, service = read(
        "cs.CL,hep-th", LIMITED, page(record(1), token="a&amp;b"), page(record(2)), page(record(2), record(3))
    )
    assert [paper.id for paper in result.papers] == ["2611.00001", "2611.00002", "2611.00003"]
    assert service.urls[2] == "https://oaipmh.arxiv.org/oai?verb=ListRecords&resumptionToken=a%26b"
    assert "set=physics:hep-th" in service.urls[3]


def test_day_without_records_is_not_an_error() -> None:
    result, _ = read("cs.CL", LIMITED, error("noRecordsMatch"))
    assert (result.papers, result.problem, result.broken) == ((), None, ())


@pytest.mark.parametrize(
    "other",
    [LIMITED, refusal(503), error("badArgument"), "<html>Sign in</html>", failure(Failure.TIMEOUT), page(token="more")],
)
def test_failures_of_both_interfaces_are_reported(other: Any) -> None:
    result, _ = read("cs.CL", LIMITED, other)
    assert result.problem is not None
    assert result.problem.cause is ProblemCause.LIMITED
    assert "; arXiv's OAI-PMH: " in result.problem.reason


@pytest.mark.parametrize("query", ["cs.CL/2026-01", "cs", ",".join(f"2611.{number:05}" for number in range(21))])
def test_too_large_a_period_is_not_requested(query: str) -> None:
    """Old months, for which everything changed since would be read; whole archives; many papers."""
    result, service = read(query, LIMITED)
    assert result.problem is not None
    assert len(service.urls) == 1


@pytest.mark.parametrize("cause", [Failure.OFFLINE, Failure.BUDGET, Failure.NOT_RECORDED])
def test_stopped_run_queries_no_other_interface(cause: Failure) -> None:
    result, service = read("cs.CL", failure(cause))
    assert result.problem is not None
    assert len(service.urls) == 1


def test_the_limit_holds_and_the_answer_may_take_its_time() -> None:
    result, _ = read("cs.CL", LIMITED, page(*map(record, range(9)), token="more"), limit=5)
    assert (len(result.papers), result.problem and result.problem.cause) == (5, ProblemCause.CUT)
    flow = arxiv.flow("cs.CL", window())
    next(flow)
    ((request,),) = [flow.send([Response("https://export.arxiv.org/", 429)])]
    assert isinstance(request, Request)
    assert (request.timeout or 0) >= 90


def test_papers_by_id_are_read_one_by_one() -> None:
    single = page(record(1)).replace("ListRecords", "GetRecord")
    result, service = read("2611.00001,math/0301001", LIMITED, single, error("idDoesNotExist"))
    assert [paper.id for paper in result.papers] == ["2611.00001"]
    assert result.broken == ("arxiv:2611.00001,math/0301001: there is no math/0301001",)
    assert result.problem is None
    assert [url.rpartition("identifier=")[2] for url in service.urls[1:]] == [
        "oai:arXiv.org:2611.00001",
        "oai:arXiv.org:math/0301001",
    ]
    result, _ = read("2611.00001", LIMITED, LIMITED)
    assert result.problem is not None
