"""What a README says of one asset, what lies elsewhere, and what kind of README it is."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.content.readme import _STORES, LONGEST_QUOTE, elsewhere, is_list, is_page, is_tool, promise, quote
from linkscan.models import Asset

CODE, DATA, MODEL, DEMO = Asset.CODE, Asset.DATA, Asset.MODEL, Asset.DEMO


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
        (
            "[![](https://img.shields.io/badge/Code-Coming%20Soon-blue)](x)",
            CODE,
            "[![](https://img.shields.io/badge/Code-Coming%20Soon-blue)](x)",
        ),
        ("# A tool that works", CODE, None),
        ("", CODE, None),
    ],
)
def test_promises_are_about_something(readme: str, asset: Asset, line: str | None) -> None:
    assert promise(readme, asset) == line


@pytest.mark.parametrize(
    ("readme", "asset", "is_named"),
    [
        ("Weights: [here](https://huggingface.co/lab/tool)", MODEL, True),
        ("| Swin | 24.4 | [model](https://drive.google.com/x) |", MODEL, True),
        ("We build on [IP-Adapter models](https://github.com/x/y)", MODEL, False),
        ("├── [IP-Adapter](https://huggingface.co/h94/IP-Adapter/tree/main/models)", MODEL, False),
        ("Pre-trained weights will be released at https://huggingface.co/lab/tool soon", MODEL, False),
        ("The dataset is [here](https://huggingface.co/datasets/lab/data).", DATA, True),
        ("Data: https://zenodo.org/record/1", DATA, True),
        ("Pretrained weights for other datasets: https://drive.google.com/x", DATA, False),
        ("Try it on [Colab](https://colab.research.google.com/x)", DEMO, True),
        ("The code is at https://zenodo.org/record/1", CODE, False),
    ],
)
def test_stores_are_named(readme: str, asset: Asset, is_named: bool) -> None:
    assert (elsewhere(readme, asset) is not None) is is_named


@pytest.mark.parametrize("asset", [DATA, MODEL, DEMO])
@given(st.data())
def test_no_store_is_overlooked(asset: Asset, data: st.DataObject) -> None:
    """What the pattern of its lines finds has one of its names."""
    store = _STORES[asset]
    assert store.may_be_in(data.draw(st.from_regex(store.pattern)))


def test_a_list_has_a_title_and_many_links() -> None:
    rows = "\n".join(f"- [paper {number}](https://arxiv.org/abs/{number})" for number in range(40))
    assert is_list(f"# Awesome Papers\n{rows}")
    assert not is_list(f"# Tool\n{rows}")
    assert not is_list("# Awesome Tool\n[paper](https://arxiv.org)")


def test_quotes_are_short_and_plain() -> None:
    assert quote("  ## **Code** will `come` [soon](https://x.org/y)!") == "Code will come soon!"
    assert len(quote("code " * 100)) == LONGEST_QUOTE


@pytest.mark.parametrize(
    "noise", ["\n", "[\n", "<!--", "```\n", "![", "<a ", "- [ ] ", "a. ", "will be ", "\r\n ", "[x]: "]
)
def test_no_readme_takes_long(noise: str) -> None:
    readme = noise * (300_000 // len(noise))
    started = process_time()
    for asset in Asset:
        promise(readme, asset)
        elsewhere(readme, asset)
    is_list(readme)
    assert process_time() - started < 3


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
def test_a_page_says_so_where_a_readme_begins(readme: str, verdict: bool) -> None:
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
def test_what_builds_a_page(path: str, *, verdict: bool) -> None:
    assert is_tool(path) is verdict


@pytest.mark.parametrize("noise", ["\n", "# ", "[a](", "<a ", "repository is ", "page ", "web-"])
def test_no_page_takes_long(noise: str) -> None:
    text = noise * (300_000 // len(noise))
    started = process_time()
    is_page(text, text[:2000])
    is_tool(text[:2000])
    assert process_time() - started < 3
