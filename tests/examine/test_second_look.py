"""Which channels are queried for a paper, the freshness of their responses, and the handling of failures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from linkscan.examine.executor import Workers
from linkscan.examine.parse_pool import ParsePool
from linkscan.examine.second_look import SecondLook
from linkscan.http.cache.trace import note_failure, note_missing, note_stored
from linkscan.models import (
    Asset,
    Claim,
    Content,
    Failure,
    Health,
    Judgement,
    Link,
    LinkResult,
    Paper,
    Reading,
    Request,
    Response,
    Stance,
)
from linkscan.settings import Settings
from linkscan.text import read

pytestmark = pytest.mark.anyio

TITLE = "A Plan for Many Things"
PROMISED = Paper("2301.00001", TITLE, arxiv_id="2301.00001", abstract="The code will be released upon acceptance.")


@dataclass
class Services:
    """Services without any record, whose hosts may fail; they record what is stored."""

    others: Mapping[str, int | Failure] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    stored: set[str] = field(default_factory=set)

    async def send(self, request: Request) -> Response:
        self.asked.append(request)
        told = self.others.get(host_of(request.url), 404)
        if isinstance(told, Failure):
            note_failure()
            if told is Failure.OFFLINE:
                note_missing()
            return Response(request.url, failure=told)
        self.stored.add(request.url)
        note_stored(request.url, self)
        return Response(request.url, told)

    def delete(self, key: str) -> None:
        self.stored.discard(key)

    def limit_freshness(self, key: str, seconds: float) -> None:
        raise NotImplementedError


def host_of(url: str) -> str:
    return urlsplit(url).netloc


SERVICES = ("api2.openreview.net", "huggingface.co", "export.arxiv.org", "arxiv.org", "api.github.com")
NUMBERS = ("2301.00001", "2301.00002")
TOKENS = {"api2.openreview.net": (SecretStr("openreview-0123456789"),)}


async def look_up(services: Services, *papers: Paper, watched: Any = (), is_replay: bool = False, **given: Any) -> Any:
    settings = Settings(**{"discover": True, "fulltext": True, **given})
    readings = [(paper, read(paper)) for paper in papers]
    pool = ParsePool(services, Workers(), settings)
    second_look = SecondLook(readings, {}, pool, settings, watched=watched, is_replay=is_replay)
    await second_look.run()
    return second_look


@pytest.mark.parametrize("max_age", [None, 60.0])
async def test_look_ups_of_a_watched_paper_are_requested_once_a_night(max_age: float | None) -> None:
    """Except GitHub's search, which is limited to ten a minute. `--max-age` applies to all responses."""
    services = Services()
    papers = [replace(PROMISED, id=each, arxiv_id=each, title=f"The Plan of {each}") for each in NUMBERS]
    await look_up(services, *papers, watched=NUMBERS[:1], max_age=max_age, tokens=TOKENS)
    for number in NUMBERS:
        ages = {host_of(request.url): request.max_age for request in services.asked if number in request.url}
        is_renewed = number == NUMBERS[0] and max_age is None
        assert ages == {host: 72_000.0 if is_renewed and host != "api.github.com" else None for host in SERVICES}


@pytest.mark.parametrize(("given", "is_asked"), [({}, False), ({"offline": True}, True), ({"is_replay": True}, True)])
async def test_openreview_is_queried_without_a_token_if_its_answer_may_be_stored(
    given: dict[str, Any], *, is_asked: bool
) -> None:
    services = Services()
    await look_up(services, PROMISED, **given)
    assert ("api2.openreview.net" in {host_of(request.url) for request in services.asked}) is is_asked


@pytest.mark.parametrize("host", SERVICES)
async def test_uncached_look_up_leaves_a_claim_open(host: str) -> None:
    """Except for OpenReview's record, because the cache may have been filled without a token."""
    second_look = await look_up(Services({host: Failure.OFFLINE}), PROMISED, offline=True)
    assert bool(second_look.gaps(PROMISED.id, "stopped")) is (host != "api2.openreview.net")


@pytest.mark.parametrize("host", SERVICES)
async def test_invalid_answer_with_a_good_status_leaves_the_cache(host: str) -> None:
    services = Services({host: 200})
    second_look = await look_up(services, PROMISED, tokens=TOKENS)
    assert {*SERVICES} - {*map(host_of, services.stored)} == {host}
    assert second_look.unanswered == 1


async def test_responses_before_a_failure_stay_cached() -> None:
    """The next run continues from there."""
    services = Services({"export.arxiv.org": 503, "oaipmh.arxiv.org": Failure.TIMEOUT})
    second_look = await look_up(services, PROMISED)
    assert "export.arxiv.org" in set(map(host_of, services.stored))
    assert second_look.unanswered == 1


@pytest.mark.parametrize(
    ("source", "host"),
    [("arxiv:cs.CL", "export.arxiv.org"), ("hf:week", "huggingface.co"), ("openreview:V", "api2.openreview.net")],
)
async def test_service_is_not_queried_for_a_paper_read_from_it(source: str, host: str) -> None:
    services = Services()
    await look_up(services, replace(PROMISED, source=("papers.csv:1", source)), tokens=TOKENS)
    assert {*SERVICES} - {host_of(request.url) for request in services.asked} == {host}


async def test_a_claim_that_an_address_of_the_paper_settles_is_not_looked_up() -> None:
    url = "https://lab.example.org/tool"
    claim = Claim(Asset.CODE, Stance.PROMISED, None, "The code will be released.")
    reading = Reading(links=(Link(url, url),), claims=(claim,))
    held = {Asset.CODE: Judgement(Content.PRESENT, "train.py")}
    found = LinkResult(url, url, health=Health.OK, content=Content.PRESENT, holdings=held)
    services, settings = Services(), Settings(discover=True)
    pool = ParsePool(services, Workers(), settings)
    second_look = SecondLook([(PROMISED, reading)], {url: found}, pool, settings, watched=(), is_replay=False)
    assert second_look.waiting == set()
    await second_look.run()
    assert services.asked == []


async def test_failed_look_up_is_explained_once_and_a_stop_is_reported() -> None:
    services, settings = Services(dict.fromkeys(SERVICES, 503)), Settings(fulltext=True)
    papers = [PROMISED, replace(PROMISED, id="other", abstract="We plan.")]
    pool = ParsePool(services, Workers(), settings)
    second_look = SecondLook(
        [(paper, read(paper)) for paper in papers], {}, pool, settings, watched=(), is_replay=False
    )
    assert [second_look.gaps(paper.id, "stopped") for paper in papers] == [["stopped"], []]
    await second_look.run()
    assert len(second_look.gaps(PROMISED.id, "stopped")) == 1
    await second_look.run()
    assert len(second_look.gaps(PROMISED.id, "stopped")) == 1
