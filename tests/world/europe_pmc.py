"""Europe PMC's search: https://europepmc.org/RestfulWebService.

`resultType=core` includes the abstract; pages of up to 1,000 follow `nextCursorMark`, which stays the same at the end.
"""

import re
from collections.abc import Mapping

from tests.world.messages import Handler, Reply, Request, as_json, html
from tests.world.works import Catalogue, Work, error, next_cursor, page_after

_MOST = 1000
_SINCE = re.compile(r"\((?P<words>.*)\) AND FIRST_IDATE:\[(?P<first>[\d-]+) TO (?P<last>[\d-]+)\]")


class EuropePmc(Catalogue):
    """The search at www.ebi.ac.uk."""

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"www.ebi.ac.uk": self._answer}

    def _answer(self, request: Request) -> Reply:
        if request.path != "/europepmc/webservices/rest/search":
            return html("<title>EMBL-EBI: Not found</title>", 404)
        query = request.query
        size = int(query.get("pageSize", 25))
        if query.get("format") != "json" or not 1 <= size <= _MOST:
            return error(400, errCode=400, errMsg="Invalid parameter")
        since = _SINCE.fullmatch(query["query"])
        found = self.found(**since.groupdict()) if since else self.found(query["query"])
        cursor = query.get("cursorMark", "*")
        page = page_after(found, cursor, size)
        told = {"version": "6.9", "hitCount": len(found), "request": {"queryString": query["query"]}}
        following = next_cursor(found, cursor, size) if page else cursor
        return as_json({**told, "nextCursorMark": following, "resultList": {"result": [_told(work) for work in page]}})


def _told(work: Work) -> dict[str, object]:
    return {
        "id": f"PPR{work.number}",
        "source": "PPR",
        "doi": work.doi,
        "title": work.title,
        "abstractText": f"<h4>Abstract</h4>{work.abstract}",
        "pubYear": work.day[:4],
        "firstPublicationDate": work.day,
    }
