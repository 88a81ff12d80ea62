"""One setting: how it is declared, how people write its value, and what help says of it."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import Field, dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

_WORD = re.compile(r"(?:\\.|\[[^\]]*\]|\{[^{}]*\}|[^,])+", re.DOTALL)


class Section(StrEnum):
    """Where the help lists an option."""

    READ = "What is read"
    WRITTEN = "What is written"
    ASKED = "What is requested"
    HOW = "How it is requested"
    SELDOM = "What is seldom needed"

    @property
    def is_of_every_day(self) -> bool:
        """Return whether `--help` explains its options; of the others it says the names, and `--help-all` the rest."""
        return self not in (Section.HOW, Section.SELDOM)


class Authority(StrEnum):
    """Who may say a setting.

    A folder that one merely works in may be a stranger's: its files say what concerns its papers, and nothing that
    concerns safety, network, credentials, other folders, or what others are told.
    """

    PROJECT = "project"  # linkscan.toml and pyproject.toml of the folder, and whoever is named below
    PERSON = "person"  # flags, environment, --config, and the file in the user's own configuration folder


@dataclass(frozen=True, slots=True)
class Option:
    """How one setting is said and explained; the metadata of its field."""

    about: str
    section: Section | None = None
    flag: str | None = None  # None: only in files and in the environment
    metavar: str | None = None
    shown: str | None = None  # the default in words, where its value does not say it
    authority: Authority = Authority.PROJECT
    read: Callable[[object], object] | None = None  # from what people write to what the type wants
    check: Callable[[Any], object] | None = None  # raises ValueError
    limits: Mapping[str, object] = field(default_factory=dict)  # as `pydantic.Field` names them
    words: str | None = None  # the list whose words are allowed, as `module:name`
    is_folder: bool = False
    is_pattern: bool = False
    is_of_scan: bool = False  # of no other command


def option(default: object, about: str, **details: Any) -> Any:
    """Return a field of settings; see `Option`."""
    limits: dict[str, object] = {name: details.pop(name) for name in ("ge", "gt", "le", "pattern") if name in details}
    metadata = {"option": Option(about, **details, limits=limits)}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


def option_of(setting: "Field[Any]") -> Option:
    """Return how a field of `Settings` is said."""
    found: Option = setting.metadata["option"]
    return found


_UNITS: Mapping[str, float] = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def seconds(value: object) -> object:
    """Return a time in seconds: of `90`, `"90s"`, `"15m"`, `"12h"`, `"7d"`, `"2w"` or a `timedelta`.

    Raises:
        ValueError: A text is no time.
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
    """Return a day in ISO 8601: of `2026-06-01`, the first of `2026-06` or `2026`, or an age such as `30d`, in UTC.

    Raises:
        ValueError: A text is neither, or the day is in the future.
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
    """Count back from today; an age without its unit would be taken for a misspelt date, and is none."""
    with suppress(ValueError, OverflowError):
        age = seconds(text) if text[-1:].isalpha() else None
        if isinstance(age, float) and age >= 0:
            return (datetime.now(UTC) - timedelta(seconds=age)).date()
    return None


def words(value: object) -> object:
    """Return several words: of one text with commas, or of a list.

    A comma within a regular expression's braces or brackets, or after a backslash, is a part of the word: `x{1,3}`.
    """
    if not isinstance(value, str):
        return value
    return tuple(word for part in _WORD.findall(value) if (word := part.strip()))


def several(value: Any) -> Any:
    """Return one value as a tuple of one; lists and None stay."""
    return value if value is None or isinstance(value, (tuple, list, set, frozenset)) else (value,)
