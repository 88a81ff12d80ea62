"""Sudden mass failures are not believed; failures of networks, proxies and certificates."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.integration.runs import report, run
from tests.world.faults import HostFault, captive_portal, status
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

HOSTS = [f"host-{number}.example.org" for number in range(10)]
PAGE = "<title>Tool {host}</title><p>We present a tool, and this is its page.</p><a href='https://github.com/lab/{n}'>Code</a>"
PAPER = "# Tool {n}\n\nWe present tool {n}. Code is available at https://{host}/tool.\n\n"


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    for number, host in enumerate(HOSTS):
        world.github.repository(f"lab/{number}", {"README.md": "# Tool", "main.py": PROGRAM})
        world.page(f"https://{host}/tool", PAGE.format(host=host, n=number))
    with serve(world):
        yield world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers.md").write_text("".join(PAPER.format(n=n, host=host) for n, host in enumerate(HOSTS)))
    return tmp_path


def scan(world: World, folder: Path, name: str, **variables: str) -> tuple[int, str, Any]:
    """Scan the papers again; return the exit code, the output and the report."""
    own = {"LINKSCAN_CACHE": str(folder / "cache"), "LINKSCAN_REPORTS": str(folder / "reports"), **variables}
    code, said = run(
        {**world.environ(), **own}, folder, "scan", "papers.md", "--refresh", "--retries=0", "--name", name
    )
    assert "Traceback" not in said
    return code, said, report(folder, name)


def verdicts(report: Any) -> list[str]:
    return [paper["verdict"] for paper in report["papers"]]


@pytest.mark.parametrize(
    ("fault", "struck", "is_outage"),
    [
        (status(404), 3, True),
        (status(503), 3, True),
        (status(404), 2, False),  # a fifth, not more
        (status(404), 10, True),
    ],
    ids=["three are gone", "three fail", "a fifth is gone", "all are gone"],
)
def test_more_than_a_fifth_turned_bad_at_once_is_not_believed(
    world: World, folder: Path, fault: Any, struck: int, is_outage: bool
) -> None:
    """Unverified, a note at the top, exit 3; the next run still knows the earlier verdicts."""
    code, _, first = scan(world, folder, "before")
    assert (code, verdicts(first)) == (0, ["available"] * 10)
    for host in HOSTS[:struck]:
        world.fault(host, fault)
    code, said, during = scan(world, folder, "during")
    if not is_outage:
        assert code == 0
        assert verdicts(during) == ["missing"] * struck + ["available"] * (10 - struck)
        return
    assert code == 3
    assert verdicts(during) == ["unverified"] * struck + ["available"] * (10 - struck)
    assert [reason for reason in during["incomplete"] if "not believed" in reason]
    assert "not believed" in said
    assert "not believed" in (folder / "reports/during/report.md").read_text()[:1500]
    for host in HOSTS[:struck]:
        world.heal(host)
    code, _, after = scan(world, folder, "after")
    assert (code, verdicts(after)) == (0, ["available"] * 10)
    changed = [
        [claim["changed_at"] for paper in each["papers"] for claim in paper["claims"]] for each in (first, after)
    ]
    assert changed[0] == changed[1]


def test_lasting_outage_is_doubted_every_time(world: World, folder: Path) -> None:
    """Disbelieved results are not stored as known."""
    scan(world, folder, "before")
    for host in HOSTS[:5]:
        world.fault(host, status(404))
    for name in ("one", "two"):
        code, _, found = scan(world, folder, name)
        assert (code, verdicts(found)[:5]) == (3, ["unverified"] * 5)


@pytest.mark.parametrize("fault", [HostFault.SERVFAIL, HostFault.NXDOMAIN, HostFault.REFUSED])
def test_without_a_network_nothing_is_judged(world: World, folder: Path, fault: HostFault) -> None:
    """Even if the resolver denies every name."""
    world.fault("*", fault)
    code, said, found = scan(world, folder, "off")
    assert (code, set(verdicts(found))) == (3, {"unverified"})
    assert {link["health"] for link in found["links"]} == {"skipped"}
    assert said.count("no results") == 1


def test_captive_portal_counts_as_no_network(world: World, folder: Path) -> None:
    """It answers for every host, without a certificate for any."""
    (folder / "papers.md").write_text((folder / "papers.md").read_text().replace("https://", "http://"))
    world.fault("*", captive_portal())
    code, _, found = scan(world, folder, "hotel")
    assert code == 3
    assert set(verdicts(found)) == {"unverified"}
    assert "gone" not in {link["health"] for link in found["links"]}


@pytest.mark.parametrize(
    ("fault", "health", "verdict"),
    [
        (HostFault.NXDOMAIN, "gone", "missing"),
        (HostFault.SERVFAIL, "unreachable", "unverified"),
        (HostFault.REFUSED, "unreachable", "unverified"),
        (HostFault.UNTRUSTED_CERTIFICATE, "unreachable", "unverified"),
        (HostFault.EXPIRED_CERTIFICATE, "unreachable", "unverified"),
    ],
)
def test_only_a_missing_name_means_gone(
    world: World, folder: Path, fault: HostFault, health: str, verdict: str
) -> None:
    world.fault(HOSTS[0], fault)
    _, _, found = scan(world, folder, "one")
    assert found["links"][0]["health"] == health
    assert verdicts(found) == [verdict] + ["available"] * 9


def test_a_private_authority_must_be_named(world: World, folder: Path) -> None:
    """With SSL_CERT_FILE the world is trusted (as in every test); without it none of its hosts is."""
    environment = world.environ()
    del environment["SSL_CERT_FILE"]
    own = {"LINKSCAN_CACHE": str(folder / "cache"), "LINKSCAN_REPORTS": str(folder / "reports")}
    code, _ = run({**environment, **own}, folder, "scan", "papers.md", "--retries=0", "--name=x")
    assert code == 3
    assert "gone" not in {link["health"] for link in report(folder, "x")["links"]}
    assert set(verdicts(report(folder, "x"))) == {"unverified"}


def test_proxy_carries_everything_except_exclusions(world: World, folder: Path) -> None:
    """HTTPS_PROXY is used for every host except those in NO_PROXY."""
    pins = {host: where for host, where in world.resolve.items() if host == "*:443"}
    direct = {HOSTS[0]: pins["*:443"]}
    code, said, found = scan(
        world,
        folder,
        "proxied",
        HTTPS_PROXY=world.proxy,
        NO_PROXY=HOSTS[0],
        LINKSCAN_RESOLVE=json.dumps(direct),
    )
    assert code == 0, said
    assert verdicts(found) == ["available"] * 10
    proxied = {seen.host: seen.proxied for seen in world.requests() if seen.host in HOSTS}
    assert proxied == {host: host != HOSTS[0] for host in HOSTS}


def test_unreachable_proxy_gives_no_verdict(world: World, folder: Path) -> None:
    code, _, found = scan(world, folder, "dead", HTTPS_PROXY="http://127.0.0.1:9", LINKSCAN_RESOLVE="{}")
    assert code == 3
    assert set(verdicts(found)) == {"unverified"}


def test_dead_hosts_that_come_first_do_not_end_the_run(world: World, folder: Path) -> None:
    """Missing names are reported faster than pages, so the probe URLs are requested before the network is doubted."""
    world.page("https://www.iana.org/robots.txt", "User-agent: *")
    for host in HOSTS[:4]:
        world.fault(host, HostFault.NXDOMAIN)
    for host in HOSTS[4:]:
        world.latency(host, 0.5)
    code, said, found = scan(world, folder, "dead-first")
    assert code == 0, said
    assert verdicts(found) == ["missing"] * 4 + ["available"] * 6
