"""The hosts in the simulated internet, which was written independently: each state and its meaning."""

from collections.abc import AsyncIterator
from typing import Any, TypeVar

import pytest

from linkscan.examine.archives import HERITAGE, WAYBACK, find_copy
from linkscan.examine.examiner import examine
from linkscan.examine.executor import Workers
from linkscan.examine.parse_pool import ParsePool
from linkscan.http import open_client
from linkscan.http.flows import RequestFlow
from linkscan.http.protocol import Client
from linkscan.models import Content, Health, Kind, Link, LinkResult
from tests.world.anonymous import Phase
from tests.world.deposits import State
from tests.world.faults import HostFault, bot_wall, captive_portal, redirect, status
from tests.world.programs import PROGRAM
from tests.world.world import World

pytestmark = pytest.mark.anyio
T = TypeVar("T")

CODE = {"README.md": "# Tool\n\nRun main.py.", "src/main.py": PROGRAM}
WORDS = "<p>" + "There is a lot to read here about how the thing was made and measured. " * 15
OK, MOVED, GONE = Health.OK, Health.MOVED, Health.GONE
RESTRICTED, UNREACHABLE = Health.RESTRICTED, Health.UNREACHABLE
PRESENT, PLACEHOLDER, EMPTY, UNKNOWN = Content.PRESENT, Content.PLACEHOLDER, Content.EMPTY, Content.UNKNOWN


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        describe(world)
        yield world


def describe(world: World) -> None:
    """Set up every state of every host."""
    world.github.repository("lab/tool", CODE)
    for host in (world.gitlab, world.codeberg, world.bitbucket):
        host.repository("lab/tool", CODE, stars=5)
        host.repository("lab/soon", {"README.md": "Code coming soon!"})
        host.repository("lab/secret", CODE, private=True)
        host.empty("lab/empty")
        host.renamed("old/name", to="lab/tool")
    world.gitlab_at("gitlab.lab.example").repository("lab/own", CODE)
    world.gitea_at("gitea.lab.example").repository("lab/own", CODE)
    hub = world.huggingface
    model = hub.model("lab/net", {"README.md": "# Net", "model.safetensors": "x"}, downloads=7)
    hub.model("lab/bare", {"README.md": "# Soon"})
    hub.model("lab/gated", {"weights.bin": "x"}, gated="manual")
    hub.model("lab/off", disabled=True)
    hub.model("lab/secret", private=True)
    hub.dataset("lab/rows", {"data/train.csv": "a,b"})
    hub.space("lab/demo", {"app.py": PROGRAM}, stage="BUILD_ERROR")
    hub.renamed("old/net", to=model)
    hub.collection("lab/nets-65f0", "Nets", model)
    hub.paper("2401.00001", "A paper", github="https://github.com/lab/tool")
    world.zenodo.record(123, files={"tool-v1.zip": 2048})
    world.zenodo.record(124, state=State.DELETED)
    world.zenodo.record(125, state=State.RESTRICTED)
    world.figshare.article(4567890, files={"data.csv": 99})
    world.osf.node("ab3de", files={"analysis.R": 900})
    pictures = {f"figures/{number}.png": 9 for number in range(24)}
    world.figshare.article(4567892, files={**pictures, "code/run.py": 900})
    world.osf.node("kl6mn", files={"paper.pdf": 99, "scripts/analysis.R": 900})
    world.osf.node("op7qr", files={**{name.partition("/")[2]: size for name, size in pictures.items()}, "run.m": 900})
    world.osf.node("cd4ef", state=State.RESTRICTED)
    world.osf.node("gh5ij", state=State.DELETED)
    world.doi.identifier("10.1000/xyz", to="https://publisher.example.org/paper")
    world.page(
        "https://publisher.example.org/paper",
        f"{WORDS}<p>Code is available at <a href=https://github.com/lab/tool>this</a>",
    )
    world.arxiv.paper("2401.00001", "A paper")
    world.anonymous.repository("Tool-1A2B", CODE)
    world.anonymous.repository("Old-1A2B", CODE, phase=Phase.EXPIRED)
    world.youtube.video("dQw4w9WgXcQ", "A talk")
    world.youtube.private("aaaaaaaaaaa")
    world.chain("https://bit.ly/3tool", "https://github.com/lab/tool", status=301)
    world.page("https://tool.example.org/", f"<a href=https://github.com/lab/tool>Code</a>{WORDS}")
    world.page("https://soon.example.org/", f"<a class=btn>Code (coming soon)</a>{WORDS}")
    world.page("https://lost.example.org/x", "<title>Page not found</title><h1>Page not found</h1>")
    world.page("https://moved.example.org/", '<meta http-equiv="refresh" content="0; url=https://tool.example.org/">')
    world.page("https://home.example.org/", WORDS)
    world.fault("https://home.example.org/x", redirect("https://home.example.org/", 301))
    world.fault("https://wall.example.org/x", bot_wall())
    world.fault("https://hotel.example.org/x", captive_portal())
    world.fault("https://legal.example.org/x", status(451))
    world.fault("none.example.org", HostFault.NXDOMAIN)


STATES: list[tuple[str, Health, Content | None]] = [
    *(
        row
        for site in ("https://gitlab.com", "https://codeberg.org", "https://bitbucket.org")
        for row in (
            (f"{site}/lab/tool", OK, PRESENT),
            (f"{site}/lab/soon", OK, PLACEHOLDER),
            (f"{site}/lab/empty", OK, EMPTY),
            (f"{site}/lab/secret", GONE, None),
            (f"{site}/lab/never", GONE, None),
            (f"{site}/old/name", MOVED, PRESENT),
        )
    ),
    ("https://gitlab.com/lab/tool/-/tree/main/src", OK, PRESENT),
    ("https://gitlab.com/lab/tool/-/tree/main/never", GONE, None),
    ("https://codeberg.org/lab/tool/src/branch/main/src", OK, PRESENT),
    ("https://bitbucket.org/lab/tool/src/main/never", GONE, None),
    ("https://gitlab.lab.example/lab/own", OK, PRESENT),
    ("https://gitea.lab.example/lab/own", OK, PRESENT),
    ("https://huggingface.co/lab/net", OK, PRESENT),
    ("https://huggingface.co/lab/bare", OK, PLACEHOLDER),
    ("https://huggingface.co/lab/gated", OK, PRESENT),
    ("https://huggingface.co/lab/off", GONE, None),
    ("https://huggingface.co/lab/secret", GONE, None),  # not public: nothing more can be determined
    ("https://huggingface.co/lab/never", GONE, None),
    ("https://huggingface.co/old/net", MOVED, PRESENT),
    ("https://huggingface.co/datasets/lab/rows", OK, PRESENT),
    ("https://huggingface.co/spaces/lab/demo", OK, PRESENT),
    ("https://huggingface.co/collections/lab/nets-65f0", OK, PRESENT),
    ("https://huggingface.co/papers/2401.00001", OK, PRESENT),
    ("https://huggingface.co/papers/2499.99999", GONE, None),
    ("https://zenodo.org/records/123", OK, PRESENT),
    ("https://doi.org/10.5281/zenodo.123", OK, PRESENT),
    ("https://zenodo.org/records/124", GONE, None),
    ("https://zenodo.org/records/125", RESTRICTED, None),
    ("https://zenodo.org/records/126", GONE, None),
    ("https://figshare.com/articles/dataset/x/4567890", OK, PRESENT),
    ("https://figshare.com/articles/dataset/x/4567892", OK, PRESENT),
    ("https://figshare.com/articles/dataset/x/4567891", GONE, None),
    ("https://osf.io/ab3de/", OK, PRESENT),
    ("https://osf.io/kl6mn/", OK, PRESENT),
    ("https://osf.io/op7qr/", OK, PRESENT),
    ("https://osf.io/cd4ef/", RESTRICTED, None),
    ("https://osf.io/gh5ij/", GONE, None),
    ("https://osf.io/zz9zz/", GONE, None),
    ("https://doi.org/10.1000/xyz", OK, PRESENT),
    ("https://doi.org/10.1000/never", GONE, None),
    ("https://arxiv.org/abs/2401.00001", OK, UNKNOWN),
    ("https://arxiv.org/abs/2499.99999", GONE, None),
    ("https://anonymous.4open.science/r/Tool-1A2B", OK, PRESENT),
    ("https://anonymous.4open.science/r/Old-1A2B", GONE, None),
    ("https://anonymous.4open.science/r/Never-1A2B", GONE, None),
    ("https://youtu.be/dQw4w9WgXcQ", OK, UNKNOWN),
    ("https://www.youtube.com/watch?v=aaaaaaaaaaa", RESTRICTED, None),
    ("https://www.youtube.com/watch?v=bbbbbbbbbbb", GONE, None),
    ("https://bit.ly/3tool", MOVED, PRESENT),
    ("https://bit.ly/never", GONE, None),
    ("https://aka.ms/never", GONE, None),
    ("https://tool.example.org/", OK, PRESENT),
    ("https://soon.example.org/", OK, PLACEHOLDER),
    ("https://lost.example.org/x", GONE, None),
    ("https://moved.example.org/", OK, PRESENT),
    ("https://home.example.org/x", GONE, None),
    ("https://wall.example.org/x", RESTRICTED, None),
    ("https://hotel.example.org/x", RESTRICTED, None),
    ("https://legal.example.org/x", RESTRICTED, None),
    ("https://none.example.org/x", GONE, None),
]


async def examined(world: World, *urls: str, **overrides: Any) -> dict[str, LinkResult]:
    settings = world.settings(retries=0, **overrides)
    async with open_client(settings) as client:
        links = [Link(url, url) for url in urls]
        return {
            evidence.url: evidence
            async for evidence in examine(links, ParsePool(client, Workers(), settings), settings)
        }


async def test_each_state_of_each_host_is_recognised(world: World) -> None:
    found = await examined(world, *(url for url, _, _ in STATES))
    told = {url: (found[url].health, found[url].content, found[url].reason) for url, _, _ in STATES}
    wrong = {url: told[url] for url, health, content in STATES if told[url][:2] != (health, content)}
    assert not wrong
    assert not world.strangers


async def test_with_a_token_the_hub_reports_what_is_missing(world: World) -> None:
    tokens = {"huggingface.co": world.huggingface.token()}
    url = "https://huggingface.co/lab/never"
    assert (await examined(world, url, tokens=tokens))[url].health is GONE


async def test_a_place_is_shown_by_the_address_a_reader_should_use(world: World) -> None:
    found = await examined(world, "https://gitlab.com/old/name", "https://youtu.be/dQw4w9WgXcQ", "https://bit.ly/3tool")
    assert {each.final_url for each in found.values()} == {
        "https://gitlab.com/lab/tool",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://github.com/lab/tool",
    }
    assert found["https://bit.ly/3tool"].kind is Kind.SHORT


async def hold(talk: RequestFlow[T], client: Client) -> T:
    """Run a flow with the client."""
    try:
        requests = next(talk)
        while True:
            requests = talk.send([await client.send(request) for request in requests])
    except StopIteration as told:
        result: T = told.value
        return result


async def test_copies_are_found_in_both_archives(world: World) -> None:
    world.software_heritage.origin("https://github.com/lab/gone")
    world.wayback.copy("https://tool.example.org/old", at="20210203040506")
    async with open_client(world.settings(retries=0)) as client:
        repository = await hold(find_copy("https://github.com/lab/gone", Kind.REPOSITORY), client)
        page = await hold(find_copy("https://tool.example.org/old", Kind.PAGE), client)
        nothing = await hold(find_copy("https://github.com/lab/never", Kind.REPOSITORY), client)
    assert repository is not None
    assert page is not None
    assert (repository.archive, page.archive, nothing) == (HERITAGE, WAYBACK, None)
    assert page.made_at == "2021-02-03T04:05:06+00:00"
