"""Filtering OpenReview's notes to the public ones: the accounts of chairs, reviewers and authors can read more.

https://docs.openreview.net/reference/api-v2/entities/note/fields: `readers` are the groups and people with access.
"""

import json
from dataclasses import replace

from linkscan.models import Response

_FIRST_CHARACTERS = set(map(chr, range(33, 127))) - set('"\\')
PRIVATE_NOTE_MARKS = tuple(
    f'"readers":{space}["{begin}'.encode()
    for begin in sorted({*(_FIRST_CHARACTERS - {"e"}), *(f"e{each}" for each in _FIRST_CHARACTERS - {"v"})})
    for space in ("", " ")
)
"""The start of `readers` in notes whose first reader does not begin like "everyone"; for `Request.no_store_if`."""


def with_public_notes(response: Response) -> Response:
    """Return a response without the notes that only the credential of this run may read."""
    if not any(mark in response.body for mark in PRIVATE_NOTE_MARKS):
        return response
    try:
        page = json.loads(response.body)
        shown = [note for note in page["notes"] if "everyone" in note.get("readers", ["everyone"])]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):  # not a list of notes
        return response
    return replace(response, body=json.dumps({**page, "notes": shown}).encode())
