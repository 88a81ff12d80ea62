"""One paper in any two kinds of file is one row, papers of the same name are several, in any order."""

import io
from collections.abc import Sequence
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.models import Paper
from linkscan.papers import merge
from linkscan.papers.formats import told_by_content
from linkscan.papers.input_file import InputFile
from linkscan.papers.same_paper import clusters
from tests.papers.renderings import RENDERINGS, WORKS

TEXT = "Seismic waves are inverted for the structure of the crust beneath two volcanoes by a network of sensors."
OTHER = "Nurses were asked how often they wash their hands, and watched by students who pretended to read a paper."


@cache
def loaded(name: str) -> tuple[Paper, ...]:
    """Load the dozen as that producer writes it."""
    source = InputFile(name, io.BytesIO(RENDERINGS[name](WORKS)))
    entries = tuple(told_by_content(source).load(source))
    papers = tuple(entry for entry in entries if isinstance(entry, Paper))
    assert papers == entries
    return papers


def rows(names: Sequence[str]) -> list[Paper]:
    """Merge what several files hold, in this order."""
    return list(merge(paper for name in names for paper in loaded(name)))


@pytest.mark.parametrize("seed", range(4))
def test_a_dozen_papers_in_every_format_are_a_dozen_rows(seed: int) -> None:
    """The editorials of two years, two surveys of one name, both parts and the corrigendum stay apart."""
    names = list(RENDERINGS)
    expected = sorted(paper.id for paper in rows(names))
    Random(seed).shuffle(names)
    found = rows(names)
    assert len(found) == len(WORKS)
    assert sorted(paper.id for paper in found) == expected


NAMESAKES = "A Survey of Graph Methods"
"""Of which a file without abstracts and DOIs says nothing that tells it from the other."""


@pytest.mark.parametrize(("one", "other"), list(zip(RENDERINGS, [*list(RENDERINGS)[1:], "bibtex"], strict=True)))
def test_two_formats_in_either_order(one: str, other: str) -> None:
    for third in ("scholar", "text"):
        found = rows([one, other, third])
        again = rows([third, other, one])
        assert sorted(paper.id for paper in found) == sorted(paper.id for paper in again)
        titles = [paper.title for paper in found if paper.title.rstrip(".") != NAMESAKES]
        assert len(titles) <= len(WORKS) - 2


def paper(name: str, **told: str | None) -> Paper:
    """Make a paper; its place is a file of its own."""
    fields = {"title": "Crustal Waves below Two Volcanoes", "abstract": "", **told}
    return Paper(name, source=(f"{name}:1",), **fields)  # type: ignore[arg-type] # names of fields


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"doi": "10.1000/a"}, {"doi": "10.1000/A", "title": "Crustal waves"}, id="DOI, no subtitle"),
        pytest.param(
            {"doi": "10.1000/a", "abstract": TEXT},
            {"doi": "10.1000/a", "title": "Crustal waves beneath two volcanoes"},
            id="DOI, a word of the title differs",
        ),
        pytest.param(
            {"title": "Waves: An Inversion", "abstract": TEXT}, {"title": "Waves", "abstract": TEXT}, id="subtitle"
        ),
        pytest.param({"title": "Räume über $\\beta$"}, {"title": 'Raume {\\"u}ber β', "published": None}, id="TeX"),
        pytest.param(
            {"arxiv_id": "2112.00001", "published": "2021-12"}, {"doi": "10.1000/a", "published": "2023"}, id="preprint"
        ),
        pytest.param(
            {"doi": "10.1101/2021.12.01.470001", "published": "2021-12", "abstract": TEXT},
            {"doi": "10.1000/a", "published": "2022"},
            id="preprint with a DOI",
        ),
    ],
)
def test_one_paper(one: dict[str, str], other: dict[str, str]) -> None:
    pair = [paper("one", **{"published": "2022", **one}), paper("other", **{"published": "2022", **other})]
    assert len(list(merge(pair))) == 1 == len(list(merge(reversed(pair))))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"title": "Waves. Part I"}, {"title": "Waves. Part II"}, id="parts"),
        pytest.param(
            {"title": "Waves of the Deep Crust. Part I", "doi": "10.1000/a"},
            {"title": "Waves of the Deep Crust. Part II", "doi": "10.1000/a"},
            id="parts with the DOI of the proceedings",
        ),
        pytest.param({}, {"title": "Corrigendum to: Crustal Waves below Two Volcanoes"}, id="corrigendum"),
        pytest.param({"doi": "10.1000/a"}, {"doi": "10.1000/b"}, id="two DOIs"),
        pytest.param({"abstract": TEXT}, {"abstract": OTHER}, id="two abstracts"),
        pytest.param({"title": "Reply"}, {"title": "Reply"}, id="anybody's title"),
        pytest.param({"title": "Éditorial"}, {"title": "EDITORIAL"}, id="anybody's title in French"),
        pytest.param({"title": "Waves: An Inversion"}, {"title": "Waves"}, id="subtitle alone"),
        pytest.param(
            {"title": "Waves: An Inversion", "abstract": TEXT},
            {"title": "Waves++: Inversion with Rules", "abstract": TEXT.replace("crust", "mantle")},
            id="two tools of one name",
        ),
        pytest.param(
            {"arxiv_id": "1612.00001", "published": "2016-12"}, {"doi": "10.1000/a"}, id="six years after a preprint"
        ),
        pytest.param(
            {"title": "Waves", "arxiv_id": "2112.00001", "published": "2021-12"},
            {"title": "Waves", "doi": "10.1000/a"},
            id="a preprint of a short title",
        ),
        pytest.param({"arxiv_id": "2112.00001"}, {"arxiv_id": "2112.00002"}, id="two arXiv ids"),
    ],
)
def test_two_papers(one: dict[str, str], other: dict[str, str]) -> None:
    pair = [paper("one", **{"published": "2022", **one}), paper("other", **{"published": "2022", **other})]
    assert len({each.id for each in merge(pair)}) == 2 == len({each.id for each in merge(reversed(pair))})


def test_ambiguous_record_matches_neither_paper() -> None:
    """And two such files of the same are one."""
    namesakes = [paper("a", doi="10.1000/a", published="2022"), paper("b", doi="10.1000/b", published="2022")]
    unclear = [paper("c", published="2022"), paper("d", published="2022")]
    assert [each.source for each in merge([*namesakes, *unclear])] == [("a:1",), ("b:1",), ("c:1", "d:1")]
    assert [each.source for each in merge([*unclear, *namesakes])] == [("c:1", "d:1"), ("a:1",), ("b:1",)]


@pytest.mark.parametrize(
    ("one", "other", "id_"),
    [
        ({"arxiv_id": "2112.00001"}, ("2112.00001v1", "http://arxiv.org/abs/2112.00001v2"), "2112.00001"),
        ({"doi": "10.1000/a"}, ("https://doi.org/10.1000/A", "doi:10.1000/a"), "10.1000/a"),
    ],
)
def test_version_or_prefix_does_not_change_an_id(one: dict[str, str], other: tuple[str, str], id_: str) -> None:
    pair = [Paper(name, "Crustal Waves", ("a:1",), **one) for name in other]  # type: ignore[arg-type] # names of fields
    assert [each.id for each in merge(pair)] == [id_] == [each.id for each in merge(reversed(pair))]


def test_duplicate_rows_of_one_file_stay_two() -> None:
    rows = [paper(name, published="2022") for name in ("r1", "r2", "elsewhere")]
    twice = [Paper(each.id, each.title, (f"a:{line}",), published="2022") for line, each in enumerate(rows[:2], 1)]
    assert len(list(merge([*twice, rows[2]]))) == 2 == len(list(merge([rows[2], *twice])))


def test_identical_namesakes_have_distinct_ids() -> None:
    editorials = [Paper("editorial-1f2e", "Editorial", ("a:1",)) for _ in range(3)]
    assert len({each.id for each in merge(editorials)}) == 3


FEW = st.builds(
    lambda number, title, abstract, arxiv, doi, year, file: Paper(
        *(arxiv or doi or number, title, (f"{file}:1",)),
        arxiv_id=arxiv,
        doi=doi,
        published=year,
        abstract=abstract,
    ),
    number=st.sampled_from(["k1", "k2", "k3"]),
    title=st.sampled_from(["Waves", "Waves: An Inversion", "Crustal Waves below Two Volcanoes", "Editorial", ""]),
    abstract=st.sampled_from(["", TEXT, OTHER, TEXT[:60]]),
    arxiv=st.sampled_from([None, None, "2112.00001", "2112.00002"]),
    doi=st.sampled_from([None, None, "10.1000/a", "10.1000/b", "10.1101/2021.12.01.470001"]),
    year=st.sampled_from([None, "2021", "2022"]),
    file=st.sampled_from("ab"),
).filter(lambda each: each.title or each.abstract)


@given(papers=st.lists(FEW, max_size=6), data=st.data())
def test_order_does_not_change_duplicates(papers: list[Paper], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(papers))))
    shuffled = clusters([papers[place] for place in order])

    def content(found: list[list[int]], of: Sequence[int]) -> list[list[str]]:
        return sorted(sorted(repr(papers[of[place]]) for place in cluster) for cluster in found)

    assert content(clusters(papers), range(len(papers))) == content(shuffled, order)
    assert sorted(place for cluster in shuffled for place in cluster) == list(range(len(papers)))
