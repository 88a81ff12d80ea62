"""What can be asked together is; each gets its own answer; what is too much is halved at once."""

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
    """Asks for words, comma between; the answer has a word for each, `-` where it was too much."""

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
    """Answers in capitals, or as `refuse` says of the words it was asked for."""

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


async def test_those_who_come_together_are_asked_together() -> None:
    poet = Poet()
    responses = await tell(poet, "abc")
    assert [response.body for response in responses] == [b"A", b"B", b"C"]
    assert poet.asked == [["a", "b", "c"]]


async def test_no_more_go_together_than_one_question_bears() -> None:
    poet = Poet()
    assert b"".join([response.body for response in await tell(poet, "abcdefgh", max_size=3)]) == b"ABCDEFGH"
    assert poet.sizes == [3, 3, 2]


async def test_who_comes_later_is_asked_later() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    await client.send(send("a"))
    await client.send(send("b"))
    assert poet.asked == [["a"], ["b"]]


async def test_who_comes_while_others_are_asked_for_gathers_with_those_who_come_next() -> None:
    """Flows end one by one, and others start in their place: they would be asked for one by one."""
    poet = Poet()
    client = BatchingMiddleware(poet)
    waiting = [asyncio.ensure_future(client.send(send("a")))]
    for word in "bcd":
        await asyncio.sleep(0.2)
        waiting.append(asyncio.ensure_future(client.send(send(word))))
    await asyncio.gather(*waiting)
    assert poet.asked == [["a"], ["b", "c", "d"]]


async def test_who_waits_for_company_goes_at_last_while_a_slow_batch_is_on_its_way() -> None:
    poet = Poet(seconds=60)
    client = BatchingMiddleware(poet)
    first = asyncio.ensure_future(client.send(send("a")))
    await asyncio.sleep(0.2)
    second = asyncio.ensure_future(client.send(send("b")))
    await asyncio.sleep(1.1 * LINGER_WHILE_BUSY)
    assert poet.asked == [["a"], ["b"]]
    await asyncio.gather(first, second)


async def test_a_full_batch_goes_at_once_while_others_are_on_their_way() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    waiting = [asyncio.ensure_future(client.send(send("a", 2)))]
    await asyncio.sleep(0.2)
    waiting += [asyncio.ensure_future(client.send(send(word, 2))) for word in "bc"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert poet.asked == [["a"], ["b", "c"]]
    await asyncio.gather(*waiting)


async def test_different_sorts_go_apart_and_what_has_no_part_goes_alone() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    await asyncio.gather(client.send(send("a", 8)), client.send(send("b", 7)), client.send(Request(URL, body=b"c")))
    assert sorted(poet.asked) == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    "refusal", [says(502), Response(URL, failure=Failure.TIMEOUT), Response(URL, 200, body=b"A,B", truncated=True)]
)
async def test_what_is_too_much_is_halved(refusal: Response) -> None:
    """Whatever says so: a gateway that gave up, no answer in time, an answer that was cut."""
    poet = Poet(lambda words: refusal if len(words) > 3 else None)
    assert b"".join([response.body for response in await tell(poet, "abcdefgh")]) == b"ABCDEFGH"
    assert poet.sizes == [8, 4, 2, 2, 4, 2, 2]


async def test_only_what_was_too_much_is_asked_again() -> None:
    poet = Poet(lambda words: says(200, b"A,-,C,-,E") if len(words) == 5 else None)
    assert b"".join([response.body for response in await tell(poet, "abcde")]) == b"ABCDE"
    assert poet.asked[1:] == [["b"], ["d"]]


async def test_one_that_is_too_much_alone_takes_no_other_along() -> None:
    poet = Poet(lambda words: says(502) if "a" in words else None)
    responses = await tell(poet, "abcdefgh")
    assert [response.status for response in responses] == [502] + [200] * 7
    assert poet.sizes == [8, 4, 2, 1, 1, 2, 4]


async def test_a_host_in_trouble_is_not_asked_for_everything_in_every_size() -> None:
    poet = Poet(lambda words: says(502))
    assert {response.status for response in await tell(poet, "abcdefgh")} == {502}
    assert poet.sizes == [8, 4, 2, 1, 1]


@pytest.mark.parametrize("refusal", [says(503), says(401), Response(URL, failure=Failure.BUDGET)])
async def test_what_is_refused_for_another_reason_is_everybody_s_answer(refusal: Response) -> None:
    poet = Poet(lambda words: refusal)
    assert len({(response.status, response.failure) for response in await tell(poet, "abc")}) == 1
    assert poet.sizes == [3]


async def test_who_goes_away_is_not_asked_for() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    gone, here = asyncio.ensure_future(client.send(send("a"))), asyncio.ensure_future(client.send(send("b")))
    await asyncio.sleep(0)
    gone.cancel()
    assert (await here).body == b"B"
    assert poet.asked == [["b"]]


async def test_a_mistake_of_our_own_reaches_all_who_wait() -> None:
    def refuse(words: list[str]) -> Response:
        raise AccessError("rejected")

    client = BatchingMiddleware(Poet(refuse))
    results = await asyncio.gather(client.send(send("a")), client.send(send("b")), return_exceptions=True)
    assert [type(result) for result in results] == [AccessError] * 2


async def test_closing_gives_up_what_is_under_way() -> None:
    poet = Poet()
    client = BatchingMiddleware(poet)
    waiting = [asyncio.ensure_future(client.send(send(word))) for word in "ab"]
    await asyncio.sleep(0.5)
    for task in waiting:
        task.cancel()
    await client.close()
    assert (await asyncio.gather(*waiting, return_exceptions=True))[0].__class__ is asyncio.CancelledError
