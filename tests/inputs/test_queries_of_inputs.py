"""Which inputs are queries to services: `service:query`, identifiers and addresses of papers; all else is a file."""

from pathlib import Path

import pytest

from linkscan.errors import InputError
from linkscan.inputs.loading import query_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "query"),
    [
        ("arxiv:2401.00001", "arxiv:2401.00001"),
        ("arXiv:2401.00001v2", "arxiv:2401.00001v2"),
        ("2401.00001", "arxiv:2401.00001"),
        ("2401.00001v3", "arxiv:2401.00001"),
        ("hep-th/9901001", "arxiv:hep-th/9901001"),
        ("arxiv.org/abs/2401.00001", "arxiv:2401.00001"),
        ("<https://arxiv.org/abs/2401.00001>", "arxiv:2401.00001"),
        ("https://arxiv.org/pdf/2401.00001v1", "arxiv:2401.00001"),
        ("10.48550/arXiv.2401.00001", "arxiv:2401.00001"),
        ("10.5555/12345678", "crossref:doi=10.5555/12345678"),
        ("doi:10.5555/12345678", "crossref:doi=10.5555/12345678"),
        ("https://doi.org/10.5555/12345678", "crossref:doi=10.5555/12345678"),
        ("PMID:12345678", "pubmed:12345678"),
        ("2024.naacl-long.1", "acl:2024.naacl-long.1"),
        ("https://openreview.net/forum?id=p3ZMRqVrJv", "openreview:forum=p3ZMRqVrJv"),
    ],
)
def test_a_paper_is_named_as_people_name_it(given: str, query: str) -> None:
    assert str(query_of(given)) == query


@pytest.mark.parametrize("given", ["hf", "arXiv", "openreview"])
def test_service_without_a_query_is_refused_unless_it_is_a_file(given: str, folder: Path) -> None:
    with pytest.raises(InputError, match=f"^{given}: a service, not a file; say which papers, as in "):
        query_of(given)
    (folder / given).touch()
    assert query_of(given) is None


@pytest.mark.parametrize(
    "given",
    [
        "papers.jsonl",
        "papers2026.jsonl",
        "-",
        "reports/2026/x.csv",
        "lab/tool",
        "*.bib",
        "C:\\x.bib",
        "github.com/l/t2",
    ],
)
def test_everything_else_is_a_file(given: str) -> None:
    assert query_of(given) is None


@pytest.mark.parametrize("given", ["2401.00001", "10.5555/12345678"])
def test_a_file_of_that_name_comes_first(given: str, folder: Path) -> None:
    (folder / given).parent.mkdir(exist_ok=True)
    (folder / given).write_text("x")
    assert query_of(given) is None


@pytest.mark.parametrize("given", ["https://github.com/lab/tool", "http://example.org/papers.bib"])
def test_other_address_is_refused_with_a_hint_to_check(given: str) -> None:
    with pytest.raises(InputError, match=f"^{given}: an address, not a file or query; `linkscan check {given}`"):
        query_of(given)
