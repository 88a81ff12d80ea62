"""The same paper in several places is one; different papers stay separate."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from linkscan.models import Asset, Paper, RecordField
from linkscan.papers import merge

CHARTS = "We present Lantern, a small model that reads charts by late interaction between marks and labels."
REVISED = "We present Lantern, a tiny model that reads charts by late interaction between marks and their labels."
OTHER = "Counting is hard. Here it is done twice, with ten annotators, and the two results do not agree at all."
PAPER = Paper("lantern-53500320", "Lantern", ("a:1",), abstract=CHARTS)


def merged(*papers: Paper) -> list[Paper]:
    """Merge papers, placed in turn at a:1, b:1, c:1, ..."""
    places = (f"{letter}:1" for letter in "abcdefghijklmnopqrstuvwxyz")
    return list(merge(replace(paper, source=(place,)) for paper, place in zip(papers, places, strict=False)))


@pytest.mark.parametrize(
    "other",
    [
        PAPER,
        replace(PAPER, title="LANTERN!"),
        replace(PAPER, title="Lántern"),
        replace(PAPER, abstract=REVISED),
        replace(PAPER, abstract=CHARTS[:60]),
        replace(PAPER, id="given"),
        replace(PAPER, id="2301.00001", arxiv_id="2301.00001"),
        replace(PAPER, id="10.1000/182", doi="10.1000/182"),
    ],
    ids=["same", "case", "accent", "revised", "cut", "given id", "arXiv id", "DOI"],
)
def test_one_title_and_much_the_same_abstract(other: Paper) -> None:
    """One paper with two sources, in any order."""
    for papers in ([PAPER, other], [other, PAPER]):
        (paper,) = merged(*papers)
        assert paper.source == ("a:1", "b:1")
        assert (paper.arxiv_id, paper.doi) == (other.arxiv_id, other.doi)
        assert paper.id == other.id
        assert paper.abstract == papers[0].abstract


def test_one_title_and_another_abstract() -> None:
    """Two papers with distinct ids; further copies match their own."""
    other = replace(PAPER, abstract=OTHER)
    papers = merged(PAPER, other, PAPER, other)
    assert [paper.source for paper in papers] == [("a:1", "c:1"), ("b:1", "d:1")]
    assert [paper.id.rpartition("#")[0] for paper in papers] == ["lantern-53500320"] * 2


def test_no_id_depends_on_the_order_of_the_inputs() -> None:
    """Papers of the same name are distinguished by a digest; the shortest of several ids is taken."""
    other = replace(PAPER, abstract=OTHER)
    papers = [PAPER, other, replace(PAPER, id="given-later"), replace(PAPER, id="given")]
    ids = {paper.abstract: paper.id for paper in merged(*papers)}
    assert ids == {paper.abstract: paper.id for paper in merged(*reversed(papers))}
    assert ids[CHARTS] == "given"
    assert len(set(ids.values())) == 2


DATED = Paper("x1", "A Tool for Reading Charts", ("a:1",), published="2024-03")


@pytest.mark.parametrize(
    ("other", "papers"),
    [
        pytest.param({"published": "2024"}, 1, id="title and year"),
        pytest.param({"published": "2024", "abstract": CHARTS}, 1, id="one with an abstract"),
        pytest.param({"published": None}, 1, id="a telling title, and no year"),
        pytest.param({"published": "2021"}, 2, id="another year"),
        pytest.param({"title": "Another Tool for Charts"}, 2, id="another title"),
        pytest.param({"doi": "10.1000/b"}, 1, id="a DOI that the other lacks"),
    ],
)
def test_papers_without_abstracts_are_known_by_title_and_year(other: dict[str, str | None], papers: int) -> None:
    assert len(merged(DATED, replace(DATED, id="y2", **other))) == papers  # type: ignore[arg-type] # names of fields


@pytest.mark.parametrize(
    ("one", "other", "papers"),
    [
        pytest.param({"doi": "10.1000/A"}, {"doi": "10.1000/a"}, 1, id="DOI"),
        pytest.param({"doi": "10.1000/a"}, {"doi": "10.1000/b"}, 2, id="two DOIs"),
        pytest.param(
            {"doi": "10.48550/arXiv.2403.00001", "arxiv_id": "2403.00001"}, {"arxiv_id": "2403.00001"}, 1, id="arXiv"
        ),
        pytest.param(
            {"doi": "10.48550/arXiv.2403.00001", "arxiv_id": "2403.00001"}, {"doi": "10.1000/b"}, 1, id="preprint"
        ),
        pytest.param({"title": "Editorial"}, {"title": "Editorial"}, 2, id="anybody's title"),
    ],
)
def test_the_same_paper_of_two_kinds_of_file(one: dict[str, str], other: dict[str, str], papers: int) -> None:
    first, second = replace(DATED, **one), replace(DATED, id="y2", **other)  # type: ignore[arg-type] # as above
    assert len(merged(first, second)) == papers == len(merged(second, first))


def test_fields_and_kept_columns_of_all_sources_are_kept() -> None:
    code = RecordField("code", "https://github.com/lab/tool", Asset.CODE)
    note = RecordField("note", "See our page.", is_guess=True)
    one = replace(PAPER, fields=(code,), kept={"track": "main"}, venue="ICML")
    other = replace(PAPER, fields=(code, note), kept={"track": "side", "area": "x"}, url="https://a.org")
    (paper,) = merged(one, other)
    assert paper.fields == (code, note)
    assert (paper.kept, paper.venue, paper.url) == ({"track": "main", "area": "x"}, "ICML", "https://a.org")


def test_arxiv_ids_decide() -> None:
    """Whatever title and abstract say."""
    first = replace(PAPER, id="2301.00001", arxiv_id="2301.00001")
    assert len(merged(first, replace(first, title="Renamed", abstract=OTHER))) == 1
    assert len(merged(first, replace(first, id="2301.00002", arxiv_id="2301.00002"))) == 2


@pytest.mark.parametrize(("id_", "doi"), [("7", None), ("10.1000/182", "10.1000/182")], ids=["id", "DOI"])
def test_given_ids_and_dois_need_further_agreement(id_: str, doi: str | None) -> None:
    """Two files may both count from one; the DOI may be that of the proceedings."""
    first = replace(PAPER, id=id_, doi=doi)
    assert len(merged(first, replace(first, title="Renamed"))) == 1
    one, two = merged(first, replace(first, title="Counting", abstract=OTHER))
    assert {each.rpartition("#")[0] for each in (one.id, two.id)} == {id_}
    assert one.id != two.id


def test_dois_are_case_insensitive() -> None:
    """DOIs are case-insensitive."""
    first = replace(PAPER, id="10.1000/AB", doi="10.1000/AB")
    assert len(merged(first, replace(first, id="10.1000/ab", doi="10.1000/ab", title="Renamed"))) == 1


def test_two_given_ids_in_one_file_are_two_papers() -> None:
    """Numbered rows are meant to be distinct."""
    rows = [replace(PAPER, id=id_, source=(f"a:{line}",)) for line, id_ in enumerate(["r1", "r2"], 1)]
    assert [paper.id for paper in merge(rows)] == ["r1", "r2"]


def test_abstracts_without_titles_are_compared_whole() -> None:
    """The same text is the same paper, another text is another."""
    untitled = replace(PAPER, id="we-present-lantern-a-small-model-that-reads-ab", title="")
    other = replace(untitled, id="counting", abstract=OTHER)
    assert [len(paper.source) for paper in merged(untitled, other, untitled)] == [2, 1]


def test_missing_values_are_taken_from_the_next_source() -> None:
    """A given id outranks the arXiv id, then the DOI, then a generated id."""
    papers = [
        PAPER,
        replace(PAPER, id="10.1000/182", doi="10.1000/182"),
        replace(PAPER, id="2301.00001", arxiv_id="2301.00001"),
        replace(PAPER, id="mine"),
    ]
    (paper,) = merged(*papers[:3])
    assert (paper.id, paper.arxiv_id, paper.doi) == ("2301.00001", "2301.00001", "10.1000/182")
    (paper,) = merged(*papers)
    assert (paper.id, paper.source) == ("mine", ("a:1", "b:1", "c:1", "d:1"))


def test_papers_come_in_order_of_first_appearance() -> None:
    """And no paper is lost or changed."""
    papers = [Paper(f"id{n}", f"Title {n}", (f"f:{n}",), abstract=f"{CHARTS} {n}") for n in range(1000)]
    assert list(merge(papers)) == papers
    assert [paper.id for paper in merge([*papers, *reversed(papers)])] == [paper.id for paper in papers]


def test_many_papers_of_one_title() -> None:
    """Editorials are not compared with all others, and still get distinct ids."""
    papers = [
        Paper("editorial-0", "Editorial", (f"f:{n}",), abstract=" ".join(f"w{n}x{m}" for m in range(20)))
        for n in range(50)
    ]
    assert len({paper.id for paper in merge(papers)}) == 50


def test_no_papers_merge_to_none() -> None:
    """The result is empty."""
    assert list(merge([])) == []


def test_papers_are_not_held_in_memory() -> None:
    """A hundred megabytes of abstracts need a fraction of that."""

    def papers() -> Iterator[Paper]:
        for number in range(10_000):
            yield Paper(f"id{number}", f"Title {number}", ("f:1",), abstract=f"{number} " + "charts " * 1500)

    tracemalloc.start()
    try:
        assert sum(1 for _ in merge(papers())) == 10_000
        assert tracemalloc.get_traced_memory()[1] < 5 << 20
    finally:
        tracemalloc.stop()
