"""arXiv: identifiers in groups, categories by submission date, long periods in parts."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote_plus

import pytest

from linkscan.models import Failure
from linkscan.sources import Window, arxiv
from linkscan.sources.base import ProblemCause
from tests.sources.service import Service, failure, refusal, window

ENTRY = """<entry>
  <id>http://arxiv.org/abs/{id}v1</id><published>2026-11-20T10:00:00Z</published>
  <title>A Tool of Number {id}</title>
  <summary>We introduce a tool for reading papers.</summary>
  <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">Code: https://github.com/lab/tool</arxiv:comment>
</entry>"""


def feed(ids: list[str], total: int) -> str:
    entries = "\n".join(ENTRY.format(id=each) for each in ids)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>
<opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{total}</opensearch:totalResults>
{entries}</feed>"""


class Archive:
    """arXiv's API with so many papers submitted each day; it returns only the first ten thousand."""

    def __init__(self, a_day: int) -> None:
        self.a_day = a_day
        self.service = Service(self.reply)

    def reply(self, path: str, parameters: dict[str, str]) -> Any:
        assert path == "/api/query"
        if "id_list" in parameters:
            ids = parameters["id_list"].split(",")
            return feed(ids, len(ids))
        first, last = (
            date.fromisoformat(day[:8])
            for day in parameters["search_query"].partition("submittedDate:[")[2][:-1].split(" TO ")
        )
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        all_ids = [f"{day:%y%m}.{day.day:02}{number:03}" for day in days for number in range(self.a_day)]
        start, size = int(parameters["start"]), int(parameters["max_results"])
        return feed(all_ids[:10_000][start : start + size], len(all_ids))


def test_identifiers_are_requested_in_groups() -> None:
    archive = Archive(0)
    wanted = [f"2401.{number:05}" for number in range(250)]
    result = archive.service.run(arxiv.flow(",".join([*wanted[:-1], wanted[-1] + "v3"]), window()))
    assert [paper.arxiv_id for paper in result.papers] == wanted
    assert len(archive.service.urls) == 3


def test_comment_of_the_authors_is_a_field_of_the_paper() -> None:
    (paper,) = Archive(0).service.run(arxiv.flow("2401.00001", window())).papers
    assert "https://github.com/lab/tool" in {field.text.removeprefix("Code: ") for field in paper.fields}


def test_a_day_of_a_category() -> None:
    result = Archive(3).service.run(arxiv.flow("cs.CL/2026-11-20", window()))
    assert [paper.arxiv_id for paper in result.papers] == ["2611.20000", "2611.20001", "2611.20002"]
    assert {paper.source for paper in result.papers} == {("arxiv:cs.CL/2026-11-20",)}


def test_a_month_of_a_category_ends_with_its_last_day() -> None:
    result = Archive(1).service.run(arxiv.flow("cs.CL/2024-02", window()))
    assert len(result.papers) == 29


@pytest.mark.parametrize(
    ("today", "first"),
    [
        ("2026-11-23", "2611.19000"),  # Monday: submitted from Thursday on
        ("2026-11-24", "2611.20000"),  # Tuesday: from Friday on
        ("2026-11-25", "2611.23000"),
        ("2026-11-27", "2611.25000"),
        ("2026-11-28", "2611.25000"),  # at the weekend, Friday's announcement
        ("2026-11-29", "2611.25000"),
    ],
)
def test_first_run_on_a_category_reads_the_last_announcement(today: str, first: str) -> None:
    result = Archive(1).service.run(arxiv.flow("cs.CL", Window(date.fromisoformat(today))))
    assert result.papers[0].arxiv_id == first
    assert len(result.papers) <= 5


def test_several_categories_are_one_list() -> None:
    archive = Archive(1)
    archive.service.run(arxiv.flow("cs.cl,econ/2026-11-20", window()))
    (url,) = archive.service.urls
    assert "search_query=(cat:cs.CL OR cat:econ OR cat:econ.EM OR cat:econ.GN OR cat:econ.TH) AND" in unquote_plus(url)


def test_unknown_identifier_is_reported() -> None:
    archive = Archive(0)
    service = Service(lambda path, names: archive.reply(path, {**names, "id_list": "2401.00001"}))
    result = service.run(arxiv.flow("2401.00001,2401.99999", window()))
    assert [paper.arxiv_id for paper in result.papers] == ["2401.00001"]
    assert (result.problem, result.broken) == (None, ("arxiv:2401.00001,2401.99999: there is no 2401.99999",))


def test_later_runs_reach_back_for_late_announcements() -> None:
    result = Archive(1).service.run(arxiv.flow("cs.CL", window(since=date(2026, 11, 28))))
    assert result.papers[0].arxiv_id == "2611.21000"
    assert len(result.papers) == 9


def test_results_beyond_the_api_limit_are_requested_in_parts() -> None:
    archive = Archive(400)
    result = archive.service.run(arxiv.flow("cs.LG/2026-11", window(limit=20_000)))
    assert len({paper.arxiv_id for paper in result.papers}) == 12_000
    assert result.problem is None


def test_premature_empty_page_is_not_the_end() -> None:
    archive = Archive(600)
    service = Service(lambda path, names: archive.reply(path, names) if names["start"] == "0" else feed([], 600))
    result = service.run(arxiv.flow("cs.CL/2026-11-20", window()))
    assert len(result.papers) == 500
    assert result.problem is not None
    assert result.problem.cause is ProblemCause.UNREADABLE


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        (refusal(429), ProblemCause.LIMITED),
        (refusal(503), ProblemCause.UNAVAILABLE),
        (failure(Failure.OFFLINE), ProblemCause.OFFLINE),
        ("<html>Sign in to the network</html>", ProblemCause.REFUSED),
    ],
)
def test_failure_is_never_an_empty_day(trouble: Any, cause: ProblemCause) -> None:
    result = Service(lambda _path, _names: trouble).run(arxiv.flow("cs.CL", window()))
    assert result.papers == ()
    assert result.problem is not None
    assert result.problem.cause is cause
