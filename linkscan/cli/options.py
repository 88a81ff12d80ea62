"""The options of the commands: parameter types, and the options generated from the fields of `Settings`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, fields
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import click

from linkscan.settings import Settings
from linkscan.settings.option import HelpSection, Option, option_of
from linkscan.settings.values import budget, day, seconds, words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from linkscan.settings.configuration import Configuration

Command = TypeVar("Command", bound=Callable[..., Any])


class Duration(click.ParamType[float]):
    """A duration such as `90`, `90s`, `15m`, `12h`, `7d`, converted to seconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds of a number with an optional unit."""
        try:
            return float(str(seconds(str(value))))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[str]):
    """A date such as `2026-06-01`, `2026-06`, `2026`, or `30d` for days ago, converted to ISO 8601."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the date that is given or, for a duration, counted back from today in UTC."""
        try:
            return str(day(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Pair(click.ParamType[tuple[str, str]]):
    """Two values separated by the last `=`, such as `https://old.example=https://new.example`."""

    name = "old=new"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return both sides of the last `=`."""
        if isinstance(value, tuple):
            return value
        old, equals, new = str(value).rpartition("=")
        if not (old and equals and new):
            self.fail(f"{value!r} is not two values separated by =", param, ctx)
        return old, new


class Budget(click.ParamType[dict[str, object]]):
    """The budget of a run, such as `requests=500,time=10m`, converted to settings."""

    name = "budget"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, object]:
        """Return the settings for `requests=` and `time=`, either or both."""
        try:
            return budget(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Choice(click.Choice[str]):
    """One of a few words, parsed like the setting in a file, which may also accept former names."""

    def __init__(self, allowed: Iterable[str], read: Callable[[object], object] | None) -> None:
        super().__init__(tuple(allowed))
        self.read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return one of the allowed words."""
        return super().convert(self.read(value) if self.read else value, param, ctx)


class Words(click.ParamType[tuple[str, ...]]):
    """Comma-separated words, each from the list at `module:name`; any word if there is no list."""

    name = "list"

    def __init__(self, listed: str | None = None) -> None:
        self._listed = listed

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """The allowed words, imported on first use, because `--help` does not show them."""
        from pkgutil import resolve_name

        return tuple(resolve_name(self._listed)) if self._listed else ()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the words; fail if one is not in the list."""
        given = words(value)
        chosen = given if isinstance(given, tuple) else ()
        for word in chosen:
            if self.allowed and word not in self.allowed:
                self.fail(f"{word!r} is not one of {', '.join(self.allowed)}", param, ctx)
        return chosen

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the completions for the word after the last comma."""
        from click.shell_completion import CompletionItem

        before, comma, begun = incomplete.rpartition(",")
        return [CompletionItem(f"{before}{comma}{word}") for word in self.allowed if word.startswith(begun)]


FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
READABLE = click.Path(exists=True, readable=True, path_type=Path)


_HELP_ALL = "linkscan.help_all"


class SectionedOption(click.Option):
    """An option in a section of the help; `--help-all` also shows its `details`."""

    def __init__(
        self, *args: Any, section: HelpSection | None = None, details: Callable[[], str] = str, **attributes: Any
    ) -> None:
        super().__init__(*args, **attributes)
        self.section = section
        self._details = details

    @property
    def details(self) -> str:
        """Return the text that `--help-all` adds."""
        return self._details()

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names of the option and its help."""
        row = super().get_help_record(ctx)
        return (row[0], f"{row[1]} {self.details}") if row and _HELP_ALL in ctx.meta and self.details else row


class Sectioned(click.Command):
    """A command whose many options are listed in sections by purpose.

    `--help` explains the common ones and only names the rest, which `--help-all` explains.
    """

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        about = "Show this message with all options explained, and exit."
        eager: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False, "callback": _show_all}
        self.params.append(click.Option(["--help-all"], help=about, **eager))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each section that has options, then the options without a section."""
        rows: dict[HelpSection | None, list[tuple[str, str]]] = {}
        named: list[str] = []
        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and (row := param.get_help_record(ctx)):
                section: HelpSection | None = getattr(param, "section", None)
                if section is None or section.is_of_every_day or _HELP_ALL in ctx.meta:
                    rows.setdefault(section, []).append(row)
                else:
                    named.append(max(param.opts, key=len))
        for section in (*HelpSection, None):
            if section in rows:
                with formatter.section(section or "Options"):
                    formatter.write_dl(rows[section])
        if named:
            from textwrap import wrap

            text = f"More options, which `{ctx.command_path} --help-all` explains: {', '.join(named)}."
            formatter.write_paragraph()
            formatter.write("\n".join(wrap(text, formatter.width, break_on_hyphens=False)) + "\n")


def _show_all(ctx: click.Context, _param: click.Parameter, is_wanted: bool) -> None:
    if is_wanted and not ctx.resilient_parsing:
        ctx.meta[_HELP_ALL] = True
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def in_section(section: HelpSection, *declarations: str, **attributes: Any) -> Callable[[Command], Command]:
    """Return a decorator that adds an option in a section of the help."""
    return click.option(*declarations, cls=SectionedOption, section=section, **attributes)


def _option(setting: "Field[Any]") -> Callable[[Command], Command]:
    """Return the decorator that adds the option of a setting."""
    option = option_of(setting)
    flag = option.flag or ""
    text = f"do not {option.about}" if setting.default is True else option.about
    about = f"{text[0].upper()}{text[1:]}."
    names = (flag, setting.name)
    common: dict[str, Any] = {"cls": SectionedOption, "section": option.section, "default": None}
    if isinstance(setting.default, bool):
        return click.option(*names, help=about, is_flag=True, flag_value=not setting.default, type=bool, **common)
    if option.words:
        common["details"] = partial(_one_of, option.words)
    elif default := option.shown or _default(setting):
        about += f"  [default: {default}]"
    return click.option(*names, help=about, metavar=option.metavar, **_type(setting, option), **common)


def _one_of(words: str) -> str:
    from pkgutil import resolve_name

    return f"One or more of {', '.join(resolve_name(words))}."


def _default(setting: "Field[Any]") -> str:
    if isinstance(setting.default, Path):
        return f"./{setting.default}"
    return "" if setting.default in (None, ()) or callable(setting.default_factory) else str(setting.default)


_TYPES: Mapping[object, click.ParamType[Any]] = {seconds: Duration(), day: Day()}


def _type(setting: "Field[Any]", option: Option) -> dict[str, Any]:
    """Return the arguments of `click.option` for a setting: its type, and whether it may be given several times."""
    if option.read is words:
        return {"type": Words(option.words)}
    if setting.default_factory is dict:
        return {"type": Pair(), "multiple": True}
    if get_origin(setting.type) is tuple:
        return {"type": str, "multiple": True}
    return {"type": _TYPES[option.read] if option.read in _TYPES else _single(setting.type, option)}


def _single(hint: Any, option: Option) -> Any:
    """Return the click type for a type hint: a choice, a path, a number or a string, possibly optional."""
    kind = hint if isinstance(hint, type) or get_origin(hint) is Literal else get_args(hint)[0]
    if get_origin(kind) is Literal:
        return Choice(get_args(kind), option.read)
    return kind if kind is not Path else FOLDER if option.is_folder else FILE


_config = in_section(
    HelpSection.SELDOM,
    "--config",
    "config_file",
    type=FILE,
    help="Settings file instead of ./linkscan.toml and pyproject.toml.",
)
_budget = in_section(
    HelpSection.ASKED,
    "--budget",
    type=Budget(),
    metavar="requests=N,time=T",
    help="Stop when this is used up; the next run resumes.",
)


def _flags(kind: type[Settings], *, of_scan: bool) -> "list[Field[Any]]":
    return [each for each in fields(kind) if option_of(each).flag and (of_scan or not option_of(each).is_of_scan)]


def web_options(command: Command) -> Command:
    """Decorate a command with the options for requests."""
    for setting in reversed(_flags(Settings, of_scan=False)):
        command = _option(setting)(command)
    return _config(command)


def scan_options(command: Command) -> Command:
    """Decorate a command with the options of a scan: those of every setting that has one."""
    from linkscan.settings.command import CommandSettings

    for setting in reversed(_flags(CommandSettings, of_scan=True)):
        command = _option(setting)(command)
    return _config(_budget(command))


def voice_options(command: Command) -> Command:
    """Decorate a command with the options for how much is printed."""
    log_format = in_section(
        HelpSection.SELDOM,
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How progress is written to standard error; json: one object per line, with the time.  [default: text]",
    )
    verbose = click.option("-v", "--verbose", is_flag=True, help="Report every address as it is checked.")
    quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
    return quiet(verbose(log_format(command)))


def configuration(config_file: Path | None, flags: Mapping[str, Any]) -> "Configuration":
    """Return the settings of a run; `flags` are option values from click, None or () if not given."""
    from linkscan.settings.configuration import configure

    given = {key: value for key, value in flags.items() if value is not None and value != ()}
    if "remap" in given:
        given["remap"] = dict(given["remap"])
    return configure(given, file=config_file)


def source_options(command: Command) -> Command:
    """Decorate a command that requests nothing but papers from services with the options for that."""
    for name in ("limit", "offline"):
        command = _option(next(each for each in fields(Settings) if each.name == name))(command)
    return recording_options(_budget(command))


def recording_options(command: Command) -> Command:
    """Decorate a command with the options that record the requests and responses of a run, or replay them."""
    record = in_section(
        HelpSection.HOW,
        "--record",
        type=FILE,
        metavar="FILE.warc.gz",
        help="Keep every exchange, credentials left out.",
    )
    replay = in_section(
        HelpSection.HOW, "--replay", type=FILE, metavar="FILE.warc.gz", help="Answer from a recording, not the network."
    )
    return record(replay(command))
