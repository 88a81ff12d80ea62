"""Render the result of an address as a line for a terminal, without control sequences. Pure."""

from linkscan.models import Content, Health, Kind, LinkResult
from linkscan.reports.escaping import log_line as plain
from linkscan.reports.times import moment


def evidence_line(evidence: LinkResult) -> str:
    """Return a line about an address: its health, or `placeholder` or `empty`, where it moved to, and the reason."""
    is_empty = evidence.content in (Content.PLACEHOLDER, Content.EMPTY)
    word = evidence.content if is_empty and evidence.content else evidence.health
    moved_to = evidence.canonical if evidence.canonical != evidence.url else evidence.final_url
    new = f" -> {plain(moved_to)}" if evidence.health is Health.MOVED and moved_to else ""
    is_known = evidence.content and (evidence.kind is not Kind.PAPER or evidence.content is not Content.UNKNOWN)
    content = f"{evidence.content}: {evidence.content_reason}" if is_known else evidence.reason
    copy = f"; copy of {moment(evidence.archived_at)}" if evidence.archived_at else "; copy"
    kept = f"{copy}: {plain(evidence.archive_url)}" if evidence.archive_url else ""
    return f"{word:<12} {plain(evidence.url)}{new}  {plain(content)}{kept}"
