"""Open the engine that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from linkscan.engines.engine import Engine
from linkscan.engines.here import Here
from linkscan.errors import SettingsError
from linkscan.settings import Settings
from linkscan.web import open_web


@asynccontextmanager
async def open_engine(
    settings: Settings, *, record: Path | None = None, replay: Path | None = None
) -> AsyncIterator[Engine]:
    """Open the engine of a run; `record` and `replay` as for `open_web`, and only for an engine that is here."""
    if settings.engine == "here":
        async with open_web(settings, record=record, replay=replay) as web:
            yield Here(web, settings)
        return
    if record or replay:
        raise SettingsError("--record and --replay are for one machine; leave out --engine dask")
    try:
        from linkscan.engines.cluster import open_cluster  # noqa: PLC0415 - an extra, and half a second to load
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"--engine dask needs {missing.name}, which the extra `dask` brings: pip install '.[dask]'"
        ) from None
    async with open_cluster(settings) as cluster:
        yield cluster
