"""Which files of a folder are checked: a foreign folder may contain links and pipes."""

import os
from pathlib import Path

import pytest

from linkscan.documents import files, local
from linkscan.documents.files import read
from linkscan.errors import InputError

TEXT = "See https://a.example/.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one page, a link to it, and links out of the folder or to nowhere."""
    made, outside = tmp_path / "made", tmp_path / "outside"
    for each in (made, outside):
        each.mkdir()
        (each / "page.md").write_text(TEXT)
    (made / "again.md").symlink_to("page.md")
    (made / "out.md").symlink_to(outside / "page.md")
    (made / "away").symlink_to(outside)
    (made / "dangling.md").symlink_to("nowhere.md")
    (made / "loop.md").symlink_to("loop.md")
    (made / "endless.md").symlink_to("/dev/zero")
    if hasattr(os, "mkfifo"):
        os.mkfifo(made / "pipe.md")
    return made


def test_folder_gives_its_own_files(folder: Path) -> None:
    """Otherwise `--fix` would write through links, and a pipe would block."""
    assert [path.name for path in files._walk(folder)] == ["again.md", "page.md"]


def test_pattern_gives_files_below_its_fixed_part(folder: Path) -> None:
    """Otherwise `**` would follow links to folders."""
    found = files.expand([f"{folder}/**/*.md"])
    assert [path.relative_to(folder).as_posix() for path in found] == ["again.md", "page.md"]


def test_pipe_is_not_waited_for(folder: Path) -> None:
    assert local.missing("pipe.md#part", folder / "page.md") is None


def test_endless_file_is_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    with pytest.raises(InputError, match="larger than 1 MiB"):
        read(folder / "endless.md")
    assert read(folder / "page.md").text == TEXT
