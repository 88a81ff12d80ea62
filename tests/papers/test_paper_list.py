"""Lists of papers in Markdown: which entries are papers, and what their links are."""

import pytest

from linkscan.errors import InputError
from linkscan.models import Asset
from tests.papers.conftest import DATA, Load, beside

CODE = Asset.CODE


def test_a_list_of_several_forms(load: Load) -> None:
    """Items, bold lines with items below, rows of tables; headings become the column `section`."""
    loaded = load(DATA / "paper_list.md", keep=["date"])
    assert [(paper.title, paper.arxiv_id, paper.kept["section"]) for paper in loaded.papers] == [
        ("A Survey of Charts", "2301.00001", "Surveys"),
        ("Second Paper on Charts", "2301.00002", "Surveys"),
        ("Third Paper", "2301.00003", "Surveys"),
        ("Fourth: a Chart", None, "Surveys"),
        ("Lantern: Agents that Read Charts", "2404.00001", "Agents"),
        ("Counting: Agents that Count", "2404.00002", "Agents"),
        ("Woodpecker: Charts Corrected", "2310.00001", "Agents / Tables"),
        ("Owl", None, "Agents / Tables"),
    ]
    survey, second, third, fourth, lantern, counting, woodpecker, owl = loaded.papers
    assert [beside(paper) for paper in (survey, second, third, fourth)] == [
        [("Code", CODE, f"https://github.com/example/{name}")] for name in ("survey", "second", "third", "fourth")
    ]
    assert beside(lantern) == [
        ("Project", None, "https://example.github.io/lantern"),
        ("Code", CODE, "https://github.com/example/lantern"),
        ("Data", Asset.DATA, "https://huggingface.co/datasets/example/charts"),
    ]
    assert beside(counting) == []
    assert beside(woodpecker) == [
        ("Code", CODE, "https://github.com/example/woodpecker"),
        ("Demo", Asset.DEMO, "https://demo.example.org"),
    ]
    assert (second.venue, third.venue, fourth.venue, owl.venue) == (
        "ICML 2024",
        "NeurIPS 2023",
        "ECCV 2024",
        "CVPR 2024",
    )
    assert (woodpecker.published, woodpecker.kept["date"]) == ("2023-10-24", "2023-10-24")
    assert owl.abstract.startswith("a model that reads charts at night")
    assert loaded.lines[:3] == [8, 9, 10]


AT_ARXIV = "https://arxiv.org/abs/2301.00001"
CODED = "[code](https://github.com/lab/one)"


@pytest.mark.parametrize(
    "line",
    [
        f"- [[Arxiv]({AT_ARXIV})] Reading Charts by Night [{CODED}]",
        f"- [[3DV2021]({AT_ARXIV}v1)] Reading Charts by Night {CODED}",
        f"- [arXiv 2023.01]({AT_ARXIV}), Reading Charts by Night, {CODED}",
        f"- [website]({AT_ARXIV}), Reading Charts by Night, {CODED}",
        f"- arXiv 2023.01, Reading Charts by Night, [paper]({AT_ARXIV}) {CODED}",
        f"* <[Reading Charts by Night]({AT_ARXIV})> by Ada Example, 2023. ({CODED})",
        f"- 2023 CVPR [Reading Charts by Night]({AT_ARXIV}) {CODED}",
        f"- 2023 arXiv[Reading Charts by Night]({AT_ARXIV}) {CODED}",
        f"\nIEEE CLOUD 2023, [Reading Charts by Night]({AT_ARXIV}) {CODED}\n",
        f"\\- [Reading Charts by Night]({AT_ARXIV}) {CODED}",
        f"- [Reading Charts by Night](https://ARXIV.org/pdf/2301.00001) {CODED}",
        f"- **Reading Charts by Night** (2023) [[paper] ]({AT_ARXIV}) {CODED}",
        f"- **Reading Charts by Night** [[2017-NIPS]]({AT_ARXIV}) [:octocat:](https://github.com/lab/one)",
        f"#### **Night**\n**Paper:** [Reading Charts by Night]({AT_ARXIV})  \n**Github:** https://github.com/lab/one",
        f"| Paper | Code |\n|:-:|:-:|\n| [Reading Charts by Night]({AT_ARXIV}) | {CODED} |",
    ],
)
def test_a_paper_in_any_form_of_line(load: Load, line: str) -> None:
    """Its title, its arXiv id and its code; the paper below it is another."""
    other = "- [Counting Bars by Day](https://lab.example.org/counting.pdf)"
    first, second = load(f"# Charts\n\n## By night\n\n{line}\n\n## By day\n\n{other}\n").papers
    assert (first.title, first.arxiv_id) == ("Reading Charts by Night", "2301.00001")
    assert beside(first) == [("Code", CODE, "https://github.com/lab/one")]
    assert (second.title, second.url) == ("Counting Bars by Day", "https://lab.example.org/counting.pdf")


def test_a_paper_in_three_sections_is_no_label(load: Load) -> None:
    """The text below its name in each section belongs to it, not to the paper above."""
    item = f"- **Reading Charts by Late Interaction** [paper]({AT_ARXIV}) {CODED}\n"
    above = "- **Counting the Bars of Charts, Part {0}** [paper](https://arxiv.org/abs/2301.0000{0})\n"
    page = "# Charts\n\n" + "".join(f"## {n}\n\n{above.format(n)}{item}\n" for n in (2, 3, 4))
    papers = load(page).papers
    assert [paper.arxiv_id for paper in papers] == [f"2301.0000{n}" for n in (2, 1, 3, 1, 4, 1)]
    assert [len(paper.fields) for paper in papers] == [0, 1] * 3


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("by Ada Example, Bo Frank Wood, 2019.", None),
        ("by Ada Example, ICML, 2019.", "ICML 2019"),
        ("NeurIPS 2019", "NeurIPS 2019"),
        ("arXiv 2019", None),
    ],
)
def test_names_of_people_and_parts_of_words_are_no_venue(load: Load, text: str, venue: str | None) -> None:
    item = f"- **Reading Charts by Night**, {text} [paper]({AT_ARXIV})\n"
    assert [paper.venue for paper in load(f"# Charts\n\n{item}{item.replace('Night', 'Day')}").papers] == [venue] * 2


@pytest.mark.parametrize(
    ("link", "field"),
    [
        ("[Official Code](https://a.org/c)", ("Code", CODE, "https://a.org/c")),
        ("[Unofficial Code](https://a.org/c)", ("note", None, "https://a.org/c")),
        ("[Model Weights](https://a.org/m)", ("Model", Asset.MODEL, "https://a.org/m")),
        ("[Tweet](https://a.org/t)", ("note", None, "https://a.org/t")),
        ('<a href="https://a.org/c">Code</a>', ("Code", CODE, "https://a.org/c")),
        ("Code: https://a.org/c", ("Code", CODE, "https://a.org/c")),
        ("[![Code](https://img.shields.io/x.svg)](https://a.org/c)", ("Code", CODE, "https://a.org/c")),
    ],
    ids=["official", "another's", "model", "other", "HTML", "bare", "badge"],
)
def test_label_shows_what_its_link_leads_to(load: Load, link: str, field: tuple[str, str | None, str]) -> None:
    entry = f"- **Name**: A Study. [Paper](https://arxiv.org/abs/2401.00001) {link}\n"
    other = "- **Other**: Another Study. [Paper](https://arxiv.org/abs/2401.00002) [Code](https://a.org/other)\n"
    more = "- **Third**: A Study. [Paper](https://arxiv.org/abs/2401.00003)\n"
    paper = load(f"# List\n\n{entry}{other}{more}").papers[0]
    assert (paper.title, paper.arxiv_id, beside(paper)) == ("Name", "2401.00001", [field])


def test_other_lists_are_not_lists_of_papers(load: Load) -> None:
    """Headings over abstracts are read as before."""
    text = (
        "# Tools\n\n- [One](https://one.org)\n- [Two](https://two.org)\n\n## A Tool\n\nWe present a tool. It is new.\n"
    )
    assert "A Tool" in load(text).titles


def test_entries_in_code_are_ignored(load: Load) -> None:
    entry = "- **{}** [[paper](https://arxiv.org/abs/2401.0000{})] [[code](https://a.org/{})]\n"
    listed = [entry.format(name, number, name) for number, name in enumerate(("Real One", "Sample", "Real Two"), 1)]
    assert load(f"# L\n\n{listed[0]}```\n{listed[1]}```\n{listed[2]}").titles == ["Real One", "Real Two"]


PAPER = "[[paper](https://arxiv.org/abs/2401.0000{0})] [[code](https://github.com/example/{0})]"
LISTED = (
    f"- **First of Two Papers on Charts** {PAPER.format(1)}\n- **Second of Two Papers on Charts** {PAPER.format(2)}\n"
)


def test_citation_of_a_list_does_not_make_it_bibtex(load: Load) -> None:
    """Nor does its name make it a page of daily papers."""
    cited = "```bibtex\n@misc{list,\n  title = {A List},\n  year = {2024},\n}\n```\n"
    for name in ("Papers on Charts", "Daily Papers"):
        assert len(load(f"# {name}\n\n## Citation\n\n{cited}\n## Papers\n\n{LISTED}").papers) == 2


@pytest.mark.parametrize(
    "below",
    [
        "Ada Example, Bo Sample, Cy Specimen, Dee Instance, Eve Model, Flo Pattern, Guy Mould and Hal Cast",
        "*Ada Example, Bo Sample, Cy Specimen, Dee Instance, Eve Model, Flo Pattern. Conference on Charts 2024.*",
    ],
)
def test_authors_and_venues_are_no_abstract(load: Load, below: str) -> None:
    papers = load(f"# L\n\n- **First of Two Papers on Charts** {PAPER.format(1)}\n\n  {below}\n\n{LISTED}").papers
    assert papers[0].abstract == ""


def test_summary_of_a_paper_is_its_abstract(load: Load) -> None:
    told = "We read charts with a small model. Code is available at https://github.com/example/lantern."
    title = "**[A Paper on Charts](https://arxiv.org/abs/2401.00001v1)**"
    row = f"| {title} | <details><summary>Show</summary><p>{told}</p></details> |"
    (paper,) = load(f"# L\n\n## T\n| **Title** | **Abstract** |\n| --- | --- |\n{row}\n\n{LISTED}").papers[:1]
    assert (paper.title, paper.arxiv_id, paper.abstract) == ("A Paper on Charts", "2401.00001", told)


def test_short_name_is_joined_with_the_title_after_it(load: Load) -> None:
    """As in `**[Name]** Title (**Venue**) [[paper](...)]`."""
    text = load(f"# L\n\n- **[Lantern]** Reading Charts with Small Models (**ICML**) {PAPER.format(1)}\n{LISTED}")
    assert text.titles[0] == "Lantern: Reading Charts with Small Models"


def test_references_at_the_end_of_a_page_do_not_make_it_a_list(load: Load) -> None:
    """If the page has several sections; a list of references alone is a list."""
    cited = "".join(f"- Example, A. (2024). A study of charts {n}. https://doi.org/10.1000/{n}\n" for n in range(4))
    page = "# Methods\n\n" + "".join(
        f"## {n}. Part {n}\n\nWe count $w(a, b)$ twice. {'It is so. ' * 20}\n\n" for n in "1234"
    )
    with pytest.raises(InputError, match="not read"):
        load(f"{page}## References\n\n{cited}")
    assert load(f"# References\n\n{cited}").titles == [f"A study of charts {n}" for n in range(4)]


def test_parts_of_the_page_are_no_papers(load: Load) -> None:
    """Its own heading with badges, an introduction, a licence, a history of stars, a table of tools."""
    badge = "[![Paper](https://img.shields.io/x.svg)](https://arxiv.org/abs/2401.00009)"
    about = "This repository lists papers, and everybody may add to it by a pull request. " * 3
    tools = "| Name | Description | Link |\n| --- | --- | --- |\n| Tool | It draws charts | [web](https://tool.org) |\n"
    above = f"# A List of Papers on Charts\n\n{badge}\n\n## Introduction\n\n{about}\n\n"
    page = f"{above}## Tools\n\n{tools}\n## Papers\n\n{LISTED}"
    star = "\n## Star History\n\n[code](https://star-history.com/#example)\n"
    assert load(page + star).titles == ["First of Two Papers on Charts", "Second of Two Papers on Charts"]


def test_labels_in_chinese_and_titles_in_two_languages(load: Load) -> None:
    """The links of an entry are known by their labels, whatever the language; the first of two titles counts."""
    title = "**Lantern {0}: Reading Charts**\n**灯笼{0}：阅读图表**\n\n"
    entry = f"{title}- 论文：https://arxiv.org/abs/2401.0000{{0}}\n- 代码: {{1}}\n\n"
    page = "# 论文合集\n\n" + "".join(
        entry.format(number, code) for number, code in ((1, "https://a.org/c"), (2, "None"), (3, "暂无"))
    )
    papers = load(page).papers
    assert [(paper.title, paper.arxiv_id, beside(paper)) for paper in papers] == [
        ("Lantern 1: Reading Charts", "2401.00001", [("Code", CODE, "https://a.org/c")]),
        ("Lantern 2: Reading Charts", "2401.00002", []),
        ("Lantern 3: Reading Charts", "2401.00003", []),
    ]


def test_title_is_the_text_of_the_link_to_the_paper(load: Load) -> None:
    """Labels that many entries have are no titles, whatever they are."""
    entry = (
        "<summary>Tool {0}</summary>\n\n- **Paper:** [A Study of Charts, Part {0}](https://arxiv.org/abs/2401.0000{0})\n"
        "- **Docs:** [Read more](docs/{0}/)\n- **Code:** https://a.org/{0}\n\n"
    )
    papers = load("# Tools\n\n" + "".join(map(entry.format, (1, 2, 3)))).papers
    assert [(paper.title, paper.arxiv_id, beside(paper)) for paper in papers] == [
        (f"A Study of Charts, Part {number}", f"2401.0000{number}", [("Code", CODE, f"https://a.org/{number}")])
        for number in (1, 2, 3)
    ]


def test_a_line_with_a_bold_title_and_labelled_links_is_an_entry(load: Load) -> None:
    line = "ICML 2024: **Reading Charts, Part {0}**. [paper](https://arxiv.org/abs/2401.0000{0})\n\n"
    papers = load("# Papers\n\n" + "".join(map(line.format, (1, 2)))).papers
    assert [paper.title for paper in papers] == ["Reading Charts, Part 1", "Reading Charts, Part 2"]
