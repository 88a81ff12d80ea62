"""Word classes are sets, and every kind of page includes its compounds."""

import pytest

from linkscan.text.claims.lexicon import PAGES, PUBLICLY, word_set


def test_a_list_of_words_is_a_set() -> None:
    assert word_set("a b\n  c a") == {"a", "b", "c"}


@pytest.mark.parametrize("page", ["page", "site", "project page", "web site", "home page", "project website"])
def test_a_page_may_be_named_with_what_it_is_of(page: str) -> None:
    assert page in PAGES


def test_adverbs_that_say_that_something_is_public_are_known() -> None:
    assert {"publicly", "freely", "openly"} <= PUBLICLY
    assert "privately" not in PUBLICLY
