"""Which inputs name a source, and which queries each source understands."""

import pytest

from linkscan.errors import InputError
from linkscan.sources import NAMES, Query, parse_query, source_named


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
