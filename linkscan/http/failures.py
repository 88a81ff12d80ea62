"""Translate exceptions of sockets, TLS and HTTP into `models.Failure`."""

import errno
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any

from linkscan.http.aiohttp_import import aiohttp
from linkscan.http.httpx_import import httpx
from linkscan.models import Failure

_Known = tuple[Failure, str]
_Kinds = type[BaseException] | tuple[type[BaseException], ...]


class UnsafeAddressError(PermissionError):
    """Raised where the SSRF guard refuses to connect to an address."""


# A name that does not exist, or exists without any address. All other codes of getaddrinfo(3) are trouble on the way.
NO_SUCH_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_NO_ROUTE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_GATEWAY = (502, 503, 504)
_SOCKS_UNREACHABLE = (1, 3, 4, 5, 6)  # RFC 1928 6: failure, network or host unreachable, refused, TTL expired
_QUOTED = re.compile(r"""\bb['"]|:\s*\n|: <\w+Error: \d""")  # aiohttp: "Invalid header token:\n\n  b'...'\n    ^"
_OUT_OF_DATE = (9, 10)  # X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED: OpenSSL's x509_vfy.h
_OUT_OF_FILES = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
_RESET = (
    ConnectionResetError,
    ConnectionAbortedError,
    BrokenPipeError,
    aiohttp.ServerDisconnectedError,
    aiohttp.ClientPayloadError,
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
)


def failure_of(error: BaseException) -> tuple[Failure, str]:
    """Return the failure behind an exception, and a detail in words: the innermost known cause decides."""
    if isinstance(error, httpx.ProxyError):
        return _proxy_failure(error)
    for cause in reversed(list(_causes(error))):
        for kinds, read in _READERS:
            if isinstance(cause, kinds):
                return read(cause)
    return Failure.PROTOCOL, _words(error)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _name_failure(error: socket.gaierror) -> tuple[Failure, str]:
    failure = Failure.NO_SUCH_HOST if error.errno in NO_SUCH_NAME else Failure.DNS
    return failure, error.strerror or _words(error)


def _tls_failure(error: ssl.SSLError) -> tuple[Failure, str]:
    if isinstance(error, ssl.SSLCertVerificationError):
        failure = Failure.CERTIFICATE_DATE if error.verify_code in _OUT_OF_DATE else Failure.TLS
        return failure, f"certificate: {error.verify_message or error.reason}"
    return Failure.TLS, f"TLS: {(error.reason or str(error)).replace('_', ' ').lower()}"


def _socket_failure(error: OSError) -> tuple[Failure, str]:
    if error.errno in _OUT_OF_FILES:
        return Failure.BUDGET, f"this machine: {error.strerror}"
    if error.errno in _NO_ROUTE:
        return Failure.REFUSED, f"no route to the host: {error.strerror}"
    if error.errno in (None, errno.ECONNREFUSED, errno.EACCES, errno.EPERM):
        return Failure.REFUSED, _words(error)
    return Failure.RESET, _words(error)


def _proxy_failure(error: BaseException) -> tuple[Failure, str]:
    """Return what a proxy's status means: no service for us, or no way to the host (RFC 9110 15.6.3 to 15.6.5)."""
    causes = list(_causes(error))
    if any(isinstance(cause, aiohttp.ClientHttpProxyError) and cause.status in _GATEWAY for cause in causes):
        return Failure.REFUSED, _words(error)
    if any(getattr(cause, "error_code", None) in _SOCKS_UNREACHABLE for cause in causes):
        return Failure.REFUSED, f"{_words(error)}: the proxy cannot reach the host"
    return Failure.PROXY, _words(error)


def _words(error: BaseException) -> str:
    """Return the message in one line, without the bytes that parsers quote and the status they make up."""
    message = str(error.message) if isinstance(error, aiohttp.ClientResponseError) else str(error)
    text = " ".join(_QUOTED.split(message, maxsplit=1)[0].split())[:200].rstrip(" :")
    return text or type(error).__name__


# From the particular to the general; what is in no row is HTTP that cannot be understood.
_READERS: tuple[tuple[_Kinds, Callable[[Any], _Known]], ...] = (
    (UnsafeAddressError, lambda error: (Failure.UNSAFE, str(error))),
    (socket.gaierror, _name_failure),
    (_RESET, lambda error: (Failure.RESET, _words(error))),
    (ssl.SSLError, _tls_failure),
    (TimeoutError, lambda error: (Failure.TIMEOUT, _words(error))),
    (aiohttp.ClientResponseError, lambda error: (Failure.PROTOCOL, _words(error))),
    (OSError, _socket_failure),
)
