"""Find the words of a text, and keep what was looked up about each."""

import re
from collections.abc import Callable

from linkscan.patterns import lazy_pattern


class Tokenizer:
    r"""Finds the words of a text by a regular expression.

    It is compiled once for text in ASCII and once for any other: `re` tells whether a character is in `\w` by a table
    for the one, by up to four questions to the Unicode database for the other, which takes four times as long.
    """

    def __init__(self, token: str | Callable[[], str]) -> None:
        """Take the regular expression of a word, or what returns it when it is first needed."""
        self._in_ascii = lazy_pattern(token, re.ASCII)
        self._in_any = lazy_pattern(token)

    def words(self, text: str, start: int, end: int) -> list[str]:
        """Return the words of `text[start:end]`."""
        is_ascii = text.isascii() or text[start:end].isascii()
        return (self._in_ascii if is_ascii else self._in_any).findall(text, start, end)


class _Known(dict[str, tuple[str, str]]):
    """What was looked up; emptied when it is full, which costs less than keeping the words in an order."""

    def __init__(self, look_up: Callable[[str], tuple[str, str]]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        found = self[word] = self._look_up(word)
        return found


_MOST_WORDS = 1 << 15


def remember(look_up: Callable[[str], tuple[str, str]]) -> Callable[[str], tuple[str, str]]:
    """Return `look_up` with its answers kept: abstracts have few different words."""
    return _Known(look_up).__getitem__
