"""Disbelieved responses do not reach later runs; results do not depend on the credentials."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from linkscan.checking import check_async
from linkscan.history import open_ledger
from linkscan.http.clock import Clock
from linkscan.models import Content, Health, LinkResult, Paper, SkipCause
from linkscan.pipeline import scan_async
from linkscan.pipeline.past import Past, past_in
from tests.world.faults import Fault, Honest, HostFault, always, captive_portal, status
from tests.world.messages import Reply, Request, html, redirect
from tests.world.programs import PROGRAM
from tests.world.world import World

pytestmark = pytest.mark.anyio

DAY = 86_400.0
HOTEL = [f"http://h{number}.example.org/p" for number in range(4)]
PAGE = "<title>Tool {0}</title><p>We present a tool, and this is its page. It is about {0}, and says a lot of it.</p>"
NOT_FOUND = "<title>Page not found</title><h1>Page not found</h1><p>The page you are looking for is not here.</p>"
ANUBIS = "<title>Making sure you're not a bot!</title><script id=anubis_challenge type=application/json>{}</script>"


def login_at_another_host(code: int) -> Fault:
    """Redirect every request to the login page of the network, which is on a separate host."""

    def answer(request: Request, _honest: Honest) -> Reply:
        if request.host == "login.hotel.example":
            return html("<title>Welcome to Hotel WiFi</title><p>Please accept our terms.</p>")
        return redirect("http://login.hotel.example/", code)

    return answer


def healths(found: Iterable[LinkResult]) -> list[Health]:
    return [each.health for each in found]


@pytest.mark.parametrize(
    "portal",
    [
        captive_portal(),
        login_at_another_host(302),
        status(404),
        always(html(NOT_FOUND)),
        login_at_another_host(301),
    ],
    ids=["a page", "a redirect", "404", "a soft 404", "a permanent redirect"],
)
async def test_portal_answers_leave_no_trace_of_a_check(portal: Fault, world: World, tmp_path: Path) -> None:
    """On a working network, every address is requested again and judged by its own host."""
    for url in HOTEL:
        world.page(url, PAGE.format(url))
    settings = world.settings(cache=tmp_path, retries=0)
    world.fault("*", portal)
    for landmark in ("github.com", "www.iana.org"):
        world.fault(landmark, portal)
    assert set(healths(await check_async(HOTEL, settings))) == {Health.SKIPPED}
    for host in ("*", "github.com", "www.iana.org"):
        world.heal(host)
    found = await check_async(HOTEL, settings)
    assert healths(found) == [Health.OK] * 4
    assert not any(each.from_cache for each in found)


async def test_portal_answers_leave_no_trace_of_a_scan(world: World, tmp_path: Path) -> None:
    for url in HOTEL:
        world.page(url, PAGE.format(url))
    papers = [Paper(id=url, title=f"A Tool at {url}", abstract=f"Code is at {url} now.") for url in HOTEL]
    settings = world.settings(cache=tmp_path, retries=0)
    for host in ("*", "github.com", "www.iana.org"):
        world.fault(host, status(404))
    assert set(healths((await scan_async(papers, settings)).links)) == {Health.SKIPPED}
    for host in ("*", "github.com", "www.iana.org"):
        world.heal(host)
    report = await scan_async(papers, settings)
    assert [(link.health, link.from_cache) for link in report.links] == [(Health.OK, False)] * 4


async def test_portal_answers_from_mid_run_leave_no_trace(world: World, tmp_path: Path) -> None:
    """When a sign-in expires in mid-run, earlier responses are believed and cached."""
    first = "https://first.example.org/p"
    for url in (first, *HOTEL):
        world.page(url, PAGE.format(url))
    settings = world.settings(cache=tmp_path, retries=0, concurrency=1)
    portal = [*(url.split("/")[2] for url in HOTEL), "www.iana.org"]
    for host in portal:
        world.fault(host, status(404))
    for host in ("github.com", "www.iana.org"):
        world.fault(host, HostFault.UNTRUSTED_CERTIFICATE)
    assert healths(await check_async([first, *HOTEL], settings)) == [Health.OK, *[Health.UNREACHABLE] * 4]
    for host in (*portal, "github.com"):
        world.heal(host)
    found = await check_async([first, *HOTEL], settings)
    assert [(each.health, each.from_cache) for each in found] == [(Health.OK, True), *[(Health.OK, False)] * 4]


async def test_a_filter_whose_certificates_are_trusted_is_not_believed(world: World, tmp_path: Path) -> None:
    """It gives the same answer for every host, including those that are always reachable."""
    urls = [f"https://h{number}.example.org/p" for number in range(3)]
    for url in urls:
        world.page(url, PAGE.format(url))
    settings = world.settings(cache=tmp_path, retries=0)
    for host in ("*", "github.com", "www.iana.org"):
        world.fault(host, status(404))
    assert healths(await check_async(urls, settings)) == [Health.SKIPPED] * 3
    for host in ("*", "github.com", "www.iana.org"):
        world.heal(host)
    assert healths(await check_async(urls, settings)) == [Health.OK] * 3


async def test_plain_http_pages_are_cached_on_a_sound_network(world: World, tmp_path: Path) -> None:
    """Alone or together with hosts that answer over https."""
    for url in (*HOTEL, "https://a.example.org/p"):
        world.page(url, PAGE.format(url))
    settings = world.settings(cache=tmp_path, retries=0)
    for urls in (HOTEL[:2], [*HOTEL, "https://a.example.org/p"]):
        await check_async(urls, settings)
        assert all(each.from_cache for each in await check_async(urls, settings))


async def test_outage_does_not_affect_the_next_run(world: World, tmp_path: Path) -> None:
    """Disbelieved addresses are requested again without --refresh, others are not."""
    urls = [f"https://host-{number}.example.org/tool" for number in range(10)]
    for url in urls:
        world.page(url, PAGE.format(url))
    paper = Paper(id="1", title="A Tool", abstract=" ".join(f"Code is at {url} now." for url in urls))
    settings = world.settings(cache=tmp_path, retries=0)
    first = await scan_async([paper], settings)
    before = {link.url: link.health for link in first.links}
    for url in urls[:5]:
        world.fault(url.split("/")[2], status(404))
    during = await scan_async([paper], settings.replace(refresh=True), past=Past(health=before))
    assert [reason for reason in during.incomplete if "not believed" in reason]
    for url in urls[:5]:
        world.heal(url.split("/")[2])
    after = await scan_async([paper], settings, past=Past(health=before))
    assert after.incomplete == ()
    assert healths(after.links) == [Health.OK] * 10
    assert [link.from_cache for link in after.links] == [False] * 5 + [True] * 5


@pytest.mark.parametrize("is_page", [False, True], ids=["a store without files", "a code host behind pages"])
async def test_sudden_emptiness_is_not_believed(world: World, clock: Clock, tmp_path: Path, *, is_page: bool) -> None:
    """Although every address answers: not in a second run either, and the next run requests them again."""
    for number in range(3):
        world.github.repository(f"lab/{number}", {"main.py": PROGRAM})
        page = f"<title>Tool</title><p>A tool. <a href='https://github.com/lab/{number}'>Code</a>"
        world.page(f"https://page-{number}.example.org/", page)
    urls = [f"https://page-{n}.example.org/" if is_page else f"https://github.com/lab/{n}" for n in range(3)]
    papers = [Paper(id=url, title=f"A Tool {url}", abstract=f"Code is at {url} now.") for url in urls]
    settings = world.settings(cache=tmp_path, retries=0, archives=False)

    async def verdicts(*, refresh: bool = False) -> list[str]:
        with open_ledger(tmp_path / "ledger") as ledger:
            past = past_in(ledger, (), settings, datetime.fromtimestamp(clock.now(), UTC))
            report = await scan_async(papers, settings.replace(refresh=refresh), past=past)
            ledger.record(report)
        assert bool(report.incomplete) is refresh
        return [paper.verdict for paper in report.papers]

    first = await verdicts()
    for number in range(3):
        if is_page:
            world.fault("github.com", status(404))
        else:
            world.github.repository(f"lab/{number}", {})
    outage = [await verdicts(refresh=True), await verdicts(refresh=True)]
    world.heal("github.com")
    for number in range(3):
        world.github.repository(f"lab/{number}", {"main.py": PROGRAM})
    assert (first, outage) == (["available"] * 3, [["unverified"] * 3] * 2)
    assert await verdicts() == ["available"] * 3


@pytest.mark.parametrize(
    ("fault", "health"),
    [
        (always(html(ANUBIS)), Health.RESTRICTED),
        (always(html("<title>Sign in</title><form action=/login><input type=password></form>")), Health.RESTRICTED),
        (always(html("x", headers={"cf-mitigated": "challenge"})), Health.RESTRICTED),
    ],
    ids=["a bot check", "a sign-in page", "a challenge"],
)
async def test_interstitial_with_status_200_is_not_cached(
    fault: Fault, health: Health, world: World, tmp_path: Path
) -> None:
    """The next run requests it again."""
    url = "https://page.example.org/p"
    world.page(url, PAGE.format(url))
    settings = world.settings(cache=tmp_path, retries=0)
    world.fault("page.example.org", fault)
    assert healths(await check_async([url], settings)) == [health]
    world.heal("page.example.org")
    assert healths(await check_async([url], settings)) == [Health.OK]


async def test_permanent_redirect_to_a_404_is_requested_again_after_a_day(
    world: World, clock: Clock, tmp_path: Path
) -> None:
    """And in the next run, if its end could not be determined."""
    url, end = "https://page.example.org/p", "https://other.example.org/p"
    world.page(url, PAGE.format(url))
    settings = world.settings(cache=tmp_path, retries=0)
    world.fault("page.example.org", always(redirect(end, 301)))
    world.fault("other.example.org", status(503))
    found = [*await check_async([url], settings)]
    world.heal("other.example.org")
    world.fault("other.example.org", status(404))
    found += await check_async([url], settings)
    world.heal("page.example.org")
    found += await check_async([url], settings)
    await clock.sleep(1.1 * DAY)
    found += await check_async([url], settings)
    assert healths(found) == [Health.UNREACHABLE, Health.GONE, Health.GONE, Health.OK]


async def test_soft_404_is_requested_again_after_a_day(world: World, clock: Clock, tmp_path: Path) -> None:
    """As a 404 is, and not after three days as an existing page is."""
    url, fine = "https://page.example.org/p", "https://page.example.org/fine"
    world.page(url, NOT_FOUND)
    world.page(fine, PAGE.format(fine))
    settings = world.settings(cache=tmp_path, retries=0)
    assert healths(await check_async([url, fine], settings)) == [Health.GONE, Health.OK]
    await clock.sleep(0.5 * DAY)
    assert [each.from_cache for each in await check_async([url, fine], settings)] == [True, True]
    await clock.sleep(0.6 * DAY)
    assert [each.from_cache for each in await check_async([url, fine], settings)] == [False, True]


@pytest.fixture
def repositories(world: World) -> list[str]:
    """One with code, one with a promise, one that does not exist."""
    world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM})
    world.github.repository("lab/soon", {"README.md": "# Soon\n\nCode coming soon."})
    return [f"https://github.com/lab/{name}" for name in ("tool", "soon", "nothing")]


def told(found: Iterable[LinkResult]) -> list[tuple[Health, Content | None]]:
    return [(each.health, each.content) for each in found]


@pytest.mark.parametrize("is_signed_first", [True, False])
@pytest.mark.parametrize("store", ["cache", "recording"])
async def test_the_same_store_gives_the_same_result_whatever_credentials_there_are(
    store: str, repositories: list[str], world: World, tmp_path: Path, *, is_signed_first: bool
) -> None:
    """Each repository is examined by the channel that is in the store, GraphQL or git."""
    tokens: dict[str, Any] = {"tokens": {"api.github.com": world.github.token()}}
    with_token, without = world.settings(cache=tmp_path, **tokens), world.settings(cache=tmp_path)
    first, second = (with_token, without) if is_signed_first else (without, with_token)
    recording = tmp_path / "run.warc"
    found = await check_async(repositories, first, record=recording)
    assert healths(found) == [Health.OK, Health.OK, Health.GONE]
    asked = world.count()
    if store == "cache":
        again = await check_async(repositories, second.replace(offline=True))
    else:
        again = await check_async(repositories, second.replace(cache=tmp_path / "other"), replay=recording)
    assert told(again) == told(found)
    assert [each.skip_cause for each in again] == [None] * 3
    assert world.count() == asked


@pytest.mark.parametrize("has_token", [True, False])
async def test_requests_missing_from_a_recording_are_skipped(
    repositories: list[str], world: World, tmp_path: Path, *, has_token: bool
) -> None:
    """And the run is incomplete."""
    tokens: dict[str, Any] = {"tokens": {"api.github.com": world.github.token()}} if has_token else {}
    settings, recording = world.settings(cache=tmp_path, **tokens), tmp_path / "run.warc"
    await check_async(repositories[:1], settings, record=recording)
    again = await check_async(repositories, settings, replay=recording)
    assert [each.skip_cause for each in again] == [None, SkipCause.NOT_RECORDED, SkipCause.NOT_RECORDED]
    assert healths(again)[1:] == [Health.SKIPPED] * 2


async def test_doubts_of_a_recording_apply_to_its_replay(world: World, tmp_path: Path) -> None:
    """Although the ledger that caused the doubts is on another machine."""
    urls = [f"https://host-{number}.example.org/" for number in range(4)]
    papers = [Paper(id=url, title=f"A Tool {url}", abstract=f"Code is at {url} now.") for url in urls]
    for url in urls[1:]:
        world.fault(url.split("/")[2], status(404))
    world.page(urls[0], PAGE.format(0))
    settings, recording = world.settings(cache=tmp_path, archives=False), tmp_path / "run.warc"
    past = Past(health=dict.fromkeys(urls, Health.OK))
    recorded = await scan_async(papers, settings, past=past, record=recording)
    replayed = await scan_async(papers, settings.replace(cache=tmp_path / "other"), replay=recording)
    for report in (recorded, replayed):
        assert ["4 addresses that were fine before" in reason for reason in report.incomplete] == [True]
        assert healths(report.links) == [Health.OK, *[Health.UNREACHABLE] * 3]


async def test_a_recording_that_was_cut_makes_a_run_incomplete(
    repositories: list[str], world: World, tmp_path: Path
) -> None:
    """Wherever it was cut: a missing response never changes a result."""
    settings, recording = world.settings(cache=tmp_path), tmp_path / "run.warc"
    paper = Paper(id="1", title="A Tool", abstract=f"Our code is at {repositories[0]}.")
    whole = await scan_async([paper], settings, record=recording)
    data = recording.read_bytes()
    for share in (0.3, 0.6, 0.9):
        cut = tmp_path / f"cut-{share}.warc"
        cut.write_bytes(data[: int(len(data) * share)])
        report = await scan_async([paper], settings, replay=cut)
        assert report.incomplete or told(report.links) == told(whole.links)
        assert report.papers[0].verdict in (whole.papers[0].verdict, "unverified")


async def test_a_recording_that_ends_between_two_records_gives_no_other_answer(
    repositories: list[str], world: World, tmp_path: Path
) -> None:
    """It looks complete: missing responses make the run incomplete, even if the others would suffice."""
    settings, recording = world.settings(cache=tmp_path, archives=False), tmp_path / "run.warc"
    paper = Paper(id="1", title="A Tool", abstract=f"Our code is at {repositories[0]}.")
    whole = await scan_async([paper], settings, record=recording)
    data, mark = recording.read_bytes(), b"\r\n\r\nWARC/1.1\r\n"
    ends = [at + 4 for at in range(len(data)) if data.startswith(mark, at)]
    assert len(ends) > 3
    for number, end in enumerate(ends[2:]):
        cut = tmp_path / f"cut-{number}.warc"
        cut.write_bytes(data[:end])
        report = await scan_async([paper], settings.replace(cache=tmp_path / "other"), replay=cut)
        assert report.incomplete or told(report.links) == told(whole.links)
