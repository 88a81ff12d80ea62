"""Which addresses are requested, and where: what the user includes, excludes and remaps. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linkscan.settings import Settings


@dataclass(frozen=True, slots=True)
class UrlFilters:
    """The user's choice of addresses; `url_filters` makes one from the settings."""

    include: Sequence[re.Pattern[str]]
    exclude: Sequence[re.Pattern[str]]
    remap: Mapping[str, str]

    def leaves_out(self, url: str) -> str | None:
        """Return why an address of the input is not to be requested; None if it is."""
        if self.include and not any(pattern.search(url) for pattern in self.include):
            return "left out: matches no --include"
        return self.forbids(url)

    def forbids(self, url: str) -> str | None:
        """Return why an address, wherever it comes from, is never to be requested; None if it may be."""
        for pattern in self.exclude:
            if pattern.search(url):
                return f"left out: matches --exclude {pattern.pattern}"
        return None

    def target(self, url: str) -> str:
        """Return the address to request instead of `url`: the longest start that is remapped is replaced."""
        for old in sorted(self.remap, key=len, reverse=True):
            if url.startswith(old):
                return self.remap[old] + url[len(old) :]
        return url


def url_filters(settings: Settings) -> UrlFilters:
    """Return the filters that the settings name."""
    return UrlFilters(
        include=[re.compile(pattern) for pattern in settings.include],
        exclude=[re.compile(pattern) for pattern in settings.exclude],
        remap=settings.remap,
    )
