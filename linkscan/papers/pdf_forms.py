"""Count the form XObjects that a PDF draws: nested forms can amount to tens of thousands in a kilobyte.

PDFium parses a form each time it is drawn (`Do`: ISO 32000-1, 8.10), and needs some 12 kB each time. A figure with many
points may draw a form for each of them, but its content stream is as long. Encrypted files are not examined.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from linkscan.papers.pdf_streams import unpacked_stream

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj\b")
_END = re.compile(rb"\bstream\r?\n|\bendobj\b")
_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d{1,10}\s+\d{1,5}\s+R)")
_NUMBER = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R")
_FIRST = re.compile(rb"/First\s+(\d{1,9})")
_PARENT, _KIDS = b"Parent", b"Kids"
_FORM, _PACKED = b"/Form", b"/ObjStm"
_LONGEST_DICTIONARY = 1 << 18
_FEW = 10_000  # drawn forms that are always allowed
_FOR_EACH = 4  # drawn forms per drawing command in the file
_DEEPEST = 50  # PDFium itself goes no deeper than 40


@dataclass(frozen=True, slots=True)
class _Object:
    dictionary: bytes
    stream: int | None = None  # its start


def draws_too_many_forms(content: bytes) -> bool:
    """Return whether the pages draw far more forms than the file has drawing commands."""
    if _FORM not in content:
        return False
    objects = dict(_objects(content))
    objects |= {
        number: each
        for packed in [each for each in objects.values() if _PACKED in each.dictionary]
        for number, each in _packed_objects(content, packed)
        if number not in objects
    }
    count = _Count(content, objects)
    drawn = sum(count.of_page(each) for each in objects.values() if _is_page(each.dictionary))
    return drawn > max(_FEW, _FOR_EACH * count.commands)


def _is_page(dictionary: bytes) -> bool:
    return b"/Contents" in dictionary and b"/Page" in dictionary


def _objects(content: bytes) -> Iterator[tuple[int, _Object]]:
    for found in _OBJECT.finditer(content):
        end = _END.search(content, found.end(), found.end() + _LONGEST_DICTIONARY)
        if end:
            stream = end.end() if end[0].startswith(b"stream") else None
            yield int(found[1]), _Object(content[found.end() : end.start()], stream)


def _packed_objects(content: bytes, packed: _Object) -> Iterator[tuple[int, _Object]]:
    """Yield the objects in an object stream, which begins with their numbers and offsets."""
    first = _FIRST.search(packed.dictionary)
    if first is None or packed.stream is None:
        return
    text = unpacked_stream(content, packed.stream)
    places = text[: int(first[1])].split()
    if not all(each.isdigit() for each in places):
        return
    starts = [int(each) + int(first[1]) for each in places[1::2]]
    for number, start, end in zip(places[::2], starts, [*starts[1:], len(text)], strict=False):
        yield int(number), _Object(text[start:end])


class _Count:
    """Counts the forms that each form draws, once per form."""

    def __init__(self, content: bytes, objects: dict[int, _Object]) -> None:
        self._content, self._objects = content, objects
        self._drawn: dict[int, int] = {}
        self._uses: dict[int, Counter[bytes]] = {}
        self.commands = 0

    def of_page(self, page: _Object) -> int:
        """Return the number of forms that a page draws, with its own or inherited resources."""
        named = self._names(page.dictionary)
        if b"/Resources" not in page.dictionary:
            parents = [number for name, number in _references(page.dictionary) if name == _PARENT]
            named |= {
                name: number
                for parent in parents
                if parent in self._objects
                for name, number in self._names(self._objects[parent].dictionary).items()
            }
        contents = _CONTENTS.search(page.dictionary)
        numbers = [int(number) for number in _NUMBER.findall(contents[1])] if contents else []
        numbers += [
            int(number)
            for each in numbers
            if each in self._objects and self._objects[each].stream is None
            for number in _NUMBER.findall(self._objects[each].dictionary)
        ]
        return sum(self._of(number, named, 0) for number in numbers)

    def _of(self, number: int, named: dict[bytes, int], depth: int) -> int:
        """Return the number of forms that the content of an object draws, given their names there."""
        return sum(
            times * self._of_form(named[name], depth) for name, times in self._used(number).items() if name in named
        )

    def _of_form(self, number: int, depth: int) -> int:
        if number not in self._drawn:
            form = self._objects.get(number)
            if form is None or _FORM not in form.dictionary or depth > _DEEPEST:
                return 0
            self._drawn[number] = 0  # a form inside itself is not drawn
            self._drawn[number] = 1 + self._of(number, self._names(form.dictionary), depth + 1)
        return self._drawn[number]

    def _used(self, number: int) -> Counter[bytes]:
        if number not in self._uses:
            each = self._objects.get(number)
            text = unpacked_stream(self._content, each.stream) if each and each.stream is not None else b""
            self._uses[number] = Counter(_DRAWN.findall(text))
            self.commands += self._uses[number].total()
        return self._uses[number]

    def _names(self, dictionary: bytes) -> dict[bytes, int]:
        """Return the named references of a dictionary, directly or through `Resources` and `XObject`."""
        found, waiting = dict[bytes, int](), [dictionary]
        for _ in range(3):
            names = [pair for each in waiting for pair in _references(each) if pair[0] not in (_PARENT, _KIDS)]
            found |= dict(names)
            plain = (self._objects.get(number) for _, number in names)
            waiting = [each.dictionary for each in plain if each and each.stream is None]
        return found


def _references(dictionary: bytes) -> list[tuple[bytes, int]]:
    return [(name, int(number)) for name, number in _REFERENCE.findall(dictionary)]
