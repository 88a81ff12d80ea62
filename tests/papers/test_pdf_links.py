"""Addresses that are broken across the lines of a PDF."""

import pytest

from linkscan.papers.pdf_links import join_addresses
from tests.papers.conftest import Load
from tests.papers.documents import pdf

LINK = "https://github.com/lab/long-name"


@pytest.mark.parametrize(
    "broken",
    [
        "https://github.com/lab/\nlong-name",
        "https://github.com/lab/long-\nname",
        "https://\ngithub.com/lab/long-name",
        "https://github.\ncom/lab/long-name",
        "https://github.com/ lab/lo\nng-name",
        "github.com/lab/\nlong-name",
    ],
)
def test_an_address_is_spelt_as_the_link_on_it(broken: str) -> None:
    whole = LINK if broken.startswith("https") else LINK.removeprefix("https://")
    assert join_addresses(f"Code is at {broken}. We go on.", [LINK]) == f"Code is at {whole}. We go on."


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("at https://github.com/lab/long-\nname.", "at https://github.com/lab/long-name."),
        ("at github.com/lab/\nlong-name.", "at github.com/lab/long-name."),
        ("at https://gitlab.com/lab/\nTool.", "at https://gitlab.com/lab/Tool."),
        ("at https://github.com/lab/\nand more", "at https://github.com/lab/\nand more"),
        ("at https://github.com/lab/tool\nas well", "at https://github.com/lab/tool\nas well"),
        ("a well-\nknown tool", "a well-\nknown tool"),
    ],
)
def test_without_links_only_clear_breaks_are_joined(text: str, joined: str) -> None:
    assert join_addresses(text, []) == joined


def test_longer_link_counts_and_others_change_nothing() -> None:
    text = "at https://github.com/lab/\nlong-name/tree/\nmain, and more"
    links = ["https://github.com/lab/", LINK, f"{LINK}/tree/main", "https://else.org/x", "a"]
    assert join_addresses(text, links) == f"at {LINK}/tree/main, and more"
    assert join_addresses("", links) == ""


def test_the_claim_of_a_paper_has_the_whole_address(load: Load) -> None:
    lines = [
        (20.0, 740, "Lantern: Reading Charts"),
        (11.0, 680, "Abstract"),
        (11.0, 660, "We read charts with a small model, which was not done before by anybody else,"),
        (11.0, 646, "and it is fast. Our code is available at https://github.com/example/lantern-"),
        (11.0, 632, "charts for everybody."),
        (11.0, 600, "1 Introduction"),
    ]
    (paper,) = load(pdf([lines])).papers
    assert "https://github.com/example/lantern-charts for everybody" in paper.abstract
