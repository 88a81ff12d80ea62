"""Zenodo, by developers.zenodo.org; a deleted record is a 410 with a tombstone (invenio-rdm-records)."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.world.deposits import Deposit, State
from tests.world.messages import Handler, Reply, Request, as_json, html, redirect
from tests.world.quotas import Quota
from tests.world.routes import Routes


class Zenodo:
    """zenodo.org."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._records: dict[str, Deposit] = {}
        self._quotas = {"minute": Quota(60, 60, now), "hour": Quota(2000, 3600, now)}
        self._routes = Routes(
            {
                "/api/records/{number}": self._record,
                "/records/{number}": self._page,
                "/record/{number}": lambda _, number: redirect(f"https://zenodo.org/records/{number}", 301),
                "/doi/{doi*}": lambda _, doi: redirect(f"https://zenodo.org/records/{doi.rpartition('.')[2]}"),
            }
        )

    def record(self, number: int | str, **facts: Any) -> Deposit:
        """Add a record; `facts` are the fields of `Deposit`."""
        record = Deposit(id=str(number), **facts)
        self._records[record.id] = record
        if record.concept:
            self._records[record.concept] = record
        return record

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for the host."""
        return {"zenodo.org": self._answer}

    def _answer(self, request: Request) -> Reply:
        standings = [quota.spend("") for quota in self._quotas.values()]
        tightest = min(standings, key=lambda standing: standing.remaining)
        told = {
            "x-ratelimit-limit": str(tightest.limit),
            "x-ratelimit-remaining": str(tightest.remaining),
            "x-ratelimit-reset": str(int(tightest.reset)),
        }
        if any(standing.is_over for standing in standings):
            return as_json({"message": "60 per 1 minute", "status": 429}, 429, told)
        answer: Reply = self._routes.answer(request, lambda _: _zenodo_error(404, "Not found."))
        return answer.adding(told)

    def _record(self, _: Request, number: str) -> Reply:
        record = self._records.get(number)
        if record is None:
            return _zenodo_error(404, "The persistent identifier does not exist.")
        if number == record.concept:
            return redirect(f"/api/records/{record.id}", 301)
        if record.state is State.DELETED:
            grave = {"removal_reason": {"id": "spam"}, "removal_date": record.updated, "is_visible": True}
            return _zenodo_error(410, "Record deleted", tombstone=grave)
        if record.state is State.RESTRICTED:
            return _zenodo_error(403, "Permission denied.")
        return as_json(_zenodo_shape(record))

    def _page(self, _: Request, number: str) -> Reply:
        record = self._records.get(number)
        if record is None:
            return html("<title>Not found</title>", 404)
        if record.state is State.DELETED:
            return html("<title>Gone</title><h1>Gone</h1><p>The record has been deleted.</p>", 410)
        return html(f"<title>{record.title}</title>")


def _zenodo_error(status: int, message: str, **more: Any) -> Reply:
    return as_json({"status": status, "message": message, **more}, status)


def _zenodo_shape(record: Deposit) -> dict[str, Any]:
    api = f"https://zenodo.org/api/records/{record.id}"
    concept = record.concept or str(int(record.id) - 1)
    metadata: dict[str, Any] = {
        "title": record.title,
        "doi": f"10.5281/zenodo.{record.id}",
        "publication_date": record.created[:10],
        "access_right": "open",
        "resource_type": {"title": record.kind.capitalize(), "type": record.kind},
        "relations": {"version": [{"index": 0, "is_last": True}]},
    }
    if record.license:
        metadata["license"] = {"id": record.license.lower()}
    if record.supplements:
        related = {"identifier": record.supplements, "relation": "isSupplementTo", "scheme": "url"}
        metadata["related_identifiers"] = [related]
    return {
        "id": int(record.id),
        "recid": record.id,
        "conceptrecid": concept,
        "doi": f"10.5281/zenodo.{record.id}",
        "conceptdoi": f"10.5281/zenodo.{concept}",
        "created": record.created,
        "modified": record.updated,
        "updated": record.updated,
        "title": record.title,
        "metadata": metadata,
        "files": [
            {"id": name, "key": name, "size": size, "links": {"self": f"{api}/files/{name}/content"}}
            for name, size in record.files.items()
        ],
        "links": {
            "self": api,
            "self_html": f"https://zenodo.org/records/{record.id}",
            "latest": f"{api}/versions/latest",
        },
        "status": "published",
        "submitted": True,
        "stats": {"downloads": 0, "views": 0},
    }
