"""The report formats, and writing them to disk atomically: the folder of a report is complete or does not exist.

A new format is a module with a function `Report -> str` (or bytes, or, for output that grows with the number of papers,
an iterator of bytes) and an entry in `FORMATS`.
"""

import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, TextIO, TypeAlias

from linkscan.errors import LinkscanError, SettingsError, needs

if TYPE_CHECKING:
    from linkscan.reports.report import Report

# Format -> file -> the function that renders it, given by name so that only the modules in use are imported:
# Jinja2 and pydantic take as long as the rest of linkscan.
FORMATS: Mapping[str, Mapping[str, str]] = {
    "json": {"report.json": "linkscan.reports.json:parts"},
    "csv": {
        "papers.csv": "linkscan.reports.csv:papers",
        "links.csv": "linkscan.reports.csv:links",
        "claims.csv": "linkscan.reports.csv:claims",
    },
    "markdown": {"report.md": "linkscan.reports.markdown:render"},
    "html": {"report.html": "linkscan.reports.html:render"},
    "jsonl": {
        "papers.jsonl": "linkscan.reports.json:paper_lines",
        "links.jsonl": "linkscan.reports.json:link_lines",
    },
    "parquet": {
        "papers.parquet": "linkscan.reports.parquet:papers",
        "links.parquet": "linkscan.reports.parquet:links",
        "claims.parquet": "linkscan.reports.parquet:claims",
    },
    "xlsx": {"report.xlsx": "linkscan.reports.xlsx:render"},
    "atom": {"changes.atom": "linkscan.reports.atom:render"},
    "annotations": {"annotations.txt": "linkscan.reports.ci:annotations"},
    "badge": {"badge.json": "linkscan.reports.ci:badge"},
}

PACKAGES: Mapping[str, str] = {"parquet": "pyarrow", "xlsx": "xlsxwriter"}
"""The formats that need an extra, and the package that it installs."""

DEFAULT_FORMATS = ("json", "csv", "markdown", "html")


def check_formats(formats: Iterable[str]) -> tuple[str, ...]:
    """Return the formats if all of them can be written; a run checks this before its first request.

    Raises:
        SettingsError: There is no such format, or the package that writes it is not installed.
    """
    wanted = tuple(formats)
    for name in wanted:
        if name not in FORMATS:
            raise SettingsError(f"formats: there is no {name!r}; allowed are {', '.join(FORMATS)}")
        package = PACKAGES.get(name)
        if package is not None and find_spec(package) is None:
            raise SettingsError(needs(f"--formats {name}", package))
    return wanted


Rendered: TypeAlias = str | bytes | Iterator[bytes]


def render(report: "Report", formats: Iterable[str] | None = None) -> Iterator[tuple[str, Rendered]]:
    """Yield the names and contents of the files, in the given formats or the default ones."""
    for name in check_formats(formats if formats is not None else DEFAULT_FORMATS):
        for file, maker in FORMATS[name].items():
            yield file, resolve_name(maker)(report)


FILES = frozenset(file for files in FORMATS.values() for file in files)
"""Every file that a report may have; a folder with anything else is not regarded as a report, and never replaced."""
LATEST = "latest"
RESERVED = (LATEST, "ledger.sqlite")
_NAME = re.compile(r"[^\W_][\w .+@=-]{0,99}(?<![ .])")
_UNFINISHED = ".unfinished-"
_ABANDONED = 24 * 3600.0  # seconds after which an unfinished folder must be that of a killed run
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)


def write_reports(
    report: "Report",
    directory: Path | str = "reports",
    name: str | None = None,
    formats: Iterable[str] | None = None,
    *,
    latest: bool = True,
) -> list[Path]:
    """Write `directory/name/`, point `directory/latest` at it if `latest`, and return the files written.

    The files are written to a hidden folder beside it, flushed to disk, and published together by one rename. An
    existing report of this `name` is replaced: the old folder and the new one are swapped, then the old one is removed.
    `name` defaults to the time of the report, in UTC.

    Raises:
        SettingsError: `name` is not a valid folder name, or a format is unknown.
        LinkscanError: The disk is full, the folder is not writable, or `name` exists and is not a report; nothing was
            changed.

    >>> report = scan("papers.jsonl", settings)
    >>> [path.name for path in write_reports(report, "reports", "june", formats=["json", "markdown"])]
    ['report.json', 'report.md']
    """
    with prepared(report, directory, name, formats) as made:
        return made.publish(latest=latest)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report that is written to a hidden folder, ready to be published."""

    home: Path
    name: str
    files: tuple[str, ...]
    _scratch_folder: Path

    def publish(self, *, latest: bool = True) -> list[Path]:
        """Move the report to its final name, point `latest` at it if `latest`, and return its files."""
        with _translate_errors(_CANNOT_WRITE.format(self.home / self.name)):
            _replace(self._scratch_folder / self.name, self.home / self.name, self._scratch_folder)
            _fsync_folder(self.home)
        if latest:
            with _translate_errors(f"{self.home / LATEST}: cannot be pointed at {self.name}, which is written"):
                _set_latest(self.home, self.name)
        return [self.home / self.name / file for file in self.files]


@contextmanager
def prepared(
    report: "Report", directory: Path | str, name: str | None = None, formats: Iterable[str] | None = None
) -> Iterator[Prepared]:
    """Write a report to a hidden folder, as `write_reports` does; it is removed at the end unless published."""
    name = checked_name(name) if name is not None else default_name(report)
    wanted = check_formats(formats if formats is not None else DEFAULT_FORMATS)
    home = Path(directory)
    with ExitStack() as stack:
        with _translate_errors(_CANNOT_WRITE.format(home / name)):
            home.mkdir(parents=True, exist_ok=True)
            _remove_abandoned(home)
            _check_replaceable(home / name)
            workshop = stack.enter_context(_scratch_folder(home))
            made = workshop / name
            made.mkdir()
            files = []
            for file, content in render(report, wanted):
                _write(made / file, content)
                files.append(file)
            _fsync_folder(made)
        yield Prepared(home, name, tuple(files), workshop)


_CANNOT_WRITE = "{}: the report cannot be written"


def write_file(path: Path, content: str) -> None:
    """Write one file, as `replacing` does."""
    with replacing(path) as out:
        out.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes the place of `path` when the block ends: also of a link, which is not followed.

    A device or a pipe, such as /dev/stdout, is written to directly.

    Raises:
        LinkscanError: It cannot be written; an existing file is left unchanged.
    """
    with _translate_errors(f"{path}: cannot be written"):
        if _is_device(path):
            with path.open("w", encoding="utf-8", newline="\n") as out:
                yield out
            return
        with _scratch_folder(path.parent) as workshop:
            made = workshop / path.name
            with made.open("w", encoding="utf-8", newline="\n") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            made.replace(path)


def _is_device(path: Path) -> bool:
    """Return whether a path, after following links, exists but is neither a file nor a folder.

    Such a path must not be replaced by a file.
    """
    return path.exists() and not path.is_file() and not path.is_dir()


def check_writable(path: Path, option: str) -> None:
    """Raise SettingsError if a file cannot be written; a run checks this before its first request."""
    if _is_device(path):
        if not os.access(path, os.W_OK):
            raise SettingsError(f"{option} {path}: may not be written to")
        return
    if not path.parent.is_dir():
        raise SettingsError(f"{option} {path}: there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise SettingsError(f"{option} {path}: the folder {path.parent} may not be written to")


def default_name(report: "Report") -> str:
    """Return the time of a report as its name: `2026-11-21T101500Z`."""
    return datetime.fromisoformat(report.generated_at).astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")


def checked_name(name: str) -> str:
    """Return `name` if it is a valid folder name on all systems.

    Raises:
        SettingsError: It contains separators or control characters, is hidden, too long, or reserved.
    """
    if not _NAME.fullmatch(name) or name in RESERVED or len(name.encode()) > 200:
        raise SettingsError(
            f"--name: {name!r} cannot be a report's name; use letters, digits, space and . _ - + = @, "
            f"a letter or digit first, at most 100, and none of {', '.join(RESERVED)}"
        )
    return name


@contextmanager
def _translate_errors(what: str) -> Iterator[None]:
    """Convert an OSError in the block to a LinkscanError that says what could not be done."""
    try:
        yield
    except OSError as error:
        raise LinkscanError(f"{what}: {error.strerror or error}") from error


@contextmanager
def _scratch_folder(home: Path) -> Iterator[Path]:
    """Yield a temporary hidden folder in `home`, which is removed with its contents afterwards."""
    folder = home / f"{_UNFINISHED}{secrets.token_hex()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_replaceable(target: Path) -> None:
    """Raise LinkscanError if a folder holds anything but a report: `--reports` may point at any folder of the user."""
    others: list[str] = []
    with suppress(FileNotFoundError, NotADirectoryError):  # missing, or just replaced by a concurrent run
        others = sorted(entry.name for entry in target.iterdir() if entry.name not in FILES or entry.is_dir())
    if others:
        raise LinkscanError(f"{target}: holds {others[0]!r}, which is not part of a report; not replaced")


def _write(path: Path, content: Rendered) -> None:
    parts = [content.encode()] if isinstance(content, str) else [content] if isinstance(content, bytes) else content
    with path.open("wb") as out:
        out.writelines(parts)
        out.flush()
        os.fsync(out.fileno())


def _replace(made: Path, target: Path, workshop: Path) -> None:
    """Rename `made` to `target`, swapping the two if `target` exists: a folder cannot be renamed over a non-empty one.

    If the system cannot swap them, the old one is moved away first, and for a moment `target` does not exist.
    """
    while True:  # each further iteration means that another run has just published this name
        try:
            made.rename(target)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
        else:
            return
        if _swap(made, target):
            return
        with suppress(FileNotFoundError):
            target.rename(workshop / secrets.token_hex())


def _swap(one: Path, other: Path) -> bool:
    """Swap two folders atomically and return whether that worked; uses Linux's renameat2(2), which Python lacks."""
    import ctypes  # noqa: PLC0415 - few reports replace another

    try:
        rename = ctypes.CDLL(None).renameat2
    except (TypeError, AttributeError):  # Windows does not accept None, macOS lacks the function
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, fcntl.h and linux/fs.h
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _set_latest(home: Path, name: str) -> None:
    """Point `latest` at `name` with a symbolic link, or, if that is not supported, with a file holding the name.

    Raises:
        LinkscanError: `latest` exists and is neither.
    """
    there = home / LATEST
    if there.is_file() and not there.is_symlink() and not _NAME.fullmatch(_read_start(there)):
        raise LinkscanError(f"{there}: not a link to a report; not replaced")
    with _scratch_folder(home) as workshop:
        pointer = workshop / LATEST
        try:
            pointer.symlink_to(name, target_is_directory=True)
        except (OSError, NotImplementedError):
            _write(pointer, name + "\n")
        try:
            pointer.replace(home / LATEST)
        except PermissionError:  # Windows cannot rename over a link to a folder
            (home / LATEST).unlink()
            pointer.replace(home / LATEST)


def _read_start(file: Path) -> str:
    """Return the first 256 bytes of a text file, enough for a name, without the line break."""
    with file.open("rb") as text:
        return text.read(256).decode(errors="replace").removesuffix("\n")


def _remove_abandoned(home: Path) -> None:
    """Remove unfinished folders of killed runs, but none recent enough to belong to a concurrent run."""
    for leftover in home.glob(_UNFINISHED + "*"):
        with suppress(FileNotFoundError):  # removed by another run
            if time.time() - leftover.stat().st_mtime > _ABANDONED:
                shutil.rmtree(leftover, ignore_errors=True)


def _fsync_folder(folder: Path) -> None:
    """Flush the entries of a folder to disk, unless the system does not allow opening folders, as on Windows."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
