"""No test reads a clock, which would depend on the load of the machine."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "time", "timeit"}
CLOCKS |= {f"{clock}_ns" for clock in CLOCKS}
IN_SCRIPTS = {"Date.now", "performance.now"}
KNOWN = {
    "test_clocks.py": "names them",
    "fuzz/bounds.py": "the fuzzer's own; the tests that run its targets do without",
    "integration/conftest.py": "a clock that is put forward, for linkscan to look at",
    "mutants/__main__.py": "how long the tests of a mutant may take; it is no test",
    "world/world.py": "when a simulated host says that a limit ends",
    "world/log.py": "when a simulated host was asked, for those who look at its log",
}


def clocks(source: str) -> set[str]:
    """Return the clocks that a module reads, including in scripts for a browser."""
    in_scripts = {clock for clock in IN_SCRIPTS if clock in source}
    if "time" not in source:
        return in_scripts
    seen = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in {"time", "timeit"}:
            seen |= {name.name for name in node.names}
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in {"time", "timeit"}:
            seen.add(node.attr)
    return in_scripts | (seen & CLOCKS)


def test_no_test_reads_a_clock() -> None:
    files = {path.relative_to(TESTS).as_posix(): path for path in TESTS.rglob("*.py")}
    looking = {name: clocks(path.read_text("utf-8")) for name, path in files.items() if name not in KNOWN}
    assert {name: seen for name, seen in looking.items() if seen} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import time\ntime.monotonic()",
        "from time import perf_counter_ns",
        "import timeit\ntimeit.timeit('1')",
        "page.evaluate('performance.now()')",
    ],
)
def test_clock_access_is_detected(source: str) -> None:
    assert clocks(source)
