"""Render for a terminal: one thing, one line, nothing in it that a terminal would obey. Pure."""

from linkscan.models import Change, LinkResult
from linkscan.reports.escaping import plain
from linkscan.reports.labels import CHANGED, moment, steps


def evidence_line(evidence: LinkResult) -> str:
    """Write what was found behind an address."""
    content = f"{evidence.content}: {evidence.content_reason}" if evidence.content else evidence.reason
    return f"{evidence.health:<12} {plain(evidence.url)}  {plain(content)}"


def change_line(change: Change) -> str:
    """Write one difference between two runs."""
    subject = " ".join(part for part in (change.title, change.asset, change.url) if part)
    return f"{CHANGED[change.kind]:<22} {plain(subject)}  {plain(steps(change))}"


def entry_line(at: str, asset: str | None, stance: str | None, state: str, subject: str | None, reason: str) -> str:
    """Write what one run found of a claim, or of a link (then without asset and stance)."""
    claim = f"{asset} {stance}" if asset else "address"
    return f"{moment(at)}  {claim:<14} {state:<16} {plain(subject or '')}  {plain(reason)}"
