"""The Dockerfile: copied files exist, and the image runs as an ordinary user."""

import re
import shlex
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]
INSTRUCTIONS = [
    line.split(maxsplit=1)
    for line in (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
    if line and not line.startswith("#")
]


def said(word: str) -> list[str]:
    return [rest for name, rest in INSTRUCTIONS if name == word]


def test_copied_sources_exist_and_are_not_ignored() -> None:
    """Each source is in the checkout and not excluded by .dockerignore."""
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    sources = [word for rest in said("COPY") if "--from" not in rest for word in shlex.split(rest)[:-1]]
    assert "requirements.lock" in sources
    for source in sources:
        assert (ROOT / source).exists(), source
        left_out = False
        for pattern in ignored:  # the last match decides
            if fnmatch(source, pattern.lstrip("!")):
                left_out = not pattern.startswith("!")
        assert not left_out, source


def test_image_runs_as_an_unprivileged_user() -> None:
    """By number, which policies against root check."""
    *_, user = said("USER")
    assert user.isdecimal()
    assert int(user) > 0
    assert f"--uid {user} " in " ".join(said("RUN"))


def test_each_base_has_a_version_that_linkscan_runs_with() -> None:
    wanted = re.search(r'requires-python = ">=3\.(\d+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    assert wanted
    bases = [re.match(r"python:3\.(\d+)-slim( AS \w+)?$", base) for base in said("FROM")]
    assert bases
    assert all(base and int(base[1]) >= int(wanted[1]) for base in bases)


def test_installed_versions_are_those_that_were_tested() -> None:
    installs = [run for run in said("RUN") if "pip install" in run]
    assert installs
    assert all("--require-hashes" in run or "--no-deps" in run for run in installs)
