"""The open web, the forge of last resort: it knows every address."""

from collections.abc import Sequence

from linkscan.address import Address
from linkscan.forges.answers import facts_of
from linkscan.forges.forge import Access, Inspection
from linkscan.models import Kind, Place, Question

NAME = "website"


def locate(address: Address) -> Place:
    """Take any address; parts of one page are places of their own, for one of them may be missing."""
    return Place(NAME, f"{NAME}:{address.href}", address.href, address.href, Kind.PAGE)


def batch(access: Access) -> int:  # noqa: ARG001 - the Protocol's, for those who need to know
    """Take one at a time."""
    return 1


def inspect(places: Sequence[Place], access: Access) -> Inspection:  # noqa: ARG001 - as above
    """Ask for each page and read it."""
    answers = yield [Question(place.url) for place in places]
    return {place.key: facts_of(answer) for place, answer in zip(places, answers, strict=True)}
