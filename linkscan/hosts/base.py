"""What a host is: a module with three names, whose flow learns the facts of a target."""

from typing import Protocol

from linkscan.http.flows import RequestFlow
from linkscan.models import Facts, Target
from linkscan.urls import Url

FactsFlow = RequestFlow[Facts]
"""A flow that returns the facts of one target.

The requests of one round are independent and sent at once. A flow never raises for what a server does: a response that
it cannot understand becomes `Facts` that say so.
"""


class Access(Protocol):
    """What the run may do: which hosts it holds a credential for (never the credential itself)."""

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` will carry a credential."""


class Host(Protocol):
    """A host. A module satisfies this by defining these names."""

    NAME: str

    def match(self, address: Url) -> Target | None:
        """Return the target that an http(s) address on one of the host's sites points to; None if it is none of its."""

    def flow(self, target: Target, access: Access, /) -> FactsFlow:
        """Return the flow of requests that learns the facts of one target."""
