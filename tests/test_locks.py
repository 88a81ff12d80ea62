"""The lock files: complete, so that installing needs no resolver, and each pin with its hashes."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
BUILD = PROJECT["dependency-groups"]["build"]
ROOTS = {
    "requirements.lock": DEPENDENCIES,
    "requirements-dev.lock": DEPENDENCIES + EXTRAS["dev"],
    "requirements-docs.lock": DEPENDENCIES + EXTRAS["docs"],
    "requirements-build.lock": BUILD,
}


@dataclass(frozen=True)
class Lock:
    """The pins of a lock file that hold for this Python on this platform, by name."""

    pins: Mapping[str, str]

    @classmethod
    def of(cls, name: str) -> "Lock":
        """Read a lock file; each pin has at least one hash."""
        pins: dict[str, str] = {}
        for line in (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines():
            pin, *hashes = re.split(r"\s+--hash=", line.strip())
            requirement = Requirement(pin)
            assert hashes, f"{pin} has no hash"
            assert not requirement.extras, f"{pin}: with an extra, old pips resolve once more"
            if requirement.marker is None or requirement.marker.evaluate():
                pins[canonicalize_name(requirement.name)] = str(requirement.specifier).removeprefix("==")
        return cls(pins)

    def lacks(self, requirement: Requirement) -> bool:
        """Return whether nothing pinned satisfies a requirement."""
        pinned = self.pins.get(canonicalize_name(requirement.name))
        return pinned is None or not requirement.specifier.contains(pinned, prereleases=True)


def needed(requirement: Requirement) -> Iterator[Requirement]:
    """Yield the requirements of an installed package for the extras of a requirement."""
    for text in requires(requirement.name) or ():
        below = Requirement(text)
        extras = requirement.extras or {""}
        if below.marker is None or any(below.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield below


@pytest.mark.parametrize("name", ROOTS)
def test_lock_contains_all_direct_and_transitive_requirements(name: str) -> None:
    lock = Lock.of(name)
    waiting = [Requirement(text) for text in ROOTS[name]]
    met: set[str] = set()
    missing = []
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in met or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        met.add(str(requirement))
        if lock.lacks(requirement):
            missing.append(str(requirement))
            continue
        try:
            installed = version(requirement.name)
        except PackageNotFoundError:
            continue  # the tools of the site have their own environment, where `pip check` runs
        if installed == lock.pins[canonicalize_name(requirement.name)]:
            waiting += needed(requirement)
    assert missing == []


def test_build_lock_matches_the_build_backend() -> None:
    asked = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
    locked = [Requirement(text) for text in BUILD]
    assert [(canonicalize_name(one.name), one.specifier) for one in asked] == [
        (canonicalize_name(one.name), one.specifier) for one in locked
    ]


@pytest.mark.parametrize("file", ["Makefile", "Dockerfile", "action.yml"])
def test_locks_are_installed_without_a_resolver(file: str) -> None:
    text = (ROOT / file).read_text("utf-8").replace("$(PIP)", "pip install --no-deps")
    commands = [line for line in text.splitlines() if re.search(r"\binstall\b.*-r \S*requirements", line)]
    assert commands
    assert [line for line in commands if "--no-deps" not in line or "--require-hashes" not in line] == []


def test_package_has_one_version_in_all_locks() -> None:
    """So that the tested versions are those that run."""
    versions: dict[str, set[str]] = {}
    for name in ROOTS:
        for package, pinned in Lock.of(name).pins.items():
            versions.setdefault(package, set()).add(pinned)
    assert not {package: found for package, found in versions.items() if len(found) > 1}
