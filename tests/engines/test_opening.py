"""Which engine is opened, and what keeps one from being opened is said in a line."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from linkscan.engines import Here, open_crew, open_engine, workers
from linkscan.errors import SettingsError
from linkscan.settings import Settings

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]


async def test_without_being_told_otherwise_the_work_is_done_here(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path)
    async with open_crew(settings) as crew, open_engine(settings, crew, 10) as engine:
        assert isinstance(engine, Here)


def test_the_engine_that_is_here_needs_no_dask() -> None:
    """An import of dask costs half a second, and is not there without the extra."""
    code = "import linkscan.pipeline, sys; assert not {'dask', 'distributed'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


async def test_without_dask_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "linkscan.engines.workers")
    with pytest.raises(SettingsError, match=r"pip install '.\[dask\]'"):
        async with open_crew(Settings(cache=tmp_path, engine="dask")):
            pass


@pytest.mark.parametrize("option", ["record", "replay"])
async def test_a_recording_belongs_to_one_machine(tmp_path: Path, option: str) -> None:
    with pytest.raises(SettingsError, match="leave out --engine dask"):
        async with open_crew(Settings(cache=tmp_path, engine="dask"), **{option: tmp_path / "run.warc"}):
            pass


async def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CONNECT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(SettingsError, match=f"--scheduler: {address} cannot be joined"):
        async with open_crew(Settings(cache=tmp_path, engine="dask", scheduler=address)):
            pass


def test_the_command_says_so_in_a_line_and_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "papers.txt").write_text("A Tool\n\nCode is at https://github.com/lab/tool.\n")
    words = "scan papers.txt --engine dask --scheduler nonsense://a:1"
    command = [sys.executable, "-m", "linkscan", *words.split()]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("linkscan: --scheduler: nonsense://a:1 cannot be joined")
    assert done.stderr.count("\n") == 1
