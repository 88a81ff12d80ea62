r"""TeX in titles, read as plain text."""

import pytest

from linkscan.papers.latex import plain


@pytest.mark.parametrize("name", ["texttt", "textsf", "textrm", "textup", "textmd", "textsl", "emph", "textbf", "mbox"])
def test_what_stands_in_another_type_is_kept(name: str) -> None:
    assert plain(rf"\{name}{{lantern}}: reading charts") == "lantern: reading charts"


def test_of_colour_the_text_is_kept() -> None:
    assert plain(r"Lantern in \textcolor{red}{all colours}") == "Lantern in all colours"
