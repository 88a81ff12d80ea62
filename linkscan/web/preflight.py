"""Are the credentials good? A rejected one is an error of the run, never a verdict on a repository.

`Vetting` asks when the first question is about to go out with a credential: a run that finds all it needs in
the cache asks nothing at all.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from linkscan.address import parse_address
from linkscan.errors import AccessError
from linkscan.models import Answer, Question
from linkscan.settings import Settings
from linkscan.web.caching import UNCACHED
from linkscan.web.credentials import custom_of
from linkscan.web.orders import is_limited
from linkscan.web.web import Web


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one host allows our credential, `trouble` being why it could not be told, if it could not.

    `left` and `resets_at`, in seconds since the epoch, are None where it does not tell them.
    """

    host: str
    trouble: str = ""
    left: int | None = None
    resets_at: float | None = None


class Vetting:
    """Lets no question out with a credential that its host rejects: AccessError ends the run instead.

    A host is asked before the first such question, and again when it answers 401 to one: the credential may
    have been withdrawn meanwhile. Who asks at the same time shares one check.
    """

    def __init__(self, web: Web, signs: Callable[[Question], bool]) -> None:
        self._web = web
        self._signs = signs
        self._checks: defaultdict[str, int] = defaultdict(int)  # begun so far
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def ask(self, question: Question) -> Answer:
        """Ask, once the credential that goes along is known to be good."""
        address = parse_address(question.url) if self._signs(question) else None
        if address is None or UNCACHED in question.headers:
            return await self._web.ask(question)
        await self._vet(address.host, 0)
        known = self._checks[address.host]
        answer = await self._web.ask(question)
        if answer.status == 401:
            await self._vet(address.host, known)
        return answer

    async def _vet(self, host: str, known: int) -> None:
        """Check the credential for a host, unless a check later than the `known` ones said that it is good."""
        async with self._locks[host]:
            if self._checks[host] == known:
                await _check(self._web, host)
                self._checks[host] += 1


async def preflight(web: Web, settings: Settings) -> tuple[Allowance, ...]:
    """Ask each host we have a token for whether it is good, free of charge; AccessError if one is not."""
    if settings.offline:
        return ()
    return tuple([await _check(web, host) for host in settings.tokens])


async def _check(web: Web, host: str) -> Allowance:
    custom = custom_of(host)
    if not custom.check:
        return Allowance(host, trouble="no way to check a token for this host is known")
    answer = await web.ask(Question(f"https://{host}{custom.check}", headers=(UNCACHED,)))
    if answer.status == 401 or (answer.status == 403 and not is_limited(answer) and _is_about_us(answer)):
        raise AccessError(
            f"{host} rejected the token given in {custom.variables} (status {answer.status}). "
            "Set one that is valid, or unset it to ask anonymously."
        )
    if answer.status != 200:
        return Allowance(host, trouble=str(answer.detail or answer.failure or f"status {answer.status}"))
    return _read(host, answer)


def _is_about_us(answer: Answer) -> bool:
    """Tell a refusal of the credential, or of its owner (sourcegraph-public-snapshot#16638), from any other."""
    return b"redentials" in answer.body or b"account was suspended" in answer.body


def _read(host: str, answer: Answer) -> Allowance:
    try:
        core = json.loads(answer.body)["resources"]["core"]
        return Allowance(host, left=int(core["remaining"]), resets_at=float(core["reset"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Allowance(host)
