"""OpenReview's notes: which of them everyone may read. Its chairs, reviewers and authors are shown more.

https://docs.openreview.net/reference/api-v2/entities/note/fields: `readers` are the groups and people that may.
"""

import json
from dataclasses import replace

from linkscan.models import Response

_BEGINS = set(map(chr, range(33, 127))) - set('"\\')
PRIVATE_NOTE_MARKS = tuple(
    f'"readers":{space}["{begin}'.encode()
    for begin in sorted({*(_BEGINS - {"e"}), *(f"e{each}" for each in _BEGINS - {"v"})})
    for space in ("", " ")
)
"""How a note that not everyone may read begins to say who may; for `Request.no_store_if`."""


def with_public_notes(response: Response) -> Response:
    """Return an answer without the notes that only the credential of this run may read."""
    if not any(mark in response.body for mark in PRIVATE_NOTE_MARKS):
        return response
    try:
        page = json.loads(response.body)
        shown = [note for note in page["notes"] if "everyone" in note.get("readers", ["everyone"])]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):  # then it is no such answer
        return response
    return replace(response, body=json.dumps({**page, "notes": shown}).encode())
