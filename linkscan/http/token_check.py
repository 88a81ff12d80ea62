"""Are the credentials good? A rejected one is an error of the run, never a verdict on a repository.

`TokenCheck` asks when the first question is about to go out with a credential: a run that finds all it needs in
the cache asks nothing at all.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from linkscan.errors import AccessError
from linkscan.http.auth import Credentials, custom_of, is_rejection, signed_by
from linkscan.http.cache.middleware import UNCACHED
from linkscan.http.protocol import Client
from linkscan.models import Request, Response
from linkscan.settings import Settings
from linkscan.urls import parse_url


@dataclass(frozen=True, slots=True)
class TokenStatus:
    """What one host allows one of our credentials, `trouble` being why it could not be told, if it could not.

    `number` counts the credentials of a host, from 1. `left` and `resets_at`, in seconds since the epoch, are
    None where it does not tell them.
    """

    host: str
    trouble: str = ""
    left: int | None = None
    resets_at: float | None = None
    number: int = 1
    is_rejected: bool = False


class TokenCheck:
    """Lets no question out with credentials that its host rejects: AccessError ends the run if none is good.

    A host is asked before the first such question, and again when it answers 401 to one: the credential may
    have been withdrawn meanwhile. Who asks at the same time shares one check.
    """

    def __init__(self, client: Client, credentials: Credentials) -> None:
        self._web = client
        self._credentials = credentials
        self._checks: defaultdict[str, int] = defaultdict(int)  # begun so far
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, request: Request) -> Response:
        """Ask, once the credential that goes along is known to be good."""
        address = parse_url(request.url) if self._credentials.signs(request) else None
        if address is None or UNCACHED in request.headers:
            return await self._web.send(request)
        await self._vet(address.host, 0)
        known = self._checks[address.host]
        response = await self._web.send(request)
        if response.status == 401:
            await self._vet(address.host, known)
        return response

    async def _vet(self, host: str, known: int) -> None:
        """Check the credential for a host, unless a check later than the `known` ones said that it is good."""
        async with self._locks[host]:
            if self._checks[host] == known:
                await _check(self._web, host, self._credentials.numbers(host))
                self._checks[host] += 1


async def preflight(client: Client, settings: Settings) -> tuple[TokenStatus, ...]:
    """Ask each host we have credentials for whether they are good, free of charge; AccessError if none of one is."""
    if settings.offline:
        return ()
    told = [await _check(client, host, range(1, len(secrets) + 1)) for host, secrets in settings.tokens.items()]
    return tuple(allowance for allowances in told for allowance in allowances)


async def _check(client: Client, host: str, numbers: Sequence[int]) -> list[TokenStatus]:
    """Check credentials of a host, one after the other; `throttling` hears the answers, and drops what is rejected."""
    custom = custom_of(host)
    if not custom.check:
        trouble = "no way to check a token for this host is known"
        return [TokenStatus(host, trouble, number=number) for number in numbers]
    request = Request(f"https://{host}{custom.check}", headers=(UNCACHED,))
    asked = [request] if len(numbers) == 1 else [signed_by(request, number) for number in numbers]
    responses = [await client.send(each) for each in asked]
    allowances = [_read(host, number, response) for number, response in zip(numbers, responses, strict=True)]
    if all(allowance.is_rejected for allowance in allowances):
        what = "the token" if len(numbers) == 1 else f"all {len(numbers)} tokens"
        raise AccessError(
            f"{host} rejected {what} given in {custom.variables} (status {responses[0].status}). "
            "Set one that is valid, or unset it to ask anonymously."
        )
    return allowances


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
