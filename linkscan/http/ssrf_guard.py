"""SSRF guard: refuses requests to unsafe URLs and IP addresses, with the reason.

There are two checkpoints. `SsrfGuard` checks the form of the URL before anything is sent or a slot is taken. The
connector checks, at connect time, the address that is actually connected to (`connector.guarded_socket`), and so also
refuses names that resolve to private addresses, or to different ones from lookup to lookup. A proxy resolves names by
itself: behind one, only IP literals and local names can be refused here, and the rest is up to the proxy.
"""

import ipaddress
from dataclasses import dataclass
from functools import lru_cache

from linkscan.http.clock import Clock
from linkscan.http.dns_overrides import DnsOverrides
from linkscan.http.protocol import Client
from linkscan.models import Failure, Request, Response
from linkscan.urls import Url, parse_url

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ports on which people publish pages and demos. Any other port of a public host is unlikely to have a web server, and a
# link checker that connects to it does a port scan on a stranger's behalf.
WEB_PORTS = frozenset(
    {
        *(80, 443),
        *(81, 591, 3000, 4000, 5000, 5001),  # second web servers, development servers
        *(6006, 7860, 7861, 8501),  # TensorBoard, Gradio, Streamlit: the usual demos of papers
        *range(8000, 8100),
        *range(8180, 8190),
        *(8443, 8444, 8686, 8787, 8880, 8886, 8887, 8888, 8889, 8899, 8999),
        *(9000, 9001, 9080, 9090, 9443, 9999, 10443),
    }
)

# Networks that `is_global` accepts on some supported Python, or that embed another address.
_REFUSED_NETWORKS = tuple(
    (ipaddress.ip_network(network), reason)
    for network, reason in (
        ("168.63.129.16/32", "a cloud's metadata service"),  # Azure's WireServer, a public-looking address
        ("192.88.99.0/24", "a 6to4 relay"),  # RFC 7526
        ("192.0.0.0/24", "reserved"),  # RFC 6890
        ("64:ff9b::/96", "an IPv4 address behind NAT64"),  # RFC 6052
        ("64:ff9b:1::/48", "an IPv4 address behind NAT64"),  # RFC 8215
        ("2002::/16", "an IPv4 address in 6to4"),  # RFC 3056
        ("2001::/32", "an IPv4 address in Teredo"),  # RFC 4380
        ("::/96", "an IPv4-compatible address"),  # RFC 4291, deprecated
        ("::ffff:0:0:0/96", "an IPv4-translated address"),  # RFC 2765
        ("fec0::/10", "site-local"),  # RFC 3879, deprecated
        ("100::/64", "a discard-only address"),  # RFC 6666
        ("3fff::/20", "reserved for documentation"),  # RFC 9637
        ("5f00::/16", "a segment-routing address"),  # RFC 9602
    )
)

# Names that public DNS does not answer for (RFC 6761, 6762, 7686, 8375; ICANN 2024 for .internal).
_LOCAL_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion")


def refuse_ip(address: str) -> str | None:
    """Return why a connection to this IP address is refused; None if it is public."""
    try:
        parsed: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{address} is not an IP address"
    return _refuse(parsed)


@lru_cache(maxsize=4096)
def _refuse(address: IPAddress) -> str | None:
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return _refuse(address.ipv4_mapped)
    for network, reason in _REFUSED_NETWORKS:
        if address in network and not (address.is_unspecified or address.is_loopback):
            return f"{address} is {reason}"
    for is_so, reason in (
        (address.is_unspecified, "the unspecified address"),
        (address.is_loopback, "this machine"),
        (address.is_link_local, "link-local (where clouds keep their metadata service)"),
        (address.is_multicast, "a multicast address"),
        (not address.is_global, "not a public address"),
    ):
        if is_so:
            return f"{address} is {reason}"
    return None


def refuse_request(address: Url, *, private_too: bool) -> str | None:
    """Return why a request is refused before anything is sent; None if it may be sent.

    With `private_too`, only the form of the URL is checked (scheme, no credentials, port 0), not its destination.
    """
    if address.scheme not in ("http", "https"):
        return f"{address.scheme} is not http or https"
    if address.userinfo:
        return "the address carries a user name or password"
    if address.port == 0:
        return "port 0 is not a valid port"
    if private_too:
        return None
    if address.port not in WEB_PORTS:
        return f"port {address.port} is not one that web pages use"
    return _refuse_host(address.host)


def _refuse_host(host: str) -> str | None:
    try:
        return _refuse(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass
    name = host.rstrip(".")
    if not name:
        return "the address has no host"
    if any(name == local or name.endswith(f".{local}") for local in _LOCAL_NAMES):
        return f"{name} is not a name on the public web"
    return None


def one_spelling(host: str) -> str:
    """Return the normal form of a host, given `EXAMPLE.org.`, `[::ffff:5db8:d822]` or a name in any alphabet."""
    try:
        found = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        address = parse_url(f"http://{host}/")
        return (address.host if address else host.lower()).rstrip(".")
    return str(getattr(found, "ipv4_mapped", None) or found)


@dataclass(frozen=True, slots=True)
class SsrfGuard:
    """Refuses unsafe requests with `UNSAFE` and the reason; the destination of a DNS override is always trusted.

    `proxy_hosts` are normalised with `one_spelling`.
    """

    client: Client
    overrides: DnsOverrides
    proxy_hosts: frozenset[str]
    allow_private: bool
    clock: Clock

    async def send(self, request: Request) -> Response:
        """Send the request if it is safe."""
        address = parse_url(request.url)
        if address is None:
            reason: str | None = "not a valid web address"
        else:
            private_too = self.allow_private or self.overrides.find(address.host, address.port) is not None
            reason = refuse_request(address, private_too=private_too)
            if not private_too and one_spelling(address.host) in self.proxy_hosts:
                reason = f"{address.host} is the proxy itself"
        if reason is None:
            return await self.client.send(request)
        return Response(request.url, failure=Failure.UNSAFE, detail=reason, asked_at=self.clock.now(), attempts=0)
