"""The examples of README and docs type-check with only the package installed."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")])
SNIPPETS = {
    f"{page.relative_to(ROOT)} {number}": text
    for page in PAGES
    for number, text in enumerate(re.findall(r"(?ms)^```python\n(.*?)^```", page.read_text("utf-8")), 1)
}
FACE = """
from pathlib import Path

from linkscan import Health, Paper, PaperVerdict, Settings, check, check_async, load_papers, read, scan, scan_async

settings = Settings(cache=Path("kept"), timeout=5, exclude=("example",), engine="dask")
words = Settings(cache="kept", timeout="20s", max_age="7d", exclude="a", tokens={"api.github.com": "x"})
seconds: float = words.timeout
some: list[str] = [claim.sentence for claim in read(Paper(id="1", title="A Title", abstract="An abstract.")).claims]
alive: bool = all(found.health is Health.OK for found in check(["https://example.org"], Settings()))
papers: list[Paper] = list(load_papers("one.bib", Path("two.csv")))
verdicts: list[PaperVerdict] = [paper.verdict for paper in scan(papers, settings).papers]


async def both() -> str:
    await check_async(["https://example.org"])
    return (await scan_async(papers)).generated_at
"""
TAKEN_BY_FEW = "pandas"  # used in examples, but not a dependency


def needed(name: str, met: set[str]) -> Iterator[str]:
    """Yield the names of a package and all its requirements, each once."""
    if name in met:
        return
    met.add(name)
    yield name
    for text in distribution(name).requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield from needed(requirement.name, met)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with a wheel of linkscan, its requirements and nothing else."""
    home = tmp_path_factory.mktemp("user")
    wheels = home / "wheels"
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT],
        env={**os.environ, "PATH": os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"]))},
        check=True,
    )
    venv.create(home / "env", symlinks=True, with_pip=False)
    (packages,) = (home / "env").glob("lib/python*/site-packages")
    with ZipFile(next(wheels.glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    met = {"linkscan"}
    for asked in distribution("linkscan").requires or ():
        requirement = Requirement(asked)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        for name in needed(requirement.name, met):
            _link(name, packages)
    return home / "env/bin/python"


def _link(name: str, packages: Path) -> None:
    """Link the installed files of a package into `packages`."""
    found = distribution(name)
    for top in {file.parts[0] for file in found.files or () if file.parts[0] not in {"..", "__pycache__"}}:
        link = packages / top
        if not link.exists():
            link.symlink_to(Path(str(found.locate_file(top))).resolve())


def test_there_are_snippets_and_the_environment_has_the_package_alone(python: Path) -> None:
    assert len(SNIPPETS) >= 2
    script = "import linkscan, pydantic; print(linkscan.__file__)\nimport pandas"
    ran = subprocess.run([python, "-c", script], cwd="/", capture_output=True, text=True, check=False)
    assert "/user" in ran.stdout, ran.stderr
    assert "No module named 'pandas'" in ran.stderr


@pytest.fixture(scope="module")
def snippets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a module for each snippet, named after its place: `README_md_1.py`."""
    folder = tmp_path_factory.mktemp("snippets")
    for name, text in {**SNIPPETS, "the face": FACE}.items():
        (folder / f"{re.sub(r'[^A-Za-z0-9]', '_', name)}.py").write_text(text, "utf-8")
    return folder


def test_mypy_finds_nothing(python: Path, snippets: Path) -> None:
    """Strict, and without pydantic's plugin: few users have that."""
    (snippets / "mypy.ini").write_text(f"[mypy]\nstrict = true\n[mypy-{TAKEN_BY_FEW}]\nignore_missing_imports = true\n")
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--python-executable", python, *snippets.glob("*.py")],
        cwd=snippets,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == f"Success: no issues found in {len(SNIPPETS) + 1} source files\n", ran.stdout + ran.stderr


def test_pyright_finds_nothing(python: Path, snippets: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", python, *snippets.glob("*.py")],
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},  # otherwise it checks for a newer version
        cwd=snippets,
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(ran.stdout)
    assert found["summary"]["filesAnalyzed"] == len(SNIPPETS) + 1
    told = [each for each in found["generalDiagnostics"] if each.get("rule") != "reportUnusedExpression"]
    assert [each for each in told if f'"{TAKEN_BY_FEW}"' not in each["message"]] == []
