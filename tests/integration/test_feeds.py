"""Papers from services through the whole client at published limits: costs and messages."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from linkscan.http.clock import Clock
from linkscan.inputs.feed import Feed, Fetched, fetch_apart
from linkscan.sources import Query, parse_query
from tests.world.faults import too_many_requests
from tests.world.world import World

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 29)
VENUE = "ICLR.cc/2026/Conference"


@pytest.fixture(autouse=True)
def by_proxy(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reach the world through its proxy, because published limits do not apply to hosts with a DNS override."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, world.proxy)


async def fetched(world: World, *queries: str, **overrides: Any) -> Fetched:
    settings = world.settings(resolve={}, **overrides)
    return await fetch_apart(Feed(tuple(_queries(queries)), TODAY), settings)


def _queries(texts: Sequence[str]) -> list[Query]:
    return [query for text in texts if (query := parse_query(text))]


async def test_a_day_of_hugging_face(world: World) -> None:
    """Some 250 papers on a busy day: three pages."""
    for number in range(250):
        world.huggingface.paper(f"2611.{number:05}", f"Paper {number}", summary="A study.", day="2026-11-28")
    result = await fetched(world, "hf:2026-11-28")
    assert (len(result.papers), result.problems) == (250, ())
    assert world.count("huggingface.co") == 3


async def test_a_day_of_cs_cl_keeps_to_one_request_in_three_seconds(world: World, clock: Clock) -> None:
    """Without a last run two days are requested; the API would refuse a second request within three seconds."""
    world.arxiv.is_strict = True
    for number in range(1200):
        world.arxiv.paper(f"2611.{number:05}", f"Paper {number}", category="cs.CL", submitted="2026-11-28")
    before = clock.ticks()
    result = await fetched(world, "arxiv:cs.CL")
    assert (len(result.papers), result.problems) == (1200, ())
    assert world.statuses("export.arxiv.org") == {200: 3}
    assert world.peak("export.arxiv.org") == 1
    assert 6 <= clock.ticks() - before < 60


async def test_a_day_of_cs_cl_whose_api_refuses_is_read_through_oai_pmh(world: World, clock: Clock) -> None:
    """The limit applies to all interfaces together, and the refusal of one closes no other."""
    world.arxiv.oai_page = 500
    for number in range(1200):
        world.arxiv.paper(f"2611.{number:05}", f"Paper {number}", category="cs.CL", submitted="2026-11-28")
    world.fault("export.arxiv.org", too_many_requests())
    before = clock.ticks()
    result = await fetched(world, "arxiv:cs.CL")
    assert (len(result.papers), result.problems) == (1200, ())
    assert world.statuses("oaipmh.arxiv.org") == {200: 3}
    assert 6 <= clock.ticks() - before < 300


async def test_a_volume_of_the_anthology(world: World) -> None:
    """One file for all volumes of an event, of which one is taken."""
    papers = "".join(
        f'<paper id="{number}"><title>Paper {number}</title><abstract>A study.</abstract>'
        f"<url>2024.naacl-long.{number}</url></paper>"
        for number in range(1, 201)
    )
    volumes = (
        f'<volume id="long"><meta><booktitle>NAACL</booktitle></meta>{papers}</volume><volume id="short"></volume>'
    )
    xml = f"<?xml version='1.0' encoding='UTF-8'?><collection id=\"2024.naacl\">{volumes}</collection>"
    world.github.repository("acl-org/acl-anthology", {"data/xml/2024.naacl.xml": xml}, default_branch="master")
    result = await fetched(world, "acl:2024.naacl-long")
    assert (len(result.papers), result.problems) == (200, ())
    assert world.count("raw.githubusercontent.com") == 1


async def test_a_venue_of_openreview_needs_a_token(world: World, clock: Clock) -> None:
    for number in range(2500):
        world.openreview.note(VENUE, f"Paper {number}", "A study.")
    refused = await fetched(world, f"openreview:{VENUE}")
    assert refused.papers == ()
    assert refused.whole == ()
    assert refused.notes == ()  # the number of papers is unknown
    assert refused.problems[0].startswith(f"openreview:{VENUE} was not read to the end: OpenReview: ")
    assert "; set OPENREVIEW_USERNAME and OPENREVIEW_PASSWORD if missing, " in refused.problems[0]
    token = world.openreview.token()
    before, asked = clock.ticks(), world.count("api2.openreview.net")
    result = await fetched(world, f"openreview:{VENUE}", tokens={"api2.openreview.net": (token,)})
    assert (len(result.papers), result.problems) == (2500, ())
    assert world.count("api2.openreview.net") - asked == 3
    assert clock.ticks() - before < 30


async def test_refusing_service_does_not_delay_others(world: World) -> None:
    world.huggingface.paper("2611.00001", "A Paper", summary="A study.", day="2026-11-28")
    result = await fetched(world, f"openreview:{VENUE}", "hf:2026-11-28", "arxiv:2611.00009")
    assert [str(query) for query in result.whole] == ["hf:2026-11-28", "arxiv:2611.00009"]
    assert len(result.problems) == 1
