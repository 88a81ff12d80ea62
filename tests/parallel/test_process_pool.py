"""No work is lost with a process, and no process outlives its parent."""

import os
import select
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Future
from multiprocessing import connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from linkscan.parallel import process_pool
from linkscan.parallel.chunks import WORTH_IT, map_chunks
from linkscan.parallel.process_pool import ATTEMPTS, ProcessPool, WorkerLostError, _kill

ROOT = Path(__file__).parents[2]


def total(numbers: Sequence[int]) -> tuple[int, int]:
    return numbers[0], sum(numbers)


def lose(marks: Path, times: int) -> int:
    """Crash the process so many times; then return the number of attempts."""
    tried = len(list(marks.iterdir()))
    (marks / str(tried)).touch()
    if tried < times:
        os.kill(os.getpid(), signal.SIGKILL)
    return tried


def never_done(begun: Path) -> None:
    begun.write_text("begun")
    threading.Event().wait()


def lose_half_written(marks: Path) -> bytes:
    """Crash the process while it writes its result, at the first attempt."""
    if not any(marks.iterdir()):
        (marks / "tried").touch()

        def write_half(pipe: Any, message: Any, *_: object) -> None:
            os.write(pipe.fileno(), bytes(message)[: len(message) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

        connection.Connection._send = write_half  # type: ignore[attr-defined]
    return b"x" * 100_000


class TestProcessPool:
    @pytest.mark.parametrize("times", range(ATTEMPTS))
    def test_work_that_is_lost_with_its_process_is_submitted_again(self, tmp_path: Path, times: int) -> None:
        with ProcessPool(1) as pool:
            assert pool.submit(lose, tmp_path, times).result() == times

    def test_work_that_crashes_process_after_process_is_abandoned(self, tmp_path: Path) -> None:
        with ProcessPool(1) as pool:
            with pytest.raises(WorkerLostError, match="3 worker processes in a row"):
                pool.submit(lose, tmp_path, ATTEMPTS).result()
            assert len(list(tmp_path.iterdir())) == ATTEMPTS
            assert pool.submit(total, [1, 2]).result() == (1, 3)  # later work is not affected

    def test_concurrent_work_is_not_lost_either(self, tmp_path: Path) -> None:
        with ProcessPool(2) as pool:
            futures: list[Future[Any]] = [
                pool.submit(lose, tmp_path, 1),
                *(pool.submit(total, [number]) for number in range(20)),
            ]
            assert [future.result() for future in futures] == [1, *((number, number) for number in range(20))]

    @pytest.mark.skipif(os.name == "nt", reason="pipes of Windows are written in another way")
    def test_a_process_that_ends_while_it_writes_its_result_is_not_waited_for(self, tmp_path: Path) -> None:
        """For example, the system kills it for lack of memory, and the rest of its result never arrives."""
        script = """
        import pathlib, sys
        from linkscan.parallel.process_pool import ProcessPool
        from tests.parallel.test_process_pool import lose_half_written, total
        with ProcessPool(2) as pool:
            lost, other = pool.submit(lose_half_written, pathlib.Path(sys.argv[1])), pool.submit(total, [1, 2])
            print(len(lost.result()), other.result())
        """
        command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=20)
        assert (ran.stdout, ran.stderr) == ("100000 (1, 3)\n", "")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
    def test_shutdown_does_not_wait_for_running_work(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "begun")
        with ProcessPool(1) as pool:
            endless = pool.submit(never_done, tmp_path / "begun")
            (tmp_path / "begun").read_text()
        with pytest.raises(BrokenExecutor):
            endless.result(timeout=20)

    def test_closed_pool_accepts_no_work(self) -> None:
        pool = ProcessPool(1)
        pool.shutdown()
        with pytest.raises(BrokenExecutor):
            pool.submit(total, [1]).result()

    @pytest.mark.parametrize("kind", [PermissionError, RuntimeError, ValueError, AssertionError, ImportError])
    def test_failure_to_start_a_process_is_reported_by_the_future(
        self, kind: type[Exception], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whatever the failure is, no caller waits for ever."""

        def start(workers: int) -> None:
            raise kind("no semaphores here")

        monkeypatch.setattr(process_pool, "_start", start)
        with ProcessPool(1) as pool, pytest.raises(BrokenExecutor, match="no semaphores here"):
            pool.submit(total, [1]).result()


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows sends Ctrl-C in another way")
def test_ctrl_c_while_a_process_starts_is_left_to_the_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal sends it to processes that are still starting."""
    (tmp_path / "sitecustomize.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with ProcessPool(1) as pool:
        assert pool.submit(max, 1, 2).result() == 2


@pytest.mark.parametrize("allowed", [0, 1, 3])
def test_thread_limit_costs_processes_but_no_result(allowed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """pthread_create(3) fails with EAGAIN at RLIMIT_NPROC or a container's pids limit; the work is done locally."""
    start, left = threading.Thread.start, [allowed]

    def limited(thread: threading.Thread) -> None:
        if not left[0]:
            raise RuntimeError("can't start new thread")
        left[0] -= 1
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", limited)
    assert sum(part for _, part in map_chunks(total, [1] * WORTH_IT, cores=2)) == WORTH_IT


def test_a_script_without_a_guard_does_not_run_again_in_each_process(tmp_path: Path) -> None:
    script = """
    from linkscan.parallel.chunks import WORTH_IT, map_chunks
    print("run")
    print(sum(map_chunks(len, range(WORTH_IT), cores=2)))
    """
    (tmp_path / "script.py").write_text(textwrap.dedent(script))
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("run\n2000\n", "")


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="this system does not tell of the end of a process")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_its_parent(end: signal.Signals) -> None:
    script = """
    import multiprocessing, os, signal
    from linkscan.parallel.process_pool import ProcessPool
    pool = ProcessPool(2)
    print(pool.submit(os.getpid).result(), flush=True)
    signal.pause()
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert parent.stdout is not None
    child = os.pidfd_open(int(parent.stdout.readline()))
    parent.send_signal(end)
    parent.communicate(timeout=60)
    waiting = select.poll()
    waiting.register(child, select.POLLIN)
    assert waiting.poll(20_000)
    os.close(child)


def test_a_pipe_of_a_pool_is_closed_by_one_thread_at_a_time() -> None:
    """The watcher and the shutdown could both close it, and the second would close an unrelated descriptor."""
    closing, closed = threading.Event(), threading.Event()
    inside: list[int] = []

    def close() -> None:
        inside.append(threading.get_ident())
        closing.set()
        closed.wait()

    pool: Any = SimpleNamespace(_processes={}, _result_queue=SimpleNamespace(_writer=SimpleNamespace(close=close)))
    threads = [threading.Thread(target=_kill, args=(pool,)) for _ in range(2)]
    threads[0].start()
    closing.wait()
    threads[1].start()
    threads[1].join(0.02)
    assert inside == [threads[0].ident]
    closed.set()
    for thread in threads:
        thread.join()
    assert len(inside) == 2
