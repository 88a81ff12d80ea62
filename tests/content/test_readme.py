"""What a README says about an asset, what is elsewhere, and the kind of README."""

import pytest

from linkscan.content.offers import offers
from linkscan.content.readme import ReadmeLine, is_list, is_page, is_tool, promise, quote, read_lines
from linkscan.models import Asset
from tests.steps import assert_linear

CODE, DATA, MODEL = Asset.CODE, Asset.DATA, Asset.MODEL


@pytest.mark.parametrize(
    ("readme", "asset", "line"),
    [
        ("# T\n\n## The code is coming soon!\n", CODE, "The code is coming soon!"),
        ("Coming soon!", CODE, "Coming soon!"),
        ("Coming soon!", DATA, None),
        ("The dataset will be released soon.", CODE, None),
        ("The dataset will be released soon.", DATA, "The dataset will be released soon."),
        ("Code and data will be released soon.", DATA, "Code and data will be released soon."),
        ("We train a model. The weights will be released soon. Enjoy.", MODEL, "The weights will be released soon."),
        ("<!-- Code is coming soon... -->\n# T", CODE, None),
        ("[//]: # (Code is coming soon)\n# T", CODE, None),
        ("```\n# code coming soon\n```\n# T", CODE, None),
        ("- [x] Release code\n- [ ] Release data", CODE, None),
        ("- [x] Release code\n- [ ] Release data", DATA, "- ☐ Release data"),
        ("- [ ] Open-source full datasets", DATA, "- ☐ Open-source full datasets"),
        ("- [ ] Release code of our paper", CODE, "- ☐ Release code of our paper"),
        ("- [ ] Add the training code", CODE, "- ☐ Add the training code"),
        ("## Code\n\nTBA", CODE, "Code: TBA"),
        ("代码将更新", CODE, "代码将更新"),
        ("代码更新中", CODE, "代码更新中"),
        (
            "[![](https://img.shields.io/badge/Code-Coming%20Soon-blue)](x)",
            CODE,
            "[![](https://img.shields.io/badge/Code-Coming%20Soon-blue)](x)",
        ),
        ("## Data\n\nComing soon!", DATA, "Data: Coming soon!"),
        ("# Tool\n\n## Data\n\nComing soon!", DATA, "Data: Coming soon!"),
        ("# Tool\n\n## Data\n\nComing soon!", CODE, None),
        ("# Model of rain\n\nComing soon!", CODE, "Coming soon!"),
        (
            "We will release the\nsource code after the\npaper is published.",
            CODE,
            "We will release the source code after the paper is published.",
        ),
        ("Please cite our paper when you use the code.", CODE, None),
        ("# A tool that works", CODE, None),
        ("", CODE, None),
    ],
)
def test_promises_are_about_something(readme: str, asset: Asset, line: str | None) -> None:
    assert promise(readme, asset) == line


LINKS = "[a](https://a.org) " * 30


def test_a_list_has_a_title_and_many_links() -> None:
    rows = "\n".join(f"- [paper {number}](https://arxiv.org/abs/{number})" for number in range(40))
    assert is_list(f"# Awesome Papers\n{rows}")
    assert not is_list(f"# Tool\n{rows}")
    assert is_list("# Awesome Papers\n" + "[a](https://a.org) " * 30)
    assert not is_list("# Awesome Papers\n" + "[a](https://a.org) " * 29)
    assert not is_list("# Awesome Tool\n[paper](https://arxiv.org)")


def test_quotes_are_short_and_plain() -> None:
    assert quote("  ## **Code** will `come` [soon](https://x.org/y)!") == "Code will come soon!"
    assert quote("x" * 140) == "x" * 140
    assert quote("x" * 141) == "x" * 139 + "…"


def read_readme(readme: str) -> None:
    """Call every function of a README."""
    for asset in Asset:
        promise(readme, asset)
        offers(readme)
    is_list(readme)


@pytest.mark.parametrize(
    "noise", ["\n", "[\n", "<!--", "```\n", "![", "<a ", "- [ ] ", "a. ", "will be ", "\r\n ", "[x]: "]
)
def test_no_readme_takes_long(noise: str) -> None:
    assert_linear(read_readme, lambda size: noise * (size // len(noise)), size=4096)


@pytest.mark.parametrize(
    ("readme", "verdict"),
    [
        ("# Tool: Project Page\ntext", True),
        ("<h1>Website of the project page</h1>", True),
        ("# Tool [Project Page](https://lab.github.io)", False),
        ("# Tool\nThis is the project page", False),
        ("# livebench.github.io\nText", True),
        ("<p align=center>\n\n# Tool Website", True),
        ("# Tool\nThis repository hosts the project page of our paper.", True),
        ("# Tool\nThis repository contains a static GitHub Pages site.", True),
        ("# Tool\nThis repository contains the code and the project page.", False),
        ("# Tool\nThis repository is the official implementation (project page: https://lab.org).", False),
        ("", False),
    ],
)
def test_project_page_says_so_at_the_start_of_a_readme(readme: str, verdict: bool) -> None:
    assert is_page(readme, "lab/tool") is verdict


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("lab/lab.github.io", True),
        ("lab/tool-project-page", True),
        ("lab/Tool_ProjectPage", True),
        ("https://github.com/lab/tool-website", True),
        ("lab/homepage", True),
        ("https://gitlab.com/lab/lab.gitlab.io", True),
        ("lab/tool", False),
        ("lab/binding-site", False),
        ("lab/pagerank", False),
        ("lab/project-page-test", False),
        ("https://github.com/lab/lab.github.io/tree/main/code", False),
    ],
)
def test_a_page_is_known_by_its_name(name: str, *, verdict: bool) -> None:
    assert is_page("", name) is verdict


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("scripts/export.py", True),
        ("template/generate_index.py", True),
        ("build.py", True),
        ("optimize_images.py", True),
        ("leaderboard/create_leaderboard.py", True),
        ("src/model.py", False),
        ("train.py", False),
        ("builder/net.py", False),
    ],
)
def test_page_generators(path: str, *, verdict: bool) -> None:
    assert is_tool(path) is verdict


def tell_page(readme: str) -> None:
    """Return whether it is the README of a project page or a tool."""
    is_page(readme, readme[:2000])
    is_tool(readme[:2000])


@pytest.mark.parametrize("noise", ["\n", "# ", "[a](", "<a ", "repository is ", "page ", "web-"])
def test_no_page_takes_long(noise: str) -> None:
    assert_linear(tell_page, lambda size: noise * (size // len(noise)), size=4096)


def test_lines_have_a_governing_heading() -> None:
    readme = "# Tool\n\n## Weights\nFor each task:\n\n- [one](https://a.org)\n\n**Old**\n\ntext\nthat goes on\n\n"
    lines = read_lines(f"{readme}Data\n----\nhere")
    assert lines[-1] == ReadmeLine("here", ("Data",))
    assert ReadmeLine("- [one](https://a.org)", ("Weights",), "For each task:") in lines
    assert ReadmeLine("text that goes on", ("Weights", "Old")) in lines


def test_the_head_of_a_table_governs_its_rows() -> None:
    lines = read_lines("| Model | Link |\n|---|---|\n| a | [x](https://a.org) |")
    assert lines[-1].lead_in == "| Model | Link |"


def test_an_announcement_governs_items_and_addresses_up_to_the_next_prose() -> None:
    lines = read_lines(
        "Weights:\n\n- [one](https://a.org)\n\nhttps://b.org/two\n\nWe thank all.\n\n- [three](https://c.org)"
    )
    assert [line.lead_in for line in lines] == ["", "Weights:", "Weights:", "Weights:", ""]


@pytest.mark.parametrize(
    "readme",
    [
        "# Awesome Things\nCode coming soon!\n" + "- [a](https://arxiv.org/abs/1)\n" * 40,
        "The documentation is under development.",
        "Additional details will be added soon.",
        "A walkthrough for the settings of Europe will be published here soon.",
        "# CVPR 论文开源项目合集\n- 代码（即将开源）：https://a.org/b\n" + "- [a](https://arxiv.org/abs/1)\n" * 40,
        "- [ ] Open-source full datasets",
        "Complete the form online, and we will provide access to the data when approved.",
        "Or if this repo is private, and you want to install a commit:",
        "Once an admin reviews your pull request, it'll be incorporated and shared.",
        "All contributions to this repository will be released under the CC0 dedication.",
        "The statement “code is available on request” would be categorised as conditional.",
        "[![](https://img.shields.io/badge/arXiv-Coming%20Soon-red)](#)",
    ],
)
def test_promises_of_others_or_documents_are_not_quoted(readme: str) -> None:
    assert promise(readme, Asset.CODE) is None


@pytest.mark.parametrize("said", ["This repository is a list of papers", f"{LINKS}\nA survey"])
def test_a_list_says_what_it_is_at_the_top(said: str) -> None:
    """In the first four thousand characters."""
    padding = "\n" * (4000 - len(said))
    assert is_list(f"{padding}{said}")
    assert not is_list(f"{padding}\n{said}")


@pytest.mark.parametrize(("lines", "verdict"), [(7, True), (8, False)])
def test_a_page_is_named_in_the_first_eight_lines(lines: int, *, verdict: bool) -> None:
    readme = "A line of text.\n\n" * lines + "# Project page\n"
    assert is_page(readme, "lab/tool") is verdict


def test_only_the_beginning_of_a_long_line_is_read() -> None:
    assert [len(line.text) for line in read_lines("x" * 1000)] == [1000]
    assert [len(line.text) for line in read_lines("x" * 1001)] == [1000]


def test_only_the_beginning_of_a_long_readme_is_read() -> None:
    padding = "\n" * (262_144 - 4)
    assert [line.text for line in read_lines(f"{padding}text")] == ["text"]
    assert [line.text for line in read_lines(f"{padding}\ntext")] == ["tex"]
