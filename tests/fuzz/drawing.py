"""Bytes as a source of choices, so that inputs have the shape that the code under test expects."""

from collections.abc import Sequence
from typing import Any, TypeVar

T = TypeVar("T")


class Draw:
    """Takes its choices from the front; when the bytes are used up, every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_empty(self) -> bool:
        """Return whether the bytes are used up."""
        return self._at >= len(self._data)

    def byte(self) -> int:
        """Draw a number from 0 to 255."""
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def chance(self, of: int) -> bool:
        """Draw whether something rare happens: once in `of` times, never when all is used up."""
        return self.byte() % of == of - 1

    def pick(self, choices: Sequence[T]) -> T:
        """Draw one of several."""
        return choices[self.byte() % len(choices)]

    def number(self) -> int:
        """Draw a number: mostly small, now and then one that overflows something."""
        byte = self.byte()
        return byte if byte < 240 else (-1, 1 << 31, 1 << 53, 1 << 63, -(1 << 63), 10**30, 10**400)[byte % 7]

    def some_bytes(self, most: int = 64) -> bytes:
        """Draw a few bytes as they are."""
        length = min(self.byte(), most)
        self._at += length
        return self._data[self._at - length : self._at]

    def rest(self) -> bytes:
        """Take all that is left."""
        rest, self._at = self._data[self._at :], len(self._data)
        return rest

    def text(self, words: Sequence[str]) -> str:
        """Draw a text: mostly one of the words, at times two of them joined, at times anything."""
        match self.byte() % 8:
            case 6:
                return self.pick(words) + self.pick(["", "/", " ", "-", "."]) + self.pick(words)
            case 7:
                return self.some_bytes().decode("utf-8", "replace")
        return self.pick(words)

    def json(self, names: Sequence[str], words: Sequence[str], depth: int = 4) -> Any:
        """Draw any JSON, with keys of these names."""
        simple = (None, False, True, self.number(), self.byte() / 7, self.text(words))
        match self.byte() % 4 if depth else 0:
            case 2:
                return [self.json(names, words, depth - 1) for _ in range(self.byte() % 4)]
            case 3:
                return {self.pick(names): self.json(names, words, depth - 1) for _ in range(self.byte() % 8)}
        return self.pick(simple)
