"""Proxies, from HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY."""

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from urllib.parse import SplitResult, unquote, urlsplit

from linkscan.errors import SettingsError, needs
from linkscan.http.ssrf_guard import one_spelling

_HTTP = ("http", "https")
# With all of these the proxy resolves names. `socks4` would resolve them locally, out of sight of the SSRF guard.
_SOCKS = ("socks5", "socks5h", "socks4a")


_HOST = re.compile(r"[\w.:%-]+")  # names, in any alphabet, and addresses
_ONE_SLASH = re.compile(r"\s*\w+:/")  # `http:/host`, which has no host


@dataclass(frozen=True, slots=True)
class Proxy:
    """The address of a proxy and the headers sent to it; `secrets` are the parts that must not be shown."""

    scheme: str
    host: str
    port: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Return the address without the user name and the password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def is_socks(self) -> bool:
        """Return whether the proxy speaks SOCKS rather than HTTP."""
        return self.scheme in _SOCKS

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the password, and the encoded credentials of the header."""
        header = self.headers.get("Proxy-Authorization", "").removeprefix("Basic ")
        return tuple(filter(None, (self.password, header)))


@dataclass(frozen=True, slots=True)
class Proxies:
    """Proxies by the scheme of the URL, and the hosts to connect to directly."""

    by_scheme: dict[str, Proxy]
    exceptions: dict[str, str]

    def ensure_possible(self) -> None:
        """Raise SettingsError, ahead of any request, if a proxy needs a package that is not installed."""
        for proxy in self.by_scheme.values():
            if proxy.is_socks and find_spec("aiohttp_socks") is None:
                raise SettingsError(needs(f"the proxy {proxy.url}", "aiohttp-socks"))

    def find(self, scheme: str, host: str, port: int) -> Proxy | None:
        """Return the proxy for a host; None if it is connected to directly."""
        proxy = self.by_scheme.get(scheme)
        return None if proxy is None or _is_excepted(f"{host}:{port}", self.exceptions) else proxy

    @property
    def hosts(self) -> frozenset[str]:
        """Return the hosts of all proxies, normalised with `one_spelling`."""
        return frozenset(one_spelling(proxy.host) for proxy in self.by_scheme.values())

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return the secrets of all proxies."""
        return tuple(secret for proxy in self.by_scheme.values() for secret in proxy.secrets)


def read_proxies() -> Proxies:
    """Return the proxies that the environment names; read once, at the start of a run.

    SettingsError names an invalid variable, but never its value.
    """
    if not any(name.casefold().endswith("_proxy") for name in os.environ):
        return Proxies({}, {})
    from urllib.request import getproxies_environment  # noqa: PLC0415 - imports http.client and email, which take 8 ms

    found = getproxies_environment()
    proxies = {
        scheme: _read_proxy(_variable(scheme if found.get(scheme) else "all"), url)
        for scheme in _HTTP
        if (url := found.get(scheme) or found.get("all"))
    }
    return Proxies(proxies, {"no": _exceptions(found.get("no", ""))})


def _is_excepted(authority: str, exceptions: dict[str, str]) -> bool:
    from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined] # noqa: PLC0415 - as below

    return bool(proxy_bypass_environment(authority, exceptions))


def _variable(scheme: str) -> str:
    """Return the name of the variable in effect; if both are set, the lower-case one wins, as with curl."""
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
    except ValueError:  # its message may contain the password
        raise SettingsError(f"{variable}: not a valid URL; write http://host:port") from None
    return parts, port
