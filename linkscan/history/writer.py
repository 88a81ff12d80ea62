"""Writing a report to the ledger."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkscan.history.diff import compare, pair
from linkscan.history.promises import deadline
from linkscan.history.reader import KnownClaim, known
from linkscan.models import Change, ClaimResult, Health, LinkResult, PaperResult
from linkscan.reports.report import Report

_RUN = "INSERT INTO runs (at, linkscan, inputs, papers, incomplete) VALUES (?, ?, ?, ?, ?)"

_PAPER = """
INSERT INTO papers (paper, title, arxiv_id, doi, first_seen, last_seen, published, venue, links)
VALUES (:paper, :title, :arxiv_id, :doi, :at, :at, :published, :venue, :links)
ON CONFLICT DO UPDATE SET title = :title, arxiv_id = coalesce(:arxiv_id, arxiv_id), doi = coalesce(:doi, doi),
  last_seen = :at, published = coalesce(:published, published), venue = coalesce(:venue, venue), links = :links
"""
_MENTION = """
INSERT INTO mentions (paper, place, url, raw, repairs, origin, is_guess)
VALUES (:paper, :place, :url, :raw, :repairs, :origin, :is_guess)
"""

_NEW_CLAIM = """
INSERT INTO claims (paper, asset, stance, url, sentence, deadline, verdict, reason, found_url,
  first_seen, last_seen, by_hand, origin)
VALUES (:paper, :asset, :stance, :url, :sentence, :deadline, :verdict, :reason, :found_url, :at, :at, :by_hand, :origin)
"""
_SAME_CLAIM = """
UPDATE claims SET stance = :stance, url = :url, sentence = :sentence, deadline = :deadline, last_seen = :at,
  origin = :origin
WHERE claim = :claim
"""
_SETTLED_CLAIM = """
UPDATE claims SET changed_at = iif(verdict = :verdict, changed_at, :at),
  verdict = :verdict, reason = :reason, found_url = :found_url, by_hand = :by_hand
WHERE claim = :claim AND :verdict <> 'unverified'
"""
_FINDING = """
INSERT OR REPLACE INTO findings
SELECT :claim, :run, :stance, :url, :sentence, :verdict, :reason, :found_url
WHERE (:stance, :url, :sentence, :verdict, :found_url) IS NOT (
  SELECT stance, url, sentence, verdict, found_url FROM findings
  WHERE claim = :claim ORDER BY run DESC LIMIT 1)
"""

_LINK = """
INSERT INTO links (url, host, health, canonical, content, archived, reason, unsettled_runs, settled_at,
  first_seen, last_seen, stars)
VALUES (:url, :host, :health, :canonical, :content, :archived, :reason, iif(:settled, 0, :requested),
  iif(:settled, :at, NULL), :at, :at, :stars)
ON CONFLICT DO UPDATE SET last_seen = :at, unsettled_runs = iif(:settled, 0, unsettled_runs + :requested)
"""
_SETTLED_LINK = """
UPDATE links SET changed_at = iif(health = :health, changed_at, :at), settled_at = iif(:settled, :at, NULL),
  health = :health, canonical = :canonical, content = :content, archived = coalesce(:archived, archived),
  reason = :reason, stars = coalesce(:stars, stars)
WHERE url = :url AND (:settled OR settled_at IS NULL)
"""
_SIGHTING = """
INSERT OR REPLACE INTO sightings
SELECT :url, :run, :health, :canonical, :content, is_archived, :reason
FROM (SELECT coalesce(:archived, archived) AS is_archived FROM links WHERE url = :url)
WHERE :requested AND (:health, :canonical, :content, is_archived) IS NOT (
  SELECT health, canonical, content, archived FROM sightings WHERE url = :url ORDER BY run DESC LIMIT 1)
"""

_CHANGE = """
INSERT INTO changes VALUES (:run, :kind, :paper, :asset, :url, :before, :after, :reason)
"""
_SHARES = "INSERT INTO shares SELECT ?, stance, verdict, count(*) FROM standing GROUP BY stance, verdict"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """The result of writing a report to the ledger."""

    since: str | None  # when a run last contained one of its papers
    changes: tuple[Change, ...]
    numbers: list[list[int]]  # the numbers of the claims of each paper, in the order of the report


def enter(connection: sqlite3.Connection, report: Report) -> LedgerEntry:
    """Write `report` in the open transaction.

    A paper that is new to the ledger is not a change here, as there is nothing to compare it with.
    """
    before = known(connection, report)
    compared = compare(before.papers, before.links, report)
    changes = tuple(change for change in compared if change.paper in before.papers)
    at, run = report.generated_at, _run(connection, report)
    links = {link.url: link for link in report.links}
    numbers = []
    for paper in report.papers:
        numbers.append(list(_enter_paper(connection, run, at, paper, before.claims.get(paper.id, ()))))
        _enter_mentions(connection, paper, links)
    for link in report.links:
        _enter_link(connection, run, at, link)
    for change in changes:
        connection.execute(_CHANGE, _bound({"run": run, **_change(change)}))
    connection.execute(_SHARES, (run,))
    return LedgerEntry(before.since, changes, numbers)


def _run(connection: sqlite3.Connection, report: Report) -> int:
    made = (report.generated_at, report.linkscan_version, json.dumps(report.inputs))
    row = connection.execute(_RUN, (*made, len(report.papers), json.dumps(report.incomplete)))
    return row.lastrowid or 0


def _enter_paper(
    connection: sqlite3.Connection, run: int, at: str, paper: PaperResult, claims: Sequence[KnownClaim]
) -> Iterator[int]:
    columns = {
        "paper": paper.id,
        "title": paper.title,
        "arxiv_id": paper.arxiv_id,
        "doi": paper.doi,
        "published": paper.published,
        "venue": paper.venue,
        "links": len(paper.links),
        "at": at,
    }
    connection.execute(_PAPER, _bound(columns))
    for before, claim in pair(claims, paper.claims):
        if claim is not None:
            yield _enter_claim(connection, paper.id, claim, before, {"at": at, "run": run})


def _enter_mentions(connection: sqlite3.Connection, paper: PaperResult, links: Mapping[str, LinkResult]) -> None:
    """Replace the addresses of a paper."""
    row = _bound({"paper": paper.id})
    connection.execute("DELETE FROM mentions WHERE paper = :paper", row)
    for place, url in enumerate(paper.links):
        link = links.get(url)
        columns = {
            "place": place,
            "url": url,
            "raw": link.raw if link else url,
            "repairs": json.dumps(link.repairs if link else ()),
            "origin": link.origin if link else "abstract",
            "is_guess": url in paper.guesses,
        }
        connection.execute(_MENTION, row | _bound(columns))


def _enter_claim(
    connection: sqlite3.Connection, paper: str, claim: ClaimResult, before: KnownClaim | None, when: dict[str, object]
) -> int:
    row = _bound(
        {
            **when,
            "paper": paper,
            "asset": claim.asset,
            "stance": claim.stance,
            "url": claim.url,
            "origin": claim.origin,
            "sentence": claim.sentence,
            "deadline": deadline(claim.sentence),
            "verdict": claim.verdict,
            "reason": claim.reason,
            "found_url": claim.found_url,
            "by_hand": int(claim.by_hand),
        }
    )
    if before is None:
        number = connection.execute(_NEW_CLAIM, row).lastrowid or 0
    else:
        number = before.number
        connection.execute(_SAME_CLAIM, row | {"claim": number})
        connection.execute(_SETTLED_CLAIM, row | {"claim": number})
    connection.execute(_FINDING, row | {"claim": number})
    return number


def _enter_link(connection: sqlite3.Connection, run: int, at: str, link: LinkResult) -> None:
    row = _bound(
        {
            "run": run,
            "at": at,
            "url": link.url,
            "host": link.host,
            "health": link.health,
            "canonical": link.canonical,
            "content": link.content,
            "archived": link.metadata.archived if link.metadata else None,
            "reason": link.reason,
            "stars": link.metadata.stars if link.metadata else None,
            "settled": link.health.is_settled,
            "requested": link.health is not Health.SKIPPED,
        }
    )
    for statement in (_LINK, _SETTLED_LINK, _SIGHTING):
        connection.execute(statement, row)


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "paper": change.paper,
        "asset": change.asset,
        "url": change.url,
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
    }


def _bound(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row without lone surrogates, which SQLite rejects and untrusted input may contain."""
    return {name: _valid(value) if isinstance(value, str) else value for name, value in row.items()}


def _valid(text: str) -> str:
    """Return a string or member of a string enum as a plain string that UTF-8 can encode."""
    return str(text) if text.isascii() else text.encode("utf-8", "replace").decode()
