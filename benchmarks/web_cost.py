"""What the web's layers cost: CPU per request, against httpx on the same transport alone.

Run: python benchmarks/web_cost.py [--requests 2000] [--runs 5] [--profile]. Loopback only; the server is a
process of its own, so that only the asking side is measured. The aim is a ratio of at most 1.5.
"""

import argparse
import asyncio
import cProfile
import multiprocessing
import pstats
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path

import httpx

from linkscan.http import open_client
from linkscan.http.connector import open_transport
from linkscan.http.dns_overrides import read_dns_overrides
from linkscan.http.proxies import Proxies
from linkscan.models import Request
from linkscan.settings import Settings

IN_FLIGHT = 64
BODY = b"<html><title>a page</title>" + b"x" * 1000 + b"</html>"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(BODY), BODY)


class Page(asyncio.Protocol):
    """Answers every request with the same page."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer as many requests as came."""
        self.transport.write(ANSWER * data.count(b"\r\n\r\n"))


def serve(told: Connection) -> None:
    """Serve until killed."""

    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(Page, "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


async def ask_all(urls: list[str], send: Callable[[str], Awaitable[object]]) -> tuple[float, float]:
    """Ask all addresses, `IN_FLIGHT` at a time; give CPU and wall seconds."""
    queue = iter(urls)

    async def work() -> None:
        for url in queue:
            await send(url)

    cpu, wall = time.process_time(), time.perf_counter()
    await asyncio.gather(*[work() for _ in range(IN_FLIGHT)])
    return time.process_time() - cpu, time.perf_counter() - wall


async def bare(urls: list[str], pins: dict[str, str]) -> tuple[float, float]:
    """Httpx on the transport, and nothing else."""
    async with (
        open_transport(read_dns_overrides(pins), Proxies({}, {}), allow_private=False) as transport,
        httpx.AsyncClient(transport=transport) as client,
    ):
        return await ask_all(urls, client.get)


async def whole(urls: list[str], pins: dict[str, str]) -> tuple[float, float]:
    """The whole stack, with an empty cache on disk."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(cache=Path(folder), resolve=pins, per_host=IN_FLIGHT, concurrency=IN_FLIGHT)
        async with open_client(settings) as client:
            cost = await ask_all(urls, lambda url: client.send(Request(url)))
            begun = time.process_time()
        return cost[0] + time.process_time() - begun, cost[1]


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    pins = {"bench.example": f"127.0.0.1:{here.recv()}"}
    urls = [f"http://bench.example/{number}" for number in range(options.requests)]
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(asyncio.run, whole(urls, pins))
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
        return
    print(f"{options.requests} requests, medians of {options.runs} runs")
    medians = {}
    for name, run in (("bare httpx on the transport", bare), ("the whole stack", whole)):
        costs = [asyncio.run(run(urls, pins)) for _ in range(options.runs + 1)][1:]
        cpu, wall = (statistics.median(column) for column in zip(*costs, strict=True))
        medians[name] = cpu
        print(f"{name:30} {cpu / options.requests * 1e6:8.0f} us CPU each {wall:8.2f} s wall")
    least, most = medians.values()
    print(f"ratio {most / least:.2f}")
    server.kill()


if __name__ == "__main__":
    main()
