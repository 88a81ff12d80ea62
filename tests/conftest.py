"""Shared fixtures and settings of all tests."""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["XDG_CONFIG_HOME"] = os.devnull  # no test reads the settings of the user who runs it
# Processes started by tests cache linkscan's bytecode for the next ones.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_MEMORY = Path("/dev/shm")  # Linux: a file system in memory
_ROOM = 2 << 30  # bytes; a run leaves some 300 MB behind


def _holds_temporary_files(folder: Path) -> bool:
    """Return whether the tests fit into a folder, and may run programs there."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return False
    return shutil.disk_usage(folder).free >= _ROOM and not os.statvfs(folder).f_flag & os.ST_NOEXEC


# Caches, ledgers and reports sync to disk at every commit, a third of the time of tests that write them.
if "TMPDIR" not in os.environ and _holds_temporary_files(_MEMORY):
    os.environ["TMPDIR"] = str(_MEMORY)
    tempfile.tempdir = None  # computed again, since pytest has already read it

TESTS = Path(__file__).parent
SLOW = (
    "cli/test_budget.py",
    "cli/test_check.py",
    "cli/test_check_files.py",
    "cli/test_check_paper.py",
    "cli/test_doctor.py",
    "cli/test_notify.py",
    "cli/test_only_changed.py",
    "cli/test_running.py",
    "cli/test_scan.py",
    "cli/test_since.py",
    "content/test_checklist.py",
    "content/test_file_roles.py",
    "content/test_phrases.py",
    "content/test_readme.py",
    "documents/test_formats.py",
    "documents/test_schemas.py",
    "examine/test_examiner.py",
    "examine/test_executor.py",
    "examine/test_parse_pool.py",
    "examine/test_runs.py",
    "fuzz",
    "history/test_ledger.py",
    "hosts/git/test_pack.py",
    "hosts/git/test_repository.py",
    "hosts/github/test_costs.py",
    "hosts/github/test_in_the_world.py",
    "hosts/github/test_never_raises.py",
    "hosts/html/test_parser.py",
    "http/cache/test_store.py",
    "http/ratelimit/test_middleware.py",
    "http/ratelimit/test_obeying_quotas.py",
    "http/test_retry.py",
    "http/test_sender.py",
    "http/test_warc_writer.py",
    "integration",
    "papers/test_bombs.py",
    "papers/test_containers.py",
    "papers/test_hostile_text.py",
    "papers/test_pdf_streams.py",
    "parallel",
    "platforms",
    "reports/test_html.py",
    "reports/test_html_access.py",
    "reports/test_html_safety.py",
    "reports/test_writer.py",
    "steps/test_counting.py",
    "test_action.py",
    "test_face.py",
    "test_gallery.py",
    "test_hook.py",
    "test_notebook.py",
    "test_readme.py",
    "test_typing.py",
    "text/test_read.py",
    "text/test_rules_count.py",
    "world/test_apart.py",
    "world/test_git.py",
)
"""The tests that `make quick` leaves out: those that start many processes, render pages, or read much."""

# Hypothesis measures time by its own clock, and mistakes a busy machine for slow code.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")

SHARED = Path(os.environ.get("SHARED_SEEDS", Path(__file__).parents[1].parent / "shared"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return one more than the number of cores: many tests wait for the processes and servers that they start."""
    return (os.cpu_count() or 1) + 1


def pytest_collection() -> None:
    """Disable garbage collection while thousands of tests are collected, all of which stay in memory."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Exclude them from garbage collection from then on."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark slow tests by their path."""
    slow = [TESTS / name for name in SLOW]
    if missing := [str(path) for path in slow if not path.exists()]:
        raise pytest.UsageError(f"tests/conftest.py calls slow what is not there: {', '.join(missing)}")
    modules = {item.path for item in items}
    left_out = {module for module in modules if any(module == path or path in module.parents for path in slow)}
    for item in items:
        if item.path in left_out:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run async tests on asyncio, which aiohttp needs."""
    return "asyncio"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the seed dumps and the gold labels; skip the test if there is none."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared seeds and labels are not at {SHARED}; set SHARED_SEEDS to where they are")
    return SHARED
