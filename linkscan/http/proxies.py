"""Proxies, from HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment
from urllib.request import proxy_bypass_environment as is_excepted  # type: ignore[attr-defined] # typeshed

from linkscan.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Proxy:
    """The address of a proxy, and the headers that it is sent."""

    url: str
    host: str
    port: int
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Proxies:
    """Proxies by scheme, and the hosts that are connected to directly."""

    by_scheme: dict[str, Proxy]
    exceptions: dict[str, str]

    def find(self, scheme: str, host: str, port: int) -> Proxy | None:
        """Return the proxy for a host; None when it is connected to directly."""
        proxy = self.by_scheme.get(scheme)
        if proxy is None or is_excepted(f"{host}:{port}", self.exceptions):
            return None
        return proxy


def read_proxies() -> Proxies:
    """Return the proxies that the environment names, read once at the start of a run; SettingsError for a bad one."""
    found = getproxies_environment()
    proxies = {
        scheme: _read_proxy(url) for scheme in ("http", "https") if (url := found.get(scheme) or found.get("all"))
    }
    return Proxies(proxies, {"no": found.get("no", "")})


def _read_proxy(url: str) -> Proxy:
    parts = urlsplit(url if "//" in url else f"//{url}", scheme="http")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(
            f"the proxy {parts.scheme}://{parts.hostname or ''} is not understood; write http://host:port"
        )
    port = parts.port or (443 if parts.scheme == "https" else 80)
    headers = {}
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Proxy-Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Proxy(f"{parts.scheme}://{host}:{port}", parts.hostname, port, headers)
