"""Translate exceptions of sockets, TLS and HTTP into `models.Failure`."""

import errno
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any

from linkscan.http.aiohttp_import import aiohttp
from linkscan.models import Failure

_Known = tuple[Failure, str]
_Kinds = type[BaseException] | tuple[type[BaseException], ...]


class UnsafeAddressError(PermissionError):
    """Raised where the SSRF guard refuses to connect to an address."""


# A name that does not exist, or exists without any address. All other codes of getaddrinfo(3) are trouble
# on the way.
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_NO_ROUTE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
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
    failure = Failure.NO_SUCH_HOST if error.errno in _NO_SUCH_NAME else Failure.DNS
    return failure, error.strerror or _words(error)


def _tls_failure(error: ssl.SSLError) -> tuple[Failure, str]:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure.TLS, f"certificate: {error.verify_message or error.reason}"
    return Failure.TLS, f"TLS: {(error.reason or str(error)).replace('_', ' ').lower()}"


def _socket_failure(error: OSError) -> tuple[Failure, str]:
    if error.errno in _OUT_OF_FILES:
        return Failure.BUDGET, f"this machine: {error.strerror}"
    if error.errno in _NO_ROUTE:
        return Failure.REFUSED, f"no route to the host: {error.strerror}"
    if error.errno in (None, errno.ECONNREFUSED, errno.EACCES, errno.EPERM):
        return Failure.REFUSED, _words(error)
    return Failure.RESET, _words(error)


def _words(error: BaseException) -> str:
    text = " ".join(str(error).split())[:200]
    return text or type(error).__name__


# From the particular to the general; what is in no row is HTTP that cannot be understood.
_READERS: tuple[tuple[_Kinds, Callable[[Any], _Known]], ...] = (
    (UnsafeAddressError, lambda error: (Failure.UNSAFE, str(error))),
    (socket.gaierror, _name_failure),
    (_RESET, lambda error: (Failure.RESET, _words(error))),
    (ssl.SSLError, _tls_failure),
    (TimeoutError, lambda error: (Failure.TIMEOUT, _words(error))),
    (aiohttp.ClientHttpProxyError, lambda error: (Failure.REFUSED, f"the proxy answered {error.status}")),
    (OSError, _socket_failure),
)
