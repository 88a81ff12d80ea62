"""Open the crew that the settings name, and an engine that it runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from linkscan.engines.crew import Crew
from linkscan.engines.engine import Engine
from linkscan.engines.here import Here
from linkscan.engines.processes import open_processes
from linkscan.errors import SettingsError
from linkscan.http import ensure_possible, open_client
from linkscan.settings import Settings


@asynccontextmanager
async def open_crew(
    settings: Settings, *, record: Path | None = None, replay: Path | None = None
) -> AsyncIterator[Crew]:
    """Open the crew of a run; SettingsError for what would keep its engine from being opened later."""
    if settings.engine != "here" and (record or replay):
        raise SettingsError("--record and --replay are for one machine; leave out --engine dask")
    ensure_possible(settings)
    if settings.engine == "here":
        with open_processes(settings) as processes:
            yield processes
        return
    try:
        from linkscan.engines.workers import open_workers  # noqa: PLC0415 - an extra, and half a second to load
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"--engine dask needs {missing.name}, which the extra `dask` brings: pip install '.[dask]'"
        ) from None
    async with open_workers(settings) as workers:
        yield workers


@asynccontextmanager
async def open_engine(
    settings: Settings, crew: Crew, links: int, *, record: Path | None = None, replay: Path | None = None
) -> AsyncIterator[Engine]:
    """Open the engine for about so many links; `record` and `replay` as for `open_client`, and for one process."""
    parts = () if record or replay else await crew.muster(links)
    if not parts:
        async with open_client(settings, record=record, replay=replay) as client:
            yield Here(client, settings)
        return
    from linkscan.engines.team import open_team  # noqa: PLC0415 - most runs need none

    async with open_team(settings, crew, parts) as team:
        yield team
