"""Where the settings come from: defaults, files, the environment, flags, in this rising order."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError

from linkscan.errors import SettingsError
from linkscan.settings import Settings

FILE = "linkscan.toml"
PROJECT = "pyproject.toml"
PREFIX = "LINKSCAN_"
FLAG = "flag"

TOKENS: Mapping[str, tuple[str, ...]] = {
    "api.github.com": ("GITHUB_TOKEN", "GH_TOKEN"),
    "gitlab.com": ("GITLAB_TOKEN",),
    "huggingface.co": ("HF_TOKEN",),
}
"""The environment variables that hold a host's credential, the first that is set wins. An empty one is none:
GitLab answers 404 to an empty `PRIVATE-TOKEN` (gitlab-org/gitlab#36367)."""

SEVERAL: Mapping[str, str] = {"api.github.com": "GITHUB_TOKENS"}
"""The variable that holds several credentials of a host, with commas or spaces between; it counts before the others."""

NOT_IN_FILES = ("tokens",)
"""Credentials are read from the environment only: files are committed, copied and shown."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place that says some settings: its name for people, and what it says."""

    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a run, and for each key the name of the source that said it last."""

    settings: Settings
    origins: Mapping[str, str]


def configure(
    flags: Mapping[str, Any] | None = None,
    folder: Path = Path(),
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
) -> Configuration:
    """Read the settings for a run in `folder`.

    `flags` are the values given on the command line; a None among them was not given. `file` names a
    settings file to read instead of those in `folder`. Raises SettingsError, which names source, key and
    what is allowed.
    """
    env = os.environ if environment is None else environment
    sources = [
        *(_files(folder) if file is None else [_read(file, ())]),
        *_environment(env),
        Source(FLAG, {key: value for key, value in (flags or {}).items() if value is not None}),
    ]
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for source in sources:
        _check(source)
        values.update(source.values)
        origins.update(dict.fromkeys(source.values, source.name))
    return Configuration(Settings(**values), origins)


def _files(folder: Path) -> list[Source]:
    """Read `[tool.linkscan]` of the project and `linkscan.toml`, as far as they are there."""
    sources = []
    if (project := folder / PROJECT).is_file():
        sources.append(_read(project, ("tool", "linkscan")))
    if (own := folder / FILE).is_file():
        sources.append(_read(own, ()))
    return sources


def _read(file: Path, table: tuple[str, ...]) -> Source:
    try:
        values: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{file}: not valid TOML: {error}") from error
    for name in table:
        values = values.get(name, {})
    if not isinstance(values, dict):
        raise SettingsError(f"{file}: [{'.'.join(table)}] must be a table")
    where = f"{file} [{'.'.join(table)}]" if table else str(file)
    values = {key.replace("-", "_"): value for key, value in values.items()}
    for key in NOT_IN_FILES:
        if key in values:
            names = ", ".join([*SEVERAL.values(), *(name for names in TOKENS.values() for name in names)])
            raise SettingsError(f"{where}: {key}: credentials are read from the environment only ({names})")
    return Source(where, values)


def _environment(environment: Mapping[str, str]) -> list[Source]:
    """Read `LINKSCAN_*`, each its own source so that an error names the variable; then the tokens."""
    sources = [
        Source(name, {name.removeprefix(PREFIX).lower(): _value(name, text)})
        for name, text in sorted(environment.items())
        if name.startswith(PREFIX)
    ]
    names = token_variables(environment)
    tokens = {host: _secrets(environment[name]) for host, name in names.items()}
    return [*sources, Source(", ".join(names.values()), {"tokens": tokens})] if tokens else sources


def token_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Name the variable that holds the credentials of a host, for each host that has any."""
    candidates = {host: [*filter(None, [SEVERAL.get(host)]), *names] for host, names in TOKENS.items()}
    held = {host: [name for name in names if _secrets(environment.get(name, ""))] for host, names in candidates.items()}
    return {host: names[0] for host, names in held.items() if names}


def _secrets(text: str) -> tuple[SecretStr, ...]:
    """Take apart what a variable holds: no host's credentials have commas or spaces in them."""
    return tuple(map(SecretStr, dict.fromkeys(text.replace(",", " ").split())))


def _value(name: str, text: str) -> Any:
    """Read a variable as its setting wants it: lists and tables are JSON, or words with commas."""
    default = Settings.model_fields.get(name.removeprefix(PREFIX).lower())
    if default is None or not text.strip():
        return text
    if text.lstrip()[0] in "[{":
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:  # also of numbers with more digits than Python reads
            raise SettingsError(f"{name}: not valid JSON: {error}") from error
    if isinstance(default.default, tuple):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _check(source: Source) -> None:
    """Refuse unknown keys and wrong values with a line that says what is allowed."""
    for key in source.values:
        if key not in Settings.model_fields:
            close = get_close_matches(key, Settings.model_fields, n=1)
            hint = f"did you mean {close[0]}?" if close else f"allowed: {', '.join(Settings.model_fields)}"
            raise SettingsError(f"{source.name}: unknown setting {key!r}; {hint}")
    try:
        Settings(**source.values)
    except UnicodeEncodeError as error:  # of the bytes that Python lets through as lone surrogates
        raise SettingsError(f"{source.name}: not valid UTF-8: {error.object[:80]!r}") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        about = Settings.model_fields[key].description
        where = f"--{key.replace('_', '-')}" if source.name == FLAG else f"{source.name}: {key}"
        wrong = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{where}: {wrong[0].lower()}{wrong[1:]}, got {first['input']!r} ({about})") from None


def mask(value: object) -> str:
    """Write a setting for people, credentials as dots."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={mask(item)}" for key, item in value.items()) or "(none)"
    if isinstance(value, tuple):
        return ", ".join(map(mask, value)) or "(none)"
    if value is None:
        return "(none)"
    return "••••••••" if isinstance(value, SecretStr) else str(value)
