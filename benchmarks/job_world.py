"""The places that abstracts name, simulated: each gets a fate by its address, the same in every run.

The shares are those that surveys of such links found, roundly; the names are real, what stands behind them is made up.
The inputs are told in `JOB_INPUTS`, for the world lives in a process of its own.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path

from linkscan.hosts import match
from linkscan.papers import load_papers, merge
from linkscan.text import read
from linkscan.urls import Url, parse_url
from tests.world.world import World

PROGRAM = "".join(f"def step_{number}(x):\n    return x * {number} + 1\n\n" for number in range(60))
PAGE = "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{about}</p>{more}</body></html>"
ABOUT = "We show results on several data sets, with videos, figures and a table of comparisons. " * 12
FILES = {"README.md": "# A tool\n\nRun `main.py`.\n", "LICENSE": "MIT", "main.py": PROGRAM, "lib/model.py": PROGRAM}
SOON = {"README.md": "# A tool\n\nCode coming soon!\n", "assets/teaser.png": "png"}


class Fate(StrEnum):
    """What became of a place."""

    THERE = "there"
    RENAMED = "renamed"
    SOON = "says soon"
    EMPTY = "empty"
    GONE = "gone"


SHARES = ((Fate.THERE, 72), (Fate.RENAMED, 6), (Fate.SOON, 12), (Fate.EMPTY, 4), (Fate.GONE, 6))


@dataclass(frozen=True)
class Fated:
    """An address of the inputs, and what stands behind it."""

    url: str
    fate: Fate


def fated(inputs: list[str]) -> list[Fated]:
    """Read the addresses of the inputs, each with its fate."""
    papers = merge(paper for path in inputs for paper in load_papers(Path(path)))
    urls = dict.fromkeys(link.url for paper in papers for link in read(paper).links)
    return [Fated(url, fate_of(url)) for url in urls]


def fate_of(url: str) -> Fate:
    """Draw a fate by the place, so that two spellings of it share one."""
    address = parse_url(url)
    name = match(address).key if address else url
    drawn = int.from_bytes(blake2b(name.encode(), digest_size=4).digest()) % 100
    for fate, share in SHARES:
        if drawn < share:
            return fate
        drawn -= share
    return Fate.THERE


def describe(world: World) -> str:
    """Put everything in place; give a token that is good there."""
    for target in fated(os.environ["JOB_INPUTS"].split(os.pathsep)):
        address = parse_url(target.url)
        if address is not None:
            _put(world, address, target.fate)
    return world.github.token()


def _put(world: World, address: Url, fate: Fate) -> None:
    match match(address).host:
        case "github" if len(address.segments) > 1:
            inside = "/".join(address.segments[4:])  # of /owner/name/tree/main/...
            _put_repository(world, "/".join(address.segments[:2]).removesuffix(".git"), fate, inside)
        case "huggingface" if fate is not Fate.GONE:
            files = {"README.md": "# A model"} if fate is Fate.SOON else {"model.safetensors": "x" * 2000}
            world.huggingface.model("/".join(address.segments[:2]), files)
        case "short":
            world.chain(address.href, f"https://behind.example.org{address.path}")
            _put_page(world, f"https://behind.example.org{address.path}", address, fate)
        case _:
            _put_page(world, address.href, address, fate)


def _put_repository(world: World, name: str, fate: Fate, inside: str) -> None:
    files = {**FILES, f"{inside}/main.py": PROGRAM} if inside else FILES
    match fate:
        case Fate.GONE:
            world.github.owner(name.partition("/")[0])
        case Fate.EMPTY:
            world.github.empty(name)
        case Fate.RENAMED:
            world.github.repository(f"{name}-renamed", files)
            world.github.renamed(name, to=f"{name}-renamed")
        case _:
            world.github.repository(name, SOON if fate is Fate.SOON else files)


def _put_page(world: World, url: str, address: Url, fate: Fate) -> None:
    world.page(url, _page(address, fate), status=404 if fate is Fate.GONE else 200)
    world.github.repository(_behind(address), FILES)


def _page(address: Url, fate: Fate) -> str:
    title = (address.segments or (address.site.partition(".")[0],))[-1]
    if fate is Fate.GONE:
        return PAGE.format(title="404", about="Not found.", more="")
    if fate in (Fate.SOON, Fate.EMPTY):
        return PAGE.format(title=title, about=ABOUT, more="<a class='button' href='#'>Code (coming soon)</a>")
    link = f"<a class='button' href='https://github.com/{_behind(address)}'>Code</a>"
    return PAGE.format(title=title, about=ABOUT, more=link)


def _behind(address: Url) -> str:
    """Name the repository that a page leads to."""
    name = "-".join((address.site.partition(".")[0].removesuffix("page"), *address.segments))
    return f"behind/{''.join(sign if sign.isalnum() or sign in '-_' else '-' for sign in name)}"
