"""GitHub: repositories, paths within them, gists, people and organisations.

With a token, GraphQL tells of a hundred repositories at once (`by_api`); without one, git tells of each
(`by_git`). Pages on `github.io` belong to the open web; `likely_repository` guesses what they are built from.
"""

from collections.abc import Sequence

from linkscan.forges.forge import Access, Inspection
from linkscan.forges.github.addresses import API, NAME, likely_repository, locate
from linkscan.forges.github.by_api import BATCH, inspect_by_api
from linkscan.forges.github.by_git import inspect_by_git
from linkscan.forges.github.pages import inspect_gist, inspect_owner
from linkscan.forges.rounds import side_by_side
from linkscan.models import Kind, Place

__all__ = ["NAME", "batch", "inspect", "likely_repository", "locate"]


def batch(access: Access) -> int:
    """Take as many as one GraphQL question bears; git looks at one repository at a time."""
    return BATCH if access.can_sign_in(API) else 1


def inspect(places: Sequence[Place], access: Access) -> Inspection:
    """Learn the facts of each place over the channel that the token, or its absence, leaves."""
    gists = [place for place in places if place.key.startswith("gist:")]
    owners = [place for place in places if place.kind is Kind.PAGE]
    repositories = [place for place in places if place not in gists and place not in owners]
    if access.can_sign_in(API):
        together = inspect_by_api(repositories)
    else:
        together = side_by_side([inspect_by_git(place) for place in repositories])
    others = side_by_side([*map(inspect_gist, gists), *map(inspect_owner, owners)])
    told = yield from side_by_side([together, others])
    ordered = [*repositories, *gists, *owners]
    return {place.key: facts for place, facts in zip(ordered, [*told[0], *told[1]], strict=True)}
