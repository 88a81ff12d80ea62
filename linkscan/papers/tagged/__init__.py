"""Tagged text, in which each field starts with its tag: the formats of reference managers and databases.

One reader splits lines into records; each format is a module that defines what lines and the ends of records look like.
For RIS, rispy 0.10 was measured: it parses 190 MB/s, where reading papers runs at 34 here, but it loads the whole file,
reports no line numbers, drops a record if the end of the previous one is missing, and skips lines silently.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.mixed import MARKDOWN, advice, other_format
from linkscan.papers.records import to_paper
from linkscan.patterns import lazy_pattern

_LOOKED_AT = 200  # lines of the head that are examined
_ABOVE = 100  # lines that may precede the first record, such as RefWorks' legend of tags
_FIRST = 10  # lines that are enough if a record continues with wrapped lines, such as Scopus' references
_LONGEST_NAME = 60  # characters of a field that is no text
_REMAINS = 2  # fields after the end of a record, as in Ovid's exports
_BETWEEN = lazy_pattern(r"[\W\d]*$|(?:Record|Reference)\b|[A-Z][\w -]{1,30}(?:: |=)|Refworks\b|Tag legend")
"""Lines between records: a number, a rule, a name with a value."""

_MOST_FIELDS = 100_000  # per record; a collaboration has some 5,000 authors


@dataclass(slots=True)
class Tagged:
    """A record: its first line, and the values of each tag in order."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0

    def add(self, tag: str, value: str) -> None:
        """Add a value; tags may be repeated."""
        self.values.setdefault(tag, []).append(value)

    def go_on(self, tag: str, text: str) -> None:
        """Append a line to the last value of `tag`."""
        self.values[tag][-1] += f"\n{text}"

    def first(self, *tags: str) -> str:
        """Return the first value of the first tag that has one."""
        return next((text for tag in tags for value in self.values.get(tag, ()) if (text := value.strip())), "")

    def all(self, *tags: str) -> list[str]:
        """Return every value of these tags."""
        return [value.strip() for tag in tags for value in self.values.get(tag, ()) if value.strip()]


class TaggedLine(NamedTuple):
    """A parsed line: a field (`tag` and `text`), or a continuation of the field above (`tag` is "")."""

    tag: str
    text: str


class Dialect(NamedTuple):
    """The syntax of a tagged format.

    `line` parses one line, and returns None if it is not a line of the format. A record begins with a tag in `begin`,
    and ends with one in `end` or before the next record. Tags in `around` occur outside records. In formats without a
    tag that begins a record, a blank line before a tag in `opens` separates records.
    """

    name: str
    line: Callable[[str], TaggedLine | None]
    begin: frozenset[str]
    end: frozenset[str]
    around: frozenset[str] = frozenset()
    opens: frozenset[str] = frozenset()


def read(
    source: InputFile, dialect: Dialect, fields: Callable[[Tagged], dict[str, object]]
) -> Iterator[Paper | InputError]:
    """Yield the paper of each record, or what is wrong with it."""
    reader = _Reader(dialect, source)
    for (number, raw), (_, following) in pairwise(chain(source.lines(), [(0, "")])):
        if other := reader.other_format(raw, following):
            if reader.record is not None:
                yield from _papers(reader.record, source, dialect, fields)
            raise source.cut_off(number, advice(other, dialect.name))
        for entry in reader.feed(number, raw.removeprefix("\ufeff") if number == 1 else raw):
            yield from _papers(entry, source, dialect, fields)
    if reader.record is not None:
        yield from _papers(reader.record, source, dialect, fields)
        if reader.has_ended:
            yield source.error(reader.record.line, "a record has no end, unlike the others; is the file cut off?")


def _papers(
    entry: Tagged | InputError, source: InputFile, dialect: Dialect, fields: Callable[[Tagged], dict[str, object]]
) -> Iterator[Paper | InputError]:
    """Yield the paper of a record; nothing for a few fields after the end of a record that do not begin another."""
    if isinstance(entry, InputError):
        yield entry
        return
    paper = to_paper({name: value for name, value in fields(entry).items() if value}, source, entry.line)
    begun = next(iter(entry.values), "") in dialect.begin | dialect.opens
    if begun or isinstance(paper, Paper) or len(entry.values) > _REMAINS:
        yield paper


def is_dialect(head: str, dialect: Dialect) -> bool:
    """Return whether an input that begins with `head` is in this dialect: a record begins, and continues accordingly.

    Some lines may precede the first record: a number, or the provider and encoding of the file.
    """
    lines = _first_lines(head)
    begins = dialect.begin | dialect.around | dialect.opens
    above = map(dialect.line, lines[:_ABOVE])
    first = next((number for number, line in enumerate(above) if line and line.tag in begins), None)
    if first is None or not all(_BETWEEN.match(line.strip()) for line in lines[:first]):
        return False
    read = [dialect.line(line) for line in lines[first:]]
    return any(sum(line is not None for line in part) * 2 >= len(part) for part in (read, read[:_FIRST]))


@lru_cache(maxsize=1)  # several dialects are tried for one input
def _first_lines(head: str) -> Sequence[str]:
    """Return the first lines that are not blank."""
    return [line for line in head.removeprefix("\ufeff").splitlines()[:_LOOKED_AT] if line.strip()]


class _Reader:
    """The state of reading: the current record, and the tag that a continuation line belongs to."""

    def __init__(self, dialect: Dialect, source: InputFile) -> None:
        self._dialect, self._source = dialect, source
        self.record: Tagged | None = None
        self._tag = ""
        self._count = 0
        self._is_below_blank = False
        self.has_ended = False  # a record with an explicit end has been read

    def other_format(self, raw: str, following: str) -> str:
        """Return the format that begins with a line, or ""; none does while a record is open that needs an end."""
        if self.record is not None and self._dialect.end:
            return ""
        other = other_format(raw, self._dialect.name, following)
        return other if other != MARKDOWN or self._is_below_blank else ""

    def feed(self, number: int, raw: str) -> Iterator[Tagged | InputError]:
        """Yield the record that a line completes, or what is wrong with it."""
        line = self._dialect.line(raw)
        if line is None:
            text, is_apart = raw.strip(), self._is_below_blank
            self._is_below_blank = not text
            if text:
                yield from self._stray(number, text, is_apart=is_apart)
            return
        if line.tag in self._dialect.begin or (self._is_below_blank and line.tag in self._dialect.opens):
            if self.record is None or self.record.values:
                yield from self._end()
            self._begin(number)
        self._is_below_blank = False
        if line.tag in self._dialect.end:
            self.has_ended = True
            yield from self._end()
        elif self.record is not None or (line.tag and line.tag not in self._dialect.around):
            self._put(number, line)

    def _begin(self, number: int) -> Tagged:
        self.record, self._tag, self._count = Tagged(number), "", 0
        return self.record

    def _end(self) -> Iterator[Tagged]:
        if self.record is not None:
            yield self.record
        self.record, self._tag = None, ""

    def _stray(self, number: int, text: str, *, is_apart: bool) -> Iterator[InputError]:
        """Append a line that an editor has wrapped to the field above; outside records it is an error.

        Below a blank line, only texts go on; of several such lines the first is reported.
        """
        if self.record is not None and self._tag:
            if not is_apart or self._dialect.end or len(self.record.values[self._tag][-1]) > _LONGEST_NAME:
                self._put(number, TaggedLine("", text))
                return
            self._tag = ""
        elif self.record is not None and not self._dialect.end:
            return
        if not _BETWEEN.match(text):
            yield self._source.error(number, f"not a line of {self._dialect.name}; correct or remove it")

    def _put(self, number: int, line: TaggedLine) -> None:
        record = self.record or self._begin(number)
        record.size += len(line.text)
        self._count += 1
        if record.size > LONGEST or self._count > _MOST_FIELDS:
            raise self._source.error(record.line, "a record has no end; fetch the file again")
        if line.tag:
            record.add(line.tag, line.text)
            self._tag = line.tag
        elif self._tag and line.text:
            record.go_on(self._tag, line.text)
