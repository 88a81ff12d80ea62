"""Deposits of data and code under one number: what their forges share."""

from linkscan.hosts.responses import refused, with_provenance_of
from linkscan.models import Facts, Health, Response, Target


def gone(target: Target, response: Response, what: str, reason: str | None = None) -> Facts:
    """Return that a host has no such deposit, or took it away for a reason."""
    words = f"{what} was removed" if response.status == 410 else f"no public {what}"
    return with_provenance_of(target, [response], Facts(Health.GONE, f"{words}: {reason}" if reason else words))


def without_data(target: Target, response: Response, what: str, reason: str | None = None) -> Facts:
    """Read an answer that is no description of a deposit."""
    if response.failure is None and response.status in (404, 410):
        return gone(target, response, what, reason)
    return refused(target, response, "the API")
