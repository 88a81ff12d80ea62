"""JSON: a single paper, papers in lists and objects at any depth, papers by ID, or several documents in a row.

Envelopes of services (`{"message": {"items": [...]}}`) are searched; objects that are not papers are skipped.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from linkscan.errors import CutOffError, InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.producers import producer_of, record_of
from linkscan.papers.records import to_paper

_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"\s*")
_LONGEST_RECORD = 1 << 22  # characters; a longer object is a collection
_MOST_OBJECTS = 1 << 16  # per record; an article with 5,000 authors has some 40,000
_MOST_KEYS = 1 << 18
_DEEPEST = 8  # INSPIRE: {"hits": {"hits": [{"metadata": {...}}]}}
_NAMED = 8  # keys of an object without papers that are listed in the message
_PATIENCE = 10_000  # members without a paper before the search ends
_START = re.compile(r"\s*(?:\{\s*(?:\"|\}|[^\\\s])|\[\s*[\[{\]])")  # unlike TeX ("{\bf") and references ("[1] A title")

Entry = Paper | InputError


def sniff(head: str) -> bool:
    """Return whether a text begins like an object or a list of objects, valid or not."""
    return _START.match(head) is not None


def load(source: InputFile) -> Iterator[Entry]:
    """Yield the papers of all top-level values. Raise InputError at a syntax error."""
    cursor = Cursor(source)
    walk = _Walk(cursor, source)
    while following := cursor.peek():
        if following == "[":
            yield from walk.elements(0)
        elif following == "{":
            yield from walk.record(0)
        else:
            yield _stray(cursor, source)
    if not walk.found and walk.has_seen:
        yield source.error(walk.line, f"no papers among {walk.names()}; give records with titles and abstracts")


def _stray(cursor: "Cursor", source: InputFile) -> InputError:
    """Skip a value that holds no papers, and return what is wrong. Raise CutOffError if it is not a value."""
    line = cursor.line
    try:
        cursor.value()
    except CutOffError:
        raise source.cut_off(line, "what follows is not JSON, and is not read; give it as a separate file") from None
    return source.error(line, "not a JSON object; write each paper as {...}")


class _Walk:
    """A search for papers in JSON, and what has been seen so far."""

    def __init__(self, cursor: "Cursor", source: InputFile) -> None:
        self._cursor, self._source = cursor, source
        self._seen: dict[str, None] = {}  # the first keys, for an error message
        self._passed = 0
        self._is_beside = False  # the last object is something else from a producer of papers: a review, a journal
        self.line = 1
        self.found = False

    @property
    def has_seen(self) -> bool:
        """Return whether any object with a key has been seen."""
        return bool(self._seen)

    def names(self) -> str:
        """Return the first keys that have been seen."""
        return ", ".join(repr(name[:40]) for name in self._seen)

    def record(self, depth: int, key: str | None = None) -> Iterator[Entry]:
        """Yield the next object if it is a paper, else the papers in it."""
        line, value = self._cursor.line, self._cursor.foresee()
        record = record_of(value) if isinstance(value, Mapping) else None
        if record is not None:
            self._cursor.value()
            yield self._paper(record, line, key)
        elif isinstance(value, Mapping) and (
            depth >= _DEEPEST or not _may_hold(value) or producer_of(tuple(value)) is not None
        ):
            self._cursor.value()
            self._is_beside = producer_of(tuple(value)) is not None
            self._pass_over(value)
        else:
            yield from self._members(depth, _has_ids(value))

    def elements(self, depth: int) -> Iterator[Entry]:
        """Yield the papers of a list. Elements that are not papers are reported among papers and at the top level."""
        cursor, opened = self._cursor, self._cursor.line
        cursor.skip("[")
        waiting: list[InputError] = []
        among_papers = depth == 0
        while not cursor.skip("]"):
            if not cursor.peek():
                raise cursor.cut_off(f"the list of line {opened} has no end; the file is cut off, fetch it again")
            if cursor.skip(","):
                continue
            line, entries, self._is_beside = cursor.line, 0, False
            for entry in self._element(depth):
                among_papers, entries = True, entries + 1
                yield from waiting
                waiting.clear()
                yield entry
            if not entries and not self._is_beside and len(waiting) < _NAMED:
                waiting.append(self._source.error(line, "not the record of a paper; write each as {...} with a title"))
            if among_papers:
                yield from waiting
                waiting.clear()

    def _element(self, depth: int) -> Iterator[Entry]:
        following = self._cursor.peek()
        if following == "{":
            yield from self.record(depth + 1)
        elif following == "[" and depth < _DEEPEST:
            yield from self.elements(depth + 1)
        else:
            self._cursor.value()

    def _members(self, depth: int, has_ids: bool) -> Iterator[Entry]:  # noqa: FBT001 - what is known of the object
        """Yield the papers in the values of an object that is not a paper itself."""
        cursor = self._cursor
        cursor.skip("{")
        while not cursor.skip("}"):
            if cursor.skip(","):
                continue
            if not cursor.peek():
                raise cursor.cut_off("an object has no end; the file is cut off, fetch it again")
            name = str(cursor.value())
            self._see(name)
            cursor.skip(":")
            following = cursor.peek()
            if following == "[" and depth < _DEEPEST:
                yield from self.elements(depth + 1)
            elif following == "{":
                yield from self.record(depth + 1, name if has_ids else None)
            else:
                cursor.value()

    def _paper(self, record: Mapping[str, object], line: int, key: str | None) -> Entry:
        """Return the paper of an object; `key` is its ID if it has none of its own."""
        self.found = True
        if key is not None and columns(tuple(record)).id is None:
            record = {**record, "id": key}
        return to_paper(record, self._source, line)

    def _pass_over(self, value: Mapping[str, object]) -> None:
        for name in islice(value, _NAMED):
            self._see(name)

    def _see(self, name: str) -> None:
        self._passed += 1
        if len(self._seen) < _NAMED:
            self._seen[name] = None
        if self._passed > _PATIENCE and not self.found:
            raise self._cursor.error(
                f"no papers among {self.names()} and {_PATIENCE} further keys; give a list of papers"
            )


def _may_hold(value: Mapping[str, object]) -> bool:
    """Return whether an object that is not a paper may contain papers."""
    return any(isinstance(part, dict | list) and part for part in value.values())


def _has_ids(value: object) -> bool:
    """Return whether the keys of an object are IDs of the papers in it: several keys, or one with a digit."""
    if not isinstance(value, Mapping):
        return True  # too long to be a paper: a collection
    keys = [key for key, part in value.items() if isinstance(part, Mapping) and record_of(part) is not None]
    return len(keys) > 1 or any(any(c.isdigit() for c in key) for key in keys)


class Cursor:
    """A position in JSON text that is read in chunks, so that lists of any length need little memory."""

    def __init__(self, source: InputFile) -> None:
        self._source = source
        self._chunks = source.chunks()
        self._text = ""
        self._at = 0
        self._ended = False
        self._foreseen: tuple[int, object, int] | None = None  # start of a value, the value, its end
        self.line = 1

    def peek(self) -> str:
        """Return the next character that is not white space without consuming it, or "" at the end."""
        if self._at < len(self._text) and " " < (following := self._text[self._at]) < "\x7f":
            return following
        while True:
            self._move(_SPACE.match(self._text, self._at).end())  # type: ignore[union-attr] # it always matches
            if self._at < len(self._text) or self._ended:
                return self._text[self._at : self._at + 1]
            self._read_on()

    def skip(self, character: str) -> bool:
        """Return whether `character` comes next, and consume it if so."""
        if found := self.peek() == character:
            self._at += 1
        return found

    def value(self) -> object:
        """Return the next value, and consume it."""
        self.peek()
        if self._foreseen and self._foreseen[0] == self._at:
            _, value, end = self._foreseen
        else:
            value, end = self._decoded(LONGEST)
        self._move(end)
        return value

    def foresee(self) -> object:
        """Return the next value without consuming it, or None if it is too long to be a paper."""
        self.peek()
        try:
            value, end = self._decoded(_LONGEST_RECORD)
        except TooLongError:
            return None
        self._foreseen = (self._at, value, end)
        return value

    def error(self, problem: str) -> InputError:
        """Return an error about the current position."""
        return self._source.error(self.line, problem)

    def cut_off(self, problem: str) -> CutOffError:
        """Return why reading cannot go on from here."""
        return self._source.cut_off(self.line, problem)

    def _decoded(self, longest: int) -> tuple[object, int]:
        while True:
            try:
                return _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._ended:
                    line = self.line + self._text.count("\n", self._at, error.pos)
                    raise self._source.cut_off(line, f"not JSON ({error.msg}); correct the file") from None
                if len(self._text) - self._at > longest or (longest == _LONGEST_RECORD and self._is_crowded()):
                    raise TooLongError(str(self.error(f"not JSON, or no end in {longest} characters"))) from None
                self._read_on()
            except (ValueError, RecursionError):
                raise self.error("a JSON value is too large or too deeply nested; give a list of papers") from None

    def _is_crowded(self) -> bool:
        """Return whether an incomplete value already has more objects or keys than any record of a paper."""
        text, at = self._text, self._at
        return text.count("{", at) > _MOST_OBJECTS or text.count('":', at) > _MOST_KEYS

    def _move(self, to: int) -> None:
        self.line += self._text.count("\n", self._at, to)
        self._at = to

    def _read_on(self) -> None:
        """Discard what has been consumed and double the look-ahead, so that a long value is parsed only a few times."""
        pieces = [self._text[self._at :]]
        wanted = len(pieces[0]) + 1
        while wanted > 0 and (chunk := next(self._chunks, "")):
            pieces.append(chunk)
            wanted -= len(chunk)
        self._ended = wanted > 0
        self._text, self._at, self._foreseen = "".join(pieces), 0, None


class TooLongError(InputError):
    """Raised when a value is longer than any paper."""
