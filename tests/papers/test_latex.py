r"""TeX in titles, read as plain text."""

import pytest

from linkscan.papers.latex import plain


@pytest.mark.parametrize("name", ["texttt", "textsf", "textrm", "textup", "textmd", "textsl", "emph", "textbf", "mbox"])
def test_text_in_other_fonts_is_kept(name: str) -> None:
    assert plain(rf"\{name}{{lantern}}: reading charts") == "lantern: reading charts"


def test_text_of_colour_commands_is_kept() -> None:
    assert plain(r"Lantern in \textcolor{red}{all colours}") == "Lantern in all colours"
