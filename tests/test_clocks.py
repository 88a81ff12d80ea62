"""No test looks at a clock: what it would say depends on who else uses the machine."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "time", "timeit"}
CLOCKS |= {f"{clock}_ns" for clock in CLOCKS}
KNOWN = {
    "fuzz/bounds.py": "the fuzzer's own; the tests that run its targets do without",
    "integration/conftest.py": "a clock that is put forward, for linkscan to look at",
    "mutants/__main__.py": "how long the tests of a mutant may take; it is no test",
    "world/world.py": "when a simulated host says that a limit ends",
    "world/log.py": "when a simulated host was asked, for those who look at its log",
}


@pytest.mark.parametrize(
    "file", sorted({path.relative_to(TESTS).as_posix() for path in TESTS.rglob("*.py")} - {*KNOWN})
)
def test_no_test_looks_at_a_clock(file: str) -> None:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    imported = [
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"time", "timeit"}
        for name in node.names
    ]
    used = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in {"time", "timeit"}
    ]
    assert CLOCKS.isdisjoint(imported + used)
