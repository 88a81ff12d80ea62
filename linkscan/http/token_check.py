"""Validation of tokens. A rejected token is an error of the run, never a verdict on a repository.

`TokenCheck` validates a credential just before the first request that uses it, so a run that finds everything in the
cache sends nothing at all.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from linkscan.errors import AccessError
from linkscan.http.auth import Credentials, Login, auth_scheme_of, is_rejection
from linkscan.http.protocol import Client
from linkscan.models import CacheMode, Request, Response, TokenRef
from linkscan.plurals import counted
from linkscan.settings import Settings
from linkscan.urls import parse_url


class TokenStatus(NamedTuple):
    """What a host allows one credential; `trouble` says why that is unknown, and is empty if it is known.

    `number` is the credential's position among those of the host, from 1. `left` is the number of requests left until
    `resets_at`, in seconds since the epoch; both are None if the host does not report them.
    """

    host: str
    trouble: str = ""
    left: int | None = None
    resets_at: float | None = None
    number: int = 1
    is_rejected: bool = False


_SESSION = 86_400
"""Requested lifetime of a token in seconds, enough for the longest run; the default is an hour, the maximum a week."""


class LoginAnswer(NamedTuple):
    """The outcome of a login: a token, a pending second factor, or neither."""

    token: str | None = None
    is_pending: bool = False


def read_login(response: Response) -> LoginAnswer:
    """Return the outcome of a login; an empty one for any other response, such as a bot check's page."""
    try:
        answer = json.loads(response.body) if response.status == 200 and response.failure is None else {}
        return LoginAnswer(str(answer["token"]) if answer.get("token") else None, bool(answer.get("mfaPending")))
    except (ValueError, AttributeError, RecursionError):
        return LoginAnswer()


class TokenCheck:
    """Validates credentials before they are used; raises AccessError, which ends the run, if a host rejects them all.

    The credentials of a host are checked before the first request that uses one, and again when such a request gets a
    401: the credential may have been revoked in the meantime. Concurrent requests share one check.
    """

    def __init__(self, client: Client, credentials: Credentials) -> None:
        self._client = client
        self._credentials = credentials
        self._checks: defaultdict[str, int] = defaultdict(int)  # completed so far, by host
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, request: Request) -> Response:
        """Send, once the request's credential is known to be valid."""
        address = parse_url(request.url) if self._credentials.authenticates(request) else None
        if address is None:
            return await self._client.send(request)
        is_checked = request.cache is not CacheMode.NO_STORE  # otherwise it is itself a check, such as `preflight`'s
        ready = self._ensure_checked(address.host, 0) if is_checked else self._ensure_logged_in(address.host)
        if trouble := await ready:
            return trouble._replace(url=request.url)
        if not is_checked:
            return await self._client.send(request)
        known = self._checks[address.host]
        response = await self._client.send(request)
        if response.status == 401:
            await self._ensure_checked(address.host, known)
        return response

    async def _ensure_checked(self, host: str, known: int) -> Response | None:
        """Check the credentials of a host, unless a check after the first `known` ones has passed.

        Returns the response to a login that neither gave a token nor rejected the password; None if all is well.
        """
        async with self._locks[host]:
            if self._checks[host] == known:
                if trouble := await self._log_in_all(host):
                    return trouble
                await _check(self._client, host, self._credentials.good_credential_ids(host))
                self._checks[host] += 1
        return None

    async def _ensure_logged_in(self, host: str) -> Response | None:
        """Log in to a host with each name and password, unless already done; return the response of a failed login."""
        async with self._locks[host]:
            return None if self._checks[host] else await self._log_in_all(host)

    async def _log_in_all(self, host: str) -> Response | None:
        for number in self._credentials.good_credential_ids(host):
            login = self._credentials.login_of(host, number)
            if login is not None and (trouble := await self._log_in(host, number, login)):
                return trouble
        return None

    async def _log_in(self, host: str, number: int, login: Login) -> Response | None:
        """Exchange a name and a password for a token, kept only in memory; return the response of a failed login.

        AccessError if the host rejects them, or requires a second factor.
        """
        scheme = auth_scheme_of(host)
        payload = {"id": login.name, "password": login.password, "expiresIn": _SESSION}
        headers = (("content-type", "application/json"),)
        url = f"https://{host}{scheme.login}"
        response = await self._client.send(
            Request(url, "POST", headers, json.dumps(payload).encode(), cache=CacheMode.NO_STORE)
        )
        if response.status in (400, 401):
            raise AccessError(
                f"{host} rejected the name and the password (status {response.status}). Set {scheme.variables}, or "
                "unset them to send anonymous requests."
            )
        answer = read_login(response)
        if answer.is_pending:
            raise AccessError(f"{host} asks for a second factor, which linkscan cannot give. Set a token of its login.")
        if answer.token is None:
            return Response(url, response.status if response.status != 200 else 403, response.failure, response.detail)
        self._credentials.log_in(host, number, answer.token)
        return None


async def preflight(client: Client, settings: Settings) -> tuple[TokenStatus, ...]:
    """Return the status of every credential, by requests free of charge; AccessError if a host rejects all its own."""
    if settings.offline:
        return ()
    checks = [await _check(client, host, range(1, len(secrets) + 1)) for host, secrets in settings.tokens.items()]
    return tuple(status for statuses in checks for status in statuses)


async def _check(client: Client, host: str, numbers: Sequence[int]) -> list[TokenStatus]:
    """Check credentials of a host one by one; the rate limiter further down drops those that are rejected."""
    scheme = auth_scheme_of(host)
    if not scheme.check:
        trouble = "tokens for this host cannot be checked"
        return [TokenStatus(host, trouble, number=number) for number in numbers]
    url = f"https://{host}{scheme.check}"
    responses = [await client.send(Request(url, cache=CacheMode.NO_STORE, auth=TokenRef(number))) for number in numbers]
    statuses = [_read(host, number, response) for number, response in zip(numbers, responses, strict=True)]
    if all(status.is_rejected for status in statuses):
        what = "the token" if len(numbers) == 1 else f"all {counted(len(numbers), 'token')}"
        raise AccessError(
            f"{host} rejected {what} given in {scheme.variables} (status {responses[0].status}). "
            "Set one that is valid, or unset it to send anonymous requests."
        )
    return statuses


def _read(host: str, number: int, response: Response) -> TokenStatus:
    if is_rejection(response):
        return TokenStatus(host, f"rejected (status {response.status})", number=number, is_rejected=True)
    if response.status != 200:
        trouble = str(response.detail or response.failure or f"status {response.status}")
        return TokenStatus(host, trouble, number=number)
    try:
        core = json.loads(response.body)["resources"]["core"]
        return TokenStatus(host, left=int(core["remaining"]), resets_at=float(core["reset"]), number=number)
    except (ValueError, KeyError, TypeError, RecursionError):
        return TokenStatus(host, number=number)
