"""A line between two processes: calls cross it both ways, and outlive the process at the other end."""

import asyncio
from typing import Any

import pytest

from linkscan.engines.line import Line, LostError
from linkscan.errors import AccessError

pytestmark = pytest.mark.anyio


class End:
    """One end that answers with what it was asked, and remembers what it was asked and told."""

    def __init__(self) -> None:
        self.line = Line(self.response, self.told_append)
        self.asked: list[Any] = []
        self.was_asked = asyncio.Event()
        self.told: list[Any] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    def told_append(self, note: Any) -> None:
        self.told.append(note)

    async def response(self, body: Any) -> Any:
        self.asked.append(body)
        self.was_asked.set()
        await self.may_answer.wait()
        if isinstance(body, Exception):
            raise body
        return f"re: {body}"


async def carry(one: End, other: End) -> None:
    """Carry everything both ways, for ever."""

    async def way(here: End, there: End) -> None:
        while True:
            there.line.take(await here.line.outgoing())

    await asyncio.gather(way(one, other), way(other, one))


@pytest.fixture
async def ends() -> Any:
    near, far = End(), End()
    carrier = asyncio.create_task(carry(near, far))
    yield near, far
    carrier.cancel()
    await asyncio.gather(carrier, return_exceptions=True)


async def test_either_end_may_ask_the_other(ends: tuple[End, End]) -> None:
    near, far = ends
    replies = await asyncio.gather(near.line.call("a"), near.line.call("b"), far.line.call("c"))
    assert list(replies) == ["re: a", "re: b", "re: c"]


async def test_a_note_comes_before_what_is_asked_later(ends: tuple[End, End]) -> None:
    near, far = ends
    near.line.note("kept")
    await near.line.call("find")
    assert (far.told, far.asked) == (["kept"], ["find"])


async def test_an_error_of_ours_arrives_as_itself(ends: tuple[End, End]) -> None:
    with pytest.raises(AccessError, match="rejected"):
        await ends[0].line.call(AccessError("rejected"))


async def test_a_bug_arrives_with_the_traceback_of_the_other_process(ends: tuple[End, End]) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)in answer.*ZeroDivisionError: a bug"):
        await ends[0].line.call(ZeroDivisionError("a bug"))


async def test_nobody_goes_on_with_what_nobody_waits_for(ends: tuple[End, End]) -> None:
    near, far = ends
    far.may_answer.clear()
    call = asyncio.create_task(near.line.call("a"))
    await far.was_asked.wait()
    (answering,) = far.line._answering.values()
    call.cancel()
    await asyncio.wait([answering])
    assert answering.cancelled()


async def test_what_gathers_is_carried_together() -> None:
    end = End()
    for number in range(1000):
        end.line.note(number)
    assert len(await end.line.outgoing()) == 1000


async def test_what_was_not_answered_is_asked_again_and_nothing_else() -> None:
    near, first, second = End(), End(), End()
    calls = [asyncio.create_task(near.line.call(word)) for word in ("answered", "open")]
    await asyncio.sleep(0)
    answered, _ = await near.line.outgoing()
    first.line.take([answered])
    near.line.take(await first.line.outgoing())
    near.line.start_over(3)
    second.line.take(await near.line.outgoing())
    near.line.take(await second.line.outgoing())
    assert list(await asyncio.gather(*calls)) == ["re: answered", "re: open"]
    assert second.asked == ["open"]


async def test_a_call_that_is_lost_too_often_is_given_up() -> None:
    near = End()
    call = asyncio.create_task(near.line.call("deadly"))
    await asyncio.sleep(0)
    for _ in range(3):
        near.line.start_over(3)
    with pytest.raises(LostError, match="3 workers were lost"):
        await call


async def test_a_broken_line_fails_what_waits_and_what_comes() -> None:
    near = End()
    call = asyncio.create_task(near.line.call("a"))
    await asyncio.sleep(0)
    near.line.fail(AccessError("nobody is there"))
    for doomed in (call, near.line.call("b")):
        with pytest.raises(AccessError, match="nobody"):
            await doomed
