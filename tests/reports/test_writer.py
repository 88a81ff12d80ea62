"""Reports on disk are complete or absent, whatever happens to the disk and the process."""

import ctypes
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from linkscan.errors import LinkscanError, SettingsError
from linkscan.reports import FORMATS, default_name, write_reports, writer
from linkscan.reports.report import Report
from linkscan.reports.writer import check_writable, write_file

TEXTS = ("json", "csv", "markdown")


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_the_files_of_the_contract(report: Report, tmp_path: Path) -> None:
    """DIR/NAME/ with the files, DIR/latest pointing to it, and nothing else."""
    written = write_reports(report, tmp_path / "new" / "reports", "weekly")
    assert names(tmp_path / "new" / "reports") == ["latest", "weekly"]
    assert [path.name for path in written] == [
        "report.json", "papers.csv", "links.csv", "claims.csv", "report.md", "report.html",
    ]  # fmt: skip
    latest = tmp_path / "new" / "reports" / "latest"
    assert latest.readlink() == Path("weekly")
    assert (latest / "report.json").read_bytes() == written[0].read_bytes()


def test_every_format_is_written(report: Report, tmp_path: Path) -> None:
    """Each format in FORMATS writes its files."""
    written = write_reports(report, tmp_path, "all", FORMATS)
    assert names(tmp_path / "all") == sorted(file for files in FORMATS.values() for file in files)
    assert all(path.stat().st_size for path in written)


def test_the_same_report_is_the_same_bytes(report: Report, tmp_path: Path) -> None:
    """In every format."""
    one, two = (write_reports(replace(report), tmp_path, name, FORMATS) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


@pytest.mark.parametrize(("format_", "package"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_missing_package_of_a_format_is_named(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str, package: str
) -> None:
    """The message says what to install, and nothing is written."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SettingsError, match=f"--formats {format_} needs {package}.*pip install {package}$"):
        write_reports(report, tmp_path / "reports", "weekly", ["json", format_])
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    "moment", ["2026-11-21T10:15:00Z", "2026-11-21T10:15:00.123456+00:00", "2026-11-21T12:15:00+02:00"]
)
def test_the_name_is_the_time_in_utc(report: Report, moment: str) -> None:
    """Sorting by name sorts by time."""
    assert default_name(replace(report, generated_at=moment)) == "2026-11-21T101500Z"


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", ".hidden", "../up", "a/b", "a\\b", "/etc", "a\0b", "a\nb", "latest", "ledger.sqlite",
        "x" * 101, "字" * 67, "ends.", "ends ", "-flag", "a:b", "a*b", "\u202etxt",
    ],
)  # fmt: skip
def test_names_that_are_no_folder(report: Report, tmp_path: Path, name: str) -> None:
    """Refused before anything is rendered or written."""
    with pytest.raises(SettingsError, match="cannot be a report's name"):
        write_reports(report, tmp_path, name)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["weekly", "2026-11-21T101500Z", "ICLR 2027", "über", "v1.2_a+b=c@d", "ü" * 100])
def test_names_that_are_a_folder(report: Report, tmp_path: Path, name: str) -> None:
    """Names that people use."""
    assert write_reports(report, tmp_path, name, ["badge"])[0].parent.name == name


def test_an_unknown_format_is_refused(report: Report, tmp_path: Path) -> None:
    """The error lists the valid ones."""
    with pytest.raises(SettingsError, match="no 'pdf'; allowed are json, csv, markdown, html"):
        write_reports(report, tmp_path, "x", ["json", "pdf"])
    assert names(tmp_path) == []


def test_an_existing_name_is_replaced_whole(report: Report, tmp_path: Path) -> None:
    """No file of the earlier report remains in the new one."""
    write_reports(report, tmp_path, "x", ["jsonl"])
    write_reports(report, tmp_path, "x", ["badge"])
    assert names(tmp_path / "x") == ["badge.json"]
    assert names(tmp_path) == ["latest", "x"]


def _no_handle(_name: None) -> None:
    raise TypeError


@pytest.mark.parametrize(
    "library",
    [_no_handle, lambda _: SimpleNamespace(), lambda _: SimpleNamespace(renameat2=lambda *_: -1)],
    ids=["Windows", "macOS", "a file system"],
)
def test_replacing_without_exchanging_folders(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: Callable[[None], Any]
) -> None:
    """On systems and file systems that cannot exchange folders, the old one is moved aside first."""
    monkeypatch.setattr(ctypes, "CDLL", library)
    write_reports(report, tmp_path, "x", ["jsonl"])
    write_reports(report, tmp_path, "x", ["badge"])
    assert (names(tmp_path), names(tmp_path / "x")) == (["latest", "x"], ["badge.json"])


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a call for it")
def test_name_always_exists_if_folders_can_be_exchanged(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader always finds the old or the new report; the folder may be a relative path."""
    monkeypatch.chdir(tmp_path)
    write_reports(report, "reports", "x", ["jsonl"])
    moved = []
    really = Path.rename

    def rename(path: Path, target: Path) -> Path:
        moved.append(path)
        return really(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    write_reports(report, "reports", "x", ["badge"])
    assert names(tmp_path / "reports" / "x") == ["badge.json"]
    assert Path("reports/x") not in moved


def test_undeletable_leftovers_do_not_fail_the_run(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither that of this run nor that of a killed one."""
    (tmp_path / ".unfinished-old").mkdir()
    os.utime(tmp_path / ".unfinished-old", (1, 1))

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(os, "rmdir", refuse)
    write_reports(report, tmp_path, "x", ["badge"])
    assert names(tmp_path / "x") == ["badge.json"]
    assert (tmp_path / ".unfinished-old").exists()


def test_whole_file_is_synced_to_disk(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it gets its name: buffered data would not survive a power cut."""
    forced: dict[int, int] = {}
    really = os.fsync

    def fsync(handle: int) -> None:
        status = os.fstat(handle)
        forced[status.st_ino] = status.st_size
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    for path in write_reports(report, tmp_path, "x", TEXTS):
        status = path.stat()
        assert forced[status.st_ino] == status.st_size > 0


def test_writing_leaves_no_file_open(report: Report, tmp_path: Path) -> None:
    def lowest_free() -> int:
        handle = os.open(os.devnull, os.O_RDONLY)
        os.close(handle)
        return handle

    write_reports(report, tmp_path, "x", ["badge"])
    before = lowest_free()
    write_reports(report, tmp_path, "x", ["badge"])
    assert lowest_free() == before


@pytest.mark.parametrize("error", [errno.ENOTEMPTY, errno.EEXIST])
def test_both_error_codes_for_an_existing_folder_are_handled(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """POSIX allows either: rename(2), ENOTEMPTY or EEXIST."""
    really = Path.rename

    def rename(made: Path, target: Path) -> Path:
        if target.is_dir():
            raise OSError(error, os.strerror(error))
        return really(made, target)

    monkeypatch.setattr(Path, "rename", rename)
    write_reports(report, tmp_path, "x", ["jsonl"])
    write_reports(report, tmp_path, "x", ["badge"])
    assert names(tmp_path / "x") == ["badge.json"]


def test_link_is_removed_first_if_it_cannot_be_replaced(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""
    really = Path.replace

    def replace_(made: Path, target: Path) -> Path:
        if target.is_symlink():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return really(made, target)

    write_reports(report, tmp_path, "x", ["badge"])
    monkeypatch.setattr(Path, "replace", replace_)
    write_reports(report, tmp_path, "y", ["badge"])
    assert (tmp_path / "latest").readlink() == Path("y")


@pytest.mark.parametrize(("may_write", "folder"), [(True, "."), (False, "."), (True, "nowhere")])
def test_unwritable_file_is_reported_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, *, may_write: bool
) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode == os.W_OK and may_write)
    if may_write and folder == ".":
        check_writable(tmp_path / "a.prom", "--metrics")
        return
    with pytest.raises(SettingsError, match=r"--metrics .*a.prom: (there is no folder|the folder .* may not be)"):
        check_writable(tmp_path / folder / "a.prom", "--metrics")


def test_latest_points_to_the_newest_report(report: Report, tmp_path: Path) -> None:
    """It names the last report written."""
    for name in ("one", "two", "one"):
        write_reports(report, tmp_path, name, ["badge"])
        assert (tmp_path / "latest").readlink() == Path(name)


def test_file_names_the_latest_report_if_links_are_unavailable(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a memory stick, for example."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    write_reports(report, tmp_path, "x", ["badge"])
    assert (tmp_path / "latest").read_text() == "x\n"


@pytest.mark.parametrize("fails_at", range(7))
def test_a_full_disk_leaves_everything_as_it_was(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """One line reports it; the earlier report is intact, and nothing incomplete is left behind."""
    write_reports(report, tmp_path, "x", ["badge"])
    calls = iter(range(7))  # one for each of the five files, one for the new folder, one for the one around
    really = os.fsync

    def full(handle: int) -> None:
        if next(calls) == fails_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        really(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LinkscanError) as caught:
        write_reports(report, tmp_path, "x", TEXTS)
    assert str(caught.value) == f"{tmp_path / 'x'}: the report cannot be written: No space left on device"
    assert names(tmp_path) == ["latest", "x"]
    assert names(tmp_path / "x") == (["badge.json"] if fails_at < 6 else sorted(_files(TEXTS)))


def _files(formats: tuple[str, ...]) -> list[str]:
    return [file for name in formats for file in FORMATS[name]]


@pytest.mark.parametrize("obstacle", ["reports", "reports/x", "reports/latest/in the way"])
def test_obstacles_in_place_of_the_report(report: Report, tmp_path: Path, obstacle: str) -> None:
    """A file where a folder should be, a folder where the pointer should be."""
    (tmp_path / obstacle).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / obstacle).write_text("mine")
    with pytest.raises(LinkscanError, match=r"cannot be (written|pointed)") as caught:
        write_reports(report, tmp_path / "reports", "x", ["badge"])
    assert "\n" not in str(caught.value)
    assert (tmp_path / obstacle).read_text() == "mine"


def test_runs_at_once_under_one_name(report: Report, tmp_path: Path) -> None:
    """The last one wins, and it is complete."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: write_reports(report, tmp_path, "x", TEXTS), range(24)))
    assert names(tmp_path) == ["latest", "x"]
    assert names(tmp_path / "x") == sorted(_files(TEXTS))


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Twenty kills: named reports are complete, and the next run removes old leftovers."""
    for n in range(20):
        moment = str(0.0005 + n / 997)
        victim = subprocess.run([sys.executable, "-c", _FOREVER, tmp_path, moment], check=False)
        assert victim.returncode == -signal.SIGALRM
        for folder in (entry for entry in tmp_path.iterdir() if not entry.name.startswith(".")):
            assert names(folder) == ["links.jsonl", "papers.jsonl"]
            assert (folder / "links.jsonl").read_text() == (folder / "papers.jsonl").read_text() == ""


def test_abandoned_folders_are_removed(report: Report, tmp_path: Path) -> None:
    """But not those that another run may be writing at the moment."""
    for name, age in ((".unfinished-old", 1), (".unfinished-young", 4e9), (".mine", 1)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (age, age))
    write_reports(report, tmp_path, "x", ["badge"])
    assert names(tmp_path) == [".mine", ".unfinished-young", "latest", "x"]


@pytest.mark.parametrize("mine", ["notes.txt", "report.md/notes.txt", ".git/config", "report.json.bak", "reports/a"])
def test_a_folder_that_is_more_than_a_report_is_not_replaced(report: Report, tmp_path: Path, mine: str) -> None:
    """As with `--reports . --name src`, by mistake or by the settings file of a foreign checkout."""
    write_reports(report, tmp_path, "src", TEXTS)
    (tmp_path / "src" / Path(mine).parts[0]).unlink(missing_ok=True)
    (tmp_path / "src" / mine).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "src" / mine).write_text("mine")
    before = names(tmp_path / "src")
    with pytest.raises(LinkscanError, match=f"holds '{Path(mine).parts[0]}', which is not part of a report"):
        write_reports(report, tmp_path, "src", ["badge"])
    assert (tmp_path / "src" / mine).read_text() == "mine"
    assert names(tmp_path / "src") == before


def test_a_folder_that_a_link_leads_to_is_not_replaced(report: Report, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/x").symlink_to(elsewhere)
    with pytest.raises(LinkscanError, match="cannot be written"):
        write_reports(report, tmp_path / "reports", "x", ["badge"])
    assert names(elsewhere) == []


@pytest.mark.parametrize("text", ["my own notes\non two lines\n", "", "#!/bin/sh\n", "a" * 101, "../x\n"])
def test_a_file_called_latest_that_names_no_report_is_kept(report: Report, tmp_path: Path, text: str) -> None:
    (tmp_path / "latest").write_text(text)
    with pytest.raises(LinkscanError, match="not a link to a report"):
        write_reports(report, tmp_path, "x", ["badge"])
    assert (tmp_path / "latest").read_text() == text
    assert names(tmp_path / "x") == ["badge.json"]


@pytest.mark.parametrize("named", ["x\n", "a" * 100 + "\n", "a" * 100, "a" + "ü" * 99 + "\n"])
def test_a_file_that_names_the_latest_is_replaced(report: Report, tmp_path: Path, named: str) -> None:
    (tmp_path / "latest").write_text(named)
    write_reports(report, tmp_path, "x", ["badge"])
    assert (tmp_path / "latest").readlink() == Path("x")


@pytest.mark.parametrize(("age", "is_swept"), [(86_400, True), (86_100, False)])
def test_unfinished_folders_are_removed_after_a_day(
    report: Report, tmp_path: Path, age: float, *, is_swept: bool
) -> None:
    folder = tmp_path / ".unfinished-0"
    (folder / "x").mkdir(parents=True)
    moment = folder.stat().st_mtime - age
    os.utime(folder, (moment, moment))
    write_reports(report, tmp_path, "x", ["badge"])
    assert folder.exists() is not is_swept


def test_one_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with `-o FILE`; the previous content stays until the new one is complete."""
    write_file(tmp_path / "a.json", "old")
    assert (tmp_path / "a.json").read_text() == "old"

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LinkscanError, match=r"a.json: cannot be written: No space left on device"):
        write_file(tmp_path / "a.json", "new")
    assert (tmp_path / "a.json").read_text() == "old"
    assert names(tmp_path) == ["a.json"]


def test_file_is_on_disk_whole_before_it_replaces_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: sizes.append(os.fstat(handle).st_size))
    write_file(tmp_path / "a.json", "new")
    assert sizes == [3]


def test_a_device_is_written_to_and_not_replaced_by_a_file(tmp_path: Path) -> None:
    """`--metrics /dev/stdout`; root may write to the folder of devices."""
    device = tmp_path / "stdout"
    device.symlink_to(os.devnull)
    check_writable(device, "--metrics")
    write_file(device, "counts")
    assert device.readlink() == Path(os.devnull)
    assert names(tmp_path) == ["stdout"]


def test_a_device_that_may_not_be_written_to_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SettingsError, match=r"--metrics .*null: may not be written to"):
        check_writable(Path(os.devnull), "--metrics")


def test_contents_of_every_format() -> None:
    """A folder with nothing but these files is a report, which the next one of its name replaces."""
    tables = {f"{name}.{kind}" for name in ("papers", "links", "claims") for kind in ("csv", "parquet")}
    reports = {f"report.{kind}" for kind in ("json", "md", "html", "xlsx")}
    others = {"papers.jsonl", "links.jsonl", "changes.atom", "annotations.txt", "badge.json"}
    assert tables | reports | others == writer.FILES


_FOREVER = """
import signal
import sys
from linkscan.reports.report import Report
from linkscan.reports import write_reports
from linkscan.reports.summary import summarise

report = Report(1, "0", "2026-01-01T00:00:00Z", (), summarise((), ()), (), ())
write_reports(report, sys.argv[1], "x", ["jsonl"])
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[2]))  # the system ends us then, wherever we are
while True:
    write_reports(report, sys.argv[1], "x", ["jsonl"])
"""
