"""Which workers are started, and how work that they fail at is handled."""

import asyncio
import gc
import ipaddress
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psutil
import pytest

from linkscan.errors import SettingsError
from linkscan.examine import executor
from linkscan.examine.executor import Workers, open_workers
from linkscan.parallel.process_pool import ProcessPool, WorkerLostError
from linkscan.settings import Settings

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]


class Stub(Executor):
    """Does no work: its futures end as the test decides, or never."""

    def __init__(self, end: Callable[[Future[Any]], object] = lambda future: None) -> None:
        self.end = end
        self.submitted = 0

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.submitted += 1
        future: Future[Any] = Future()
        self.end(future)
        return future


def told(how: str) -> str:
    return f"done {how}"


async def test_without_workers_work_is_done_locally() -> None:
    assert await Workers().run(told, "here") == "done here"


async def test_workers_do_the_work() -> None:
    workers = Workers(Stub(lambda future: future.set_result("done there")), 1)
    assert await workers.run(told, "here") == "done there"


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(lambda future: future.set_exception(BrokenExecutor("gone")), id="no worker can be started"),
        pytest.param(lambda future: future.cancel(), id="the cluster is lost"),
        pytest.param(lambda future: None, id="nobody answers"),
    ],
)
async def test_work_that_the_workers_fail_at_is_done_locally(end: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "LATE", 0.01)
    workers = Workers(Stub(end), 1)
    assert await workers.run(told, "here") == "done here"


async def test_why_the_workers_failed_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    workers = Workers(Stub(lambda future: future.set_exception(BrokenExecutor("gone"))), 1)
    with caplog.at_level("INFO", "linkscan"):
        await workers.run(told, "here")
    assert caplog.messages == ["continued in this process, since the workers failed: BrokenExecutor: gone"]


async def test_abandoned_work_is_not_logged() -> None:
    """An interrupted run shuts its pool down, after which submitted work fails."""
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    submitted: list[Future[Any]] = []

    def submit(future: Future[Any]) -> None:
        future.set_running_or_notify_cancel()
        submitted.append(future)

    waiting = asyncio.create_task(Workers(Stub(submit), 1).run(told, "here"))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    submitted.pop().set_exception(BrokenExecutor("shut down"))
    for _ in range(2):  # first for the loop, then for the future
        await asyncio.sleep(0)
    assert waiting.cancelled()
    del waiting  # its traceback holds the future, which complains when it is collected
    gc.collect()
    assert complaints == []


async def test_work_that_kills_worker_after_worker_is_not_done_locally() -> None:
    workers = Workers(Stub(lambda future: future.set_exception(WorkerLostError("3 in a row"))), 1)
    with pytest.raises(WorkerLostError, match="3 in a row"):
        await workers.run(os.abort)


async def test_exception_of_the_work_is_raised() -> None:
    workers = Workers(Stub(lambda future: future.set_exception(ZeroDivisionError("there"))), 1)
    with pytest.raises(ZeroDivisionError):
        await workers.run(divmod, 1, 0)


def test_a_cancelled_run_is_not_mistaken_for_a_lost_cluster() -> None:
    async def cancelled() -> None:
        running = asyncio.ensure_future(Workers(Stub(), 1).run(told, "here"))
        await asyncio.sleep(0)
        running.cancel()
        await running

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(cancelled())


def test_one_process_suffices_if_no_more_can_be_started() -> None:
    with open_workers(Settings(processes=1)) as workers:
        assert workers.count == 0


def test_processes_of_this_machine_start_with_the_first_work(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_workers(Settings(processes=2)) as workers:
        assert isinstance(workers.executor, ProcessPool)
        assert workers.count == 2
        assert (workers.papers_worth_it, workers.bytes_worth_it) == (2_000, 4_194_304)


def test_this_machine_needs_no_dask() -> None:
    """Importing dask takes half a second, and fails without the extra."""
    code = "import linkscan.pipeline, sys; assert not {'dask', 'distributed'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("word", ["local", "here"])
def test_former_name_of_the_local_engine_is_accepted(word: str) -> None:
    given: Any = {"engine": word}
    assert Settings(**given).engine == "local"


def sockets() -> set[tuple[int, str, int]]:
    """Return the open sockets of this process and its children, by process, address and port."""
    this, found = psutil.Process(), set()
    for process in (this, *this.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):  # a process of an earlier test that has just ended
            found |= {(process.pid, each.laddr.ip, each.laddr.port) for each in process.net_connections("inet")}
    return found


class Strangers:
    """A client of a cluster whose workers have another version."""

    def __init__(self, *_: object, **__: object) -> None:
        """Connect to nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close nothing."""

    def wait_for_workers(self, *_: object, **__: object) -> None:
        """Return at once."""

    def run(self, _: object) -> dict[str, str]:
        return {"tcp://127.0.0.1:2": "0.0.1"}


class TestCluster:
    def test_without_dask_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(SettingsError, match="pip install distributed"), open_workers(Settings(engine="dask")):
            pass

    def test_local_cluster_is_not_reachable_from_the_network(self) -> None:
        """Access means code execution, so scheduler, workers and dashboard listen on loopback only."""
        before = sockets()
        with open_workers(Settings(engine="dask", processes=1)) as workers:
            opened = sockets() - before
            assert workers.executor is not None
            handler = workers.executor.submit(signal.getsignal, signal.SIGINT).result()
            is_safe = os.environ.get("PYTHONSAFEPATH")  # for workers that it restarts
        assert opened
        assert {ipaddress.ip_address(address).is_loopback for _, address, _ in opened} == {True}
        assert (workers.count, handler, is_safe) == (1, signal.SIG_IGN, "1")  # Ctrl-C is the driver's

    def test_workers_of_another_version_are_not_given_work(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("distributed.Client", Strangers)
        settings = Settings(engine="dask", scheduler="tcp://127.0.0.1:1")
        with pytest.raises(SettingsError, match=r"linkscan 0\.0\.1"), open_workers(settings):
            pass

    def test_failure_to_start_a_cluster_is_reported_in_one_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(**_: object) -> None:
            raise RuntimeError("can't start new thread")

        monkeypatch.setattr("distributed.LocalCluster", refused)
        with (
            pytest.raises(SettingsError, match="no cluster can be started on this machine"),
            open_workers(Settings(engine="dask")),
        ):
            pass

    def test_missing_scheduler_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(executor, "CONNECT", 0.2)
        with socket.create_server(("127.0.0.1", 0)) as closed:
            address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        settings = Settings(engine="dask", scheduler=address)
        with pytest.raises(SettingsError, match=f"--scheduler: {address} cannot be joined"), open_workers(settings):
            pass

    def test_command_fails_with_one_line_and_exit_code_2(self, tmp_path: Path) -> None:
        (tmp_path / "papers.txt").write_text("A Tool\n\nCode is at https://github.com/lab/tool.\n")
        words = "scan papers.txt --engine dask --scheduler nonsense://a:1"
        done = subprocess.run(
            [sys.executable, "-m", "linkscan", *words.split()],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.startswith("linkscan: --scheduler: nonsense://a:1 cannot be joined")
        assert done.stderr.count("\n") == 1
