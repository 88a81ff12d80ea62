"""The options of the commands: those that are settings, made from the fields of `Settings`, and their types."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, fields
from functools import cached_property, partial
from pathlib import Path
from pkgutil import resolve_name
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args, get_origin

import click
from click.shell_completion import CompletionItem

from linkscan.settings import CommandSettings, Settings
from linkscan.settings.option import HelpSection, Option, option_of
from linkscan.settings.values import budget, day, seconds, words

if TYPE_CHECKING:
    from linkscan.settings.configuration import Configuration

Command = TypeVar("Command", bound=Callable[..., Any])


class Duration(click.ParamType[float]):
    """A time such as `90`, `90s`, `15m`, `12h`, `7d`; given in seconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds of a number with an optional unit."""
        try:
            return float(str(seconds(str(value))))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[str]):
    """A day such as `2026-06-01`, the first of `2026-06` or `2026`, or how long ago, as `30d`; given in ISO 8601."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a date, as it is written or counted back from today in UTC."""
        try:
            return str(day(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Pair(click.ParamType[tuple[str, str]]):
    """Two words joined by the last `=`, such as `https://old.example=https://new.example`."""

    name = "old=new"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return both sides of the `=` that stands before the second address."""
        if isinstance(value, tuple):
            return value
        old, equals, new = str(value).rpartition("=")
        if not (old and equals and new):
            self.fail(f"{value!r} has no = between two words", param, ctx)
        return old, new


class Budget(click.ParamType[dict[str, object]]):
    """What a run may cost, such as `requests=500,time=10m`; given as the settings that it means."""

    name = "budget"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, object]:
        """Return the settings that `requests=` and `time=` mean, either or both."""
        try:
            return budget(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Choice(click.Choice[str]):
    """One of a few words, read as the setting reads them: a word may have had another name before."""

    def __init__(self, allowed: Iterable[str], read: Callable[[object], object] | None) -> None:
        super().__init__(tuple(allowed))
        self.read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return one of the allowed words."""
        return super().convert(self.read(value) if self.read else value, param, ctx)


class Words(click.ParamType[tuple[str, ...]]):
    """Words separated by commas, each one of the list that `module:name` names; without a list, any."""

    name = "list"

    def __init__(self, listed: str | None = None) -> None:
        self._listed = listed

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """The words, loaded when they are asked for: `--help` names none of them."""
        return tuple(resolve_name(self._listed)) if self._listed else ()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the words; fail with one that is not in the list."""
        given = words(value)
        chosen = given if isinstance(given, tuple) else ()
        for word in chosen:
            if self.allowed and word not in self.allowed:
                self.fail(f"{word!r} is not one of {', '.join(self.allowed)}", param, ctx)
        return chosen

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the completions of the word after the last comma."""
        before, comma, begun = incomplete.rpartition(",")
        return [CompletionItem(f"{before}{comma}{word}") for word in self.allowed if word.startswith(begun)]


FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
READABLE = click.Path(exists=True, readable=True, path_type=Path)


_HELP_ALL = "linkscan.help_all"


class SectionedOption(click.Option):
    """An option that says in which section of the help it stands; `details` are for those who want to know all."""

    def __init__(
        self, *args: Any, section: HelpSection | None = None, details: Callable[[], str] = str, **attributes: Any
    ) -> None:
        super().__init__(*args, **attributes)
        self.section = section
        self._details = details

    @property
    def details(self) -> str:
        """Return what else `--help-all` says of it."""
        return self._details()

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names of the option and what it is for."""
        row = super().get_help_record(ctx)
        return (row[0], f"{row[1]} {self.details}") if row and _HELP_ALL in ctx.meta and self.details else row


class Sectioned(click.Command):
    """A command whose options are listed in sections: thirty options are read by what one wants to do.

    `--help` explains those of every day, and names the others, which `--help-all` explains.
    """

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        about = "Show this message with all options explained, and exit."
        eager: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False, "callback": _show_all}
        self.params.append(click.Option(["--help-all"], help=about, **eager))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each section that has options, then the others."""
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
            text = f"More options, which `{ctx.command_path} --help-all` explains: {', '.join(named)}."
            formatter.write_paragraph()
            formatter.write("\n".join(wrap(text, formatter.width, break_on_hyphens=False)) + "\n")


def _show_all(ctx: click.Context, _param: click.Parameter, is_wanted: bool) -> None:
    if is_wanted and not ctx.resilient_parsing:
        ctx.meta[_HELP_ALL] = True
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def in_section(section: HelpSection, *declarations: str, **attributes: Any) -> Callable[[Command], Command]:
    """Return a decorator that adds an option of one command to a section of its help."""
    return click.option(*declarations, cls=SectionedOption, section=section, **attributes)


def _option(setting: "Field[Any]") -> Callable[[Command], Command]:
    """Return the option that sets a setting."""
    said = option_of(setting)
    flag = said.flag or ""
    says = f"do not {said.about}" if setting.default is True else said.about
    about = f"{says[0].upper()}{says[1:]}."
    names = (flag, setting.name)
    common: dict[str, Any] = {"cls": SectionedOption, "section": said.section, "default": None}
    if isinstance(setting.default, bool):
        return click.option(*names, help=about, is_flag=True, flag_value=not setting.default, type=bool, **common)
    if said.words:
        common["details"] = partial(_one_of, said.words)
    elif default := said.shown or _default(setting):
        about += f"  [default: {default}]"
    return click.option(*names, help=about, metavar=said.metavar, **_type(setting, said), **common)


def _one_of(words: str) -> str:
    return f"One or more of {', '.join(resolve_name(words))}."


def _default(setting: "Field[Any]") -> str:
    if isinstance(setting.default, Path):
        return f"./{setting.default}"
    return "" if setting.default in (None, ()) or callable(setting.default_factory) else str(setting.default)


_TYPES: Mapping[object, click.ParamType[Any]] = {seconds: Duration(), day: Day()}


def _type(setting: "Field[Any]", said: Option) -> dict[str, Any]:
    """Return how click reads a setting: its type, and whether it may be given several times."""
    if said.read is words:
        return {"type": Words(said.words)}
    if setting.default_factory is dict:
        return {"type": Pair(), "multiple": True}
    if get_origin(setting.type) is tuple:
        return {"type": str, "multiple": True}
    return {"type": _TYPES[said.read] if said.read in _TYPES else _single(setting.type, said)}


def _single(hint: Any, said: Option) -> Any:
    """Return the type of one value: of a choice, a path, a number or a text, each of them perhaps absent."""
    kind = hint if isinstance(hint, type) or get_origin(hint) is Literal else get_args(hint)[0]
    if get_origin(kind) is Literal:
        return Choice(get_args(kind), said.read)
    return kind if kind is not Path else FOLDER if said.is_folder else FILE


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
    """Return a command with the options that say what is requested, and how."""
    for setting in reversed(_flags(Settings, of_scan=False)):
        command = _option(setting)(command)
    return _config(command)


def scan_options(command: Command) -> Command:
    """Return a command with the options of a whole run: every setting that has one."""
    for setting in reversed(_flags(CommandSettings, of_scan=True)):
        command = _option(setting)(command)
    return _config(_budget(command))


def voice_options(command: Command) -> Command:
    """Return a command with the options that say how much is printed."""
    log_format = in_section(
        HelpSection.SELDOM,
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How progress is written to standard error; json: one object a line, with the time.  [default: text]",
    )
    verbose = click.option("-v", "--verbose", is_flag=True, help="Report every address as it is checked.")
    quiet = click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
    return quiet(verbose(log_format(command)))


def configuration(config_file: Path | None, flags: Mapping[str, Any]) -> "Configuration":
    """Return the settings of a run; `flags` are options as click gives them, None or () if not given."""
    from linkscan.settings.configuration import configure

    given = {key: value for key, value in flags.items() if value is not None and value != ()}
    if "remap" in given:
        given["remap"] = dict(given["remap"])
    return configure(given, file=config_file)


def source_options(command: Command) -> Command:
    """Return a command with the options that say how services are asked for papers, where nothing else is requested."""
    for name in ("limit", "offline"):
        command = _option(next(each for each in fields(Settings) if each.name == name))(command)
    return recording_options(_budget(command))


def recording_options(command: Command) -> Command:
    """Return a command with the options that keep the exchanges of a run, and answer from those of another."""
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
