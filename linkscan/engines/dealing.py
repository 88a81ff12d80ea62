"""Deal the web out: every host belongs to one part, and every quota to one part or in portions to all. Pure."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from linkscan.http.ratelimit.limits import KNOWN, limit_name
from linkscan.settings import Settings
from linkscan.urls import parse_url

_WORTH_SHARING = 32
"""Requests in flight to one host that each part must be left with for all of them to ask it."""


@dataclass(frozen=True, slots=True)
class Dealing:
    """How the web is cut: into how many parts, and what belongs to all of them.

    A host is of all where the user lets so many requests be in flight to it that the `portion` of each part is
    still large (0 where it is not), and where nothing else is counted by host: no known limit, no credential.
    `signed` are the hosts that there is a credential for, whichever part holds it.
    """

    parts: int
    portion: int
    signed: frozenset[str]

    def owner(self, url: str) -> int | None:
        """Return which part asks an address, None for any; addresses with a limit in common have one owner."""
        address = parse_url(url)
        name = limit_name(address) if address else ""
        if self.portion and name not in KNOWN and name not in self.signed:
            return None
        return zlib.crc32(name.partition("/")[0].encode("utf-8", "replace")) % self.parts


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its number, and the settings by which its hosts are asked."""

    number: int
    dealing: Dealing
    settings: Settings

    def owns(self, url: str) -> bool:
        """Return whether an address is ours to ask."""
        return self.dealing.owner(url) in (None, self.number)

    def has_token(self, host: str) -> bool:
        """Return whether requests to `host` carry a credential, whoever sends them."""
        return host in self.dealing.signed


def deal(settings: Settings, parts: int) -> Sequence[Part]:
    """Make the parts. What is counted by host goes whole to the owner of the host; the budget is cut.

    All credentials of a host go to its owner and to nobody else: each has its own quota, but they share the
    window of the host. `concurrency` is what one process can take, and stays.
    """
    portion = settings.per_host // parts
    dealing = Dealing(parts, portion if portion >= _WORTH_SHARING else 0, frozenset(settings.tokens))
    return [Part(number, dealing, _portion(settings, number, dealing)) for number in range(parts)]


def _portion(settings: Settings, number: int, dealing: Dealing) -> Settings:
    tokens = {host: secrets for host, secrets in settings.tokens.items() if dealing.owner(f"https://{host}/") == number}
    budget = settings.budget_requests
    if budget is not None:
        budget = budget // dealing.parts + (number < budget % dealing.parts)
    per_host = dealing.portion or settings.per_host
    return settings.replace(tokens=tokens, budget_requests=budget, per_host=per_host)
