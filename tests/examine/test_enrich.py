"""After the links are examined: archived copies, and third-party links to repositories."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from linkscan.checking import check_async
from linkscan.examine.enrich import find_copies
from linkscan.models import LinkResult, Paper, PaperVerdict
from linkscan.pipeline import scan_async
from linkscan.reports.report import Report
from tests.world.faults import too_many_requests
from tests.world.programs import PROGRAM
from tests.world.world import World

pytestmark = pytest.mark.anyio

GONE = Paper("1", "A Tool", abstract="Our code is available at https://github.com/lab/never.")
UNLINKED = Paper("2", "A Plan for Things", arxiv_id="2301.00001", abstract="The code will be released upon acceptance.")


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        world.page("https://alive.example.org/", "<h1>Alive</h1>")
        yield world


async def scanned(world: World, *papers: Paper, **overrides: Any) -> Report:
    return await scan_async(papers, world.settings(**overrides))


def link(report: Report, url: str) -> LinkResult:
    return next(found for found in report.links if found.url == url)


async def test_a_gone_repository_is_shown_with_its_copy(world: World) -> None:
    world.software_heritage.origin("https://github.com/lab/never")
    found = link(await scanned(world, GONE), "https://github.com/lab/never")
    assert found.archive_url is not None
    assert found.archive_url.startswith("https://archive.softwareheritage.org/")


async def test_a_gone_page_is_shown_with_its_latest_copy(world: World) -> None:
    url = "https://alive.example.org/nothing-here"
    world.wayback.copy(url, at="20230102030405")
    paper = Paper("1", "A Tool", abstract=f"Our code is available at {url}.")
    assert link(await scanned(world, paper), url).archive_url == f"https://web.archive.org/web/20230102030405/{url}"


async def test_a_copy_is_shown_with_its_date_and_name(world: World) -> None:
    visit = world.software_heritage.origin("https://github.com/lab/never")
    found = link(await scanned(world, GONE), "https://github.com/lab/never")
    assert found.archived_at == visit.date
    assert (found.swhid or "").startswith("swh:1:snp:")


async def test_present_repository_is_saved_only_on_request(world: World) -> None:
    for name in ("tool", "kept"):
        world.github.repository(f"lab/{name}", {"README.md": "# T", "main.py": PROGRAM})
    world.github.repository("lab/soon", {"README.md": "Code coming soon!"})
    kept = world.software_heritage.origin("https://github.com/lab/kept")
    text = "Code: https://github.com/lab/{}."
    papers = [Paper(name, name, abstract=text.format(name)) for name in ("tool", "kept", "soon", "never")]
    await scanned(world, *papers)
    assert world.software_heritage.saved == []
    report = await scanned(world, *papers, archive=True)
    assert world.software_heritage.saved == ["https://github.com/lab/tool"]
    found = link(report, "https://github.com/lab/kept")
    assert (found.archived_at, (found.swhid or "")[:10]) == (kept.date, "swh:1:snp:")


async def test_check_shows_copies_on_request(world: World) -> None:
    world.software_heritage.origin("https://github.com/lab/never")
    url = "https://github.com/lab/never"
    assert (await check_async([url], world.settings()))[0].archive_url is None
    [found] = await check_async([url], world.settings(), find_copies=find_copies)
    assert (found.archive_url or "").startswith("https://archive.softwareheritage.org/")


async def test_no_archive_is_queried_without_the_option(world: World) -> None:
    world.software_heritage.origin("https://github.com/lab/never")
    found = link(await scanned(world, GONE, archives=False), "https://github.com/lab/never")
    assert found.archive_url is None
    assert world.count("archive.softwareheritage.org") == world.count("archive.org") == 0


async def test_discovery_finds_code_that_others_name_and_says_who(world: World) -> None:
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    world.huggingface.paper("2301.00001", UNLINKED.title, github="https://github.com/lab/plan")
    world.arxiv.paper("2301.00001", UNLINKED.title)
    [paper] = (await scanned(world, UNLINKED, discover=True)).papers
    [claim] = paper.claims
    assert (paper.verdict, claim.found_url) == (PaperVerdict.AVAILABLE, "https://github.com/lab/plan")
    assert "huggingface.co" in claim.reason


async def test_the_authors_comment_at_arxiv_is_read(world: World) -> None:
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    world.arxiv.paper("2301.00001", UNLINKED.title, comment="10 pages. Code: https://github.com/lab/plan")
    report = await scanned(world, UNLINKED, discover=True)
    assert report.papers[0].claims[0].found_url == "https://github.com/lab/plan"
    assert "its authors, in their comment at arXiv (https://arxiv.org/abs/2301.00001)" in report.papers[0].reason
    assert report.notes == ("1 claim without an address was looked up: 1 by arXiv's record",)
    assert world.count("export.arxiv.org") == 1


async def test_paper_read_from_arxiv_is_not_requested_there_again(world: World) -> None:
    world.arxiv.paper("2301.00001", UNLINKED.title)
    await scanned(world, replace(UNLINKED, source=("arxiv:cs.CL",)), discover=True)
    assert world.count("export.arxiv.org") == 0


async def test_the_record_at_openreview_is_read_with_a_token_alone(world: World) -> None:
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    name = world.openreview.note("Venue/2026", UNLINKED.title, "We plan.", code="https://github.com/lab/plan")
    [paper] = (await scanned(world, UNLINKED, discover=True)).papers
    assert (paper.verdict, world.count("api2.openreview.net")) == (PaperVerdict.MISSING, 0)
    tokens = {"api2.openreview.net": (world.openreview.token(),)}
    report = await scanned(world, UNLINKED, discover=True, tokens=tokens)
    assert report.papers[0].claims[0].found_url == "https://github.com/lab/plan"
    assert f"its authors, under code at OpenReview (https://openreview.net/forum?id={name})" in report.papers[0].reason
    assert report.notes == ("1 claim without an address was looked up: 1 by OpenReview's record",)


async def test_githubs_search_comes_last_and_takes_only_what_names_the_paper_as_its_own(world: World) -> None:
    world.github.repository("fan/plan", {"README.md": f"# {UNLINKED.title}, unofficial", "main.py": PROGRAM})
    report = await scanned(world, UNLINKED, discover=True)
    assert report.papers[0].verdict is PaperVerdict.MISSING
    assert report.notes == ("1 claim without an address was looked up: none settled",)
    world.github.repository("lab/plan", {"README.md": f"# Plan\n\nCode for {UNLINKED.title}.", "main.py": PROGRAM})
    report = await scanned(world, UNLINKED, discover=True, cache=world.folder / "other")
    assert report.papers[0].claims[0].found_url == "https://github.com/lab/plan"
    assert "named by its README, found by GitHub's search (https://github.com/lab/plan)" in report.papers[0].reason
    assert report.notes == ("1 claim without an address was looked up: 1 by GitHub's search",)
    searches = [line for line in world.asked("api.github.com") if line.startswith("GET /search/")]
    assert len(searches) == 2


async def test_repository_named_elsewhere_is_not_searched_for(world: World) -> None:
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    world.huggingface.paper("2301.00001", UNLINKED.title, github="https://github.com/lab/plan")
    await scanned(world, UNLINKED, discover=True)
    assert not [line for line in world.asked("api.github.com") if line.startswith("GET /search/")]


@pytest.mark.parametrize("host", ["export.arxiv.org", "api.github.com"])
async def test_a_look_up_that_is_refused_makes_the_run_incomplete(world: World, host: str) -> None:
    """A refusal does not mean that there is nothing."""
    for each in (host, "oaipmh.arxiv.org"):
        world.fault(each, too_many_requests(7200))
    report = await scanned(world, UNLINKED, discover=True, retries=0)
    assert report.incomplete == ("1 look-up was not answered; run again later",)


async def test_no_service_is_queried_without_a_claim_to_look_up(world: World) -> None:
    world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM})
    paper = Paper("1", "A Tool", abstract="Our code is available at https://github.com/lab/tool.")
    report = await scanned(world, paper, discover=True)
    assert report.notes == ("no claim without an address had to be looked up",)
    assert report.incomplete == ()


async def test_nothing_is_discovered_without_the_option(world: World) -> None:
    world.huggingface.paper("2301.00001", UNLINKED.title, github="https://github.com/lab/plan")
    [paper] = (await scanned(world, UNLINKED)).papers
    assert paper.verdict is PaperVerdict.MISSING
    assert world.count("huggingface.co") == 0
