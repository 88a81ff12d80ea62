"""The options that several commands share, and how they become settings."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from linkscan.config import Configuration

Command = TypeVar("Command", bound=Callable[..., Any])


class Duration(click.ParamType[float]):
    """A time such as `90`, `90s`, `15m`, `12h`, `7d`; given in seconds."""

    name = "time"
    _UNITS: Mapping[str, float] = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read a number with an optional unit."""
        text = str(value).strip().lower()
        number, unit = (text[:-1], text[-1:]) if text[-1:] in self._UNITS else (text, "s")
        try:
            return float(number) * self._UNITS[unit]
        except ValueError:
            self.fail(f"{value!r} is not a time; write 90s, 15m, 12h or 7d", param, ctx)


class Day(click.ParamType[str]):
    """A day such as `2026-06-01`, the first of `2026-06` or `2026`, or how long ago, as `30d`; given in ISO 8601."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a date, or count back from today in UTC."""
        day = _date(text := str(value).strip()) or _ago(text)
        if day is None:
            self.fail(f"{value!r} is neither a date nor an age; write 2026-06-01, 2026-06, 2026 or 30d", param, ctx)
        if day > datetime.now(UTC).date():
            self.fail(f"{value!r} is in the future", param, ctx)
        return day.isoformat()


def _date(text: str) -> date | None:
    for rest in ("", "-01", "-01-01"):
        with suppress(ValueError):
            return date.fromisoformat(text + rest)
    return None


def _ago(text: str) -> date | None:
    """Count back from today in UTC; an age without its unit would be taken for a misspelt date, and is none."""
    with suppress(click.BadParameter, OverflowError):
        if text[-1:].isalpha() and (age := Duration().convert(text, None, None)) >= 0:
            return (datetime.now(UTC) - timedelta(seconds=age)).date()
    return None


class Pair(click.ParamType[tuple[str, str]]):
    """Two words joined by the last `=`, such as `https://old.example=https://new.example`."""

    name = "old=new"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Split at the `=` that stands before the second address."""
        if isinstance(value, tuple):
            return value
        old, equals, new = str(value).rpartition("=")
        if not (old and equals and new):
            self.fail(f"{value!r} has no = between two words", param, ctx)
        return old, new


class Budget(click.ParamType[dict[str, float]]):
    """What a run may cost, such as `requests=500,time=10m`; given as the settings that it means."""

    name = "budget"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, float]:
        """Read `requests=` and `time=`, either or both."""
        if isinstance(value, dict):
            return value
        budget: dict[str, float] = {}
        for part in str(value).split(","):
            word, _, amount = part.strip().partition("=")
            if word == "requests" and amount.isdecimal() and int(amount):
                budget["budget_requests"] = int(amount)
            elif word == "time":
                budget["budget_time"] = Duration().convert(amount, param, ctx)
            else:
                self.fail(f"{part.strip()!r} is no budget; write requests=500, time=10m, or both", param, ctx)
        return budget


class Words(click.ParamType[tuple[str, ...]]):
    """Words separated by commas, each one of a given list."""

    name = "list"

    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = tuple(allowed)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Split, and refuse what is not in the list."""
        if isinstance(value, tuple):
            return value
        words = tuple(word.strip() for word in str(value).split(",") if word.strip())
        for word in words:
            if word not in self.allowed:
                self.fail(f"{word!r} is not one of {', '.join(self.allowed)}", param, ctx)
        return words


FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
READABLE = click.Path(exists=True, readable=True, path_type=Path)

_WEB = (
    click.option("--cache", type=FOLDER, help="Folder of the answer cache.  [default: ./cache]"),
    click.option("--concurrency", type=int, help="Requests in flight over all hosts.  [default: 64]"),
    click.option("--per-host", type=int, help="Requests in flight to one host.  [default: 8]"),
    click.option("--timeout", type=Duration(), help="Time one request may take.  [default: 20s]"),
    click.option("--retries", type=int, help="Further attempts after a passing failure.  [default: 3]"),
    click.option(
        "--max-age", type=Duration(), help="How long a settled answer stays fresh.  [default: 1 to 7 days, by kind]"
    ),
    click.option("--refresh", is_flag=True, default=None, help="Ask again what the cache knows."),
    click.option("--offline", is_flag=True, default=None, help="Use no network, only the cache."),
    click.option("--allow-private", is_flag=True, default=None, help="Also ask private addresses."),
    click.option("--no-archives", "archives", flag_value=False, default=None, help="Look for no copies."),
    click.option("--discover", is_flag=True, default=None, help="Look up papers that give no address."),
    click.option("--include", multiple=True, metavar="REGEX", help="Ask only addresses that match."),
    click.option("--exclude", multiple=True, metavar="REGEX", help="Never ask addresses that match."),
    click.option("--remap", multiple=True, type=Pair(), help="Replace the start of addresses."),
    click.option("--config", "config_file", type=FILE, help="Settings file instead of ./linkscan.toml."),
)
_VOICE = (
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    click.option("-v", "--verbose", is_flag=True, help="Say what is done with every address."),
)


def web_options(command: Command) -> Command:
    """Return a command the options that say how to ask."""
    for option in reversed(_WEB):
        command = option(command)
    return command


def voice_options(command: Command) -> Command:
    """Return a command the options that say how much to tell."""
    for option in reversed(_VOICE):
        command = option(command)
    return command


def configuration(config_file: Path | None, flags: Mapping[str, Any]) -> "Configuration":
    """Read the settings of a run; `flags` are options as click gives them, None or () if not given."""
    from linkscan.config import configure

    given = {key: value for key, value in flags.items() if value is not None and value != ()}
    if "remap" in given:
        given["remap"] = dict(given["remap"])
    return configure(given, file=config_file)
