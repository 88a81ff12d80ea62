"""The ACL Anthology: one XML file per collection, from which a volume or a paper is selected."""

from typing import Any

import pytest

from linkscan.sources import acl
from linkscan.sources.base import ProblemCause
from tests.sources.service import Service, refusal, window


def collection(name: str, *papers: str) -> str:
    told = "".join(
        f'<paper id="1"><title>Paper {paper}</title><abstract>A study.</abstract><url>{paper}</url></paper>'
        for paper in papers
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><collection id="{name}"><volume id="1">{told}</volume></collection>'


NEW = collection("2024.naacl", "2024.naacl-long.1", "2024.naacl-long.2", "2024.naacl-long.21", "2024.naacl-short.1")
OLD = collection("P19", "P19-1001", "P19-1002", "P19-2001")


@pytest.mark.parametrize(
    ("query", "xml", "found"),
    [
        ("2024.naacl-long", NEW, ["2024.naacl-long.1", "2024.naacl-long.2", "2024.naacl-long.21"]),
        ("2024.naacl-short", NEW, ["2024.naacl-short.1"]),
        ("2024.naacl-long.2", NEW, ["2024.naacl-long.2"]),
        ("2024.naacl", NEW, ["2024.naacl-long.1", "2024.naacl-long.2", "2024.naacl-long.21", "2024.naacl-short.1"]),
        ("P19-1", OLD, ["P19-1001", "P19-1002"]),
        ("P19-1002", OLD, ["P19-1002"]),
    ],
)
def test_query_selects_from_a_collection(query: str, xml: str, found: list[str]) -> None:
    service = Service(lambda _path, _names: xml)
    result = service.run(acl.flow(query, window()))
    assert [paper.id for paper in result.papers] == found
    assert result.problem is None
    assert service.urls == [
        f"https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml/{query.partition('-')[0]}.xml"
    ]


@pytest.mark.parametrize(
    ("query", "answer", "cause"),
    [
        ("2024.naacl-lomg", NEW, ProblemCause.UNREADABLE),
        ("2024.naacl", "<html>Sign in to the network</html>", ProblemCause.REFUSED),
        ("2024.naacl", refusal(404), ProblemCause.UNAVAILABLE),
        ("2024.naacl", refusal(429), ProblemCause.LIMITED),
    ],
)
def test_failure_is_never_an_empty_volume(query: str, answer: Any, cause: ProblemCause) -> None:
    result = Service(lambda _path, _names: answer).run(acl.flow(query, window()))
    assert result.papers == ()
    assert result.problem is not None
    assert result.problem.cause is cause
