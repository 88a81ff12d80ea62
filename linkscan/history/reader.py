"""Queries on the ledger: what is known about the papers and links of a report, and the history of one of them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from linkscan.models import (
    Asset,
    Change,
    ChangeKind,
    ClaimResult,
    ClaimVerdict,
    Content,
    Health,
    LinkResult,
    Metadata,
    PaperResult,
    Stance,
    TrendPoint,
)
from linkscan.reports.report import Report

_PAPERS = """
SELECT paper, title, last_seen FROM papers WHERE paper IN (SELECT value FROM json_each(?))
"""
_CLAIMS = """
SELECT paper, asset, stance, url, sentence, verdict, reason, found_url, first_seen, changed_at, claim, by_hand
FROM standing WHERE paper IN (SELECT value FROM json_each(?)) ORDER BY claim
"""
_LINKS = """
SELECT url, host, health, canonical, content, archived, reason
FROM links WHERE url IN (SELECT value FROM json_each(?))
"""
_CHANGES = """
SELECT kind, paper, title, asset, url, before, after, reason, at
FROM changes JOIN papers USING (paper) JOIN runs USING (run)
WHERE paper IN (SELECT value FROM json_each(?)) AND at < ? ORDER BY run DESC, changes.rowid LIMIT ?
"""
_SHARES = """
SELECT at, stance, verdict, claims FROM shares JOIN runs USING (run)
WHERE run IN (SELECT max(run) FROM runs GROUP BY substr(at, 1, 10)) ORDER BY run
"""


REMEMBERED = 100
"""Maximum changes of earlier runs in a report, for its Atom feed: more than a reader misses during a holiday."""


@dataclass(frozen=True, slots=True)
class KnownClaim(ClaimResult):
    """A claim in the ledger, with its number and last settled verdict."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier runs found for the papers and links of a report, by id and by URL."""

    papers: Mapping[str, PaperResult]
    claims: Mapping[str, tuple[KnownClaim, ...]]
    links: Mapping[str, LinkResult]  # with their last settled health
    since: str | None  # when a run last contained one of the papers


def known(connection: sqlite3.Connection, report: Report) -> Known:
    """Return what the ledger knows about the papers and links in `report`."""
    ids = _array(paper.id for paper in report.papers)
    claims: dict[str, list[KnownClaim]] = {}
    for paper, *columns in connection.execute(_CLAIMS, (ids,)):
        claims.setdefault(paper, []).append(_claim(*columns))
    rows = connection.execute(_PAPERS, (ids,)).fetchall()
    urls = _array(link.url for link in report.links)
    return Known(
        papers={paper: PaperResult(paper, title, claims=tuple(claims.get(paper, ()))) for paper, title, _ in rows},
        claims={paper: tuple(some) for paper, some in claims.items()},
        links={columns[0]: _link(*columns) for columns in connection.execute(_LINKS, (urls,))},
        since=max((last_seen for *_, last_seen in rows), default=None),
    )


def earlier(connection: sqlite3.Connection, report: Report) -> tuple[Change, ...]:
    """Return the changes to the papers of `report` in earlier runs, newest first, at most `REMEMBERED`."""
    parameters = (_array(paper.id for paper in report.papers), report.generated_at, REMEMBERED)
    return tuple(_change(*columns) for columns in connection.execute(_CHANGES, parameters))


def trend(connection: sqlite3.Connection) -> tuple[TrendPoint, ...]:
    """Return the counts of claims after the last run of each day, oldest first."""
    points: dict[str, dict[Stance, dict[ClaimVerdict, int]]] = {}
    for at, stance, verdict, count in connection.execute(_SHARES):
        counts = points.setdefault(at, {stance: dict.fromkeys(ClaimVerdict, 0) for stance in Stance})
        counts[Stance(stance)][ClaimVerdict(verdict)] = count
    return tuple(TrendPoint(at, counts) for at, counts in points.items())


def _claim(  # noqa: PLR0913, PLR0917 - the columns of _CLAIMS, in their order
    asset: str,
    stance: str,
    url: str | None,
    sentence: str,
    verdict: str,
    reason: str,
    found_url: str | None,
    first_seen: str,
    changed_at: str | None,
    number: int,
    by_hand: int | None,
) -> KnownClaim:
    return KnownClaim(
        Asset(asset),
        Stance(stance),
        url,
        sentence,
        ClaimVerdict(verdict),
        reason,
        found_url,
        first_seen,
        changed_at,
        by_hand=bool(by_hand),
        number=number,
    )


def _change(kind: str, paper: str, title: str, asset: str | None, *columns: Any) -> Change:
    return Change(ChangeKind(kind), paper, title, Asset(asset) if asset else None, *columns)


def _link(
    url: str,
    host: str,
    health: str,
    canonical: str,
    content: str | None,
    archived: int | None,
    reason: str,
) -> LinkResult:
    return LinkResult(
        url,
        url,
        canonical=canonical,
        host=host,
        health=Health(health),
        reason=reason,
        content=Content(content) if content else None,
        metadata=Metadata(archived=bool(archived)) if archived is not None else None,
    )


def _array(values: Iterable[str]) -> str:
    """Return strings as a JSON array, which is one parameter to SQLite, however many there are."""
    return json.dumps(list(values))


_CLAIM_HISTORY = """
SELECT at, paper, asset, findings.stance, findings.url, findings.verdict, findings.reason, findings.sentence
FROM findings JOIN runs USING (run) JOIN claims USING (claim) JOIN papers USING (paper)
WHERE :subject COLLATE NOCASE IN (paper, arxiv_id, doi, findings.url, findings.found_url) OR instr(lower(title), :words)
"""
_LINK_HISTORY = """
SELECT at, NULL, NULL, NULL, sightings.url, health || coalesce(', ' || content, ''), reason, NULL
FROM sightings JOIN runs USING (run)
WHERE :subject COLLATE NOCASE IN (url, canonical) OR url IN (
  SELECT findings.url FROM findings JOIN claims USING (claim) JOIN papers USING (paper)
  WHERE :subject COLLATE NOCASE IN (paper, arxiv_id, doi) OR instr(lower(title), :words))
"""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A state that a run found and the one before had not; for a link, `paper`, `asset` and `sentence` are None."""

    at: str
    paper: str | None
    asset: str | None
    stance: str | None
    url: str | None
    state: str  # a verdict, or the health and content of a link, such as `ok, placeholder`
    reason: str
    sentence: str | None


def history(connection: sqlite3.Connection, subject: str) -> tuple[HistoryEntry, ...]:
    """Return every state of the claims and links that `subject` names, oldest first.

    A subject of several words is searched for in the titles, too.
    """
    subject = subject.encode("utf-8", "replace").decode()  # command-line arguments may contain lone surrogates
    parameters = {"subject": subject, "words": subject.lower() if " " in subject else None}
    found = [
        HistoryEntry(*row) for query in (_CLAIM_HISTORY, _LINK_HISTORY) for row in connection.execute(query, parameters)
    ]
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.paper or "", entry.url or "")))
