"""The formats by name, and writing them to disk: a folder is there and whole, or not there.

A new format is a module with a function `Report -> str` (or bytes, or an iterator of bytes: what grows with the number
of papers is written part by part) and a line in `FORMATS`.
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
from typing import TYPE_CHECKING, TypeAlias

from linkscan.errors import LinkscanError, SettingsError, needs

if TYPE_CHECKING:
    from linkscan.reports.report import Report

# Format -> file -> the function that renders it. Written as names, so that only what is used is loaded:
# Jinja2 and pydantic cost as much as all the rest of linkscan.
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
"""The formats that an extra writes, and what it installs."""

DEFAULT_FORMATS = ("json", "csv", "markdown", "html")


def check_formats(formats: Iterable[str]) -> tuple[str, ...]:
    """Return formats that can be written here: a run asks this before its first request.

    Raises:
        SettingsError: There is no such format, or what writes it is not installed.
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
    """Yield the names of files and what is in them, in the formats asked for or in the default ones."""
    for name in check_formats(formats if formats is not None else DEFAULT_FORMATS):
        for file, maker in FORMATS[name].items():
            yield file, resolve_name(maker)(report)


FILES = frozenset(file for files in FORMATS.values() for file in files)
"""Every file that a report may have; a folder with anything else in it is no report, and is not replaced."""
LATEST = "latest"
RESERVED = (LATEST, "ledger.sqlite")
_NAME = re.compile(r"[^\W_][\w .+@=-]{0,99}(?<![ .])")
_UNFINISHED = ".unfinished-"
_ABANDONED = 24 * 3600.0  # seconds after which an unfinished folder belongs to a run that was killed
_TAKEN = (errno.ENOTEMPTY, errno.EEXIST)


def write_reports(
    report: "Report",
    directory: Path | str = "reports",
    name: str | None = None,
    formats: Iterable[str] | None = None,
    *,
    latest: bool = True,
) -> list[Path]:
    """Write `directory/name/`, point `directory/latest` at it unless told not to, and return the files written.

    The files are made in a hidden folder beside it, forced to the disk, and appear all at once by one rename.
    A report that has this `name` is replaced: the old folder and the new one change places, then the old one goes.
    `name` defaults to the time of the report, in UTC.

    Raises:
        SettingsError: `name` cannot be a folder's name, or a format is unknown.
        LinkscanError: The disk is full, the folder cannot be written, what has the name is no report: nothing was
            changed.

    >>> report = scan("papers.jsonl", settings)
    >>> [path.name for path in write_reports(report, "reports", "june", formats=["json", "markdown"])]
    ['report.json', 'report.md']
    """
    with prepared(report, directory, name, formats) as made:
        return made.publish(latest=latest)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report that is written, and waits in a hidden folder for its name."""

    home: Path
    name: str
    files: tuple[str, ...]
    _workshop: Path

    def publish(self, *, latest: bool = True) -> list[Path]:
        """Give the report its name, point `latest` at it unless told not to, and return its files."""
        with _explained(_CANNOT.format(self.home / self.name)):
            _replace(self._workshop / self.name, self.home / self.name, self._workshop)
            _force(self.home)
        if latest:
            with _explained(f"{self.home / LATEST}: cannot be pointed at {self.name}, which is written"):
                _point(self.home, self.name)
        return [self.home / self.name / file for file in self.files]


@contextmanager
def prepared(
    report: "Report", directory: Path | str, name: str | None = None, formats: Iterable[str] | None = None
) -> Iterator[Prepared]:
    """Write a report as `write_reports` does, but for its name; what is not published goes away with the block."""
    name = checked_name(name) if name is not None else default_name(report)
    wanted = check_formats(formats if formats is not None else DEFAULT_FORMATS)
    home = Path(directory)
    with ExitStack() as stack:
        with _explained(_CANNOT.format(home / name)):
            home.mkdir(parents=True, exist_ok=True)
            _sweep(home)
            _check_replaceable(home / name)
            workshop = stack.enter_context(_workshop(home))
            made = workshop / name
            made.mkdir()
            files = []
            for file, content in render(report, wanted):
                _write(made / file, content)
                files.append(file)
            _force(made)
        yield Prepared(home, name, tuple(files), workshop)


_CANNOT = "{}: the report cannot be written"


def write_file(path: Path, content: str) -> None:
    """Write one file, whole or not at all; a device or a pipe, such as /dev/stdout, is written to.

    Raises:
        LinkscanError: It cannot be written; what was there is left.
    """
    with _explained(f"{path}: cannot be written"):
        if _is_device(path):
            path.write_text(content, encoding="utf-8")
            return
        with _workshop(path.parent) as workshop:
            made = workshop / path.name
            _write(made, content)
            made.replace(path)


def _is_device(path: Path) -> bool:
    """Return whether a path, or what it links to, is neither a file nor a folder: it must not be replaced by one."""
    return path.exists() and not path.is_file() and not path.is_dir()


def check_writable(path: Path, option: str) -> None:
    """Raise SettingsError for a file that cannot be written: a run asks this before its first request."""
    if _is_device(path):
        if not os.access(path, os.W_OK):
            raise SettingsError(f"{option} {path}: may not be written to")
        return
    if not path.parent.is_dir():
        raise SettingsError(f"{option} {path}: there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise SettingsError(f"{option} {path}: the folder {path.parent} may not be written to")


def default_name(report: "Report") -> str:
    """Return the name of a report by its time: `2026-11-21T101500Z`."""
    return datetime.fromisoformat(report.generated_at).astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")


def checked_name(name: str) -> str:
    """Return `name` if it can be a folder's name, here and on other systems.

    Raises:
        SettingsError: It has separators or controls, is hidden, too long, or taken.
    """
    if not _NAME.fullmatch(name) or name in RESERVED or len(name.encode()) > 200:
        raise SettingsError(
            f"--name: {name!r} cannot be a report's name; use letters, digits, space and . _ - + = @, "
            f"a letter or digit first, at most 100, and none of {', '.join(RESERVED)}"
        )
    return name


@contextmanager
def _explained(what: str) -> Iterator[None]:
    """Turn an OSError of the block into one line that says what could not be done."""
    try:
        yield
    except OSError as error:
        raise LinkscanError(f"{what}: {error.strerror or error}") from error


@contextmanager
def _workshop(home: Path) -> Iterator[Path]:
    """Lend a hidden folder beside the finished ones; what is left in it goes away with it."""
    folder = home / f"{_UNFINISHED}{secrets.token_hex()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _check_replaceable(target: Path) -> None:
    """Raise LinkscanError for a folder that holds more than a report: the folder of reports may be anything's."""
    others: list[str] = []
    with suppress(FileNotFoundError, NotADirectoryError):  # a run beside this one has just replaced it
        others = sorted(entry.name for entry in target.iterdir() if entry.name not in FILES or entry.is_dir())
    if others:
        raise LinkscanError(f"{target}: holds {others[0]!r}, which is no part of a report, and is not replaced")


def _write(path: Path, content: Rendered) -> None:
    parts = [content.encode()] if isinstance(content, str) else [content] if isinstance(content, bytes) else content
    with path.open("wb") as out:
        out.writelines(parts)
        out.flush()
        os.fsync(out.fileno())


def _replace(made: Path, target: Path, workshop: Path) -> None:
    """Rename `made` to `target`. A folder cannot be renamed over a full one: the two change places.

    Where the system cannot do that, the old one goes aside first, and for a moment nothing has the name.
    """
    while True:  # each further round means that another run has just finished under this name
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
    """Let two folders change places in one step: renameat2(2) of Linux, which Python does not offer."""
    import ctypes  # noqa: PLC0415 - few reports replace another

    try:
        rename = ctypes.CDLL(None).renameat2
    except (TypeError, AttributeError):  # Windows has no such handle, macOS no such call
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, fcntl.h and linux/fs.h
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _point(home: Path, name: str) -> None:
    """Point `latest` at `name`: a link; where the file system has none, a file that holds the name.

    Raises:
        LinkscanError: What is there is neither.
    """
    there = home / LATEST
    if there.is_file() and not there.is_symlink() and not _NAME.fullmatch(_beginning(there)):
        raise LinkscanError(f"{there}: is no link to a report, and is not replaced")
    with _workshop(home) as workshop:
        pointer = workshop / LATEST
        try:
            pointer.symlink_to(name, target_is_directory=True)
        except (OSError, NotImplementedError):
            _write(pointer, name + "\n")
        try:
            pointer.replace(home / LATEST)
        except PermissionError:  # Windows renames nothing over a link to a folder
            (home / LATEST).unlink()
            pointer.replace(home / LATEST)


def _beginning(file: Path) -> str:
    """Return the beginning of a text, in which a name and its line break fit, without the break."""
    with file.open("rb") as text:
        return text.read(256).decode(errors="replace").removesuffix("\n")


def _sweep(home: Path) -> None:
    """Remove what killed runs left unfinished, but nothing that a run beside this one may be making."""
    for leftover in home.glob(_UNFINISHED + "*"):
        with suppress(FileNotFoundError):  # swept by another run
            if time.time() - leftover.stat().st_mtime > _ABANDONED:
                shutil.rmtree(leftover, ignore_errors=True)


def _force(folder: Path) -> None:
    """Force a folder's entries to the disk, where a system lets folders be opened: Windows does not."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
