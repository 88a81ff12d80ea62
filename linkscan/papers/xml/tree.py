"""Parse XML into a stream of small trees, one per record, with expat.

expat streams, reports line numbers, and lets us reject entity declarations. defusedxml would do the latter too, but its
last release is from 2021, and its parsers do not report lines. lxml builds whole trees in memory. Measured on 25 MB of
Atom: this 93 MB/s, ElementTree.iterparse 220 MB/s without lines or limits.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from linkscan.errors import InputError
from linkscan.papers.input_file import LONGEST, InputFile
from linkscan.papers.markup import is_markup

_SEPARATOR = (
    "\n"  # between namespace and name; expat rejects namespaces that contain the separator, and some contain spaces
)
XLINK_HREF = f"http://www.w3.org/1999/xlink{_SEPARATOR}href"

_LOOSE = {"xlink:href": XLINK_HREF}
"""Attributes with their customary prefix, for documents without a declaration of prefixes."""

_DEEPEST = 200  # MathML and JATS nest some 30 deep
_LONGEST_TAG = 1 << 20
_MOST_NAMES = 1000  # that are cached
_TITLE = "title"
_MOST_ELEMENTS = 1 << 17  # per record; a JATS article has some 20,000
_SECOND_ROOT = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_UNBOUND_PREFIX = expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]
_DECLARATION = "<?xml"
_APART = "give it as a separate file"
_ABOVE = re.compile(r"[\ufeff\s]*(?:(?:<!--(?:(?!-->)[\s\S]){0,10000}-->\s*){1,10}(?=<\?xml\s))?")


@dataclass(slots=True)
class Element:
    """An element: its local name, its namespace, and its content, which is a list of texts and elements.

    `line` is set for records and titles in them, and 0 otherwise. `above` are the names and attributes of the ancestors
    of a record, the outermost first.
    """

    name: str
    space: str
    attributes: dict[str, str]
    line: int
    content: "list[str | Element]" = field(default_factory=list)
    above: tuple[tuple[str, dict[str, str]], ...] = ()

    def children(self, *names: str) -> "Iterator[Element]":
        """Yield the child elements, or those with the given names."""
        return (part for part in self.content if isinstance(part, Element) and (not names or part.name in names))

    def by_name(self) -> "dict[str, list[Element]]":
        """Return the child elements by name, for records from which many are read."""
        found: dict[str, list[Element]] = {}
        for part in self.content:
            if isinstance(part, Element):
                found.setdefault(part.name, []).append(part)
        return found

    def find(self, path: str) -> "Element | None":
        """Return the first element at `path`, as in `titles/title`."""
        first, _, rest = path.partition("/")
        for part in self.content:
            if isinstance(part, Element) and part.name == first:
                return part.find(rest) if rest else part
        return None

    def find_all(self, path: str) -> "list[Element]":
        """Return every element at `path`."""
        found = [self]
        for name in path.split("/"):
            found = [child for each in found for child in each.children(name)]
        return found

    def descendants(self, *names: str) -> "Iterator[Element]":
        """Yield the descendants with these names, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if element is not self and element.name in names:
                yield element
            waiting.extend(reversed([part for part in element.content if isinstance(part, Element)]))

    def text(self, path: str = "") -> str:
        """Return the text of this element, or of the first element at `path`, without markup."""
        found = self.find(path) if path else self
        if found is None:
            return ""
        if len(found.content) == 1 and isinstance(found.content[0], str):
            return found.content[0].strip()
        return "".join(found.texts()).strip() if found.content else ""

    def texts(self) -> "Iterator[str]":
        """Yield all texts in this element."""
        waiting: list[str | Element] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                yield part
            else:
                waiting.extend(reversed(part.content))

    def markup(self, path: str = "") -> str:
        """Return the text with elements as tags, from which `plain_text` extracts text and links."""
        found = self.find(path) if path else self
        if found and len(found.content) == 1 and isinstance(found.content[0], str):
            return _escaped(found.content[0]).strip()
        parts: list[str] = []
        waiting: list[str | Element | None] = list(reversed(found.content)) if found else []
        closing: list[str] = []
        while waiting:
            part = waiting.pop()
            if part is None:
                parts.append(closing.pop())
            elif isinstance(part, str):
                parts.append(_escaped(part))
            elif not is_markup(part.name):
                waiting.extend(reversed(part.content))
            else:
                target = part.attributes.get(XLINK_HREF) or part.attributes.get("href", "")
                target = f' href="{_quoted(target)}"' if target else ""
                parts.append(f"<{part.name}{target}>")
                closing.append(f"</{part.name}>")
                waiting.append(None)
                waiting.extend(reversed(part.content))
        return "".join(parts).strip()


def records(
    source: InputFile,
    is_root: Callable[[str, str], bool],
    names: frozenset[str],
    passed_over: frozenset[str] = frozenset(),
) -> Iterator[Element]:
    """Yield the elements with one of these names as records; `is_root` tests the first element of a document.

    Descendants of a record whose names are in `passed_over` are skipped, with their content. A file may contain several
    documents. Raises InputError if the XML breaks off or declares an entity, and if a record is too long or too deep.
    """
    reader = _Reader(source, is_root, names, passed_over)
    try:
        for chunk in source.chunks():
            reader.feed(chunk)
            yield from reader.take()
        reader.close()
    except InputError:
        yield from reader.take()
        raise
    yield from reader.take()


def root_of(head: str) -> tuple[str, str] | None:
    """Return name and namespace of the first element of a document, or None if `head` is not the start of XML."""
    return _first_element(head)[0]


def _first_element(head: str) -> tuple[tuple[str, str] | None, bool]:
    """Return name and namespace of the first element, and whether the head has an undeclared prefix."""
    found: list[tuple[str, str]] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if not found:
            space, _, local = name.rpartition(_SEPARATOR)
            found.append((local.rpartition(":")[2], space))

    for separator in (_SEPARATOR, None):
        parser = expat.ParserCreate("utf-8", separator)
        parser.StartElementHandler = start
        parser.UseForeignDTD(True)
        try:
            parser.Parse(head[_begin_of(head) :].encode("utf-8", "replace"))
        except expat.ExpatError as error:  # later parts may be broken
            if error.code == _UNBOUND_PREFIX and separator:
                continue
        return (found[0] if found else None), separator is None
    raise AssertionError


def _begin_of(text: str) -> int:
    """Return the start of a document, after blank lines and after comments that precede its declaration."""
    above = _ABOVE.match(text)
    return above.end() if above else 0


def _next_document(text: str, start: int) -> int:
    """Return the position of the next XML declaration from `start` on, or -1."""
    at = text.find(_DECLARATION, start)
    while at >= 0 and not text[at + len(_DECLARATION) : at + len(_DECLARATION) + 1].isspace():
        at = text.find(_DECLARATION, at + 1)  # it was <?xml-stylesheet
    return at


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;")


class _Reader:
    """The state of parsing: the records completed since the last call of `take`, and the open one."""

    def __init__(
        self,
        source: InputFile,
        is_root: Callable[[str, str], bool],
        records: frozenset[str],
        passed_over: frozenset[str],
    ) -> None:
        self._source, self._is_root, self._records, self._passed_over = source, is_root, records, passed_over
        self._has_loose_prefixes = _first_element(source.head)[1]
        self._names: dict[str, tuple[str, str]] = {}
        self._done: list[Element] = []
        self._lines = 0  # in the previous documents
        self._pending = ""  # the end of a chunk, which may begin the next document
        self._has_documents = False  # a document has ended
        self._restart()

    def feed(self, chunk: str) -> None:
        """Parse a chunk; a new declaration begins the next document."""
        text = self._pending + chunk
        self._pending = ""
        if (cut := text.rfind("<", max(0, len(text) - 6))) >= 0 and "<?xml ".startswith(text[cut:]):
            text, self._pending = text[:cut], text[cut:]
        while text:
            if not self._fed:
                begin = _begin_of(text)
                self._lines += text.count("\n", 0, begin)
                text = text[begin:]
            following = _next_document(text, 0 if self._fed else 1)
            if following < 0:
                self._parse(text.encode("utf-8", "replace"))
                return
            self._parse(text[:following].encode("utf-8", "replace"))
            self._finish()
            text = text[following:]

    def close(self) -> None:
        """Finish parsing. Raise InputError for elements that are not closed."""
        if self._pending:
            pending, self._pending = self._pending, ""
            self._parse(pending.encode())
        self._finish()

    def take(self) -> list[Element]:
        """Return the records completed since the last call."""
        done, self._done = self._done, []
        return done

    def _restart(self) -> None:
        self._open: list[Element] = []
        self._above: list[tuple[str, dict[str, str]]] = []
        self._passing = self._count = self._fed = self._begin = 0
        separator = None if self._has_loose_prefixes else _SEPARATOR
        # The text has already been decoded, whatever encoding it declares.
        self._parser = parser = expat.ParserCreate("utf-8", separator)
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # so that an entity from an external DTD is skipped instead of being an error
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._named

    def _parse(self, content: bytes) -> None:
        while content:
            before, self._fed = self._fed, self._fed + len(content)
            try:
                self._parser.Parse(content)
            except expat.ExpatError as error:
                if error.code != _SECOND_ROOT:
                    raise self._broken(error) from None
                content = content[self._parser.ErrorByteIndex - before :]
                self._lines += error.lineno - 1
                self._has_documents = True
                self._restart()
                continue
            if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG:
                raise self._source.error(self._line(), "a tag has no end; fetch the file again")
            if self._open and (self._fed - self._begin > LONGEST or self._count > _MOST_ELEMENTS):
                raise self._source.error(self._open[0].line, "a record has no end; fetch the file again")
            return

    def _finish(self) -> None:
        if not self._fed:
            return
        try:
            self._parser.Parse("", True)
        except expat.ExpatError as error:
            raise self._broken(error) from None
        self._lines += self._parser.CurrentLineNumber - 1
        self._has_documents = True
        self._restart()

    def _broken(self, error: expat.ExpatError) -> InputError:
        if self._has_documents and not self._above and not self._open:
            return self._source.cut_off(self._lines + error.lineno, f"what follows is not XML; {_APART}")
        return self._source.cut_off(
            self._lines + error.lineno, f"not XML ({expat.ErrorString(error.code)}); fetch the file again"
        )

    def _line(self) -> int:
        return self._lines + self._parser.CurrentLineNumber

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._passing:
            self._passing += 1
            if self._passing > _DEEPEST:
                raise self._too_deep()
            return
        local, space = self._names.get(name) or self._parted(name)
        if attributes and self._has_loose_prefixes:
            attributes = {_LOOSE.get(each, each.rpartition(":")[2]): told for each, told in attributes.items()}
        open_elements = self._open
        if open_elements:
            if local in self._passed_over:
                self._passing = 1
                return
            self._count += 1
            # expat counts lines on demand, which is slow; only those of records and titles are needed.
            element = Element(local, space, attributes, self._line() if local == _TITLE else 0, [])
            open_elements[-1].content.append(element)
            open_elements.append(element)
            if len(open_elements) > _DEEPEST:
                raise self._too_deep()
        elif not self._above and not self._is_root(local, space):
            raise self._source.cut_off(
                self._line(), f"a document of another kind begins here (<{local[:40]}>); {_APART}"
            )
        elif local in self._records:
            self._begin, self._count = self._parser.CurrentByteIndex, 0
            open_elements.append(Element(local, space, attributes, self._line(), [], tuple(self._above)))
        else:
            self._above.append((local, attributes))
            if len(self._above) > _DEEPEST:
                raise self._too_deep()

    def _too_deep(self) -> InputError:
        return self._source.error(self._line(), "nested too deeply for a list of papers; fetch the file again")

    def _parted(self, name: str) -> tuple[str, str]:
        """Return the local name and the namespace of a name, cached."""
        space, _, local = name.rpartition(_SEPARATOR)
        parted = (local.rpartition(":")[2] if self._has_loose_prefixes else local), space
        if len(self._names) < _MOST_NAMES:
            self._names[name] = parted
        return parted

    def _text(self, text: str) -> None:
        open_elements = self._open
        if open_elements and not self._passing and (len(open_elements) > 1 or not text.isspace()):
            open_elements[-1].content.append(text)

    def _end(self, _name: str) -> None:
        if self._passing:
            self._passing -= 1
        elif self._open:
            element = self._open.pop()
            if not self._open:
                self._done.append(element)
        elif self._above:
            self._above.pop()

    def _named(self, name: str, is_parameter: int) -> None:
        """Add the character for an entity from an external DTD, such as `&uuml;` in DBLP."""
        if not is_parameter and (known := html5.get(f"{name};")):
            self._text(known)

    def _refuse(self, *_declaration: object) -> None:
        raise self._source.error(self._line(), "it declares XML entities, as no list of papers does; fetch it again")
