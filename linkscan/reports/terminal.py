"""Render changes and ledger entries as lines for a terminal, without control sequences. Pure."""

from linkscan.models import Change
from linkscan.reports.escaping import log_line as plain
from linkscan.reports.labels import CHANGED, steps
from linkscan.reports.times import moment


def change_line(change: Change) -> str:
    """Return a line about one difference between two runs."""
    subject = " ".join(part for part in (change.title, change.asset, change.url) if part)
    return f"{CHANGED[change.kind]:<22} {plain(subject)}  {plain(steps(change))}"


def entry_line(at: str, asset: str | None, stance: str | None, state: str, subject: str | None, reason: str) -> str:
    """Return a line about what one run found for a claim, or for a link (without asset and stance)."""
    claim = f"{asset} {stance}" if asset else "address"
    return f"{moment(at)}  {claim:<14} {state:<16} {plain(subject or '')}  {plain(reason)}"
