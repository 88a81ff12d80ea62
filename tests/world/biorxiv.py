"""bioRxiv's and medRxiv's API: https://api.biorxiv.org, /details by days or by DOI.

Pages hold 30 records (100 by the documentation); a day without posts is reported as such; `total` is too high by
`surplus` (ropensci/medrxivr#19).
"""

from collections.abc import Mapping

from tests.world.messages import Handler, Reply, Request, as_json, html
from tests.world.routes import Routes
from tests.world.works import Catalogue, Work

_PAGE = 30
_NONE: dict[str, object] = {"messages": [{"status": "no posts found"}], "collection": []}


class Biorxiv(Catalogue):
    """The preprints of both servers at api.biorxiv.org, which are the same here."""

    def __init__(self) -> None:
        super().__init__()
        self.surplus = 0
        self._routes = Routes(
            {
                "/details/{server}/{prefix}/{suffix}/na/json": self._post,
                "/details/{server}/{first}/{last}/{cursor}": self._days,
            }
        )

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"api.biorxiv.org": self._answer}

    def _answer(self, request: Request) -> Reply:
        answer: Reply = self._routes.answer(request, lambda _: html("<title>Error</title>", 404))
        return answer

    def _post(self, _request: Request, server: str, prefix: str, suffix: str) -> Reply:
        work = self.with_doi(f"{prefix}/{suffix}")
        if work is None:
            return as_json(_NONE)
        return as_json({"messages": [{"status": "ok"}], "collection": [_told(work, server)]})

    def _days(self, _request: Request, server: str, first: str, last: str, cursor: str) -> Reply:
        found = self.found("", first, last)
        page = found[int(cursor) : int(cursor) + _PAGE]
        if not page:
            return as_json(_NONE)
        message = {
            "status": "ok",
            "interval": f"{first}:{last}",
            "cursor": cursor,
            "count": len(page),
            "total": str(len(found) + self.surplus),
        }
        return as_json({"messages": [message], "collection": [_told(work, server) for work in page]})


def _told(work: Work, server: str) -> dict[str, object]:
    return {
        "doi": work.doi,
        "title": work.title,
        "date": work.day,
        "version": "1",
        "abstract": work.abstract,
        "server": server,
    }
