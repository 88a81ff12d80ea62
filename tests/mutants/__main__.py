"""Run the tests of a package against mutants of it: `make mutants` or `python -m tests.mutants [PACKAGE...]`.

Each mutant is written into a copy of the checkout, and the tests that belong to its package run there until one
fails. A mutant that no test notices survives; the ones that are known and why are in `survivors.tsv`. Exits with
1 when fewer are killed than the scope asks for: 90 %, of what keeps strangers out 95 %.

Tests run in a fork of this process, which has loaded what they need and nothing of the checkout: first the module's
own, then the scope's, up to the first that fails. A mutant that never ends counts as killed. Its time is measured on
the processor, as a multiple of what the tests take without a mutant: how busy the machine is changes nothing. One that
waits for ever is told by its taking no time there at all, where the system says so (Linux: /proc).
"""

import argparse
import importlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from tests.mutants.mutations import Mutant, mutants

ROOT = Path(__file__).parents[2]
SURVIVORS = Path(__file__).with_name("survivors.tsv")
MOST = 0.9
NEARLY_ALL = 0.95
_HEAVY = (
    "pytest",
    "anyio.pytest_plugin",
    "hypothesis",
    "httpx",
    "aiohttp",
    "pydantic",
    "diskcache",
    "tenacity",
    "trustme",
)
_IS_LOADED = "ignore::pytest.PytestAssertRewriteWarning"
_PLAIN = ("-p", "no:cacheprovider", "-p", "no:xdist", "-W", _IS_LOADED, "-k", "not takes_long")  # tests of growth
_SLOWER = 5  # times the processor time of the tests without a mutant
_LEAST_TIME = 20  # seconds of processor time
_LONGEST = 600  # seconds, for a mutant that waits for ever and polls the clock
_IDLE = 15  # seconds without any processor time; no test really waits
_LAST_LINES = 30


_SURVIVED = "survived"

Key = tuple[str, str, str, str]
"""A mutant: file, line of the source, old and new text of the change, each without line breaks."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is mutated, and the tests that must notice."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    enough: float = MOST


SCOPES = {
    "decide": Scope(("linkscan/decide",), ("tests/decide",)),
    "content": Scope(("linkscan/content",), ("tests/content",)),
    # without runs in several processes, which take a minute: what they alone would notice counts as survived
    "examine": Scope(("linkscan/examine",), ("tests/examine", "--ignore=tests/examine/test_runs.py")),
    # without limits.py, whose figures are data with their sources
    "ratelimit": Scope(
        tuple(f"linkscan/http/ratelimit/{name}.py" for name in ("credential_limiter", "host_limiter", "middleware")),
        ("tests/http/ratelimit",),
    ),
    "rules": Scope(("linkscan/text/claims",), ("tests/text/claims", "tests/text/languages")),
    "guard": Scope(
        ("linkscan/http/ssrf_guard.py",),
        ("tests/http/test_ssrf_guard.py",),
        NEARLY_ALL,
    ),
    "auth": Scope(
        ("linkscan/http/auth.py", "linkscan/http/token_check.py"),
        ("tests/http/test_auth.py", "tests/http/test_token_check.py"),
        NEARLY_ALL,
    ),
    "cache": Scope(("linkscan/http/cache",), ("tests/http/cache", "tests/cli/test_cache.py"), NEARLY_ALL),
    "escaping": Scope(
        ("linkscan/reports/escaping.py",),
        ("tests/reports/test_csv.py", "tests/reports/test_markdown.py", "tests/reports/test_terminal.py"),
        NEARLY_ALL,
    ),
    "writer": Scope(("linkscan/reports/writer.py",), ("tests/reports/test_writer.py",), NEARLY_ALL),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 when enough of the mutants of every scope are killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__.splitlines()[0])
    parser.add_argument("scopes", nargs="*", help=f"what to mutate, of {', '.join(SCOPES)}; default: all")
    parser.add_argument("--sample", type=int, default=40, help="mutants tried in each scope, drawn at random (40)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the draw (1)")
    parser.add_argument("--again", type=Path, metavar="LOG", help="only what survived in an earlier run")
    options = parser.parse_args(arguments)
    if unknown := set(options.scopes) - SCOPES.keys():
        parser.error(f"unknown scope {', '.join(sorted(unknown))}; choose from {', '.join(SCOPES)}")
    for module in _HEAVY:
        importlib.import_module(module)
    again = _survivors_of(options.again) if options.again else None
    with tempfile.TemporaryDirectory(prefix="linkscan-mutants-") as folder:
        checkout = _copy(Path(folder))
        is_enough = [
            _run(name, checkout, options.sample, options.seed, again) >= SCOPES[name].enough
            for name in options.scopes or SCOPES
        ]
    return int(not all(is_enough))


def _copy(folder: Path) -> Path:
    """Return a copy of the checkout without its environment and caches."""
    checkout = folder / "checkout"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", ".rivals", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
    )
    shutil.copytree(ROOT, checkout, ignore=left_out)
    if (shared := ROOT.parent / "shared").is_dir():
        (folder / "shared").symlink_to(shared)
    return checkout


def _run(scope_name: str, checkout: Path, sample: int, seed: int, again: frozenset[Key] | None) -> float:
    """Return the share of a scope's mutants that its tests kill, those known to survive left out."""
    scope, known = SCOPES[scope_name], _known_survivors()
    found = [(path, mutant) for path in _modules(scope, checkout) for mutant in mutants(path.read_bytes())]
    drawn = found if again is not None else random.Random(seed).sample(found, min(sample, len(found)))
    output = checkout.parent / "output.txt"
    most = _LEAST_TIME + _SLOWER * _time_of(checkout, scope.tests, output)
    survived = 0
    tried = 0
    for path, mutant in drawn:
        name = path.relative_to(checkout).as_posix()
        line = path.read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
        key = (name, line, _flat(mutant.old), _flat(mutant.new))
        if key in known or (again is not None and key not in again):
            continue
        tried += 1
        if not _is_killed(checkout, path, mutant, scope.tests, most):
            survived += 1
            _say("\t".join((_SURVIVED, *key)))
    share = 1 - survived / tried if tried else 1.0
    _say(f"{scope_name}: {tried - survived} of {tried} killed ({share:.0%}), drawn from {len(found)}")
    return share


def _modules(scope: Scope, checkout: Path) -> list[Path]:
    paths = [checkout / module for module in scope.modules]
    return [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]


def _survivors_of(log: Path) -> frozenset[Key]:
    """Return the mutants that survived according to the output of an earlier run."""
    rows = (line.split("\t") for line in log.read_text(encoding="utf-8").splitlines())
    return frozenset((row[1], row[2], row[3], row[4]) for row in rows if row[0] == _SURVIVED)


def _known_survivors() -> frozenset[Key]:
    """Return the mutants that are known to survive; the last column of the table says why."""
    rows = (line.split("\t") for line in SURVIVORS.read_text(encoding="utf-8").splitlines()[1:])
    return frozenset((path, line, old, new) for path, line, old, new, _ in rows)


def _flat(text: str) -> str:
    """Return a text as one line, for a column of a table."""
    return " ".join(text.split())


def _time_of(checkout: Path, tests: Sequence[str], output: Path) -> int:
    """Return the seconds of processor time that the tests take without a mutant; exit if they fail.

    The bytecode of what is not mutated is written here, so that no mutant pays for it.
    """
    code, seconds = _run_tests(checkout, tests, _LONGEST, output)
    if code:
        last = "\n".join(output.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:])
        sys.exit(f"{last}\nthe tests fail without any mutant: {' '.join(tests)}")
    return round(seconds)


def _is_killed(checkout: Path, path: Path, mutant: Mutant, tests: Sequence[str], most: int) -> bool:
    """Return whether some test fails: the module's own are tried first, for they most often do."""
    source = path.read_bytes()
    path.write_bytes(mutant.apply(source))
    own = _own_tests(checkout, path)
    try:
        return any(_run_tests(checkout, each, most)[0] for each in dict.fromkeys((own, tests)) if each)
    finally:
        path.write_bytes(source)


def _own_tests(checkout: Path, path: Path) -> tuple[str, ...]:
    """Return the test module of a module, by its name; nothing if there is none."""
    module = path.relative_to(checkout / "linkscan")
    own = Path("tests") / module.parent / f"test_{module.name}"
    return (str(own),) if (checkout / own).is_file() else ()


def _run_tests(checkout: Path, tests: Sequence[str], most: int, output: Path | None = None) -> tuple[int, float]:
    """Run tests in a process group of their own, which is ended, within `most` seconds of processor time.

    Return 0 if they pass, and the processor time.
    """
    child = os.fork()
    if not child:
        _test(checkout, tests, most, output)
    late = time.monotonic() + _LONGEST
    ended, status = 0, 1
    looked, used = time.monotonic(), 0
    while not ended and time.monotonic() < late:
        time.sleep(0.02)
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if time.monotonic() - looked > _IDLE:
            before, used, looked = used, _processor_ticks(child), time.monotonic()
            if used == before:
                break
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if not ended:
        _, status, usage = os.wait4(child, 0)
    return status, usage.ru_utime + usage.ru_stime


def _processor_ticks(group: int) -> int:
    """Return the processor time that a process group has used, in ticks of the system.

    Where there is no /proc it is another number each time, so that no group seems idle (proc(5): fields 5, 14 to 17).
    """
    if not Path("/proc/self/stat").exists():
        return time.monotonic_ns()
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(fields[2]) == group:
                ticks += sum(map(int, fields[11:15]))
    return ticks


def _test(checkout: Path, tests: Sequence[str], most: int, output: Path | None) -> NoReturn:
    """Run the tests of the copy and end this process with pytest's exit code; what they print goes to `output`."""
    code = 1
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        printed = os.open(output or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(printed, stream)
        os.chdir(checkout)
        sys.path.insert(0, str(checkout))
        sys.dont_write_bytecode = output is None
        for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "linkscan")]:
            del sys.modules[name]
        code = int(pytest.main(["-xq", *_PLAIN, *tests]))
    finally:
        os._exit(code)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
