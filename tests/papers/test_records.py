"""Records with named fields: their meaning, kept fields, and values that mean "none"."""

import json

import pytest

from linkscan.models import Asset, RecordField
from linkscan.papers.identifiers import arxiv_id, doi
from tests.papers.conftest import Load

TOOL = "https://github.com/example/tool"


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("code", TOOL, RecordField("code", TOOL, Asset.CODE)),
        ("Code URL", TOOL, RecordField("Code URL", TOOL, Asset.CODE)),
        ("github", TOOL, RecordField("github", TOOL, Asset.CODE)),
        ("repo_urls", [TOOL, "https://a.org/b"], RecordField("repo_urls", f"{TOOL}\nhttps://a.org/b", Asset.CODE)),
        ("dataset", "https://a.org/d", RecordField("dataset", "https://a.org/d", Asset.DATA)),
        ("comments", f"Code: {TOOL}", RecordField("comments", f"Code: {TOOL}")),
        ("Data Availability", "On request.", RecordField("Data Availability", "On request.")),
        ("project_page", "https://a.org", RecordField("project_page", "https://a.org")),
        ("url", TOOL, RecordField("url", TOOL)),
        ("url", "https://zenodo.org/records/7", RecordField("url", "https://zenodo.org/records/7")),
        ("url", "https://doi.org/10.1000/x", None),
        ("url", "https://publisher.example.org/x", None),
        ("url", "https://huggingface.co/papers/2301.00001", None),
        ("code", "n/a", None),
        ("code", "yes", None),
        ("notes", "", None),
    ],
)
def test_fields_other_than_the_abstract(load: Load, name: str, value: object, field: RecordField | None) -> None:
    """A field for an asset needs an address; the paper's own page counts only if it is at a store of code or data."""
    (paper,) = load(json.dumps([{"title": "T", "abstract": "A", name: value}])).papers
    assert paper.fields == ((field,) if field else ())


def test_the_page_and_the_venue(load: Load) -> None:
    (paper,) = load("title,abstract,Conference,URL\nT,A,ICML  2024,https://a.org/1\n").papers
    assert (paper.venue, paper.url) == ("ICML 2024", "https://a.org/1")


RECORD = {
    "title": "T",
    "abstract": "A",
    "authors": [{"family": "Example", "given": "Ada"}, {"name": "Bo"}, "Chi"],
    "Track": "main",
    "score": 3,
    "oral": True,
    "topic": {"value": "charts"},
    "nothing": None,
}


@pytest.mark.parametrize(
    ("keep", "kept"),
    [
        ([], {}),
        (["track", "authors", "missing"], {"track": "main", "authors": "Ada Example; Bo; Chi"}),
        (
            ["all"],
            {"authors": "Ada Example; Bo; Chi", "Track": "main", "score": "3", "oral": "true", "topic": "charts"},
        ),
    ],
)
def test_columns_to_keep(load: Load, keep: list[str], kept: dict[str, str]) -> None:
    assert load(json.dumps([RECORD]), keep=keep).papers[0].kept == kept


@pytest.mark.parametrize("nothing", ["[No abstract available]", "N/A", "nan", "-", "None", " "])
def test_abstract_that_means_none(load: Load, nothing: str) -> None:
    (paper,) = load(json.dumps([{"title": "T", "abstract": nothing, "year": 2024}])).papers
    assert paper.abstract == ""


@pytest.mark.parametrize(
    ("columns", "id_"),
    [("number,title,abstract", "7"), ("number,volume,title,abstract", "t-"), ("forum,number,title,abstract", "x")],
)
def test_number_is_an_id_unless_it_is_that_of_an_issue(load: Load, columns: str, id_: str) -> None:
    cells = {"number": "7", "volume": "2", "title": "T", "abstract": "A text.", "forum": "x"}
    content = f"{columns}\n{','.join(cells[name] for name in columns.split(','))}\n"
    assert load(content).papers[0].id.startswith(id_)


def test_a_forum_of_openreview_is_a_page_and_an_id(load: Load) -> None:
    """As the console's tables have it: `forum` is an address there."""
    (paper,) = load("number,forum,title,abstract\n3,https://openreview.net/forum?id=aB-c_123,T,A text.\n").papers
    assert (paper.id, paper.url) == ("aB-c_123", "https://openreview.net/forum?id=aB-c_123")


def test_markup_of_a_record_is_removed_once(load: Load) -> None:
    record = {"title": ["C &amp; D"], "abstract": "<jats:p>At <i>it</i>.</jats:p>", "comment": "R&amp;D"}
    (paper,) = load(json.dumps([record])).papers
    assert (paper.title, paper.abstract, paper.fields[0].text) == ("C & D", "At it.", "R&D")


def test_the_first_of_several_dois_ends_before_the_comma() -> None:
    """As arXiv lists them: `10.1103/PhysRevD.93.016005, 10.1103/PhysRevD.98.079901;10.1103/PhysRevD.98.079903`."""
    assert doi("10.1103/PhysRevD.93.016005, 10.1103/PhysRevD.98.079901") == "10.1103/PhysRevD.93.016005"
    assert doi("https://doi.org/10.1000/a(1);") == "10.1000/a(1)"


def test_arxiv_ids_that_can_exist() -> None:
    """Four digits from April 2007 to 2014, five since; before, one of arXiv's archives and a month with three."""
    ids = ["0704.0001", "1412.9999", "1501.00001", "math.GT/0309136", "cond-mat/9911001"]
    assert [arxiv_id(text) for text in ids] == ids
    others = ["0703.0001", "1412.99999", "1501.0001", "1601.0123", "2401.123456", "2413.00001"]
    others += ["pii/1234567", "hep-th/9913001", "hep-th/1801001", "PMC/9901001"]
    assert [text for text in others if arxiv_id(text) or arxiv_id(f"https://arxiv.org/abs/{text}v1")] == []
