"""Remove from Python what Windows lacks; this is on the PYTHONPATH of processes that a test starts.

What Python's own modules need of it they have by then. Names: the "Availability" notes of https://docs.python.org/3/library.
"""

import asyncio
import concurrent.futures.process  # noqa: F401
import ctypes
import multiprocessing.util  # noqa: F401
import os
import shutil
import signal
import sqlite3  # noqa: F401
import subprocess  # noqa: F401
import sys
import tempfile  # noqa: F401
import time
from pathlib import Path
from typing import Any

import platformdirs.unix  # noqa: F401 - on Windows it takes another module of its own

_MODULES = ("fcntl", "grp", "pwd", "pty", "resource", "syslog", "termios", "tty")
_NAMES = {
    os: """
        chown fchmod fchown fork forkpty getegid geteuid getgid getgroups getloadavg getpgid getpgrp getpriority
        getresuid getsid getuid killpg lchown mkfifo mknod nice openpty posix_fadvise posix_spawn pread pwrite
        sched_getaffinity sched_setaffinity sendfile setegid seteuid setgid setpgid setpriority setsid setuid statvfs
        sysconf uname wait wait3 wait4 O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK
    """,
    signal: "SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIGUSR1 SIGUSR2 alarm pthread_sigmask setitimer sigwait",
    time: "tzset pthread_getcpuclockid",
}
_open, _load, _rename, _replace = os.open, ctypes.CDLL.__init__, os.rename, os.replace


def _open_no_folder(path: Any, flags: int, *more: Any, **named: Any) -> int:
    if isinstance(path, (str, bytes, os.PathLike)) and Path(os.fsdecode(path)).is_dir():
        raise PermissionError(13, "Permission denied", path)
    return _open(path, flags, *more, **named)


def _load_by_name(self: ctypes.CDLL, name: str | None, *more: Any, **named: Any) -> None:
    if name is None:
        raise TypeError("bad argument type for built-in operation")
    _load(self, name, *more, **named)


def _rename_over_nothing(old: Any, new: Any, **named: Any) -> None:
    if os.path.lexists(new):
        raise FileExistsError(17, "Cannot create a file when that file already exists", new)
    _rename(old, new, **named)


def _replace_no_folder(old: Any, new: Any, **named: Any) -> None:
    if Path(new).is_dir():  # including a link to one
        raise PermissionError(13, "Access is denied", new)
    _replace(old, new, **named)


def _no_links(source: Any, *_more: Any, **_named: Any) -> None:
    raise OSError(22, "A required privilege is not held by the client", source)


_REPLACED: tuple[tuple[Any, str, object], ...] = (
    (ctypes.CDLL, "__init__", _load_by_name),
    (os, "open", _open_no_folder),
    (os, "rename", _rename_over_nothing),
    (os, "replace", _replace_no_folder),
    *([(os, "symlink", _no_links)] if os.environ.get("WITHOUT_LINKS") else []),
    (shutil, "_use_fd_functions", False),  # decided on import: it would open folders
)
_modules: Any = sys.modules

_modules.update(dict.fromkeys(_MODULES))  # importing one raises ImportError
for module, names in _NAMES.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
for name in ("add_signal_handler", "add_reader", "remove_reader", "add_writer"):
    owner = next(one for one in asyncio.SelectorEventLoop.__mro__ if name in vars(one))
    if owner is not asyncio.AbstractEventLoop:  # whose own raise NotImplementedError
        delattr(owner, name)
for module, name, instead in _REPLACED:
    setattr(module, name, instead)
