"""What is never asked, whoever names it: schemes, ports, names and addresses, each with its reason."""

import ipaddress
from functools import lru_cache

from linkscan.urls import Url

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ports on which people publish pages and demos. On any other port of a public host there is most likely no
# web server, and a link checker that knocks there does a port scan on a stranger's behalf.
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

# Networks that `is_global` lets through on some supported Python, or that lead to another address inside.
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
    """Return why a connection to this IP address is refused; None when it is a public one."""
    try:
        parsed: IPAddress = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{address} is not an address"
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
    """Return why a request is refused before anything is sent; None when it may go out.

    With `private_too` only the form is judged (scheme, no credentials in the address), not where it leads.
    """
    if address.scheme not in ("http", "https"):
        return f"{address.scheme} is not http or https"
    if address.userinfo:
        return "the address carries a user name or password"
    if address.port == 0:
        return "port 0 is none"
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
