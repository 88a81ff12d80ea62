"""The interface of a host: a module with `NAME`, `match` and `flow`, which returns the facts of a target."""

from typing import Protocol

from linkscan.http.flows import RequestFlow
from linkscan.models import Facts, Target
from linkscan.urls import Url

FactsFlow = RequestFlow[Facts]
"""A flow that returns the facts of one target.

Requests that are yielded together are independent and sent concurrently. A flow never raises because of a server's
response: one that it cannot interpret becomes `Facts` that say so.
"""


class Access(Protocol):
    """Which hosts the run has a credential for, without the credentials themselves."""

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` will carry a credential."""


class Host(Protocol):
    """A host. A module satisfies this protocol by defining these names."""

    NAME: str

    def match(self, address: Url) -> Target | None:
        """Return the target that an http(s) URL on one of the host's sites points to; None if it is not this host's."""

    def flow(self, target: Target, access: Access, /) -> FactsFlow:
        """Return the flow of requests that examines one target."""
