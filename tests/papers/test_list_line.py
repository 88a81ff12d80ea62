"""Lines of lists of papers: title, links and remarks."""

import pytest

from linkscan.papers.list_line import leads_to_paper, links_title, only_links, parted, title_of, without_html

CODE = "https://github.com/lab/tool"
PAPER = "https://arxiv.org/abs/2401.00001"
TITLE = "A Study of Very Small Charts"


@pytest.mark.parametrize(
    "line",
    [
        f"**{TITLE}**, Ada Lovelace. [[Paper]({PAPER})] [[Code]({CODE})]",
        f"[{TITLE}]({PAPER}) [Code]({CODE})",
        f"{TITLE}. [paper]({PAPER}), [code]({CODE})",
        f'"{TITLE}", Ada Lovelace et al. [Paper]({PAPER}) [Code]({CODE})',
        f"2024 CVPR [{TITLE}]({PAPER}) [Code]({CODE})",
        f"[[3DV 2021]({PAPER})] {TITLE} [[Code]({CODE})]",
        f"CVPR 2024 - {TITLE} [Paper]({PAPER}) [Code]({CODE})",
        f"Example, A. B., & Sample, C. (2024). {TITLE}. *Journal of Charts*, 1(2), 3. {PAPER} [Code]({CODE})",
        f"Example, A. (2024, May 3). [{TITLE}]({PAPER}). Charts 2024. [Code]({CODE})",
        f"Example, A., Sample, B.C. et al. {TITLE}. J Charts 1, 2 (2024). {PAPER} [Code]({CODE})",
    ],
)
def test_title_is_separated_from_links_in_every_form_of_line(line: str) -> None:
    told = title_of(line, is_heading=False)
    assert told.title == TITLE
    assert {url for _, url in told.links} == {PAPER, CODE}


def test_links_of_html_and_addresses_behind_a_label_are_links() -> None:
    assert parted(f'<a href="{CODE}">Code</a> and more')[0] == [("Code", CODE)]
    assert parted(f"Code: {CODE}")[0] == [("Code", CODE)]
    assert parted(f"see {CODE}.")[0] == [("", CODE)]


def test_images_become_their_text_and_comments_are_removed() -> None:
    assert without_html("![Code](https://img.shields.io/badge.svg) <!-- later -->").split() == ["Code"]


@pytest.mark.parametrize(
    ("line", "is_only_links"),
    [
        (f"Code: {CODE}", True),
        (f"[Paper]({PAPER}) | [Code]({CODE})", True),
        ("Code: None", True),
        (f"[{TITLE}]({PAPER})", False),
        (f"We release our code: {CODE}", False),
        ("Nothing is linked here at all.", False),
    ],
)
def test_a_line_of_labelled_links_alone_has_no_title(line: str, is_only_links: bool) -> None:
    assert only_links(line) is is_only_links


@pytest.mark.parametrize(
    ("line", "is_paper"),
    [
        (f"[{TITLE}]({PAPER})", True),
        (f"2024 CVPR [{TITLE}]({PAPER})", True),
        (f"[{TITLE}]({CODE})", False),
        (f"[Paper]({PAPER})", False),
        (f"Read more in [{TITLE}]({PAPER})", False),
    ],
)
def test_a_line_that_begins_with_a_linked_title_leads_to_a_paper(line: str, is_paper: bool) -> None:
    assert leads_to_paper(line) is is_paper


def test_link_text_is_a_title_if_it_is_more_than_a_label() -> None:
    assert links_title(f"**Paper:** [{TITLE}]({PAPER})")
    assert not links_title(f"[Paper]({PAPER})")
