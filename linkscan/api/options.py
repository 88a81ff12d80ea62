"""What a call of the library may say besides its settings, once for all of its functions."""

import inspect
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias, TypedDict, TypeVar, get_args

from linkscan.api.progress import Progress, listener_of
from linkscan.run_control import ProgressListener, StopSignal
from linkscan.settings import Settings
from linkscan.settings.values import seconds

Function = TypeVar("Function", bound=Callable[..., Any])
AnyPath: TypeAlias = Path | str


class RunOptions(TypedDict, total=False):
    """Options of every run: to be given by name."""

    record: AnyPath | None
    """The WARC file to which every exchange is written."""
    replay: AnyPath | None
    """The WARC file that answers instead of the network."""
    progress: Progress | None
    """Called with how many addresses are done and how many there are, or a listener that hears of each."""
    stop: StopSignal | None
    """Ends the run early when it is pulled."""


class ScanOptions(RunOptions, total=False):
    """Options of a run that reads papers."""

    timeout: float | str | timedelta | None
    """The time that the whole run may take, in seconds or as "10m"."""


def spelled_out(function: Function) -> Function:
    """Return a function whose `**options` are listed one by one by `help()`, notebooks and `inspect.signature`.

    Type checkers do so by themselves (https://peps.python.org/pep-0692/).
    """
    signature = inspect.signature(function)
    *others, options = signature.parameters.values()
    (kind,) = get_args(options.annotation)
    named = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in kind.__annotations__.items()
    ]
    function.__signature__ = signature.replace(parameters=[*others, *named])  # type: ignore[attr-defined]
    return function


@dataclass(frozen=True, slots=True)
class PreparedRun:
    """The settings and options of one call, as the pipeline takes them."""

    settings: Settings
    record: Path | None
    replay: Path | None
    listener: ProgressListener
    stop: StopSignal


def run_of(
    settings: Settings | None,
    *,
    record: AnyPath | None = None,
    replay: AnyPath | None = None,
    progress: Progress | None = None,
    stop: StopSignal | None = None,
    timeout: float | str | timedelta | None = None,
    watch: Progress | None = None,
) -> PreparedRun:
    """Return what a call means; settings that are not given are those of the command line.

    `watch` is what `progress` was called in the first edition.
    """
    if watch is not None:
        warnings.warn("watch= is called progress= now", DeprecationWarning, stacklevel=2)
    settings = settings if settings is not None else Settings.load()
    if timeout is not None:
        settings = settings.replace(budget_time=seconds(timeout))
    return PreparedRun(settings, path(record), path(replay), listener_of(progress or watch), stop or StopSignal())


def path(given: AnyPath | None) -> Path | None:
    """Return the path that a text means."""
    return None if given is None else Path(given)
