"""The columns of the three tables, defined once for all formats that have columns. Pure.

A cell is a string, a number, a boolean, a list of strings, or None if unknown. Formats without lists (CSV, xlsx) write
them as JSON.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Literal, NamedTuple, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from linkscan.errors import needs
from linkscan.models import Asset, Check, Checklist, ClaimResult, ClaimVerdict, LinkResult, Metadata, PaperResult
from linkscan.reports.escaping import valid
from linkscan.urls import parse_url

Cell: TypeAlias = str | int | bool | tuple[str, ...] | list[str] | None  # None is "unknown"
Table: TypeAlias = Literal["papers", "links", "claims"]
Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Column(Generic[Noun]):
    """A column: its name, which never changes, a function that reads it from a record, and the type of its cells.

    A `datetime` is written in ISO 8601, in UTC; a `tuple` is a list of strings.
    """

    name: str
    read: Callable[[Noun], Cell]
    kind: type[str | int | bool | datetime | tuple[str, ...]] = str


class LinkRow(NamedTuple):
    """A link and the papers that name it."""

    link: LinkResult
    papers: Sequence[str]


class ClaimRow(NamedTuple):
    """A claim and the paper that makes it."""

    paper: PaperResult
    claim: ClaimResult


def rows(table: Table, papers: Sequence[PaperResult], links: Sequence[LinkResult]) -> Iterator[dict[str, Cell]]:
    """Yield the rows of a table as dictionaries with one key per column.

    Raises:
        ValueError: There is no such table; the message lists the tables.
    """
    columns = columns_of(table, papers)
    for noun in nouns_of(table, papers, links):
        yield {column.name: _plain(column.read(noun)) for column in columns}


def nouns_of(table: Table, papers: Sequence[PaperResult], links: Sequence[LinkResult]) -> Iterable[Any]:
    """Return the records that the rows of a table are read from."""
    return _NOUNS[table](papers, links)


def columns_of(table: Table, papers: Iterable[PaperResult]) -> tuple[Column[Any], ...]:
    """Return the columns of a table: the fixed ones, then the kept columns of the input."""
    if table not in COLUMNS:
        raise ValueError(f"there is no table {table!r}; the tables are {', '.join(COLUMNS)}")
    fixed = COLUMNS[table]
    if table == "links":
        return fixed
    taken = {column.name for column in fixed}
    kept = [_kept(name, f"kept_{name}" if name in taken else name, table) for name in kept_names(papers)]
    return (*fixed, *kept)


def kept_names(papers: Iterable[PaperResult]) -> tuple[str, ...]:
    """Return the names of the kept columns of the input, in order of first appearance."""
    return tuple(dict.fromkeys(name for paper in papers for name in paper.kept))


def _kept(name: str, shown: str, table: Table) -> Column[Any]:
    if table == "papers":
        return Column(shown, lambda paper: paper.kept.get(name))
    return Column(shown, lambda row: row.paper.kept.get(name))


def _plain(cell: Cell) -> Cell:
    """Return a cell with enum members as plain strings and tuples as lists."""
    if isinstance(cell, tuple):
        return [str(item) for item in cell]
    return cell.value if isinstance(cell, StrEnum) else cell


def flat(cell: Cell) -> str | int | bool | None:
    """Return a cell for formats without lists: lists become JSON."""
    if isinstance(cell, (tuple, list)):
        return _as_json(cell) if cell else "[]"
    return cell


_as_json = json.JSONEncoder(ensure_ascii=False).encode
"""A reused encoder takes a third of the time of `json.dumps`, which builds one per call for non-default options."""


_DTYPES: Mapping[type, str] = {int: "Int64", bool: "boolean"}


def to_pandas(records: Iterable[Mapping[str, Cell]], columns: Sequence[Column[Any]]) -> Any:
    """Return rows as a `pandas.DataFrame` whose columns have the types of the table."""
    try:
        import pandas as pd  # noqa: PLC0415 - optional, installed by the caller
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(needs("to_pandas", "pandas"), name=missing.name) from None

    texts = [{name: valid(cell) if isinstance(cell, str) else cell for name, cell in row.items()} for row in records]
    frame = pd.DataFrame.from_records(texts, columns=[column.name for column in columns])
    for column in columns:
        if column.kind is datetime:
            frame[column.name] = pd.to_datetime(frame[column.name], utc=True, format="ISO8601", errors="coerce")
        elif column.kind in _DTYPES:
            frame[column.name] = frame[column.name].astype(_DTYPES[column.kind])
    return frame


def _link_rows(papers: Sequence[PaperResult], links: Sequence[LinkResult]) -> Iterable[LinkRow]:
    named_by: dict[str, list[str]] = {}
    for paper in papers:
        for url in paper.links:
            named_by.setdefault(url, []).append(paper.id)
    return (LinkRow(link, named_by.get(link.url, ())) for link in links)


def _claim_rows(papers: Sequence[PaperResult], _: Sequence[LinkResult]) -> Iterable[ClaimRow]:
    return (ClaimRow(paper, claim) for paper in papers for claim in paper.claims)


def code_url(paper: PaperResult) -> str | None:
    """Return the best address of the paper's code: where it was found, else the one that the text gives."""
    best_first = list(ClaimVerdict)
    code = [claim for claim in paper.claims if claim.asset is Asset.CODE]
    code.sort(key=lambda claim: best_first.index(claim.verdict))
    return next((url for claim in code if (url := claim.found_url or claim.url)), None)


def paper_url(paper: PaperResult) -> str | None:
    """Return the address of the paper itself: by arXiv id or DOI, else the page that its record gives."""
    if paper.arxiv_id:
        return f"https://arxiv.org/abs/{paper.arxiv_id}"
    return f"https://doi.org/{paper.doi}" if paper.doi else paper.url


def _host(url: str | None) -> str | None:
    address = parse_url(url) if url else None
    return address.host if address else None


def _earliest(paper: PaperResult) -> str | None:
    return min((claim.first_seen for claim in paper.claims if claim.first_seen), default=None)


def _latest(paper: PaperResult) -> str | None:
    return max((claim.changed_at for claim in paper.claims if claim.changed_at), default=None)


_METADATA_TYPES: Mapping[str, Any] = get_type_hints(Metadata)
_TIMES = ("created_at", "pushed_at")


def _metadata(name: str) -> Column[LinkRow]:
    def read(row: LinkRow) -> Cell:
        cell: Cell = getattr(row.link.metadata, name) if row.link.metadata else None
        return cell

    kind = get_args(_METADATA_TYPES[name])[0]
    if name in _TIMES:
        return Column(name, read, datetime)
    return Column(name, read, tuple if get_origin(kind) is tuple else kind)


def _check(name: str) -> Column[LinkRow]:
    """Return the column of one item of the checklist: true, false, or empty if unknown."""

    def read(row: LinkRow) -> Cell:
        answer: Check | None = getattr(row.link.checklist, name) if row.link.checklist else None
        return answer.is_met if answer else None

    return Column(f"check_{name}", read, bool)


def _shown_by(row: LinkRow) -> Cell:
    """Return the evidence for each item of the checklist, as a JSON object."""
    checklist = row.link.checklist
    answers = {field.name: getattr(checklist, field.name) for field in fields(Checklist)} if checklist else {}
    shown = {name: answer.shown_by for name, answer in answers.items() if answer.shown_by}
    return json.dumps(shown, ensure_ascii=False) if shown else None


PAPERS: tuple[Column[PaperResult], ...] = (
    Column("id", lambda paper: paper.id),
    Column("title", lambda paper: paper.title),
    Column("verdict", lambda paper: paper.verdict),
    Column("reason", lambda paper: paper.reason),
    Column("code_url", code_url),
    Column("paper_url", paper_url),  # spreadsheets read the arXiv id 2401.00010 as a number and drop the 0
    Column("arxiv_id", lambda paper: paper.arxiv_id),
    Column("doi", lambda paper: paper.doi),
    Column("published", lambda paper: paper.published),
    Column("venue", lambda paper: paper.venue),
    Column("claims", lambda paper: tuple(f"{c.asset} {c.stance} {c.verdict}" for c in paper.claims), tuple),
    Column("links", lambda paper: paper.links, tuple),
    Column("first_seen", _earliest, datetime),
    Column("changed_at", _latest, datetime),
    Column("source", lambda paper: paper.source, tuple),
    Column("by_hand", lambda paper: paper.by_hand, bool),
)

LINKS: tuple[Column[LinkRow], ...] = (
    Column("url", lambda row: row.link.url),
    Column("health", lambda row: row.link.health),
    Column("reason", lambda row: row.link.reason),
    Column("content", lambda row: row.link.content),
    Column("content_reason", lambda row: row.link.content_reason),
    Column("kind", lambda row: row.link.kind),
    Column("host", lambda row: row.link.host),
    Column("canonical", lambda row: row.link.canonical),
    Column("final_url", lambda row: row.link.final_url),
    Column("redirects", lambda row: tuple(hop.url for hop in row.link.redirects), tuple),
    Column("status_code", lambda row: row.link.status_code, int),
    Column("code_url", lambda row: row.link.code_url),
    Column("archive_url", lambda row: row.link.archive_url),
    Column("archived_at", lambda row: row.link.archived_at, datetime),
    Column("swhid", lambda row: row.link.swhid),
    Column("holdings", lambda row: tuple(f"{a} {j.content}" for a, j in row.link.holdings.items()), tuple),
    Column("papers", lambda row: tuple(row.papers), tuple),
    Column("origin", lambda row: row.link.origin),
    Column("raw", lambda row: row.link.raw),
    Column("repairs", lambda row: row.link.repairs, tuple),
    Column("checked_at", lambda row: row.link.checked_at, datetime),
    Column("from_cache", lambda row: row.link.from_cache, bool),
    Column("attempts", lambda row: row.link.attempts, int),
    Column("elapsed_ms", lambda row: row.link.elapsed_ms, int),
    *(_check(field.name) for field in fields(Checklist)),
    Column("checklist", _shown_by),
    *(_metadata(field.name) for field in fields(Metadata)),
)

CLAIMS: tuple[Column[ClaimRow], ...] = (
    Column("paper", lambda row: row.paper.id),
    Column("title", lambda row: row.paper.title),
    Column("asset", lambda row: row.claim.asset),
    Column("stance", lambda row: row.claim.stance),
    Column("verdict", lambda row: row.claim.verdict),
    Column("reason", lambda row: row.claim.reason),
    Column("url", lambda row: row.claim.url),
    Column("host", lambda row: _host(row.claim.found_url or row.claim.url)),
    Column("origin", lambda row: row.claim.origin),
    Column("found_url", lambda row: row.claim.found_url),
    Column("sentence", lambda row: row.claim.sentence),
    Column("first_seen", lambda row: row.claim.first_seen, datetime),
    Column("changed_at", lambda row: row.claim.changed_at, datetime),
    Column("by_hand", lambda row: row.claim.by_hand, bool),
)

COLUMNS: Mapping[Table, tuple[Column[Any], ...]] = {"papers": PAPERS, "links": LINKS, "claims": CLAIMS}
_NOUNS: Mapping[Table, Callable[[Sequence[PaperResult], Sequence[LinkResult]], Iterable[Any]]] = {
    "papers": lambda papers, _: papers,
    "links": _link_rows,
    "claims": _claim_rows,
}
