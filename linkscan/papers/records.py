"""A record with named fields becomes a paper, whatever its producer calls them. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers.dates import published
from linkscan.papers.identifiers import arxiv_id, doi, made_up_id
from linkscan.papers.source import Source

# Names without case, spaces and punctuation, the best first. Beside the plain ones: Zotero ("Abstract Note"),
# Web of Science ("Article Title"), IEEE Xplore ("Document Title"), Hugging Face ("summary").
_TITLES = ("title", "papertitle", "articletitle", "documenttitle", "displayname")
_ABSTRACTS = ("abstract", "summary", "abstractnote", "abstracttext", "paperabstract", "description", "text")
_IDS = ("id", "paperid", "citekey", "key", "uid")
_ARXIV_IDS = ("arxivid", "arxiv", "eprint", "id", "paperid")
_DOIS = ("doi", "doinumber")
_DATES = ("published", "publishedat", "publicationdate", "datepublished", "date", "publicationyear", "year")
_ADDRESSES = ("url", "link", "urlabs", "paperurl", "entryid", "pdfurl", "urlpdf")
_WRAPPERS = ("paper", "content", "externalids", "attributes")
"""Objects inside a record that hold its fields: Hugging Face, OpenReview, Semantic Scholar, JSON:API."""

_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which names of a record hold what; None where none does."""

    title: str | None
    abstract: str | None
    id: str | None
    arxiv_ids: tuple[str, ...]  # wherever one may be, the best first
    doi: str | None
    dates: tuple[str, ...]
    wrappers: tuple[str, ...]

    def used(self) -> set[str]:
        """List all of them: the other columns of a table need not be read."""
        single = {name for name in (self.title, self.abstract, self.id, self.doi) if name is not None}
        return single.union(self.arxiv_ids, self.dates, self.wrappers)


@lru_cache(maxsize=256)  # the records of one input have the same names, or a few sets of them
def columns(names: tuple[str, ...]) -> Columns:
    """Find the columns among `names`."""
    plain = {_PUNCTUATION.sub("", name).casefold(): name for name in reversed(names)}

    def found(wanted: Iterable[str]) -> tuple[str, ...]:
        return tuple(plain[name] for name in wanted if name in plain)

    def first(wanted: Iterable[str]) -> str | None:
        return next(iter(found(wanted)), None)

    places = found((*_ARXIV_IDS, *_ADDRESSES, *_DOIS))
    return Columns(
        first(_TITLES), first(_ABSTRACTS), first(_IDS), places, first(_DOIS), found(_DATES), found(_WRAPPERS)
    )


def is_record(value: object) -> bool:
    """Tell whether a value could be a paper: an object with a title or an abstract."""
    if not isinstance(value, dict):
        return False
    found = columns(tuple(value))
    return bool(found.title or found.abstract or found.wrappers)


def to_paper(record: Mapping[str, object], source: Source, line: int) -> Paper | InputError:
    """Make a paper of the record that begins at `line`, or say what it lacks."""
    found = columns(tuple(record))
    for wrapper in found.wrappers:
        inner = record[wrapper]
        if isinstance(inner, dict):
            record = {**inner, **record}
            found = columns(tuple(record))
    if found.abstract is None:
        return source.error(line, f'no abstract{_listed(record)}; name it "abstract" or "summary"')
    arxiv = None
    for name in found.arxiv_ids:
        if arxiv := arxiv_id(to_text(record[name])):
            break
    return make(
        source,
        line,
        title=to_text(record[found.title]) if found.title else "",
        abstract=to_text(record[found.abstract]),
        given_id=to_text(record[found.id]) if found.id else "",
        arxiv=arxiv,
        doi=doi(to_text(record[found.doi])) if found.doi else None,
        dates=[to_text(record[name]) for name in found.dates],
    )


def make(
    source: Source,
    line: int,
    *,
    title: str,
    abstract: str,
    given_id: str = "",
    arxiv: str | None = None,
    doi: str | None = None,
    dates: Sequence[str] = (),
) -> Paper | InputError:
    """Make a paper: the title on one line, the abstract as it is, an id in any case, the best of the dates."""
    title = " ".join(title.split())
    abstract = abstract.strip()
    if not abstract:
        name = f" under {title[:60]!r}" if title else ""
        return source.error(line, f"no abstract{name}; add it, or take the entry out")
    given_id = " ".join(given_id.split())
    return Paper(
        id=given_id or arxiv or doi or made_up_id(title or abstract),
        title=title,
        source=(source.place(line),),
        arxiv_id=arxiv,
        doi=doi,
        published=published(dates, arxiv),
        abstract=abstract,
    )


def to_text(value: object) -> str:
    """Read a field: text, a number, a list of texts (Crossref), or `{"value": ...}` (OpenReview)."""
    if isinstance(value, dict):
        value = value.get("value")
    if isinstance(value, str):
        return value if value.isascii() else _sound(value)
    if isinstance(value, list):
        return "\n".join(_sound(part) for part in value if isinstance(part, str))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 1 << 64 else ""  # str() refuses numbers of thousands of digits
    return ""


def _sound(text: str) -> str:
    r"""Replace half surrogate pairs: JSON can say \ud800, no file can hold it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _listed(names: Iterable[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in islice(names, 8))
    return f" among {shown}" if shown else ""
