"""The work of a regular expression, counted by a backtracking matcher.

It walks the tree of Python's own parser in the order in which the engine of `re` does, and counts the items, characters
and backtracking alternatives that it tries. What the engine optimises away counts as one step per character.
"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

# The parser has no public name: https://github.com/python/cpython/blob/3.11/Lib/re/_parser.py
from re import _constants as op  # type: ignore[attr-defined] # as above
from re import _parser  # type: ignore[attr-defined] # as above
from typing import Any

Items = Sequence[tuple[Any, Any]]
Then = Callable[[int], bool]
Char = Callable[[str], bool]

_DOTALL, _IGNORECASE, _MULTILINE = int(re.DOTALL), int(re.IGNORECASE), int(re.MULTILINE)
_SINGLE = (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY)
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (op.AT, op.ASSERT, op.ASSERT_NOT)
_CATEGORIES: dict[Any, Char] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
}
_OPPOSITE = {
    op.CATEGORY_NOT_DIGIT: op.CATEGORY_DIGIT,
    op.CATEGORY_NOT_SPACE: op.CATEGORY_SPACE,
    op.CATEGORY_NOT_WORD: op.CATEGORY_WORD,
}


class EnoughError(BaseException):
    """The step limit has been reached. Not an Exception, so that no code under test catches it."""


class Steps:
    """A step counter with its limit."""

    def __init__(self, most: int) -> None:
        self.made = 0
        self.most = most

    def add(self, number: int) -> None:
        """Count steps; raises EnoughError beyond the limit.

        Code that neither repeats nor begins a match adds to `made` directly, since only repetition makes many steps.
        """
        self.made += number
        if self.made > self.most:
            raise EnoughError


class Matcher:
    """One regular expression, matched step by step."""

    def __init__(self, pattern: "re.Pattern[Any]", steps: Steps) -> None:
        text = pattern.pattern
        self._items = list(_parser.parse(text, pattern.flags & ~re.DEBUG))
        self._flags = pattern.flags
        self._steps = steps
        self._text = ""
        self._end = 0
        self._groups: dict[int, tuple[int, int]] = {}
        self._searched = self._sequence(self._items, self._flags, lambda _: True)
        self._whole = self._sequence(self._items, self._flags, lambda at: at == self._end)
        self._can_begin = _first(self._items, self._flags)

    def attempt(self, text: str, at: int, end: int, *, whole: bool = False) -> bool:
        """Try to match at one position."""
        self._text, self._end = text, end
        self._steps.add(1)
        if self._can_begin is not None and not (at < end and self._can_begin(text[at])):
            return False
        self._groups.clear()
        return (self._whole if whole else self._searched)(at)

    def scan(self, text: str, at: int, end: int, found: int | None) -> None:
        """Try each position up to the one where the engine found a match, or to the end."""
        self._text, self._end = text, end
        last = end if found is None else found
        self._steps.add(max(0, last + 1 - at))
        places: Iterable[int] = range(at, last + 1)
        if self._can_begin is not None:
            begins = {char for char in _characters(text) if self._can_begin(char)}
            places = [place for place in range(at, min(last + 1, end)) if text[place] in begins] if begins else ()
        for place in places:
            self._groups.clear()
            self._searched(place)

    def _sequence(self, items: Items, flags: int, then: Then) -> Then:
        for code, argument in reversed(items):
            then = self._item(code, argument, flags, then)
        return then

    def _item(self, code: Any, argument: Any, flags: int, then: Then) -> Then:  # noqa: PLR0911 - one for each kind of item
        if code in _SINGLE:
            return self._single(_test(code, argument, flags), then)
        if code is op.AT:
            return self._at(argument, flags, then)
        if code is op.BRANCH:
            return self._branch(argument[1], flags, then)
        if code is op.SUBPATTERN:
            return self._group(argument, flags, then)
        if code in _REPEATS:
            return self._repeat(code, argument, flags, then)
        if code in {op.ASSERT, op.ASSERT_NOT}:
            return self._look(argument, flags, then, is_wanted=code is op.ASSERT)
        if code is op.ATOMIC_GROUP:
            return self._atomic(argument, flags, then)
        if code is op.GROUPREF:
            return self._same(argument, then)
        if code is op.GROUPREF_EXISTS:
            group, yes, no = argument
            there, missing = self._sequence(yes, flags, then), self._sequence(no or (), flags, then)
            return lambda at: there(at) if group in self._groups else missing(at)
        return lambda _: False  # FAILURE

    def _single(self, test: Char, then: Then) -> Then:
        steps = self._steps

        def match(at: int) -> bool:
            steps.made += 1
            return at < self._end and test(self._text[at]) and then(at + 1)

        return match

    def _at(self, where: Any, flags: int, then: Then) -> Then:
        is_word = cache(_CATEGORIES[op.CATEGORY_WORD])

        def word(at: int) -> bool:
            return 0 <= at < self._end and is_word(self._text[at])

        tests: dict[Any, Then] = {
            op.AT_BEGINNING: lambda at: at == 0 or bool(flags & _MULTILINE and self._text[at - 1] == "\n"),
            op.AT_BEGINNING_STRING: lambda at: at == 0,
            op.AT_END: lambda at: (
                at == self._end or (self._text[at] == "\n" and (at + 1 == self._end or bool(flags & _MULTILINE)))
            ),
            op.AT_END_STRING: lambda at: at == self._end,
            op.AT_BOUNDARY: lambda at: word(at - 1) != word(at),
            op.AT_NON_BOUNDARY: lambda at: word(at - 1) == word(at),
        }
        test, steps = tests[where], self._steps

        def match(at: int) -> bool:
            steps.made += 1
            return test(at) and then(at)

        return match

    def _branch(self, branches: Iterable[Items], flags: int, then: Then) -> Then:
        ways = [(_first(list(items), flags), self._sequence(list(items), flags, then)) for items in branches]
        steps = self._steps

        @cache
        def open_ways(char: str) -> list[Then]:
            return [way for first, way in ways if first is None or (char and first(char))]

        def match(at: int) -> bool:
            steps.made += 1
            for way in open_ways(self._text[at] if at < self._end else ""):  # noqa: SIM110 - `any` would recurse in C
                if way(at):
                    return True
            return False

        return match

    def _group(self, argument: Any, flags: int, then: Then) -> Then:
        group, added, taken, items = argument
        inner = (flags | added) & ~taken
        if group is None:
            return self._sequence(list(items), inner, then)
        began: list[int] = []

        def close(at: int) -> bool:
            before, start = self._groups.get(group), began.pop()
            self._groups[group] = (start, at)
            if then(at):
                return True
            began.append(start)
            if before is None:
                del self._groups[group]
            else:
                self._groups[group] = before
            return False

        body = self._sequence(list(items), inner, close)

        def enter(at: int) -> bool:
            began.append(at)
            if body(at):
                return True
            began.pop()
            return False

        return enter

    def _repeat(self, code: Any, argument: Any, flags: int, then: Then) -> Then:
        least, most, items = argument
        items = list(items)
        most = sys.maxsize if most is op.MAXREPEAT else int(most)
        if len(items) == 1 and items[0][0] in _SINGLE:
            test = _test(items[0][0], items[0][1], flags)
            if code is op.MIN_REPEAT:
                return self._few(test, least, most, then)
            return self._many(test, least, most, then, gives_back=code is op.MAX_REPEAT)
        if code is op.POSSESSIVE_REPEAT:
            return self._atomic([(op.MAX_REPEAT, argument)], flags, then)
        return self._rounds(items, least, most, flags, then, is_greedy=code is op.MAX_REPEAT)

    def _many(self, test: Char, least: int, most: int, then: Then, *, gives_back: bool) -> Then:
        steps = self._steps

        def match(at: int) -> bool:
            end, text = min(self._end, at + most), self._text
            last = at
            while last < end and test(text[last]):
                last += 1
            steps.add(last - at + 1)
            if last - at < least:
                return False
            if not gives_back:
                return then(last)
            for place in range(last, at + least - 1, -1):
                steps.made += 1
                if then(place):
                    return True
            return False

        return match

    def _few(self, test: Char, least: int, most: int, then: Then) -> Then:
        def match(at: int) -> bool:
            end, text = min(self._end, at + most), self._text
            place = at
            while True:
                self._steps.add(1)
                if place - at >= least and then(place):
                    return True
                if place >= end or not test(text[place]):
                    return False
                place += 1

        return match

    def _rounds(self, items: Items, least: int, most: int, flags: int, then: Then, *, is_greedy: bool) -> Then:
        state = [(0, -1)]  # rounds made, where the last one began

        def around(at: int) -> bool:
            self._steps.add(1)
            now = rounds, began = state[0]
            ways = (once_more, on) if is_greedy else (on, once_more)
            for way in ways:
                state[0] = now
                if way is once_more and (rounds >= most or (at == began and rounds >= least)):
                    continue
                if way is on and rounds < least:
                    continue
                if way(at):
                    return True
            state[0] = now
            return False

        def once_more(at: int) -> bool:
            state[0] = (state[0][0] + 1, at)
            return body(at)

        def on(at: int) -> bool:
            return then(at)

        body = self._sequence(items, flags, around)

        def enter(at: int) -> bool:
            before = state[0]
            state[0] = (0, -1)
            matched = around(at)
            state[0] = before
            return matched

        return enter

    def _look(self, argument: Any, flags: int, then: Then, *, is_wanted: bool) -> Then:
        direction, items = argument
        width = items.getwidth()[0] if direction < 0 else 0
        body, steps = self._sequence(list(items), flags, lambda _: True), self._steps

        def match(at: int) -> bool:
            steps.made += 1
            return (at >= width and body(at - width)) == is_wanted and then(at)

        return match

    def _atomic(self, items: Items, flags: int, then: Then) -> Then:
        ends: list[int] = []

        def stop(at: int) -> bool:
            ends.append(at)
            return True

        body = self._sequence(list(items), flags, stop)
        return lambda at: body(at) and then(ends.pop())

    def _same(self, group: int, then: Then) -> Then:
        def match(at: int) -> bool:
            if group not in self._groups:
                return False
            start, end = self._groups[group]
            self._steps.add(end - start + 1)
            again = self._text[start:end]
            return self._text.startswith(again, at) and at + len(again) <= self._end and then(at + len(again))

        return match


@lru_cache(maxsize=64)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text)


def _first(items: Items, flags: int) -> Char | None:  # noqa: PLR0911 - one for each kind of item
    """Return a test for the characters that can begin a match; None if any can, or if none is needed."""
    if not items:
        return None
    (code, argument), rest = items[0], items[1:]
    if code in _SINGLE:
        return _test(code, argument, flags)
    if code in _ZERO_WIDTH:
        return _first(rest, flags)
    if code is op.SUBPATTERN:
        _, added, taken, inner = argument
        return _first([*inner, *([] if added or taken else rest)], (flags | added) & ~taken)
    if code is op.ATOMIC_GROUP:
        return _first([*argument, *rest], flags)
    if code is op.BRANCH:
        return _either([_first([*items, *rest], flags) for items in argument[1]])
    if code in _REPEATS:
        least, _, inner = argument
        once = _first([*inner, *rest], flags)
        return once if least else _either([once, _first(rest, flags)])
    return None


def _either(tests: Sequence[Char | None]) -> Char | None:
    known = [test for test in tests if test is not None]
    if len(known) < len(tests):
        return None
    return cache(lambda char: any(test(char) for test in known))


def _test(code: Any, argument: Any, flags: int) -> Char:
    """Return a test of whether one character matches an item."""
    if code is op.ANY:
        return (lambda _: True) if flags & _DOTALL else (lambda char: char != "\n")
    items = tuple(argument) if code is op.IN else ((op.LITERAL, argument),)
    return _member(items, code is op.NOT_LITERAL or items[0][0] is op.NEGATE, flags & _IGNORECASE)


@cache
def _member(items: tuple[tuple[Any, Any], ...], is_negated: bool, ignored_case: int) -> Char:
    def is_one(char: str) -> bool:
        forms = {char, char.lower(), char.upper()} if ignored_case else {char}
        return any(_is(form, kind, value) for form in forms for kind, value in items)

    return cache(lambda char: is_one(char) != is_negated)


def _is(char: str, kind: Any, value: Any) -> bool:
    if kind is op.LITERAL:
        return char == chr(value)
    if kind is op.NEGATE:
        return False
    if kind is op.RANGE:
        return len(char) == 1 and value[0] <= ord(char) <= value[1]
    return _CATEGORIES[value](char) if value in _CATEGORIES else not _CATEGORIES[_OPPOSITE[value]](char)
