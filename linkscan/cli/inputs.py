"""The INPUT arguments: loading their papers, and reporting and counting unreadable records."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from linkscan.cli.options import in_section
from linkscan.papers import formats
from linkscan.papers.keep import Keep
from linkscan.plurals import agreeing, counted
from linkscan.reports.escaping import log_line
from linkscan.settings.option import HelpSection

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from linkscan.errors import InputError
    from linkscan.models import Paper
    from linkscan.run_control import StopSignal
    from linkscan.sources import Query


class Verbosity(Enum):
    """How much a command prints besides its result."""

    QUIET = auto()
    NORMAL = auto()
    VERBOSE = auto()


FORMATS = (*formats.FORMATS, *formats.FORMER)
"""The values of `--format-in`; the modules of the formats are not imported for their names."""

_LISTED = 10  # unreadable records that are reported one by one


@dataclass(slots=True, eq=False, repr=False)
class Inputs:
    """The inputs of a command, with the numbers so far of unreadable records and of papers without abstract."""

    names: Sequence[str]
    format: str | None
    verbosity: Verbosity = Verbosity.NORMAL
    keep: Keep = field(default_factory=Keep)
    skipped: int = field(default=0, init=False)
    without_abstract: int = field(default=0, init=False)
    cut_off: list[str] = field(default_factory=list, init=False)  # why files were not read completely

    @property
    def queries(self) -> "tuple[Query, ...]":
        """Return the inputs that are queries to services. Raise InputError for an invalid one."""
        from linkscan.inputs.loading import query_of

        return tuple(query for name in self.names if (query := query_of(name)))

    @property
    def files(self) -> list[str]:
        """Return the inputs that are files, with patterns expanded. Raise InputError if no file matches a pattern."""
        from linkscan.inputs.loading import expand, query_of

        return [file for name in self.names if not query_of(name) for file in expand(name)]

    def ensure_files(self) -> None:
        """Raise InputError if a file cannot be opened; this is checked before services are queried."""
        from linkscan.papers.input_file import opened

        for file in self.files:
            if file != "-":
                with opened(file):
                    pass

    def papers(self, fetched: "Iterable[Paper]" = (), stop: "StopSignal | None" = None) -> "Iterator[Paper]":
        """Yield every distinct paper, first those of the files in order, then the `fetched` ones.

        All files are read before the first paper is yielded, or as much of them as possible until `stop` is pulled.
        """
        from linkscan.papers import load_papers, merge

        loaded = self._with_notes(load_papers(*self.files, format=self.format, keep=self.keep, on_skip=self._skip))
        if stop is not None:
            loaded = stop.while_wanted(loaded)
        for paper in merge(chain(loaded, fetched)):
            if not paper.abstract:
                self.without_abstract += 1
                if self.verbosity is Verbosity.VERBOSE:
                    click.echo(f"linkscan: {log_line(paper.source[0])}: no abstract", err=True)
            yield paper

    def _with_notes(self, papers: "Iterator[Paper]") -> "Iterator[Paper]":
        """Yield the papers, then print which columns of --keep none of them had, before any request is sent."""
        yield from papers
        for note in self.keep.notes() if self.verbosity is not Verbosity.QUIET else ():
            click.echo(f"linkscan: {log_line(note)}", err=True)

    def say_broken(self, broken: Iterable[str]) -> None:
        """Count and report the records of services that could not be read."""
        for reason in broken:
            self._skip(reason)

    def _skip(self, error: "InputError | str") -> None:
        from linkscan.errors import CutOffError

        if isinstance(error, CutOffError):
            self.cut_off.append(str(error))
            return
        self.skipped += 1
        if self.verbosity is Verbosity.VERBOSE or (self.verbosity is Verbosity.NORMAL and self.skipped <= _LISTED):
            click.echo(f"linkscan: {log_line(str(error))} (skipped)", err=True)
        elif self.verbosity is Verbosity.NORMAL and self.skipped == _LISTED + 1:
            click.echo("linkscan: further records that could not be read are counted; -v lists them", err=True)


def skipped_records(count: int) -> str:
    """Return the message about records of the inputs that could not be read."""
    return f"{counted(count, 'record')} of the inputs could not be read and {agreeing(count, 'was', 'were')} skipped"


def papers_without_abstract(count: int) -> str:
    """Return the message about papers of the inputs without abstract."""
    return f"{counted(count, 'paper')} {agreeing(count, 'has', 'have')} no abstract to read"


def complete_files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Return the completion item that makes the shell complete file names."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command with `INPUT...` and `--format-in`, passed to it as one argument `inputs`."""

    @click.argument("names", metavar="INPUT...", nargs=-1, required=True, shell_complete=complete_files)
    @in_section(
        HelpSection.SELDOM,
        "--format-in",
        type=click.Choice(FORMATS),
        metavar="FORMAT",
        help="Format of the inputs, if detection fails.",
        details=lambda: f"One of {', '.join(FORMATS)}.",
    )
    @wraps(command)
    def with_inputs(*args: Any, names: Sequence[str], format_in: str | None, **options: Any) -> Any:
        verbose, quiet = options.get("verbose"), options.get("quiet")
        verbosity = Verbosity.QUIET if quiet else Verbosity.VERBOSE if verbose else Verbosity.NORMAL
        return command(*args, inputs=Inputs(names, format_in, verbosity), **options)

    return with_inputs
