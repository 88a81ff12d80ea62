"""Deal the web out: every host belongs to one part, and every quota to one part or in portions to all. Pure."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from linkscan.address import parse_address
from linkscan.settings import Settings
from linkscan.web.hosts import limit_name


@dataclass(frozen=True, slots=True)
class Part:
    """One part of `of`: the hosts that fall to it, and the settings by which they are asked.

    `signed` are the hosts that some part holds a credential for, this one or another.
    """

    number: int
    of: int
    settings: Settings
    signed: frozenset[str]

    def owns(self, url: str) -> bool:
        """Tell whether an address is ours to ask."""
        return owner(url, self.of) == self.number

    def can_sign_in(self, host: str) -> bool:
        """Tell whether requests to `host` carry a credential, whoever sends them."""
        return host in self.signed


def owner(url: str, parts: int) -> int:
    """Tell which of the parts asks an address; addresses with a limit in common have one owner."""
    address = parse_address(url)
    host = limit_name(address).partition("/")[0] if address else ""
    return zlib.crc32(host.encode("utf-8", "replace")) % parts


def deal(settings: Settings, parts: int) -> Sequence[Part]:
    """Make the parts. What is counted by host goes whole to the owner of the host; the budget is cut.

    All credentials of a host go to its owner and to nobody else: each has its own quota, but they share the
    window of the host. `concurrency` is what one process can take, and stays.
    """
    signed = frozenset(settings.tokens)
    return [Part(number, parts, _portion(settings, number, parts), signed) for number in range(parts)]


def _portion(settings: Settings, number: int, parts: int) -> Settings:
    tokens = {host: secrets for host, secrets in settings.tokens.items() if owner(f"https://{host}/", parts) == number}
    budget = settings.budget_requests
    if budget is not None:
        budget = budget // parts + (number < budget % parts)
    return settings.model_copy(update={"tokens": tokens, "budget_requests": budget})
