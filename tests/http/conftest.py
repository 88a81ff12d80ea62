"""Fixtures of the HTTP tests: a clock that jumps ahead, and a site on loopback."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from linkscan.http import Client, open_client
from linkscan.http.clock import Clock
from linkscan.settings import Settings
from tests.http.site import Site
from tests.http.warp import WarpLoop, warp_clock

PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")

OpenWeb = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, Any]]:
    """Run async tests on an event loop in which waiting takes no time."""
    return "asyncio", {"loop_factory": WarpLoop}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the proxies of this machine from the environment."""
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
async def clock(anyio_backend: Any) -> Clock:
    """A clock that shows the time of the loop; `sleep` advances it."""
    return warp_clock()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site that answers to every host name of `web`."""
    async with Site() as running:
        yield running


@pytest.fixture
def client(site: Site, tmp_path: Path, clock: Clock) -> OpenWeb:
    """Open the whole client with every name resolving to `site`; settings may be given by name."""

    def opened(
        *, record: Path | None = None, replay: Path | None = None, **settings: Any
    ) -> AbstractAsyncContextManager[Client]:
        settings = {"cache": tmp_path / "cache", "resolve": {"*": site.address}, "per_host": 64, **settings}
        return open_client(Settings(**settings), record=record, replay=replay, clock=clock)

    return opened
