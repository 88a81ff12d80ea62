"""Sentences of READMEs that say that something is not yet available."""

import pytest

from linkscan.content.phrases import EAST_ASIAN_PROMISES, EUROPEAN_PROMISES, FULFILLED, PROMISES, Phrase
from linkscan.content.promises import is_promise

PROMISED = [
    # From READMEs of repositories that had no code at the time.
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
    # One for each wording that is in none of the above.
    "Material following publication",
    "We are cleaning the code",
    "For the weights, contact the authors for access.",
    "Datasets will be here soon",
    "## Coming soon ...",
    "🚀 Stay Tuned: Code",
    "Code under review for release.",
    "the release is pending",
    "This site is under construction.",
    "This repository only contains the slides",
    "Il codice sarà disponibile a breve.",
    "Код будет опубликован позже.",
    "Kod yakında paylaşılacaktır.",
    "论文录用后见此处",
    "代码暂未公开",
    "代码整理中",
    "論文採択後にコードを公開します",
    "논문 게재 후 코드를 공개합니다",
]

NOT_PROMISED = [
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
    "コードを公開しました。データは近日公開予定です",
    "코드를 공개했습니다. 데이터는 곧 공개될 예정입니다",
]


@pytest.mark.parametrize("line", PROMISED)
def test_a_sentence_promises_what_is_not_there_yet(line: str) -> None:
    assert is_promise(line)


@pytest.mark.parametrize("line", NOT_PROMISED)
def test_other_lines_promise_nothing(line: str) -> None:
    assert not is_promise(line)


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


ROWS = (*PROMISES, *EUROPEAN_PROMISES, *EAST_ASIAN_PROMISES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_wording_of_a_promise_counts(row: Phrase) -> None:
    """Some sentence of the table is found only by it."""
    assert any(row.find(line) and not any(other.find(line) for other in ROWS if other is not row) for line in PROMISED)


@pytest.mark.parametrize("row", FULFILLED, ids=lambda row: row.name)
def test_each_wording_of_news_counts(row: Phrase) -> None:
    """Without it, some sentence of the table would be a promise."""
    promised = [line for line in NOT_PROMISED if any(each.find(line) for each in ROWS)]
    assert any(
        row.find(line) and not any(other.find(line) for other in FULFILLED if other is not row) for line in promised
    )
