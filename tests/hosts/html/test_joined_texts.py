"""Short texts that are searched as one."""

from linkscan.hosts.html.joined_texts import SEPARATOR, numbers_containing


def test_the_texts_that_contain_any_of_the_words_are_numbered_in_order() -> None:
    joined = SEPARATOR.join(("a source", "", "code, and code of a source", "none", "codes"))
    assert numbers_containing(("code", "source", "missing"), joined) == [0, 2, 4]


def test_a_word_is_within_one_text() -> None:
    assert numbers_containing(("code",), f"co{SEPARATOR}de") == []
