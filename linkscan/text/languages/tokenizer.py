"""Split text into words, with a cache for what is looked up about each word."""

import re
from collections.abc import Callable

from linkscan.patterns import lazy_pattern


class Tokenizer:
    r"""Splits text into words with a regular expression.

    The expression is compiled separately for ASCII text, on which it is four times as fast: `re` tests `\w` with a
    table there, and with up to four look-ups in the Unicode database otherwise.
    """

    def __init__(self, token: str | Callable[[], str]) -> None:
        """Take the regular expression of a word, or a function that returns it on first use."""
        self._in_ascii = lazy_pattern(token, re.ASCII)
        self._in_any = lazy_pattern(token)

    def words(self, text: str, start: int, end: int) -> list[str]:
        """Return the words of `text[start:end]`."""
        is_ascii = text.isascii() or text[start:end].isascii()
        return (self._in_ascii if is_ascii else self._in_any).findall(text, start, end)


class _Known(dict[str, tuple[str, str]]):
    """A cache that is emptied when it is full, which is cheaper than evicting single entries."""

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
    """Return `look_up` with a cache: abstracts share most of their words."""
    return _Known(look_up).__getitem__
