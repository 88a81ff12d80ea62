"""Turn records with named fields into papers, whatever their producers call the fields. Pure."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from linkscan.code_hosts import CodeHost, HostKind, find_host
from linkscan.errors import InputError
from linkscan.models import Paper, RecordField
from linkscan.papers.columns import Columns, columns, fold, in_words
from linkscan.papers.dates import date_text, of_year_and_month, published
from linkscan.papers.identifiers import arxiv_id, doi, doi_of_address, made_up_id
from linkscan.papers.input_file import InputFile
from linkscan.papers.keep import Keep, column_of
from linkscan.papers.markup import plain_text
from linkscan.patterns import lazy_pattern

GUESSED = "guessed fields"
"""A key that modules of producers add to a record: the names of fields that were filled in by a machine."""

_LONGEST_CELL = 32_000  # characters of a kept column: a cell of Excel holds 32,767
NOTHING = frozenset(
    [
        "",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "nil",
        "-",
        "--",
        "tbd",
        "no abstract",
        "no abstract available",
        "[no abstract available]",
        "abstract not available",
        "no abstract found",
        "not available",
        *("#n/a", "#name?", "#ref!", "#value!"),  # of spreadsheets
    ]
)
_YES = ("yes", "true", "1")
_NO_TITLE = ("[no title available]", "no title available", "[no title]")
_LONGEST_NOTHING = 32
_COMMENT = lazy_pattern(r"Comments?:\s+")  # the prefix of arXiv's comment in Zotero and in arXiv's Dublin Core
_ADDRESS = lazy_pattern(r"(?i)https?://([^\s/?#]+)(\S*)")
_ADDRESS_INSIDE = lazy_pattern(r"(?i)https?://|\bwww\.|\w\.[a-z]{2,6}/")
_PDF = lazy_pattern(r"(?i)\.pdf\b|/pdf/")
_FORUM = lazy_pattern(r"https?://openreview\.net/forum\?id=([\w-]+)")
"""The `forum` of tables from OpenReview's console: openreview-web, ProgramChairConsole/PaperStatusMenuBar.js."""
_OF_PAPERS = ("abstract", "abstractnote", "abstracttext")
_SUMMARY = "summary"
_DESCRIPTIONS = ("description", "text")
_NAMES = ("name", "displayname")  # of any things
_PUBLICATION = "publication"  # of a tool, under which catalogues list what to cite
_SEVERAL = 2  # names of columns
_PAGES_OF_SITES = (".github.io", ".gitlab.io")


def is_record(value: object) -> bool:
    """Return whether a value is the record of a paper: it has an abstract, or a title and other fields of papers."""
    if not isinstance(value, dict | Mapping):  # testing for dict first is much faster
        return False
    names = tuple(value)
    found = columns(names)
    if _are_of_papers(names):
        for name in (found.title, found.abstract):
            if name is not None and (isinstance(each := value[name], str | list) or _is_wrapped(each)):
                return True
    elif found.title is not None and found.is_bibliographic and _leads_to_paper(value, found):
        return isinstance(value[found.title], str | list) or _is_wrapped(value[found.title])
    return any(is_record(value[name]) for name in found.wrappers)


def _leads_to_paper(value: Mapping[str, object], found: Columns) -> bool:
    """Return whether an address leads to arXiv or is a DOI; in a record without a text, a PDF or code counts too."""
    addresses = [to_text(value[name]) for name in found.pages]
    if any(arxiv_id(each) or doi(each) for each in addresses):
        return True
    if found.abstract or found.is_of_others or found.is_of_writings or found.is_of_events:
        return False
    assets = (to_text(value[name]) for name, asset in found.fields if asset)
    return any(_PDF.search(each) for each in addresses) or any(_ADDRESS_INSIDE.search(each) for each in assets)


def _is_wrapped(value: object) -> bool:
    return isinstance(value, Mapping) and "value" in value


@lru_cache(maxsize=256)  # the records of one input share a few sets of names
def _are_of_papers(names: tuple[str, ...]) -> bool:
    return names_papers(columns(names))


def names_papers(found: Columns) -> bool:
    """Return whether these columns are those of papers rather than of other things.

    An "abstract" is enough, and so is a "title" with a "summary"; a name, a text or a description needs another column
    of papers, such as authors or a DOI. Records with a director, a price or dependencies are something else, and so are
    records with an excerpt or a room, unless they have a venue or an identifier of papers.

    >>> [names_papers(columns(names)) for names in (("abstract",), ("name", "text"), ("title", "doi"))]
    [True, False, True]
    """
    told = fold(found.abstract or "")
    if told.endswith(_OF_PAPERS) or (found.doi is not None and (found.title is not None or bool(told))):
        return True
    if found.is_of_others or found.title is None:
        return not found.is_of_others and bool(told) and found.venue is not None
    if fold(found.title) in _NAMES:
        return found.venue is not None and fold(found.venue) != _PUBLICATION and not found.is_of_events
    return found.is_scholarly or _names_titles(found, told)


def _names_titles(found: Columns, told: str) -> bool:
    """Return whether titles are those of papers, given authors, or else only a date or a summary.

    Posts and books have authors too, and events and pages have dates, but also columns that papers do not have. Books
    of a catalogue have a description, no date and no page of their own.
    """
    if found.is_of_writings or found.is_authored or found.is_of_events:
        is_book = found.is_of_catalogue and told in _DESCRIPTIONS and not (found.is_dated or found.pages)
        return found.is_authored and not found.is_of_writings and not is_book
    if told == _SUMMARY:
        return found.is_dated or bool(found.pages) or not found.has_unknown
    return found.is_dated and not told


def names_table(found: Columns) -> bool:
    """Return whether these columns are those of a table of papers, in which a title and a text are enough."""
    if names_papers(found):
        return True
    if found.title is None or fold(found.title) in _NAMES or found.is_of_others:
        return False
    return not (found.is_of_writings or found.is_of_events) and (found.abstract is not None or found.is_bibliographic)


def begins_table(cells: Sequence[str]) -> bool:
    """Return whether a row amid others holds names of columns: of a table of papers, and not one alone, as rows do."""
    found = columns(tuple(in_words([cell.strip() for cell in cells if cell])))
    known = sum(name is not None for name in (found.title, found.abstract, found.id, found.doi))
    return known + found.is_bibliographic >= _SEVERAL and names_table(found)


def to_paper(record: Mapping[str, object], source: InputFile, line: int) -> Paper | InputError:
    """Return the paper of the record that begins at `line`, or an error that says what is missing."""
    found = columns(tuple(record))
    for wrapper in found.wrappers:
        inner = record[wrapper]
        if isinstance(inner, Mapping):
            record = {**inner, **record}
            found = columns(tuple(record))
    if found.deletion and _cell(record[found.deletion]).casefold() in _YES:
        return source.error(line, "a record that is marked as deleted; it is left out")
    abstract = _told(record[found.abstract]) if found.abstract else ""
    title = plain_text(to_text(record[found.title])) if found.title else ""
    title = "" if title.casefold() in _NO_TITLE else title
    if not title and not abstract:
        return source.error(line, _untitled(record, found))
    pages = _pages_of(record, found.pages) if found.pages else ()
    arxiv = _arxiv_of(record, found, pages)
    page = next((each.text for each in pages if each.parts), None) if pages else None
    title, abstract = " ".join(title.split()), abstract.strip()
    given_id, forum = _given_id(record[found.id]) if found.id else ("", None)
    number = doi(to_text(record[found.doi])) if found.doi else None
    if number is None and pages:
        number = next((told for each in pages if each.parts and (told := doi_of_address(each.text))), None)
    return Paper(
        id=given_id or arxiv or number or made_up_id(title or abstract),
        title=title,
        source=(source.place(line),),
        arxiv_id=arxiv,
        doi=number,
        published=published(_dates(record, found), arxiv),
        venue=(" ".join(_told(record[found.venue]).split()) or None) if found.venue else None,
        url=page or forum,
        kept=_kept(record, found, source.keep) if source.keep else {},
        abstract=abstract,
        fields=_fields(record, found, pages) if found.fields or pages else (),
    )


def _given_id(value: object) -> tuple[str, str | None]:
    """Return the ID that a record gives itself, or "", and the address of a forum of OpenReview that stood for it."""
    text = " ".join(to_text(value).split())
    if "/" in text and (forum := _FORUM.fullmatch(text)):
        return forum[1], text
    return "" if text.casefold() in NOTHING else text, None


class _Page(NamedTuple):
    """A column that may hold the address of the paper's own page; `parts` are its site and path."""

    name: str
    text: str
    parts: "re.Match[str] | None"


def _pages_of(record: Mapping[str, object], names: Iterable[str]) -> Sequence[_Page]:
    return [_Page(name, text, _ADDRESS.match(text)) for name in names if (text := to_text(record[name]).strip())]


def _arxiv_of(record: Mapping[str, object], found: Columns, pages: Sequence[_Page]) -> str | None:
    """Return the first arXiv ID in any column that may contain one: IDs, DOIs and addresses."""
    for name in found.arxiv_ids:
        if number := arxiv_id(to_text(record[name])):
            return number
    for page in pages:
        if number := arxiv_id(page.text):
            return number
    return None


def make(
    source: InputFile, line: int, *, title: str, abstract: str, arxiv: str | None = None, doi: str | None = None
) -> Paper:
    """Return a paper from a title and an abstract without other fields; the title is put on one line."""
    title, abstract = " ".join(title.split()), abstract.strip()
    return Paper(
        id=arxiv or doi or made_up_id(title or abstract),
        title=title,
        source=(source.place(line),),
        arxiv_id=arxiv,
        doi=doi,
        published=published((), arxiv),
        abstract=abstract,
    )


def to_text(value: object) -> str:
    """Return the text of a field: text, a number, a list of texts (Crossref), or `{"value": ...}` (OpenReview)."""
    if isinstance(value, str):
        return value if value.isascii() else _sound(value)
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return to_text(
            next((value[name] for name in ("value", "url", "URL", "href", "#text", "text") if name in value), None)
        )
    if isinstance(value, list):
        return "\n".join(text for part in value if isinstance(part, str | Mapping) and (text := to_text(part)))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 1 << 64 else ""  # str() raises for numbers with thousands of digits
    return ""


def _told(value: object) -> str:
    """Return a text without markup, or nothing if it only says that there is none."""
    text = to_text(value)
    if len(text) < _LONGEST_NOTHING and text.strip().casefold() in NOTHING:
        return ""
    return plain_text(text)


def _dates(record: Mapping[str, object], found: Columns) -> list[str]:
    told = [_date(record[name]) for name in found.dates]
    if not found.parts[0]:
        return told
    year, month, day = (to_text(record[name]) if name else "" for name in found.parts)
    return [of_year_and_month(year, month, day), *told] if year else told


def _date(value: object) -> str:
    return value if isinstance(value, str) else date_text(value)


def _fields(record: Mapping[str, object], found: Columns, pages: Sequence[_Page]) -> tuple[RecordField, ...]:
    """Return the fields other than the abstract, including the paper's page if it is on a host of code or data."""
    guessed = record.get(GUESSED, ())
    fields = [
        RecordField(
            name,
            _COMMENT.sub("", text) if "omment" in text else text,
            asset,
            is_guess=isinstance(guessed, tuple) and name in guessed,
        )
        for name, asset in found.fields
        if (value := record[name]) and (text := _told(value).strip()) and (asset is None or "." in text)
    ]
    for page in pages:
        if page.parts and _holds_code(page.parts[1], page.parts[2]) and all(page.text != each.text for each in fields):
            fields.append(RecordField(page.name, page.text))
    return tuple(fields)


def _holds_code(site: str, path: str) -> bool:
    """Return whether a place is a repository, a deposit, a package or a project page."""
    host = _host_of(site)
    if isinstance(host, bool):
        return host
    return host.path.fullmatch(path) is not None and (host.kind is not HostKind.HUB or not path.startswith("/papers/"))


@lru_cache(maxsize=1024)
def _host_of(site: str) -> CodeHost | bool:
    """Return the host of code or data for a site, True for hosts of project pages, else False."""
    name = site.casefold().removeprefix("www.")
    return name.endswith(_PAGES_OF_SITES) or find_host(name) or False


def _kept(record: Mapping[str, object], found: Columns, keep: Keep) -> dict[str, str]:
    """Return the columns to keep, under the names that the user gave or else their own."""
    named = keep.meet(record)
    if keep.is_all:
        shown = {found.title, found.abstract, found.id, GUESSED, *found.wrappers}
        cells = ((name, _cell(value)) for name, value in record.items() if name not in shown)
    else:
        cells = ((name, _cell(record[column])) for name in keep.names if (column := column_of(name, named)) is not None)
    return {name: cell for name, cell in cells if cell}


def _cell(value: object) -> str:
    """Return a value as the text of a cell, with lists joined by semicolons and people as full names."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, int | float):
        text = str(value) if not isinstance(value, int) or abs(value) < 1 << 64 else ""
    elif isinstance(value, list | tuple):
        text = "; ".join(cell for part in islice(value, 1000) if (cell := _cell(part)))
    elif isinstance(value, Mapping):
        text = _object(value)
    else:
        text = ""
    return " ".join(_sound(plain_text(text))[:_LONGEST_CELL].split())


def _object(value: Mapping[str, object]) -> str:
    """Return the text of `{"value": ...}`, a person, or any other object."""
    for name in ("value", "name", "display_name", "fullname", "full_name", "text"):
        if name in value:
            return _cell(value[name])
    if "family" in value or "lastName" in value:
        names = (value.get("given", value.get("firstName")), value.get("family", value.get("lastName")))
        return " ".join(_cell(part) for part in names if part)
    try:
        return json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""


def _sound(text: str) -> str:
    r"""Return a text without lone surrogates, which JSON can express (\ud800) but UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _untitled(record: Mapping[str, object], found: Columns) -> str:
    """Return what a record without title and abstract lacks; below merged cells, a row belongs to the one above."""
    if named := [name for name in (found.title, found.abstract) if name is not None]:
        empty = " and ".join(repr(name[:40]) for name in named)
        return f"no title and no abstract: nothing in {empty}; fill it in, unless this belongs to the record above"
    return f'no title and no abstract{_listed(record)}; name them "title" and "abstract"'


def _listed(names: Iterable[str]) -> str:
    shown = ", ".join(repr(name[:40]) for name in islice(names, 8))
    return f" among {shown}" if shown else ""
