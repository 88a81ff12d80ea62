"""A machine whose clock is years off: nothing is gone, no wait lasts years, nothing stays fresh for ever."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from linkscan.checking import check_async
from linkscan.http.clock import Clock
from linkscan.models import ClaimVerdict, Health, Paper
from linkscan.pipeline import scan_async
from tests.world.faults import HostFault, too_many_requests_until
from tests.world.world import World

pytestmark = pytest.mark.anyio

YEARS = 3 * 365 * 86_400.0
PAGE = "<title>Tool</title><p>We present a tool, and this is its page."
URLS = [f"https://host-{number}.example.org/tool" for number in range(4)]


@pytest.mark.parametrize("fault", [HostFault.EXPIRED_CERTIFICATE, HostFault.EARLY_CERTIFICATE])
@pytest.mark.parametrize("count", [1, 4])
async def test_expired_certificates_everywhere_mean_a_wrong_local_clock(
    world: World, fault: HostFault, count: int
) -> None:
    """Nothing is judged, and the run says why, once."""
    world.fault("*", fault)
    papers = [Paper(id=url, title="A Tool", abstract=f"Code is available at {url}.") for url in URLS[:count]]
    report = await scan_async(papers, world.settings(retries=0))
    assert len(report.incomplete) == 1
    assert "clock" in report.incomplete[0]
    assert {link.health for link in report.links} == {Health.SKIPPED}
    assert {claim.verdict for paper in report.papers for claim in paper.claims} == {ClaimVerdict.UNVERIFIED}


@pytest.mark.parametrize("off", [-YEARS, YEARS], ids=["years behind", "years ahead"])
async def test_retry_after_date_is_read_by_the_servers_clock(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, off: float
) -> None:
    """`Retry-After: Sat, 21 Nov...` is two seconds from the answer's own `Date`, whatever year it is here."""
    wrong = replace(clock, now=lambda: clock.now() + off)
    monkeypatch.setattr("linkscan.http.client.Clock", lambda: wrong)
    async with World(now=clock.now) as world:
        world.page(URLS[0], PAGE)
        world.fault(URLS[0], too_many_requests_until(2), times=1)
        began = clock.now()
        [found] = await check_async(URLS[:1], world.settings())
        assert (found.health, world.count("host-0.example.org")) == (Health.OK, 2)
        assert clock.now() - began < 60


@pytest.mark.parametrize("off", [-YEARS, YEARS], ids=["years behind", "years ahead"])
async def test_a_cache_filled_at_a_wrong_time_costs_only_time(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch, off: float, tmp_path: Path
) -> None:
    """Responses from the future or the far past are requested again, and then cached."""
    world.page(URLS[0], PAGE)
    settings = world.settings(cache=tmp_path / "cache")
    with monkeypatch.context() as patch:
        patch.setattr("linkscan.http.client.Clock", lambda: replace(clock, now=lambda: clock.now() + off))
        await check_async(URLS[:1], settings)
    for _ in range(2):
        [found] = await check_async(URLS[:1], settings)
        assert found.health is Health.OK
        assert found.checked_at is not None
        assert found.checked_at[:4] == time.strftime("%Y")
    assert world.count("host-0.example.org") == 2
