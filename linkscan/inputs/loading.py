"""Loading papers from files, patterns, records, tables and queries to services."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from linkscan.errors import InputError
from linkscan.models import Paper
from linkscan.papers import loader
from linkscan.papers.input_file import InputFile
from linkscan.papers.keep import Keep
from linkscan.papers.records import to_paper
from linkscan.spellings import as_url
from linkscan.urls import parse_url

if TYPE_CHECKING:
    from linkscan.sources import Query

Papers: TypeAlias = str | Path | Paper | Mapping[str, Any] | Iterable[str | Path | Paper | Mapping[str, Any]]
"""A file, a pattern of files, a query such as `arxiv:2401.00001`, a paper, a record, or an iterable of them.

A DataFrame of pandas or polars is a table of records.
"""

_ACCEPTED = "paths, sources such as 'arxiv:2401.00001', Papers, records (dicts with title and abstract) or a DataFrame"


def load_papers(
    *inputs: Papers,
    format: str | None = None,  # noqa: A002 - the word of the command line
    keep: Sequence[str] | Keep = (),
    on_skip: Callable[[InputError], None] | None = None,
) -> Iterator[Paper]:
    """Yield every paper of the inputs, in their order; see `Papers` for what an input may be.

    The format of a file is detected from its content unless `format` is given. A record that cannot be read is passed
    to `on_skip` and skipped; without `on_skip` it raises InputError, as does an input in which nothing can be read.
    `keep` names columns of the input to be kept in `Paper.kept`; a `Keep` also collects which of them were found.

    >>> [paper.title for paper in load_papers("papers.jsonl")]
    ['A Tool', 'A Plan']
    >>> [paper.title for paper in load_papers([{"title": "A Tool", "abstract": "Code: github.com/lab/tool"}])]
    ['A Tool']
    """
    read_file = _Loader(format, on_skip, keep if isinstance(keep, Keep) else Keep(tuple(keep)))
    for given in inputs:
        yield from _papers(given, read_file)


def query_of(given: str) -> "Query | None":
    """Return the query in an input (`arxiv:cs.CL`, or an identifier or address of a paper), or None if it is a file.

    An existing file of that name takes precedence, except over `service:query`.

    Raises:
        InputError: The service does not understand the query, or it is an address but not of a paper.
    """
    if ":" not in given and (not any(map(str.isdecimal, given)) or Path(given).exists()):
        if given.isalnum() and not Path(given).exists():
            _refuse_bare_service(given)
        return None
    from linkscan.sources import parse_query, query_at  # noqa: PLC0415 - imports pydantic, not needed for files

    if query := parse_query(given):
        return query
    url = as_url(given)
    address = parse_url(url) if "://" in url else None
    if address is None or ("://" not in given and Path(given).exists()):
        return None
    query = query_at(address)
    if query is not None or "://" not in given:  # a file, perhaps one that is missing
        return query
    raise InputError(f"{given}: an address, not a file or query; `linkscan check {given}` examines it")


def _refuse_bare_service(given: str) -> None:
    """Raise InputError if an input is the name of a service without a query."""
    from linkscan.sources import NAMES, source_named  # noqa: PLC0415 - imports pydantic, not needed for files

    if (name := given.casefold()) in NAMES:
        examples = ", ".join(source_named(name).QUERIES)
        raise InputError(f"{given}: a service, not a file; say which papers, as in {examples}")


def split_queries(papers: Papers) -> "tuple[list[Query], Papers]":
    """Return the queries among the inputs, and the other inputs."""
    if isinstance(papers, str):
        query = query_of(papers)
        return ([query], []) if query else ([], papers)
    if not isinstance(papers, (list, tuple)):
        return [], papers
    queries: list[Query] = []
    others: list[Any] = []
    for each in papers:
        query = query_of(each) if isinstance(each, str) else None
        (queries if query else others).append(query or each)
    return queries, others


def expand(name: str) -> Sequence[str]:
    """Return the files that match a name or pattern. Raise InputError if no file matches a pattern."""
    if not has_magic(name) or Path(name).exists():
        return [name]
    names = sorted(glob(name, recursive=True))  # noqa: PTH207 - supports absolute patterns, too
    if not names:
        raise InputError(f"{name}: no file matches; check the pattern")
    return names


def _fetched(query: "Query") -> Iterator[Paper]:
    """Yield the papers of a query. Raise InputError if it was not fetched completely."""
    import asyncio  # noqa: PLC0415 - as below
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - as below

    from linkscan.inputs.feed import Feed, fetch_apart  # noqa: PLC0415 - imports the HTTP client, not needed for files
    from linkscan.settings import Settings  # noqa: PLC0415 - as above

    settings = Settings.load()
    feed = Feed((query,), datetime.now(UTC).date())
    with ThreadPoolExecutor(1) as executor:  # an event loop may already be running in this thread
        fetched = executor.submit(asyncio.run, fetch_apart(feed, settings)).result()
    yield from fetched.papers
    if fetched.problems:
        raise InputError(fetched.problems[0])


class _Loader(NamedTuple):
    """Loads files and records with one format, handler of broken records, and choice of kept columns."""

    format: str | None
    on_skip: Callable[[InputError], None] | None
    keep: Keep

    def files(self, names: Sequence[str | Path]) -> Iterator[Paper]:
        return loader.load_papers(*names, format=self.format, keep=self.keep, on_skip=self.on_skip)

    def record(self, record: Mapping[str, Any], number: int) -> Iterator[Paper]:
        plain = {str(key): _known(value) for key, value in record.items()}
        found = to_paper(plain, InputFile("records", io.BytesIO(b"{}"), self.keep), number)
        if isinstance(found, Paper):
            yield found
        elif self.on_skip is None:
            raise found
        else:
            self.on_skip(found)


def _known(value: object) -> object:
    """Return None for a missing value of pandas (NaN and NaT are not equal to themselves), else the value."""
    try:
        return None if value != value else value  # noqa: PLR0124 - that is the test
    except (TypeError, ValueError):  # an array, or pandas.NA, which has no truth value
        return value


def _papers(given: Any, load: _Loader) -> Iterator[Paper]:
    if isinstance(given, str) and (query := query_of(given)):
        yield from _fetched(query)
    elif isinstance(given, str):
        yield from load.files(expand(given))
    elif isinstance(given, Path):
        yield from load.files([given])
    else:
        for number, each in enumerate(_items(given), 1):
            if isinstance(each, Paper):
                yield each
            elif isinstance(each, Mapping):
                yield from load.record(each, number)
            elif isinstance(each, (str, Path)):
                yield from _papers(each, load)
            else:
                raise TypeError(f"linkscan takes {_ACCEPTED}; it was given {type(each).__name__}")


def _items(given: Any) -> Iterable[Any]:
    """Return the papers, records or paths in an input that is not itself a path."""
    if isinstance(given, (Paper, Mapping)):
        return [given]
    if hasattr(given, "to_dicts"):  # polars
        return list(given.to_dicts())
    if hasattr(given, "columns") and hasattr(given, "to_dict"):  # pandas
        return list(given.to_dict("records"))
    if isinstance(given, Iterable) and not isinstance(given, bytes):
        return given
    raise TypeError(f"linkscan takes {_ACCEPTED}; it was given {type(given).__name__}")
