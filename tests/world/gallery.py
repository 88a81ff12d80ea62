"""Papers and recordings for the notebooks of docs/gallery: `python -m tests.world.gallery`.

A hundred and twenty invented papers at invented venues, with the responses of simulated hosts in June and in November.
Random draws are seeded by name, so that all runs give the same result. The numbers say nothing about real papers.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from linkscan.inputs.loading import load_papers
from linkscan.papers import merge
from linkscan.pipeline import scan_async
from tests.world.programs import program
from tests.world.world import World

FOLDER = Path(__file__).parents[2] / "docs/gallery"
_PROGRAM = program(60)
_CODE = {"README.md": "# Code\n\nRun `train.py`.\n", "LICENSE": "MIT", "train.py": _PROGRAM}
_FULL = {**_CODE, "requirements.txt": "torch\n", "tests/test_a.py": _PROGRAM, "CITATION.cff": "title: A\n"}
_SOON = {"README.md": "# Code\n\nCode coming soon!\n"}
_TOPICS = ("Sorting", "Parsing", "Folding", "Tracking", "Ranking", "Matching", "Grasping", "Routing")
_THINGS = ("Cups", "Leaves", "Trains", "Letters", "Songs", "Clouds", "Coins", "Stairs", "Lamps")
_VENUES = ("Conference on Things", "Journal of Things", "Workshop on Small Things")


def _draw(*words: object) -> int:
    """Return a number below 100 that depends only on the words."""
    return int.from_bytes(blake2b(repr(words).encode(), digest_size=4).digest()) % 100


def _papers() -> Iterator[Mapping[str, str]]:
    for number in range(120):
        year = 2021 + number % 6
        title = f"{_TOPICS[number % 8]} {_THINGS[number % 9]} in Step {number}"
        venue = _VENUES[_draw("venue", number) % 3]
        yield {
            "id": f"p{number:03}",
            "title": title,
            "abstract": f"We look at {title.lower()}, which is harder than it seems. {_said(number)}".strip(),
            "published": f"{year}-{1 + _draw('month', number) % 12:02}-15",
            "venue": venue,
            "area": "robots" if _draw("area", number) < 40 else "language",
        }


def _said(number: int) -> str:
    """Return what a paper says about its code."""
    drawn, url = _draw("said", number), f"https://github.com/thing-lab/step-{number}"
    if drawn < 45:
        return f"Our code is available at {url}."
    if drawn < 58:
        return f"Code will be released at {url}."
    if drawn < 70:
        return "The code will be released upon acceptance."
    return "Our code is publicly available." if drawn < 74 else ""


def _describe(world: World, *, is_november: bool) -> None:
    github = world.github
    for number in range(120):
        name, drawn, age = f"thing-lab/step-{number}", _draw("fate", number), 5 - number % 6
        promised = 45 <= _draw("said", number) < 58
        is_kept = is_november and _draw("kept", number) < 40
        is_lost = is_november and _draw("lost", number) < 4
        if drawn < 4 + 3 * age or is_lost:
            github.owner("thing-lab")
        elif is_november and not promised and _draw("renamed", number) < 6:
            github.repository(f"{name}-of-things", _CODE)
            github.renamed(name, to=f"{name}-of-things")
        elif promised and not is_kept:
            github.repository(name, _SOON)
        else:
            github.repository(name, _FULL if drawn > 80 else _SOON if drawn < 30 else _CODE)


def _describe_group(world: World) -> None:
    github = world.github
    github.repository("small-lab/cups", _FULL, license="MIT", stars=41)
    github.repository("small-lab/leaves", {"README.md": "# Leaves\n", "leaves.py": _PROGRAM})
    github.repository("small-lab/trains-2", _CODE, license="MIT")
    github.renamed("small-lab/trains", to="small-lab/trains-2")
    github.repository("small-lab/letters", _SOON)
    github.owner("small-lab")
    world.zenodo.record(3842091, title="Songs", files={"songs.zip": 2_000_000, "labels.csv": 120_000}, kind="dataset")


async def _record(papers: Path, tape: Path, world: World) -> None:
    tokens = {"api.github.com": world.github.token()}
    await scan_async(merge(load_papers(papers)), world.settings(retries=0, tokens=tokens), record=tape)
    if world.strangers:
        raise SystemExit(f"the world lacks {sorted(world.strangers)}")


async def main() -> None:
    """Write papers and recordings."""
    papers = FOLDER / "papers.jsonl"
    papers.write_text("".join(f"{json.dumps(paper)}\n" for paper in _papers()), "utf-8")
    for name in ("june", "november"):
        async with World() as world:
            _describe(world, is_november=name == "november")
            await _record(papers, FOLDER / f"{name}.warc.gz", world)
    async with World() as world:
        _describe_group(world)
        await _record(FOLDER / "group.bib", FOLDER / "group.warc.gz", world)


if __name__ == "__main__":
    asyncio.run(main())
