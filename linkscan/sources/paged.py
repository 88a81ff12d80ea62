"""Services with paged JSON responses: Europe PMC, Crossref, OpenAlex, Semantic Scholar, bioRxiv, OpenReview.

Each is a `Service`, which defines its address and how one page leads to the next; they share the same flow.
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
    """The number of records on a page, and the parameters of the next page (None if there is none)."""

    records: int
    parameters: Mapping[str, str] | None
    url: str | None = None  # if the next page has an address of its own


@dataclass(frozen=True, slots=True)
class Service:
    """A paged search: `shape` is the schema of a page, and `next_page` returns how to request the next one.

    `next_page` is given the page and the number of records on earlier pages.
    """

    name: str
    url: str
    shape: type[BaseModel]
    next_page: Callable[[BaseModel, int], NextPage]
    is_private: Callable[[bytes], bool] | None = None
    shown: Callable[[Response], Response] = lambda response: response  # removes what is not public


def read_pages(service: Service, parameters: Mapping[str, str], origin: str, window: Window) -> SourceFlow:
    """Return the flow that fetches page after page until there are no more, the limit is reached or one fails."""
    collected = PaperCollector(window.limit)
    url, read = service.url, 0
    while True:
        target = f"{url}?{urlencode(parameters)}" if parameters else url
        (response,) = yield [Request(target, max_body=_LONGEST, auth=ANY_TOKEN, is_private=service.is_private)]
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
