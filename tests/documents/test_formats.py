"""The links of a file, with position and meaning; code, comments and namespaces have none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.documents.formats import FORMATS, finder_of
from linkscan.documents.reference import Positions, Scope, trimmed

CASES: dict[str, tuple[str, str, list[str]]] = {
    "inline link, title": ("a.md", '[a](https://a.org/x "t")', ["https://a.org/x"]),
    "brackets in an address": ("a.md", "[a](https://a.org/x_(y))", ["https://a.org/x_(y)"]),
    "angle brackets": ("a.md", "[a](<b c.md>)", ["b c.md"]),
    "escapes": ("a.md", r"[a](https://a.org/\(x\))", ["https://a.org/(x)"]),
    "image": ("a.md", "![a](i.png)", ["i.png"]),
    "image in a link": ("a.md", "[![a](i.svg)](https://a.org)", ["i.svg", "https://a.org"]),
    "badge in a link": ("a.md", "[![a](https://a.org/i.svg)](https://a.org)", ["https://a.org/i.svg", "https://a.org"]),
    "address as text": ("a.md", "[https://a.org/1](https://a.org/2)", ["https://a.org/1", "https://a.org/2"]),
    "address as text, defined": (
        "a.md",
        "[https://a.org/1][b]\n\n[b]: https://a.org/2",
        ["https://a.org/1", "https://a.org/2"],
    ),
    "definition": ("a.md", "[a][b]\n\n[b]: https://a.org 'x'", ["https://a.org"]),
    "no footnote": ("a.md", "[^1]: See the text", []),
    "autolink": ("a.md", "<https://a.org/x>", ["https://a.org/x"]),
    "bare, end of a sentence": ("a.md", "See https://a.org/x.", ["https://a.org/x"]),
    "bare, in brackets": ("a.md", "(see https://a.org/x)", ["https://a.org/x"]),
    "bare, emphasised": ("a.md", "**https://a.org/x**", ["https://a.org/x"]),
    "bare, emphasised by underscores": (
        "a.md",
        "_https://a.org/x_. __https://a.org/y__",
        ["https://a.org/x", "https://a.org/y"],
    ),
    "bare, within emphasis": ("a.md", "_See https://a.org/x_, and_more", ["https://a.org/x"]),
    "bare, with escapes": ("a.md", r"https://a.org/my\_tool\_", ["https://a.org/my_tool"]),
    "entities": ("a.md", "[a](https://a.org/?a=1&amp;b=2)", ["https://a.org/?a=1&b=2"]),
    "fence": ("a.md", "```\nhttps://a.org\n```\n\n~~~\nhttps://a.org\n~~~", []),
    "fence in a list": ("a.md", "- x\n\n  ```\n  https://a.org\n  ```", []),
    "open fence": ("a.md", "```\nhttps://a.org", []),
    "indented code": ("a.md", "x\n\n    https://a.org", []),
    "inline code": ("a.md", "`https://a.org` and `` ` https://b.org ``", []),
    "a lone backtick": ("a.md", "a ` b\n\nhttps://a.org ` c", ["https://a.org"]),
    "a lone backtick in an item": (
        "a.md",
        "- a ` https://a.org\n- b ` c https://b.org",
        ["https://a.org", "https://b.org"],
    ),
    "a lone backtick in a quote": ("a.md", "> a `\n\nhttps://a.org ` c", ["https://a.org"]),
    "a lone backtick in a row": (
        "a.md",
        "| a |\n|---|\n| ` https://a.org |\n| ` https://b.org |",
        ["https://a.org", "https://b.org"],
    ),
    "a lone backtick in a heading": ("a.md", "# a `\nhttps://a.org `", ["https://a.org"]),
    "comment": ("a.md", "<!-- https://a.org\n\nhttps://b.org -->", []),
    "HTML in Markdown": ("a.md", '<a href="https://a.org"><img src="i.png"></a>', ["https://a.org", "i.png"]),
    "namespace": ("a.md", '<svg xmlns="http://www.w3.org/2000/svg">', []),
    "preconnect": ("a.html", '<link rel="preconnect" href="https://a.org"><link rel=icon href=i.png>', ["i.png"]),
    "unquoted": ("a.html", "<a href=https://a.org/x>a</a>", ["https://a.org/x"]),
    "srcset": ("a.html", '<img srcset="a.png 1x, b.png 2x">', ["a.png", "b.png"]),
    "script": ("a.html", '<script src="s.js">x = "https://a.org"</script>', ["s.js"]),
    "text of a page": ("a.html", "<p>https://a.org/?a=1&amp;b=2</p>", ["https://a.org/?a=1&b=2"]),
    "doctype": ("a.html", '<!DOCTYPE html PUBLIC "x" "http://www.w3.org/TR/html4/strict.dtd">', []),
    "embedded": ("a.rst", "`a <https://a.org>`_ and `b <https://b.org>`__", ["https://a.org", "https://b.org"]),
    "named": ("a.rst", ".. _a b: https://a.org", ["https://a.org"]),
    "indirect": ("a.rst", ".. _a: b_\n\n`x <c_>`_", []),
    "anonymous": ("a.rst", "__ https://a.org", ["https://a.org"]),
    "image of reST": ("a.rst", ".. image:: i.png\n   :target: https://a.org", ["i.png", "https://a.org"]),
    "substitution": ("a.rst", ".. |x| image:: i.png", ["i.png"]),
    "literal": ("a.rst", "``https://a.org``", []),
    "literal block": ("a.rst", "So::\n\n   https://a.org\n\nhttps://b.org", ["https://b.org"]),
    "code block": ("a.rst", ".. code-block:: sh\n\n   curl https://a.org\n\nx", []),
    "comment of reST": ("a.rst", ".. https://a.org\n   https://b.org\n\nx", []),
    "note": ("a.rst", ".. note:: https://a.org", ["https://a.org"]),
    "url": ("a.tex", r"\url{https://a.org/a_b\%20c}", ["https://a.org/a_b%20c"]),
    "href": ("a.tex", r"\href{https://a.org/\~me}{x}", ["https://a.org/~me"]),
    "percent in url": ("a.tex", "\\url{https://a.org/a%20b} % https://b.org", ["https://a.org/a%20b"]),
    "comment of TeX": ("a.tex", "% \\url{https://a.org}\nx 50\\% https://b.org", ["https://b.org"]),
    "verbatim": ("a.tex", "\\begin{verbatim}\nhttps://a.org\n\\end{verbatim}", []),
    "field": ("a.bib", r"@misc{a, url = {https://a.org/x\_y}}", ["https://a.org/x_y"]),
    "doi": ("a.bib", "@misc{a, doi = {10.1234/ab.c}}", ["https://doi.org/10.1234/ab.c"]),
    "doi as an address": ("a.bib", "@misc{a, doi = {https://doi.org/10.1234/a}}", ["https://doi.org/10.1234/a"]),
    "howpublished": ("a.bib", r'@misc{a, howpublished = "\url{https://a.org}"}', ["https://a.org"]),
    "comment of BibTeX": ("a.bib", "@comment{a, url = {https://a.org}}\n% https://b.org", []),
    "text": ("a.txt", "see https : //github . com/lab/tool now", ["https://github.com/lab/tool"]),
    "interpreted text": ("a.rst", "The `https://a.org/x` and :pep:`8`, `b <https://b.org>`_", ["https://b.org"]),
    "doctest block": ("a.rst", "Text:\n\n>>> x = 'https://a.org'\nhttps://a.org\n\nhttps://b.org", ["https://b.org"]),
    "an unknown ending": ("README", "see https://a.org/x.", ["https://a.org/x"]),
}


@pytest.mark.parametrize("case", CASES)
def test_the_links_of_a_file(case: str) -> None:
    name, text, targets = CASES[case]
    assert [found.target for found in finder_of(name)(text, Scope.PROSE)] == targets


@pytest.mark.parametrize(
    "case", ["fence", "inline code", "comment", "script", "literal", "code block", "verbatim", "comment of TeX"]
)
def test_verbatim_text_is_read_on_request(case: str) -> None:
    name, text, targets = CASES[case]
    assert len(list(finder_of(name)(text, Scope.VERBATIM))) > len(targets)


def test_markdown_cells_of_a_notebook_are_read_in_place() -> None:
    source = ["# x\n", 'See [a](https://a.org/"q) and https://b.org/é.']
    cells = [{"cell_type": "markdown", "source": source}, {"cell_type": "code", "source": "# https://c.org"}]
    text = json.dumps({"cells": cells}, indent=1, ensure_ascii=False)
    found = list(finder_of("a.ipynb")(text, Scope.PROSE))
    assert [each.target for each in found] == ['https://a.org/"q', "https://b.org/é"]
    assert [text[each.start : each.end] for each in found] == ['https://a.org/\\"q', "https://b.org/é"]
    assert [each.is_fixable for each in found] == [False, True]


@given(
    st.lists(st.sampled_from(["é", "\U0001f600", '"', "\\", "\n", " ", "https://a.org/é ", "https://b.org "])),
    st.booleans(),
)
def test_a_notebook_s_positions_are_those_of_its_own_cell(pieces: list[str], is_ascii: bool) -> None:
    """With any escapes, and with the same address in earlier cells, outputs and metadata."""
    before = {"cell_type": "code", "source": ["https://b.org "], "outputs": [{"text": ["https://b.org "]}]}
    nested = {"cell_type": "raw", "metadata": {"cells": [{"cell_type": "markdown", "source": "https://b.org "}]}}
    text = json.dumps(
        {"cells": [before, nested, {"cell_type": "markdown", "source": pieces}]}, ensure_ascii=is_ascii, indent=1
    )
    begin = text.rindex('"source"')
    for each in finder_of("a.ipynb")(text, Scope.PROSE):
        assert each.start > begin
        assert json.loads(f'"{text[each.start : each.end]}"') == each.target


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 1}', '{"cells": [1, [2]]}', "no JSON", "[" * 100_000])
def test_invalid_notebook_has_no_links(text: str) -> None:
    assert list(finder_of("a.ipynb")(text, Scope.PROSE)) == []


def test_positions_count_lines_of_every_system() -> None:
    positions = Positions("a\r\nb\rc\nd")
    assert [positions.of(offset) for offset in (0, 3, 5, 7)] == [(1, 1), (2, 1), (3, 1), (4, 1)]


@pytest.mark.parametrize(
    ("written", "left"),
    [("https://a.org/x).", "https://a.org/x"), ("https://a.org/(x)", "https://a.org/(x)"), ("https://a.org/x]),", "https://a.org/x")],
)  # fmt: skip
def test_sentence_may_end_after_an_address(written: str, left: str) -> None:
    assert trimmed(written) == left


PIECES = st.sampled_from(
    ["](", "[a]", "`", "``", "```\n", "<", "<!--", "-->", "<pre>", "https://a.org/", "\n", "\n\n", "    ", ")", "\\",
     "%", "\\url{", "}", "::\n", ".. ", "@comment{", '"', "a", "é", "\u2028", "\udcff"]
)  # fmt: skip


@given(st.sampled_from([*FORMATS, ""]), st.lists(PIECES, max_size=40).map("".join), st.sampled_from(Scope))
def test_any_text_has_links_in_order_that_do_not_overlap(ending: str, text: str, scope: Scope) -> None:
    last = 0
    for found in finder_of(f"a{ending}")(text, scope):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("piece", ["`a``b", "](a", "<pre>", '<a "', "(", "\\url{", "https://a.org/(", "% ", "::\n "])
def test_work_is_linear_in_the_text(ending: str, piece: str) -> None:
    """With quadratic time in Python, twenty thousand repetitions would not finish."""
    assert sum(1 for _ in finder_of(f"a{ending}")(piece * 20_000, Scope.PROSE)) >= 0
