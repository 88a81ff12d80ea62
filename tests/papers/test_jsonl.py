"""JSON Lines, those of arXiv, and JSON."""

import json

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import DATA, Load

PAPER = {"id": "a1", "title": "Lantern", "abstract": "We read charts."}
OTHER = {"id": "b2", "title": "Counting", "abstract": "We count."}


def lines(*records: object) -> str:
    """Return JSON Lines; a string is a line as it is."""
    return "".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in records)


def test_a_given_id_is_kept_and_the_line_is_the_source(load: Load) -> None:
    """Blank lines count as lines."""
    loaded = load(lines(PAPER, "", OTHER))
    assert [(paper.id, paper.source) for paper in loaded.papers] == [("a1", ("input:1",)), ("b2", ("input:3",))]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"Title": "T", "Abstract": "A"}, ("T", "A")),
        ({"PAPER TITLE": "T", "summary": "A"}, ("T", "A")),
        ({"title": "T", "Abstract Note": "A"}, ("T", "A")),
        ({"title": ["T"], "abstract": "A", "DOI": "10.1000/182"}, ("T", "A")),
        ({"text": "A"}, ("", "A")),
        ({"title": None, "abstract": "A"}, ("", "A")),
        ({"title": "T\n  wrapped", "abstract": "  A\nB\n"}, ("T wrapped", "A\nB")),
        ({"content": {"title": {"value": "T"}, "abstract": {"value": "A"}}}, ("T", "A")),
        ({"paper": {"id": "2301.00001", "summary": "A"}, "title": "T"}, ("T", "A")),
        ({"title": "half a pair \ud800", "abstract": "A"}, ("half a pair \ufffd", "A")),
    ],
    ids=["case", "spaces", "Zotero", "Crossref", "text", "null", "breaks", "OpenReview", "HF", "surrogate"],
)
def test_the_names_that_producers_use(load: Load, record: object, expected: tuple[str, str]) -> None:
    """Any case and punctuation, and one object inside the record."""
    (paper,) = load(lines(record)).papers
    assert (paper.title, paper.abstract) == expected


@pytest.mark.parametrize(
    ("record", "identity"),
    [
        ({"id": "x7"}, ("x7", None, None)),
        ({"id": 7}, ("7", None, None)),
        ({"id": "2301.00001v2"}, ("2301.00001v2", "2301.00001", None)),
        ({"arxiv_id": "2301.00001v2"}, ("2301.00001", "2301.00001", None)),
        ({"url": "https://arxiv.org/pdf/2301.00001v2.pdf"}, ("2301.00001", "2301.00001", None)),
        ({"arXiv ID": "arXiv:hep-th/9901001"}, ("hep-th/9901001", "hep-th/9901001", None)),
        ({"doi": "https://doi.org/10.1000/182"}, ("10.1000/182", None, "10.1000/182")),
        ({"doi": "10.48550/arXiv.2301.00001"}, ("2301.00001", "2301.00001", "10.48550/arXiv.2301.00001")),
        ({"externalIds": {"ArXiv": "2301.00001"}}, ("2301.00001", "2301.00001", None)),
        ({"id": "2399.00001"}, ("2399.00001", None, None)),
        ({}, ("lantern-53500320", None, None)),
    ],
)
def test_a_paper_is_known_by_the_best_of_its_ids(
    load: Load, record: dict[str, object], identity: tuple[str | None, ...]
) -> None:
    """A given id is kept; else the arXiv id, the DOI, or one generated from the title."""
    (paper,) = load(lines({"title": "Lantern", "abstract": "We read charts.", **record})).papers
    assert (paper.id, paper.arxiv_id, paper.doi) == identity


def test_broken_line_is_reported_and_skipped(load: Load) -> None:
    """Line 7 of nine."""
    loaded = load(lines(*[PAPER] * 6, '{"title": "broken', *[PAPER] * 2))
    assert len(loaded.papers) == 8
    (said,) = loaded.skipped
    assert said == "input:7: not JSON (Unterminated string starting at: column 11); correct or remove it"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[1, 2]", "not a JSON object; write each paper as {...} on a line of its own"),
        ('{"id": 3}', 'no title and no abstract among \'id\'; name them "title" and "abstract"'),
        (
            '{"id": 3, "abstract": "  "}',
            "no title and no abstract: nothing in 'abstract'; fill it in, unless this belongs to the record above",
        ),
        ("{}", 'no title and no abstract; name them "title" and "abstract"'),
        ('{"a":' * 50_000, "a JSON value is too large or too deeply nested; correct or remove the line"),
        ('{"id": ' + "9" * 5000 + "}", "a JSON value is too large or too deeply nested; correct or remove the line"),
    ],
    ids=["list", "neither", "empty abstract", "empty object", "deep", "long number"],
)
def test_lines_that_are_no_papers(load: Load, line: str, said: str) -> None:
    """The error says what is wrong and what to do."""
    loaded = load(lines(PAPER, line, PAPER))
    assert len(loaded.papers) == 2
    assert loaded.skipped == [f"input:2: {said}"]


def test_nan_is_accepted(load: Load) -> None:
    """`NaN` is not valid JSON, but no reason to lose a paper."""
    assert load('{"title": "T", "abstract": "A", "doi": NaN}\n').papers[0].doi is None


def test_lines_that_are_all_broken_are_one_error(load: Load) -> None:
    """Not one for each line."""
    with pytest.raises(InputError, match=r"^input:1: not JSON .*none of its first 1000 entries is a paper"):
        load("{title: 'no JSON'}\n" * 1000)


def test_a_record_of_arxivs_dump_is_a_paper(load: Load) -> None:
    """Line breaks stay in abstracts, even inside an address; accents in titles are decoded."""
    loaded = load(DATA / "arxiv.jsonl")
    first, second = loaded.papers
    assert first.title == "Lantern: Late Interaction for Reading Charts of the Schrödinger Group"
    assert "kept at\nhttps://github.com/\nexample/lantern for" in first.abstract
    assert (first.id, first.arxiv_id, first.doi) == ("0704.0001", "0704.0001", "10.1103/PhysRevD.76.013009")
    assert (second.id, second.doi, second.abstract) == ("hep-th/9901001", "10.1016/S0001", "We count it, twice.")


@pytest.mark.parametrize(
    "document",
    [
        [PAPER, OTHER],
        {"total": 2, "meta": {"x": [1]}, "papers": [PAPER, OTHER]},
        {"status": "ok", "message": {"items": [PAPER, OTHER]}},
        {"a1": {"title": "Lantern", "abstract": "We read charts."}, "b2": OTHER},
    ],
    ids=["list", "held", "held deeper (Crossref)", "by id"],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_list_of_papers_is_found_at_any_key(load: Load, document: object, indent: int | None) -> None:
    """A list of papers, wherever it is held, or an object with a paper for each id."""
    loaded = load(json.dumps(document, indent=indent))
    assert [(paper.id, paper.title) for paper in loaded.papers] == [("a1", "Lantern"), ("b2", "Counting")]


def test_json_is_detected_by_content(load: Load) -> None:
    """Indented or not, one paper or two in a row."""
    assert load(json.dumps([PAPER, OTHER])).titles == ["Lantern", "Counting"]
    assert load(json.dumps(PAPER, indent=2)).titles == ["Lantern"]
    assert load(json.dumps(PAPER, indent=2) + json.dumps(OTHER, indent=2)).titles == ["Lantern", "Counting"]


def test_paper_in_json_has_the_line_where_it_begins(load: Load) -> None:
    """As an editor counts lines."""
    assert load(json.dumps([PAPER, OTHER], indent=2)).lines == [2, 7]


def test_json_longer_than_one_chunk(load: Load) -> None:
    """Lists are read piece by piece."""
    papers = [{**PAPER, "abstract": f"{number} " + "charts " * 1000} for number in range(100)]
    loaded = load(json.dumps({"papers": papers}, indent=1))
    assert [paper.abstract.split()[0] for paper in loaded.papers] == [str(number) for number in range(100)]


def test_json_with_papers_by_id_is_read_in_pieces_too(load: Load) -> None:
    """An object longer than any paper is looked into."""
    papers = {f"p{number}": {"title": f"T{number}", "abstract": "charts " * 1000} for number in range(3000)}
    assert [paper.id for paper in load(json.dumps(papers)).papers] == list(papers)


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (',\n {"title": "T"', "input:2: not JSON (Expecting ',' delimiter); correct the file"),
        ("\n", "input:2: the list of line 1 has no end; the file is cut off, fetch it again"),
    ],
    ids=["amid a record", "behind one"],
)
def test_papers_before_a_truncation_are_kept(load: Load, rest: str, said: str) -> None:
    loaded = load(f'[{{"title": "T", "abstract": "A"}}{rest}')
    assert (loaded.titles, loaded.skipped) == (["T"], [said])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[\n {"title": "T"', r"input:2: not JSON \(.*\); correct the file"),
        ("[\n", "input:2: the list of line 1 has no end; the file is cut off"),
        ('{"papers": 3, "authors": "x"}', "input:1: no papers among 'papers', 'authors'; give records"),
        ("[1, 2, 3]", r"input:1: not the record of a paper; write each as \{...\} with a title \(and so on"),
        ("[]", "input:1: no papers in it; give titles and abstracts"),
    ],
    ids=["cut off", "no end", "no papers", "numbers", "empty"],
)
def test_json_that_cannot_be_read(load: Load, text: str, said: str) -> None:
    """The error says where it breaks off, and what to do."""
    with pytest.raises(InputError, match=f"^{said}"):
        load(text, format="json")


def test_other_records_below_papers_are_reported(load: Load) -> None:
    """A record may omit fields of those above; one with other fields and none of papers is something else."""
    lines = [
        {"id": "1", "title": "T", "abstract": "We do.", "year": 2024},
        {"id": "2", "title": "U"},
        {"id": "3", "name": "Mouse", "price": 10},
        {"id": "4", "title": "V", "abstract": "We did."},
    ]
    loaded = load("\n".join(map(json.dumps, lines)))
    assert loaded.titles == ["T", "U", "V"]
    assert loaded.skipped == ["input:3: not a paper, unlike those above; give it as a separate file"]
