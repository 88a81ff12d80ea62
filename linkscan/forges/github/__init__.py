"""GitHub: repositories, paths within them, gists, people and organisations.

With a token, GraphQL tells of them, and the client merges the requests for up to a hundred (`by_api`); without
one, git tells of each (`by_git`). Pages on `github.io` belong to the open web; `likely_repository` guesses what
they are built from.
"""

from linkscan.forges.forge import Access, Inspection
from linkscan.forges.github.addresses import API, NAME, likely_repository, locate
from linkscan.forges.github.by_api import inspect_by_api
from linkscan.forges.github.by_git import inspect_by_git
from linkscan.forges.github.pages import inspect_gist, inspect_owner
from linkscan.models import Kind, Place

__all__ = ["NAME", "inspect", "likely_repository", "locate"]


def inspect(place: Place, access: Access) -> Inspection:
    """Return the flow that learns the facts of a place over the channel that the token, or its absence, leaves."""
    if place.key.startswith("gist:"):
        return inspect_gist(place)
    if place.kind is Kind.PAGE:
        return inspect_owner(place)
    return inspect_by_api(place) if access.can_sign_in(API) else inspect_by_git(place)
