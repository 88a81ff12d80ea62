"""Markup is removed once: tags, entities, links; text that only looks like it stays."""

import pytest

from linkscan.papers.markup import plain_text

TOOL = "https://github.com/example/tool"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("No markup, p<0.05 & a<b.", "No markup, p<0.05 & a<b.", id="none"),
        pytest.param("A list of vector<int> and <unk>.", "A list of vector<int> and <unk>.", id="not markup"),
        pytest.param("R&amp;D &lt; 5", "R&D < 5", id="entities"),
        pytest.param("see https://a.org/?x=1&copy=2", "see https://a.org/?x=1&copy=2", id="an address"),
        pytest.param("H<inf>2</inf>O and 10<sup>3</sup>", "H2O and 103", id="Scopus"),
        pytest.param("<h4>Availability</h4>Code is here.", "Availability\n\nCode is here.", id="Europe PMC"),
        pytest.param("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One.\n\nTwo.", id="paragraphs"),
        pytest.param("<jats:title>Abstract</jats:title><jats:p>We.</jats:p>", "We.", id="a label"),
        pytest.param("&lt;p&gt;Code &amp;amp; data&lt;/p&gt;", "Code & data", id="escaped as a whole"),
        pytest.param(r"R\&amp;D", "R&D", id="of BibTeX"),
        pytest.param("a <!-- <p>no --> b<br/>", "a  b", id="comment"),
        pytest.param(
            '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>x</mml:mi><mml:annotation>x^1'
            "</mml:annotation></mml:math> is <tex-math>\\x</tex-math>small",
            "x is small",
            id="formula",
        ),
        pytest.param(
            f'on <jats:ext-link xlink:href="{TOOL}">GitHub</jats:ext-link>.', f"on GitHub ({TOOL}).", id="link"
        ),
        pytest.param(f'at <a href="{TOOL}">github.com/example/tool</a>.', f"at {TOOL}.", id="link shown"),
        pytest.param(f"at <a class='x' href='{TOOL}'></a>.", f"at {TOOL}.", id="link without words"),
        pytest.param('see <xref href="#r1">1</xref>, <a href="mailto:a@b.org">us</a>', "see 1, us", id="no address"),
        pytest.param('<a href="https://a.org/?x=1&amp;y=2">it</a>', "it (https://a.org/?x=1&y=2)", id="target"),
        pytest.param("<p>a</i></b><a>c</a></a> <tex-math>d", "a" + "c d", id="unbalanced"),
    ],
)
def test_markup_is_removed_once(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@pytest.mark.parametrize("unit", ["<", "<p", "<!--", "<tex-math>", '<a href="', "&amp;", "</p>", "&#"])
def test_hostile_markup_is_read_in_one_pass(unit: str) -> None:
    """Quadratic time for 300,000 characters would be minutes."""
    assert plain_text("<p>" + unit * 300_000) is not None
