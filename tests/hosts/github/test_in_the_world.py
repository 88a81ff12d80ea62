"""GitHub end to end in the simulated internet: results and costs."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from linkscan import content
from linkscan.examine.scheduler import Scheduler
from linkscan.hosts import github
from linkscan.http import open_client
from linkscan.http.flows import drive
from linkscan.models import Asset, Content, Facts, Health
from tests.hosts.flows import place_of
from tests.world.world import World

pytestmark = pytest.mark.anyio

CODE = "print('a line of code')\n" * 40
CHANNELS = pytest.mark.parametrize("with_token", [False, True], ids=["without a token", "with a token"])


async def look(world: World, paths: Sequence[str], *, with_token: bool) -> Mapping[str, Facts]:
    """Inspect addresses on GitHub; facts by address."""
    tokens: dict[str, Any] = {"tokens": {"api.github.com": world.github.token()}} if with_token else {}
    settings = world.settings(**tokens)
    targets = {path: place_of(github, f"https://github.com/{path}") for path in paths}
    async with open_client(settings) as client:
        lanes = Scheduler(lambda target: drive(github.flow(target, settings), client), settings, settings.per_host)
        for target in targets.values():
            lanes.add(target)
        found = {target.key: facts async for target, facts in lanes.results()}
    return {path: found[target.key] for path, target in targets.items()}


def code(facts: Facts) -> Content:
    return content.judge(facts.files, facts.readme, facts.notice)[Asset.CODE].content


@CHANNELS
async def test_states_of_a_repository(with_token: bool) -> None:
    async with World() as world:
        world.github.repository("lab/code", {"README.md": "# Code", "main.py": CODE})
        world.github.repository("lab/deep", {"README.md": "# Deep", "src/a/b/c/d/main.py": CODE})
        world.github.repository("lab/tool", {"README.md": "# Tool", "bin/tool": "#!/usr/bin/env python3\n" + CODE})
        world.github.repository("lab/soon", {"README.md": "Code coming soon!", "assets/a.png": "x"})
        world.github.repository("lab/stub", {"README.md": "# Stub", "main.py": "# The code will be released soon."})
        world.github.repository("lab/dev", {"README.md": "# Dev"}, branches={"dev": {"train.py": CODE}})
        world.github.repository("lab/empty", {})
        world.github.repository("lab/core", {"core.py": CODE})
        world.github.repository("lab/hub", {"README.md": "# Hub"}, submodules={"core": "https://github.com/lab/core"})
        world.github.repository("new/name", {"main.py": CODE})
        world.github.renamed("old/name", to="new/name")
        world.github.blocked("lab/blocked")
        states = ["lab/code", "lab/deep", "lab/tool", "lab/soon", "lab/stub", "lab/dev", "lab/empty", "lab/hub"]
        names = [*states, "old/name"]
        facts = await look(world, [*names, "lab/blocked", "lab/missing"], with_token=with_token)
    assert {name: (facts[name].health, code(facts[name])) for name in names} == {
        "lab/code": (Health.OK, Content.PRESENT),
        "lab/deep": (Health.OK, Content.PRESENT),
        "lab/tool": (Health.OK, Content.PRESENT),
        "lab/soon": (Health.OK, Content.PLACEHOLDER),
        "lab/stub": (Health.OK, Content.PLACEHOLDER),
        "lab/dev": (Health.OK, Content.PRESENT),
        "lab/empty": (Health.OK, Content.EMPTY),
        "lab/hub": (Health.OK, Content.UNKNOWN),
        "old/name": (Health.MOVED, Content.PRESENT),
    }
    assert facts["lab/hub"].leads == ("https://github.com/lab/core",)
    assert facts["old/name"].canonical == "https://github.com/new/name"
    assert facts["lab/blocked"].health is Health.GONE
    assert "blocked" in facts["lab/blocked"].reason
    assert facts["lab/missing"].health is Health.GONE
    assert "both say so" in facts["lab/missing"].reason


@CHANNELS
async def test_code_among_the_files_of_a_release_is_seen(with_token: bool) -> None:
    async with World() as world:
        bare = {"README.md": "# Tool"}
        world.github.repository("lab/zip", bare, releases=("v1",), released={"tool.zip": 900_000})
        world.github.repository("lab/paper", bare, releases=("v1",), released={"paper.pdf": 900_000})
        world.github.repository("lab/tag", bare, releases=("v1",))
        facts = await look(world, ["lab/zip", "lab/paper", "lab/tag"], with_token=with_token)
    assert {name: code(told) for name, told in facts.items()} == {
        "lab/zip": Content.PRESENT,
        "lab/paper": Content.PLACEHOLDER,
        "lab/tag": Content.PLACEHOLDER,
    }


@CHANNELS
async def test_the_readme_of_the_only_folder_is_read(with_token: bool) -> None:
    async with World() as world:
        held = {"Tool-main/README.md": "Weights: https://huggingface.co/lab/tool", "Tool-main/main.py": CODE}
        world.github.repository("lab/zipped", held)
        facts = (await look(world, ["lab/zipped"], with_token=with_token))["lab/zipped"]
    assert facts.readme == "Weights: https://huggingface.co/lab/tool"


@CHANNELS
async def test_paths_within_a_repository(with_token: bool) -> None:
    async with World() as world:
        files = {"README.md": "# Mono", "a/README.md": "# A", "a/x.py": CODE, "b/readme.txt": "soon", "paper.pdf": "x"}
        world.github.repository("lab/mono", files, branches={"feature/x": {"c/y.py": CODE}})
        paths = [
            "lab/mono/tree/main/a",
            "lab/mono/tree/main/b",
            "lab/mono/blob/main/a/x.py",
            "lab/mono/blob/main/paper.pdf",
            "lab/mono/tree/feature/x/c",
            "lab/mono/tree/main/nowhere",
        ]
        facts = await look(world, paths, with_token=with_token)
    assert [facts[path].health for path in paths] == [Health.OK] * 5 + [Health.GONE]
    assert [code(facts[path]) for path in paths[:5]] == [
        Content.PRESENT,
        Content.PLACEHOLDER,
        Content.PRESENT,
        Content.UNKNOWN,
        Content.PRESENT,
    ]
    assert facts[paths[0]].readme == "# A"


def fill(world: World, count: int) -> list[str]:
    """Add a typical mixture: of ten repositories one is missing, one is a placeholder, one has no files."""
    names = [f"lab{number}/tool" for number in range(count)]
    for number, name in enumerate(names):
        if number % 10 == 0:
            world.github.repository(name, {"README.md": "Code coming soon!", "assets/a.png": "x"})
        elif number % 10 == 1:
            world.github.repository(name, {})
        elif number % 10 != 2:
            world.github.repository(name, {"README.md": "# Tool", "main.py": CODE, "data/a.csv": "1,2"})
    return names


async def test_with_a_token_two_hundred_repositories_take_four_requests() -> None:
    async with World() as world:
        names = fill(world, 200)
        facts = await look(world, names, with_token=True)
        assert world.asked("api.github.com") == ["GET /rate_limit", *["POST /graphql"] * 4]
        assert world.count("github.com") == sum(told.health is Health.GONE for told in facts.values()) == 20


async def test_without_a_token_three_requests_are_enough() -> None:
    async with World() as world:
        names = fill(world, 80)
        facts = await look(world, names, with_token=False)
        asked = world.statuses("api.github.com")
        assert world.count("github.com") <= 3 * 80
        assert asked[200] == 60
        assert asked.total() < 80
    assert sum(told.metadata is not None and told.metadata.stars is not None for told in facts.values()) == 60
    assert sum(told.health is Health.OK for told in facts.values()) == 72


CSV = "1,2,3\n" * 1000
PLACES: Mapping[str, Mapping[str, str]] = {
    "unity": {"README.md": "# U", "Assets/Scripts/A.cs": CODE, "ProjectSettings/V.txt": "1", "Packages/m.json": "{}"},
    "code in a folder of pictures": {"README.md": "# U", "figures/plot.R": CODE},
    "empty files": {"README.md": "Code coming soon.", "a.py": "#", "b.py": "#", "c.py": "#", "d.py": "#"},
    "little code": {"README.md": "# T", "a.py": "print(1)\n" * 30},
    "small data": {"README.md": "# T", "main.py": CODE, "data/labels.json": "[1]"},
    "data": {"README.md": "# T", "main.py": CODE, "data/labels.csv": CSV},
    "data below pictures": {"README.md": "# T", "main.py": CODE, "assets/data/train.csv": CSV},
    "data alone": {"README.md": "# T", "results/a.csv": CSV},
    "weights": {"README.md": "# T", "main.py": CODE, "out/model.pth": "x" * 30_000},
    "tensors": {"README.md": "# T", "main.py": CODE, "src/x.pt": "x" * 5000},
    "unknown": {"README.md": "# T", "model.xyzzy": CODE},
    "tiny unknown": {"README.md": "# T", "model.xyzzy": "x"},
    "documents": {"README.md": "# T", "docs/paper.pdf": CODE},
    "programs in docs": {"README.md": "# T", "docs/train.py": CODE},
    "a page": {"index.html": CODE, "static/js/a.js": CODE, "README.md": "# T"},
}


async def test_a_token_changes_no_verdict() -> None:
    names = {kind: f"lab/tool{number}" for number, kind in enumerate(PLACES)}
    async with World() as world:
        for kind, held in PLACES.items():
            world.github.repository(names[kind], held)
        by_git = await look(world, list(names.values()), with_token=False)
        by_api = await look(world, list(names.values()), with_token=True)
    for kind, name in names.items():
        told, said = (content.judge(one[name].files, one[name].readme, one[name].notice) for one in (by_git, by_api))
        assert {asset: told[asset].content for asset in told} == {asset: said[asset].content for asset in said}, kind


@CHANNELS
async def test_a_head_without_commits_is_empty_whatever_other_branches_hold(with_token: bool) -> None:
    async with World() as world:
        world.github.repository("lab/left", {}, branches={"old": {"main.py": CODE}})
        facts = await look(world, ["lab/left"], with_token=with_token)
    assert facts["lab/left"].files == ()


async def test_tags_and_licence_are_reported_without_a_token() -> None:
    licence = "MIT License\n\nCopyright (c) 2024\n\nPermission is hereby granted"
    async with World() as world:
        world.github.repository("lab/tool", {"main.py": CODE, "LICENSE": licence}, releases=("v1", "v2"))
        facts = await look(world, ["lab/tool"], with_token=False)
    known = facts["lab/tool"].metadata
    assert known is not None
    assert (known.license, known.latest_release, facts["lab/tool"].tags) == ("MIT", "v2", ("v2", "v1"))


@CHANNELS
async def test_repository_without_tags_has_an_empty_list_of_tags(with_token: bool) -> None:
    async with World() as world:
        world.github.repository("lab/bare", {"main.py": CODE})
        facts = await look(world, ["lab/bare"], with_token=with_token)
    assert facts["lab/bare"].tags == ()


BELOW = {
    "": True,
    "tree/main/src": True,
    "tree/main/nope": False,
    "blob/main/src/main.py": True,
    "blob/main/nope.py": False,
    "releases": True,
    "releases/tag/v1.0": True,
    "releases/tag/v9.9": False,
    "releases/download/v1.0/code.zip": True,
    "releases/download/v1.0/nope.zip": False,
    "releases/download/v9.9/code.zip": False,
    "archive/refs/tags/v1.0.zip": True,
    "archive/refs/tags/v7.0.zip": False,
    "archive/refs/heads/main.tar.gz": True,
    "archive/main.zip": True,
    "archive/nope.zip": False,
    "issues": True,
    "issues/1": True,
    "issues/2": True,  # a pull request, to which it leads
    "issues/9": False,
    "pull/2": True,
    "pull/777": False,
    "wiki": True,
    "wiki/Home": True,
    "wiki/Nope": False,
    "commit/{}": True,
    "commit/0123456789012345678901234567890123456789": False,
}


@CHANNELS
async def test_page_below_a_repository_is_examined_itself(with_token: bool) -> None:
    async with World() as world:
        tool = world.github.repository(
            "lab/tool",
            {"README.md": "# Tool", "src/main.py": CODE},
            releases=("v1.0",),
            released={"code.zip": 5},
            numbers={1: "issues", 2: "pull"},
            wiki=("Home",),
        )
        assert tool.head is not None
        paths = {path.format(tool.head.commit): is_there for path, is_there in BELOW.items()}
        facts = await look(world, [f"lab/tool/{path}".rstrip("/") for path in paths], with_token=with_token)
    found = {path: facts[f"lab/tool/{path}".rstrip("/")].health for path in paths}
    assert found == {path: Health.OK if is_there else Health.GONE for path, is_there in paths.items()}


@CHANNELS
async def test_final_dots_belong_to_the_sentence_or_the_name(with_token: bool) -> None:
    """`21anon/EMNLP.` is a name that GitHub allows; "see github.com/lab/code." ends a sentence."""
    async with World() as world:
        world.github.repository("lab/code", {"main.py": CODE})
        world.github.repository("lab/EMNLP.", {"README.md": "# E", "main.py": CODE})
        facts = await look(world, ["lab/code.", "lab/EMNLP.", "lab/gone."], with_token=with_token)
    assert {path: fact.health for path, fact in facts.items()} == {
        "lab/code.": Health.OK,
        "lab/EMNLP.": Health.OK,
        "lab/gone.": Health.GONE,
    }


@CHANNELS
async def test_folders_are_opened_five_deep(with_token: bool) -> None:
    """Data at that depth are found with a token, too, with code at the top level and without git."""
    async with World() as world:
        world.github.repository("lab/code", {"main.py": CODE, "a/b/c/d/train.csv": "1,2\n" * 900, "README.md": "# C"})
        found = (await look(world, ["lab/code"], with_token=with_token))["lab/code"]
    assert content.judge(found.files, found.readme)[Asset.DATA].content is Content.PRESENT


@CHANNELS
async def test_among_many_folders_those_named_after_data_are_opened(with_token: bool) -> None:
    async with World() as world:
        many = {f"a{number:02}/x/notes.md": "text" for number in range(20)}
        world.github.repository("lab/code", {"main.py": CODE, **many, "datasets/x/train.csv": "1,2\n" * 900})
        world.github.repository(
            "lab/late", {"README.md": "# L", **many, "scripts/run.py": CODE, "data/a.csv": "1\n" * 2000}
        )
        found = await look(world, ["lab/code", "lab/late"], with_token=with_token)
    assert content.judge(found["lab/code"].files, "")[Asset.DATA].content is Content.PRESENT
    assert content.judge(found["lab/late"].files, "")[Asset.DATA].content is Content.PRESENT
