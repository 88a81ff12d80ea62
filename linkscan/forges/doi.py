"""DOIs, by the handles they are: https://www.doi.org/doi-handbook/HTML/rest-api-response-format.html.

`responseCode` 1 is a DOI with its values, 100 one that does not exist (404), 200 one without an address, 2 a failure
of the resolver (500). What stands behind it is a place of its own, which the DOI leads to; its page is not asked here.
"""

import re
from typing import Any
from urllib.parse import quote

from linkscan.address import Address
from linkscan.forges.answers import Told, read_json, refused, told_of
from linkscan.forges.forge import Access, Inspection
from linkscan.forges.replies import Reply
from linkscan.models import Answer, Facts, Health, Kind, Metadata, Place, Question

NAME = "doi"
_SITE = "https://doi.org"
_HOSTS = ("doi.org", "dx.doi.org")
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
# Prefixes of repositories of data: https://www.re3data.org/ lists their owners.
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


class _Data(Reply):
    value: Any = None


class _Value(Reply):
    type: Told[str] = None
    data: Told[_Data] = None


class _Handle(Reply):
    responseCode: int  # noqa: N815 - the API's name
    values: Told[tuple[_Value, ...]] = None


def locate(address: Address) -> Place | None:
    """Name the DOI in an address of the resolver."""
    name = "/".join(address.segments)
    if address.site not in _HOSTS or not _DOI.fullmatch(name):
        return None
    kind = Kind.ARCHIVE if name.startswith(_DATA) else Kind.PAPER
    return Place(NAME, f"{NAME}:{name.lower()}", address.href, f"{_SITE}/{quote(name, safe='/:;()<>')}", kind)


def inspect(place: Place, _access: Access) -> Inspection:
    """Ask the resolver where a DOI leads."""
    name = place.canonical.removeprefix(f"{_SITE}/")
    answers = yield [Question(f"{_SITE}/api/handles/{name}?type=URL")]
    return _read(place, answers[0])


def _read(place: Place, answer: Answer) -> Facts:
    handle = read_json(answer, _Handle)
    if handle is None or answer.status not in (200, 404):
        return refused(place, answer, "the resolver")
    match handle.responseCode:
        case 100:
            return told_of(place, [answer], Facts(Health.GONE, "there is no such DOI"))
        case 200:
            return told_of(place, [answer], Facts(Health.OK, "the DOI is registered, without an address"))
        case 1:
            return told_of(place, [answer], _resolved(place, handle))
    return told_of(place, [answer], Facts(Health.UNREACHABLE, f"the resolver answered {handle.responseCode}"))


def _resolved(place: Place, handle: _Handle) -> Facts:
    found = (value.data.value for value in handle.values or () if value.type == "URL" and value.data)
    url = next((value for value in found if isinstance(value, str) and value.startswith(("http://", "https://"))), None)
    known = Metadata(id=place.key.partition(":")[2])
    if url is None:
        return Facts(Health.OK, "the DOI is registered, without an address", metadata=known)
    return Facts(Health.OK, f"the DOI stands for {url}", final_url=url, leads=(url,), metadata=known)
