"""The INPUT arguments: papers are loaded, unreadable records are said and counted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from linkscan.reports.escaping import plain

if TYPE_CHECKING:
    from linkscan.errors import InputError
    from linkscan.models import Paper


FORMATS = (
    "parquet",
    "arxiv-jsonl",
    "jsonl",
    "json",
    "arxiv-atom",
    "bibtex",
    "daily-papers",
    "csv",
    "markdown",
    "text",
)
"""The names of `papers.FORMATS`, written out so that `--help` need not load the loaders; a test compares them."""


@dataclass(slots=True)
class Inputs:
    """The inputs of a command, and how many of their records could not be read so far."""

    names: Sequence[str]
    format: str | None
    skipped: int = field(default=0, init=False)

    def papers(self) -> "Iterator[Paper]":
        """Load every distinct paper, in the order of the inputs."""
        from linkscan.papers import load_papers, merge

        return merge(load_papers(*self.names, format=self.format, on_skip=self._skip))

    def _skip(self, error: "InputError") -> None:
        self.skipped += 1
        click.echo(f"linkscan: {plain(str(error))} (skipped)", err=True)


def skipped_records(count: int) -> str:
    """Return how many records of the inputs could not be read."""
    return f"{counted(count, 'record')} of the inputs could not be read and {'was' if count == 1 else 'were'} skipped"


def counted(count: int, one: str, many: str = "") -> str:
    """Return how many: `1 address`, `2 addresses`."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `INPUT...` and `--format-in` to a command, as one argument `inputs`."""

    @click.argument("names", metavar="INPUT...", nargs=-1, required=True)
    @click.option("--format-in", type=click.Choice(FORMATS), help="Format of the inputs, if not told by content.")
    @wraps(command)
    def with_inputs(*args: Any, names: Sequence[str], format_in: str | None, **options: Any) -> Any:
        return command(*args, inputs=Inputs(names, format_in), **options)

    return with_inputs
