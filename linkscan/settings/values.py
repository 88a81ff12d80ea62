"""Parsers for values of settings as people write them: times, days, lists."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

_WORD = re.compile(r"(?:\\.|\[[^\]]*\]|\{[^{}]*\}|[^,])+", re.DOTALL)
HIDDEN = "••••••••"
_PASSWORD = re.compile(r"(?<=//)[^/?#\s]*(?=@)")


def without_password(text: str) -> str:
    """Return a text with the user names and passwords in its addresses replaced by dots."""
    return _PASSWORD.sub(HIDDEN, text)


_UNITS: Mapping[str, float] = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def seconds(value: object) -> object:
    """Return a time in seconds, given as `90`, `"90s"`, `"15m"`, `"12h"`, `"7d"`, `"2w"` or a `timedelta`.

    Raises:
        ValueError: A text is not a time.
    """
    if isinstance(value, timedelta):
        return value.total_seconds()
    if not isinstance(value, str):
        return value
    text = value.strip().lower()
    number, unit = (text[:-1], text[-1:]) if text[-1:] in _UNITS else (text, "s")
    try:
        return float(number) * _UNITS[unit]
    except ValueError:
        raise ValueError(f"{value!r} is not a time; write 90s, 15m, 12h or 7d") from None


def day(value: object) -> object:
    """Return a day in ISO 8601, given as `2026-06-01`, `2026-06`, `2026` or an age such as `30d` (in UTC).

    A month or a year stands for its first day.

    Raises:
        ValueError: The value is neither a date nor an age, or the day is in the future.
    """
    if value is None:
        return None
    text = str(value).strip()
    found = _date(text) or _ago(text)
    if found is None:
        raise ValueError(f"{text!r} is neither a date nor an age; write 2026-06-01, 2026-06, 2026 or 30d")
    if found > datetime.now(UTC).date():
        raise ValueError(f"{text!r} is in the future")
    return found.isoformat()


def _date(text: str) -> date | None:
    for rest in ("", "-01", "-01-01"):
        with suppress(ValueError):
            return date.fromisoformat(text + rest)
    return None


def _ago(text: str) -> date | None:
    """Return the day that was an age ago; None if it is not an age, or lacks the unit that tells it from a date."""
    with suppress(ValueError, OverflowError):
        age = seconds(text) if text[-1:].isalpha() else None
        if isinstance(age, float) and age >= 0:
            return (datetime.now(UTC) - timedelta(seconds=age)).date()
    return None


def words(value: object) -> object:
    """Return a tuple of words from a comma-separated text; any other value is returned unchanged.

    A comma inside the braces or brackets of a regular expression, or after a backslash, is part of a word: `x{1,3}`.
    """
    if not isinstance(value, str):
        return value
    return tuple(word for part in _WORD.findall(value) if (word := part.strip()))


def several(value: Any) -> Any:
    """Return a single value as a tuple of one; None and collections are returned unchanged."""
    return value if value is None or isinstance(value, (tuple, list, set, frozenset)) else (value,)


def budget(value: object) -> dict[str, object]:
    """Return the settings that a budget stands for: `"requests=500,time=10m"`, or a table with these keys.

    Raises:
        ValueError: It is neither.
    """
    if isinstance(value, Mapping):
        parts = list(value.items())
    else:
        parts = [(word.strip(), amount) for word, _, amount in (p.partition("=") for p in str(value).split(","))]
    found: dict[str, object] = {}
    for word, amount in parts:
        if word == "requests" and str(amount).isdecimal() and int(str(amount)):
            found["budget_requests"] = int(str(amount))
        elif word == "time" and str(amount):
            found["budget_time"] = seconds(amount)
        else:
            part = f"{word}={amount}" if str(amount) else word
            raise ValueError(f"{part!r} is not a budget; write requests=500, time=10m, or both")
    return found
