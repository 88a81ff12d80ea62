"""Where settings come from: defaults, files, the environment, flags, in this rising order.

The user's own file (as platformdirs names its folder) may say everything; the files of the folder that linkscan is
started in may be a stranger's, and say only what `Authority.PROJECT` allows.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from linkscan.errors import SettingsError
from linkscan.patterns import is_linear
from linkscan.settings import CommandSettings
from linkscan.settings.credentials import token_variables, tokens_in, variable_names
from linkscan.settings.display import in_words
from linkscan.settings.option import Authority, option_of
from linkscan.settings.values import budget, several, without_password, words

FILE = "linkscan.toml"
PROJECT = "pyproject.toml"
PREFIX = "LINKSCAN_"
FLAG = "flag"
_LARGEST = 1 << 22  # bytes of a file; a project's holds more than settings
NOT_IN_FILES = ("tokens",)
"""Credentials are read from the environment only: files are committed, copied and shown."""

_FIELDS = {setting.name: setting for setting in fields(CommandSettings)}


@dataclass(frozen=True, slots=True)
class SettingSource:
    """One place that says some settings: its name for people, what it says, and at which line of a file."""

    name: str
    values: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)
    authority: Authority = Authority.PERSON
    spellings: Mapping[str, str] = field(default_factory=dict)

    def where(self, key: str) -> str:
        """Return where a setting is said: `--timeout`, `LINKSCAN_TIMEOUT: timeout`, `linkscan.toml:3: timeout`."""
        if self.name == FLAG:
            return f"--{key.replace('_', '-')}"
        return f"{self.name}{self.line(key)}: {self.word(key)}"

    def line(self, key: str) -> str:
        """Return `:3` of a file in which a setting is said there."""
        return f":{self.lines[key]}" if key in self.lines else ""

    def word(self, key: str) -> str:
        """Return a setting as it is written there; files speak the words of the options."""
        if self.name.startswith(PREFIX):
            return key
        return self.spellings.get(key, key.replace("_", "-"))


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a run, and for each key the name of the source that said it last."""

    settings: CommandSettings
    origins: Mapping[str, str]


def configure(
    flags: Mapping[str, Any] | None = None,
    folder: Path = Path(),
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
) -> Configuration:
    """Return the settings for a run in `folder`.

    `flags` are the values given on the command line; a None among them was not given. `file` names a settings file to
    read instead of those in `folder`; whoever names it vouches for it.

    Raises:
        SettingsError: It names the source, the key, what is allowed, and for a setting that the source may not say,
            who may.
    """
    env = os.environ if environment is None else environment
    sources = [
        *_own(),
        *(_of_project(folder) if file is None else [_read(file, ())]),
        *_environment(env),
        SettingSource(FLAG, _plain({key: value for key, value in (flags or {}).items() if value is not None}, FLAG)),
    ]
    values: dict[str, Any] = {"tokens": {}}
    origins: dict[str, str] = {}
    for source in sources:
        _check(source, folder)
        values.update(source.values)
        origins.update(dict.fromkeys(source.values, source.name))
    settings = CommandSettings(**values)
    _check_folders(settings, origins, folder)
    return Configuration(settings, origins)


def own_file() -> Path:
    """Return the settings file of this user, there or not: `~/.config/linkscan/linkscan.toml` on Linux."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only where settings are read

    return user_config_path("linkscan", appauthor=False) / FILE


def _own() -> list[SettingSource]:
    return [_read(file, ())] if (file := own_file()).is_file() else []


def _of_project(folder: Path) -> list[SettingSource]:
    """Read `[tool.linkscan]` of the project and `linkscan.toml`, as far as they are there."""
    sources = []
    if (project := folder / PROJECT).is_file():
        sources.append(_read(project, ("tool", "linkscan"), Authority.PROJECT))
    if (own := folder / FILE).is_file():
        sources.append(_read(own, (), Authority.PROJECT))
    return sources


def _read(file: Path, table: tuple[str, ...], authority: Authority = Authority.PERSON) -> SettingSource:
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise SettingsError(f"{file}: larger than {_LARGEST >> 20} MiB; settings take some lines")
        text = content.decode("utf-8").replace("\r\n", "\n")
        values: Any = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # also of numbers with more digits than Python reads
        raise SettingsError(f"{file}: not valid TOML: {error}") from error
    for name in table:
        values = values.get(name, {}) if isinstance(values, dict) else values
    if not isinstance(values, dict):
        raise SettingsError(f"{file}: [{'.'.join(table)}] must be a table")
    where = f"{file} [{'.'.join(table)}]" if table else str(file)
    spellings = {key.replace("-", "_"): key for key in values}
    values = {key.replace("-", "_"): value for key, value in values.items()}
    for key in NOT_IN_FILES:
        if key in values:
            names = ", ".join(variable_names())
            raise SettingsError(f"{where}: {key}: credentials are read from the environment only ({names})")
    return SettingSource(where, _plain(values, where), _lines(text), authority, spellings)


_KEY = re.compile(r"""\s*(?:["']?([\w-]+)["']?\s*[=.]|\[(?:tool\.linkscan\.)?([\w-]+)\])""")


def _lines(text: str) -> dict[str, int]:
    """Return by key the line that says it; tomllib does not tell."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if said := _KEY.match(line):
            found[(said[1] or said[2]).replace("-", "_")] = number
    return found


def _environment(environment: Mapping[str, str]) -> list[SettingSource]:
    """Read `LINKSCAN_*`, each its own source so that an error names the variable; then the tokens. Empty is unset."""
    sources = [
        SettingSource(name, _plain({name.removeprefix(PREFIX).lower(): _value(name, text)}, name))
        for name, text in sorted(environment.items())
        if name.startswith(PREFIX) and text.strip()
    ]
    tokens = tokens_in(environment)
    variables = ", ".join(token_variables(environment).values())
    return [*sources, SettingSource(variables, {"tokens": tokens})] if tokens else sources


def _value(name: str, text: str) -> Any:
    """Read a variable as its setting wants it: lists and tables are JSON, or words with commas."""
    setting = _FIELDS.get(name.removeprefix(PREFIX).lower())
    if setting is None:
        return text
    if text.lstrip()[0] in "[{":
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:  # also of numbers with more digits than Python reads
            raise SettingsError(f"{name}: not valid JSON: {error}") from error
    if isinstance(setting.default, tuple):
        return words(text)
    return text


def holds_secret(name: str, value: str) -> bool:
    """Return whether the value of a variable `LINKSCAN_*` is a credential, or an address with a password in it."""
    setting = _FIELDS.get(name.removeprefix(PREFIX).lower())
    return (setting is not None and option_of(setting).is_secret) or without_password(value) != value


def _plain(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Replace `budget` by the settings that it means."""
    plain = dict(values)
    if "budget" in plain:
        try:
            plain.update(budget(plain.pop("budget")))
        except ValueError as error:
            raise SettingsError(f"{'--' if name == FLAG else f'{name}: '}budget: {error}") from None
    return plain


def _check(source: SettingSource, folder: Path) -> None:
    """Refuse unknown keys, wrong values, and what the source may not say, in a line that says what is allowed."""
    for key in source.values:
        if key not in _FIELDS:
            close = get_close_matches(key, [*_FIELDS, "budget"], n=1)
            allowed = ", ".join(map(source.word, _FIELDS))
            hint = f"did you mean {source.word(close[0])}?" if close else f"allowed: {allowed}"
            raise SettingsError(f"{source.name}{source.line(key)}: unknown setting {source.word(key)!r}; {hint}")
    try:
        checked = CommandSettings(**{"tokens": {}, **source.values})
    except UnicodeEncodeError as error:  # of the bytes that Python lets through as lone surrogates
        raise SettingsError(f"{source.name}: not valid UTF-8: {error.object[:80]!r}") from None
    except ValueError as error:
        from pydantic import ValidationError  # noqa: PLC0415 - loaded by the settings that raised it

        if not isinstance(error, ValidationError):
            raise
        first = error.errors()[0]
        key = str(first["loc"][0])
        said = option_of(_FIELDS[key])
        wrong = first["msg"].removeprefix("Value error, ")
        got = "" if said.is_secret or wrong.startswith("'") else f", got {_given(first['input'])}"
        raise SettingsError(f"{source.where(key)}: {wrong[0].lower()}{wrong[1:]}{got} ({said.about})") from None
    if source.authority is Authority.PROJECT:
        _check_authority(source, checked, folder)


def _given(value: object) -> str:
    """Return a wrong value as it was given: of a list of one, the one."""
    only = value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value
    return without_password(repr(only))


def _check_authority(source: SettingSource, checked: CommandSettings, folder: Path) -> None:
    for key, value in source.values.items():
        said = option_of(_FIELDS[key])
        if said.authority is Authority.PERSON:
            raise SettingsError(
                f"{source.where(key)}: a file of the folder may not say this, for the folder may be a stranger's; "
                f"use {_ways(key, said.flag)}"
            )
        given = getattr(checked, key)
        if said.most is not None and given > said.most:
            raise SettingsError(
                f"{source.where(key)}: a file of the folder may say at most {in_words(key, type(given)(said.most))}; "
                f"for more use {_ways(key, said.flag)}"
            )
        if said.is_pattern and not all(map(is_linear, several(value))):
            raise SettingsError(
                f"{source.where(key)}: a file of the folder may say only patterns that are matched in linear time "
                f"(RE2: without look-around and references); use {_ways(key, said.flag)}"
            )
        if said.is_folder and not _is_within(folder / str(value), folder):
            raise SettingsError(
                f"{source.where(key)}: {str(value)!r} is outside of the folder, which a file of the folder may not "
                f"say; use {_ways(key, said.flag)}"
            )


def _check_folders(settings: CommandSettings, origins: Mapping[str, str], folder: Path) -> None:
    """Raise SettingsError for a folder that nobody named, and that a link of a stranger's leads elsewhere."""
    for key, setting in _FIELDS.items():
        said, place = option_of(setting), getattr(settings, key)
        if said.is_folder and key not in origins and not _is_within(folder / place, folder):
            raise SettingsError(
                f"{key}: {str(place)!r} is a link that leads out of the folder, which may be a stranger's; to write "
                f"there all the same, use {_ways(key, said.flag)}"
            )


def _is_within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _ways(key: str, flag: str | None) -> str:
    """Return how a person says a setting."""
    return ", ".join([*([flag] if flag else []), PREFIX + key.upper(), f"or {own_file()}"])
