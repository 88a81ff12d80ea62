"""The sources of settings, in order of increasing precedence: defaults, files, the environment, flags.

The user's own file (in the folder that platformdirs names) may contain any setting. The files of the folder in which
linkscan is started may be a stranger's, and may contain only what `Authority.PROJECT` allows.
"""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from linkscan.errors import SettingsError
from linkscan.patterns import is_linear
from linkscan.settings.command import CommandSettings
from linkscan.settings.credentials import token_variables, tokens_in, variable_names
from linkscan.settings.display import in_words
from linkscan.settings.option import Authority, option_of
from linkscan.settings.validation import takes_integer
from linkscan.settings.values import budget, several, without_password, words

FILE = "linkscan.toml"
PROJECT = "pyproject.toml"
PREFIX = "LINKSCAN_"
FLAG = "flag"
_MAX_FILE_SIZE = 1 << 22  # bytes; a pyproject.toml contains more than settings
NOT_IN_FILES = ("tokens",)
"""Credentials are read only from the environment: files get committed, copied and shown."""

_FIELDS = {setting.name: setting for setting in fields(CommandSettings)}


@dataclass(frozen=True, slots=True)
class SettingSource:
    """One source of settings: its name for people, the values in it, and the lines of a file that set them."""

    name: str
    values: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)
    authority: Authority = Authority.PERSON
    spellings: Mapping[str, str] = field(default_factory=dict)

    def where(self, key: str) -> str:
        """Return where a setting is set: `--timeout`, `LINKSCAN_TIMEOUT: timeout`, `linkscan.toml:3: timeout`."""
        if self.name == FLAG:
            return f"--{key.replace('_', '-')}"
        return f"{self.name}{self.line(key)}: {self.word(key)}"

    def line(self, key: str) -> str:
        """Return the line of a file that sets a setting, as `:3`; empty for other sources."""
        return f":{self.lines[key]}" if key in self.lines else ""

    def word(self, key: str) -> str:
        """Return the name of a setting as it is written in this source; in files it is that of the option."""
        if self.name.startswith(PREFIX):
            return key
        return self.spellings.get(key, key.replace("_", "-"))


class Configuration(NamedTuple):
    """The settings of a run, and for each key the name of the source that determined its value."""

    settings: CommandSettings
    origins: Mapping[str, str]


def configure(
    flags: Mapping[str, Any] | None = None,
    folder: Path = Path(),
    environment: Mapping[str, str] | None = None,
    file: Path | None = None,
) -> Configuration:
    """Return the settings for a run in `folder`.

    `flags` are the values given on the command line; those that are None were not given. `file` is a settings file to
    read instead of those in `folder`; it is trusted, as a person named it.

    Raises:
        SettingsError: A setting is unknown or invalid, or its source may not set it. The message names the source, the
            key, and what is allowed or who may set it.
    """
    env = os.environ if environment is None else environment
    sources = [
        *_sources_of_user(),
        *(_sources_of_project(folder) if file is None else [_read(file, ())]),
        *_environment(env),
        SettingSource(
            FLAG, _expand_budget({key: value for key, value in (flags or {}).items() if value is not None}, FLAG)
        ),
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
    """Return the path of the user's settings file, which may not exist: `~/.config/linkscan/linkscan.toml` on Linux."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only where settings are read

    return user_config_path("linkscan", appauthor=False) / FILE


def _sources_of_user() -> list[SettingSource]:
    return [_read(file, ())] if (file := own_file()).is_file() else []


def _sources_of_project(folder: Path) -> list[SettingSource]:
    """Return the settings in `[tool.linkscan]` of `pyproject.toml` and in `linkscan.toml`, if these files exist."""
    sources = []
    if (project := folder / PROJECT).is_file():
        sources.append(_read(project, ("tool", "linkscan"), Authority.PROJECT))
    if (own := folder / FILE).is_file():
        sources.append(_read(own, (), Authority.PROJECT))
    return sources


def _read(file: Path, table: tuple[str, ...], authority: Authority = Authority.PERSON) -> SettingSource:
    import tomllib  # noqa: PLC0415 - many folders have no settings file

    try:
        with file.open("rb") as opened:
            content = opened.read(_MAX_FILE_SIZE + 1)
        if len(content) > _MAX_FILE_SIZE:
            raise SettingsError(f"{file}: larger than {_MAX_FILE_SIZE >> 20} MiB; too large for a settings file")
        text = content.decode("utf-8").replace("\r\n", "\n")
        values: Any = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # including numbers with too many digits for Python
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
    return SettingSource(where, _expand_budget(values, where), _lines(text), authority, spellings)


_KEY = re.compile(r"""\s*(?:["']?([\w-]+)["']?\s*[=.]|\[(?:tool\.linkscan\.)?([\w-]+)\])""")


def _lines(text: str) -> dict[str, int]:
    """Return the line number of each key, which tomllib does not report."""
    numbers: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if found := _KEY.match(line):
            numbers[(found[1] or found[2]).replace("-", "_")] = number
    return numbers


def _environment(environment: Mapping[str, str]) -> list[SettingSource]:
    """Return a source for each variable `LINKSCAN_*`, so that errors name it, and one for all tokens.

    Empty variables count as unset.
    """
    sources = [
        SettingSource(name, _expand_budget({name.removeprefix(PREFIX).lower(): _value(name, text)}, name))
        for name, text in sorted(environment.items())
        if name.startswith(PREFIX) and text.strip()
    ]
    tokens = tokens_in(environment)
    variables = ", ".join(token_variables(environment).values())
    return [*sources, SettingSource(variables, {"tokens": tokens})] if tokens else sources


_DIGITS = 10  # a number with more of them is over every limit


def _value(name: str, text: str) -> Any:
    """Return the value of a variable, parsed for its setting: lists and tables are JSON, lists also comma-separated."""
    setting = _FIELDS.get(name.removeprefix(PREFIX).lower())
    if setting is None:
        return text
    if text.lstrip()[0] in "[{":
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:  # including numbers with too many digits for Python
            raise SettingsError(f"{name}: not valid JSON: {error}") from error
    if isinstance(setting.default, tuple):
        return words(text)
    if takes_integer(setting) and text.isascii() and text.isdecimal() and len(text) < _DIGITS:
        return int(text)
    return Path(text) if isinstance(setting.default, Path) else text


def holds_secret(name: str, value: str) -> bool:
    """Return whether the value of a variable `LINKSCAN_*` is secret, or an address that contains a password."""
    setting = _FIELDS.get(name.removeprefix(PREFIX).lower())
    return (setting is not None and option_of(setting).is_secret) or without_password(value) != value


def _expand_budget(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return values with `budget` replaced by the settings that it stands for."""
    plain = dict(values)
    if "budget" in plain:
        try:
            plain.update(budget(plain.pop("budget")))
        except ValueError as error:
            raise SettingsError(f"{'--' if name == FLAG else f'{name}: '}budget: {error}") from None
    return plain


def _check(source: SettingSource, folder: Path) -> None:
    """Raise SettingsError for unknown keys, invalid values, and settings that the source may not set.

    The message is one line, and says what is allowed.
    """
    for key in source.values:
        if key not in _FIELDS:
            close = get_close_matches(key, [*_FIELDS, "budget"], n=1)
            allowed = ", ".join(map(source.word, _FIELDS))
            hint = f"did you mean {source.word(close[0])}?" if close else f"allowed: {allowed}"
            raise SettingsError(f"{source.name}{source.line(key)}: unknown setting {source.word(key)!r}; {hint}")
    try:
        checked = CommandSettings(**{"tokens": {}, **source.values})
    except UnicodeEncodeError as error:  # undecodable bytes, which Python represents as lone surrogates
        raise SettingsError(f"{source.name}: not valid UTF-8: {error.object[:80]!r}") from None
    except ValueError as error:
        from pydantic import ValidationError  # noqa: PLC0415 - already loaded by the validation that failed

        if not isinstance(error, ValidationError):
            raise
        first = error.errors()[0]
        key = str(first["loc"][0])
        option = option_of(_FIELDS[key])
        wrong = first["msg"].removeprefix("Value error, ")
        got = "" if option.is_secret or wrong.startswith("'") else f", got {_given(first['input'])}"
        raise SettingsError(f"{source.where(key)}: {wrong[0].lower()}{wrong[1:]}{got} ({option.about})") from None
    if source.authority is Authority.PROJECT:
        _check_authority(source, checked, folder)


def _given(value: object) -> str:
    """Return an invalid value as it was given, without passwords; a list of one item as the item."""
    only = value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value
    return without_password(repr(only))


def _check_authority(source: SettingSource, checked: CommandSettings, folder: Path) -> None:
    for key, value in source.values.items():
        option = option_of(_FIELDS[key])
        if option.authority is Authority.PERSON:
            raise SettingsError(
                f"{source.where(key)}: a file in the working folder may not set this, as the folder may be "
                f"somebody else's; use {_ways_to_set(key, option.flag)}"
            )
        given = getattr(checked, key)
        if option.most is not None and given > option.most:
            raise SettingsError(
                f"{source.where(key)}: a file in the working folder may set at most "
                f"{in_words(key, type(given)(option.most))}; for more use {_ways_to_set(key, option.flag)}"
            )
        if option.is_pattern and not all(map(is_linear, several(value))):
            raise SettingsError(
                f"{source.where(key)}: a file in the working folder may set only patterns that are matched in linear "
                f"time (RE2: without look-around and references); use {_ways_to_set(key, option.flag)}"
            )
        if option.is_folder and not _is_within(folder / str(value), folder):
            raise SettingsError(
                f"{source.where(key)}: {str(value)!r} is outside the working folder, which a file in it may not "
                f"set; use {_ways_to_set(key, option.flag)}"
            )


def _check_folders(settings: CommandSettings, origins: Mapping[str, str], folder: Path) -> None:
    """Raise SettingsError if a folder left at its default is a link, perhaps a stranger's, that leads elsewhere."""
    for key, setting in _FIELDS.items():
        option, place = option_of(setting), getattr(settings, key)
        if option.is_folder and key not in origins and not _is_within(folder / place, folder):
            raise SettingsError(
                f"{key}: {str(place)!r} is a link that leads out of the working folder, which may be somebody "
                f"else's; to write there anyway, use {_ways_to_set(key, option.flag)}"
            )


def _is_within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _ways_to_set(key: str, flag: str | None) -> str:
    """Return the ways in which a person may set a setting, as a list in words."""
    return ", ".join([*([flag] if flag else []), PREFIX + key.upper(), f"or {own_file()}"])
