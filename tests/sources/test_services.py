"""The services with a search: paging, queries since the last run, and the last page."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote_plus

import pytest

from linkscan.sources import NAMES, source_named
from linkscan.sources.base import ProblemCause
from tests.sources.service import Service, refusal, window

ABSTRACT = "We introduce a tool for reading papers. It is available at https://github.com/lab/tool."


def europe_pmc(path: str, names: Mapping[str, str]) -> Any:
    first = 0 if names["cursorMark"] == "*" else int(names["cursorMark"])
    records = [
        {"id": str(n), "title": f"A Tool of Number {n}", "abstractText": ABSTRACT, "doi": f"10.1/{n}"}
        for n in range(first, min(first + int(names["pageSize"]), 2500))
    ]
    return {"hitCount": 2500, "nextCursorMark": str(first + len(records)), "resultList": {"result": records}}


def crossref(path: str, names: Mapping[str, str]) -> Any:
    first = 0 if names["cursor"] == "*" else int(names["cursor"])
    items = [
        {"DOI": f"10.1/{n}", "title": [f"A Tool of Number {n}"], "abstract": f"<jats:p>{ABSTRACT}</jats:p>"}
        for n in range(first, min(first + int(names["rows"]), 450))
    ]
    return {
        "status": "ok",
        "message-type": "work-list",
        "message": {"next-cursor": str(first + len(items)), "items": items},
    }


def openalex(path: str, names: Mapping[str, str]) -> Any:
    first = 0 if names["cursor"] == "*" else int(names["cursor"])
    results = [
        {
            "id": f"https://openalex.org/W{n}",
            "doi": f"https://doi.org/10.1/{n}",
            "title": f"A Tool of Number {n}",
            "abstract_inverted_index": {word: [place] for place, word in enumerate(ABSTRACT.split())},
        }
        for n in range(first, min(first + int(names["per_page"]), 250))
    ]
    return {"meta": {"count": 250, "next_cursor": str(first + len(results)) if results else None}, "results": results}


def semantic_scholar(path: str, names: Mapping[str, str]) -> Any:
    first = int(names.get("token", "0"))
    data = [
        {
            "paperId": f"{n:040x}",
            "title": f"A Tool of Number {n}",
            "abstract": ABSTRACT,
            "externalIds": {"DOI": f"10.1/{n}"},
        }
        for n in range(first, min(first + 1000, 1500))
    ]
    return {"total": 1500, "token": str(first + 1000) if first + 1000 < 1500 else None, "data": data}


def biorxiv(path: str, names: Mapping[str, str]) -> Any:
    first = int(path.rpartition("/")[2])
    collection = [
        {
            "doi": f"10.1101/{n}",
            "title": f"A Tool of Number {n}",
            "abstract": ABSTRACT,
            "date": "2026-11-02",
            "version": "1",
        }
        for n in range(first, min(first + 30, 70))
    ]
    return {"messages": [{"status": "ok", "count": len(collection), "total": 70}], "collection": collection}


def openreview(path: str, names: Mapping[str, str]) -> Any:
    first = int(names["offset"])
    notes = [
        {
            "id": f"n{n}",
            "forum": f"n{n}",
            "content": {"title": {"value": f"A Tool of Number {n}"}, "abstract": {"value": ABSTRACT}},
        }
        for n in range(first, min(first + int(names["limit"]), 1200))
    ]
    return {"notes": notes, "count": 1200}


def pubmed(path: str, names: Mapping[str, str]) -> Any:
    if path.endswith("esearch.fcgi"):
        ids = [str(n) for n in range(min(450, int(names["retmax"])))]
        return {"esearchresult": {"count": "450", "retmax": names["retmax"], "idlist": ids}}
    records = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{n}</PMID><Article><ArticleTitle>A Tool of Number {n}</ArticleTitle>"
        f"<Abstract><AbstractText>{ABSTRACT}</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
        for n in names["id"].split(",")
    )
    return f'<?xml version="1.0" ?><PubmedArticleSet>{records}</PubmedArticleSet>'


SERVICES = {
    "europepmc": (europe_pmc, "single cell", 2500, 3),
    "crossref": (crossref, "single cell", 450, 4),
    "openalex": (openalex, "single cell", 250, 4),
    "s2": (semantic_scholar, "single cell", 1500, 2),
    "biorxiv": (biorxiv, "2026-11-01/2026-11-07", 70, 3),
    "medrxiv": (biorxiv, "2026-11-01/2026-11-07", 70, 3),
    "openreview": (openreview, "ICLR.cc/2026/Conference", 1200, 2),
    "pubmed": (pubmed, "single cell[tiab]", 450, 4),
}


def test_every_source_with_a_search_is_tested() -> None:
    assert set(SERVICES) | {"hf", "arxiv", "acl"} == set(NAMES)


@pytest.mark.parametrize("name", SERVICES)
def test_all_pages_are_read_and_no_more(name: str) -> None:
    reply, query, papers, requests = SERVICES[name]
    service = Service(reply)
    result = service.run(source_named(name).flow(query, window()))
    assert (len({paper.id for paper in result.papers}), len(service.urls)) == (papers, requests)
    assert (result.problem, result.broken) == (None, ())
    assert result.papers[0].abstract == ABSTRACT
    assert result.papers[0].source == (f"{name}:{query}",)


@pytest.mark.parametrize("name", SERVICES)
def test_the_limit_bounds_papers_and_requests(name: str) -> None:
    reply, query, papers, requests = SERVICES[name]
    service = Service(reply)
    result = service.run(source_named(name).flow(query, window(limit=20)))
    assert len(result.papers) == 20 < papers
    assert len(service.urls) < requests
    assert result.problem is not None
    assert result.problem.cause is ProblemCause.CUT


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        (refusal(403, b'{"name":"ChallengeRequiredError"}'), ProblemCause.REFUSED),
        (refusal(429), ProblemCause.LIMITED),
        ("<html>Sign in to the network</html>", ProblemCause.REFUSED),
        ({"error": "no such field"}, ProblemCause.UNREADABLE),
    ],
)
def test_a_refusal_is_never_no_papers(name: str, trouble: Any, cause: ProblemCause) -> None:
    _, query, _, _ = SERVICES[name]
    result = Service(lambda _path, _names: trouble).run(source_named(name).flow(query, window()))
    assert result.papers == ()
    assert result.problem is not None
    assert result.problem.cause is cause


@pytest.mark.parametrize("name", SERVICES)
def test_a_refused_second_page_keeps_the_first(name: str) -> None:
    reply, query, papers, _ = SERVICES[name]
    asked: list[str] = []

    def until_refused(path: str, names: dict[str, str]) -> Any:
        asked.append(path)
        return refusal(429) if len(asked) > (2 if name == "pubmed" else 1) else reply(path, names)

    result = Service(until_refused).run(source_named(name).flow(query, window()))
    assert 0 < len(result.papers) < papers
    assert result.problem is not None
    assert result.problem.cause is ProblemCause.LIMITED


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("europepmc", "query=(single cell) AND FIRST_IDATE:[2026-11-19 TO 2026-11-29]"),
        ("crossref", "filter=from-created-date:2026-11-19"),
        ("openalex", "filter=from_publication_date:2026-10-21"),
        ("s2", "publicationDateOrYear=2026-10-21:"),
        ("pubmed", "mindate=2026/11/19&maxdate=2026/11/29"),
    ],
)
def test_since_the_last_run_is_part_of_the_query(name: str, asked: str) -> None:
    """By the day of indexing if the service has it, else by publication, which may be a month earlier."""
    reply, query, _, _ = SERVICES[name]
    service = Service(reply)
    service.run(source_named(name).flow(query, window(since=date(2026, 11, 20), limit=20)))
    assert asked in unquote_plus(service.urls[0])


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (
            {"error": "API rate limit exceeded", "api-key": "192.0.2.1", "count": "4", "limit": "3"},
            ProblemCause.LIMITED,
        ),
        ({"error": "no such database"}, ProblemCause.UNREADABLE),
        ({"esearchresult": {"ERROR": "Search Backend failed"}}, ProblemCause.UNREADABLE),
    ],
)
def test_pubmed_error_with_status_200_is_not_an_empty_result(body: Any, cause: ProblemCause) -> None:
    result = Service(lambda _path, _names: body).run(source_named("pubmed").flow("cells", window()))
    assert result.problem is not None
    assert result.problem.cause is cause


def test_refused_records_of_pubmed_are_a_problem() -> None:
    def reply(path: str, names: dict[str, str]) -> Any:
        return (
            pubmed(path, names) if path.endswith("esearch.fcgi") else {"error": "API rate limit exceeded", "count": 4}
        )

    result = Service(reply).run(source_named("pubmed").flow("cells", window()))
    assert result.problem is not None
    assert result.problem.cause is ProblemCause.LIMITED


def test_records_of_pubmed_are_requested_by_id() -> None:
    def reply(path: str, names: dict[str, str]) -> Any:
        return pubmed(path, {"id": "12345678"})

    service = Service(reply)
    result = service.run(source_named("pubmed").flow("12345678,9", window()))
    assert [paper.title for paper in result.papers] == ["A Tool of Number 12345678"]
    assert result.broken == ("pubmed:12345678,9: there is no 9",)
    assert len(service.urls) == 1


@pytest.mark.parametrize("number_of_posts", [60, 61])
def test_a_page_of_biorxiv_without_posts_is_the_last(number_of_posts: int) -> None:
    """Its total may be more than there is."""

    def reply(path: str, names: dict[str, str]) -> Any:
        first = int(path.rpartition("/")[2])
        if first >= number_of_posts:
            return {"messages": [{"status": "no posts found"}], "collection": []}
        page = biorxiv(path, names)
        return {**page, "collection": page["collection"][: number_of_posts - first]}

    result = Service(reply).run(source_named("biorxiv").flow("2026-11-01/2026-11-07", window()))
    assert (len(result.papers), result.problem) == (number_of_posts, None)


def test_days_without_posts_are_a_complete_answer() -> None:
    body = {"messages": [{"status": "no posts found"}], "collection": []}
    result = Service(lambda _path, _names: body).run(source_named("biorxiv").flow("new", window()))
    assert (result.papers, result.problem) == ((), None)


def test_a_preprint_by_its_doi() -> None:
    service = Service(lambda _path, _names: biorxiv("/69", {}))
    result = service.run(source_named("biorxiv").flow("10.1101/69", window()))
    assert [paper.doi for paper in result.papers] == ["10.1101/69"]
    assert service.urls == ["https://api.biorxiv.org/details/biorxiv/10.1101/69/na/json"]


def test_a_work_of_crossref_by_its_doi() -> None:
    work = crossref("", {"cursor": "7", "rows": "1"})["message"]["items"][0]
    service = Service(lambda _path, _names: {"status": "ok", "message-type": "work", "message": work})
    result = service.run(source_named("crossref").flow("doi=10.1/7", window()))
    assert [paper.title for paper in result.papers] == ["A Tool of Number 7"]
    assert service.urls == ["https://api.crossref.org/works/10.1%2F7"]


def test_unknown_doi_of_crossref_is_reported() -> None:
    result = Service(lambda _path, _names: refusal(404)).run(source_named("crossref").flow("doi=10.1/7", window()))
    assert (result.papers, result.problem) == ((), None)
    assert result.broken == ("crossref:doi=10.1/7: there is no 10.1/7",)


@pytest.mark.parametrize("query", ["NeurIPS.cc/2019/Conference", "forum=nothing"])
def test_a_venue_without_notes_is_not_silently_empty(query: str) -> None:
    """Older venues are in another version of OpenReview's API, and this one answers with an empty list."""
    result = Service(lambda _path, _names: {"notes": [], "count": 0}).run(
        source_named("openreview").flow(query, window())
    )
    assert result.problem is not None
    assert result.problem.cause is ProblemCause.UNREADABLE
