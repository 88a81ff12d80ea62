"""Hugging Face's daily papers: which lists are requested, page by page."""

from datetime import date
from typing import Any

import pytest

from linkscan.models import Failure
from linkscan.sources import hugging_face
from linkscan.sources.base import ProblemCause
from tests.sources.service import Service, failure, refusal, window


def entry(number: int) -> dict[str, Any]:
    """One entry of the API, reduced to the fields that are read."""
    return {
        "paper": {
            "id": f"2611.{number:05}",
            "title": f"A Tool of Number {number}",
            "summary": "We release a tool for reading papers.",
            "publishedAt": "2026-11-27T00:00:00.000Z",
            "githubRepo": "https://github.com/lab/tool",
            "githubRepoAddedBy": "user",
        },
        "publishedAt": "2026-11-28T00:00:00.000Z",
        "title": f"A Tool of Number {number}",
        "summary": "We release a tool for reading papers.",
    }


def lists(sizes: dict[str, int]) -> Service:
    """A service with so many papers in each list, by `date`, `week` or `month`."""

    def reply(path: str, parameters: dict[str, str]) -> Any:
        assert path == "/api/daily_papers"
        period = parameters.get("date") or parameters.get("week") or parameters["month"]
        first, size = int(parameters["p"]) * int(parameters["limit"]), sizes.get(period, 0)
        return [entry(number) for number in range(first, min(size, first + int(parameters["limit"])))]

    return Service(reply)


@pytest.mark.parametrize(
    ("query", "period"),
    [
        ("2026-11-28", "2026-11-28"),
        ("2026-W48", "2026-W48"),
        ("2026-11", "2026-11"),
        ("today", "2026-11-29"),
        ("week", "2026-W48"),
    ],
)
def test_each_query_names_its_list(query: str, period: str) -> None:
    result = lists({period: 2}).run(hugging_face.flow(query, window()))
    assert [paper.arxiv_id for paper in result.papers] == ["2611.00000", "2611.00001"]
    assert {paper.source for paper in result.papers} == {(f"hf:{query}",)}
    assert result.problem is None


def test_pages_are_read_until_one_is_not_full() -> None:
    service = lists({"2026-W48": 250})
    assert len(service.run(hugging_face.flow("2026-W48", window())).papers) == 250
    assert len(service.urls) == 3


def test_day_without_papers_is_a_complete_answer() -> None:
    result = lists({}).run(hugging_face.flow("2026-11-28", window()))
    assert (result.papers, result.problem) == ((), None)


def test_new_is_each_day_since_the_last_run() -> None:
    service = lists({"2026-11-27": 1, "2026-11-28": 1})
    result = service.run(hugging_face.flow("new", window(since=date(2026, 11, 27))))
    assert len(result.papers) == 2
    assert [url.partition("date=")[2][:10] for url in service.urls] == ["2026-11-27", "2026-11-28", "2026-11-29"]


def test_new_without_a_last_run_is_yesterday_and_today() -> None:
    service = lists({})
    service.run(hugging_face.flow("new", window()))
    assert len(service.urls) == 2


def test_the_limit_bounds_the_pages() -> None:
    service = lists({"2026-11": 950})
    result = service.run(hugging_face.flow("2026-11", window(limit=150)))
    assert len(result.papers) == 150
    assert result.problem is not None
    assert result.problem.cause is ProblemCause.CUT
    assert len(service.urls) == 2


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        (refusal(403), ProblemCause.REFUSED),
        (refusal(429), ProblemCause.LIMITED),
        (failure(Failure.TIMEOUT), ProblemCause.UNAVAILABLE),
        ({"error": "Invalid date"}, ProblemCause.UNREADABLE),
        ("<html>Sign in to the network</html>", ProblemCause.REFUSED),
    ],
)
def test_failure_on_the_second_page_keeps_the_first_and_is_reported(trouble: Any, cause: ProblemCause) -> None:
    whole = lists({"2026-11": 300})
    service = Service(lambda path, names: whole.reply(path, names) if names["p"] == "0" else trouble)
    result = service.run(hugging_face.flow("2026-11", window()))
    assert len(result.papers) == 100
    assert result.problem is not None
    assert result.problem.cause is cause


def test_after_a_long_pause_no_day_is_left_out() -> None:
    service = lists({"2026-10-01": 1})
    result = service.run(hugging_face.flow("new", window(since=date(2026, 10, 1))))
    assert (len(result.papers), len(service.urls), result.problem) == (1, 60, None)
