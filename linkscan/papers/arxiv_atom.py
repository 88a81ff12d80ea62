"""The Atom feed of arXiv's API: https://info.arxiv.org/help/api/user-manual.html, section 3.3.

Read with expat itself: it streams, knows its line, and lets us refuse every entity that a document declares.
That is what defusedxml would do for us; but its last release is of 2021, and none of its parsers tells lines.
"""

from collections.abc import Iterator
from xml.parsers import expat

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.identifiers import arxiv_id, doi
from linkscan.papers.latex import accents
from linkscan.papers.records import make
from linkscan.papers.source import LONGEST, Source

_ATOM = "http://www.w3.org/2005/Atom "
_ARXIV = "http://arxiv.org/schemas/atom "
_FIELDS = {
    _ATOM + "id": "id",
    _ATOM + "title": "title",
    _ATOM + "summary": "summary",
    _ATOM + "published": "published",
    _ARXIV + "doi": "doi",
}
_ERRORS = "/api/errors"


def sniff(head: str) -> bool:
    """An XML document whose first element is an Atom feed, whatever its prefix."""
    start = head.lstrip()[:4096]
    return start.startswith("<") and "http://www.w3.org/2005/Atom" in start


def load(source: Source) -> Iterator[Paper | InputError]:
    """Give the paper, or what is wrong, of each entry; raises InputError where the XML breaks off."""
    feed = _Feed(source)
    try:
        for chunk in source.chunks():
            feed.read(chunk)
            yield from feed.take()
        feed.parser.Parse("", True)
    except expat.ExpatError as error:
        yield from feed.take()
        problem = f"not XML ({expat.ErrorString(error.code)}); fetch the feed again"
        raise source.error(error.lineno, problem) from None
    yield from feed.take()


class _Feed:
    """What expat has read of a feed so far: the entries since the last look, and the one that is open."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._done: list[Paper | InputError] = []
        self._path: list[str] = []
        self._entry: dict[str, list[str]] | None = None
        self._line = 0
        self._size = 0
        self._fed = 0
        self.parser = expat.ParserCreate("utf-8", " ")  # the text is decoded already, whatever it declares
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse

    def read(self, chunk: str) -> None:
        """Read on; raises InputError when a tag has no end, which expat would wait for."""
        content = chunk.encode()
        self._fed += len(content)
        self.parser.Parse(content)
        if self._fed - self.parser.CurrentByteIndex > _LONGEST_TAG:
            raise self._source.error(self.parser.CurrentLineNumber, "a tag without end; fetch the feed again")

    def take(self) -> list[Paper | InputError]:
        """Give the entries that ended since the last call."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise self._source.error(
                self.parser.CurrentLineNumber, "nested too deeply for an Atom feed; fetch it again"
            )
        if name == _ATOM + "entry":
            self._entry, self._size = {field: [] for field in _FIELDS.values()}, 0
        elif name == _ATOM + "title" and len(self._path) == _DEPTH:
            self._line = self.parser.CurrentLineNumber

    def _text(self, text: str) -> None:
        if self._entry is None or len(self._path) < _DEPTH:
            return
        if field := _FIELDS.get(self._path[_DEPTH - 1]):
            self._entry[field].append(text)
            self._size += len(text)
            if self._size > LONGEST:
                raise self._source.error(self._line, "an entry without end; fetch the feed again")

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == _ATOM + "entry" and self._entry is not None:
            fields = {field: "".join(texts).strip() for field, texts in self._entry.items()}
            self._done.append(_paper(fields, self._source, self._line))
            self._entry = None

    def _refuse(self, *_declaration: object) -> None:
        line = self.parser.CurrentLineNumber
        raise self._source.error(line, "it declares XML entities: no feed of arXiv does; fetch it again")


_DEPTH = 3  # feed, entry, field
_DEEPEST = 64
_LONGEST_TAG = 1 << 20


def _paper(fields: dict[str, str], source: Source, line: int) -> Paper | InputError:
    if _ERRORS in fields["id"]:
        return source.error(line, f"arXiv answered with an error: {fields['summary']}; mend the query")
    arxiv = arxiv_id(fields["id"])
    return make(
        source,
        line,
        title=accents(fields["title"]),
        abstract=fields["summary"],
        given_id="" if arxiv else fields["id"],
        arxiv=arxiv,
        doi=doi(fields["doi"]),
        dates=[fields["published"]],
    )
