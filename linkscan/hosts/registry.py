"""A host whose module is loaded when an address on one of its sites is met: a run meets few of those that there are."""

from importlib import import_module
from typing import cast

from linkscan.hosts.base import Access, FactsFlow, Host
from linkscan.models import Target
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url

EVERYWHERE = ".*"


class LazyHost:
    """Stands for the module of a host; `sites` matches the names, without `www.`, of all sites with addresses of it."""

    def __init__(self, module: str, sites: str, name: str | None = None) -> None:
        """Take the module's name in this package, and its `NAME` where it is another."""
        self.NAME = name or module
        self.module = f"{__package__}.{module}"
        self._sites = lazy_pattern(sites)
        self._loaded: Host | None = None

    def is_on(self, site: str) -> bool:
        """Return whether addresses of this host may be on a site."""
        return self._sites.fullmatch(site) is not None

    def match(self, address: Url) -> Target | None:
        """Return the target that an address on one of the sites points to; None if it is not this host's."""
        return self._host().match(address)

    def flow(self, target: Target, access: Access) -> FactsFlow:
        """Return the flow of requests that learns the facts of one target."""
        return self._host().flow(target, access)

    def _host(self) -> Host:
        if self._loaded is None:
            self._loaded = cast("Host", import_module(self.module))
        return self._loaded
