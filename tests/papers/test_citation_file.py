"""CITATION.cff: the work to be cited, and the address of its code."""

import pytest

from linkscan.errors import InputError
from linkscan.models import Asset
from tests.papers.conftest import DATA, Load, beside, cited


def test_a_citation_file_is_one_paper_with_its_code(load: Load) -> None:
    (paper,) = load(DATA / "CITATION.cff").papers
    doi = "10.5555/lantern.1"
    assert cited(paper) == (doi, "Lantern: Reading Charts", None, doi, "2024-05-06", "Journal of Examples")
    assert paper.abstract == "A reader of charts."
    assert beside(paper) == [("repository-code", Asset.CODE, "https://github.com/example/lantern")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("cff-version: 1.2.0\ntitle: [A\n", r"input:2: not YAML"),
        ("cff-version: 1.2.0\ntitle: &a [x, x]\nmessage: *a\n", r"input:1: YAML with aliases"),
        ("cff-version: 1.2.0\ntitle: " + "[" * 5000, r"input:1: YAML nested too deeply or too long for such a file"),
        ("cff-version: 1.2.0\ntitle:\nmessage: m\n", r"input:1: no title and no abstract"),
    ],
    ids=["broken", "aliases", "depth", "no title"],
)
def test_invalid_citation_files_are_refused(load: Load, content: str, said: str) -> None:
    with pytest.raises(InputError, match=f"^{said}"):
        load(content)
