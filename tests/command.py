"""Run `linkscan` as a separate process, forked from one that has imported it: a `check` takes 0.08 s of CPU, not 0.3.

What start-up imports, kills, consoles and other systems are tested with `python -m linkscan` (tests/integration,
tests/platforms, tests/test_face.py); how a command is started makes no difference to its output.
"""

import atexit
import importlib
import os
import pickle
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
_TIMEOUT = 60.0  # seconds
_STREAMS = 3
_LONGEST = 1 << 20  # bytes of one request: arguments and environment


def linkscan(
    *arguments: str, environment: Mapping[str, str], folder: Path, text: str | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run `linkscan` with these arguments in `folder`, with `text` as its input; return its output and exit code.

    A command that takes longer than a minute is killed, and `subprocess.TimeoutExpired` raised.
    """
    command = ["linkscan", *arguments]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write((text or "").encode())
        given.seek(0)
        code = _fork((command, {**environment, "PYTHONPATH": str(ROOT)}, str(folder)), (given, out, err))
        return subprocess.CompletedProcess(command, code, _read(out), _read(err))


def _read(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode().replace("\r\n", "\n")


def _fork(request: tuple[list[str], dict[str, str], str], streams: tuple[IO[bytes], ...]) -> int:
    """Return the exit code of a command forked by the server process."""
    server = _server()
    socket.send_fds(server, [pickle.dumps(request)], [stream.fileno() for stream in streams])
    child = int.from_bytes(server.recv(4), "big")
    try:
        return int.from_bytes(server.recv(4), "big", signed=True)
    except TimeoutError:
        os.kill(child, signal.SIGKILL)
        server.recv(4)
        raise subprocess.TimeoutExpired(request[0], _TIMEOUT) from None


@cache
def _server() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(_TIMEOUT)
    with theirs:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.command", str(theirs.fileno())], cwd=ROOT, pass_fds=[theirs.fileno()]
        )
    atexit.register(_end, server, ours)
    return ours


def _end(server: "subprocess.Popen[bytes]", connection: socket.socket) -> None:
    connection.close()
    server.wait()


def _serve(connection: socket.socket) -> None:
    """Fork a process that runs the command of each request, until the connection is closed."""
    for module in pkgutil.walk_packages([str(ROOT / "linkscan")], "linkscan."):
        if module.name != "linkscan.__main__":
            importlib.import_module(module.name)
    while True:
        request, streams, *_ = socket.recv_fds(connection, _LONGEST, _STREAMS)
        if not request:
            return
        if (child := os.fork()) == 0:
            connection.close()
            _become(*pickle.loads(request), streams=streams)
        for stream in streams:
            os.close(stream)
        connection.send(child.to_bytes(4, "big"))
        _, status = os.waitpid(child, 0)
        connection.send(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _become(command: list[str], environment: dict[str, str], folder: str, *, streams: list[int]) -> None:
    """Run `python -m linkscan` to its end in the forked process."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:] = command
    sys.path[0] = folder
    runpy.run_module("linkscan", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
