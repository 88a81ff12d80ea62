"""Record the exchanges that `make demo` replays: `python -m tests.world.demo INPUT OUTPUT.warc.gz`.

Real names stand for places that this world only simulates: what they hold here is our own invention.
"""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

from linkscan.papers import load_papers, merge
from linkscan.pipeline import scan_async
from tests.world.messages import as_json, html
from tests.world.world import World

_PROGRAM = "".join(f"def step_{number}(x):\n    return x * {number} + 1\n\n" for number in range(60))
_FLASK = "<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def _code(about: str, *paths: str) -> Mapping[str, str]:
    return {
        "README.md": f"# {about}\n\nSee `{paths[0]}`.\n",
        "LICENSE": "MIT",
        **dict.fromkeys(paths, _PROGRAM),
    }


def describe(world: World) -> None:
    """Put everything in place that the example's abstracts name."""
    github = world.github
    github.repository("openai/CLIP", _code("CLIP", "clip/model.py", "clip/clip.py"), stars=25000, license="MIT")
    github.repository("facebookresearch/detectron2", _code("detectron2", "detectron2/engine/train.py"), stars=30000)
    github.repository("google-research/vision_transformer", _code("Vision Transformer", "vit_jax/main.py"))
    github.repository("jonsaadfalcon/PDFTriage", {"README.md": "Code and datasets coming soon!", ".gitignore": "*"})
    github.repository("ryunuri/POP3D", {"README.md": "# POP3D\n\nWe will release the source code soon!"})
    github.repository(
        "qulishen/Harmonizing-Light-and-Darkness", {"README.md": "# Flares\n\nA paper.", "LICENSE": "MIT"}
    )
    github.repository("city-super/Octree-GS", _code("Octree-GS", "train.py", "scene/octree.py"), stars=600)
    github.repository(
        "6550Zhao/Policy-World-Model",
        {
            "README.md": "![](https://img.shields.io/badge/Code-Coming%20Soon-red)\n\n- [x] Release training code",
            "train.py": _PROGRAM,
            "model/policy.py": _PROGRAM,
        },
    )
    github.repository("linkscan-examples/lemma-finder", _code("Lemma finder", "lemmas/index.py"), license="Apache-2.0")
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
    files = [{"key": "caves.zip", "size": 2_000_000_000}, {"key": "annotations.csv", "size": 120_000}]
    record = {
        "id": 3842091,
        "metadata": {"title": "Bats", "resource_type": {"type": "dataset"}},
        "files": files,
    }
    world.answer("https://zenodo.org/api/records/3842091", as_json(record))
    model = {
        "id": "google/vit-base-patch16-224",
        "private": False,
        "gated": False,
        "downloads": 4_000_000,
        "likes": 700,
        "siblings": [{"rfilename": name} for name in ("README.md", "config.json", "model.safetensors")],
    }
    world.answer("https://huggingface.co/api/models/google/vit-base-patch16-224", as_json(model))
    expired = {"error": "repository_expired"}
    world.answer("https://anonymous.4open.science/api/repo/two-wrongs-1A2B/options", as_json(expired, 410))
    world.answer("https://anonymous.4open.science/r/two-wrongs-1A2B", html(_FLASK.format(title="Anonymous", body="")))
    world.page(
        "https://b-61j.pages.dev/datasets/linkscan-examples/sheep",
        _FLASK.format(title="linkscan-examples/sheep", body="<p>1,200 annotated frames.</p>"),
    )


async def record(dump: Path, tape: Path) -> None:
    """Scan a dump in the example's world, and keep every exchange."""
    async with World() as world:
        describe(world)
        await scan_async(merge(load_papers(dump)), world.settings(retries=0), record=tape)
        if world.strangers:
            raise SystemExit(f"the world lacks {sorted(world.strangers)}")


if __name__ == "__main__":
    asyncio.run(record(Path(sys.argv[1]), Path(sys.argv[2])))
