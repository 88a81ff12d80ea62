"""Every public name is documented with an example, and the examples run."""

import doctest
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import linkscan
from linkscan import Settings
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

PAPERS = [
    {"id": "1", "title": "A Tool", "abstract": "Our code is available at https://github.com/lab/tool."},
    {"id": "2", "title": "A Plan", "abstract": "The code will be released upon acceptance."},
]


@pytest.fixture(scope="module")
def settings() -> Iterator[Settings]:
    """Settings that lead the examples to a world with everything they name."""
    world = World()
    world.github.repository("lab/tool", files={"README.md": "# Tool", "main.py": PROGRAM})
    with serve(world):
        yield world.settings()


@pytest.mark.parametrize("name", [name for name in linkscan.__all__ if name != "__version__"])
def test_the_examples_of_a_public_name_run(
    name: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "papers.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in PAPERS))
    monkeypatch.chdir(tmp_path)
    names = {public: getattr(linkscan, public) for public in linkscan.__all__}
    examples = [
        found
        for found in doctest.DocTestFinder().find(names[name], name, globs={**names, "settings": settings})
        if found.examples
    ]
    assert examples, f"{name} has no example"
    for example in examples:
        failures, _ = doctest.DocTestRunner().run(example)
        assert not failures
