"""figshare. Shapes and statuses: docs.figshare.com (articles); what is not public is a 404."""

from collections.abc import Mapping
from typing import Any

from tests.world.deposits import Deposit, State
from tests.world.messages import Handler, Reply, Request, as_json, html
from tests.world.routes import Routes


class Figshare:
    """figshare.com."""

    def __init__(self) -> None:
        self._articles: dict[str, Deposit] = {}
        self._api = Routes({"/v2/articles/{number}": self._article, "/v2/articles/{number}/files": self._files})
        self._web = Routes(
            {
                "/articles/{kind}/{title}/{number}": self._page,
                "/articles/{kind}/{title}/{number}/{version}": self._page,
            }
        )

    def article(self, number: int | str, **facts: Any) -> Deposit:
        """Add an article; `facts` are the fields of `Deposit`."""
        self._articles[str(number)] = Deposit(id=str(number), **facts)
        return self._articles[str(number)]

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {
            "api.figshare.com": lambda request: self._api.answer(request, lambda _: _figshare_missing("Entity")),
            "figshare.com": lambda request: self._web.answer(request, lambda _: html("<title>404</title>", 404)),
        }

    def _find(self, number: str) -> Deposit | None:
        found = self._articles.get(number)
        return found if found and found.state is State.OPEN else None

    def _article(self, _: Request, number: str) -> Reply:
        found = self._find(number)
        return _figshare_missing(f"Article {number}") if found is None else as_json(_figshare_shape(found))

    def _files(self, request: Request, number: str) -> Reply:
        found = self._find(number)
        if found is None:
            return _figshare_missing(f"Article {number}")
        return as_json(_figshare_files(found)[: int(request.query.get("page_size", 10))])

    def _page(self, _: Request, number: str, **_more: str) -> Reply:
        found = self._find(number)
        return html("<title>404</title>", 404) if found is None else html(f"<title>{found.title}</title>")


def _figshare_missing(what: str) -> Reply:
    return as_json({"message": f"{what} not found", "code": "EntityNotFound"}, 404)


def _figshare_shape(article: Deposit) -> dict[str, Any]:
    return {
        "id": int(article.id),
        "title": article.title,
        "doi": f"10.6084/m9.figshare.{article.id}.v1",
        "url": f"https://api.figshare.com/v2/articles/{article.id}",
        "url_public_html": f"https://figshare.com/articles/{article.kind}/_/{article.id}",
        "published_date": article.created,
        "modified_date": article.updated,
        "created_date": article.created,
        "defined_type_name": article.kind,
        "status": "public",
        "is_public": True,
        "is_embargoed": False,
        "embargo_date": None,
        "is_metadata_record": False,
        "version": 1,
        "license": {"value": 1, "name": article.license or "CC BY 4.0", "url": ""},
        "references": [article.supplements] if article.supplements else [],
        "files": _figshare_files(article)[:10],
        "folder_structure": {str(n): path.rpartition("/")[0] for n, path in enumerate(article.files) if "/" in path},
    }


def _figshare_files(article: Deposit) -> list[dict[str, Any]]:
    return [
        {"id": n, "name": path.rpartition("/")[2], "size": size, "is_link_only": False}
        for n, (path, size) in enumerate(article.files.items())
    ]
