"""Split text into words, and cache what is looked up about each word."""

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Generic, TypeVar

from linkscan.patterns import lazy_pattern


class Tokenizer:
    r"""Splits text into words with a regular expression.

    The expression is compiled separately for ASCII text, on which it is four times as fast: `re` tests `\w` with a
    table there, and with up to four look-ups in the Unicode database otherwise.
    """

    def __init__(self, token: str | Callable[[], str]) -> None:
        """Take the regular expression of a token, or a function that returns it and is called on first use."""
        self._in_ascii = lazy_pattern(
            lambda: _without_beyond_ascii(token if isinstance(token, str) else token()), re.ASCII
        )
        self._in_any = lazy_pattern(token)

    def words(self, text: str, start: int, end: int) -> list[str]:
        """Return the words of `text[start:end]`."""
        is_ascii = text.isascii() or text[start:end].isascii()
        return (self._in_ascii if is_ascii else self._in_any).findall(text, start, end)


_DELETE = "\x7f"  # a control character, which abstracts have no use for


def _without_beyond_ascii(token: str) -> str:
    """Return an expression for ASCII text; sets with other characters take twice as long to compile."""
    return token if token.isascii() else re.sub(r"[^\x00-\x7f]", _DELETE, token)


class SpacedTokenizer(Tokenizer):
    """A tokenizer for a language in which no token contains a space.

    A chunk of text between two spaces is tokenized once and then cached, which is many times as fast.
    """

    def __init__(self, token: str) -> None:
        """Take the regular expression of a token, which must not look beyond a space."""
        super().__init__(token)
        self._tokens_of = remember(self._tokenize)

    def words(self, text: str, start: int, end: int) -> list[str]:
        """Return the words of `text[start:end]`."""
        if start and not text[start - 1].isspace() and not text[start : start + 1].isspace():
            return super().words(text, start, end)  # `start` is inside a chunk
        return list(chain.from_iterable(map(self._tokens_of, text[start:end].split())))

    def _tokenize(self, chunk: str) -> Sequence[str]:
        return super().words(chunk, 0, len(chunk))


_Found = TypeVar("_Found")


class _Cache(dict[str, _Found], Generic[_Found]):
    """A cache that is emptied when it is full, which is cheaper than evicting single entries."""

    def __init__(self, look_up: Callable[[str], _Found]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, word: str) -> _Found:
        found = self._look_up(word)
        if len(word) > _LONGEST:
            return found
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = found
        return found


_MOST_WORDS = 1 << 15
_LONGEST = 100  # characters; longer words are not cached


def remember(look_up: Callable[[str], _Found]) -> Callable[[str], _Found]:
    """Return `look_up` with a cache, since abstracts share most of their words."""
    return _Cache(look_up).__getitem__
