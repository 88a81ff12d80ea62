"""The INPUT arguments: papers are loaded, unreadable records are said and counted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from linkscan.cli.options import in_section
from linkscan.papers import formats
from linkscan.papers.keep import Keep
from linkscan.plurals import agreeing, counted
from linkscan.reports.escaping import log_line
from linkscan.settings.option import HelpSection

if TYPE_CHECKING:
    from linkscan.errors import InputError
    from linkscan.models import Paper
    from linkscan.run_control import StopSignal
    from linkscan.sources import Query


class Verbosity(Enum):
    """How much a command says beside its result."""

    QUIET = auto()
    NORMAL = auto()
    VERBOSE = auto()


FORMATS = (*formats.FORMATS, *formats.FORMER)
"""What `--format-in` may be; naming the formats loads none of them."""

_LISTED = 10  # records that could not be read and are said one by one


@dataclass(slots=True)
class Inputs:
    """The inputs of a command; how many of their records could not be read so far, and how many have no abstract."""

    names: Sequence[str]
    format: str | None
    verbosity: Verbosity = Verbosity.NORMAL
    keep: Keep = field(default_factory=Keep)
    skipped: int = field(default=0, init=False)
    without_abstract: int = field(default=0, init=False)
    cut_off: list[str] = field(default_factory=list, init=False)  # why a file was not read to its end

    @property
    def queries(self) -> "tuple[Query, ...]":
        """Return the inputs that are queries to services; raise InputError for one that its service would refuse."""
        from linkscan.inputs.loading import query_of

        return tuple(query for name in self.names if (query := query_of(name)))

    @property
    def files(self) -> list[str]:
        """Return the inputs that are files, patterns expanded; raise InputError for a pattern that no file matches."""
        from linkscan.inputs.loading import expand, query_of

        return [file for name in self.names if not query_of(name) for file in expand(name)]

    def ensure_files(self) -> None:
        """Raise InputError for a file that cannot be opened, before anybody is asked for papers."""
        from linkscan.papers.input_file import opened

        for file in self.files:
            if file != "-":
                with opened(file):
                    pass

    def papers(self, fetched: "Iterable[Paper]" = (), stop: "StopSignal | None" = None) -> "Iterator[Paper]":
        """Yield every distinct paper of the files, in their order, then of those that services gave.

        The files are read to their end before, or until `stop` is pulled.
        """
        from linkscan.papers import load_papers, merge

        loaded = self._said(load_papers(*self.files, format=self.format, keep=self.keep, on_skip=self._skip))
        if stop is not None:
            loaded = stop.while_wanted(loaded)
        for paper in merge(chain(loaded, fetched)):
            if not paper.abstract:
                self.without_abstract += 1
                if self.verbosity is Verbosity.VERBOSE:
                    click.echo(f"linkscan: {log_line(paper.source[0])}: no abstract", err=True)
            yield paper

    def _said(self, papers: "Iterator[Paper]") -> "Iterator[Paper]":
        """Yield papers to their end, then say which columns to keep none of them had: requests are only to come."""
        yield from papers
        for note in self.keep.notes() if self.verbosity is not Verbosity.QUIET else ():
            click.echo(f"linkscan: {log_line(note)}", err=True)

    def say_broken(self, broken: Iterable[str]) -> None:
        """Count the records of services that could not be read, and say which."""
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
    """Return how many records of the inputs could not be read."""
    return f"{counted(count, 'record')} of the inputs could not be read and {agreeing(count, 'was', 'were')} skipped"


def papers_without_abstract(count: int) -> str:
    """Return how many papers of the inputs have no abstract."""
    return f"{counted(count, 'paper')} {agreeing(count, 'has', 'have')} no abstract to read"


def complete_files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what the shell completes by names of files."""
    return [CompletionItem(incomplete, type="file")]


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command with `INPUT...` and `--format-in`, as one argument `inputs`."""

    @click.argument("names", metavar="INPUT...", nargs=-1, required=True, shell_complete=complete_files)
    @in_section(
        HelpSection.SELDOM,
        "--format-in",
        type=click.Choice(FORMATS),
        metavar="FORMAT",
        help="Format of the inputs, if not told by content.",
        details=lambda: f"One of {', '.join(FORMATS)}.",
    )
    @wraps(command)
    def with_inputs(*args: Any, names: Sequence[str], format_in: str | None, **options: Any) -> Any:
        verbose, quiet = options.get("verbose"), options.get("quiet")
        verbosity = Verbosity.QUIET if quiet else Verbosity.VERBOSE if verbose else Verbosity.NORMAL
        return command(*args, inputs=Inputs(names, format_in, verbosity), **options)

    return with_inputs
