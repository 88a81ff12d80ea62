"""Documentation, notes and lists of lines are distinguished from abstracts."""

import pytest

from linkscan.papers.documentation import are_parts, are_remarks, is_documentation, is_list_of_lines, is_note

DOCUMENTATION = {
    "the reader is told what to do": "Please copy it to where you want it.",
    "files and commands": "The file names the directory of scripts.",
    "a licence": "The licensee shall keep this notice, without any warranty.",
    "code in a line": "It calls `main -v` and `exit 1`.",
    "options and paths": "It takes --verbose and reads data/all/names.txt at once.",
    "a block of code": "So it goes.\n\n```\nrun\n```\n",
    "German": "Bitte die Datei herunterladen.",
    "Chinese": "请先下载文件夹，然后运行。",
    "a README of research": (
        "We present Lantern, and show how it reads charts. Download the files, install the packages, then run the "
        "script in your shell. You can change the folder."
    ),
}
ABSTRACTS = {
    "on operating systems": (
        "UNIX is an interactive operating system with a hierarchical file system and a command language that is "
        "selectable on a per-user basis. This paper discusses the file system and the command interface."
    ),
    "on licensed drugs": (
        "We describe a methodology to produce a database of drugs licensed for treatment. The list of them is open."
    ),
    "on scripts": "We study 300 shell scripts of 20 repositories and show what their authors get wrong.",
    "a tool one may use": "We present a tool that reads charts. You can download it at https://a.org.",
    "a program whose name is set as code": (
        "`Lantern` is a toolkit for charts of light in rooms. With `Lantern` and `dim-rooms` astronomers see more. "
        "``lantern.rooms`` is new."
    ),
    "how one installs it, in a word": (
        "The portal shows charts of light in rooms of many kinds to all who may want to look at them. " * 6
        + "It needs no installation and is licensed under MIT."
    ),
    "formulas": "We show that $x_i$ and ``quoted'' words are no code, if $y_{ij} = f(x)$ for each.",
}


@pytest.mark.parametrize("text", DOCUMENTATION.values(), ids=DOCUMENTATION)
def test_documentation_is_distinguished_from_papers(text: str) -> None:
    assert is_documentation(text)


@pytest.mark.parametrize("text", ABSTRACTS.values(), ids=ABSTRACTS)
def test_abstracts_are_not_documentation(text: str) -> None:
    assert not is_documentation(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This folder is for all that there may be.", True),
        ("Just some things. They are here to stay.", True),
        ("The dataset may be used by all. It is free.", True),
        ("We release our code.", False),
        ("The code will be released.", False),
        ("Code: github.com/example/lantern", False),
        ("Il codice di una piccola rete che legge grafici.", False),
        ("我们提出了一个模型。", False),
        ("It is so. " * 50, False),
    ],
)
def test_note_is_short_and_without_research_words(text: str, expected: bool) -> None:
    assert is_note([text]) is expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Data", "The metric", "Results"], True),
        (["1. Reconstruction process", "2. Tracing and classification", "3. Position"], True),
        (["1. 研究动机", "2. 核心问题", "3. 现象分析"], True),
        (["Flamingo", "Lantern"], False),
        (["Lantern: Late Interaction for Charts", "Counting, Twice", "What Tokenizers Dream of at Night"], False),
        (["图表阅读：一个小模型", "计数", "再次计数"], False),
    ],
)
def test_titles_are_distinguished_from_section_names(titles: list[str], expected: bool) -> None:
    assert are_parts(titles) is expected


def test_a_list_of_lines_has_many_short_ones() -> None:
    assert is_list_of_lines(["a line of some words"] * 12)
    assert not is_list_of_lines(["a line of some words"] * 3)
    assert not is_list_of_lines(["an abstract of many words " * 20] * 12)


def test_remarks_have_no_research_words() -> None:
    """Most of several English texts must lack them; texts in other languages cannot be judged."""
    assert are_remarks(["The secretary counts the votes.", "Each vote counts once.", "It ends.", "We study charts."])
    assert not are_remarks(["The secretary counts the votes."] * 3)
    assert not are_remarks(["We study charts.", "Methods: none.", "It ends.", "We show a result."])
    assert not are_remarks(["Il codice di una piccola rete che legge grafici."] * 4)
