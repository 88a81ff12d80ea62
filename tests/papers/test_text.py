"""Plain text and Markdown: what is a title, and where an abstract ends."""

import textwrap

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import DATA, Load

TITLE = "Lantern: Late Interaction for Reading Charts"
OTHER = "Counting, Twice"
FIRST = (
    "We present Lantern, a small model that reads charts by late interaction between marks and labels. It needs a "
    "tenth of the parameters of Earlier Readers and still names the right bar in nine of ten questions."
)
SECOND = (
    "Large Language Models (LLMs) count badly, which is known. Less known is that they count worse the second time, "
    "as we show for 40 of them. Code is available at https://github.com/example/a-rather-long-name-of-a-repository"
)


def wrapped(text: str, width: int) -> str:
    """Wrap as editors and mail programs do."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


@pytest.mark.parametrize("width", [60, 72, 79, 100, 10_000])
@pytest.mark.parametrize(("between", "after"), [("\n", "\n\n"), ("\n\n", "\n\n")], ids=["title above", "title apart"])
def test_titles_with_their_abstracts(load: Load, width: int, between: str, after: str) -> None:
    """A title stands on a line of its own; the abstract keeps the line breaks it was wrapped with."""
    first, second = wrapped(FIRST, width), wrapped(SECOND, width)
    text = load(f"{TITLE}{between}{first}{after}{OTHER}{between}{second}\n", format="text")
    assert text.titles == [TITLE, OTHER]
    assert text.abstracts == [first, second]


def test_one_paragraph_a_line(load: Load) -> None:
    """Without blank lines, long lines are abstracts and short ones titles."""
    text = load(f"{TITLE}\n{FIRST}\n{OTHER}\n{SECOND}\n")
    assert (text.titles, text.abstracts, text.lines) == ([TITLE, OTHER], [FIRST, SECOND], [1, 3])


@pytest.mark.parametrize("width", [72, 10_000])
def test_abstracts_without_titles_are_papers(load: Load, width: int) -> None:
    """Without titles, each block is a paper."""
    first, second = wrapped(FIRST, width), wrapped(SECOND, width)
    text = load(f"{first}\n\n{second}\n")
    assert (text.titles, text.abstracts) == (["", ""], [first, second])


@pytest.mark.parametrize(
    "abstract",
    ["We release our code.", "Code: github.com/example/lantern", "Our code will follow"],
)
def test_a_short_abstract_alone(load: Load, abstract: str) -> None:
    """A sentence is no title."""
    assert load(abstract).abstracts == [abstract]


LONG = "Sixty adults took part in the study for a year. " * 8


@pytest.mark.parametrize(
    "title",
    [
        "Tolerance of a long course of lantern light in adults.",
        "[Lantern light in the treatment of dim rooms. A year of follow-up]",
        "The Lantern Survey. IV. Dim Rooms and Their Inhabitants",
        "Light and sleep. Problems and perspectives.",
    ],
)
@pytest.mark.parametrize("count", [1, 3, 20])
def test_titles_with_full_stops(load: Load, count: int, title: str) -> None:
    """As MEDLINE writes them, above an abstract that is much longer."""
    assert load(f"{title}\n\n{LONG}\n\n" * count).titles == [title] * count


@pytest.mark.parametrize(
    "paragraph",
    [
        "Materials and methods.",
        "The light was on.",
        "We measured sleep in each room.",
        "Code at github.com/lab/lantern for all of the rooms.",
    ],
)
def test_short_paragraphs_of_an_abstract_are_no_titles(load: Load, paragraph: str) -> None:
    loaded = load(f"Lantern Light in Dim Rooms\n\n{LONG}\n\n{paragraph}\n\n{LONG}\n")
    assert loaded.titles == ["Lantern Light in Dim Rooms"]
    assert paragraph in loaded.papers[0].abstract


@pytest.mark.parametrize("count", [1, 4, 12, 600])
@pytest.mark.parametrize("heading", ["", "# ", "## "])
@pytest.mark.parametrize(
    "abstract",
    [
        "Code is available at https://github.com/lab/tool-{n} now.",
        "We present tool {n}. Code is available at https://host-{n}.example.org/tool.",
        "Code will be released upon acceptance.",
        "Our model and our data are publicly available.",
    ],
)
def test_excerpts_about_a_release(load: Load, count: int, heading: str, abstract: str) -> None:
    """However short they and their titles are, and however many."""
    texts = "".join(f"{heading}Tool {n}\n\n{abstract.format(n=n)}\n\n" for n in range(count))
    assert load(texts).titles == [f"Tool {n}" for n in range(count)]


def test_a_second_paragraph_belongs_to_the_title_above(load: Load) -> None:
    """Until the next title."""
    text = load(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{OTHER}\n\n{FIRST}")
    assert (text.titles, text.abstracts) == ([TITLE, OTHER], [f"{FIRST}\n\n{SECOND}", FIRST])


def test_heading_of_the_whole_text_is_no_title(load: Load) -> None:
    """At most some screens of text belong to one title."""
    text = load("Abstracts That We Collected\n\n" + f"{FIRST}\n\n" * 100, format="text")
    assert len(text.papers) > 50


def test_a_sentence_ends_with_a_stop_of_its_own_script(load: Load) -> None:
    """A sentence ends with a stop of its own script."""
    text = load("图表阅读：一个小模型\n\n我们提出了一个阅读图表的小模型，代码已经公开。\n", format="text")
    assert (text.titles, text.abstracts) == (
        ["图表阅读：一个小模型"],
        ["我们提出了一个阅读图表的小模型，代码已经公开。"],
    )


def test_labels_and_authors_are_no_text(load: Load) -> None:
    """As in the mails of arXiv."""
    text = load(f"Title: {TITLE}\nAuthors: Ada Example, Bo Sample\nAbstract: {FIRST}\n")
    assert (text.titles, text.abstracts) == ([TITLE], [FIRST])


@pytest.mark.parametrize(
    "title",
    [
        "Attention Is Not All You Need.",
        "What matters when reading charts?",
        "EBMs vs. CL: Reading Charts without Supervision",
        "Yi: Open Readers of Charts by 01.AI",
        "Align, Reason and Learn: Reading Charts",
        "mBLIP: Reading Charts in Many Languages",
        "2.5 Years in Class: A Textbook of Charts",
        "[CLS] Charts Are All You Need",
        "(Almost) Free Charts",
        "We Need to Talk about Charts",
        "A ConvNet for the 2020s",
        "Flamingo",
    ],
)
def test_titles_of_many_forms(load: Load, title: str) -> None:
    """With commas, stops, brackets, digits, small letters."""
    text = load(f"{title}\n\n{FIRST}")
    assert (text.titles, text.abstracts) == ([title], [FIRST])


def test_headings_and_items_with_text_are_papers(load: Load) -> None:
    """Headings and items with text are papers; front matter, sections, tables of contents and code are not."""
    page = load(DATA / "reading_list.md")
    assert list(zip(page.lines, page.titles, strict=True)) == [
        (14, "Lantern: Late Interaction for Reading Charts"),
        (26, "Counting, Twice"),
        (37, "Do Tokenizers Dream of Whole Words?"),
        (38, "eX-Ray: Explaining Radiographs to Patients"),
        (40, ""),
        (43, "Underlined Titles Are Titles Too"),
    ]
    assert page.abstracts[4] == "We release a corpus of radiographs. It has\nno title."
    assert page.abstracts[0] == (
        "We present Lantern, a small model that reads charts. It is\n"
        "[available](https://github.com/example/lantern). We contribute:\n\n- a model,\n- a benchmark."
    )
    assert "# this is no heading\n- nor is this an item" in page.abstracts[1]
    assert page.papers[0].arxiv_id == page.papers[0].id == "2301.00001"
    assert [line.split(": ", 1)[1] for line in page.skipped] == [
        "no abstract under 'Nobody Wrote an Abstract for This One'; add one, or remove the entry"
    ]


def test_wrapped_line_that_looks_like_an_item_is_text(load: Load) -> None:
    """Only below a blank line does a list make a text Markdown."""
    text = load(f"{TITLE}\n\nWe show two things, namely\n1) that it works, and\n2) that it does not.\n")
    assert text.titles == [TITLE]


UNEVEN = """A Count of Rivers in the North

The rivers of the north freeze over in the cold half of the year,
when the ice grows to a metre and more.
Their mouths stay open where the tide
comes in twice a day, and the salt keeps the ice away from the banks for
most of the time. We present a count of all of them by hand, from the air and on foot, and
find that there are 312, of which
40 had no name."""


def test_lines_that_are_wrapped_unevenly_are_one_abstract_when_a_text_is_judged(load: Load) -> None:
    """Fragments of it speak of no research, and are none of several texts."""
    assert load(UNEVEN).titles[0] == "A Count of Rivers in the North"


def test_parts_of_an_abstract_may_lack_research_words(load: Load) -> None:
    """Half of its paragraphs are about what there was before; the others say what was done, and more than once."""
    parts = [
        "Rivers of the north freeze over in winter. The ice grows to a metre.",
        "We present results of a study of all of them, and compare our methods with those of others.",
        "Some 312 rivers were walked along on foot. Most had a name in one language or another.",
        "All banks were drawn on a map. Its sheets lie in the archive of the north.",
        "Ice of a metre bears a car. It is driven on for half of the year.",
        "We show that our approach finds 40 more, and propose a novel analysis for other problems.",
    ]
    assert load("A Count of Rivers in the North\n\n" + "\n\n".join(parts)).titles[0] == "A Count of Rivers in the North"


def test_parts_that_an_abstract_names_may_speak_of_no_research(load: Load) -> None:
    """Each in a paragraph of its own, below its name."""
    parts = {
        "Background": "Rivers of the north freeze over in winter. The ice grows to a metre.",
        "Methods": "Some 312 rivers were walked along on foot. All banks were drawn on a map.",
        "Results": "Most had a name in one language or another. Forty had none at all.",
        "Conclusions": "Their names ought to be kept. The sheets lie in the archive of the north.",
    }
    text = "".join(f"{name}\n\n{part}\n\n" for name, part in parts.items())
    (paper,) = load(f"A Count of Rivers in the North\n\n{text}").papers
    assert paper.title == "A Count of Rivers in the North"
    assert paper.abstract.count("\n\n") == 2 * len(parts) - 1


def test_passages_of_a_paper_are_no_abstracts(load: Load) -> None:
    """Most of their paragraphs cite others, or refer to figures."""
    passages = (
        "Rivers were counted as in the study of the north (Example and Sample, 2014), and once more by foot.",
        "We show the results in Figure 3, and compare them with those of others [12, 14]; the models agree.",
        "As proposed by Example et al. (2019), the mouths of rivers were measured twice, in winter and in spring.",
    )
    with pytest.raises(InputError, match="a passage of a paper or a book, which is not read"):
        load("\n\n".join(passages))
