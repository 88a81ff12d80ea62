"""PDF: title, abstract, and addresses in the text and in link annotations."""

import sys

import pytest

from linkscan.errors import InputError, SettingsError
from tests.papers.conftest import DATA, Load, beside
from tests.papers.documents import pdf

FIRST = [
    (20.0, 740, "Lantern: Reading Charts"),
    (11.0, 710, "Ada Example"),
    (11.0, 680, "Abstract"),
    (11.0, 660, "We read charts with a small model, which was not done before by anybody else,"),
    (11.0, 646, "and it is fast. Our code is available at https://github.com/example/lantern."),
    (11.0, 620, "1 Introduction"),
    (11.0, 600, "We thank everybody. The data are available at https://zenodo.org/record/7. We go on."),
]
SECOND = [
    (11.0, 740, "We are done. So much for charts."),
    (11.0, 700, "References"),
    (11.0, 680, "[1] Other. https://github.com/stranger/other"),
]


def test_a_pdf_is_one_paper(load: Load) -> None:
    (paper,) = load(pdf([FIRST, SECOND], ["https://example.github.io/lantern", "https://doi.org/10.5555/x"])).papers
    assert paper.title == "Lantern: Reading Charts"
    assert " ".join(paper.abstract.split()) == (
        "We read charts with a small model, which was not done before by anybody else, and it is fast. "
        "Our code is available at https://github.com/example/lantern."
    )
    assert beside(paper) == [
        ("page 1", None, "The data are available at https://zenodo.org/record/7."),
        ("pdf link", None, "https://example.github.io/lantern"),
    ]
    assert paper.source == ("input:1",)


def test_title_of_the_properties_counts_if_it_is_on_the_page(load: Load) -> None:
    lines = [(30.0, 740, "JOURNAL OF EXAMPLES"), (16.0, 700, "Lantern: Reading Charts"), *FIRST[2:]]
    assert load(pdf([lines], title="Lantern: Reading Charts")).titles == ["Lantern: Reading Charts"]
    assert load(pdf([lines], title="template.dvi")).titles == ["JOURNAL OF EXAMPLES"]


def test_ids_of_the_first_page(load: Load) -> None:
    lines = [
        *FIRST,
        (9.0, 30, "arXiv:2301.00001v2 [cs.CV] 2 Jan 2023"),
        (9.0, 20, "https://doi.org/10.5555/lantern.1."),
    ]
    (paper,) = load(pdf([lines])).papers
    assert (paper.arxiv_id, paper.doi, paper.published) == ("2301.00001", "10.5555/lantern.1", "2023-01")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf([FIRST])[:300], "a PDF that cannot be read"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "a PDF that cannot be read"),
        (pdf([[]]), "a PDF without text, such as a scan"),
    ],
    ids=["cut off", "junk", "scan"],
)
def test_a_pdf_that_cannot_be_read(load: Load, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=f"^input:1: {said}"):
        load(content)


def test_missing_extra_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(SettingsError, match=r"a PDF needs pypdfium2, which is not installed"):
        load(pdf([FIRST]))


def test_a_figure_is_no_paper(load: Load) -> None:
    """A page of labels has neither an abstract nor a sentence."""
    with pytest.raises(InputError, match="input:1: a PDF without an abstract or sentences, such as a figure or form"):
        load(pdf([[(12.0, 700.0, "Accuracy"), (10.0, 600.0, "0 20 40 60"), (10.0, 500.0, "a b c")]]))


def test_a_pdf_with_a_password_is_named(load: Load) -> None:
    with pytest.raises(InputError, match=r"^\S*:1: an encrypted PDF, which asks for a password; save it without"):
        load(DATA / "encrypted.pdf")


def test_large_initial_is_not_the_title(load: Load) -> None:
    page = [(40, 700, "W"), (20, 680, "Lantern: Reading Charts"), (10, 650, "Abstract"), (10, 630, "We read charts.")]
    assert load(pdf([page])).titles == ["Lantern: Reading Charts"]
