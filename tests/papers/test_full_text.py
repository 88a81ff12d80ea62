"""The sentences of a whole paper that contain addresses: their page, with footnotes at their references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkscan.papers.full_text import passages_of_pages

NOTE = "1https://github.com/lab/tool"
PLACED = [("Our code is public (https://github.com/lab/tool).", "page 1, footnote 1")]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"We plan. Our code is public.1 It\nis fast and good.\n{NOTE}", PLACED),
        (f"We plan. Our code is public1. It\nis fast and good.\n{NOTE}", PLACED),
        ("We plan. Our code is public.1 It\nis fast and good.\n1 https://github.com/lab/tool\n2We thank.", PLACED),
        (
            "We plan. Our code is public.2 We use a tool.1\n1https://a.org/b\n2https://github.com/lab/tool",
            [
                ("Our code is public (https://github.com/lab/tool).", "page 1, footnote 2"),
                ("We use a tool (https://a.org/b).", "page 1, footnote 1"),
            ],
        ),
        (
            "We plan. It has a long text.\n*Our code is available at https://github.com/lab/tool.",
            [("Our code is available at https://github.com/lab/tool.", "page 1, footnote *")],
        ),
        (
            "We plan.\n2 Code availability\nOur code is at https://github.com/lab/tool.",
            [
                (
                    "We plan. 2 Code availability Our code is at https://github.com/lab/tool.",
                    "page 1",
                )
            ],
        ),
        ("We plan at length, and test, and are done.\nReferences\n1https://github.com/lab/tool", []),
        ("", []),
    ],
)
def test_footnote_is_placed_at_its_reference(page: str, found: list[tuple[str, str]]) -> None:
    assert [tuple(passage) for passage in passages_of_pages([page])] == found


def test_page_is_reported_and_numbers_of_other_pages_are_no_marks() -> None:
    pages = ["We plan in 1 step. Our code is public.1 It\nis fast.", f"Later, we test.\nAnd more.\n{NOTE}"]
    assert [tuple(passage) for passage in passages_of_pages(pages)] == [
        ("https://github.com/lab/tool", "page 2, footnote 1")
    ]


def test_only_footnotes_of_the_abstract_are_taken() -> None:
    page = f"Abstract\nSee https://a.org/b for more. Our code is public.1\nIntroduction\nWe plan.\n{NOTE}"
    (found,) = passages_of_pages([page], page.index("Introduction"))
    assert found.place == "page 1, footnote 1"


@given(st.lists(st.text(alphabet="ab1*\n .()", max_size=80).map(lambda text: f"{text}https://a.org/b"), max_size=4))
def test_any_pages_give_passages_with_their_address(pages: list[str]) -> None:
    assert all("https://a.org/b" in passage.text for passage in passages_of_pages(pages))
