"""Nightly runs over services with a search: new papers, refusals, continuation, and costs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkscan.cli.outcome import exit_code
from linkscan.http.clock import Clock
from tests.integration.nights import Nights, day, verdicts
from tests.world.breakages import truncated
from tests.world.faults import Fault, bot_wall, captive_portal, status, too_many_requests
from tests.world.programs import PROGRAM
from tests.world.works import Catalogue
from tests.world.world import World, serve

OUT = "We read charts. Code is available at https://github.com/lab/tool."


@dataclass(frozen=True)
class Service:
    """A service, its query for new papers, and the number of requests for fifteen hundred papers."""

    query: str
    host: str
    works: Callable[[World], Catalogue]
    pages: int


SERVICES = {
    "europepmc": Service("europepmc:charts", "www.ebi.ac.uk", lambda world: world.europe_pmc, 2),
    "crossref": Service("crossref:charts", "api.crossref.org", lambda world: world.crossref, 9),
    "openalex": Service("openalex:charts", "api.openalex.org", lambda world: world.openalex, 16),
    "s2": Service("s2:charts", "api.semanticscholar.org", lambda world: world.semantic_scholar, 2),
    "biorxiv": Service("biorxiv:new", "api.biorxiv.org", lambda world: world.biorxiv, 50),
    "medrxiv": Service("medrxiv:new", "api.biorxiv.org", lambda world: world.biorxiv, 50),
    "pubmed": Service("pubmed:charts[tiab]", "eutils.ncbi.nlm.nih.gov", lambda world: world.pubmed, 9),
}


@pytest.fixture
def world(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A simulated internet with the clock of its clients, reached through its proxy so that published limits apply."""
    with serve(World(now=clock.now)) as running:
        running.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM})
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        for name in ("HTTPS_PROXY", "https_proxy"):
            monkeypatch.setenv(name, running.proxy)
        yield running


@pytest.fixture
def nights(world: World, clock: Clock, tmp_path: Path) -> Nights:
    return Nights(world, clock, tmp_path, {"resolve": {}})


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> Service:
    return SERVICES[request.param]


def put(service: Service, world: World, title: str, number: int, abstract: str = OUT) -> None:
    service.works(world).work(title, abstract, day(number).isoformat())


def test_first_run_reads_everything_and_the_next_what_is_new(nights: Nights, world: World, service: Service) -> None:
    put(service, world, "Charts of Monday", 0)
    report = nights.run(day(0), service.query)
    assert verdicts(report) == {"Charts of Monday": "available"}
    assert report.notes == (f"{service.query}: 1 new paper",)
    put(service, world, "Charts of Tuesday", 1)
    report = nights.run(day(1), service.query)
    assert verdicts(report) == {"Charts of Tuesday": "available"}
    assert report.notes == (f"{service.query}: 1 new paper since {day(0)}, and 1 that earlier runs had",)
    assert exit_code(report) == 0
    assert nights.cursor() == {service.query: day(1).isoformat()}


TROUBLES: dict[str, tuple[Fault, str]] = {
    "a limit": (too_many_requests(), "429"),
    "a limit for hours": (too_many_requests(7200), "rate limit"),
    "a challenge": (bot_wall(), "bot"),
    "a portal": (captive_portal(), ""),
    "half an answer": (truncated(), ""),
    "an outage": (status(503), "503"),
    "another answer": (status(200, '{"error": "no such thing"}', {"content-type": "application/json"}), ""),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_failed_night_is_reported_and_the_next_continues(
    nights: Nights, world: World, service: Service, trouble: str
) -> None:
    put(service, world, "Charts of Monday", 0)
    nights.run(day(0), service.query)
    put(service, world, "Charts of Tuesday", 1)
    fault, _ = TROUBLES[trouble]
    world.fault(service.host, fault)
    report = nights.run(day(1), service.query)
    assert exit_code(report) == 3
    assert report.incomplete[0].startswith(f"{service.query} was not read to the end: ")
    assert nights.cursor() == {service.query: day(0).isoformat()}
    world.heal(service.host)
    report = nights.run(day(2), service.query)
    assert verdicts(report) == {"Charts of Tuesday": "available"}
    assert exit_code(report) == 0
    assert nights.cursor() == {service.query: day(2).isoformat()}


def test_a_refusal_after_some_pages_keeps_what_was_read(nights: Nights, world: World, service: Service) -> None:
    for number in range(1500):
        put(service, world, f"Charts of Number {number}", 0, "A study of charts.")
    world.fault(service.host, too_many_requests(7200), skip=1 if service.pages == 2 else service.pages - 2)
    report = nights.run(day(0), service.query)
    assert exit_code(report) == 3
    assert 0 < len(report.papers) < 1500
    assert nights.cursor() == {}


def test_a_large_list_is_read_to_its_end_at_the_published_pace(
    nights: Nights, world: World, service: Service, clock: Clock
) -> None:
    world.crossref.is_strict = True
    key = {"api.openalex.org": (world.openalex.key(),)}
    for number in range(1500):
        put(service, world, f"Charts of Number {number}", 0, "A study of charts.")
    report = nights.run(day(0), service.query, tokens=key)
    assert (len(report.papers), report.incomplete) == (1500, ())
    assert world.statuses(service.host) == {200: service.pages}


def test_without_a_key_openalex_ends_after_ten_pages_and_says_what_to_set(nights: Nights, world: World) -> None:
    service = SERVICES["openalex"]
    for number in range(1100):
        put(service, world, f"Charts of Number {number}", 0, "A study of charts.")
    report = nights.run(day(0), service.query)
    assert len(report.papers) == 1000
    assert report.incomplete[0].endswith("; set OPENALEX_API_KEY if missing, or run again later")


def test_exhausted_shared_pool_is_reported(nights: Nights, world: World) -> None:
    put(SERVICES["s2"], world, "Charts of Monday", 0)
    world.semantic_scholar.is_busy = True
    report = nights.run(day(0), "s2:charts")
    assert report.papers == ()
    assert report.incomplete[0].endswith("; set S2_API_KEY if missing, or run again later")
    key = {"api.semanticscholar.org": (world.semantic_scholar.key(),)}
    assert verdicts(nights.run(day(1), "s2:charts", tokens=key)) == {"Charts of Monday": "available"}


def test_a_limit_of_pubmed_with_a_good_status_is_a_limit(nights: Nights, world: World) -> None:
    put(SERVICES["pubmed"], world, "Charts of Monday", 0)
    body = '{"error":"API rate limit exceeded","api-key":"192.0.2.1","count":"4","limit":"3"}'
    world.fault("eutils.ncbi.nlm.nih.gov", status(200, body, {"content-type": "application/json"}))
    report = nights.run(day(0), "pubmed:charts")
    assert exit_code(report) == 3
    assert "API rate limit exceeded" in report.incomplete[0]


@pytest.mark.parametrize(
    "given",
    ["10.5555/10000001", "doi:10.5555/10000001", "https://doi.org/10.5555/10000001", "crossref:doi=10.5555/10000001"],
)
def test_a_paper_by_its_doi(nights: Nights, world: World, given: str) -> None:
    world.crossref.work("Charts", OUT)
    assert verdicts(nights.run(day(0), given)) == {"Charts": "available"}


def test_several_at_once_and_one_of_them_refuses(nights: Nights, world: World) -> None:
    for name in ("europepmc", "pubmed", "crossref"):
        put(SERVICES[name], world, f"Charts at {name}", 0)
    world.fault("www.ebi.ac.uk", bot_wall())
    names = [SERVICES[name].query for name in ("europepmc", "pubmed", "crossref")]
    report = nights.run(day(0), *names)
    assert verdicts(report) == {"Charts at pubmed": "available", "Charts at crossref": "available"}
    assert len(report.incomplete) == 1
    assert set(nights.cursor()) == set(names[1:])
