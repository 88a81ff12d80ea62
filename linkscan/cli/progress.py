"""The progress of a run: a live display on a terminal, plain lines elsewhere."""

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
from linkscan.reports.link_line import evidence_line

if TYPE_CHECKING:
    from rich.progress import Progress

    from linkscan.run_control import ProgressListener

LINE_EVERY = 10.0
"""Seconds between two lines of progress if the output is not a terminal."""
HOSTS_NAMED = 4
BESIDE_HOSTS = 72
"""Columns of a terminal reserved for the bar, the count and the time; host names get the rest."""


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
    """Return lines with their first word (after a count) coloured if standard output is a terminal.

    `NO_COLOR` disables colours: https://no-color.org.
    """
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return _FIRST_WORD.sub(lambda found: f"{found[1] or ''}{click.style(found[2], fg=_COLOURS[found[2]])}", text)


def watch_for(*, quiet: bool, verbose: bool, log_format: str = "text") -> "AbstractContextManager[ProgressListener]":
    """Return the listener that shows the progress of a run, depending on the options and on standard error."""
    from linkscan.run_control import NullListener

    if quiet:
        return nullcontext(NullListener())
    if log_format == "json":
        return nullcontext(JsonLines(verbose=verbose))
    if sys.stderr.isatty():
        return LiveProgress(verbose=verbose)
    return nullcontext(Lines(verbose=verbose))


class Tally:
    """Counts the links in total, done, and left per host."""

    def __init__(self, *, verbose: bool) -> None:
        self.verbose = verbose
        self.total = self.done = 0
        self.left: Counter[str] = Counter()
        self.host_of: dict[str, str] = {}

    def started(self, links: Sequence[Link]) -> None:
        """Count the links to be examined."""
        self.total = len(links)
        self.host_of = {link.url: _host(link.url) for link in links}
        self.left.update(self.host_of.values())

    def examined(self, evidence: LinkResult) -> None:
        """Count a link as done."""
        self.done += 1
        self.left[self.host_of.get(evidence.url, "")] -= 1

    def hosts_left(self) -> str:
        """Return the names of the hosts with the most links left."""
        busy = [(host, count) for host, count in self.left.most_common(HOSTS_NAMED) if count > 0]
        return ", ".join(f"{host} {count}" for host, count in busy)


class Lines(Tally):
    """Prints plain lines to standard error: the progress, and each address if verbose."""

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
        """Print the result if verbose, else the progress from time to time."""
        super().examined(evidence)
        if self.verbose:
            click.echo(evidence_line(evidence), err=True)
        elif time.monotonic() - self._spoke_at >= LINE_EVERY and self.done < self.total:
            self._spoke_at = time.monotonic()
            click.echo(f"{self.done} of {self.total} examined; left: {self.hosts_left()}", err=True)


class JsonLines(Tally):
    """Prints JSON lines with timestamps to standard error: start, progress, and each address if verbose."""

    def __init__(self, *, verbose: bool) -> None:
        super().__init__(verbose=verbose)
        self._spoke_at = time.monotonic()

    def started(self, links: Sequence[Link]) -> None:
        """Print how much there is to do."""
        super().started(links)
        self._print("started", addresses=self.total, hosts=len(self.left))

    def examined(self, evidence: LinkResult) -> None:
        """Print the result if verbose, and the progress from time to time and at the end."""
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

    def _print(self, event: str, **fields: object) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        text = valid(json.dumps({"time": at, "event": event, **fields}, ensure_ascii=False))
        click.echo(json_text(text).encode(), err=True)


class LiveProgress(Tally):
    """Shows a progress bar on a terminal, the links left per host, and each address above it if verbose."""

    _progress: "Progress"

    def __enter__(self) -> Self:
        """Prepare the display."""
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
        """Remove the display."""
        self._progress.stop()

    def started(self, links: Sequence[Link]) -> None:
        """Start the display; not earlier, as it starts a thread, and a process with threads cannot be forked safely."""
        super().started(links)
        self._progress.update(self._task, total=self.total, left=self._left())
        self._progress.start()

    def examined(self, evidence: LinkResult) -> None:
        """Advance the bar."""
        super().examined(evidence)
        if self.verbose:
            self._progress.console.print(evidence_line(evidence), markup=False, highlight=False)
        if self.done % 16 == 0 or self.total < 1000:  # frequent enough for a display
            self._progress.update(self._task, completed=self.done, left=self._left())

    def _left(self) -> str:
        """Return the hosts with the most links left, cut to the room beside the bar."""
        room = self._progress.console.width - BESIDE_HOSTS
        left = self.hosts_left()
        return left if len(left) <= room else f"{left[: room - 1]}…" if room > HOSTS_NAMED else ""


def _host(url: str) -> str:
    return url.split("://", 1)[-1].split("/", 1)[0].lower()
