"""Places for requests in flight."""

import asyncio

import pytest

from linkscan.http.ratelimit.priority_semaphore import PrioritySemaphore


async def stand_in_line(slots: PrioritySemaphore, order: list[str], name: str) -> None:
    await slots.take(is_paced=name.startswith("paced"))
    order.append(name)


@pytest.mark.anyio
async def test_paced_hosts_go_first_and_each_line_in_its_order() -> None:
    slots = PrioritySemaphore(2)
    order: list[str] = []
    names = ["a", "b", "c", "d", "paced one", "e", "paced two"]
    tasks = [asyncio.ensure_future(stand_in_line(slots, order, name)) for name in names]
    await asyncio.sleep(0)
    assert order == ["a", "b"]
    for _ in range(5):
        slots.give()
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert order == ["a", "b", "paced one", "paced two", "c", "d", "e"]


@pytest.mark.anyio
async def test_who_is_cancelled_takes_no_place() -> None:
    """Neither while it stands in line nor in the moment in which its turn comes."""
    slots = PrioritySemaphore(1)
    order: list[str] = []
    tasks = [asyncio.ensure_future(stand_in_line(slots, order, name)) for name in ("a", "b", "c", "d")]
    await asyncio.sleep(0)
    tasks[1].cancel()
    slots.give()
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == ["a", "d"]
    slots.give()
    await asyncio.wait_for(stand_in_line(slots, order, "e"), 1)
    assert order[-1] == "e"
