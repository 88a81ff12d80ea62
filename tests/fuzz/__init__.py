"""Coverage-guided fuzzing: what strangers send, in any shape, is understood or refused, soon and without a crash.

A target is a module with `SEEDS`, `WORDS` (a dictionary for the mutations) and `attack(data)`, which asserts what
must hold of any bytes at all. `python -m tests.fuzz` mutates with atheris; `test_targets.py` runs every target over
its seeds and all former crashers, without.
"""

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

TARGETS = (
    "reading",
    "addresses",
    "pages",
    "git",
    "recordings",
    "databases",
    "answers",
    "inputs",
    "containers",
    "documents",
    "markup",
    "configuration",
    "wire",
)
CRASHERS = Path(__file__).parent / "crashers"


class Target(Protocol):
    """What a module of this folder defines to be run."""

    SEEDS: tuple[bytes, ...]
    WORDS: tuple[bytes, ...]

    def attack(self, data: bytes) -> None:
        """Hand `data` to the code under test; an assertion or any other exception is a find."""


def load(name: str) -> Target:
    """Import a target by its name."""
    return cast("Target", import_module(f"{__name__}.{name}"))


def crashers(name: str) -> list[Path]:
    """List the inputs that once broke a target."""
    return sorted((CRASHERS / name).glob("*"))
