"""The Open Science Framework. Shapes, statuses and limits: developer.osf.io."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.world.deposits import Deposit, State
from tests.world.messages import Handler, Reply, Request, as_json, html, redirect, text
from tests.world.quotas import Quota
from tests.world.routes import Routes


class Osf:
    """osf.io."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._nodes: dict[str, Deposit] = {}
        self._quota = Quota(100, 3600, now)
        self._routes = Routes(
            {
                "/v2/guids/{guid}/": self._guid,
                "/v2/nodes/{guid}/": self._node,
                "/v2/nodes/{guid}/files/": self._providers,
                "/v2/nodes/{guid}/children/": lambda _, guid: self._refusal(guid) or as_json({"data": []}),
                "/v2/nodes/{guid}/files/osfstorage/{folder*}": self._files,
            }
        )

    def node(self, guid: str, **facts: Any) -> Deposit:
        """Add a project; `facts` are the fields of `Deposit`."""
        self._nodes[guid] = Deposit(id=guid, **facts)
        return self._nodes[guid]

    def hosts(self) -> Mapping[str, Handler]:
        """Return the service that answers for each host."""
        return {"api.osf.io": self._api, "osf.io": self._page}

    def _api(self, request: Request) -> Reply:
        if self._quota.spend("").is_over:
            return _osf_error("Request was throttled. Expected available in 3600 seconds.", 429)
        path = request.target.partition("?")[0]
        if not path.endswith("/"):
            return redirect(f"https://api.osf.io{path}/", 301)
        answer: Reply = self._routes.answer(request, lambda _: _osf_error("Not found.", 404))
        return answer

    def _guid(self, request: Request, guid: str) -> Reply:
        if guid not in self._nodes:
            return _osf_error("Not found.", 404)
        if request.query.get("resolve", "").lower() == "false":
            return as_json({"data": {"id": guid, "type": "guids", "relationships": {}}})
        return redirect(f"https://api.osf.io/v2/nodes/{guid}/", 302)

    def _refusal(self, guid: str) -> Reply | None:
        found = self._nodes.get(guid)
        if found is None:
            return _osf_error("Not found.", 404)
        if found.state is State.DELETED:
            return _osf_error("The requested node is no longer available.", 410)
        if found.state is State.RESTRICTED:
            return _osf_error("Authentication credentials were not provided.", 401)
        return None

    def _node(self, _: Request, guid: str) -> Reply:
        return self._refusal(guid) or as_json({"data": _osf_shape(self._nodes[guid])})

    def _providers(self, _: Request, guid: str) -> Reply:
        storage = {
            "id": f"{guid}:osfstorage",
            "type": "files",
            "attributes": {"name": "osfstorage", "kind": "folder"},
        }
        return self._refusal(guid) or as_json({"data": [storage]})

    def _files(self, request: Request, guid: str, folder: str) -> Reply:
        if (refusal := self._refusal(guid)) is not None:
            return refusal
        here = f"https://api.osf.io/v2/nodes/{guid}/files/osfstorage/"
        lines = _osf_lines(self._nodes[guid], folder, here)
        number = int(request.query.get("page", 1))
        shown, rest = lines[10 * (number - 1) : 10 * number], lines[10 * number :]
        following = f"{here}{folder}?page={number + 1}" if rest else None
        return as_json({"data": shown, "links": {"next": following}, "meta": {"total": len(lines), "per_page": 10}})

    def _page(self, request: Request) -> Reply:
        guid = request.path.strip("/").partition("/")[0]
        found = self._nodes.get(guid)
        if found is None:
            return html("<title>OSF | Page not found</title>", 404)
        if found.state is State.DELETED:
            return html("<title>OSF | Resource deleted</title>", 410)
        return text("", 401) if found.state is State.RESTRICTED else html(f"<title>OSF | {found.title}</title>")


def _osf_error(detail: str, status: int) -> Reply:
    return as_json({"errors": [{"detail": detail}]}, status)


def _osf_lines(node: Deposit, folder: str, storage: str) -> list[dict[str, Any]]:
    """Return the entries of a folder; a subfolder has no size but a listing of its own."""
    inside = {path.removeprefix(folder): size for path, size in node.files.items() if path.startswith(folder)}
    folders = dict.fromkeys(path.partition("/")[0] for path in inside if "/" in path)
    return [
        *(
            {
                "type": "files",
                "attributes": {"name": name, "kind": "folder", "size": None},
                "relationships": {"files": {"links": {"related": {"href": f"{storage}{folder}{name}/"}}}},
            }
            for name in folders
        ),
        *(
            {"type": "files", "attributes": {"name": path, "kind": "file", "size": size}}
            for path, size in inside.items()
            if "/" not in path
        ),
    ]


def _osf_shape(node: Deposit) -> dict[str, Any]:
    attributes = {
        "title": node.title,
        "description": "",
        "category": node.kind,
        "public": True,
        "registration": False,
        "fork": False,
        "date_created": node.created,
        "date_modified": node.updated,
        "tags": [],
        "node_license": None,
    }
    return {
        "id": node.id,
        "type": "nodes",
        "attributes": attributes,
        "links": {"html": f"https://osf.io/{node.id}/"},
    }
