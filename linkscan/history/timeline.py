"""Tell the history of a paper or of an address."""

import sqlite3
from dataclasses import dataclass

_CLAIMS = """
SELECT at, paper, asset, findings.stance, findings.url, findings.verdict, findings.reason, findings.sentence
FROM findings JOIN runs USING (run) JOIN claims USING (claim) JOIN papers USING (paper)
WHERE :subject IN (paper, arxiv_id, doi, findings.url, findings.found_url) OR instr(lower(title), :words)
"""
_LINKS = """
SELECT at, NULL, NULL, NULL, sightings.url, health || coalesce(', ' || content, ''), reason, NULL
FROM sightings JOIN runs USING (run)
WHERE url = :subject OR canonical = :subject OR url IN (
  SELECT findings.url FROM findings JOIN claims USING (claim) JOIN papers USING (paper)
  WHERE :subject IN (paper, arxiv_id, doi) OR instr(lower(title), :words))
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a run found and the run before had not; of a link, `paper`, `asset` and `sentence` are None."""

    at: str
    paper: str | None
    asset: str | None
    stance: str | None
    url: str | None
    state: str  # a verdict; of a link its health and content, such as `ok, placeholder`
    reason: str
    sentence: str | None


def history(book: sqlite3.Connection, subject: str) -> tuple[Entry, ...]:
    """Return every state of the claims and links that `subject` names, oldest first; several words are of a title."""
    subject = subject.encode("utf-8", "replace").decode()  # the bytes of a command line need not be text
    asked = {"subject": subject, "words": subject.lower() if " " in subject else None}
    found = [Entry(*row) for query in (_CLAIMS, _LINKS) for row in book.execute(query, asked)]
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.paper or "", entry.url or "")))
