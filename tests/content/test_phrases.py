"""Every row has an example that it finds, and the look-alikes below it leaves alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkscan.content.phrases import (
    EAST_ASIAN_PROMISES,
    EUROPEAN_PROMISES,
    FULFILLED,
    PROMISES,
    Phrase,
    is_promise,
)

ROWS = [*PROMISES, *EUROPEAN_PROMISES, *EAST_ASIAN_PROMISES, *FULFILLED]


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_a_row_finds_its_example(row: Phrase) -> None:
    assert row.find(row.example)


@pytest.mark.parametrize(("row", "line"), [(row, line) for row in ROWS for line in row.look_alikes])
def test_a_look_alike_promises_nothing(row: Phrase, line: str) -> None:
    assert not is_promise(line)


def test_every_promise_has_look_alikes() -> None:
    """Those of other languages and the plainest forms excepted."""
    plain = {"coming soon badge", "pending", "under construction", "on request", "private", "documentation only"}
    assert {row.name for row in PROMISES if not row.look_alikes} <= plain


ASCII = st.characters(max_codepoint=127)


def without_assertions(source: str) -> str:
    """Return a pattern without word boundaries and look-around, which strings are not made from but filtered by."""
    out, depth = "", 0
    for part in re.findall(r"\\[bB]|\(\?<?[!=]|\\.|\[(?:\\.|[^\]])+\]|\((?:\?:)?|.", source, re.DOTALL):
        if depth or part.startswith(("(?!", "(?=", "(?<")):
            depth += part.startswith("(") - (part == ")")
        elif part not in (r"\b", r"\B"):
            out += part
    return out


def test_assertions_are_taken_out_of_a_pattern() -> None:
    assert without_assertions(r"\b(?<!a(b))c(?:d|[(]e)(?=f\))\(g\b") == r"c(?:d|[(]e)\(g"


@pytest.mark.parametrize("row", [*PROMISES, *EUROPEAN_PROMISES[:4], *FULFILLED[:3]], ids=lambda row: row.name)
@settings(max_examples=12)
@given(st.data())
def test_the_words_of_a_row_hide_nothing(row: Phrase, data: st.DataObject) -> None:
    """Whatever the pattern finds has one of them."""
    text = data.draw(st.from_regex(re.compile(without_assertions(row.source), re.IGNORECASE), alphabet=ASCII))
    assert bool(row.find(text)) == bool(row.pattern.search(text))


@pytest.mark.parametrize("row", EAST_ASIAN_PROMISES, ids=lambda row: row.name)
@settings(max_examples=20)
@given(st.data())
def test_an_east_asian_row_finds_nothing_in_ascii(row: Phrase, data: st.DataObject) -> None:
    """So that it need not be tried there."""
    assert not data.draw(st.from_regex(row.pattern)).isascii()


def test_rows_have_names_of_their_own() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    "line",
    [
        # As READMEs said it while there was no code: research on "the repository is there but the code is not".
        "Code and datasets coming soon!",
        "We will release the source code soon!",
        "□ Release code",
        "🚀 Stay Tuned: Code Release Coming Soon",
        "This repository currently hosts documentation only … pending internal legal / compliance approval",
        "This repository currently hosts the project page … code release is pending",
        "Code release is pending and will be made available upon paper acceptance.",
        "This repository currently provides a project overview only, and the code will be released after the paper",
        "Update: May 15, 2020. Code will be uploaded shortly.",
        "Paper Under review. Code will be uploaded upon paper acceptance.",
        "We will release the code once the paper gets published.",
        "### The code is coming soon~ 😘",
        "We will release the code once the paper is accepted. Stay tuned!!!🚀",
        "This work is currently under reviewing, we will release the code once ready.",
        "## ⚠️ Code not yet available",
        ":warning: Code Release Notice … planned to be released here upon the acceptance",
        "Code will be released soon...",
        "Full source code will be released soon",
        "**Status:** code release coming soon",
        "We are currently organizing the code and will release it very soon!",
        "- [ ] Release the code.",
        "- \\[ ] Release training code",
        "Note: Code is currently private",
        "https://img.shields.io/badge/Code-Coming_Soon-red",
        "核心代码将在论文接收后开源",
        "部分核心代码将在论文被接收后开源",
        "代码即将开源，敬请期待",
        "コードは準備中です。",
        "코드는 곧 공개될 예정입니다.",
        "El código estará disponible próximamente.",
        "Der Quellcode wird nach der Veröffentlichung bereitgestellt, bis dahin: demnächst hier",
        "Le jeu de données sera bientôt publié.",
        "Trained checkpoints are not released yet.",
        "The data set: TBA",
        "Code will be made publicly available after the peer review process.",
        "we intend to open-source the training pipeline",
    ],
)
def test_promises_are_heard(line: str) -> None:
    assert is_promise(line)


@pytest.mark.parametrize(
    "line",
    [
        "The script will upload the results to the server.",
        "The code is being prepared by the script that follows.",
        "Please cite our paper when you use the code in your publication.",
        "When using the D data set for public distribution, we would be glad if you cite our paper.",
        "the values to be added to the returned matrix",
        "a coarse mask that is later refined by the model",
        "## Preparing your data",
        "If the weights are not available, they are downloaded to the cache.",
        "The data set will be downloaded automatically.",
        "The results will be saved to `out/`.",
        "See the paper for details on the benchmark under review in this issue of the journal",
        "- [x] Release training and evaluation code (was: coming soon)",
        "- ~~Release the code soon~~",
        "26 Apr 2026 We released the code, as we will do with the data soon",
        "The code has been uploaded; the training part will be released later",
        "代码已开源，模型即将发布",
        "pip install -r requirements.txt",
        "To train the model, run `python train.py`.",
        "This repository contains the official implementation of our paper.",
        "The dataset can be downloaded from the website.",
        "To set up the environment, refer to the instructions provided here.",
        "You need to update the path of the data to be used.",
        "",
    ],
)
def test_other_lines_promise_nothing(line: str) -> None:
    assert not is_promise(line)


@given(st.text(alphabet="code will be released soon [ ]-*#.。将公開", max_size=400))
def test_no_line_takes_long(line: str) -> None:
    is_promise(line)
    assert all(isinstance(row.pattern, re.Pattern) for row in ROWS)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Code will be released after acceptance.", True),
        ("We do not plan to release that part of code.", False),
        ("- [ ] Some data **cannot be made** publicly available.", False),
        ("Our dataset will be provided after filling out this form.", False),
        ("It executes the code in memory when source code is not available.", False),
        ("The source code is not available yet.", True),
        ("- [ ] Training code", True),
        ("- [ ] Fix the loader, then release it", True),
        ("- [ ] fix the data loader", False),
        ("This repository contains material for the following publication:", False),
        ("Material following publication", True),
        ("I will continually update this repository.", False),
        ("For the weights, contact the authors for access.", True),
        ("For the models, contact the authors.", False),
        ("代码与开放世界的方法将在数据集上比较", False),
        ("We are cleaning the code", True),
        ("We had cleaned the code before the release", False),
    ],
)
def test_sentences_of_real_readmes(line: str, *, verdict: bool) -> None:
    assert is_promise(line) is verdict
