"""Batching: requests that can be merged are; each gets its own response; overloaded batches are halved at once."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from linkscan.errors import AccessError
from linkscan.http.batching import LINGER_WHILE_BUSY, BatchingMiddleware
from linkscan.models import BatchItem, Failure, Request, Response
from tests.http.script import says

pytestmark = pytest.mark.anyio
URL = "https://api.example/"


@dataclass(frozen=True)
class Rhymes:
    """Requests comma-separated words; the response has a word for each, `-` if it was too much."""

    max_size: int = 8

    def merge(self, payloads: Sequence[str]) -> Request:
        too_much = (502, Failure.TIMEOUT) if len(payloads) > 1 else ()
        return Request(URL, "POST", body=",".join(payloads).encode(), final_on=too_much)

    def split(self, response: Response, count: int) -> Sequence[Response | None]:
        if response.status != 200:
            return [response] * count
        return [None if word == b"-" else says(200, word) for word in response.body.split(b",")]


def send(word: str, max_size: int = 8) -> Request:
    return Request(URL, body=word.encode(), batch_item=BatchItem(Rhymes(max_size), word))


@dataclass
class Poet:
    """Responds in capitals, or as `refuse` decides for the requested words."""

    refuse: Callable[[list[str]], Response | None] = lambda words: None
    asked: list[list[str]] = field(default_factory=list)
    seconds: float = 1.0

    async def send(self, request: Request) -> Response:
        words = request.body.decode().split(",")
        self.asked.append(words)
        await asyncio.sleep(self.seconds)
        return self.refuse(words) or says(200, request.body.upper())

    @property
    def sizes(self) -> list[int]:
        return [len(words) for words in self.asked]


async def tell(poet: Poet, words: str, max_size: int = 8) -> list[Response]:
    client = BatchingMiddleware(poet)
    try:
        return await asyncio.gather(*(client.send(send(word, max_size)) for word in words))
    finally:
        await client.close()


async def test_simultaneous_requests_are_merged() -> None:
    poet = Poet()
    responses = await tell(poet, "abc")
    assert [response.body for response in responses] == [b"A", b"B", b"C"]
    assert poet.asked == [["a", "b", "c"]]


async def test_batch_size_is_limited() -> None:
    poet = Poet()
    assert b"".join([response.body for response in await tell(poet, "abcdefgh", max_size=3)]) == b"ABCDEFGH"
    assert poet.sizes == [3, 3, 2]


async def test_later_request_is_sent_later() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    await client.send(send("a"))
    await client.send(send("b"))
    assert poet.asked == [["a"], ["b"]]


async def test_requests_during_a_batch_are_gathered_for_the_next() -> None:
    """Flows end one by one and others start in their place, and would otherwise be sent one by one."""
    poet = Poet()
    client = BatchingMiddleware(poet)
    waiting = [asyncio.ensure_future(client.send(send("a")))]
    for word in "bcd":
        await asyncio.sleep(0.2)
        waiting.append(asyncio.ensure_future(client.send(send(word))))
    await asyncio.gather(*waiting)
    assert poet.asked == [["a"], ["b", "c", "d"]]


async def test_waiting_request_is_sent_at_last_during_a_slow_batch() -> None:
    poet = Poet(seconds=60)
    client = BatchingMiddleware(poet)
    first = asyncio.ensure_future(client.send(send("a")))
    await asyncio.sleep(0.2)
    second = asyncio.ensure_future(client.send(send("b")))
    await asyncio.sleep(1.1 * LINGER_WHILE_BUSY)
    assert poet.asked == [["a"], ["b"]]
    await asyncio.gather(first, second)


async def test_full_batch_is_sent_while_others_are_in_flight() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    waiting = [asyncio.ensure_future(client.send(send("a", 2)))]
    await asyncio.sleep(0.2)
    waiting += [asyncio.ensure_future(client.send(send(word, 2))) for word in "bc"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert poet.asked == [["a"], ["b", "c"]]
    await asyncio.gather(*waiting)


async def test_different_batch_kinds_are_sent_separately_and_other_requests_alone() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    await asyncio.gather(client.send(send("a", 8)), client.send(send("b", 7)), client.send(Request(URL, body=b"c")))
    assert sorted(poet.asked) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    "refusal", [says(502), Response(URL, failure=Failure.TIMEOUT), Response(URL, 200, body=b"A,B", truncated=True)]
)
async def test_overloaded_batch_is_halved(refusal: Response) -> None:
    """Whatever the sign of overload: a gateway error, a timeout, a truncated response."""
    poet = Poet(lambda words: refusal if len(words) > 3 else None)
    assert b"".join([response.body for response in await tell(poet, "abcdefgh")]) == b"ABCDEFGH"
    assert poet.sizes == [8, 4, 2, 2, 4, 2, 2]


async def test_only_overloaded_batches_are_sent_again() -> None:
    poet = Poet(lambda words: says(200, b"A,-,C,-,E") if len(words) == 5 else None)
    assert b"".join([response.body for response in await tell(poet, "abcde")]) == b"ABCDE"
    assert poet.asked[1:] == [["b"], ["d"]]


async def test_request_too_heavy_by_itself_fails_alone() -> None:
    poet = Poet(lambda words: says(502) if "a" in words else None)
    responses = await tell(poet, "abcdefgh")
    assert [response.status for response in responses] == [502] + [200] * 7
    assert poet.sizes == [8, 4, 2, 1, 1, 2, 4]


async def test_failing_host_is_not_sent_every_batch_size() -> None:
    poet = Poet(lambda words: says(502))
    assert {response.status for response in await tell(poet, "abcdefgh")} == {502}
    assert poet.sizes == [8, 4, 2, 1, 1]


@pytest.mark.parametrize("refusal", [says(503), says(401), Response(URL, failure=Failure.BUDGET)])
async def test_other_refusals_are_the_answer_to_the_whole_batch(refusal: Response) -> None:
    poet = Poet(lambda words: refusal)
    assert len({(response.status, response.failure) for response in await tell(poet, "abc")}) == 1
    assert poet.sizes == [3]


async def test_cancelled_request_is_not_sent() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    gone, here = asyncio.ensure_future(client.send(send("a"))), asyncio.ensure_future(client.send(send("b")))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await here).body == b"B"
    assert poet.asked == [["b"]]


async def test_programming_error_reaches_every_waiter() -> None:
    def refuse(words: list[str]) -> Response:
        raise AccessError("rejected")

    client = BatchingMiddleware(Poet(refuse))
    results = await asyncio.gather(client.send(send("a")), client.send(send("b")), return_exceptions=True)
    assert [type(result) for result in results] == [AccessError] * 2


async def test_closing_cancels_requests_in_flight() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    waiting = [asyncio.ensure_future(client.send(send(word))) for word in "ab"]
    await asyncio.sleep(0.5)
    for task in waiting:
        task.cancel()
    await client.close()
    assert (await asyncio.gather(*waiting, return_exceptions=True))[0].__class__ is asyncio.CancelledError
