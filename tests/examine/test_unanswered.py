"""An unanswered look-up never makes code missing, whatever the channel and the failure."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest

from linkscan.models import (
    ClaimVerdict,
    Paper,
    PaperVerdict,
)
from linkscan.pipeline import scan_async
from linkscan.reports.report import Report
from linkscan.run_control import NullListener, StopCause, StopSignal
from tests.world.breakages import garbage, reset, truncated
from tests.world.faults import (
    Fault,
    Honest,
    HostFault,
    always,
    bot_wall,
    captive_portal,
    secondary_limit,
    status,
    too_many_requests,
)
from tests.world.messages import Outcome, Reply, Request, as_json, html, reply, settle
from tests.world.programs import PROGRAM
from tests.world.world import World

pytestmark = pytest.mark.anyio

TITLE = "A Plan for Many Things"
PROMISED = Paper("2301.00001", TITLE, arxiv_id="2301.00001", abstract="The code will be released upon acceptance.")
RELEASED = replace(PROMISED, abstract="We plan. We release our code.")
UNNUMBERED = replace(PROMISED, id="1", arxiv_id=None)
SEARCHES = "https://api.github.com/search/repositories"


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        world.arxiv.paper("2301.00001", TITLE, html="<p class='ltx_p'>We plan.</p>")
        yield world


async def look(world: World, *papers: Paper, **overrides: Any) -> Report:
    return await scan_async(papers or (PROMISED,), world.settings(**{"retries": 0, "discover": True, **overrides}))


def challenge() -> Fault:
    """Respond as OpenReview does to unknown clients."""
    return always(as_json({"name": "ChallengeRequiredError", "status": 403}, 403))


NO_ANSWERS: dict[str, Callable[[], Fault | HostFault]] = {
    "a limit": too_many_requests,
    "a limit for hours": lambda: too_many_requests(7200),
    "GitHub's limit on bursts": lambda: secondary_limit(3600),
    "a challenge": challenge,
    "a bot check": bot_wall,
    "a sign-in": lambda: status(401),
    "an outage": lambda: status(503),
    "a server's error": lambda: status(500),
    "a portal": captive_portal,
    "a broken connection": reset,
    "half an answer": truncated,
    "no HTTP": garbage,
    "no name": lambda: HostFault.NXDOMAIN,
    "no name lookup": lambda: HostFault.SERVFAIL,
    "no connection": lambda: HostFault.REFUSED,
    "an expired certificate": lambda: HostFault.EXPIRED_CERTIFICATE,
    "nothing": lambda: always(reply(b"", "application/json")),
    "another's JSON": lambda: always(as_json({"hello": "world"})),
}
ANSWERED = ("a challenge", "a portal", "half an answer", "nothing", "another's JSON")
"""Failures that each channel must recognise itself; the client reports the others alike to all."""
CHANNELS: dict[str, tuple[str, dict[str, Any]]] = {
    "arXiv's record": ("export.arxiv.org oaipmh.arxiv.org", {}),
    "Hugging Face's page": ("huggingface.co", {}),
    "OpenReview's record": ("api2.openreview.net", {"tokens": {"api2.openreview.net": ("openreview-0123456789",)}}),
    "the text": ("arxiv.org", {"fulltext": True, "discover": False}),
    "GitHub's search": ("api.github.com", {}),
}


def befall(world: World, host: str, fault: Fault | HostFault) -> None:
    world.openreview.tokens.add("openreview-0123456789")
    for each in host.split():
        world.fault(each, fault)


@pytest.mark.parametrize(
    ("channel", "what"),
    [
        *((channel, what) for channel in CHANNELS for what in ANSWERED),
        *((channel, what) for channel, what in zip(cycle(CHANNELS), NO_ANSWERS, strict=False) if what not in ANSWERED),
    ],
)
async def test_a_look_up_without_answer_leaves_the_claim_unverified(world: World, channel: str, what: str) -> None:
    host, settings = CHANNELS[channel]
    befall(world, host, NO_ANSWERS[what]())
    report = await look(world, **settings)
    (paper,) = report.papers
    assert (paper.verdict, paper.claims[0].verdict) == (PaperVerdict.UNVERIFIED, ClaimVerdict.UNVERIFIED)
    assert paper.reason.startswith("no address in the text, and further look-ups were inconclusive: ")
    assert channel.split("'", maxsplit=1)[0] in paper.reason
    assert any("not answered; run again later" in reason for reason in report.incomplete)


@pytest.mark.parametrize("channel", CHANNELS)
async def test_unanswered_look_up_is_repeated_by_the_next_run(world: World, channel: str) -> None:
    host, settings = CHANNELS[channel]
    befall(world, host, captive_portal())
    assert (await look(world, RELEASED, **settings)).papers[0].verdict is PaperVerdict.UNVERIFIED
    for each in host.split():
        world.heal(each)
    report = await look(world, RELEASED, **settings)
    assert (report.papers[0].verdict, report.incomplete) == (PaperVerdict.UNLINKED, ())


@pytest.mark.parametrize(
    "verdict", [(PROMISED, PaperVerdict.MISSING), (RELEASED, PaperVerdict.UNLINKED)], ids=["promised", "released"]
)
async def test_claim_is_missing_if_all_channels_answer_and_name_nothing(world: World, verdict: Any) -> None:
    paper, expected = verdict
    token = {"api2.openreview.net": (world.openreview.token(),)}
    report = await look(world, paper, fulltext=True, tokens=token)
    assert (report.papers[0].verdict, report.incomplete) == (expected, ())


async def test_a_search_by_title_that_is_not_answered_leaves_a_paper_without_number_unverified(world: World) -> None:
    world.fault("https://huggingface.co/api/papers/search", status(503))
    (paper,) = (await look(world, UNNUMBERED)).papers
    assert paper.verdict is PaperVerdict.UNVERIFIED


async def test_settled_claim_is_not_looked_up_at_further_channels(world: World) -> None:
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    world.arxiv.paper("2301.00001", TITLE, comment="Code: https://github.com/lab/plan")
    report = await look(world, fulltext=True)
    assert report.papers[0].verdict is PaperVerdict.AVAILABLE
    assert report.notes == ("1 claim without an address was looked up: 1 by arXiv's record",)
    assert world.count("huggingface.co") == world.count("arxiv.org") == 0


async def test_repository_named_by_one_channel_settles_a_claim_despite_failures_of_others(world: World) -> None:
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    world.huggingface.paper("2301.00001", TITLE, github="https://github.com/lab/plan")
    befall(world, "export.arxiv.org oaipmh.arxiv.org", status(503))
    report = await look(world)
    assert report.papers[0].verdict is PaperVerdict.AVAILABLE
    assert report.notes == ("1 claim without an address was looked up: 1 by Hugging Face's page",)


async def test_each_paper_reports_its_own_look_ups(world: World) -> None:
    world.arxiv.paper("2301.00002", "Another Plan for Things")
    world.fault("https://huggingface.co/api/papers/2301.00002", status(503))
    other = replace(PROMISED, id="2301.00002", arxiv_id="2301.00002", title="Another Plan for Things")
    report = await look(world, PROMISED, other)
    assert [paper.verdict for paper in report.papers] == [PaperVerdict.MISSING, PaperVerdict.UNVERIFIED]
    assert report.notes == ("2 claims without an address were looked up: none settled, 1 left open",)


async def test_incomplete_answer_of_githubs_search_does_not_count(world: World) -> None:
    """`incomplete_results`: the search ran out of time, docs.github.com/rest/search/search#timeouts."""
    answer = {"total_count": 0, "incomplete_results": True, "items": []}
    world.fault(SEARCHES, always(as_json(answer)))
    assert (await look(world)).papers[0].verdict is PaperVerdict.UNVERIFIED


async def test_unanswered_readme_leaves_the_owner_of_a_repository_open(world: World) -> None:
    world.github.repository("lab/plan", {"README.md": f"# Plan\n\nCode for {TITLE}.", "main.py": PROGRAM})
    world.fault("raw.githubusercontent.com", status(503))
    assert (await look(world)).papers[0].verdict is PaperVerdict.UNVERIFIED


async def test_empty_page_of_arxiv_with_a_positive_count_is_no_answer(world: World) -> None:
    """As it does occasionally: lukasschwab/arxiv.py#129."""

    async def emptied(_: Request, honest: Honest) -> Outcome:
        answer = await settle(honest())
        assert isinstance(answer, Reply)
        assert isinstance(answer.body, bytes)
        head, _entry, rest = answer.body.partition(b"<entry>")
        return replace(answer, body=head + rest.rpartition(b"</entry>")[2])

    world.fault("export.arxiv.org", emptied)
    world.fault("oaipmh.arxiv.org", status(503))
    assert (await look(world)).papers[0].verdict is PaperVerdict.UNVERIFIED


async def test_a_paper_that_a_service_does_not_have_is_an_answer(world: World) -> None:
    other = replace(PROMISED, arxiv_id="2301.09999")
    report = await look(world, other, fulltext=True)
    assert (report.papers[0].verdict, report.incomplete) == (PaperVerdict.MISSING, ())


@pytest.mark.parametrize("body", [b"%PDF-1.5 and nothing that can be read", b"<html>Please wait</html>"])
async def test_a_pdf_that_cannot_be_read_was_not_read(world: World, body: bytes) -> None:
    world.arxiv.paper("2301.00001", TITLE, pdf=body)
    (paper,) = (await look(world, discover=False, fulltext=True)).papers
    assert paper.verdict is PaperVerdict.UNVERIFIED
    assert "the text of the paper: " in paper.reason


async def test_named_place_that_does_not_answer_is_not_ruled_out(world: World) -> None:
    world.arxiv.paper("2301.00001", TITLE, comment="Code: https://github.com/lab/plan")
    world.fault("github.com", status(503))
    (paper,) = (await look(world)).papers
    assert paper.verdict is PaperVerdict.UNVERIFIED
    assert "https://github.com/lab/plan" in paper.reason


@pytest.mark.parametrize("by_text", [True, False], ids=["the text", "GitHub's search"])
async def test_look_up_continues_if_the_first_named_place_holds_nothing(world: World, *, by_text: bool) -> None:
    world.github.repository("lab/page", {"README.md": "Code coming soon!"})
    world.github.repository("lab/plan", {"README.md": f"# Plan\n\nCode for {TITLE}.", "main.py": PROGRAM})
    body = "<p class='ltx_p'>Our code is publicly available at https://github.com/lab/plan.</p>"
    world.arxiv.paper("2301.00001", TITLE, comment="https://github.com/lab/page", html=body)
    report = await look(world, fulltext=by_text)
    assert report.papers[0].claims[0].found_url == "https://github.com/lab/plan"


@pytest.mark.parametrize("limits", [{"budget_requests": 1}, {"offline": True}], ids=str)
async def test_run_without_look_ups_reports_nothing_missing(world: World, limits: dict[str, Any]) -> None:
    report = await look(world, **limits)
    assert report.papers[0].verdict is PaperVerdict.UNVERIFIED
    assert report.incomplete


async def test_run_stopped_during_its_look_ups_reports_nothing_missing(world: World) -> None:
    stop = StopSignal()

    def strike(_: Request, honest: Honest) -> Any:
        stop.pull("enough for today", StopCause.REQUESTED)
        return honest()

    world.fault("huggingface.co", strike)
    report = await scan_async([PROMISED], world.settings(discover=True), stop=stop)
    assert report.papers[0].verdict is PaperVerdict.UNVERIFIED
    assert "enough for today" in report.papers[0].reason


async def test_run_stopped_before_its_look_ups_reports_nothing_missing(world: World) -> None:
    world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM})
    stop = StopSignal()

    class Striking(NullListener):
        def examined(self, _: object) -> None:
            stop.pull("enough for today", StopCause.REQUESTED)

    tool = Paper("2", "A Tool", abstract="Our code is at https://github.com/lab/tool.")
    report = await scan_async([PROMISED, tool], world.settings(discover=True), stop=stop, listener=Striking())
    assert report.papers[0].verdict is PaperVerdict.UNVERIFIED


async def test_replay_without_the_look_ups_reports_nothing_missing(world: World) -> None:
    recording = world.folder / "run.warc.gz"
    papers = [PROMISED, Paper("2", "A Tool", abstract="Our code is at https://github.com/lab/tool.")]
    await scan_async(papers, world.settings(), record=recording)
    report = await scan_async(papers, world.settings(discover=True), replay=recording)
    assert report.papers[0].verdict is PaperVerdict.UNVERIFIED
    assert report.incomplete


async def test_a_recording_gives_what_openreview_named_whatever_credentials_there_are(world: World) -> None:
    recording = world.folder / "run.warc.gz"
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    world.openreview.note("Venue/2026", TITLE, "We plan.", code="https://github.com/lab/plan")
    tokens = {"api2.openreview.net": (world.openreview.token(),)}
    settings = world.settings(discover=True, tokens=tokens)
    assert (await scan_async([PROMISED], settings, record=recording)).papers[0].verdict is PaperVerdict.AVAILABLE
    report = await scan_async([PROMISED], world.settings(discover=True), replay=recording)
    assert (report.papers[0].verdict, report.incomplete) == (PaperVerdict.AVAILABLE, ())


async def test_an_identifier_that_arxiv_refuses_does_not_speak_for_the_others(world: World) -> None:
    """It refuses a whole list with 400 because of one identifier."""

    def refuse(request: Request, honest: Honest) -> Any:
        return html("incorrect id format", 400) if "2301.00002" in request.query["id_list"] else honest()

    world.fault("export.arxiv.org", refuse)
    papers = [
        replace(PROMISED, id=number, arxiv_id=number, title=f"Plan {number}")
        for number in ("2301.00001", "2301.00002", "2301.00003")
    ]
    report = await look(world, *papers)
    assert [paper.verdict for paper in report.papers] == [PaperVerdict.MISSING] * 3
    assert report.incomplete == ()


async def test_the_report_counts_what_was_not_answered(world: World) -> None:
    befall(world, "export.arxiv.org oaipmh.arxiv.org", status(503))
    report = await look(world)
    assert report.notes == ("1 claim without an address was looked up: none settled, 1 left open",)
    assert json.dumps(report.incomplete) == '["1 look-up was not answered; run again later"]'


async def test_records_of_arxiv_are_read_individually_if_its_api_refuses(world: World) -> None:
    world.github.repository("lab/plan", {"README.md": "# Plan", "main.py": PROGRAM})
    world.arxiv.paper("2301.00001", TITLE, comment="Code: https://github.com/lab/plan")
    world.fault("export.arxiv.org", too_many_requests())
    report = await look(world, PROMISED, replace(RELEASED, id="2301.00009", arxiv_id="2301.00009", title="Other Plan"))
    assert [paper.verdict for paper in report.papers] == [PaperVerdict.AVAILABLE, PaperVerdict.UNLINKED]
    assert report.incomplete == ()
    assert len(world.asked("oaipmh.arxiv.org")) == 2
