"""The `run` block of a report: settings, requests, time, and a digest of each input."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

from linkscan.http.tally import Purpose, RequestTally
from linkscan.models import Run
from linkscan.reports.report import Report
from linkscan.settings import Settings
from linkscan.settings.display import in_words
from linkscan.settings.option import option_of

_OMITTED = ("tokens", "notify", "resolve", "scheduler", "name")
"""Settings that hold credentials, or only concern the network of this machine or the place of the report."""


def with_run(
    report: Report, settings: Settings, inputs: Iterable[str | Path], started: datetime, tally: RequestTally
) -> Report:
    """Return the report with the record of its run, from `started` until now."""
    changed = {
        setting.name: in_words(setting.name, getattr(settings, setting.name))
        for setting in fields(settings)
        if setting.name not in _OMITTED
        and getattr(settings, setting.name) != setting.default
        and not option_of(setting).is_folder
    }
    run = Run(
        started_at=started.isoformat(timespec="seconds"),
        seconds=round((datetime.now(UTC) - started).total_seconds(), 3),
        requests=tally.counts.total(),
        requests_for={purpose.value: tally.counts[purpose] for purpose in Purpose if tally.counts[purpose]},
        from_cache=sum(link.from_cache for link in report.links),
        settings={name: value for name, value in changed.items() if value != "(none)"},
        signed_in=tuple(sorted(settings.tokens)),
        digests={str(name): digest for name in inputs if (digest := _digest(name))},
    )
    return replace(report, run=run)


def _digest(name: str | Path) -> str | None:
    """Return the SHA-256 digest of a file, or None if there is no such file."""
    with suppress(OSError, ValueError):
        path = Path(name)
        if path.is_file():
            with path.open("rb") as file:
                return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    return None
