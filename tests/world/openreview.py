"""OpenReview's API 2: the notes of venues, page by page, for callers with a token.

Anonymous callers get a challenge page with status 200. Pages by `offset` and `limit`, at most 1,000, with a count if
there is an `offset`: uw-share-lab/openproceedings, docs/research/2026-09-27-openreview-and-
proceedings-facts.md. Notes by `id`, and by `content.title` as by any field: docs.openreview.net/reference/api-v2.
"""

import json
from collections.abc import Mapping
from typing import Any

from tests.world.messages import Handler, Reply, Request, as_json, html

_MOST = 1000
_MADE = 1_795_000_000_000  # milliseconds since the epoch


class OpenReview:
    """The notes of api2.openreview.net."""

    def __init__(self) -> None:
        self.tokens: set[str] = set()
        self._accounts: dict[str, str] = {}
        self._notes: dict[str, list[dict[str, Any]]] = {}

    def token(self) -> str:
        """Issue a token; any other is rejected."""
        self.tokens.add(token := f"openreview-{len(self.tokens):020d}")
        return token

    def account(self, name: str, password: str) -> None:
        """Open an account; its login gives a token (openreview-py 2.9.1, `login_user`)."""
        self._accounts[name] = password

    def note(self, venue: str, title: str, abstract: str = "", **content: str) -> str:
        """Add a note and return its id; `content` holds further fields."""
        notes = self._notes.setdefault(venue, [])
        values = {"title": title, "abstract": abstract, "venueid": venue, **content}
        told = {name: {"value": value} for name, value in values.items()}
        name = f"note{len(self._notes):02}{len(notes):06}"
        notes.append({"id": name, "forum": name, "cdate": _MADE, "content": told})
        return name

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"api2.openreview.net": self._answer}

    def _answer(self, request: Request) -> Reply:
        if (request.method, request.path) == ("POST", "/login"):
            return self._log_in(json.loads(request.body))
        if request.headers.get("authorization", "").removeprefix("Bearer ") not in self.tokens:
            return html("<!DOCTYPE html>\n<title>Verifying your browser | OpenReview</title>")
        query = request.query
        if request.path != "/notes" or int(query.get("limit", _MOST)) > _MOST:
            return as_json({"name": "ValidationError", "status": 400}, 400)
        notes = self._notes.get(query.get("content.venueid", ""), [])
        every = [note for venue in self._notes.values() for note in venue]
        if "id" in query:
            notes = [note for note in every if note["id"] == query["id"]]
        if "content.title" in query:
            notes = [note for note in every if note["content"]["title"]["value"] == query["content.title"]]
        start, size = int(query.get("offset", 0)), int(query.get("limit", _MOST))
        page = {"notes": notes[start : start + size]}
        return as_json(page | {"count": len(notes)} if "offset" in query else page)

    def _log_in(self, said: Mapping[str, Any]) -> Reply:
        if self._accounts.get(said["id"]) != said["password"]:
            return as_json({"name": "InvalidCredentialsError", "message": "Invalid username or password"}, 400)
        return as_json({"token": self.token(), "user": {"id": said["id"]}})
