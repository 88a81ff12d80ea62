"""What a forge is: three names that a module defines."""

from typing import Protocol

from linkscan.hosts.rounds import RequestFlow
from linkscan.models import Facts, Target
from linkscan.urls import Url

Inspection = RequestFlow[Facts]
"""Yields rounds of requests, is sent their responses in the same order, returns the facts of one place.

The requests of one round are independent and sent at once. An inspection never raises for what a server does: a
response that it cannot understand becomes `Facts` that say so.
"""


class Access(Protocol):
    """What the run may do: which hosts it holds a credential for (never the credential itself)."""

    def can_sign_in(self, host: str) -> bool:
        """Return whether requests to `host` will carry a credential."""


class Host(Protocol):
    """One kind of host. A module satisfies this by defining these names."""

    NAME: str

    def match(self, address: Url) -> Target | None:
        """Return the place that an http(s) address points to, or None if it is not ours."""

    def inspect(self, target: Target, access: Access, /) -> Inspection:
        """Return the flow of requests that tells the facts of one place."""
