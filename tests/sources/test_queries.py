"""Which inputs name a source, and which queries each source understands."""

from datetime import date

import pytest

from linkscan.errors import InputError
from linkscan.settings.credentials import variable_names
from linkscan.sources import CREDENTIALS, NAMES, Query, parse_query, source_named


@pytest.mark.parametrize("name", NAMES)
def test_every_source_understands_its_examples(name: str) -> None:
    assert name == source_named(name).NAME
    for example in source_named(name).QUERIES:
        assert str(parse_query(example)) == example


@pytest.mark.parametrize("text", ["papers.bib", "-", "C:\\papers\\hf.bib", "./arxiv:cs.CL", "unknown:cs.CL", "hf", ""])
def test_everything_else_is_a_file(text: str) -> None:
    assert parse_query(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "hf:",
        "hf:yesterday",
        "hf:2026-13",
        "hf:2026-02-30",
        "hf:2026-W54",
        "arxiv:",
        "arxiv:2401.1",
        "arxiv:2401.00001,nonsense",
        "arxiv:cs.CL/2026-13",
        "arxiv:cs.CL/2026-02-30",
        "arxiv:../etc",
        "acl:naacl",
        "acl:../../secret",
        "pubmed: ",
        "europepmc:",
        "crossref:",
        "openalex:",
        "s2:",
        "biorxiv:2026-11-01",
        "biorxiv:2026-11-01/2026-11-31",
        "medrxiv:week",
        "openreview:",
        "openreview:ICLR.cc/2026/Conference?x=1",
    ],
)
def test_a_query_that_is_not_understood_is_an_error_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=rf"^{text.partition(':')[0]}:.*(as in|missing)"):
        parse_query(text)


def test_a_query_keeps_its_colons() -> None:
    assert parse_query("crossref:filter=issn:1234-5678") == Query("crossref", "filter=issn:1234-5678")


@pytest.mark.parametrize(
    ("text", "last", "is_incremental"),
    [
        ("hf:2026-11-28", date(2026, 11, 28), False),
        ("hf:2026-W48", date(2026, 11, 29), False),
        ("hf:2026-02", date(2026, 2, 28), False),
        ("hf:week", None, False),
        ("hf:today", None, False),
        ("hf:new", None, True),
        ("arxiv:cs.CL", None, True),
        ("arxiv:cs.CL/2026-11", date(2026, 11, 30), False),
        ("arxiv:cs.CL/2026-11-28", date(2026, 11, 28), False),
        ("arxiv:2401.00001,2402.12345", None, False),
        ("acl:2024.naacl-long", None, False),
        ("openreview:TMLR", None, False),
        ("biorxiv:2026-11-01/2026-11-07", date(2026, 11, 7), False),
        ("medrxiv:new", None, True),
        ("pubmed:cells", None, True),
        ("europepmc:cells", None, True),
        ("crossref:cells", None, True),
        ("openalex:cells", None, True),
        ("s2:cells", None, True),
    ],
)
def test_the_time_a_query_names(text: str, last: date | None, *, is_incremental: bool) -> None:
    query = parse_query(text)
    assert query is not None
    assert (query.last_day(), query.is_incremental()) == (last, is_incremental)


def test_credentials_that_are_named_are_those_that_are_read() -> None:
    assert set(CREDENTIALS) <= set(NAMES)
    assert set(CREDENTIALS.values()) <= set(variable_names())
