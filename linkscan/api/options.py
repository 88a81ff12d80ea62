"""The keyword options shared by the functions of the library."""

import inspect
import warnings
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypedDict, TypeVar, get_args

from linkscan.api.progress import Progress, listener_of
from linkscan.run_control import ProgressListener, StopSignal
from linkscan.settings import Settings
from linkscan.settings.values import seconds

Function = TypeVar("Function", bound=Callable[..., Any])
AnyPath: TypeAlias = Path | str


class RunOptions(TypedDict, total=False):
    """Keyword options of every run."""

    record: AnyPath | None
    """The WARC file to which all requests and responses are written."""
    replay: AnyPath | None
    """The WARC file from which responses are taken instead of the network."""
    progress: Progress | None
    """Called with the numbers of finished and of all addresses, or a listener that is notified of each."""
    stop: StopSignal | None
    """Ends the run early when pulled."""


class ScanOptions(RunOptions, total=False):
    """Keyword options of a run that reads papers."""

    timeout: float | str | timedelta | None
    """The time limit of the whole run, in seconds or as "10m"."""


def spelled_out(function: Function) -> Function:
    """Decorate a function so that `help()`, notebooks and `inspect.signature` list its `**options` one by one.

    Type checkers already do so (https://peps.python.org/pep-0692/).
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


class PreparedRun(NamedTuple):
    """The settings and options of one call, in the form that the pipeline accepts."""

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
    """Return the settings and options of a call; the default settings are those of the command line.

    `watch` is the former name of `progress`.
    """
    if watch is not None:
        warnings.warn("watch= is called progress= now", DeprecationWarning, stacklevel=2)
    settings = settings if settings is not None else Settings.load()
    if timeout is not None:
        settings = settings.replace(budget_time=seconds(timeout))
    return PreparedRun(settings, path(record), path(replay), listener_of(progress or watch), stop or StopSignal())


def path(given: AnyPath | None) -> Path | None:
    """Return a path or string as a `Path`."""
    return None if given is None else Path(given)
