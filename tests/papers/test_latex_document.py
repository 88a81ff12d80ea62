"""LaTeX: title, abstract, sentences with addresses; no comments, no references."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import DATA, Load, beside


def test_a_document_has_title_and_abstract(load: Load) -> None:
    (paper,) = load(DATA / "paper.tex").papers
    assert paper.title == "Lantern: Reading n Charts of the Schrödinger Group"
    assert (
        paper.abstract
        == "We read 50\\% of charts. \nOur code is available at \\url{https://github.com/example/lan_tern}."
    )
    assert beside(paper) == [("text", None, r"The data are at \url{https://zenodo.org/record/7}.")]
    assert paper.source[0].endswith("paper.tex:4")


def test_an_abstract_that_is_a_command(load: Load) -> None:
    (paper,) = load("\\documentclass{x}\n\\title{A {Tool}}\n\\abstract{We \\emph{release} it.}\n").papers
    assert (paper.title, paper.abstract) == ("A Tool", r"We \emph{release} it.")


def test_a_document_without_either_is_refused(load: Load) -> None:
    with pytest.raises(InputError, match=r"^input:1: LaTeX without \\title and abstract"):
        load("\\documentclass{x}\n\\begin{document}\n\\input{abstract}\n\\end{document}\n")


def test_an_abstract_may_have_parts(load: Load) -> None:
    """As in the class of a bioinformatics publisher; one without an end goes up to the first section."""
    start = "\\documentclass{bioinfo}\n\\title{A Tool}\n\\begin{abstract}\n"
    parts = "\\section{Motivation:} Charts are hard.\n\\section{Availability:} It is at https://a.org/b.\n"
    (paper,) = load(f"{start}{parts}\\end{{abstract}}\n\\section{{Introduction}}\nWe go on.\n").papers
    assert paper.abstract == "Motivation: Charts are hard.\n\nAvailability: It is at https://a.org/b."
    assert load(f"{start}We release it.\n\\section{{Introduction}}\nWe go on.\n").abstracts == ["We release it."]
