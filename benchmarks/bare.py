"""The floor: httpx over linkscan's transport, asking each address of a file once and keeping nothing but the status."""

import argparse
import asyncio
from collections import Counter
from pathlib import Path

import httpx

from linkscan.http.connector import open_transport
from linkscan.http.dns_overrides import read_dns_overrides
from linkscan.http.proxies import Proxies


async def ask_all(urls: list[str], in_flight: int) -> Counter[int]:
    """Ask all addresses, so many at a time; count the status codes."""
    queue, told = iter(urls), Counter[int]()

    async def work(client: httpx.AsyncClient) -> None:
        for url in queue:
            told[(await client.get(url)).status_code] += 1

    async with (
        open_transport(read_dns_overrides({}), Proxies({}, {}), allow_private=True) as transport,
        httpx.AsyncClient(transport=transport) as client,
    ):
        await asyncio.gather(*[work(client) for _ in range(in_flight)])
    return told


def main() -> None:
    """Ask, and print the count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("urls", type=Path)
    parser.add_argument("--in-flight", type=int, default=512)
    options = parser.parse_args()
    print(dict(asyncio.run(ask_all(options.urls.read_text().split(), options.in_flight))))


if __name__ == "__main__":
    main()
