"""A pipe carries whatever can be pickled, whole, until one end goes away."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from linkscan.engines.pipe import Pipe, open_pipe

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def both_ends() -> AsyncIterator[tuple[Pipe, Pipe]]:
    one, other = multiprocessing.Pipe()
    async with open_pipe(one) as near, open_pipe(other) as far:
        yield near, far


@pytest.mark.parametrize("size", [0, 1, 5_000_000])
async def test_messages_of_any_size_arrive_in_order(size: int) -> None:
    messages = [{"number": number, "body": b"x" * size} for number in range(3)]
    async with both_ends() as (near, far):
        telling = asyncio.gather(*map(near.tell, messages))
        assert [await far.hear() for _ in messages] == messages
        await telling


async def test_both_may_speak_at_once() -> None:
    body = b"x" * 5_000_000
    async with both_ends() as (near, far):
        telling = asyncio.gather(near.tell(body), far.tell(body))
        assert await near.hear() == await far.hear() == body
        await telling


async def test_what_was_said_before_the_end_is_heard() -> None:
    async with both_ends() as (near, far):
        await near.tell("first")
        await near.tell("last")
        finishing = asyncio.create_task(near.finish())
        assert [message async for message in far.heard()] == ["first", "last"]
        assert not finishing.done()  # it waits for the other end to go as well
        finishing.cancel()


async def test_who_has_finished_waits_until_the_other_end_has_gone() -> None:
    one, other = multiprocessing.Pipe()
    async with open_pipe(one) as near:
        async with open_pipe(other) as far:
            await far.tell("heard no more")
        await asyncio.wait_for(near.finish(), 10)


async def test_a_message_that_is_cut_off_is_the_end() -> None:
    one, other = multiprocessing.Pipe()
    async with open_pipe(one) as near:
        with other:
            other.send_bytes(b"")  # multiprocessing's own frame: shorter than ours
        with pytest.raises((EOFError, OSError)):
            await near.hear()
