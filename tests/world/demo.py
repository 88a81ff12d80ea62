"""Record the exchanges that `make demo` replays: `python -m tests.world.demo INPUT OUTPUT.warc.gz`.

Real names stand for simulated places: what they hold here is invented.
"""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

from linkscan.papers import load_papers, merge
from linkscan.pipeline import scan_async
from tests.world.anonymous import Phase
from tests.world.programs import program
from tests.world.world import World

_PROGRAM = program(60)
_FLASK = "<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def _code(about: str, *paths: str) -> Mapping[str, str]:
    return {
        "README.md": f"# {about}\n\nSee `{paths[0]}`.\n",
        "LICENSE": "MIT",
        **dict.fromkeys(paths, _PROGRAM),
    }


def describe(world: World) -> None:
    """Set up everything that the example's abstracts name."""
    github = world.github
    github.repository(
        "openai/CLIP",
        _code("CLIP", "clip/model.py", "clip/clip.py"),
        stars=25000,
        license="MIT",
        pushed="2024-07-23T10:00:00Z",
    )
    github.repository(
        "facebookresearch/detectron2",
        _code("detectron2", "detectron2/engine/train.py"),
        stars=30000,
        pushed="2025-09-02T10:00:00Z",
    )
    github.repository(
        "google-research/vision_transformer",
        _code("Vision Transformer", "vit_jax/main.py"),
        pushed="2025-02-11T10:00:00Z",
    )
    github.repository("jonsaadfalcon/PDFTriage", {"README.md": "Code and datasets coming soon!", ".gitignore": "*"})
    github.repository("ryunuri/POP3D", {"README.md": "# POP3D\n\nWe will release the source code soon!"})
    github.repository(
        "qulishen/Harmonizing-Light-and-Darkness", {"README.md": "# Flares\n\nA paper.", "LICENSE": "MIT"}
    )
    github.repository(
        "city-super/Octree-GS",
        _code("Octree-GS", "train.py", "scene/octree.py"),
        stars=600,
        pushed="2026-01-16T10:00:00Z",
    )
    github.repository(
        "6550Zhao/Policy-World-Model",
        {
            "README.md": "![](https://img.shields.io/badge/Code-Coming%20Soon-red)\n\n- [x] Release training code",
            "train.py": _PROGRAM,
            "model/policy.py": _PROGRAM,
        },
    )
    github.repository(
        "linkscan-examples/lemma-finder",
        _code("Lemma finder", "lemmas/index.py"),
        license="Apache-2.0",
        pushed="2023-04-04T10:00:00Z",
    )
    github.renamed("linkscan-examples/renamed-lemmas", to="linkscan-examples/lemma-finder")
    github.repository("linkscan-examples/cheques", _code("Cheques", "audit.py"))
    github.empty("linkscan-examples/meters")
    world.page(
        "https://city-super.github.io/octree-gs/",
        _FLASK.format(
            title="Splats on a Tree",
            body="<a href='https://github.com/city-super/Octree-GS'>Code</a>"
            "<footer>Template from <a href='https://github.com/nerfies/nerfies.github.io'>here</a></footer>",
        ),
    )
    world.page(
        "https://linkscan-examples.github.io/cheques",
        _FLASK.format(title="Small Cheques", body="<button>Code (coming soon)</button>"),
    )
    world.page(
        "https://sites.google.com/view/linkscan-laundry",
        _FLASK.format(title="Folding Laundry", body="<p>Videos of two hands that fold shirts.</p>"),
    )
    _other_hosts(world)


def _other_hosts(world: World) -> None:
    archive = {"caves.zip": 2_000_000_000, "annotations.csv": 120_000}
    world.zenodo.record(3842091, title="Two hundred caves", files=archive, kind="dataset")
    weights = {"README.md": "# ViT", "config.json": "{}", "model.safetensors": "weights"}
    world.huggingface.model("google/vit-base-patch16-224", weights, downloads=4_000_000, likes=700)
    world.anonymous.repository("two-wrongs-1A2B", phase=Phase.EXPIRED)
    world.software_heritage.origin("https://github.com/linkscan-examples/bat-tool")
    world.page(
        "https://b-61j.pages.dev/datasets/linkscan-examples/sheep",
        _FLASK.format(title="linkscan-examples/sheep", body="<p>1,200 annotated frames.</p>"),
    )


async def record(dump: Path, tape: Path) -> None:
    """Scan a dump in the example's world and record every exchange."""
    async with World() as world:
        describe(world)
        await scan_async(merge(load_papers(dump)), world.settings(retries=0), record=tape)
        if world.strangers:
            raise SystemExit(f"the world lacks {sorted(world.strangers)}")


if __name__ == "__main__":
    asyncio.run(record(Path(sys.argv[1]), Path(sys.argv[2])))
