"""Validation of tokens. A rejected one is an error of the run, never a verdict on a repository.

`TokenCheck` validates when the first request is about to be sent with a credential: a run that finds all it needs in
the cache sends nothing at all.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from linkscan.errors import AccessError
from linkscan.http.auth import Credentials, Login, auth_scheme_of, is_rejection
from linkscan.http.protocol import Client
from linkscan.models import CacheMode, Request, Response, TokenRef
from linkscan.plurals import counted
from linkscan.settings import Settings
from linkscan.urls import parse_url


@dataclass(frozen=True, slots=True)
class TokenStatus:
    """What one host allows one of our credentials; `trouble` says why that is unknown, and is empty if it is known.

    `number` counts the credentials of a host, from 1. `left` and `resets_at`, in seconds since the epoch, are
    None where the host does not tell them.
    """

    host: str
    trouble: str = ""
    left: int | None = None
    resets_at: float | None = None
    number: int = 1
    is_rejected: bool = False


_SESSION = 86_400
"""Seconds for which a token is asked for: as long as the longest run; an hour if nothing is said, a week at most."""


@dataclass(frozen=True, slots=True)
class LoginAnswer:
    """What a login gives: a token, or that a second factor is pending."""

    token: str | None = None
    is_pending: bool = False


def read_login(response: Response) -> LoginAnswer:
    """Return what a login gave; nothing for any other answer, such as the page of a challenge."""
    try:
        told = json.loads(response.body) if response.status == 200 and response.failure is None else {}
        return LoginAnswer(str(told["token"]) if told.get("token") else None, bool(told.get("mfaPending")))
    except (ValueError, AttributeError, RecursionError):
        return LoginAnswer()


class TokenCheck:
    """Sends no request with credentials that its host rejects: AccessError ends the run if none is good.

    A host is checked before the first such request, and again when it answers 401 to one: the credential may have
    been withdrawn meanwhile. Requests at the same time share one check.
    """

    def __init__(self, client: Client, credentials: Credentials) -> None:
        self._client = client
        self._credentials = credentials
        self._checks: defaultdict[str, int] = defaultdict(int)  # begun so far
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, request: Request) -> Response:
        """Send, once the credential that goes along is known to be good."""
        address = parse_url(request.url) if self._credentials.authenticates(request) else None
        if address is None:
            return await self._client.send(request)
        is_checked = request.cache is not CacheMode.NO_STORE  # else it is a check itself, or one by hand
        ready = self._ensure_checked(address.host, 0) if is_checked else self._ensure_logged_in(address.host)
        if trouble := await ready:
            return replace(trouble, url=request.url)
        if not is_checked:
            return await self._client.send(request)
        known = self._checks[address.host]
        response = await self._client.send(request)
        if response.status == 401:
            await self._ensure_checked(address.host, known)
        return response

    async def _ensure_checked(self, host: str, known: int) -> Response | None:
        """Check the credentials of a host, unless a check later than the `known` ones found them good.

        Returns the response of a login that gave no token, and rejected nothing.
        """
        async with self._locks[host]:
            if self._checks[host] == known:
                if trouble := await self._log_in_all(host):
                    return trouble
                await _check(self._client, host, self._credentials.good_credential_ids(host))
                self._checks[host] += 1
        return None

    async def _ensure_logged_in(self, host: str) -> Response | None:
        """Exchange names and passwords for a host, unless that was done; return why there is no token."""
        async with self._locks[host]:
            return None if self._checks[host] else await self._log_in_all(host)

    async def _log_in_all(self, host: str) -> Response | None:
        for number in self._credentials.good_credential_ids(host):
            login = self._credentials.login_of(host, number)
            if login is not None and (trouble := await self._log_in(host, number, login)):
                return trouble
        return None

    async def _log_in(self, host: str, number: int, login: Login) -> Response | None:
        """Exchange a name and a password for a token, which is kept in memory alone; return why there is none.

        AccessError when the host rejects them, or wants a second factor.
        """
        scheme = auth_scheme_of(host)
        said = {"id": login.name, "password": login.password, "expiresIn": _SESSION}
        headers = (("content-type", "application/json"),)
        url = f"https://{host}{scheme.login}"
        response = await self._client.send(
            Request(url, "POST", headers, json.dumps(said).encode(), cache=CacheMode.NO_STORE)
        )
        if response.status in (400, 401):
            raise AccessError(
                f"{host} rejected the name and the password (status {response.status}). Set {scheme.variables}, or "
                "unset them to send anonymous requests."
            )
        told = read_login(response)
        if told.is_pending:
            raise AccessError(f"{host} asks for a second factor, which linkscan cannot give. Set a token of its login.")
        if told.token is None:
            return Response(url, response.status if response.status != 200 else 403, response.failure, response.detail)
        self._credentials.log_in(host, number, told.token)
        return None


async def preflight(client: Client, settings: Settings) -> tuple[TokenStatus, ...]:
    """Return the status of every credential, by free requests; AccessError if all of one host are rejected."""
    if settings.offline:
        return ()
    checks = [await _check(client, host, range(1, len(secrets) + 1)) for host, secrets in settings.tokens.items()]
    return tuple(status for statuses in checks for status in statuses)


async def _check(client: Client, host: str, numbers: Sequence[int]) -> list[TokenStatus]:
    """Check credentials of a host one by one; the rate limiter below sees the responses and drops the rejected."""
    scheme = auth_scheme_of(host)
    if not scheme.check:
        trouble = "no way to check a token for this host is known"
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
