"""DOIs, looked up in the handle API: https://www.doi.org/doi-handbook/HTML/rest-api-response-format.html.

`responseCode` 1 is a DOI with values, 100 a DOI that does not exist (404), 200 one without values of the requested
type, 2 an error of the resolver (500). The page that a DOI resolves to is a target of its own and not requested here.
"""

import re
from typing import Any
from urllib.parse import quote

from linkscan.hosts.base import Access, FactsFlow
from linkscan.http.responses import no_data_for, read_json, with_provenance_of
from linkscan.http.schemas import Lenient, Schema
from linkscan.models import Facts, Health, Kind, Metadata, Request, Response, Target
from linkscan.urls import Url

NAME = "doi"
_SITE = "https://doi.org"
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
# DOI prefixes of data repositories: https://www.re3data.org/ lists their owners.
_DATA = (
    "10.5061/",
    "10.7910/",
    "10.17632/",
    "10.21227/",
    "10.34740/",
    "10.57967/",
    "10.5281/",
    "10.6084/",
    "10.17605/",
)


class _Data(Schema):
    value: Any = None


class _Value(Schema):
    type: Lenient[str] = None
    data: Lenient[_Data] = None


class _Handle(Schema):
    responseCode: int  # noqa: N815 - the API's name
    values: Lenient[tuple[_Value, ...]] = None


def match(address: Url) -> Target | None:
    """Return the DOI in a URL of the resolver."""
    name = "/".join(address.segments)
    if not _DOI.fullmatch(name):
        return None
    kind = Kind.ARCHIVE if name.startswith(_DATA) else Kind.PAPER
    return Target(NAME, f"{NAME}:{name.lower()}", address.href, f"{_SITE}/{quote(name, safe='/:;()<>')}", kind)


def flow(target: Target, _access: Access) -> FactsFlow:
    """Look up the URL that a DOI resolves to."""
    name = target.canonical.removeprefix(f"{_SITE}/")
    responses = yield [Request(f"{_SITE}/api/handles/{name}?type=URL")]
    return _read(target, responses[0])


def _read(target: Target, response: Response) -> Facts:
    handle = read_json(response, _Handle)
    if handle is None or response.status not in (200, 404):
        return no_data_for(target, response, "the resolver")
    match handle.responseCode:
        case 100:
            return with_provenance_of(target, [response], Facts(Health.GONE, "there is no such DOI"))
        case 200:
            return with_provenance_of(target, [response], Facts(Health.OK, "the DOI is registered without a URL"))
        case 1:
            return with_provenance_of(target, [response], _resolved(target, handle))
    return with_provenance_of(
        target, [response], Facts(Health.UNREACHABLE, f"the resolver answered {handle.responseCode}")
    )


def _resolved(target: Target, handle: _Handle) -> Facts:
    found = (value.data.value for value in handle.values or () if value.type == "URL" and value.data)
    url = next((value for value in found if isinstance(value, str) and value.startswith(("http://", "https://"))), None)
    known = Metadata(id=target.key.partition(":")[2])
    if url is None:
        return Facts(Health.OK, "the DOI is registered without a URL", metadata=known)
    return Facts(Health.OK, f"the DOI resolves to {url}", final_url=url, leads=(url,), metadata=known)
