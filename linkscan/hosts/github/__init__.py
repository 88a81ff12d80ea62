"""GitHub: repositories, paths within them, gists, people and organisations.

With a token, they are read over GraphQL, in merged requests of up to a hundred (`by_api`); without one, each is read
over git (`by_git`). Pages on `github.io` belong to `website`; `likely_repository` guesses the repository behind them.
"""

from linkscan.hosts.base import Access, FactsFlow
from linkscan.hosts.github.addresses import API, NAME, as_spelled, likely_repository, match
from linkscan.models import Health, Kind, Target

__all__ = ["NAME", "flow", "likely_repository", "match"]

# The flows are imported on demand: `website` imports this package for its URL functions alone.
# ruff: noqa: PLC0415


def flow(target: Target, access: Access) -> FactsFlow:
    """Return the flow that examines a target: over the API with a token, over git without."""
    if target.key.startswith("gist:"):
        from linkscan.hosts.github.gists_and_owners import inspect_gist

        return inspect_gist(target)
    if target.kind is Kind.PAGE:
        from linkscan.hosts.github.gists_and_owners import inspect_owner

        return inspect_owner(target)
    spelled = as_spelled(target)
    return _inspect(target, access) if spelled is None else _inspect_both(target, spelled, access)


def _inspect(target: Target, access: Access) -> FactsFlow:
    if access.has_token(API):
        from linkscan.hosts.github.by_api import inspect_by_api

        return inspect_by_api(target)
    from linkscan.hosts.github.by_git import inspect_by_git

    return inspect_by_git(target)


def _inspect_both(target: Target, spelled: Target, access: Access) -> FactsFlow:
    """Examine a repository whose URL ends in dots: first without them, then, if there is none, with them."""
    facts = yield from _inspect(target, access)
    if facts.health is not Health.GONE:
        return facts
    exact = yield from _inspect(spelled, access)
    return exact if exact.health is not Health.GONE else facts
