"""Which texts may mention code, tested one by one and all at once."""

from hypothesis import given
from hypothesis import strategies as st

from linkscan.hosts.html.code_words import may_say_code, texts_saying_code
from linkscan.hosts.html.joined_texts import SEPARATOR
from linkscan.hosts.html.vocabulary import is_code_label, names_code

WORDS = ("Code", "CODES", "GitHub", "Quelltext", "código", "代码", "コード", "Paper", "video", "İ", "", " ", "\n")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map("".join)


@given(st.lists(TEXTS, max_size=8))
def test_texts_searched_as_one_are_those_found_one_by_one(texts: list[str]) -> None:
    found = texts_saying_code(SEPARATOR.join(texts))
    assert found == [number for number, text in enumerate(texts) if may_say_code(text)]


@given(TEXTS)
def test_nothing_that_mentions_code_is_passed_over(text: str) -> None:
    assert may_say_code(text) or not (names_code(text) or is_code_label(text, of_a_repository=True))
