"""GitHub: repositories, paths within them, gists, people and organisations.

With a token, GraphQL tells of them, and the client merges the requests for up to a hundred (`by_api`); without one,
git tells of each (`by_git`). Pages on `github.io` are `website`'s; `likely_repository` guesses their sources.
"""

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.github.addresses import API, NAME, likely_repository, match
from linkscan.hosts.github.by_api import inspect_by_api
from linkscan.hosts.github.by_git import inspect_by_git
from linkscan.hosts.github.gists_and_owners import inspect_gist, inspect_owner
from linkscan.models import Kind, Target

__all__ = ["NAME", "flow", "likely_repository", "match"]


def flow(target: Target, access: Access) -> FactsFlow:
    """Return the flow that learns the facts of a target: over the API with a token, over git without."""
    if target.key.startswith("gist:"):
        return inspect_gist(target)
    if target.kind is Kind.PAGE:
        return inspect_owner(target)
    return inspect_by_api(target) if access.has_token(API) else inspect_by_git(target)
