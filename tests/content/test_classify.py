"""A table of places: their files and README in, what they hold of each asset out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.content import judge, overall
from linkscan.models import Asset, Content, File, Judgement

PRESENT, PLACEHOLDER, EMPTY, UNKNOWN = Content.PRESENT, Content.PLACEHOLDER, Content.EMPTY, Content.UNKNOWN
LINKS = "\n".join(f"- [a](https://arxiv.org/abs/{number})" for number in range(40))


def files(text: str) -> tuple[File, ...]:
    """Read `name:size name name@` as files; `~` is a space, `@` marks a submodule, no size was not told."""
    found = []
    for word in text.split():
        path, _, size = word.replace("~", " ").removesuffix("@").partition(":")
        found.append(File(path, int(size) if size else None, is_submodule=word.endswith("@")))
    return tuple(found)


WORLDS = [
    # name, files, README, code, words of the reason
    ("a program", "README.md main.py:900", "", PRESENT, "code: main.py"),
    ("a notebook alone", "README.md run.ipynb:9000", "", PRESENT, "run.ipynb"),
    ("code deep down", "README.md a/b/c/d/x.cpp:900", "", PRESENT, "x.cpp"),
    ("code on another branch", "README.md (branch~dev)/train.py:900", "see dev", PRESENT, "(branch dev)/train.py"),
    ("code in a release", "README.md (release~v1)/code.zip:900000", "", PRESENT, "an archive: (release v1)/code.zip"),
    ("code in an archive", "README.md Tool.zip:900000", "", PRESENT, "an archive: Tool.zip"),
    ("code, and a promise of more", "README.md main.py:9000", "Training code coming soon!", PRESENT, "main.py"),
    ("code of unknown size beside a promise", "README.md main.py", "Code coming soon!", PRESENT, "main.py"),
    ("MATLAB", "readme.txt solve.m:900 data.mat:9000", "", PRESENT, "solve.m"),
    ("a web application", "package.json src/App.tsx:900 index.html", "# A tool", PRESENT, "src/App.tsx"),
    ("a script without a page", "README.md index.js:900", "", PRESENT, "index.js"),
    ("a README alone", "README.md", "# Tool", PLACEHOLDER, "no code, only README.md"),
    ("a README that promises", "README.md", "Code coming soon!", PLACEHOLDER, 'it says "Code coming soon!"'),
    ("README, licence and pictures", "README.md LICENSE teaser.png", "", PLACEHOLDER, "LICENSE"),
    ("pictures in a folder nobody opened", "README.md assets/", "", PLACEHOLDER, "no code"),
    ("a licence alone", "LICENSE", "", PLACEHOLDER, "LICENSE"),
    ("a recipe without a program", "README.md setup.py:900 requirements.txt", "", PLACEHOLDER, "no code"),
    ("only helpers that download", "README.md download.sh:900", "", PLACEHOLDER, "no code"),
    ("a workflow of the host", "README.md .github/workflows/a.py:900", "", PLACEHOLDER, "no code"),
    ("a project page", "index.html static/js/index.js:900 static/css/a.css", "", PLACEHOLDER, "project page"),
    ("a project page with jQuery", "index.html js/jquery.js:90000 README.md", "", PLACEHOLDER, "project page"),
    ("a page made with Jekyll", "_config.yml index.md _layouts/a.html js/a.js:900", "", PLACEHOLDER, ""),
    ("a page made with Next", "next.config.js app/page.tsx:900 package.json", "", PLACEHOLDER, ""),
    ("a page that was programmed", "index.html src/App.tsx:900", "# T: project page", PLACEHOLDER, "project page"),
    ("helpers of a page", "index.html static/make_gif.py:900", "", PLACEHOLDER, "project page"),
    ("a manual", "README.md docs/conf.py docs/index.rst docs/ext.py:900", "", PLACEHOLDER, "no code"),
    ("data only", "README.md data/train.json:9000", "", PLACEHOLDER, "data only: data/train.json"),
    ("tables only", "README.md a.csv:9000", "", PLACEHOLDER, "data only: a.csv"),
    ("weights only", "README.md model.pth:9000000", "", PLACEHOLDER, "weights only: model.pth"),
    ("a paper only", "README.md paper.pdf", "", PLACEHOLDER, "documents only: paper.pdf"),
    ("code of others only", "README.md third_party/x.cpp:9000", "", PLACEHOLDER, "code of others"),
    ("a list of links", "README.md", f"# Awesome Things\n{LINKS}", PLACEHOLDER, "list of links"),
    ("a list with a helper", "README.md count.py:900", f"# Awesome Things\n{LINKS}", PLACEHOLDER, "list of links"),
    ("an empty file", "README.md main.py:0", "", PLACEHOLDER, "a skeleton"),
    ("a file that promises", "README.md code.py:60", "", PLACEHOLDER, "a skeleton, next to nothing in code.py"),
    ("a skeleton beside a promise", "README.md a.py:300 b.py:200", "Code coming soon", PLACEHOLDER, "a skeleton"),
    ("little code without a promise", "README.md a.py:300 b.py:200", "Run a.py", PRESENT, "a.py"),
    ("packages without modules", "README.md src/__init__.py:900", "", PLACEHOLDER, "a skeleton"),
    ("code in submodules", "README.md .gitmodules core@", "", UNKNOWN, "other repositories: core"),
    ("code named by a manifest", "README.md ws.repos:300", "", UNKNOWN, "other repositories: ws.repos"),
    ("programs without source", "README.md tool.exe:900000", "", UNKNOWN, "programs without source"),
    ("folders that nobody opened", "README.md src/", "", UNKNOWN, "not opened: src/"),
    ("litter of another system", "README.md ._main.py:4096", "", PLACEHOLDER, "no code"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("held", "readme", "content", "reason"), [row[1:] for row in WORLDS], ids=[row[0] for row in WORLDS]
)
def test_code(held: str, readme: str, content: Content, reason: str) -> None:
    judgement = judge(files(held), readme)[Asset.CODE]
    assert judgement.content is content, judgement.reason
    assert reason in judgement.reason


@pytest.mark.parametrize(
    ("held", "readme", "asset", "content"),
    [
        pytest.param("model.pth:9000000 a.py:900", "", Asset.MODEL, PRESENT, id="weights in the tree"),
        pytest.param("a.py:900 (release~v1)/model.pth", "", Asset.MODEL, PRESENT, id="weights in a release"),
        pytest.param("a.py:900 tests/fixtures/x.pt:99", "", Asset.MODEL, UNKNOWN, id="weights of a test"),
        pytest.param(
            "a.py:900", "Weights: https://huggingface.co/lab/tool", Asset.MODEL, PRESENT, id="weights on a hub"
        ),
        pytest.param("a.py:900", "Weights coming soon", Asset.MODEL, PLACEHOLDER, id="weights promised"),
        pytest.param("a.py:900", "# Tool", Asset.MODEL, UNKNOWN, id="weights not told of"),
        pytest.param("README.md", "# Tool", Asset.MODEL, PLACEHOLDER, id="weights in a bare place"),
        pytest.param("a.py:900 data/train.csv:9000", "", Asset.DATA, PRESENT, id="data in a folder"),
        pytest.param("a.py:900 train.json:9000", "", Asset.DATA, PRESENT, id="data by its name"),
        pytest.param("a.py:900 config.json:9000", "", Asset.DATA, UNKNOWN, id="settings are no data"),
        pytest.param("a.py:900 vocab.json:9000", "", Asset.DATA, UNKNOWN, id="a vocabulary is no data set"),
        pytest.param("a.py:900 tests/data/x.csv:9000", "", Asset.DATA, UNKNOWN, id="data of a test"),
        pytest.param("a.py:900 data/put_here.txt:5", "", Asset.DATA, UNKNOWN, id="a sign where data go"),
        pytest.param("README.md x.json:99", "", Asset.DATA, PRESENT, id="small data are data where there is no code"),
        pytest.param("README.md images.zip:99999", "", Asset.DATA, PRESENT, id="an archive of data"),
        pytest.param("a.py:900", "Dataset: https://zenodo.org/record/1", Asset.DATA, PRESENT, id="data in a store"),
        pytest.param("README.md demo.py:900", "", Asset.DEMO, PRESENT, id="a demo"),
        pytest.param("index.html static/a.mp4", "", Asset.DEMO, PRESENT, id="a page is a demo"),
        pytest.param("a.py:900", "", Asset.DEMO, UNKNOWN, id="no demo told of"),
        pytest.param("README.md paper.pdf", "", Asset.OTHER, PRESENT, id="a document is something"),
        pytest.param("README.md", f"# Awesome Things\n{LINKS}", Asset.OTHER, PRESENT, id="a list is something"),
        pytest.param("README.md", "", Asset.OTHER, PLACEHOLDER, id="a README is nothing"),
    ],
)
def test_other_assets(held: str, readme: str, asset: Asset, content: Content) -> None:
    judgement = judge(files(held), readme)[asset]
    assert judgement.content is content, judgement.reason


def test_what_was_not_told_is_unknown() -> None:
    holdings = judge(None, "Code coming soon!")
    assert {judgement.content for judgement in holdings.values()} == {UNKNOWN}
    assert set(holdings) == set(Asset)


def test_nothing_at_all_is_empty() -> None:
    assert {judgement.content for judgement in judge((), None).values()} == {EMPTY}


def test_a_notice_of_a_page_is_about_its_code() -> None:
    holdings = judge(None, None, "**Code (coming soon)**")
    assert holdings[Asset.CODE] == Judgement(PLACEHOLDER, 'says "Code (coming soon)"')
    assert holdings[Asset.DATA].content is UNKNOWN


def test_a_notice_in_little_code_makes_a_skeleton() -> None:
    held = files("README.md main.py:400")
    assert judge(held, "# Tool", "class A: 'The code will be released soon.'")[Asset.CODE].content is PLACEHOLDER
    assert judge(held, "# Tool", "print(1)")[Asset.CODE].content is PRESENT


@pytest.mark.parametrize(
    ("held", "content"),
    [
        ("README.md main.py:900", PRESENT),
        ("README.md data/train.csv:9000", PRESENT),
        ("README.md model.pth:9000", PRESENT),
        ("README.md", PLACEHOLDER),
        ("README.md core@", UNKNOWN),
        ("", EMPTY),
    ],
)
def test_a_place_as_a_whole(held: str, content: Content) -> None:
    assert overall(judge(files(held), "")).content is content


def test_code_speaks_first_for_the_whole() -> None:
    assert overall(judge(files("main.py:900 data/a.csv:9000"), "")).reason == "code: main.py"


def test_reasons_stay_short() -> None:
    held = tuple(File(f"{'deep/' * 20}{number}.py", 900) for number in range(100))
    assert len(judge(held, "")[Asset.CODE].reason) < 500


@given(
    st.lists(st.builds(File, st.text(max_size=40), st.none() | st.integers(0, 10**9), st.booleans()), max_size=20),
    st.none() | st.text(max_size=300),
    st.none() | st.text(max_size=50),
)
def test_anything_is_judged_without_complaint(held: list[File], readme: str | None, notice: str | None) -> None:
    holdings = judge(tuple(held), readme, notice)
    assert set(holdings) == set(Asset)
    assert overall(holdings).reason


@pytest.mark.parametrize(
    ("name", "held", "content"),
    [
        ("lab/tool-page", "README.md main.py:9000 lib/model.py:9000", PRESENT),
        ("lab/tool-page", "README.md index.html make_gif.py:9000", PLACEHOLDER),
        ("lab/tool-page", "README.md scripts/deploy.py:9000", PLACEHOLDER),
        ("tool.github.io", "README.md src/lib/lang.py:9000", PLACEHOLDER),
    ],
)
def test_a_name_alone_makes_no_page_unless_the_host_serves_it(name: str, held: str, content: Content) -> None:
    assert judge(files(held), "# A tool", None, name)[Asset.CODE].content is content


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
