"""Which addresses are requested, and where: what the user includes, excludes and remaps. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linkscan.patterns import Pattern, compiled
from linkscan.settings import Settings

_HOST = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_AFTER_HOST = ("", "/", "?", "#")


@dataclass(frozen=True, slots=True)
class UrlFilters:
    """The user's choice of addresses; `url_filters` makes one from the settings."""

    include: Sequence[Pattern]
    exclude: Sequence[Pattern]
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
        """Return the address to request instead of `url`: the longest start that is remapped is replaced.

        A start that ends within the host is none: `https://a.org` is not the start of `https://a.org.evil.example/`.
        """
        for old in sorted(self.remap, key=len, reverse=True):
            if url.startswith(old) and not (_HOST.fullmatch(old) and url[len(old) : len(old) + 1] not in _AFTER_HOST):
                return self.remap[old] + url[len(old) :]
        return url


def url_filters(settings: Settings) -> UrlFilters:
    """Return the filters that the settings name."""
    return UrlFilters(
        include=[compiled(pattern) for pattern in settings.include],
        exclude=[compiled(pattern) for pattern in settings.exclude],
        remap=settings.remap,
    )
