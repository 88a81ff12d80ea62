"""Which inputs name a source, and which queries each source understands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.errors import InputError
from linkscan.settings.credentials import variable_names
from linkscan.sources import CREDENTIALS, NAMES, Query, Window, parse_query, query_at, source_named
from linkscan.urls import parse_url


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
        "hf:2025-W53",
        "hf:0000-01",
        "hf:0000-W01",
        "arxiv:cs.CL/0000-01",
        "arxiv:",
        "arxiv:2401.1",
        "arxiv:2401.00001,nonsense",
        "arxiv:cs.CL/2026-13",
        "arxiv:cs.CL/2026-02-30",
        "arxiv:../etc",
        "arxiv:cs.XX",
        "arxiv:cs.CL,cs.XX",
        "arxiv:cs.CL,",
        "arxiv:２４０１.００００１",
        "acl:naacl",
        "acl:../../secret",
        "pubmed: ",
        "europepmc:",
        "crossref:",
        "openalex:",
        "openalex:filter=",
        "crossref:filter= ",
        "crossref:doi=",
        "s2:",
        "biorxiv:2026-11-01",
        "biorxiv:2026-11-01/2026-11-31",
        "biorxiv:2026-11-07/2026-11-01",
        "medrxiv:week",
        "openreview:",
        "openreview:ICLR.cc/2026/Conference?x=1",
    ],
)
def test_a_query_that_is_not_understood_is_an_error_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=rf"^{text.partition(':')[0]}:.*(as in|missing|did you mean)"):
        parse_query(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("arxiv:cs.CN", "arxiv:cs.CV"), ("arxiv:cs-CL", "arxiv:cs.CL"), ("arxiv:cs.XL,cs.LG", "arxiv:cs.CL,cs.LG")],
)
def test_unknown_category_gets_a_suggestion(text: str, meant: str) -> None:
    """ArXiv would return an empty list every night."""
    with pytest.raises(InputError, match=r"did you mean arxiv:[\w.,]+\?$") as refused:
        parse_query(text)
    assert parse_query(str(refused.value).rpartition("mean ")[2].rstrip("?")) is not None
    assert meant.partition(".")[0] in str(refused.value)


def test_identifier_without_its_zeros_gets_a_suggestion() -> None:
    """Spreadsheets take 2402.10000 for a number."""
    with pytest.raises(InputError, match=r"did you mean arxiv:2401\.00001,2402\.10000\?$"):
        parse_query("arxiv:2401.00001,2402.1")


@pytest.mark.parametrize(
    ("url", "query"),
    [
        ("https://arxiv.org/abs/2401.00001", "arxiv:2401.00001"),
        ("http://www.arxiv.org/pdf/2401.00001v2.pdf", "arxiv:2401.00001"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv:hep-th/9901001"),
        ("https://arxiv.org/list/cs.CL/new", "arxiv:cs.CL"),
        ("https://doi.org/10.48550/arXiv.2401.00001", "arxiv:2401.00001"),
        ("https://huggingface.co/papers/2401.00001", "arxiv:2401.00001"),
        ("https://huggingface.co/papers/date/2026-11-28", "hf:2026-11-28"),
        ("https://huggingface.co/papers/week/2026-W48", "hf:2026-W48"),
        ("https://aclanthology.org/2024.naacl-long.1/", "acl:2024.naacl-long.1"),
        ("https://aclanthology.org/2024.naacl-long.1.pdf", "acl:2024.naacl-long.1"),
        ("https://www.aclanthology.org/volumes/2024.naacl-long/", "acl:2024.naacl-long"),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", "pubmed:12345678"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=single+cell", "pubmed:single cell"),
        ("https://europepmc.org/article/MED/12345678", "europepmc:EXT_ID:12345678 AND SRC:MED"),
        ("https://openreview.net/forum?id=p3ZMRqVrJv", "openreview:forum=p3ZMRqVrJv"),
        ("https://openreview.net/group?id=ICLR.cc/2026/Conference", "openreview:ICLR.cc/2026/Conference"),
        ("https://www.biorxiv.org/content/10.1101/2026.11.02.123456v1.full", "biorxiv:10.1101/2026.11.02.123456"),
        ("https://doi.org/10.5555/12345678", "crossref:doi=10.5555/12345678"),
        ("https://github.com/lab/tool", None),
        ("https://arxiv.org/help", None),
        ("https://aclanthology.org/people/a/b/", None),
        ("https://evil.org/arxiv.org/abs/2401.00001", None),
        ("https://arxiv.org.evil.org/list/cs.CL/new", None),
        ("https://huggingface.co/papers/date/2026-13-28", None),
    ],
)
def test_addresses_of_papers_and_lists_are_queries(url: str, query: str | None) -> None:
    address = parse_url(url)
    assert address is not None
    found = query_at(address)
    assert (str(found) if found else None) == query


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
        ("openreview:forum=x", None, False),
        ("arxiv:cs.CL,cs.LG", None, True),
        ("arxiv:cs", None, True),
        ("ArXiv:cs.CL", None, True),
        ("pubmed:12345678", None, False),
        ("crossref:doi=10.1/x", None, False),
        ("biorxiv:10.1101/x", None, False),
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


def test_documented_credentials_are_those_that_are_read() -> None:
    assert set(CREDENTIALS) <= set(NAMES)
    assert {name for names in CREDENTIALS.values() for name in names.split(" and ")} <= set(variable_names())


@pytest.mark.parametrize("name", NAMES)
def test_bytes_that_are_no_text_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="a query is text in UTF-8"):
        parse_query(f"{name}:\udcff")


@given(st.sampled_from(NAMES), st.text(max_size=40))
def test_accepted_query_requests_its_own_service_only(name: str, text: str) -> None:
    """A query cannot lead to another host or break the first request."""
    try:
        query = parse_query(f"{name}:{text}")
    except InputError:
        return
    assert query is not None
    (request,) = next(query.flow(Window(date(2026, 11, 29))))
    own = next(source_named(name).flow(source_named(name).QUERIES[0].partition(":")[2], Window(date(2026, 11, 29))))[0]
    asked, usual = parse_url(request.url), parse_url(own.url)
    assert asked is not None
    assert usual is not None
    assert asked.host == usual.host
    assert asked.segments[0] == usual.segments[0]
    assert not asked.fragment


@pytest.mark.parametrize("text", [" hf:2026-11-28 ", "hf: 2026-11-28", "HF:2026-11-28\n"])
def test_space_around_a_query_is_ignored(text: str) -> None:
    assert parse_query(text) == Query("hf", "2026-11-28")
