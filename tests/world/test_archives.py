"""Archives, identifiers, videos: each state as its host reports it."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from tests.world import World
from tests.world.anonymous import Phase
from tests.world.deposits import State

pytestmark = pytest.mark.anyio

WAYBACK = "https://archive.org/wayback/available?url="
CDX = "https://web.archive.org/cdx/search/cdx?url="
SWH = "https://archive.softwareheritage.org/api/1/origin"
FOUR = "https://anonymous.4open.science"
OEMBED = "https://www.youtube.com/oembed?format=json&url="


@pytest.fixture
def archives(world: World) -> World:
    """One of each kind."""
    world.zenodo.record(
        101, files={"code.zip": 500}, license="MIT", concept="100", supplements="https://github.com/lab/tool/tree/v1"
    )
    world.zenodo.record(102, state=State.DELETED)
    world.zenodo.record(103, state=State.RESTRICTED)
    world.figshare.article(201, title="Rows", files={"rows.csv": 9}, kind="dataset")
    world.osf.node("abcde", title="Study", files={"run.R": 5})
    world.osf.node("fghij", state=State.DELETED)
    world.osf.node("klmno", state=State.RESTRICTED)
    world.doi.identifier("10.5281/zenodo.101", to="https://zenodo.org/records/101")
    files = {"README.md": "# Hidden", "src/main.py": "print(1)", ".gitmodules": ""}
    world.anonymous.repository("tool-1A2B", files)
    world.anonymous.repository("old-0000", phase=Phase.EXPIRED)
    world.anonymous.repository("out-0000", phase=Phase.EXPIRED, source="lab/tool")
    world.anonymous.repository("slow-0000", phase=Phase.PREPARING)
    world.anonymous.repository("bad-0000", phase=Phase.ERROR)
    world.youtube.video("dQw4", "A demo")
    world.youtube.private("hush")
    world.arxiv.paper("2401.00001", "On Tools & Things", abstract="We ...", comment="Code: https://github.com/lab/tool")
    world.wayback.copy("https://lab.example.org/tool/", at="20200101000000")
    world.wayback.copy("https://lab.example.org/tool/", at="20210101000000")
    world.wayback.copy("https://lab.example.org/tool/", at="20220101000000", status=404)
    world.software_heritage.origin("https://github.com/lab/tool")
    world.software_heritage.origin("https://github.com/lab/never", status="not_found")
    return world


@pytest.mark.parametrize(
    ("url", "status", "told"),
    [
        ("https://zenodo.org/api/records/101", 200, lambda it: it["files"][0]["key"] == "code.zip"),
        (
            "https://zenodo.org/api/records/101",
            200,
            lambda it: it["metadata"]["related_identifiers"][0]["relation"] == "isSupplementTo",
        ),
        ("https://zenodo.org/api/records/100", 301, lambda it: True),
        ("https://zenodo.org/api/records/102", 410, lambda it: "removal_reason" in it["tombstone"]),
        ("https://zenodo.org/api/records/103", 403, lambda it: True),
        ("https://zenodo.org/api/records/999", 404, lambda it: it["status"] == 404),
        ("https://zenodo.org/records/101", 200, lambda it: True),
        ("https://zenodo.org/records/102", 410, lambda it: True),
        ("https://zenodo.org/record/101", 301, lambda it: True),
        ("https://zenodo.org/doi/10.5281/zenodo.101", 302, lambda it: True),
        ("https://api.figshare.com/v2/articles/201", 200, lambda it: it["defined_type_name"] == "dataset"),
        ("https://api.figshare.com/v2/articles/201/files", 200, lambda it: it[0]["name"] == "rows.csv"),
        ("https://api.figshare.com/v2/articles/999", 404, lambda it: it["code"] == "EntityNotFound"),
        ("https://figshare.com/articles/dataset/Rows/201", 200, lambda it: True),
        ("https://figshare.com/articles/dataset/Rows/201/1", 200, lambda it: True),
        ("https://figshare.com/articles/dataset/Rows/999", 404, lambda it: True),
        ("https://api.osf.io/v2/guids/abcde/", 302, lambda it: True),
        ("https://api.osf.io/v2/guids/abcde/?resolve=false", 200, lambda it: it["data"]["type"] == "guids"),
        ("https://api.osf.io/v2/nodes/abcde/", 200, lambda it: it["data"]["attributes"]["title"] == "Study"),
        (
            "https://api.osf.io/v2/nodes/abcde/files/osfstorage/",
            200,
            lambda it: it["data"][0]["attributes"]["size"] == 5,
        ),
        ("https://api.osf.io/v2/nodes/fghij/", 410, lambda it: True),
        ("https://api.osf.io/v2/nodes/klmno/", 401, lambda it: True),
        ("https://api.osf.io/v2/nodes/zzzzz/", 404, lambda it: it["errors"][0]["detail"] == "Not found."),
        ("https://osf.io/abcde/", 200, lambda it: True),
        ("https://osf.io/zzzzz/", 404, lambda it: True),
        ("https://doi.org/10.5281/ZENODO.101", 302, lambda it: True),
        ("https://doi.org/10.5281/never", 404, lambda it: True),
        (
            "https://doi.org/api/handles/10.5281/zenodo.101",
            200,
            lambda it: it["values"][0]["data"]["value"][-3:] == "101",
        ),
        ("https://doi.org/api/handles/10.5281/never", 404, lambda it: it["responseCode"] == 100),
        (
            "https://api.datacite.org/dois/10.5281/zenodo.101",
            200,
            lambda it: it["data"]["attributes"]["state"] == "findable",
        ),
        (f"{FOUR}/r/whatever", 200, lambda it: True),
        (f"{FOUR}/api/repo/TOOL-1a2b/options", 200, lambda it: (it["url"], it["hasSubmodules"]) == (None, True)),
        (f"{FOUR}/api/repo/tool-1A2B/files", 200, lambda it: {"name": "src", "path": ""} in it),
        (
            f"{FOUR}/api/repo/tool-1A2B/files?path=src",
            200,
            lambda it: it == [{"name": "main.py", "path": "src", "size": 8}],
        ),
        (f"{FOUR}/api/repo/tool-1A2B/file/README.md", 200, lambda it: it == "# Hidden"),
        (f"{FOUR}/api/repo/never/options", 404, lambda it: it == {"error": "repository_not_found"}),
        (f"{FOUR}/api/repo/old-0000/options", 410, lambda it: it == {"error": "repository_expired"}),
        (f"{FOUR}/api/repo/out-0000/options", 200, lambda it: it["url"] == "https://github.com/lab/tool"),
        (f"{FOUR}/api/repo/out-0000/files", 302, lambda it: True),
        (f"{FOUR}/api/repo/slow-0000/options", 425, lambda it: it == {"error": "repository_not_ready"}),
        (f"{FOUR}/api/repo/bad-0000/options", 500, lambda it: it == {"error": "repository_not_accessible"}),
        (f"{OEMBED}https%3A%2F%2Fyoutu.be%2FdQw4", 200, lambda it: it["title"] == "A demo"),
        (f"{OEMBED}https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DdQw4", 200, lambda it: True),
        (f"{OEMBED}https%3A%2F%2Fyoutu.be%2Fhush", 401, lambda it: True),
        (f"{OEMBED}https%3A%2F%2Fyoutu.be%2Fnever", 404, lambda it: True),
        (f"{OEMBED}nonsense", 400, lambda it: True),
        ("https://www.youtube.com/watch?v=never", 200, lambda it: True),
        ("https://youtu.be/dQw4", 303, lambda it: True),
        ("https://arxiv.org/abs/2401.00001v2", 200, lambda it: "On Tools &amp; Things" in it),
        ("https://arxiv.org/pdf/2401.00001", 200, lambda it: True),
        ("https://arxiv.org/abs/2401.99999", 404, lambda it: True),
        ("https://export.arxiv.org/api/query?id_list=2401.00001,2401.9", 200, lambda it: it.count("<entry>") == 1),
        ("https://export.arxiv.org/api/query?search_query=ti:%22on+tools%22", 200, lambda it: "lab/tool" in it),
        (
            f"{WAYBACK}lab.example.org/tool",
            200,
            lambda it: it["archived_snapshots"]["closest"]["timestamp"] == "20210101000000",
        ),
        (f"{WAYBACK}https://lab.example.org/never", 200, lambda it: it["archived_snapshots"] == {}),
        (f"{CDX}lab.example.org/tool&filter=statuscode:200&limit=-1", 200, lambda it: it[1][0] == "20210101000000"),
        (f"{CDX}lab.example.org/never", 200, lambda it: it == []),
        ("https://web.archive.org/web/2021/https://lab.example.org/tool/", 200, lambda it: True),
        (f"{SWH}/https://github.com/lab/tool/get/", 200, lambda it: it["url"] == "https://github.com/lab/tool"),
        (
            f"{SWH}/https://github.com/lab/tool/visit/latest/?require_snapshot=true",
            200,
            lambda it: it["status"] == "full",
        ),
        (f"{SWH}/https://github.com/lab/tool.git/get/", 404, lambda it: it["exception"] == "NotFoundExc"),
        (f"{SWH}/https://github.com/lab/never/visit/latest/", 200, lambda it: it["status"] == "not_found"),
        (f"{SWH}/https://github.com/lab/never/visit/latest/?require_snapshot=true", 404, lambda it: True),
    ],
)
async def test_states(
    archives: World, client: aiohttp.ClientSession, url: str, status: int, told: Callable[[Any], bool]
) -> None:
    """One address, its status, and what the body says."""
    async with client.get(url, allow_redirects=False) as answer:
        text = await answer.text()
        body = json.loads(text) if "json" in answer.content_type else text
        assert (answer.status, told(body)) == (status, True), body


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://zenodo.org/api/records/101", 60),
        ("https://api.osf.io/v2/nodes/abcde/", 100),
        (f"{CDX}lab.example.org/tool", 24),
        (f"{SWH}/https://github.com/lab/tool/get/", 120),
    ],
)
async def test_limits(archives: World, client: aiohttp.ClientSession, url: str, allowed: int) -> None:
    """The limit is reached, then 429."""

    async def status() -> int:
        async with client.get(url) as answer:
            return answer.status

    assert set(await asyncio.gather(*(status() for _ in range(allowed)))) == {200}
    assert await status() == 429


async def test_arxiv_may_insist_on_its_three_seconds(archives: World, client: aiohttp.ClientSession) -> None:
    """Off by default, so that other tests need not wait."""
    url = "https://export.arxiv.org/api/query?id_list=2401.00001"
    assert [(await client.get(url)).status for _ in range(2)] == [200, 200]
    archives.arxiv.is_strict = True
    assert [(await client.get(url)).status for _ in range(2)] == [200, 429]
