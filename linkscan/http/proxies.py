"""Proxies, from HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY."""

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies_environment
from urllib.request import proxy_bypass_environment as is_excepted  # type: ignore[attr-defined] # typeshed

from linkscan.errors import SettingsError, needs
from linkscan.http.ssrf_guard import one_spelling

_HTTP = ("http", "https")
# All of these let the proxy resolve names; of `socks4` and local names the guard would see no address.
_SOCKS = ("socks5", "socks5h", "socks4a")


_HOST = re.compile(r"[\w.:%-]+")  # names, of any alphabet, and addresses
_ONE_SLASH = re.compile(r"\s*\w+:/")  # `http:/host`: no host


@dataclass(frozen=True, slots=True)
class Proxy:
    """The address of a proxy, and the headers that it is sent; `secrets` are the parts that must not be shown."""

    scheme: str
    host: str
    port: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Return the address without user and password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def is_socks(self) -> bool:
        """Return whether it speaks SOCKS, not HTTP."""
        return self.scheme in _SOCKS

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the password, and the header it is sent in."""
        header = self.headers.get("Proxy-Authorization", "").removeprefix("Basic ")
        return tuple(filter(None, (self.password, header)))


@dataclass(frozen=True, slots=True)
class Proxies:
    """Proxies by the scheme of the URL, and the hosts that are connected to directly."""

    by_scheme: dict[str, Proxy]
    exceptions: dict[str, str]

    def ensure_possible(self) -> None:
        """Raise SettingsError for a proxy that needs what is not installed, before the first request meets it."""
        for proxy in self.by_scheme.values():
            if proxy.is_socks and find_spec("aiohttp_socks") is None:
                raise SettingsError(needs(f"the proxy {proxy.url}", "aiohttp-socks"))

    def find(self, scheme: str, host: str, port: int) -> Proxy | None:
        """Return the proxy for a host; None when it is connected to directly."""
        proxy = self.by_scheme.get(scheme)
        if proxy is None or is_excepted(f"{host}:{port}", self.exceptions):
            return None
        return proxy

    @property
    def hosts(self) -> frozenset[str]:
        """Return the hosts of all proxies, in one spelling."""
        return frozenset(one_spelling(proxy.host) for proxy in self.by_scheme.values())

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must not be shown of any of them."""
        return tuple(secret for proxy in self.by_scheme.values() for secret in proxy.secrets)


def read_proxies() -> Proxies:
    """Return the proxies that the environment names, read once at the start of a run.

    SettingsError names the variable that cannot be used, and never what it holds.
    """
    found = getproxies_environment()
    proxies = {
        scheme: _read_proxy(_variable(scheme if found.get(scheme) else "all"), url)
        for scheme in _HTTP
        if (url := found.get(scheme) or found.get("all"))
    }
    return Proxies(proxies, {"no": _exceptions(found.get("no", ""))})


def _variable(scheme: str) -> str:
    """Return the name of the variable that counts; the lower-case one does where both are set, as with curl."""
    name = f"{scheme}_proxy"
    return name if os.environ.get(name) else name.upper()


def _exceptions(text: str) -> str:
    """Return NO_PROXY with `*.example.org` read as `.example.org`, as curl does since 7.86."""
    return ",".join(part.strip().removeprefix("*") if part.strip() != "*" else "*" for part in text.split(","))


def _read_proxy(variable: str, url: str) -> Proxy:
    parts, port = _split(variable, url)
    scheme, host = parts.scheme, parts.hostname
    if scheme not in (*_HTTP, *_SOCKS) or not host or not _HOST.fullmatch(host) or port == 0:
        raise SettingsError(f"{variable}: not a proxy linkscan can use; write http://host:port or socks5h://host:port")
    user, password = (unquote(part) if part is not None else None for part in (parts.username, parts.password))
    headers = {}
    if user is not None and scheme in _HTTP:
        pair = f"{user}:{password or ''}"
        headers["Proxy-Authorization"] = "Basic " + base64.b64encode(pair.encode("utf-8", "surrogateescape")).decode()
    standard = {"http": 80, "https": 443}.get(scheme, 1080)
    return Proxy(scheme, host, port or standard, headers, user, password)


def _split(variable: str, url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url.strip() if "//" in url or _ONE_SLASH.match(url) else f"//{url.strip()}", scheme="http")
        port = parts.port
    except ValueError:  # its message may hold the password
        raise SettingsError(f"{variable}: not a valid URL; write http://host:port") from None
    return parts, port
