"""The fault matrix: every fault of the simulated internet, once and for ever, by the way in which linkscan asks.

A cell says what a claim that names the place comes to, and how many requests its host has to bear at most. `git` is
a repository of GitHub without a token, `api` the same with one (the fault befalls the API alone, git is the second
channel), `page` a project page that names the repository. One retry each; `-` is no row: what befalls a host as a
whole cannot befall it once, and some waits are told by their neighbours.
"""

import pytest

from linkscan.errors import AccessError
from linkscan.models import ClaimVerdict, Content, Health, Paper
from linkscan.pipeline import scan_async
from tests.world.breakages import big, bomb, broken_gzip, drip, endless, garbage, hang, hang_up, reset, truncated
from tests.world.faults import (
    Fault,
    HostFault,
    bot_wall,
    captive_portal,
    long_header,
    many_headers,
    overload,
    partly,
    primary_limit,
    redirect_loop,
    secondary_limit,
    slow,
    status,
    too_many_requests,
    too_many_requests_until,
)
from tests.world.programs import PROGRAM
from tests.world.world import World

MATRIX = """
fault             git once        git ever        api once        api ever        page once       page ever
404               restricted 2    gone 2          available 3     available 3     gone 1          gone 1
410               restricted 2    gone 2          available 3     available 3     gone 1          gone 1
451               gone 1          gone 1          available 3     available 3     restricted 1    restricted 1
401               restricted 2    restricted 2    rejected 1      rejected 1      restricted 1    restricted 1
403               restricted 2    restricted 2    available 3     available 3     restricted 1    restricted 1
bot wall          restricted 2    restricted 2    available 3     available 3     restricted 1    restricted 1
999               restricted 1    restricted 1    available 3     available 3     restricted 1    restricted 1
500               available 4     unreachable 2   available 4     available 6     available 2     unreachable 2
502               available 4     unreachable 2   available 4     available 6     available 2     unreachable 2
503               available 4     unreachable 2   available 4     available 6     available 2     unreachable 2
504               available 4     unreachable 2   available 4     available 6     available 2     unreachable 2
429               available 4     unreachable 2   available 4     available 6     available 2     unreachable 2
429 in seconds    available 4     unreachable 2   available 4     available 6     available 2     unreachable 2
429 with a date   available 4     unreachable 2   available 4     available 6     available 2     unreachable 2
429 for a day     unreachable 1   unreachable 1   available 3     available 2     unreachable 1   unreachable 1
quota, a minute   available 4     unreachable 4   available 4     available 6     available 2     unreachable 2
quota, an hour    unreachable 1   unreachable 1   available 3     available 2     unreachable 1   unreachable 1
burst limit       available 4     unreachable 4   available 4     available 6     available 2     unreachable 2
redirect loop     unreachable 2   unreachable 3   available 4     available 7     available 2     unreachable 2
captive portal    unreachable 1   unreachable 1   available 3     available 3     restricted 1    restricted 1
slow              -               -               -               -               available 2     unreachable 2
many headers      unreachable 1   unreachable 1   available 3     available 3     unreachable 1   unreachable 1
long header       unreachable 1   unreachable 1   available 3     available 3     unreachable 1   unreachable 1
reset             available 4     unreachable 4   available 4     available 6     available 2     unreachable 2
reset midway      available 4     unreachable 4   available 4     available 6     available 2     unreachable 2
hang up           available 4     unreachable 4   available 4     available 6     available 2     unreachable 2
hang              available 4     unreachable 4   -               -               available 2     unreachable 2
truncated         available 4     unreachable 4   available 4     available 6     available 2     unreachable 2
drip              -               -               -               -               available 2     unreachable 2
garbage           unreachable 1   unreachable 1   available 3     available 3     unreachable 1   unreachable 1
30 MB             unreachable 1   unreachable 1   available 3     available 3     unknown 1       unknown 1
endless           unreachable 1   unreachable 1   available 3     available 3     unknown 1       unknown 1
bomb              unreachable 1   unreachable 1   available 3     available 3     unknown 1       unknown 1
broken gzip       unreachable 1   unreachable 1   available 3     available 3     unknown 1       unknown 1
overload          -               -               available 3     available 4     -               -
alias missing     -               -               available 3     available 3     -               -
alias closed      -               -               available 3     available 3     -               -
alias broken      -               -               available 3     available 3     -               -
no such host      -               unreachable 0   -               available 0     -               gone 0
lookup fails      -               unreachable 0   -               available 0     -               unreachable 0
refused           -               unreachable 0   -               available 0     -               unreachable 0
wrong name        -               unreachable 0   -               available 0     -               unreachable 0
expired           -               unreachable 0   -               available 0     -               unreachable 0
not yet valid     -               unreachable 0   -               available 0     -               unreachable 0
untrusted         -               unreachable 0   -               available 0     -               unreachable 0
"""


def _graphql(fault: Fault) -> Fault:
    """Restrict a fault that edits GraphQL responses to GraphQL."""
    return lambda request, honest: fault(request, honest) if request.target == "/graphql" else honest()


FAULTS: dict[str, Fault | HostFault] = {
    **{str(code): status(code) for code in (404, 410, 451, 401, 403, 999, 500, 502, 503, 504)},
    "bot wall": bot_wall(),
    "429": too_many_requests(),
    "429 in seconds": too_many_requests(2),
    "429 with a date": too_many_requests_until(2),
    "429 for a day": too_many_requests(80_000),
    "quota, a minute": primary_limit(reset_in=30),
    "quota, an hour": primary_limit(reset_in=3600),
    "burst limit": secondary_limit(60),
    "redirect loop": redirect_loop(),
    "captive portal": captive_portal(),
    "slow": slow(60),
    "many headers": many_headers(),
    "long header": long_header(),
    "reset": reset(),
    "reset midway": reset(after=100),
    "hang up": hang_up(),
    "hang": hang(),
    "truncated": truncated(),
    "drip": drip(),
    "garbage": garbage(),
    "30 MB": big(),
    "endless": endless(),
    "bomb": bomb(size=40_000_000),
    "broken gzip": broken_gzip(),
    "overload": overload(most=0),
    "alias missing": _graphql(partly("NOT_FOUND", "r0")),
    "alias closed": _graphql(partly("FORBIDDEN", "r0")),
    "alias broken": _graphql(partly("INTERNAL", "r0")),
    "no such host": HostFault.NXDOMAIN,
    "lookup fails": HostFault.SERVFAIL,
    "refused": HostFault.REFUSED,
    "wrong name": HostFault.WRONG_CERTIFICATE,
    "expired": HostFault.EXPIRED_CERTIFICATE,
    "not yet valid": HostFault.EARLY_CERTIFICATE,
    "untrusted": HostFault.UNTRUSTED_CERTIFICATE,
}
WAITS = {"slow", "hang", "drip"}
"""Faults that end only with the timeout."""

MEANS = {
    "available": (Health.OK, Content.PRESENT, ClaimVerdict.AVAILABLE),
    "unknown": (Health.OK, Content.UNKNOWN, ClaimVerdict.UNVERIFIED),
    "gone": (Health.GONE, None, ClaimVerdict.DEAD),
    "restricted": (Health.RESTRICTED, None, ClaimVerdict.UNVERIFIED),
    "unreachable": (Health.UNREACHABLE, None, ClaimVerdict.UNVERIFIED),
}
HOSTS = {"git": "github.com", "api": "api.github.com", "page": "tool.example.org"}
REPOSITORY = "https://github.com/lab/tool"
PAGE = "https://tool.example.org/paper"
UP = "https://up.example.org/"


def _rows() -> list[tuple[str, str, str]]:
    """Read the matrix: the fault, the column, the cell."""
    head, *lines = MATRIX.strip().splitlines()
    starts = [0, *(at for at in range(1, len(head)) if head[at] != " " and head[at - 2 : at] == "  ")]
    table = [
        [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]
        for line in (head, *lines)
    ]
    columns = table[0][1:]
    cells = [(row[0], column, cell) for row in table[1:] for column, cell in zip(columns, row[1:], strict=True)]
    return [(fault, column, cell) for fault, column, cell in cells if cell != "-"]


def test_matrix_covers_every_fault() -> None:
    """At least sixty rows, and every fault is in the matrix."""
    rows = _rows()
    assert len(rows) >= 60
    assert {fault for fault, _, _ in rows} == set(FAULTS)


@pytest.mark.anyio
@pytest.mark.parametrize(("name", "column", "cell"), _rows())
async def test_the_fault_matrix(world: World, name: str, column: str, cell: str) -> None:
    """Only a denial by the host itself means dead; every failure on the way means unknown."""
    kind, often = column.split()
    outcome, most = cell.split()
    world.github.repository("lab/tool", {"README.md": "# Tool", "main.py": PROGRAM, "tool/core.py": PROGRAM})
    world.page(PAGE, f"<title>Tool</title><p>We present a tool.</p><a href='{REPOSITORY}'>Code</a>")
    world.page(UP, "<title>Up</title><p>Another host, so that the network is not in doubt.</p>")
    fault = FAULTS[name]
    world.fault(HOSTS[kind], fault, times=None if isinstance(fault, HostFault) or often == "ever" else 1)
    tokens = {"api.github.com": world.github.token()} if kind == "api" else {}
    timeout = 0.5 if name in WAITS else 60  # seconds; a busy machine takes longer than it seems
    settings = world.settings(retries=1, timeout=timeout, archives=False, tokens=tokens)
    url = PAGE if kind == "page" else REPOSITORY
    paper = Paper(id="1", title="A Tool", abstract=f"Code is available at {url}. See also {UP}.")
    if outcome == "rejected":
        with pytest.raises(AccessError):
            await scan_async([paper], settings)
    else:
        report = await scan_async([paper], settings)
        found = next(link for link in report.links if link.url == url)
        claim = next(claim for claim in report.papers[0].claims if claim.url == url)
        assert (found.health, found.content, claim.verdict) == MEANS[outcome], found.reason
        assert found.reason
    assert world.count(HOSTS[kind]) <= int(most)
