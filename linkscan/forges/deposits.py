"""Deposits of data and code under one number: what their forges share."""

from linkscan.forges.answers import refused, told_of
from linkscan.models import Answer, Facts, Health, Place


def gone(place: Place, answer: Answer, what: str, reason: str | None = None) -> Facts:
    """Say that a host has no such deposit, or took it away for a reason."""
    words = f"{what} was removed" if answer.status == 410 else f"no public {what}"
    return told_of(place, [answer], Facts(Health.GONE, f"{words}: {reason}" if reason else words))


def without_data(place: Place, answer: Answer, what: str, reason: str | None = None) -> Facts:
    """Read an answer that is no description of a deposit."""
    if answer.failure is None and answer.status in (404, 410):
        return gone(place, answer, what, reason)
    return refused(place, answer, "the API")
