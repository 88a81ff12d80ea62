"""Filtering OpenReview's notes to the public ones: the accounts of chairs, reviewers and authors can read more.

https://docs.openreview.net/reference/api-v2/entities/note/fields: `readers` are the groups and people with access.
"""

import json
import re

from linkscan.models import Response

_NOT_FOR_EVERYONE = re.compile(rb'"readers"\s*:\s*\[\s*(?!\s|"everyone")')


def has_private_notes(body: bytes) -> bool:
    """Return whether some note in a response may be private: "everyone" is not its first reader."""
    return _NOT_FOR_EVERYONE.search(body) is not None


def with_public_notes(response: Response) -> Response:
    """Return a response without the notes that only the credential of this run may read."""
    if not has_private_notes(response.body):
        return response
    try:
        page = json.loads(response.body)
        shown = [note for note in page["notes"] if "everyone" in note.get("readers", ["everyone"])]
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):  # not a list of notes
        return response
    return response._replace(body=json.dumps({**page, "notes": shown}).encode())
