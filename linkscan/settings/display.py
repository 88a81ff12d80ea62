"""Settings in the form in which they are shown to people."""

from collections.abc import Mapping
from dataclasses import fields

from linkscan.settings.command import CommandSettings
from linkscan.settings.option import option_of
from linkscan.settings.values import HIDDEN, seconds, without_password

_OPTIONS = {setting.name: option_of(setting) for setting in fields(CommandSettings)}


def mask(value: object) -> str:
    """Return the value of a setting as text, with credentials and passwords in addresses replaced by dots."""
    from pydantic import SecretStr  # noqa: PLC0415 - `--help` does not need it

    if isinstance(value, Mapping):
        return ", ".join(f"{key}={mask(item)}" for key, item in value.items()) or "(none)"
    if isinstance(value, tuple):
        return ", ".join(map(mask, value)) or "(none)"
    if value is None:
        return "(none)"
    return HIDDEN if isinstance(value, SecretStr) else without_password(str(value))


_LONG_UNITS: tuple[tuple[int, str], ...] = ((86400, "d"), (3600, "h"), (60, "m"), (1, "s"))


def in_words(key: str, value: object) -> str:
    """Return a setting as it is written in options and files: a time as `20s` or `90d`, a flag as `true`."""
    if _OPTIONS[key].is_secret and isinstance(value, tuple):
        return mask((HIDDEN,) * len(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and _OPTIONS[key].read is seconds:
        size, unit = next(((s, u) for s, u in _LONG_UNITS if value >= 2 * s and not value % s), (1, "s"))
        return f"{value / size:g}{unit}"
    return mask(value)
