"""Services that search with words and answer in JSON pages: Europe PMC, Crossref, OpenAlex, Semantic Scholar, bioRxiv.

Each is a `Service`: how its first page is asked for, how one page leads to the next. The flow is the same for all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pydantic import BaseModel

from linkscan.http.responses import read_json
from linkscan.models import ANY_TOKEN, Request, Response
from linkscan.plurals import counted
from linkscan.sources.base import PaperCollector, SourceFlow, Window, problem_of, read_page, undocumented, unreadable

_LONGEST = 1 << 25  # bytes of one page


@dataclass(frozen=True, slots=True)
class NextPage:
    """What a page tells of the next one: how many records it holds, and the parameters of the next (None: no more)."""

    records: int
    parameters: Mapping[str, str] | None
    url: str | None = None  # where the next page has an address of its own


@dataclass(frozen=True, slots=True)
class Service:
    """One paged search: `shape` is the schema of a page, `next_page` reads what leads to the next."""

    name: str
    url: str
    shape: type[BaseModel]
    next_page: Callable[[BaseModel, int], NextPage]
    no_store_if: tuple[bytes, ...] = ()
    shown: Callable[[Response], Response] = lambda response: response  # what of a page is everybody's to read


def read_pages(service: Service, parameters: Mapping[str, str], origin: str, window: Window) -> SourceFlow:
    """Return the flow that reads page after page until there is no more, the limit is reached or one fails."""
    collected = PaperCollector(window.limit)
    url, read = service.url, 0
    while True:
        target = f"{url}?{urlencode(parameters)}" if parameters else url
        (response,) = yield [Request(target, max_body=_LONGEST, auth=ANY_TOKEN, no_store_if=service.no_store_if)]
        if problem := problem_of(response, service.name):
            return collected.result(problem)
        page = read_json(response, service.shape)
        if page is None:
            return collected.result(undocumented(response, service.name, "not what its API documents"))
        next_page = service.next_page(page, read)
        if next_page.records:
            collected.add(read_page(service.shown(response), "json", origin))
        read += next_page.records
        if next_page.parameters is None and next_page.url is None:
            return collected.result()
        if collected.is_full:
            return collected.result(has_more=True)
        if not next_page.records:
            return collected.result(
                unreadable(service.name, f"an empty page after {counted(read, 'record')}; run again later")
            )
        parameters, url = {**parameters, **(next_page.parameters or {})}, next_page.url or url
