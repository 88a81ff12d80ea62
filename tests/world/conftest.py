"""A running world, and clients that are independent of linkscan."""

import ssl
from collections.abc import AsyncIterator
from socket import AF_INET, EAI_NONAME, AddressFamily, gaierror

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.world.certificates import client_context
from tests.world.world import World


class Pinned(AbstractResolver):
    """A resolver that finds every host at the world's address."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def resolve(self, host: str, port: int = 0, family: AddressFamily = AF_INET) -> list[ResolveResult]:
        """Return the one address; a name that fails has none."""
        places = self._world.resolve
        place = next(places[key] for key in (f"{host}:{port}", host, f"*:{port}", "*") if key in places)
        if ":" not in place:
            raise gaierror(EAI_NONAME, place)
        ip, _, number = place.partition(":")
        return [ResolveResult(hostname=host, host=ip, port=int(number), family=AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """An empty world."""
    async with World() as running:
        yield running


@pytest.fixture
async def client(world: World, tls: ssl.SSLContext) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that connects directly to the world's sockets."""
    connector = aiohttp.TCPConnector(resolver=Pinned(world), ssl=tls, use_dns_cache=False)
    async with aiohttp.ClientSession(connector=connector) as session:
        yield session


@pytest.fixture(scope="session")
def tls() -> ssl.SSLContext:
    """A context that trusts only the world's authority."""
    return client_context()
