"""Lazy loading of hosts: a module is imported when the first URL on one of its sites occurs, as most runs need few."""

from importlib import import_module
from typing import cast

from linkscan.hosts.base import Access, FactsFlow, Host
from linkscan.models import Target
from linkscan.patterns import lazy_pattern
from linkscan.urls import Url

EVERYWHERE = ".*"


class LazyHost:
    """A proxy for the module of a host; `sites` is a pattern of the names, without `www.`, of the host's sites."""

    def __init__(self, module: str, sites: str, name: str | None = None) -> None:
        """Store the module's name in this package, and its `NAME` if that differs."""
        self.NAME = name or module
        self.module = f"{__package__}.{module}"
        self._sites = lazy_pattern(sites)
        self._loaded: Host | None = None

    def is_on(self, site: str) -> bool:
        """Return whether URLs on a site may belong to this host."""
        return self._sites.fullmatch(site) is not None

    def match(self, address: Url) -> Target | None:
        """Return the target that a URL on one of the sites points to; None if it is not this host's."""
        return self._host().match(address)

    def flow(self, target: Target, access: Access) -> FactsFlow:
        """Return the flow of requests that examines one target."""
        return self._host().flow(target, access)

    def _host(self) -> Host:
        if self._loaded is None:
            self._loaded = cast("Host", import_module(self.module))
        return self._loaded
