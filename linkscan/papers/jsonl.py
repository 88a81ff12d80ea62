"""JSON Lines (https://jsonlines.org): one object per paper."""

import json
import re
from collections.abc import Iterator
from itertools import islice

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.columns import columns
from linkscan.papers.input_file import InputFile
from linkscan.papers.producers import producer_of, record_of
from linkscan.papers.records import to_paper

# The C scanner of the standard library reads 300 MB/s here, orjson 660. Reading the abstracts runs at a
# twentieth of that, so a dependency would save nobody a second in a minute.
_decode = json.JSONDecoder(strict=False).decode  # lenient: accepts raw tabs in strings
_decode_start = json.JSONDecoder(strict=False).raw_decode

_OBJECT = re.compile(r"\s*\{\s*[^\\\s]")


def sniff(head: str) -> bool:
    """Return whether most lines are objects, even if some are broken; one object with all papers does not count."""
    record = first_record(head)
    if not _OBJECT.match(head) or (record and record_of(record) is None and not _is_bare(record)):
        return False
    lines = [line.strip() for line in head.strip().split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1 and not lines[0].endswith("}"):
        return False
    whole = sum(line.startswith("{") and line.endswith("}") for line in lines)
    return whole > 0 and whole * 2 >= len(lines) - 1  # the last one may be truncated


def _is_bare(record: dict[str, object]) -> bool:
    """Return whether a record has only a text and possibly an ID; here, and nowhere else, the text is an abstract."""
    found = columns(tuple(record))
    return found.abstract is not None and record.keys() <= {found.abstract, found.id}


def load(source: InputFile) -> Iterator[Paper | InputError]:
    """Yield the paper of each non-blank line, or what is wrong with it."""
    reader = _Reader(source)
    for number, line in source.lines():
        if line and not line.isspace():
            yield reader.read(line, number)


class _Reader:
    """A reader of lines that remembers the last record that certainly was a paper."""

    def __init__(self, source: InputFile) -> None:
        self._source = source
        self._last: dict[str, object] | None = None

    def read(self, line: str, number: int) -> Paper | InputError:
        """Return the paper of a line, or what is wrong; a record may omit fields of the others, but not add any."""
        record = _decoded(line, self._source, number)
        if isinstance(record, InputError):
            return record
        fields = record_of(record)
        if fields is not None:
            self._last = record
            return to_paper(fields, self._source, number)
        if producer_of(tuple(record)) is not None:
            problem = "not a paper, but something that accompanies one (a review, an attachment)"
            return self._source.error(number, problem)
        if self._last is not None and not record.keys() <= self._last.keys() and not _is_bare(record):
            return self._source.error(number, "not a paper, unlike those above; give it as a separate file")
        return to_paper(record, self._source, number)


def _decoded(line: str, source: InputFile, number: int) -> dict[str, object] | InputError:
    try:
        record, end = _decode_start(line) if line.startswith("{") else (_decode(line), len(line))
        if end < len(line) and not line[end:].isspace():
            _decode(line)  # raises the error to report
    except json.JSONDecodeError as error:
        return source.error(number, f"not JSON ({error.msg}: column {error.colno}); correct or remove it")
    except (ValueError, RecursionError):  # numbers with thousands of digits, deep nesting
        return source.error(number, "a JSON value is too large or too deeply nested; correct or remove the line")
    if not isinstance(record, dict):
        return source.error(number, "not a JSON object; write each paper as {...} on a line of its own")
    return record


def first_record(head: str) -> dict[str, object]:
    """Return the first complete record, for formats that are recognised by the names of fields."""
    for line in islice(head.split("\n"), 8):
        try:
            record = _decode(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            return record
    return {}
