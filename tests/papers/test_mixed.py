"""Several formats in one file: the records of the first, and one line that tells where another begins."""

import json

import pytest

from tests.papers.conftest import Load

CSV = "title,abstract,year\nCharts,We read charts.,2024\n"
RIS = "TY  - JOUR\nTI  - Lantern\nAB  - We do.\nER  - \n"
NBIB = "PMID- 1\nTI  - Counting\nAB  - We count.\n"
ENW = "%0 Journal Article\n%A Ada\n%T Owls\n%D 2024\n%K owls\n%X We see.\n"
BIB = "@article{a,\n title = {Straw},\n abstract = {We build.}\n}\n"
JSON = json.dumps([{"title": "Birds", "abstract": "We fly."}])
ATOM = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Fire</title></entry></feed>\n'
JATS = '<?xml version="1.0"?><article><front><article-title>Ice</article-title></front></article>\n'
TEXT = "A Title of a Paper\n\nWe present what works, on many sets of data. " + "It is good and we show it. " * 12 + "\n"
LISTED = ["Counting the Bars of Charts", "Reading the Axes"]
LIST = "# Charts\n\n" + "".join(
    f"- **{title}** [paper](https://arxiv.org/abs/2301.0000{number})\n" for number, title in enumerate(LISTED, 1)
)
PAGE = "# Clouds\n\nWe present what works, on many sets of data. " + "It is good and we show it. " * 12 + "\n\n"
TEX = "\\documentclass{article}\\begin{document}\\title{Waves}\n\\end{document}\n"
MAIL = "\\\\\narXiv:2401.00001\nTitle: Winds\n\\\\\n  We blow.\n\\\\\n"


@pytest.mark.parametrize(
    ("content", "titles", "said"),
    [
        (RIS + "\n" + BIB, ["Lantern"], "6: BibTeX begins here, below RIS"),
        (RIS + "\n" + NBIB, ["Lantern"], "6: MEDLINE begins here, below RIS"),
        (NBIB + "\n" + RIS, ["Counting"], "5: RIS begins here, below MEDLINE"),
        (ENW + "\n" + BIB, ["Owls"], "8: BibTeX begins here, below EndNote's tagged format"),
        (CSV + RIS, ["Charts"], "3: RIS begins here, below the table"),
        (CSV + '{"title": "A", "abstract": "B", "id": 1}\n', ["Charts"], "3: JSON begins here, below the table"),
        (CSV + "\n" + TEXT, ["Charts"], "4: text begins here, below the table"),
        (CSV + "Title;Authors;Abstract\nT;A;B\n", ["Charts"], "3: a table with other delimiters begins here"),
        (TEXT + CSV, ["Charts"], "1: text above the table, which is not read"),
        (BIB + "\n" + RIS, ["Straw"], "6: RIS begins here, in a file of BibTeX"),
        (BIB + "\n" + CSV, ["Straw"], "6: a table begins here, in a file of BibTeX"),
        (BIB + "\n" + LIST, ["Straw"], "6: text outside any entry, which is not read"),
        (ENW + "\n" + CSV, ["Owls"], "8: a table begins here, below EndNote's tagged format"),
        (ENW + "\n" + LIST, ["Owls"], "8: Markdown begins here, below EndNote's tagged format"),
        (NBIB + "\n" + TEXT, ["Counting"], "5: not a line of MEDLINE; correct or remove it"),
        (LIST + "\n" + BIB, LISTED, "6: BibTeX begins here, below Markdown"),
        (LIST + "\n" + LIST + CSV, LISTED * 2, "10: a table begins here, below Markdown"),
        (LIST + CSV, ["Charts"], "1: text above the table, which is not read"),
        (PAGE + JSON, ["Clouds"], "5: JSON begins here, below Markdown"),
        (TEXT + JSON, ["A Title of a Paper"], "4: JSON begins here, below text"),
        (TEX + BIB, ["Waves"], "3: BibTeX begins here, in a file of LaTeX"),
        (CSV + TEX, ["Waves"], "1: a table begins here, in a file of LaTeX"),
        (MAIL + RIS, ["Winds"], "7: RIS begins here, below arXiv's mail"),
        (CSV + "id\ttitle\tabstract\tyear\n1\tA\tB\t2024\n", ["A"], "1: a table with other delimiters"),
        (TEXT + BIB, ["Straw"], "1: text outside any entry, which is not read"),
        (JSON + "\n" + TEXT, ["Birds"], "2: what follows is not JSON"),
        (ATOM + JSON, ["Fire"], "2: what follows is not XML"),
        (ATOM + JATS, ["Fire"], "2: a document of another kind begins here (<article>)"),
    ],
)
def test_start_of_another_format_is_reported(load: Load, content: str, titles: list[str], said: str) -> None:
    loaded = load(content)
    assert loaded.titles == titles
    assert loaded.skipped[-1].startswith(f"input:{said}")
    assert loaded.skipped[-1].endswith(("give it as a separate file", "correct or remove it"))


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        (CSV + CSV, ["Charts", "Charts"]),
        (CSV + "\nAuthors,Title,DOI,Abstract\nA. B.,Stones,10.1000/a,We carve.\n", ["Charts", "Stones"]),
        (f"About the data: this was exported on 30 September 2026. {'It is of a database. ' * 6}\n{CSV}", ["Charts"]),
        (JSON + "\n" + JSON, ["Birds", "Birds"]),
        (ATOM + ATOM, ["Fire", "Fire"]),
    ],
)
def test_concatenated_files_are_all_read(load: Load, content: str, titles: list[str]) -> None:
    """Files of one format, put one behind the other; a further table has its own columns, a database its heading."""
    loaded = load(content)
    assert (loaded.titles, loaded.skipped) == (titles, [])


def test_markdown_continues_below_records_of_another_format(load: Load) -> None:
    """Such as the BibTeX of a paper, which is none of its text; in fenced code it is not reported either."""
    more = "- **Drawing Them Again** [paper](https://arxiv.org/abs/2301.00003)\n"
    loaded = load(LIST + BIB + more + CSV)
    assert loaded.titles == [*LISTED, "Drawing Them Again"]
    assert loaded.skipped == [
        "input:5: BibTeX begins here, below Markdown, and is not read; give it as a separate file"
    ]
    assert not any(paper.abstract for paper in loaded.papers)
    assert load(f"{LIST}```\n{BIB}```\n").skipped == []
