"""Translation of socket, TLS and HTTP exceptions into `models.Failure`."""

import errno
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any

from linkscan.http.aiohttp_import import aiohttp
from linkscan.http.httpx_import import httpx
from linkscan.models import Failure

_Result = tuple[Failure, str]
_Types = type[BaseException] | tuple[type[BaseException], ...]


class UnsafeAddressError(PermissionError):
    """The SSRF guard refuses to connect to an address."""


# The name does not exist, or has no address. All other codes of getaddrinfo(3) are failures of the lookup.
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
    """Return the failure behind an exception and a detail in words; the innermost known cause decides."""
    if isinstance(error, httpx.ProxyError):
        return _proxy_failure(error)
    for cause in reversed(list(_causes(error))):
        for kinds, read in _TRANSLATORS:
            if isinstance(cause, kinds):
                return read(cause)
    return Failure.PROTOCOL, _message_of(error)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _name_failure(error: socket.gaierror) -> tuple[Failure, str]:
    failure = Failure.NO_SUCH_HOST if error.errno in NO_SUCH_NAME else Failure.DNS
    return failure, error.strerror or _message_of(error)


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
        return Failure.REFUSED, _message_of(error)
    return Failure.RESET, _message_of(error)


def _proxy_failure(error: BaseException) -> tuple[Failure, str]:
    """Return whether a proxy refuses us (`PROXY`) or cannot reach the host (`REFUSED`; RFC 9110 15.6.3 to 15.6.5)."""
    causes = list(_causes(error))
    if any(isinstance(cause, aiohttp.ClientHttpProxyError) and cause.status in _GATEWAY for cause in causes):
        return Failure.REFUSED, _message_of(error)
    if any(getattr(cause, "error_code", None) in _SOCKS_UNREACHABLE for cause in causes):
        return Failure.REFUSED, f"{_message_of(error)}: the proxy cannot reach the host"
    return Failure.PROXY, _message_of(error)


def _message_of(error: BaseException) -> str:
    """Return the message on one line, without the bytes that parsers quote or the status that aiohttp makes up."""
    message = str(error.message) if isinstance(error, aiohttp.ClientResponseError) else str(error)
    text = " ".join(_QUOTED.split(message, maxsplit=1)[0].split())[:200].rstrip(" :")
    return text or type(error).__name__


# From the specific to the general; an exception in no row is a protocol error.
_TRANSLATORS: tuple[tuple[_Types, Callable[[Any], _Result]], ...] = (
    (UnsafeAddressError, lambda error: (Failure.UNSAFE, str(error))),
    (socket.gaierror, _name_failure),
    (_RESET, lambda error: (Failure.RESET, _message_of(error))),
    (ssl.SSLError, _tls_failure),
    (TimeoutError, lambda error: (Failure.TIMEOUT, _message_of(error))),
    (aiohttp.ClientResponseError, lambda error: (Failure.PROTOCOL, _message_of(error))),
    (OSError, _socket_failure),
)
