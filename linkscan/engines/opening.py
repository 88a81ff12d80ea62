"""Open the engine that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from linkscan.engines.engine import Engine
from linkscan.engines.here import Here
from linkscan.settings import Settings
from linkscan.web import open_web


@asynccontextmanager
async def open_engine(
    settings: Settings, *, record: Path | None = None, replay: Path | None = None
) -> AsyncIterator[Engine]:
    """Open the engine of a run; `record` and `replay` as for `open_web`."""
    async with open_web(settings, record=record, replay=replay) as web:
        yield Here(web, settings)
