"""DNS overrides: addresses to connect to in place of those that DNS gives, as with `curl --resolve`."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from linkscan.errors import SettingsError

_PORT = re.compile("[0-9]{1,5}")


class SimulatedDnsError(StrEnum):
    """The two ways in which an overridden name can fail to resolve."""

    NXDOMAIN = "nxdomain"
    SERVFAIL = "servfail"


class Endpoint(NamedTuple):
    """An IP address and a port to connect to."""

    host: str
    port: int


Override = Endpoint | SimulatedDnsError


@dataclass(frozen=True, slots=True)
class DnsOverrides:
    """Overrides by `host:port`, `host`, `*:port` or `*`; the most specific key wins, and IP literals have none."""

    by_key: Mapping[str, Override]

    def find(self, host: str, port: int) -> Override | None:
        """Return the override for `host:port`; None if DNS decides."""
        if not self.by_key or _is_literal(host):
            return None
        host = host.rstrip(".")
        for key in (f"{host}:{port}", host, f"*:{port}", "*"):
            if (override := self.by_key.get(key)) is not None:
                return override
        return None

    def endpoints(self) -> frozenset[tuple[str, int]]:
        """Return the addresses and ports of all overrides, which the user vouches for."""
        return frozenset((each.host, each.port) for each in self.by_key.values() if isinstance(each, Endpoint))


def _is_literal(host: str) -> bool:
    """Return whether a host is an IP address; the URL standard takes any host that ends in a number for one."""
    return host.startswith("[") or host.rpartition(".")[2].isdigit()


def read_dns_overrides(resolve: Mapping[str, str]) -> DnsOverrides:
    """Return `settings.resolve`, parsed; SettingsError names an entry that is invalid."""
    return DnsOverrides({key.lower(): _read_override(key, value) for key, value in resolve.items()})


def _read_override(key: str, value: str) -> Override:
    if value in SimulatedDnsError.__members__.values():
        return SimulatedDnsError(value)
    host, _, port = value.rpartition(":")
    try:
        address = str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        address = ""
    if not address or not _PORT.fullmatch(port) or not 0 < int(port) < 1 << 16:
        raise SettingsError(f"resolve: {key!r} = {value!r} is not understood; write ip:port, nxdomain or servfail")
    return Endpoint(address, int(port))
