"""Every target passes for its seeds, for former crashers, and for damaged versions of both."""

import random
from pathlib import Path

import pytest

from tests.fuzz import CRASHERS, TARGETS, crashers, load


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_pass(name: str) -> None:
    """Unchanged, truncated, and with words of the dictionary inserted."""
    target = load(name)
    chance = random.Random(3)
    for seed in target.SEEDS:
        target.attack(seed)
        for _ in range(5):
            at, to = sorted(chance.randrange(len(seed) + 1) for _ in range(2))
            target.attack(seed[:at] + chance.choice(target.WORDS) + seed[to:])


@pytest.mark.parametrize(("name", "path"), [(name, path) for name in TARGETS for path in crashers(name)])
def test_former_crashers_pass(name: str, path: Path) -> None:
    load(name).attack(path.read_bytes())


def test_no_crasher_is_without_a_target() -> None:
    assert {path.name for path in CRASHERS.glob("*/")} <= set(TARGETS)
