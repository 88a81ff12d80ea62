"""Each promise of SECURITY.md names existing tests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROMISE = re.compile(r"^\| \*\*(?P<promise>[^*]+)\*\*.*\|(?P<guards>[^|]*)\|(?P<tests>[^|]*)\|$", re.MULTILINE)
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISES = {found["promise"]: re.findall(r"`([^`]+)`", found["tests"]) for found in PROMISE.finditer(TEXT)}

GUARDS = {file for found in PROMISE.finditer(TEXT) for file in re.findall(r"`([\w/]+\.py)`", found["guards"])}


def test_there_are_promises() -> None:
    assert len(PROMISES) > 10
    assert len(GUARDS) > 10


@pytest.mark.parametrize("file", sorted(GUARDS))
def test_guard_is_there(file: str) -> None:
    assert (ROOT / file).exists() or (ROOT / "linkscan" / file).exists()


@pytest.mark.parametrize("promise", PROMISES)
def test_promise_names_existing_tests(promise: str) -> None:
    assert PROMISES[promise], promise
    for name in PROMISES[promise]:
        file, _, test = name.partition("::")
        assert (ROOT / file).exists(), f"{promise}: {file}"
        assert not test or f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{promise}: {name}"
