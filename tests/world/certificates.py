"""A throw-away certificate authority that issues a certificate for any name requested."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache

import trustme

# 25 KB of memory each, measured; a thousand domains at a time are enough for any test.
_CONTEXTS = 1024


class Certificate(StrEnum):
    """The certificate that a host presents."""

    GOOD = "good"
    WRONG_NAME = "wrong name"
    EXPIRED = "expired"
    NOT_YET = "not yet valid"
    UNTRUSTED = "untrusted"


@cache
def authority() -> trustme.CA:
    """Return the one authority of this process, so that TLS contexts outlive the world that first needed them."""
    return trustme.CA(organization_name="tests/world")


def client_context() -> ssl.SSLContext:
    """Return a client context that trusts only this authority."""
    context = ssl.create_default_context(cadata=authority().cert_pem.bytes().decode())
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def server_context(kind_of: Callable[[str], Certificate]) -> ssl.SSLContext:
    """Return a server context that presents the certificate of the name in the handshake (SNI)."""

    def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        host = (name or "nameless.invalid").lower()
        connection.context = _context(_domain(host), kind_of(host))

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    context.sni_callback = choose
    authority().issue_cert("nameless.invalid").configure_cert(context)
    return context


def _domain(host: str) -> str:
    """Return the domain whose certificate covers a host, so that a thousand hosts of one domain share one."""
    _, _, parent = host.partition(".")
    return parent if "." in parent else host


@lru_cache(maxsize=_CONTEXTS)
def _context(domain: str, kind: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    _issue(domain, kind).configure_cert(context)
    return context


def _issue(domain: str, kind: Certificate) -> trustme.LeafCert:
    names = (domain, f"*.{domain}")
    match kind:
        case Certificate.GOOD:
            return authority().issue_cert(*names)
        case Certificate.WRONG_NAME:
            return authority().issue_cert("somebody-else.invalid")
        case Certificate.EXPIRED:
            return authority().issue_cert(*names, not_after=datetime.now(UTC) - timedelta(days=1))
        case Certificate.NOT_YET:
            in_a_year = datetime.now(UTC) + timedelta(days=365)
            return authority().issue_cert(*names, not_before=in_a_year, not_after=in_a_year + timedelta(days=90))
        case Certificate.UNTRUSTED:
            return trustme.CA(organization_name="a stranger").issue_cert(*names)
