"""Papers of earlier runs that are worth examining again, with their readings of that time."""

import json
import sqlite3
from collections.abc import Iterable

from linkscan.models import Asset, Claim, Link, PaperRef, Reading, Stance

SOURCE = "ledger"
"""The source of a paper that is not in any input of the run."""

_PROMISED = "standing.stance = 'promised' AND standing.verdict <> 'available'"
# Whether a claim that could never be judged is worth trying again: one with an address for three runs; one without,
# whose look-ups were not answered, for thirty days.
_UNJUDGED = """
standing.verdict = 'unverified' AND (
  standing.url IS NOT NULL AND links.settled_at IS NULL AND links.unsettled_runs < 3
  OR standing.url IS NULL AND julianday((SELECT max(at) FROM runs)) - julianday(standing.first_seen) < 30)
"""
_PAPERS = """
SELECT paper, title, arxiv_id, doi, published, venue FROM papers
WHERE paper IN (SELECT standing.paper FROM standing LEFT JOIN links USING (url) WHERE {wanted})
  AND (papers.links IS NOT NULL OR NOT EXISTS (
    SELECT * FROM standing WHERE standing.paper = papers.paper AND standing.url IS NULL))
ORDER BY first_seen, paper
"""
_CLAIMS = "SELECT asset, stance, url, origin, sentence FROM standing WHERE paper = ? ORDER BY claim"
_LINKS = "SELECT url, raw, repairs, origin, is_guess FROM mentions WHERE paper = ? ORDER BY place"


def open_papers(connection: sqlite3.Connection) -> tuple[tuple[PaperRef, Reading], ...]:
    """Return the papers with an open promise, or a claim that could not be judged so far, oldest first."""
    return _papers(connection, f"{_PROMISED} OR {_UNJUDGED}")


def unjudged_papers(connection: sqlite3.Connection) -> tuple[tuple[PaperRef, Reading], ...]:
    """Return the papers with a claim that could not be judged so far, oldest first."""
    return _papers(connection, _UNJUDGED)


def _papers(connection: sqlite3.Connection, wanted: str) -> tuple[tuple[PaperRef, Reading], ...]:
    return tuple(
        (
            PaperRef(paper, title, (SOURCE,), arxiv_id, doi, published, venue=venue),
            _reading(connection.execute(_CLAIMS, (paper,)).fetchall(), connection.execute(_LINKS, (paper,)).fetchall()),
        )
        for paper, title, arxiv_id, doi, published, venue in connection.execute(
            _PAPERS.format(wanted=wanted)
        ).fetchall()
    )


def _reading(claims: Iterable[tuple[str, ...]], links: Iterable[tuple[str, ...]]) -> Reading:
    """Return the reading of a paper from its rows; one last written with schema 2 has only the links of claims."""
    rows = tuple(links)
    found = {url: Link(url, raw, tuple(json.loads(repairs)), origin=origin) for url, raw, repairs, origin, _ in rows}
    stored = tuple(
        Claim(Asset(asset), Stance(stance), url, origin=origin, sentence=sentence)
        for asset, stance, url, origin, sentence in claims
    )
    for claim in stored:
        if claim.url is not None:
            found.setdefault(claim.url, Link(claim.url, claim.url, origin=claim.origin))
    return Reading(tuple(found.values()), stored, frozenset(url for url, *_, is_guess in rows if is_guess))
