"""GitHub: repositories, paths within them, gists, people and organisations.

With a token, GraphQL tells of them, a hundred at once (`by_api`); without one, git tells of each (`by_git`).
Pages on `github.io` belong to the open web; `likely_repository` guesses what they are built from.
"""

from collections.abc import Sequence

from linkscan.forges.forge import Access, Inspection
from linkscan.forges.github.addresses import API, NAME, likely_repository, locate
from linkscan.forges.github.batches import MOST
from linkscan.forges.github.by_api import inspect_by_api
from linkscan.forges.github.by_git import inspect_by_git
from linkscan.forges.github.pages import inspect_gist, inspect_owner
from linkscan.forges.rounds import Talk, side_by_side
from linkscan.models import Facts, Kind, Place

__all__ = ["NAME", "batch", "inspect", "likely_repository", "locate"]


def batch(access: Access) -> int:
    """Take as many as one GraphQL question bears; git looks at one repository at a time."""
    return MOST if access.can_sign_in(API) else 1


def inspect(places: Sequence[Place], access: Access) -> Inspection:
    """Learn the facts of each place over the channel that the token, or its absence, leaves."""
    told = yield from side_by_side([_inspect(place, access) for place in places])
    return {place.key: facts for place, facts in zip(places, told, strict=True)}


def _inspect(place: Place, access: Access) -> Talk[Facts]:
    if place.key.startswith("gist:"):
        return inspect_gist(place)
    if place.kind is Kind.PAGE:
        return inspect_owner(place)
    return inspect_by_api(place) if access.can_sign_in(API) else inspect_by_git(place)
