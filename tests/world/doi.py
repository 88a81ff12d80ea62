"""DOIs: doi.org as a redirect and as an API, and DataCite.

Shapes: doi.org/the-identifier/resources/factsheets/doi-resolution-documentation (proxy REST API; code 1
is found, 100 is not), support.datacite.org/docs/api.
"""

from collections.abc import Mapping

from tests.world.messages import Handler, Reply, Request, as_json, html, redirect


class Doi:
    """The identifiers of doi.org, case-insensitive."""

    def __init__(self) -> None:
        self._targets: dict[str, str] = {}

    def identifier(self, doi: str, *, to: str) -> None:
        """Register a DOI that resolves to an address."""
        self._targets[doi.lower()] = to

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {
            "doi.org": self._resolve,
            "www.doi.org": self._resolve,
            "dx.doi.org": lambda request: redirect(f"https://doi.org{request.target}", 301),
            "api.datacite.org": self._datacite,
        }

    def _resolve(self, request: Request) -> Reply:
        path = request.path.strip("/")
        if path.startswith("api/handles/"):
            return self._handle(path.removeprefix("api/handles/"))
        target = self._targets.get(path.lower())
        return redirect(target) if target else html("<title>Error: DOI Not Found</title>", 404)

    def _handle(self, doi: str) -> Reply:
        target = self._targets.get(doi.lower())
        if target is None:
            return as_json({"responseCode": 100, "handle": doi}, 404)
        data = {"format": "string", "value": target}
        value = {"index": 1, "type": "URL", "data": data, "ttl": 86400, "timestamp": "2024-05-01T12:00:00Z"}
        return as_json({"responseCode": 1, "handle": doi, "values": [value]})

    def _datacite(self, request: Request) -> Reply:
        doi = request.path.removeprefix("/dois/").lower()
        target = self._targets.get(doi)
        if target is None:
            missing = {"status": "404", "title": "The resource you are looking for doesn't exist."}
            return as_json({"errors": [missing]}, 404)
        attributes = {"doi": doi, "url": target, "state": "findable", "titles": [{"title": doi}]}
        return as_json({"data": {"id": doi, "type": "dois", "attributes": attributes}})
