"""The file of links to ignore, each with a reason and optionally a last day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import translate
from functools import cached_property
from re import Pattern, compile  # noqa: A004 - of patterns

from pydantic import BaseModel, ConfigDict, Field

from linkscan.entries import parse_entries

NAME = ".linkscan-ignore.toml"


class Ignored(BaseModel):
    """An entry: an address, in which `*` matches anything, the reason to ignore it, and optionally the last day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    until: date | None = None

    @cached_property
    def _pattern(self) -> "Pattern[str]":
        return compile(translate(self.url))

    def covers(self, target: str) -> bool:
        """Return whether the entry matches a link."""
        return self._pattern.match(target) is not None


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ignore: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class IgnoreList:
    """The entries of a file, as returned by `parse`."""

    entries: tuple[Ignored, ...] = ()

    def reason_for(self, target: str, today: date) -> str | None:
        """Return why a link is ignored, or None if it is not."""
        for entry in self.entries:
            if entry.covers(target) and (entry.until is None or today <= entry.until):
                until = f" (until {entry.until})" if entry.until else ""
                return f"{entry.reason}{until}"
        return None

    def notes(self, targets: Iterable[str], today: date) -> list[str]:
        """Return a line about each entry that has expired, or that matches no link in these files."""
        known = list(targets)
        notes = []
        for entry in self.entries:
            if entry.until is not None and today > entry.until:
                notes.append(f"{entry.url} was ignored until {entry.until} ({entry.reason}), which has passed")
            elif not any(map(entry.covers, known)):
                notes.append(f"{entry.url} is ignored ({entry.reason}), but is in none of these files")
        return notes


def parse(text: str, name: str) -> IgnoreList:
    r"""Return the entries in the text of an ignore file; `name` is used in error messages.

    >>> entries = parse('[[ignore]]\nurl = "https://a.org/*"\nreason = "blocks robots"', "ignore.toml")
    >>> entries.reason_for("https://a.org/x", date(2026, 1, 1))
    'blocks robots'

    Raises:
        SettingsError: The text is not TOML, or an entry has no address or no reason; see `parse_entries`.
    """
    return IgnoreList(parse_entries(text, name, _File).ignore)
