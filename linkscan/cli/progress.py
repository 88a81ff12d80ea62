"""What a run tells while it goes on: a live display on a terminal, plain lines elsewhere."""

import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import click

from linkscan.models import Content, Health, Link, LinkResult, PaperVerdict
from linkscan.plurals import counted
from linkscan.reports.escaping import json_text, valid
from linkscan.reports.terminal import evidence_line

if TYPE_CHECKING:
    from rich.progress import Progress

    from linkscan.run_control import ProgressListener

LINE_EVERY = 10.0
"""Seconds between two lines of progress where the output is no terminal: enough for a log, not a flood."""
HOSTS_NAMED = 4
BESIDE_HOSTS = 72
"""Columns of a terminal that the bar, the count and the time take; names of hosts would else push them away."""


_COLOURS: Mapping[str, str] = {
    **dict.fromkeys((PaperVerdict.AVAILABLE, Health.OK, Health.MOVED), "green"),
    **dict.fromkeys((PaperVerdict.MISSING, Health.GONE, Health.INVALID), "red"),
    **dict.fromkeys((PaperVerdict.UNVERIFIED, Health.RESTRICTED, Health.UNREACHABLE, Health.SKIPPED), "yellow"),
    **dict.fromkeys((Content.PLACEHOLDER, Content.EMPTY), "yellow"),
    PaperVerdict.UNLINKED: "magenta",
    "incomplete": "yellow",
}
_FIRST_WORD = re.compile(rf"^( +\d+  )?({'|'.join(_COLOURS)})\b", re.MULTILINE)


def paint(text: str) -> str:
    """Return a line with its first word (behind a count) coloured, if a terminal will show it.

    NO_COLOR: https://no-color.org.
    """
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return _FIRST_WORD.sub(lambda found: f"{found[1] or ''}{click.style(found[2], fg=_COLOURS[found[2]])}", text)


def watch_for(*, quiet: bool, verbose: bool, log_format: str = "text") -> "AbstractContextManager[ProgressListener]":
    """Return the listener that shows the progress of a run, chosen by the options and by what standard error is."""
    from linkscan.run_control import NullListener

    if quiet:
        return nullcontext(NullListener())
    if log_format == "json":
        return nullcontext(JsonLines(verbose=verbose))
    if sys.stderr.isatty():
        return LiveProgress(verbose=verbose)
    return nullcontext(Lines(verbose=verbose))


class Tally:
    """How many links there are, are done, and are left per host."""

    def __init__(self, *, verbose: bool) -> None:
        self.verbose = verbose
        self.total = self.done = 0
        self.left: Counter[str] = Counter()
        self.host_of: dict[str, str] = {}

    def started(self, links: Sequence[Link]) -> None:
        """Count what is to be examined."""
        self.total = len(links)
        self.host_of = {link.url: _host(link.url) for link in links}
        self.left.update(self.host_of.values())

    def examined(self, evidence: LinkResult) -> None:
        """Count one as done."""
        self.done += 1
        self.left[self.host_of.get(evidence.url, "")] -= 1

    def hosts_left(self) -> str:
        """Return the names of the hosts that most is left of."""
        busy = [(host, count) for host, count in self.left.most_common(HOSTS_NAMED) if count > 0]
        return ", ".join(f"{host} {count}" for host, count in busy)


class Lines(Tally):
    """Prints plain lines to standard error: how far the run is, and each address if verbose."""

    def __init__(self, *, verbose: bool) -> None:
        super().__init__(verbose=verbose)
        self._spoke_at = time.monotonic()

    def started(self, links: Sequence[Link]) -> None:
        """Print how much there is to do."""
        super().started(links)
        click.echo(
            f"examining {counted(self.total, 'address', 'addresses')} on {counted(len(self.left), 'host')}", err=True
        )

    def examined(self, evidence: LinkResult) -> None:
        """Print what was found if verbose, else now and then how far the run is."""
        super().examined(evidence)
        if self.verbose:
            click.echo(evidence_line(evidence), err=True)
        elif time.monotonic() - self._spoke_at >= LINE_EVERY and self.done < self.total:
            self._spoke_at = time.monotonic()
            click.echo(f"{self.done} of {self.total} examined; left: {self.hosts_left()}", err=True)


class JsonLines(Tally):
    """Prints an object a line to standard error, with its time: start, progress, and each address if verbose."""

    def __init__(self, *, verbose: bool) -> None:
        super().__init__(verbose=verbose)
        self._spoke_at = time.monotonic()

    def started(self, links: Sequence[Link]) -> None:
        """Print how much there is to do."""
        super().started(links)
        self._print("started", addresses=self.total, hosts=len(self.left))

    def examined(self, evidence: LinkResult) -> None:
        """Print what was found if verbose, now and then how far the run is, and when it is done."""
        super().examined(evidence)
        if self.verbose:
            self._print(
                "examined",
                url=evidence.url,
                health=evidence.health,
                content=evidence.content,
                reason=evidence.reason,
                elapsed_ms=evidence.elapsed_ms,
                from_cache=evidence.from_cache,
            )
        if self.done == self.total or time.monotonic() - self._spoke_at >= LINE_EVERY:
            self._spoke_at = time.monotonic()
            self._print("progress", done=self.done, total=self.total)

    def _print(self, event: str, **told: object) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        text = valid(json.dumps({"time": at, "event": event, **told}, ensure_ascii=False))
        click.echo(json_text(text).encode(), err=True)


class LiveProgress(Tally):
    """Shows on a terminal a bar, what is left per host, and each address above it if verbose."""

    _progress: "Progress"

    def __enter__(self) -> Self:
        """Get the display ready."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("examining"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[left]}", style="dim", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, left="")
        return self

    def __exit__(self, *_: object) -> None:
        """Take the display away."""
        self._progress.stop()

    def started(self, links: Sequence[Link]) -> None:
        """Begin the display: not before, for it has a thread, and a process with threads cannot be copied."""
        super().started(links)
        self._progress.update(self._task, total=self.total, left=self._left())
        self._progress.start()

    def examined(self, evidence: LinkResult) -> None:
        """Move the bar on."""
        super().examined(evidence)
        if self.verbose:
            self._progress.console.print(evidence_line(evidence), markup=False, highlight=False)
        if self.done % 16 == 0 or self.total < 1000:  # a display needs no more than that
            self._progress.update(self._task, completed=self.done, left=self._left())

    def _left(self) -> str:
        """Name the hosts that most is left of, as far as there is room beside the bar."""
        room = self._progress.console.width - BESIDE_HOSTS
        left = self.hosts_left()
        return left if len(left) <= room else f"{left[: room - 1]}…" if room > HOSTS_NAMED else ""


def _host(url: str) -> str:
    return url.split("://", 1)[-1].split("/", 1)[0].lower()
