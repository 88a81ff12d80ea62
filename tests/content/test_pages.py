"""A repository may be the page of a paper: its name or its README says so; what builds a page is not the code."""

from time import process_time

import pytest

from linkscan.content import judge
from linkscan.content.pages import is_page, is_tool
from linkscan.models import Asset, Content, File


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


APP = ("package.json", "public/index.html", "README.md", *(f"src/{part}.jsx" for part in "abcdefgh"))
METHOD = tuple(f"method/{part}.py" for part in "abcdef")


@pytest.mark.parametrize(
    ("paths", "name", "content"),
    [
        pytest.param(APP, "lab/lab.github.io", Content.PLACEHOLDER, id="an application is the page"),
        pytest.param(APP, "lab/tool", Content.PRESENT, id="an application is the tool"),
        pytest.param((*APP, "build.py"), "lab/lab.github.io", Content.PLACEHOLDER, id="and what builds it"),
        pytest.param(
            ("index.html", *(f"tools/{part}.py" for part in "abcde")), "lab/tool-page", Content.PLACEHOLDER, id="tools"
        ),
        pytest.param(("index.html", *METHOD), "lab/lab.github.io", Content.PRESENT, id="a page with the code beside"),
        pytest.param(("index.html", "a.py"), "lab/lab.github.io", Content.PLACEHOLDER, id="a helper beside a page"),
        pytest.param(("index.html", "a.py"), "lab/tool", Content.PRESENT, id="a program with a page"),
    ],
)
def test_code_of_a_page_and_code_beside_it(paths: tuple[str, ...], name: str, content: Content) -> None:
    files = tuple(File(path, 900) for path in paths)
    assert judge(files, "# Tool", name=name)[Asset.CODE].content is content


@pytest.mark.parametrize("noise", ["\n", "# ", "[a](", "<a ", "repository is ", "page ", "web-"])
def test_no_readme_and_no_name_takes_long(noise: str) -> None:
    text = noise * (300_000 // len(noise))
    started = process_time()
    is_page(text, text[:2000])
    is_tool(text[:2000])
    assert process_time() - started < 3
