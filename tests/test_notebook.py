"""linkscan in a notebook: in a real kernel, a cell shows tables, awaits, streams, and can be interrupted."""

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager, start_new_kernel

from tests.world.breakages import hang
from tests.world.programs import PROGRAM
from tests.world.world import World, serve

PAPERS = """
papers = [
    {"id": "1", "title": "A Tool", "abstract": "Our code is available at https://github.com/lab/tool."},
    {"id": "2", "title": "A Page", "abstract": "Our code is available at https://pages.example.org/never."},
]
"""


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    world.github.repository("lab/tool", files={"README.md": "# Tool", "main.py": PROGRAM})
    world.page("https://pages.example.org/never", "Nobody sees this")
    world.fault("https://pages.example.org/never", hang())
    with serve(world):
        yield world


Kernel = tuple[KernelManager, BlockingKernelClient]


@pytest.fixture
def kernel(world: World, tmp_path: Path) -> Iterator[Kernel]:
    manager, client = start_new_kernel(
        startup_timeout=120, env=world.environ() | {"PYTHONPATH": str(Path.cwd())}, cwd=str(tmp_path)
    )
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(kernel: Kernel, code: str, interrupt_at: str = "") -> str:
    """Run a cell and return its output; interrupt it as soon as it has printed some words."""
    manager, client = kernel
    request = client.execute(code)
    told: str = ""
    while True:
        try:
            message: Any = client.get_iopub_msg(timeout=120)
        except queue.Empty as error:
            raise AssertionError(f"the cell does not end; it said {told!r}") from error
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        told += content.get("text", "") + content.get("data", {}).get("text/plain", "")
        told += "\n".join(content.get("traceback", ()))
        if interrupt_at and interrupt_at in told:
            manager.interrupt_kernel()
            interrupt_at = ""
        if content.get("execution_state") == "idle":
            return told


def test_an_interrupted_cell_ends_at_once_with_what_is_known(kernel: Kernel) -> None:
    """By a signal, as from the stop button; a host that never responds is not waited for."""
    run(kernel, f"import linkscan\n{PAPERS}")
    scan = "report = linkscan.scan(papers, progress=lambda done, total: print(f'{done} of {total}', flush=True))"
    told = run(kernel, scan, interrupt_at="1 of 2")
    assert "Traceback" not in told
    assert "available unverified" in run(kernel, "print(*(paper.verdict for paper in report))")
    assert "interrupted" in run(kernel, "report.incomplete")


def test_an_interrupted_check_ends_at_once_with_what_is_known(kernel: Kernel) -> None:
    urls = "'https://github.com/lab/tool', 'https://pages.example.org/never'"
    check = (
        f"found = linkscan.check([{urls}], progress=lambda done, total: print(f'{{done}} of {{total}}', flush=True))"
    )
    told = run(kernel, f"import linkscan\n{check}", interrupt_at="1 of 2")
    assert "Traceback" not in told
    assert "ok skipped" in run(kernel, "print(*(each.health for each in found))")


def test_cell_can_await_stream_and_show_a_table(kernel: Kernel) -> None:
    run(kernel, f"from linkscan import scan_async, stream\n{PAPERS}\ndel papers[1]")
    assert "available" in run(kernel, "report = await scan_async(papers)\nreport.papers[0].verdict")
    streamed = run(kernel, "async for paper in stream(papers):\n    print(paper.verdict, paper.title)")
    assert streamed == "available A Tool\n"
    assert "A Tool" in run(kernel, "report.to_pandas()")
