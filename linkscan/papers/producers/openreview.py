"""OpenReview notes: https://docs.openreview.net/reference/api-v2/entities/note. Version 2 wraps each value.

Code, data and supplements are fields of the submission form; attachments are served under the ID of the note.
"""

from collections.abc import Mapping
from typing import Any

from linkscan.papers.columns import fold
from linkscan.papers.producers.shape import told

_ATTACHMENT = "https://openreview.net/attachment?id={}&name={}"
_DATES = ("pdate", "odate", "cdate", "tcdate")
_OF_PAPERS = frozenset(["abstract", "authors", "authorids", "pdf", "keywords", "venue", "venueid"])


def knows(names: frozenset[str]) -> bool:
    return "content" in names and bool(
        names & {"forum", "invitation", "invitations", "cdate", "tcdate", "signatures", "replyto"}
    )


def fields(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    content = record.get("content")
    if not isinstance(content, Mapping) or "title" not in content or not _OF_PAPERS & content.keys():
        return None  # a review, a decision or a comment; these have titles too
    number = str(record.get("id") or record.get("forum") or "")
    said = {name: _value(name, value, number) for name, value in content.items()}
    venue = said.get("venue") or said.get("venueid")
    rest = {name: record[name] for name in ("number", "forum") if name in record}
    return (
        rest
        | said
        | told(
            id=number,
            published=next((record[name] for name in _DATES if record.get(name)), None),
            venue=venue,
            url=f"https://openreview.net/forum?id={record.get('forum') or number}" if number else None,
        )
    )


def _value(name: str, value: object, number: str) -> object:
    """Return a value without its wrapper; the path of an attachment becomes a URL."""
    told_value = value.get("value") if isinstance(value, Mapping) else value
    if isinstance(told_value, str) and told_value.startswith("/"):
        return _ATTACHMENT.format(number, name) if fold(name) != "pdf" else f"https://openreview.net/pdf?id={number}"
    return told_value
