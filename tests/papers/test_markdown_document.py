"""Papers written in Markdown: front matter with a title, and an abstract in it or in a section."""

import pytest

from linkscan.errors import InputError
from tests.papers.conftest import Load, beside, cited

JOSS = """---
title: '\\texttt{lantern}: reading charts in Python'
tags:
  - Python
authors:
  - name: Ada Example
    affiliation: 1
affiliations:
  - name: Institute of Charts
    index: 1
date: 13 August 2026
bibliography: paper.bib
---

# Summary

Lantern reads charts. It is small.

# Statement of need

Charts are read by hand. Its code is at https://github.com/example/lantern.

# References
"""
QUARTO = """---
title: "Counting, Twice"
author: Bo Sample
date: 2026-03-01
abstract: |
  We count it twice.
doi: 10.1000/twice
---

We do. Data: https://zenodo.org/records/1
"""


def test_a_paper_of_a_journal(load: Load) -> None:
    """One paper, whatever its sections; sentences of its text with addresses become a field."""
    (paper,) = load(JOSS, keep=["authors"]).papers
    assert (paper.title, paper.abstract) == ("lantern: reading charts in Python", "Lantern reads charts. It is small.")
    assert (paper.published, paper.kept) == ("2026-08-13", {"authors": "Ada Example"})
    assert beside(paper) == [("text", None, "Its code is at https://github.com/example/lantern.")]


def test_an_abstract_in_the_front_matter(load: Load) -> None:
    (paper,) = load(QUARTO).papers
    assert cited(paper) == ("10.1000/twice", "Counting, Twice", None, "10.1000/twice", "2026-03-01", None)
    assert paper.abstract == "We count it twice."
    assert [text for _, _, text in beside(paper)] == ["Data: https://zenodo.org/records/1"]


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("title: [\nabstract: x", "not YAML"),
        ("title: &a x\nabstract: *a", "YAML with aliases"),
        (f"title: x\nabstract: {'[' * 3000}", "nested too deeply"),
    ],
)
def test_broken_front_matter_is_reported(load: Load, front: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        load(f"---\n{front}\n---\n\nText.\n")


def test_a_post_is_no_paper(load: Load) -> None:
    """Any page has a title and a date."""
    with pytest.raises(InputError):
        load("---\ntitle: My post\ndate: 2026-01-01\nlayout: post\n---\n\nYou can install it now.\n")
