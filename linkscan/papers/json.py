"""JSON: a list of papers, an object that holds one or has papers by id, one paper, or several in a row."""

import json
import re
from collections.abc import Iterator, Mapping

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.records import columns, is_record, to_paper
from linkscan.papers.source import LONGEST, Source

_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"\s*")
_DEEPEST = 2  # Crossref holds its papers in {"message": {"items": [...]}}
_NAMED = 8  # keys of an object without papers that the message names
_START = re.compile(r"\s*(?:\{\s*[^\\\s]|\[\s*[\[{\]])")  # neither "{\bf" of TeX nor "[1] A title"


def sniff(head: str) -> bool:
    """Tell a list of objects or an object, sound or not, from text."""
    return _START.match(head) is not None


def load(source: Source) -> Iterator[Paper | InputError]:
    """Give the papers of every list and object at the top; raises InputError where the syntax breaks off."""
    for line, value in _records(Cursor(source)):
        if isinstance(value, Mapping):
            yield to_paper(value, source, line)
        else:
            yield source.error(line, "no JSON object; write each paper as {...}")


class Cursor:
    """A place in JSON text that is read piece by piece, so that a list of any length needs little memory."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._chunks = source.chunks()
        self._text = ""
        self._at = 0
        self._ended = False
        self.line = 1

    def peek(self) -> str:
        """Go to the next character that is no space, and give it; "" at the end."""
        while True:
            self._move(_SPACE.match(self._text, self._at).end())  # type: ignore[union-attr] # it always matches
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._read_on()

    def skip(self, character: str) -> bool:
        """Step over `character` if it comes next, and tell whether it did."""
        if found := self.peek() == character:
            self._move(self._at + 1)
        return found

    def value(self) -> object:
        """Read the value that comes next, and step over it."""
        self.peek()
        value, end = self._decoded()
        self._move(end)
        return value

    def foresee(self) -> object:
        """Read the value that comes next and stay before it; None when it is too long to be a paper."""
        self.peek()
        try:
            return self._decoded()[0]
        except TooLongError:
            return None

    def error(self, problem: str) -> InputError:
        """Say what is wrong here."""
        return self._source.error(self.line, problem)

    def _decoded(self) -> tuple[object, int]:
        while True:
            try:
                return _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended:
                    line = self.line + self._text.count("\n", self._at, error.pos)
                    raise self._source.error(line, f"not JSON ({error.msg}); mend the file") from None
                if len(self._text) - self._at > LONGEST:
                    raise TooLongError(str(self.error(f"not JSON, or no end in {LONGEST} characters"))) from None
                self._read_on()
            except (ValueError, RecursionError):
                raise self.error("a JSON value is too large or too deeply nested; give a list of papers") from None

    def _move(self, to: int) -> None:
        self.line += self._text.count("\n", self._at, to)
        self._at = to

    def _read_on(self) -> None:
        """Drop what is behind and double what is ahead, so that a long value is not tried too often."""
        pieces = [self._text[self._at :]]
        wanted = len(pieces[0]) + 1
        while wanted > 0 and (chunk := next(self._chunks, "")):
            pieces.append(chunk)
            wanted -= len(chunk)
        self._ended = wanted > 0
        self._text, self._at = "".join(pieces), 0


class TooLongError(InputError):
    """A value is longer than any paper."""


def _records(cursor: Cursor) -> Iterator[tuple[int, object]]:
    while following := cursor.peek():
        if following == "[":
            yield from _elements(cursor)
        elif following == "{" and not is_record(cursor.foresee()):
            yield from _members(cursor)
        else:
            yield cursor.line, cursor.value()


def _elements(cursor: Cursor) -> Iterator[tuple[int, object]]:
    opened = cursor.line
    cursor.skip("[")
    while not cursor.skip("]"):
        if not cursor.peek():
            raise cursor.error(f"the list of line {opened} has no end; the file is cut off, fetch it again")
        if not cursor.skip(","):
            yield cursor.line, cursor.value()


def _members(cursor: Cursor, depth: int = 1) -> Iterator[tuple[int, object]]:
    """Find the papers in an object that is none itself: in its lists, under its keys, or one level down."""
    line = cursor.line
    names: list[str] = []
    found = False
    cursor.skip("{")
    while not cursor.skip("}"):
        if cursor.skip(","):
            continue
        name = str(cursor.value())
        if len(names) < _NAMED:
            names.append(name)
        cursor.skip(":")
        for place, value in _held(cursor, name, depth):
            found = True
            yield place, value
    if not found and depth == 1:
        yield line, dict.fromkeys(names)


def _held(cursor: Cursor, name: str, depth: int) -> Iterator[tuple[int, object]]:
    """Find the papers in the value of one key."""
    following = cursor.peek()
    if following == "[":
        yield from ((line, value) for line, value in _elements(cursor) if isinstance(value, dict))
    elif following == "{" and is_record(cursor.foresee()):
        yield cursor.line, _keyed(name, cursor.value())
    elif following == "{" and depth < _DEEPEST:
        yield from _members(cursor, depth + 1)
    else:
        cursor.value()


def _keyed(name: str, value: object) -> object:
    """Take the key as the id of a paper that has none."""
    if isinstance(value, dict) and columns(tuple(value)).id is None:
        return {**value, "id": name}
    return value
