"""Pages of daily papers: the papers, and the page around them."""

from pathlib import Path

import pytest

from linkscan.papers import load_papers, merge
from tests.papers.conftest import DATA, Load

LANTERN = "Lantern: Late Interaction for Reading Charts"
ABSTRACT = "We present Lantern, a small model that reads charts. " * 6


def test_a_page_with_blank_lines(load: Load) -> None:
    """Buttons, dates, votes, authors and the footer are dropped; a lone title is reported."""
    page = load(DATA / "page.txt")
    assert page.titles == [
        LANTERN,
        "Do Tokenizers Dream of Whole Words?",
        "eX-Ray: Explaining Radiographs to Patients",
    ]
    assert page.lines == [17, 26, 36]
    (said,) = page.skipped
    assert said.startswith(f"{DATA / 'page.txt'}:34: no abstract under 'A Title That Nobody Wrote")


def test_an_abstract_of_several_paragraphs_is_one(load: Load) -> None:
    """Paragraphs stay apart, short ones and those that are only an address belong to the abstract too."""
    _, tokenizers, x_ray = load(DATA / "page.txt").abstracts
    assert tokenizers.endswith("will be released.\n\nProject page: https://example.github.io/whole-words")
    assert x_ray.startswith("Radiologists write for radiologists. eX-Ray writes for patients instead.\n\nA second")


def test_a_page_without_blank_lines(load: Load) -> None:
    """The first title is glued to a button, and a semicolon in a title does not make it a sentence."""
    page = load(DATA / "page_without_blank_lines.txt")
    assert page.titles == ["eX-Ray: Explaining Radiographs to Patients", LANTERN, "Too Long; Did Not Train"]
    assert page.lines == [3, 5, 7]


@pytest.mark.parametrize(
    ("glued", "title"),
    [
        ("SubscribeeX-Ray: Explaining Radiographs", "eX-Ray: Explaining Radiographs"),
        ("SubscribeLantern: Reading Charts", "Lantern: Reading Charts"),
        ("Subscribe3D Charts in the Wild", "3D Charts in the Wild"),
        ("byAK and the research communityLantern: Reading Charts", "Lantern: Reading Charts"),
        ("Mar 13Lantern: Reading Charts", "Lantern: Reading Charts"),
        ("Subscribers Leave: A Study of Churn", "Subscribers Leave: A Study of Churn"),
        ("Subscribing to Many Models at Once", "Subscribing to Many Models at Once"),
        ("May 1968 in the Memory of Models", "May 1968 in the Memory of Models"),
    ],
)
def test_title_glued_to_the_page(load: Load, glued: str, title: str) -> None:
    """The page text is removed, unless it is part of the first word of the title."""
    assert load(f"Daily Papers\n{glued}\n{ABSTRACT}\n").titles == [title]


@pytest.mark.parametrize(
    "furniture",
    [
        "new",
        "Subscribe",
        "Daily Papers",
        "byAK and the research community",
        "by AK and the research community",
        "Get trending papers in your email inbox!",
        "Get trending papers in your email inbox once a day!",
        "Mar 13",
        "March 13, 2025",
        "Thu, Mar 13",
        "13 Mar 2025",
        "Published on Mar 12",
        "Submitted by",
        "Submitted by somebody",
        "128",
        "1.2k",
        "▲ 42",
        "· 15 authors",
        "GitHub 231",
        "Page 1 of 3",
        "Ada Example, Bo van der Sample",
        "Ada Example*, J. K. Sample, Émile O'Neil and María de la Cruz",
        "Authors: Ada Example",
        "Upvote",
        "•",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_page_elements_between_title_and_abstract(load: Load, furniture: str, gap: str) -> None:
    """It belongs to neither, wherever it stands."""
    page = load(gap.join(["Daily Papers", "42", LANTERN, furniture, ABSTRACT, "Previous", "Next"]))
    assert page.titles == [LANTERN]
    assert page.abstracts == [ABSTRACT.strip()]
    assert page.skipped == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "BOM"])
def test_line_ends_and_byte_order_mark(load: Load, end: str, mark: bytes) -> None:
    """They make no difference, and lines are counted as an editor counts them."""
    page = load(mark + end.join(["Daily Papers", "", LANTERN, "", ABSTRACT, ""]).encode())
    assert (page.titles, page.abstracts, page.lines) == ([LANTERN], [ABSTRACT.strip()], [3])


def test_a_page_cut_off_at_the_top(load: Load) -> None:
    """An abstract without its title is still a paper."""
    page = load(f"Daily Papers\n\n{ABSTRACT}\n\n{LANTERN}\n\n{ABSTRACT}")
    assert page.titles == ["", LANTERN]


@pytest.mark.seeds
def test_every_entry_of_the_seeds_is_read(shared: Path) -> None:
    """Five pages: 548 entries, 448 papers, each abstract a long line and each title the line above it."""
    paths = sorted((shared / "seeds").glob("*.txt"))
    papers = list(load_papers(*paths))
    assert len(papers) == 548
    found = [(paper.source[0], paper.title, paper.abstract) for paper in papers]
    expected = []
    for path in paths:
        title, place = "", ""
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if len(line) > 400:
                expected.append((place, title.removeprefix("Subscribe"), line.strip()))
            elif line:
                title, place = line, f"{path}:{number}"
    assert found == expected
    merged = list(merge(papers))
    assert len(merged) == len({paper.id for paper in merged}) == 448
    assert sum(len(paper.source) for paper in merged) == 548
