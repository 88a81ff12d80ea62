"""Sockets are opened by the first request that needs them."""

import asyncio

from linkscan.http.first_use import OpenedByFirstUse
from linkscan.http.protocol import Client
from linkscan.models import Request, Response


class Echo:
    async def send(self, request: Request) -> Response:
        return Response(request.url, status=204)


def test_a_client_is_opened_by_the_first_request_and_once() -> None:
    opened: list[Client] = []

    async def open_echo() -> Client:
        opened.append(Echo())
        return opened[-1]

    async def send_two() -> None:
        client = OpenedByFirstUse(open_echo)
        assert not opened
        for url in ("https://a.org/", "https://b.org/"):
            assert (await client.send(Request(url))).url == url

    asyncio.run(send_two())
    assert len(opened) == 1
