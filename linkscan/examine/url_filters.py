"""Which addresses are requested, and where: the user's --include, --exclude and --remap. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linkscan.patterns import RegexPattern, compiled
from linkscan.settings import Settings

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)
_AFTER_SEGMENT = ("", "/", "?", "#")


@dataclass(frozen=True, slots=True)
class UrlFilters:
    """The user's URL filters; `url_filters` builds them from the settings."""

    include: Sequence[RegexPattern]
    exclude: Sequence[RegexPattern]
    remap: Mapping[str, str]

    def leaves_out(self, url: str) -> str | None:
        """Return why an address of the input is not requested, or None if it is."""
        if self.include and not any(pattern.search(url) for pattern in self.include):
            return "left out: matches no --include"
        return self.forbids(url)

    def forbids(self, url: str) -> str | None:
        """Return why an address, wherever it comes from, must not be requested, or None if it may be."""
        for pattern in self.exclude:
            if pattern.search(url):
                return f"left out: matches --exclude {pattern.pattern}"
        return None

    def target(self, url: str) -> str:
        """Return the address to request instead of `url`: its longest remapped prefix is replaced.

        A prefix matches whole hosts and path segments only: `https://a.org/x` is not a prefix of
        `https://a.org.evil.example/x`, nor of `https://a.org/xyz`. Schemes and hosts are compared ignoring case.
        """
        for old in sorted(self.remap, key=len, reverse=True):
            if _folded(url).startswith(_folded(old)) and _is_boundary(old, url[len(old) :]):
                return self.remap[old] + url[len(old) :]
        return url


def _folded(url: str) -> str:
    """Return a URL with its scheme and host in lower case."""
    return _ORIGIN.sub(lambda origin: origin[0].lower(), url, count=1)


def _is_boundary(start: str, rest: str) -> bool:
    """Return whether a URL component ends between `start` and `rest`."""
    return rest[:1] in _AFTER_SEGMENT or not (start[-1:].isalnum() or _ORIGIN.fullmatch(start))


def url_filters(settings: Settings) -> UrlFilters:
    """Return the filters in the settings."""
    return UrlFilters(
        include=[compiled(pattern) for pattern in settings.include],
        exclude=[compiled(pattern) for pattern in settings.exclude],
        remap=settings.remap,
    )
